//! The left side above the figures: the one sentence, the basis, the sum, the chosen filter.

use super::kit::element::{Child, Element, On, button, el};
use super::kit::icon;
use super::{Act, Shown};
use crate::i18n::{Lang, Say, numbers, words};
use crate::state::{Action, Tab};
use tongbao_notice::query::{self, Basis, Choice, Counts, Filter, Flag, Headline, Kind};
use tongbao_notice::report::{ProblemKind, Status};
use yew::Html;
use yew::prelude::KeyboardEvent;

/// A number of the headline that leads somewhere.
fn link(words: String, actions: Vec<Action>, act: &Act, bright: bool) -> Element {
    button("q").also("hi", bright).press_all(act, actions).child(words)
}

/// A clause of the headline: it is broken into lines between clauses only.
fn clause(words: Vec<Html>) -> Html {
    el("span").child(words).html()
}

fn choose(choices: Vec<Choice>) -> Vec<Action> {
    vec![Action::Choose(choices.into_iter().collect())]
}

fn attention() -> Vec<Choice> {
    let statuses = Status::ALL.into_iter().filter(|status| status.needs_attention());
    statuses.map(|status| Choice::new(Kind::Status, status.word())).collect()
}

/// The one sentence above everything.
pub fn headline(shown: &Shown) -> Element {
    let (lang, act) = (shown.lang, &shown.act);
    let say = |what: Say<'_>| lang.say(what).html();
    let items = |number: u32| lang.say(Say::Items(number));
    let unnamed_link = |count: u32| {
        let chosen = choose(vec![Choice::new(Kind::Flag, Flag::Unnamed.word())]);
        link(items(count), chosen, act, false).html()
    };
    let clauses = match query::headline(&shown.reading.report, shown.view.basis) {
        Headline::Nothing => vec![vec![say(Say::HeadNothing)]],
        Headline::Planned { total } => vec![vec![say(Say::HeadPlanned(total))]],
        Headline::Contradiction { category, status, claimed, found, lines, unnamed } => {
            let to_words = vec![Action::Close, Action::Tab(Tab::Source), Action::Line(lines.first)];
            let to_rows =
                choose(vec![Choice::new(Kind::Assessed, status.word()), Choice::new(Kind::Category, category.clone())]);
            let word = words::status(lang, status);
            let as_claimed = match status {
                Status::Completed => Say::HeadClaimedDone { category: &category, status: word },
                _ => Say::HeadClaimed { category: &category, status: word },
            };
            let mut clauses = vec![
                vec![say(Say::HeadClaims), link(items(claimed), to_words, act, false).html(), say(as_claimed)],
                vec![
                    say(Say::HeadFound),
                    link(items(found), to_rows, act, true).html(),
                    say(if unnamed > 0 { Say::Semicolon } else { Say::FullStop }),
                ],
            ];
            if unnamed > 0 {
                clauses.push(vec![say(Say::HeadBesides), unnamed_link(unnamed), say(Say::HeadUnnamed)]);
            }
            clauses
        }
        Headline::Unnamed { count, total } => {
            vec![vec![say(Say::HeadOf(total))], vec![unnamed_link(count), say(Say::HeadUnnamed)]]
        }
        Headline::Attention { count, total, unit } => {
            let many = link(items(count), choose(attention()), act, true).html();
            let end = say(if unit.is_some() { Say::Comma } else { Say::FullStop });
            let mut clauses = vec![vec![say(Say::HeadOf(total))], vec![many, say(Say::HeadAttention), end]];
            if let Some((name, most)) = unit {
                let mut choices = attention();
                choices.push(Choice::new(Kind::Unit, name.clone()));
                let unit = link(name, choose(choices), act, false).html();
                clauses.push(vec![say(Say::HeadMost), unit, say(Say::HeadMostCount(most))]);
            }
            clauses
        }
        Headline::Moving { total, completed } => {
            let mut clauses = vec![vec![say(Say::HeadMoving(total))]];
            if completed > 0 {
                let chosen = choose(vec![Choice::new(Kind::Status, Status::Completed.word())]);
                let finished = link(items(completed), chosen, act, true).html();
                clauses.push(vec![say(Say::HeadAmongThem), finished, say(Say::HeadFinished)]);
            }
            clauses
        }
        Headline::ClaimsOnly { total, counts } => {
            let whole = counts.total() >= total;
            let sum = sum_words(lang, &counts).html();
            let claims = if whole { Say::HeadClaimsAll(total) } else { Say::HeadClaimsSome(total) };
            vec![vec![say(claims), sum, say(Say::FullStop)]]
        }
    };
    el("p").class("headline").hook("headline").child(clauses.into_iter().map(clause).collect::<Vec<Html>>())
}

/// 未完成 4 + 偏慢 11 + ….
fn sum_words(lang: Lang, counts: &Counts) -> String {
    let parts: Vec<String> = counts
        .present()
        .map(|(status, count)| [words::status(lang, status), " ", &numbers::count(count)].concat())
        .collect();
    parts.join(" + ")
}

