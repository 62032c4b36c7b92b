//! One task: what the notice says of it and what its row supports, side by side, each with the words
//! it rests on; then its metrics, progress, problems and next steps; and the source beside it.

use super::findings;
use super::kit::bullet::bullet;
use super::kit::element::{Child, Element, button, el};
use super::kit::glyph::glyph;
use super::kit::icon;
use super::kit::marked::paragraphs;
use super::kit::piece::piece;
use super::source::{line_link, source_text};
use super::{Act, Part, Shown, reassess};
use crate::i18n::{Lang, Say, numbers, rules, words};
use crate::state::Action;
use std::rc::Rc;
use tongbao_notice::place::Lines;
use tongbao_notice::query::{self, Basis, Choice, Filter, Flag, Kind, View};
use tongbao_notice::report::{Entry, Finding, Metric, Report, Status, Task, Unit};
use yew::prelude::*;

/// How many quotations of one side are shown.
const QUOTED: usize = 3;

/// The panel of the open task.
pub fn task_panel(shown: &Rc<Shown>) -> Option<Element> {
    let lang = shown.lang;
    let place = shown.open?;
    let short = shown.reading.task(place)?;
    // The user's ruling stays here when the whole task comes from the worker.
    let whole = shown.whole.as_deref().map(|whole| Task { status: short.status.clone(), ..whole.clone() });
    let task = whole.as_ref().unwrap_or(short);
    let due = due_of(lang, &shown.reading.report);
    let status = query::status_of(task, shown.view.basis).unwrap_or_else(|| task.status.merged());
    let proof: Vec<&str> = proof_of(task);
    let mut units = el("p").class("tu");
    for unit in &task.units {
        units = units.child(unit_button(shown, unit));
    }
    let side = |title: Say<'_>, words: Html| {
        el("div").class("jr").child(el("dt").child(lang.say(title))).child(el("dd").child(words))
    };
    let verdict = el("section")
        .class("judge")
        .label(lang.say(Say::Verdict))
        .child(
            el("div")
                .class("jh")
                .child(glyph(status, 22))
                .child(el("b").child(words::status(lang, status)))
                .child(el("span").class("agree").child(agreement(shown, task))),
        )
        .child(
            el("dl")
                .child(reassess::side(shown, place, task).map(|words| side(Say::RestsOwn, words)))
                .child(side(Say::RestsRuling, stated_side(shown, task)))
                .child(side(Say::RowEvidence, row_side(shown, task, due.as_ref()))),
        )
        .child(reassess::reassess(shown, place, task));
    let details = el("div")
        .attrs(&[("class", "tpb"), ("tabindex", "0"), ("role", "group")])
        .label(lang.say(Say::TaskDetails))
        .child(el("h2").chinese().child(&task.title))
        .child(units)
        .child(conditions(lang, task))
        .child(verdict)
        .child(metrics(lang, task, due.as_ref()))
        .child(entries(lang, task, &proof, &shown.act))
        .child(problems(lang, task))
        .child(notes(shown, task));
    let hint = el("small").child(lang.say(Say::SourceHint));
    let source = el("section")
        .class("srcsec")
        .child(el("h3").child(lang.say(Say::TabSource)).child(hint))
        .child(piece(source_text, Part { shown: shown.clone() }));
    let panel = el("div")
        .class("p-task")
        .hook("task-panel")
        .attr("data-task", &task.id)
        .attr("data-status", status.word())
        .attrs(&[("role", "region"), ("tabindex", "-1")])
        .label(lang.say(Say::TaskLabel(&task.title)))
        .child(head(shown, task))
        .child(details)
        .child(source);
    Some(panel)
}

/// The way back, what kind of task it is, and the ways to its neighbours.
fn head(shown: &Shown, task: &Task) -> Element {
    let lang = shown.lang;
    let number = task.number.as_ref().map(|number| lang.say(Say::NumberIs(number)));
    let crumb: Vec<String> =
        [Some(task.category.clone()), number, task.theme.as_deref().map(|name| words::theme(lang, name).to_owned())]
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect();
    let back = button("back").press(&shown.act, Action::Close).child(icon::back()).child(lang.say(Say::TabLedger));
    let close = button("ib").label(lang.say(Say::CloseKey)).attr("title", lang.say(Say::CloseKey));
    let close = close.press(&shown.act, Action::Close).child(icon::close());
    el("div")
        .class("tph")
        .child(back)
        .child(el("span").class("crumb").chinese().child(crumb.join(" · ")))
        .child(el("span").class("nx").child(step(shown, -1)).child(step(shown, 1)).child(close))
}

