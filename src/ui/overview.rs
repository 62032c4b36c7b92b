//! The left side above the figures: the one sentence, the basis, the sum, the chosen filter.

use super::Act;
use super::kit::icon;
use crate::i18n::figures::theme;
use crate::i18n::{Lang, Say, words};
use crate::state::{Action, Reading, Tab};
use std::rc::Rc;
use tongbao_notice::query::{self, Basis, Choice, Counts, Filter, Flag, Headline, Kind, View};
use tongbao_notice::report::{ProblemKind, Status};
use yew::prelude::*;

/// What these pieces show.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub reading: Rc<Reading>,
    /// What of it is shown.
    pub view: Rc<View>,
    /// What was chosen.
    pub filter: Filter,
    /// What can be done.
    pub act: Act,
}

/// A number of the headline that leads somewhere.
fn link(words: String, action: impl Fn() -> Vec<Action> + 'static, act: &Act, bright: bool) -> Html {
    let act = act.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        for action in action() {
            act.emit(action);
        }
    });
    html! { <button type="button" class={classes!("q", bright.then_some("hi"))} {onclick}>{ words }</button> }
}

fn choose(choices: Vec<Choice>) -> Vec<Action> {
    vec![Action::Choose(choices.into_iter().collect())]
}

fn attention() -> Vec<Choice> {
    let statuses = Status::ALL.into_iter().filter(|status| status.needs_attention());
    statuses.map(|status| Choice::new(Kind::Status, status.word())).collect()
}

/// The one sentence above everything.
#[component]
pub fn HeadlineLine(props: &Props) -> Html {
    let (lang, act) = (props.lang, &props.act);
    let items = |number: u32| lang.say(Say::Items(number));
    let clause = |content: Html| html! { <span>{ content }</span> };
    let sentence = match query::headline(&props.reading.report, props.view.basis) {
        Headline::Nothing => clause(html! { { lang.say(Say::HeadNothing) } }),
        Headline::Planned { total } => clause(html! { { lang.say(Say::HeadPlanned(total)) } }),
        Headline::Contradiction { category, status, claimed, found, lines, unnamed } => {
            let claimed_link = link(
                items(claimed),
                move || vec![Action::Close, Action::Tab(Tab::Source), Action::Line(lines.first)],
                act,
                false,
            );
            let of_category = category.clone();
            let found_link = link(
                items(found),
                move || {
                    choose(vec![
                        Choice::new(Kind::Assessed, status.word()),
                        Choice::new(Kind::Category, of_category.clone()),
                    ])
                },
                act,
                true,
            );
            let word = words::status(lang, status);
            html! {
                <>
                    <span>{ lang.say(Say::HeadClaims) }{ claimed_link }{ lang.say(Say::HeadClaimed { category: &category, status: word }) }</span>
                    <span>{ lang.say(Say::HeadFound) }{ found_link }{ lang.say(if unnamed > 0 { Say::Semicolon } else { Say::FullStop }) }</span>
                    if unnamed > 0 {
                        <span>{ lang.say(Say::HeadBesides) }{ unnamed_link(lang, unnamed, act) }{ lang.say(Say::HeadUnnamed) }</span>
                    }
                </>
            }
        }
        Headline::Unnamed { count, total } => html! {
            <>
                <span>{ lang.say(Say::HeadOf(total)) }</span>
                <span>{ unnamed_link(lang, count, act) }{ lang.say(Say::HeadUnnamed) }</span>
            </>
        },
        Headline::Attention { count, total, unit } => {
            let many = link(items(count), || choose(attention()), act, true);
            html! {
                <>
                    <span>{ lang.say(Say::HeadOf(total)) }</span>
                    <span>{ many }{ lang.say(Say::HeadAttention) }{ lang.say(if unit.is_some() { Say::Comma } else { Say::FullStop }) }</span>
                    if let Some((name, most)) = unit {
                        <span>{ lang.say(Say::HeadMost) }{ unit_link(&name, act) }{ lang.say(Say::HeadMostCount(most)) }</span>
                    }
                </>
            }
        }
        Headline::Moving { total, completed } => html! {
            <>
                <span>{ lang.say(Say::HeadMoving(total)) }</span>
                if completed > 0 {
                    <span>{ lang.say(Say::HeadAmongThem) }{ link(items(completed), || choose(vec![Choice::new(Kind::Status, Status::Completed.word())]), act, true) }{ lang.say(Say::HeadFinished) }</span>
                }
            </>
        },
        Headline::ClaimsOnly { total, counts } => html! {
            <><span>{ lang.say(Say::HeadClaimsOnly(total)) }</span><span>{ sum_words(lang, &counts) }{ lang.say(Say::FullStop) }</span></>
        },
    };
    html! { <p class="headline" data-testid="headline">{ sentence }</p> }
}

