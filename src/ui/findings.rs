//! What does not agree: each finding in one sentence with both numbers, and the ways to its places.

use super::Act;
use super::ledger::short_name;
use super::source::line_link;
use crate::i18n::{Lang, Say, words};
use crate::state::{Action, Reading};
use std::rc::Rc;
use tongbao_notice::report::{Finding, Severity};
use yew::prelude::*;

/// How many findings of one severity are drawn before a person asks for more.
const DRAWN: usize = 60;

/// How many tasks a finding links to by name.
const LINKED: usize = 6;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub reading: Rc<Reading>,
    /// What can be done.
    pub act: Act,
}

/// The findings.
#[component]
pub fn Findings(props: &Props) -> Html {
    let lang = props.lang;
    let findings = &props.reading.report.findings;
    let shown = use_state_eq(|| DRAWN);
    let groups = [Severity::Error, Severity::Warning, Severity::Info].into_iter().map(|severity| {
        let of_it: Vec<&Finding> = findings.iter().filter(|finding| finding.severity == severity).collect();
        if of_it.is_empty() {
            return Html::default();
        }
        let more = of_it.len().saturating_sub(*shown);
        let onclick = {
            let shown = shown.clone();
            Callback::from(move |_: MouseEvent| shown.set(*shown + DRAWN))
        };
        html! {
            <section>
                <h2 class={format!("sev sev-{}", words::severity_word(severity))}><span>{ words::severity(lang, severity) }</span><b>{ of_it.len().to_string() }</b></h2>
                { for of_it.iter().take(*shown).map(|finding| item(props, finding)) }
                if more > 0 {
                    <button type="button" class="btn sm more" {onclick}>{ lang.say(Say::More(more as u32)) }</button>
                }
            </section>
        }
    });
    html! {
        <div class="p-fin" data-testid="findings" data-count={findings.len().to_string()} tabindex="0" role="region" aria-label={lang.say(Say::TabFindings)}>
            <p class="fintro">{ lang.say(Say::FindingsIntro(findings.len() as u32)) }</p>
            { for groups }
        </div>
    }
}

fn item(props: &Props, finding: &Finding) -> Html {
    let lang = props.lang;
    let linked = finding.tasks.iter().take(LINKED).filter_map(|id| {
        let task = props.reading.task(props.reading.place(id)?)?;
        let onclick = {
            let (act, id) = (props.act.clone(), id.clone());
            Callback::from(move |_: MouseEvent| act.emit(Action::Open(id.clone())))
        };
        Some(html! { <button type="button" class="lk" data-task={id.clone()} {onclick} lang="zh-Hans">{ short_name(task) }</button> })
    });
    let rest = finding.tasks.len().saturating_sub(LINKED);
    let mut lines: Vec<u32> = finding.places.iter().map(|place| place.lines.first).collect();
    lines.dedup();
    html! {
        <article class="finding-item" data-testid="finding" data-kind={words::finding_word(finding.kind)} data-severity={words::severity_word(finding.severity)} data-tasks={finding.tasks.join("|")}>
            <div class="fk">{ words::finding(lang, finding.kind) }</div>
            <p lang="zh-Hans">{ finding.message.clone() }</p>
            <div class="fj">
                { for linked }
                if rest > 0 { <span class="t3">{ lang.say(Say::AndMore(rest as u32)) }</span> }
                { for lines.into_iter().map(|line| line_link(lang, line, &props.act)) }
            </div>
        </article>
    }
}

/// The findings that concern one task.
pub fn of_task<'a>(reading: &'a Reading, id: &'a str) -> impl Iterator<Item = &'a Finding> {
    reading
        .report
        .findings
        .iter()
        .filter(move |finding| finding.tasks.len() <= LINKED && finding.tasks.iter().any(|task| task == id))
}