/// To the task before or after this one in the ledger.
fn step(shown: &Shown, by: isize) -> Element {
    let next = shown.open.and_then(|place| neighbour(&shown.view, place, by));
    let label = shown.lang.say(if by < 0 { Say::Previous } else { Say::Next });
    let step = button("ib").label(&label).attr("title", label).child(if by < 0 { icon::up() } else { icon::down() });
    match next {
        Some(place) => step.press(&shown.act, Action::OpenAt(place)),
        None => step.attr("disabled", "disabled"),
    }
}

/// The place of the task `by` rows further in the ledger. A task that the filter hides has the first one after it.
pub fn neighbour(view: &View, place: usize, by: isize) -> Option<usize> {
    match view.tasks.iter().position(|task| *task == place) {
        Some(row) => view.tasks.get(row.checked_add_signed(by)?).copied(),
        None => view.tasks.first().copied(),
    }
}

fn unit_button(shown: &Shown, unit: &Unit) -> Element {
    let filter: Filter = [Choice::new(Kind::Unit, unit.name.clone())].into_iter().collect();
    let other = (unit.as_printed != unit.name).then(|| shown.lang.say(Say::PrintedAs(&unit.as_printed)));
    button("unit")
        .attr("data-unit", &unit.name)
        .attr("title", other)
        .press(&shown.act, Action::Choose(filter))
        .child(el("span").chinese().child(&unit.name))
        .child(el("small").child(words::role(shown.lang, unit.role)))
}

/// Goal, deadline and leader, where the notice prints them.
fn conditions(lang: Lang, task: &Task) -> Option<Element> {
    let facts = [(Say::Goal, &task.goal), (Say::Deadline, &task.deadline), (Say::Leader, &task.leader)];
    let mut any = false;
    let mut list = el("dl").class("facts conds");
    for (label, value) in facts {
        let Some(value) = value.as_ref().filter(|value| !value.is_empty()) else { continue };
        any = true;
        list = list.child(el("div").child(el("dt").child(lang.say(label))).child(el("dd").chinese().child(value)));
    }
    any.then_some(list)
}

fn agreement(shown: &Shown, task: &Task) -> String {
    let (lang, status) = (shown.lang, &task.status);
    if status.ruling.is_some() && shown.view.basis == Basis::Merged {
        return lang.say(Say::Overruled(words::status(lang, status.unruled())));
    }
    lang.say(match (status.stated, status.assessed) {
        (Some(stated), Some(assessed)) if stated == assessed => Say::BothAgree,
        (Some(_), Some(_)) if Flag::Differs.holds(task) => Say::BothDiffer,
        (Some(_), Some(_)) => Say::OnlyStated,
        (Some(_), None) => Say::OnlyStated,
        (None, Some(_)) if Flag::Unnamed.holds(task) => Say::NotNamedButBehind,
        (None, Some(_)) => Say::OnlyRow,
        (None, None) => Say::NothingJudged,
    })
}

/// What the notice says of the task, in its own words.
fn stated_side(shown: &Shown, task: &Task) -> Html {
    let lang = shown.lang;
    let quotes = &task.status.stated_evidence;
    let line = quotes.first().map(|quote| line_link(lang, quote.lines.first, &shown.act));
    let Some(stated) = task.status.stated else {
        let among = Say::NotAmongNamed(shown.reading.report.stated.rulings.len() as u32);
        let note = shown.reading.names_some().then(|| el("p").child(lang.say(among)));
        return [Some(el("span").class("jv").child(lang.say(Say::NotMentioned))), note].html();
    };
    let quoted: Vec<Html> = quotes
        .iter()
        .take(QUOTED)
        .map(|quote| el("p").class("quote").chinese().child(["“", &quote.text, "”"].concat()).html())
        .collect();
    [verdict(lang, stated).html(), line.html(), quoted.html()].html()
}