fn unnamed_link(lang: Lang, count: u32, act: &Act) -> Html {
    link(lang.say(Say::Items(count)), || choose(vec![Choice::new(Kind::Flag, Flag::Unnamed.word())]), act, false)
}

fn unit_link(name: &str, act: &Act) -> Html {
    let unit = name.to_owned();
    let choices = move || {
        let mut choices = attention();
        choices.push(Choice::new(Kind::Unit, unit.clone()));
        choose(choices)
    };
    link(name.to_owned(), choices, act, false)
}

/// 未完成 4 + 偏慢 11 + ….
fn sum_words(lang: Lang, counts: &Counts) -> String {
    let parts: Vec<String> =
        counts.present().map(|(status, count)| format!("{} {count}", words::status(lang, status))).collect();
    parts.join(" + ")
}

/// 口径, where the notice itself says anything.
#[component]
pub fn BasisSwitch(props: &Props) -> Html {
    let lang = props.lang;
    if !props.reading.states_anything() {
        return Html::default();
    }
    let current = props.view.basis;
    let buttons = Basis::ALL.into_iter().map(|basis| {
        let onclick = {
            let act = props.act.clone();
            Callback::from(move |_: MouseEvent| act.emit(Action::Base(basis)))
        };
        let chosen = basis == current;
        html! {
            <button type="button" role="radio" aria-checked={chosen.to_string()} tabindex={if chosen { "0" } else { "-1" }} data-basis={basis.word()} title={lang.say(Say::BasisHint(basis))} {onclick}>
                { lang.say(Say::BasisName(basis)) }
            </button>
        }
    });
    let onkeydown = {
        let act = props.act.clone();
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => 1,
                "ArrowLeft" | "ArrowUp" => Basis::ALL.len() - 1,
                _ => return,
            };
            event.prevent_default();
            let here = Basis::ALL.iter().position(|basis| *basis == current).unwrap_or(0);
            if let Some(next) = Basis::ALL.get((here + step) % Basis::ALL.len()) {
                act.emit(Action::Base(*next));
                let selector = format!("[data-testid=basis-switch] [data-basis={}]", next.word());
                crate::web::dom::focus(&selector);
            }
        })
    };
    html! {
        <div class="seg3">
            <span class="lb" id="basis-label">{ lang.say(Say::Basis) }</span>
            <span role="radiogroup" aria-labelledby="basis-label" data-testid="basis-switch" {onkeydown}>{ for buttons }</span>
            <span class="hint">{ lang.say(Say::BasisHint(current)) }</span>
        </div>
    }
}

