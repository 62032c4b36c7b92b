//! One task: what the notice says of it and what its row supports, side by side, each with the words
//! it rests on; then its metrics, progress, problems and next steps; and the source beside it.

use super::Act;
use super::findings;
use super::kit::bullet::bullet;
use super::kit::glyph::glyph;
use super::kit::icon;
use super::kit::marked::paragraphs;
use super::numbers;
use super::source::{SourceText, line_link};
use crate::i18n::figures::theme;
use crate::i18n::{Lang, Say, rules, words};
use crate::state::{Action, Reading};
use std::rc::Rc;
use tongbao_notice::place::Lines;
use tongbao_notice::query::{self, Choice, Flag, Kind, View};
use tongbao_notice::report::{Entry, Metric, NoticeFacts, Status, Task};
use yew::prelude::*;

/// How many quotations of one side are shown.
const QUOTED: usize = 3;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub reading: Rc<Reading>,
    /// What of it is shown: decides which task is next.
    pub view: Rc<View>,
    /// The place of the task.
    pub place: usize,
    /// The whole task, where its long texts had stayed behind.
    pub whole: Option<Rc<Task>>,
    /// The line of the source to be shown; else the first of the task.
    pub line: Option<u32>,
    /// What can be done.
    pub act: Act,
}

/// The panel.
#[component]
pub fn TaskPanel(props: &Props) -> Html {
    let lang = props.lang;
    let Some(short) = props.reading.task(props.place) else { return Html::default() };
    let task = props.whole.as_deref().unwrap_or(short);
    let facts = &props.reading.report.notice;
    let due = props.reading.report.schedule.share;
    let status = query::status_of(task, props.view.basis).unwrap_or_else(|| task.status.merged());
    let number = task.number.as_ref().map(|number| lang.say(Say::NumberIs(number)));
    let crumb: Vec<String> =
        [Some(task.category.clone()), number, task.theme.as_deref().map(|name| theme(lang, name).to_owned())]
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect();
    let close = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Close))
    };
    let body = use_node_ref();
    {
        let body = body.clone();
        use_effect_with(props.place, move |_| {
            crate::web::dom::reset_scroll(&body);
            // Keys go to the panel as soon as it is there, so that Esc, J and K work and readers hear its name.
            crate::web::dom::focus_quietly("[data-testid=task-panel]");
        });
    }
    let proof: Vec<&str> = proof_of(task);
    html! {
        <div class="p-task" data-testid="task-panel" data-task={task.id.clone()} data-status={status.word()} role="region" tabindex="-1" aria-label={lang.say(Say::TaskLabel(&task.title))}>
            <div class="tph">
                <button class="back" type="button" onclick={close.clone()}>{ icon::back() }{ lang.say(Say::TabLedger) }</button>
                <span class="crumb" lang="zh-Hans">{ crumb.join(" · ") }</span>
                <span class="nx">
                    { step(props, -1) }{ step(props, 1) }
                    <button class="ib" type="button" aria-label={lang.say(Say::CloseKey)} title={lang.say(Say::CloseKey)} onclick={close}>{ icon::close() }</button>
                </span>
            </div>
            <div class="tpb" ref={body} tabindex="0" role="group" aria-label={lang.say(Say::TaskDetails)}>
                <h2 lang="zh-Hans">{ task.title.clone() }</h2>
                <p class="tu">{ for task.units.iter().map(|unit| unit_button(props, unit)) }</p>
                { conditions(lang, task) }
                <section class="judge" aria-label={lang.say(Say::Verdict)}>
                    <div class="jh">{ glyph(status, 22) }<b>{ words::status(lang, status) }</b><span class="agree">{ agreement(lang, task) }</span></div>
                    <dl>
                        <div class="jr"><dt>{ lang.say(Say::RestsRuling) }</dt><dd>{ stated_side(props, task) }</dd></div>
                        <div class="jr"><dt>{ lang.say(Say::RowEvidence) }</dt><dd>{ row_side(props, task, due) }</dd></div>
                    </dl>
                </section>
                { metrics(lang, task, facts, due) }
                { entries(lang, task, &proof, &props.act) }
                { problems(lang, task) }
                { notes(props, task) }
            </div>
            <section class="srcsec">
                <h3>{ lang.say(Say::TabSource) }<small>{ lang.say(Say::SourceHint) }</small></h3>
                <SourceText {lang} reading={props.reading.clone()} basis={props.view.basis} task={props.place} line={props.line} act={props.act.clone()} />
            </section>
        </div>
    }
}