fn verdict(lang: Lang, status: Status) -> Element {
    el("span").class("jv").child(glyph(status, 16)).child(words::status(lang, status))
}

/// What share of a target is due, and by when in words: 三季度, or the day that the user set.
fn due_of(lang: Lang, report: &Report) -> Option<(f64, String)> {
    let schedule = &report.schedule;
    let by = match &schedule.day {
        Some(day) if schedule.chosen => numbers::date(lang, day),
        _ => report.notice.period.as_ref().map(|period| period.label.clone()).unwrap_or_default(),
    };
    Some((schedule.share?, by))
}

/// What the row supports: the rule in plain words, and the words it rests on.
fn row_side(shown: &Shown, task: &Task, due: Option<&(f64, String)>) -> Html {
    let lang = shown.lang;
    let status = &task.status;
    let Some(assessed) = status.assessed else {
        return el("span").class("jv").child(lang.say(Say::NotJudged)).html();
    };
    let line = status.evidence.first().map(|quote| line_link(lang, quote.lines.first, &shown.act));
    let metric = query::worst_metric(task).filter(|_| rules::is_about_numbers(status.rule.as_deref()));
    let rule = el("p")
        .child(rules::words(lang, status.rule.as_deref()))
        .child(metric.and_then(|metric| schedule(lang, metric, due, assessed)));
    let quote = |text: &String| {
        let mark = el("mark").attr("data-evidence", "").child(text);
        el("p").class("quote").chinese().child("“").child(mark).child("”").html()
    };
    let quoted: Vec<Html> = match metric {
        None => status.evidence.iter().take(QUOTED).map(|evidence| quote(&evidence.text)).collect(),
        Some(_) => Vec::new(),
    };
    let confidence = numbers::short_rate((status.confidence * 100.0).round() / 100.0);
    let sure = el("p").class("t3 sure").child(lang.say(Say::Confidence(&confidence))).child(would_change(lang, task));
    [verdict(lang, assessed).html(), line.html(), rule.html(), quoted.html(), sure.html()].html()
}

/// 目标 60 家，已报 21 家，完成 35%；三季度时序应到 75%（45 家），还差 24 家。
fn schedule(lang: Lang, metric: &Metric, due: Option<&(f64, String)>, assessed: Status) -> Option<Html> {
    let (actual, rate) = (metric.actual?, metric.computed_rate?);
    let report = lang.say(Say::MetricReport {
        target: &numbers::amount(metric.target),
        actual: &numbers::amount(actual),
        unit: &metric.unit,
        rate: &numbers::short_rate(rate),
    });
    let Some((due, period)) = due.filter(|_| rate < 1.0) else { return Some(report.html()) };
    let needed = metric.target * due;
    let against = lang.say(Say::MetricDue {
        period,
        due: &numbers::short_rate(*due),
        needed: &numbers::amount((needed * 100.0).round() / 100.0),
        unit: &metric.unit,
    });
    let missing = needed - actual;
    let end = if missing > 0.0 && assessed == Status::Behind {
        let missing = numbers::amount((missing * 100.0).round() / 100.0);
        el("b").child(lang.say(Say::MetricMissing { missing: &missing, unit: &metric.unit })).html()
    } else {
        lang.say(Say::FullStop).html()
    };
    Some([(report + &against).html(), end].html())
}

/// What the rule would have had to see.
fn would_change(lang: Lang, task: &Task) -> String {
    let Some(change) = &task.status.would_change else { return String::new() };
    let unit = query::worst_metric(task).map(|metric| metric.unit.as_str()).unwrap_or_default();
    let (Some(needs), Some(to)) = (change.needs, change.to) else { return String::new() };
    let by = change.by.as_deref().map(|day| numbers::date(lang, day));
    lang.say(Say::WouldChange { needs: &numbers::amount(needs), unit, by: by.as_deref(), to: words::status(lang, to) })
}

