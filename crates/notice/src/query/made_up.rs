//! Made-up tasks and reports for the tests of this module.

use crate::report::{
    Basis, Coverage, Judgement, NoticeFacts, Report, SCHEMA, Schedule, Stated, Status, Task, Totals, Unit, UnitRole,
};

/// A task with this id (`category/number`), judged by its row.
pub fn task(id: &str, assessed: Status) -> Task {
    let (category, number) = id.split_once('/').unwrap_or((id, ""));
    Task {
        id: id.to_owned(),
        category: category.to_owned(),
        number: Some(number.to_owned()),
        title: format!("任务{number}"),
        theme: None,
        units: Vec::new(),
        goal: None,
        deadline: None,
        leader: None,
        entries: Vec::new(),
        metrics: Vec::new(),
        problem_kinds: Vec::new(),
        problems: Vec::new(),
        status: Judgement {
            stated: None,
            assessed: Some(assessed),
            basis: Basis::Wording,
            confidence: 0.9,
            rule: None,
            would_change: None,
            evidence: Vec::new(),
            stated_evidence: Vec::new(),
            ruling: None,
        },
    }
}

/// The same task, ruled on by the notice.
pub fn stated(mut task: Task, status: Status) -> Task {
    task.status.stated = Some(status);
    task
}

/// The same task with these units, the first of them in the lead.
pub fn with_units(mut task: Task, names: &[&str]) -> Task {
    task.units = names
        .iter()
        .enumerate()
        .map(|(place, name)| Unit {
            name: (*name).to_owned(),
            role: if place == 0 { UnitRole::Lead } else { UnitRole::Support },
            as_printed: (*name).to_owned(),
        })
        .collect();
    task
}

/// A report of these tasks.
pub fn report(tasks: Vec<Task>) -> Report {
    Report {
        schema: SCHEMA.to_owned(),
        notice: NoticeFacts::default(),
        schedule: Schedule::default(),
        stated: Stated::default(),
        tasks,
        findings: Vec::new(),
        rankings: Vec::new(),
        totals: Totals::default(),
        tables: Vec::new(),
        coverage: Coverage::default(),
        unplaced: Vec::new(),
        diagnostics: Vec::new(),
    }
}