/// To the task before or after this one in the ledger.
fn step(props: &Props, by: isize) -> Html {
    let lang = props.lang;
    let next = neighbour(&props.view, props.place, by).and_then(|place| props.reading.task(place));
    let onclick = next.map(|task| {
        let (act, id) = (props.act.clone(), task.id.clone());
        Callback::from(move |_: MouseEvent| act.emit(Action::Open(id.clone())))
    });
    let label = lang.say(if by < 0 { Say::Previous } else { Say::Next });
    html! {
        <button class="ib" type="button" aria-label={label.clone()} title={label} disabled={onclick.is_none()} {onclick}>{ if by < 0 { icon::up() } else { icon::down() } }</button>
    }
}

/// The place of the task `by` rows further in the ledger. A task that the filter hides has the first one after it.
pub fn neighbour(view: &View, place: usize, by: isize) -> Option<usize> {
    match view.tasks.iter().position(|task| *task == place) {
        Some(row) => view.tasks.get(row.checked_add_signed(by)?).copied(),
        None => view.tasks.first().copied(),
    }
}

fn unit_button(props: &Props, unit: &tongbao_notice::report::Unit) -> Html {
    let onclick = {
        let (act, name) = (props.act.clone(), unit.name.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Choose([Choice::new(Kind::Unit, name.clone())].into_iter().collect()));
        })
    };
    let other = (unit.as_printed != unit.name).then(|| props.lang.say(Say::PrintedAs(&unit.as_printed)));
    html! {
        <button type="button" class="unit" data-unit={unit.name.clone()} title={other} {onclick}><span lang="zh-Hans">{ unit.name.clone() }</span><small>{ words::role(props.lang, unit.role) }</small></button>
    }
}

/// Goal, deadline and leader, where the notice prints them.
fn conditions(lang: Lang, task: &Task) -> Html {
    let facts = [(Say::Goal, &task.goal), (Say::Deadline, &task.deadline), (Say::Leader, &task.leader)];
    let shown: Vec<Html> = facts
        .into_iter()
        .filter_map(|(label, value)| {
            let value = value.clone().filter(|value| !value.is_empty())?;
            Some(html! { <div><dt>{ lang.say(label) }</dt><dd lang="zh-Hans">{ value }</dd></div> })
        })
        .collect();
    if shown.is_empty() {
        Html::default()
    } else {
        html! { <dl class="facts conds">{ for shown }</dl> }
    }
}

fn agreement(lang: Lang, task: &Task) -> String {
    let status = &task.status;
    lang.say(match (status.stated, status.assessed) {
        (Some(stated), Some(assessed)) if stated == assessed => Say::BothAgree,
        (Some(_), Some(_)) => Say::BothDiffer,
        (Some(_), None) => Say::OnlyStated,
        (None, Some(_)) if Flag::Unnamed.holds(task) => Say::NotNamedButBehind,
        (None, Some(_)) => Say::OnlyRow,
        (None, None) => Say::NothingJudged,
    })
}

