//! A report against what a perfect reader gets from a generated notice.

use crate::plan::Generated;
use crate::score::squeeze;
use crate::sheet::Wanted;
use std::collections::BTreeSet;
use std::fmt;
use tongbao_notice::report::{Report, Status, Task, UnitRole};

/// A fault of the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In which part of the table.
    pub part: &'static str,
    /// What was got and what was wanted.
    pub detail: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part, self.detail)
    }
}

/// What is wrong with the tables of `report`; nothing where they are exactly those of `notice`.
///
/// Where supporting units stand beside lead ones, either all units or the leads alone are right, as
/// flattened text does not always mark the border between the two.
pub fn faults(notice: &Generated, report: &Report) -> Vec<Fault> {
    let wanted: Vec<Wanted> = notice.sheets.iter().flat_map(crate::sheet::Sheet::wanted).collect();
    task_faults(&wanted, report)
}

/// What is wrong with the tasks of `report`, where these are wanted.
pub fn task_faults(wanted: &[Wanted], report: &Report) -> Vec<Fault> {
    let mut faults = Vec::new();
    if wanted.len() != report.tasks.len() {
        faults.push(Fault {
            part: if report.tasks.len() < wanted.len() { "tasks missing" } else { "tasks extra" },
            detail: format!("{} for {}", report.tasks.len(), wanted.len()),
        });
    }
    for (want, task) in wanted.iter().zip(&report.tasks) {
        compare(want, task, &mut faults);
    }
    faults
}

/// What is wrong with the facts, the counts and the named tasks of the narrative.
pub fn narrative_faults(notice: &Generated, report: &Report) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(wanted) = &notice.facts {
        let facts = &report.notice;
        let got = [
            facts.title.clone().unwrap_or_default(),
            facts.document_number.clone().unwrap_or_default(),
            facts.issuers.join("、"),
            facts.signed_on.clone().unwrap_or_default(),
        ];
        for ((part, got), want) in
            ["fact: title", "fact: number", "fact: issuer", "fact: signed on"].into_iter().zip(&got).zip(wanted)
        {
            if squeeze(got) != squeeze(want) {
                faults.push(Fault { part, detail: format!("{got:?} for {want:?}") });
            }
        }
    }
    if let Some(count) = &notice.count {
        let right = report.stated.counts.iter().any(|got| {
            got.total == Some(count.total)
                && got.parts.len() == count.parts.len()
                && count.parts.iter().all(|(_, status, number)| {
                    got.parts.iter().any(|part| part.status == Some(*status) && part.count == *number)
                })
        });
        if !right {
            faults.push(Fault { part: "count", detail: format!("{:?} for {count:?}", report.stated.counts) });
        }
    }
    for title in &notice.slow {
        let task = report.tasks.iter().find(|task| squeeze(&task.title) == squeeze(title));
        let stated = task.and_then(|task| task.status.stated);
        if stated != Some(Status::Behind) {
            faults.push(Fault { part: "ruling", detail: format!("{title}: {stated:?}") });
        }
    }
    faults
}

fn compare(want: &Wanted, task: &Task, faults: &mut Vec<Fault>) {
    let mut check = |part: &'static str, got: &str, wanted: &str| {
        if squeeze(got) != squeeze(wanted) {
            faults.push(Fault { part, detail: format!("{} got {got:?} for {wanted:?}", want.title) });
        }
    };
    if let Some(number) = &want.number {
        check("number", task.number.as_deref().unwrap_or(""), number);
    }
    check("title", &task.title, &want.title);
    if !want.goal.is_empty() {
        check("goal", task.goal.as_deref().unwrap_or(""), &want.goal);
    }
    if !want.leader.is_empty() {
        check("leader", task.leader.as_deref().unwrap_or(""), &want.leader);
    }
    if let Some(status) = want.status {
        check("status", task.status.stated.map_or("", |status| status.word()), status.word());
    }
    if want.entries.len() == task.entries.len() {
        for (want, entry) in want.entries.iter().zip(&task.entries) {
            check("progress", &entry.progress, &want[0]);
            check("problem", &entry.problem, &want[1]);
            check("next steps", &entry.next_steps, &want[2]);
        }
    } else {
        check("entry count", &task.entries.len().to_string(), &want.entries.len().to_string());
    }
    let names = |leads_only: bool, printed: bool| -> BTreeSet<String> {
        task.units
            .iter()
            .filter(|unit| !leads_only || unit.role == UnitRole::Lead)
            .map(|unit| squeeze(if printed { &unit.as_printed } else { &unit.name }))
            .collect()
    };
    let leads: BTreeSet<String> = want.leads.iter().map(|name| squeeze(name)).collect();
    let all: BTreeSet<String> = want.leads.iter().chain(&want.supports).map(|name| squeeze(name)).collect();
    let ways = [names(true, true), names(false, true), names(true, false), names(false, false)];
    if !ways.iter().any(|way| *way == leads || *way == all) {
        faults.push(Fault { part: "units", detail: format!("{} got {:?} for {all:?}", want.title, ways[1]) });
    }
}