fn metrics(lang: Lang, task: &Task, due: Option<&(f64, String)>) -> Element {
    let hint = due.map(|(due, period)| lang.say(Say::MetricHint { period, due: &numbers::short_rate(*due) }));
    let due = due.map(|(due, _)| *due);
    let heading = el("h3").child(lang.say(Say::Metrics));
    if task.metrics.is_empty() {
        return el("section").child(heading).child(el("p").class("t2").child(lang.say(Say::NoMetric)));
    }
    let heading = heading.child(hint.map(|hint| el("small").child(hint)));
    let mut section = el("section").child(heading);
    for metric in &task.metrics {
        let target = numbers::amount(metric.target);
        let name = el("span").class("mn").chinese().attr("title", &metric.name).child(&metric.name);
        let row = el("div").class("mrow").child(name).child(bullet(lang, metric, due, 190.0, 18.0));
        section = section.child(match metric.actual {
            Some(actual) => {
                let value = el("span").class("mv").child(el("b").child(numbers::amount(actual)));
                let value = value.child([" / ", &target, " ", &metric.unit].concat());
                let rate = metric.computed_rate.map(numbers::rate).unwrap_or_default();
                row.child(value).child(el("span").class("mr").child(rate))
            }
            None => {
                let words = lang.say(Say::NotReported { target: &target, unit: &metric.unit });
                row.child(el("span").class("mv none").child(words))
            }
        });
    }
    section
}

/// The words of the row that are marked wherever its cells are shown.
fn proof_of(task: &Task) -> Vec<&str> {
    let of_metrics = task.metrics.iter().filter_map(|metric| metric.evidence.as_ref());
    task.status
        .evidence
        .iter()
        .chain(of_metrics)
        .flat_map(|quote| quote.text.split('\n'))
        .filter(|words| !words.trim().is_empty())
        .collect()
}

fn entries(lang: Lang, task: &Task, proof: &[&str], act: &Act) -> Vec<Html> {
    let several = task.entries.len() > 1;
    let number = |place: usize| several.then_some(place as u32 + 1);
    let entries = task.entries.iter().enumerate();
    entries.map(|(place, entry)| self::entry(lang, entry, number(place), proof, act)).collect()
}

fn entry(lang: Lang, entry: &Entry, number: Option<u32>, proof: &[&str], act: &Act) -> Html {
    let heading = entry.task.clone().or_else(|| number.map(|number| lang.say(Say::EntryNumber(number))));
    let empty = || {
        let words = el("p").class("t2").child(lang.say(Say::NotFilledIn));
        el("section").child(el("h3").child(lang.say(Say::ProgressCell))).child(words)
    };
    let progress = match entry.progress.as_str() {
        "" => Some(empty()),
        text => cell(lang, Say::ProgressCell, text, entry.lines, proof, act),
    };
    [
        heading.map(|heading| el("h3").class("sub").chinese().child(heading)),
        progress,
        cell(lang, Say::ProblemCell, &entry.problem, None, proof, act),
        cell(lang, Say::NextCell, &entry.next_steps, None, proof, act),
    ]
    .html()
}

/// A cell of the row with its proof marked; nothing where it is empty.
fn cell(lang: Lang, title: Say<'_>, text: &str, lines: Option<Lines>, proof: &[&str], act: &Act) -> Option<Element> {
    let place = lines.map(|lines| {
        let words = Say::lines(lines);
        button("lk ln").press(act, Action::Line(lines.first)).child(lang.say(words))
    });
    let heading = el("h3").child(lang.say(title)).child(place);
    let body = el("div").class("body").chinese().child(paragraphs(text, proof));
    (!text.is_empty()).then(|| el("section").child(heading).child(body))
}

/// Problems by kind, where reading found kinds.
fn problems(lang: Lang, task: &Task) -> Option<Element> {
    let kinds: Vec<&str> = task.problem_kinds.iter().map(|kind| words::problem(lang, *kind)).collect();
    let line = |kinds: Vec<&str>| el("p").class("t2 kinds").child(lang.say(Say::ProblemKinds(&kinds.join("、"))));
    (!kinds.is_empty()).then(|| line(kinds))
}

/// What does not agree in this task.
fn notes(shown: &Shown, task: &Task) -> Vec<Html> {
    let note = |finding: &Finding| {
        let severity = el("b").child(words::severity(shown.lang, finding.severity));
        el("p").class("pnote").child(severity).child(el("span").chinese().child(&finding.message)).html()
    };
    findings::of_task(&shown.reading, &task.id).map(note).collect()
}