/// What the notice says of the task, in its own words.
fn stated_side(props: &Props, task: &Task) -> Html {
    let lang = props.lang;
    let Some(stated) = task.status.stated else {
        return html! {
            <><span class="jv">{ lang.say(Say::NotMentioned) }</span>
            if props.reading.names_some() { <p>{ lang.say(Say::NotAmongNamed(props.reading.report.stated.rulings.len() as u32)) }</p> }</>
        };
    };
    let quotes = &task.status.stated_evidence;
    let line = quotes.first().map(|quote| quote.lines.first);
    html! {
        <>
            <span class="jv">{ glyph(stated, 16) }{ words::status(lang, stated) }</span>
            if let Some(line) = line { { line_link(lang, line, &props.act) } }
            { for quotes.iter().take(QUOTED).map(|quote| html! { <p class="quote" lang="zh-Hans">{ format!("“{}”", quote.text) }</p> }) }
        </>
    }
}

/// What the row supports: the rule in plain words, and the words it rests on.
fn row_side(props: &Props, task: &Task, due: Option<f64>) -> Html {
    let lang = props.lang;
    let status = &task.status;
    let facts = &props.reading.report.notice;
    let Some(assessed) = status.assessed else {
        return html! { <span class="jv">{ lang.say(Say::NotJudged) }</span> };
    };
    let line = status.evidence.first().map(|quote| quote.lines.first);
    let metric = query::worst_metric(task).filter(|_| rules::is_about_numbers(status.rule.as_deref()));
    html! {
        <>
            <span class="jv">{ glyph(assessed, 16) }{ words::status(lang, assessed) }</span>
            if let Some(line) = line { { line_link(lang, line, &props.act) } }
            <p>
                { rules::words(lang, status.rule.as_deref()) }
                if let Some(metric) = metric { { schedule(lang, metric, facts, due, assessed) } }
            </p>
            if metric.is_none() {
                { for status.evidence.iter().take(QUOTED).map(|quote| html! { <p class="quote" lang="zh-Hans">{ "“" }<mark data-evidence="">{ quote.text.clone() }</mark>{ "”" }</p> }) }
            }
            <p class="t3 sure">{ lang.say(Say::Confidence(&numbers::short_rate((status.confidence * 100.0).round() / 100.0))) }{ would_change(lang, task) }</p>
        </>
    }
}

/// 目标 60 家，已报 21 家，完成 35%；三季度时序应到 75%（45 家），还差 24 家。
fn schedule(lang: Lang, metric: &Metric, facts: &NoticeFacts, due: Option<f64>, assessed: Status) -> Html {
    let (Some(actual), Some(rate)) = (metric.actual, metric.computed_rate) else { return Html::default() };
    let report = lang.say(Say::MetricReport {
        target: &numbers::amount(metric.target),
        actual: &numbers::amount(actual),
        unit: &metric.unit,
        rate: &numbers::short_rate(rate),
    });
    let period = facts.period.as_ref().map(|period| period.label.as_str()).unwrap_or_default();
    let Some(due) = due.filter(|due| *due < 1.0 && rate < 1.0) else { return html! { { report } } };
    let needed = metric.target * due;
    let against = lang.say(Say::MetricDue {
        period,
        due: &numbers::short_rate(due),
        needed: &numbers::amount((needed * 100.0).round() / 100.0),
        unit: &metric.unit,
    });
    let missing = needed - actual;
    html! {
        <>{ report }{ against }
        if missing > 0.0 && assessed == Status::Behind {
            <b>{ lang.say(Say::MetricMissing { missing: &numbers::amount((missing * 100.0).round() / 100.0), unit: &metric.unit }) }</b>
        } else {
            { lang.say(Say::FullStop) }
        }</>
    }
}

/// What the rule would have had to see.
fn would_change(lang: Lang, task: &Task) -> String {
    let Some(change) = &task.status.would_change else { return String::new() };
    let unit = query::worst_metric(task).map(|metric| metric.unit.as_str()).unwrap_or_default();
    let (Some(needs), Some(to)) = (change.needs, change.to) else { return String::new() };
    let by = change.by.as_deref().map(|day| numbers::date(lang, day));
    lang.say(Say::WouldChange { needs: &numbers::amount(needs), unit, by: by.as_deref(), to: words::status(lang, to) })
}

