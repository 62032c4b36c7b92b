//! What does not agree: each finding in one sentence with both numbers, and the ways to its places.

use super::kit::element::{Child, Element, On, button, el};
use super::kit::piece::Hand;
use super::ledger::link_name;
use super::source::line_link;
use super::{Part, Shown};
use crate::i18n::{Say, words};
use crate::state::{Action, Reading};
use tongbao_notice::report::{Finding, Severity};
use yew::prelude::*;

/// How many findings of one severity are drawn before a person asks for more.
const DRAWN: usize = 60;

/// How many tasks a finding links to by name.
const LINKED: usize = 6;

/// The findings.
pub fn findings(part: &Part, hand: &mut Hand) -> Html {
    let shown = &part.shown;
    let lang = shown.lang;
    let findings = &shown.reading.report.findings;
    let own = hand.own(|| DRAWN);
    let drawn = own.with(|drawn| *drawn);
    let mut region = el("div")
        .class("p-fin")
        .hook("findings")
        .attr("data-count", findings.len())
        .attrs(&[("tabindex", "0"), ("role", "region")])
        .label(lang.say(Say::TabFindings))
        .child(el("p").class("fintro").child(lang.say(Say::findings(findings.len() as u32))))
        .child(super::reassess::list(shown));
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let of_it: Vec<&Finding> = findings.iter().filter(|finding| finding.severity == severity).collect();
        let more = of_it.len().saturating_sub(drawn);
        let ask_more = {
            let own = own.clone();
            move |_: MouseEvent| own.set(|drawn| *drawn += DRAWN)
        };
        let heading = el("h2")
            .class(["sev sev-", words::severity_word(severity)].concat())
            .child(el("span").child(words::severity(lang, severity)))
            .child(el("b").child(of_it.len()));
        let items: Vec<Html> = of_it.iter().take(drawn).map(|finding| item(shown, finding).html()).collect();
        let rest = button("btn sm more").on(On::onclick, ask_more).child(lang.say(Say::More(more as u32)));
        let group = el("section").child(heading).child(items).child((more > 0).then_some(rest));
        region = region.child((!of_it.is_empty()).then_some(group));
    }
    region.html()
}

fn item(shown: &Shown, finding: &Finding) -> Element {
    let lang = shown.lang;
    let mut ways = el("div").class("fj");
    for id in finding.tasks.iter().take(LINKED) {
        let Some(place) = shown.reading.place(id) else { continue };
        let Some(task) = shown.reading.task(place) else { continue };
        let link = button("lk").attr("data-task", id).press(&shown.act, Action::OpenAt(place)).chinese();
        ways = ways.child(link.child(link_name(shown, task)));
    }
    let rest = finding.tasks.len().saturating_sub(LINKED) as u32;
    ways = ways.child((rest > 0).then(|| el("span").class("t3").child(lang.say(Say::AndMore(rest)))));
    let mut lines: Vec<u32> = finding.places.iter().map(|place| place.lines.first).collect();
    lines.dedup();
    for line in lines {
        ways = ways.child(line_link(lang, line, &shown.act));
    }
    el("article")
        .class("finding-item")
        .hook("finding")
        .attr("data-kind", words::finding_word(finding.kind))
        .attr("data-severity", words::severity_word(finding.severity))
        .attr("data-tasks", finding.tasks.join("|"))
        .child(el("div").class("fk").child(words::finding(lang, finding.kind)))
        .child(el("p").chinese().child(&finding.message))
        .child(ways)
}

/// The findings that concern one task.
pub fn of_task<'a>(reading: &'a Reading, id: &'a str) -> impl Iterator<Item = &'a Finding> {
    reading
        .report
        .findings
        .iter()
        .filter(move |finding| finding.tasks.len() <= LINKED && finding.tasks.iter().any(|task| task == id))
}
