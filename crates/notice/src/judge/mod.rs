//! From what was read to what it means: the status of each task with its evidence, its metrics, its
//! problems, its theme, and the findings of the notice against itself.

mod cell;
mod columns;
mod coverage;
mod findings;
mod identity;
mod metrics;
mod problems;
mod row;
pub mod rules;
mod schedule;
mod scope;
pub mod standing;
mod status;
mod targets;
pub mod themes;
mod words;

use crate::Options;
use crate::fold::fold;
use crate::lexicon::statuses;
use crate::notice::{Mark, MarkFrom, Notice, RawEntry};
use crate::place::Passage;
use crate::read::facts;
use crate::report::{
    Basis, Entry, Evidence, Judgement, NoticeKind, Problem, ProblemKind, Report, Ruling, SCHEMA, Schedule, Stated, Task,
};
use crate::tally;
use row::Row;

/// Judges a notice.
pub fn judge(mut notice: Notice, options: &Options) -> Report {
    // 建成58部 at the head of a text counts something; only words without a number give a status.
    for task in &mut notice.tasks {
        let counts =
            |mark: &Mark| mark.from == MarkFrom::Word && fold(&mark.word).contains(|c: char| c.is_ascii_digit());
        task.mark = task.mark.take().filter(|mark| !counts(mark));
    }
    // A light or word of a status column means what it usually means, where no legend says otherwise.
    for mark in notice.tasks.iter_mut().filter_map(|task| task.mark.as_mut()) {
        mark.status = mark.status.or_else(|| statuses::mark(&fold(&mark.word)).flatten());
    }
    let coverage = coverage::coverage(&notice);
    // A table of indicators has no cell of progress: it reports in columns of numbers.
    let called_progress = || notice.facts.title.as_deref().and_then(facts::kind_of_title) == Some(NoticeKind::Progress);
    let in_columns = || notice.tasks.iter().filter(|task| columns::reports(task)).count() * 2 > notice.tasks.len();
    if notice.facts.kind == NoticeKind::Plan && called_progress() && in_columns() {
        notice.facts.kind = NoticeKind::Progress;
    }
    let reports_progress = notice.facts.kind == NoticeKind::Progress;
    let schedule = schedule::of(&notice, options.as_of.as_deref());
    let ids = identity::ids(&notice.tasks);
    let mut read = std::mem::take(&mut notice.tasks);
    let mut rulings: Vec<Option<&Ruling>> = vec![None; read.len()];
    for (ruling, row) in notice.rulings.iter().zip(&notice.ruled) {
        if let Some(place) = row.and_then(|row| rulings.get_mut(row)) {
            place.get_or_insert(ruling);
        }
    }
    let mut checks = reports_progress.then(|| findings::RowChecks::new(&notice, &schedule));
    let mut tasks: Vec<Task> = Vec::with_capacity(read.len());
    for ((raw, id), ruling) in read.iter_mut().zip(ids).zip(rulings) {
        let row = Row::new(raw);
        tasks.push(task(&row, id, ruling, &schedule, reports_progress));
        if let Some(checks) = &mut checks {
            checks.row(&row, ruling, &tasks);
        }
        // Its words go over into the report; the checks over the whole notice look at title, mark and figures only.
        drop(row);
        if let Some(task) = tasks.last_mut() {
            task.goal = printed(std::mem::take(&mut raw.goal));
            task.units = std::mem::take(&mut raw.units);
            task.entries = std::mem::take(&mut raw.entries).into_iter().map(entry).collect();
        }
    }
    let findings = checks.map_or_else(Vec::new, |checks| checks.finish(&read, &tasks));
    drop(read);
    Report {
        schema: SCHEMA.to_owned(),
        notice: notice.facts,
        schedule,
        stated: Stated { counts: notice.counts, rulings: notice.rulings },
        totals: tally::totals(&tasks),
        tasks,
        findings,
        rankings: notice.rankings,
        tables: notice.tables,
        coverage,
        unplaced: notice.unplaced,
        diagnostics: notice.diagnostics,
    }
}

/// The task that a row makes.
fn task(row: &Row<'_>, id: String, ruling: Option<&Ruling>, schedule: &Schedule, reports_progress: bool) -> Task {
    let raw = row.raw;
    let mut problems: Vec<Problem> = row.entries.iter().flat_map(|entry| problems::problems(&entry.problem)).collect();
    problems.extend(problems::in_progress(row, schedule));
    let mut problem_kinds: Vec<ProblemKind> = problems.iter().map(|problem| problem.kind).collect();
    crate::order::sort(&mut problem_kinds);
    problem_kinds.dedup();
    Task {
        id,
        category: raw.category.clone(),
        number: raw.number.clone(),
        title: raw.title.text(),
        theme: themes::theme(row).map(str::to_owned),
        // Units, goal and entries are moved here once nothing looks at the row any more.
        units: Vec::new(),
        goal: None,
        deadline: printed(raw.deadline.clone()),
        leader: printed(raw.leader.clone()),
        entries: Vec::new(),
        metrics: row.metrics(),
        problem_kinds,
        problems,
        status: judgement(row, ruling, schedule, reports_progress),
    }
}

/// Both views of the status.
fn judgement(row: &Row<'_>, ruling: Option<&Ruling>, schedule: &Schedule, reports_progress: bool) -> Judgement {
    let mut judgement = Judgement {
        stated: None,
        assessed: None,
        basis: Basis::None,
        confidence: 0.0,
        rule: None,
        would_change: None,
        evidence: Vec::new(),
        stated_evidence: Vec::new(),
        ruling: None,
    };
    if !reports_progress {
        return judgement;
    }
    if let Some(ruling) = ruling {
        judgement.stated = Some(ruling.status);
        judgement.stated_evidence.push(Evidence { text: ruling.text.clone(), lines: ruling.lines });
    }
    if let Some(mark) = &row.raw.mark {
        judgement.stated = judgement.stated.or(mark.status);
        judgement.stated_evidence.push(Evidence { text: mark.word.clone(), lines: mark.lines });
    }
    let verdict = status::assess(row, schedule);
    judgement.assessed = Some(verdict.status);
    judgement.basis = verdict.basis;
    judgement.confidence = verdict.confidence;
    judgement.rule = Some(verdict.rule.name().to_owned());
    judgement.would_change = verdict.would_change;
    judgement.evidence = verdict.evidence;
    judgement
}

/// The entry of a progress cell.
fn entry(raw: RawEntry) -> Entry {
    Entry {
        task: printed(raw.task),
        progress: raw.progress.into_text(),
        problem: raw.problem.into_text(),
        next_steps: raw.next_steps.into_text(),
        units: raw.units,
        lines: raw.lines,
    }
}

/// The text of a cell, where anything is printed.
fn printed(cell: Passage) -> Option<String> {
    (!cell.is_empty()).then(|| cell.into_text())
}