/// 口径, where the notice itself says anything.
pub fn basis_switch(shown: &Shown) -> Option<Element> {
    if !shown.reading.states_anything() {
        return None;
    }
    let (lang, current) = (shown.lang, shown.view.basis);
    let on_key = {
        let act = shown.act.clone();
        move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => 1,
                "ArrowLeft" | "ArrowUp" => Basis::ALL.len() - 1,
                _ => return,
            };
            event.prevent_default();
            let here = Basis::ALL.iter().position(|basis| *basis == current).unwrap_or(0);
            if let Some(next) = Basis::ALL.get((here + step) % Basis::ALL.len()) {
                act.emit(Action::Base(*next));
                crate::web::dom::focus(&["[data-testid=basis-switch] [data-basis=", next.word(), "]"].concat());
            }
        }
    };
    let mut group = el("span")
        .attrs(&[("role", "radiogroup"), ("aria-labelledby", "basis-label")])
        .hook("basis-switch")
        .on(On::onkeydown, on_key);
    for basis in Basis::ALL {
        let chosen = basis == current;
        let [name, hint] = Say::basis(basis);
        group = group.child(
            button("")
                .attr("role", "radio")
                .attr("aria-checked", chosen)
                .attr("tabindex", if chosen { "0" } else { "-1" })
                .attr("data-basis", basis.word())
                .attr("title", lang.say(hint))
                .press(&shown.act, Action::Base(basis))
                .child(lang.say(name)),
        );
    }
    let label = el("span").class("lb").attr("id", "basis-label").child(lang.say(Say::Basis));
    let [_, hint] = Say::basis(current);
    let hint = el("span").class("hint").child(lang.say(hint));
    Some(el("div").class("seg3").child(label).child(group).child(hint))
}

/// Rows in = rows shown + rows without a place, as a sum.
pub fn coverage_line(shown: &Shown) -> Element {
    let lang = shown.lang;
    let coverage = &shown.reading.report.coverage;
    let rows = coverage.rows;
    let counts = shown.view.statuses.all;
    let unjudged = shown.view.total.saturating_sub(counts.total());
    let unplaced = lang.say(Say::Unplaced(rows.unplaced));
    let line = el("div")
        .class("cov")
        .attr("role", "status")
        .hook("coverage-line")
        .attr("title", lang.say(Say::coverage(coverage.lines)))
        .attr("data-total", rows.read)
        .attr("data-placed", rows.placed)
        .attr("data-unplaced", rows.unplaced)
        .child(el("b").child(numbers::count(rows.read)))
        .child(" ")
        .child(lang.say(if shown.view.total > 0 { Say::RowsAre } else { Say::Rows }))
        .child(sum_words(lang, &counts))
        .child((unjudged > 0).then(|| {
            let plus = if counts.total() > 0 { " + " } else { "" };
            plus.to_owned() + &lang.say(Say::unjudged(shown.view.basis, unjudged))
        }))
        .child(if rows.unplaced > 0 { " + ".to_owned() } else { lang.say(Say::Semicolon) });
    let line = line.child(match shown.reading.report.unplaced.first() {
        Some(text) if rows.unplaced > 0 => {
            button("lk ok").press(&shown.act, Action::Words(text.lines.first)).child(unplaced)
        }
        _ => el("span").class("ok").child(unplaced),
    });
    let line = line.child(lang.say(Say::Semicolon)).child(super::understood::count(shown));
    match super::reassess::count(shown) {
        Some(own) => line.child(lang.say(Say::Semicolon)).child(own),
        None => line,
    }
}

/// The chosen filter as chips.
pub fn chips(shown: &Shown) -> Element {
    let (lang, filter) = (shown.lang, &shown.look.filter);
    let (count, total) = (shown.view.count(), shown.view.total);
    let on = !filter.is_empty();
    let remove = {
        let (act, filter) = (shown.act.clone(), filter.clone());
        move |event: KeyboardEvent| {
            if event.key() == "Backspace" || event.key() == "Delete" {
                let mut filter = filter.clone();
                if filter.pop() {
                    event.prevent_default();
                    act.emit(Action::Choose(filter));
                }
            }
        }
    };
    let line = el("div")
        .class("chips")
        .also("on", on)
        .hook("filter-chips")
        .attr("data-count", count)
        .on(On::onkeydown, remove);
    if !on {
        let total = Some(total).filter(|total| *total > 0);
        return line.child(
            el("span").class("cl").attr("role", "status").child(total.map(|total| lang.say(Say::Unfiltered(total)))),
        );
    }
    let chips: Vec<Html> = filter.choices().iter().map(|choice| chip(shown, choice).html()).collect();
    line.child(el("span").child(lang.say(Say::Only)))
        .child(chips)
        .child(el("span").class("res").attr("role", "status").child(lang.say(Say::Shown { count, total })))
        .child(
            button("lk")
                .hook("clear-filters")
                .press(&shown.act, Action::Choose(Filter::new()))
                .child(lang.say(Say::Clear)),
        )
}

fn chip(shown: &Shown, choice: &Choice) -> Element {
    let mut without = shown.look.filter.clone();
    without.remove(choice.kind, &choice.value);
    let words = choice_words(shown.lang, choice);
    button("chip")
        .attr("data-kind", choice.kind.word())
        .attr("data-value", &choice.value)
        .label(shown.lang.say(Say::TakeBack(&words)))
        .press(&shown.act, Action::Choose(without))
        .child(words)
        .child(el("i").attr("aria-hidden", "true").child(icon::close()))
}

/// A choice in words.
fn choice_words(lang: Lang, choice: &Choice) -> String {
    let value = choice.value.as_str();
    match choice.kind {
        Kind::Status => Status::from_word(value).map(|status| words::status(lang, status).to_owned()),
        Kind::Stated => Status::from_word(value).map(|status| lang.say(Say::NoticeSays(words::status(lang, status)))),
        Kind::Assessed => Status::from_word(value).map(|status| lang.say(Say::RowsReport(words::status(lang, status)))),
        Kind::Problem => ProblemKind::from_word(value).map(|kind| lang.say(Say::ProblemOf(words::problem(lang, kind)))),
        Kind::Flag => Flag::from_word(value).map(|flag| lang.say(Say::flag(flag))),
        Kind::Search => Some(lang.say(Say::SearchedFor(value))),
        Kind::Theme => Some(words::theme(lang, value).to_owned()),
        Kind::Unit | Kind::Category => None,
    }
    .unwrap_or_else(|| value.to_owned())
}