fn metrics(lang: Lang, task: &Task, facts: &NoticeFacts, due: Option<f64>) -> Html {
    let period = facts.period.as_ref().map(|period| period.label.as_str()).unwrap_or_default();
    let hint = due.map(|due| lang.say(Say::MetricHint { period, due: &numbers::short_rate(due) }));
    let rows = task.metrics.iter().map(|metric| {
        let target = numbers::amount(metric.target);
        let reported = metric.actual.map(numbers::amount);
        html! {
            <div class="mrow">
                <span class="mn" lang="zh-Hans" title={metric.name.clone()}>{ metric.name.clone() }</span>
                { bullet(lang, metric, due, 190.0, 18.0) }
                if let Some(reported) = reported {
                    <span class="mv"><b>{ reported }</b>{ " / " }{ target }{ " " }{ metric.unit.clone() }</span>
                    <span class="mr">{ metric.computed_rate.map(numbers::rate).unwrap_or_default() }</span>
                } else {
                    <span class="mv none">{ lang.say(Say::NotReported { target: &target, unit: &metric.unit }) }</span>
                }
            </div>
        }
    });
    html! {
        <section>
            <h3>{ lang.say(Say::Metrics) }if let Some(hint) = hint.filter(|_| !task.metrics.is_empty()) { <small>{ hint }</small> }</h3>
            if task.metrics.is_empty() { <p class="t2">{ lang.say(Say::NoMetric) }</p> } else { { for rows } }
        </section>
    }
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

fn entries(lang: Lang, task: &Task, proof: &[&str], act: &Act) -> Html {
    let several = task.entries.len() > 1;
    task.entries
        .iter()
        .enumerate()
        .map(|(place, entry)| self::entry(lang, entry, several.then_some(place + 1), proof, act))
        .collect()
}

fn entry(lang: Lang, entry: &Entry, number: Option<usize>, proof: &[&str], act: &Act) -> Html {
    let cell = |title: Say<'_>, text: &str, lines: Option<Lines>| {
        if text.is_empty() {
            return Html::default();
        }
        let place = lines.map(|lines| {
            let act = act.clone();
            let onclick = Callback::from(move |_: MouseEvent| act.emit(Action::Line(lines.first)));
            let words = lang.say(Say::LinesFromTo(&numbers::count(lines.first), &numbers::count(lines.last)));
            html! { <button type="button" class="lk ln" {onclick}>{ words }</button> }
        });
        html! { <section><h3>{ lang.say(title) }{ for place }</h3><div class="body" lang="zh-Hans">{ paragraphs(text, proof) }</div></section> }
    };
    let heading = entry.task.clone().or_else(|| number.map(|number| lang.say(Say::EntryNumber(number as u32))));
    html! {
        <>
            if let Some(heading) = heading { <h3 class="sub" lang="zh-Hans">{ heading }</h3> }
            if entry.progress.is_empty() {
                <section><h3>{ lang.say(Say::ProgressCell) }</h3><p class="t2">{ lang.say(Say::NotFilledIn) }</p></section>
            }
            { cell(Say::ProgressCell, &entry.progress, entry.lines) }
            { cell(Say::ProblemCell, &entry.problem, None) }
            { cell(Say::NextCell, &entry.next_steps, None) }
        </>
    }
}

/// Problems by kind, where reading found kinds.
fn problems(lang: Lang, task: &Task) -> Html {
    if task.problem_kinds.is_empty() {
        return Html::default();
    }
    let kinds: Vec<&str> = task.problem_kinds.iter().map(|kind| words::problem(lang, *kind)).collect();
    html! { <p class="t2 kinds">{ lang.say(Say::ProblemKinds(&kinds.join("、"))) }</p> }
}

/// What does not agree in this task.
fn notes(props: &Props, task: &Task) -> Html {
    findings::of_task(&props.reading, &task.id)
        .map(|finding| {
            html! {
                <p class="pnote"><b>{ words::severity(props.lang, finding.severity) }</b><span lang="zh-Hans">{ finding.message.clone() }</span></p>
            }
        })
        .collect()
}