/// Rows in = rows shown + rows without a place, as a sum.
#[component]
pub fn CoverageLine(props: &Props) -> Html {
    let lang = props.lang;
    let rows = props.reading.report.coverage.rows;
    let counts = props.view.statuses.all;
    let unjudged = props.view.total.saturating_sub(counts.total());
    let lines = props.reading.report.coverage.lines;
    let tip = lang.say(Say::CoverageLines(lines));
    let first = props.reading.report.unplaced.first().map(|text| text.lines.first);
    let see = first.map(|line| {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Close);
            act.emit(Action::Line(line));
        })
    });
    let unplaced = lang.say(Say::Unplaced(rows.unplaced));
    html! {
        <div class="cov" role="status" data-testid="coverage-line" title={tip} data-total={rows.read.to_string()} data-placed={rows.placed.to_string()} data-unplaced={rows.unplaced.to_string()}>
            <b>{ rows.read.to_string() }</b>{ " " }{ lang.say(Say::RowsAre) }
            { sum_words(lang, &counts) }
            if unjudged > 0 {
                { if counts.total() > 0 { " + " } else { "" } }{ lang.say(Say::Unjudged { basis: props.view.basis, count: unjudged }) }
            }
            if rows.unplaced > 0 {
                { " + " }
                if let Some(onclick) = see {
                    <button type="button" class="lk ok" {onclick}>{ unplaced }</button>
                } else {
                    <span class="ok">{ unplaced }</span>
                }
            } else {
                { lang.say(Say::Semicolon) }<span class="ok">{ unplaced }</span>
            }
        </div>
    }
}

/// The chosen filter as chips.
#[component]
pub fn Chips(props: &Props) -> Html {
    let lang = props.lang;
    let (count, total) = (props.view.count(), props.view.total);
    let clear = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Choose(Filter::new())))
    };
    let remove = {
        let (act, filter) = (props.act.clone(), props.filter.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Backspace" || event.key() == "Delete" {
                let mut filter = filter.clone();
                if filter.pop() {
                    event.prevent_default();
                    act.emit(Action::Choose(filter));
                }
            }
        })
    };
    let chips = props.filter.choices().iter().map(|choice| {
        let onclick = {
            let (act, filter, choice) = (props.act.clone(), props.filter.clone(), choice.clone());
            Callback::from(move |_: MouseEvent| {
                let mut filter = filter.clone();
                filter.remove(choice.kind, &choice.value);
                act.emit(Action::Choose(filter));
            })
        };
        let words = choice_words(lang, choice);
        html! {
            <button type="button" class="chip" data-kind={choice.kind.word()} data-value={choice.value.clone()} aria-label={lang.say(Say::TakeBack(&words))} {onclick}>
                { words }<i aria-hidden="true">{ icon::close() }</i>
            </button>
        }
    });
    let on = !props.filter.is_empty();
    html! {
        <div class={classes!("chips", on.then_some("on"))} data-testid="filter-chips" data-count={count.to_string()} onkeydown={remove}>
            if on {
                <span>{ lang.say(Say::Only) }</span>{ for chips }
                <span class="res" role="status">{ lang.say(Say::Shown { count, total }) }</span>
                <button type="button" class="lk" data-testid="clear-filters" onclick={clear}>{ lang.say(Say::Clear) }</button>
            } else {
                <span class="cl" role="status">{ lang.say(Say::Unfiltered(total)) }</span>
            }
        </div>
    }
}

/// A choice in words.
fn choice_words(lang: Lang, choice: &Choice) -> String {
    let value = choice.value.as_str();
    match choice.kind {
        Kind::Status => Status::from_word(value).map(|status| words::status(lang, status).to_owned()),
        Kind::Stated => Status::from_word(value).map(|status| lang.say(Say::NoticeSays(words::status(lang, status)))),
        Kind::Assessed => Status::from_word(value).map(|status| lang.say(Say::RowsReport(words::status(lang, status)))),
        Kind::Problem => ProblemKind::from_word(value).map(|kind| lang.say(Say::ProblemOf(words::problem(lang, kind)))),
        Kind::Flag => Flag::from_word(value).map(|flag| lang.say(Say::FlagName(flag))),
        Kind::Search => Some(lang.say(Say::SearchedFor(value))),
        Kind::Theme => Some(theme(lang, value).to_owned()),
        Kind::Unit | Kind::Category => None,
    }
    .unwrap_or_else(|| value.to_owned())
}
