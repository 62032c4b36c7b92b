//! Invented rows, each with the status and metrics that an officer would give it (`rows/status.tsv`). Every miss is printed.

use tongbao_notice::Options;
use tongbao_notice::judge::judge;
use tongbao_notice::notice::{Notice, RawEntry, RawTask};
use tongbao_notice::place::{Lines, Passage};
use tongbao_notice::report::{NoticeFacts, NoticeKind, Period, Task};

const ROWS: &str = include_str!("rows/status.tsv");

/// The rows of a table: cells between tabs, comments and empty lines left out.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

/// A notice of one task that ends on this day.
fn judged(day: &str, title: &str, progress: &str, problem: &str) -> Task {
    let period = Period { year: day[..4].parse().ok(), label: String::new(), end: Some(day.to_owned()) };
    let entry = RawEntry {
        progress: Passage::of(progress, Lines::one(2)),
        problem: Passage::of(problem, Lines::one(3)),
        ..RawEntry::default()
    };
    let (title, goal) = title.split_once(" || ").unwrap_or((title, ""));
    let task = RawTask {
        title: Passage::of(title, Lines::one(1)),
        goal: Passage::of(goal, Lines::one(1)),
        entries: vec![entry],
        confidence: 1.0,
        ..RawTask::default()
    };
    let facts = NoticeFacts { kind: NoticeKind::Progress, period: Some(period), ..NoticeFacts::default() };
    let mut report = judge(Notice { facts, tasks: vec![task], ..Notice::default() }, &Options::default());
    report.tasks.remove(0)
}

/// Metrics as the table prints them.
fn printed(task: &Task) -> String {
    let one = |metric: &tongbao_notice::report::Metric| {
        format!("{}/{}", metric.target, metric.actual.map_or("-".to_owned(), |actual| actual.to_string()))
    };
    task.metrics.iter().map(one).collect::<Vec<_>>().join(",")
}

#[test]
fn an_officer_would_judge_so() {
    let mut wrong = Vec::new();
    for row in rows(ROWS) {
        let [day, title, progress, problem, status, metrics] = row.as_slice() else { panic!("six cells: {row:?}") };
        let task = judged(day, title, progress, problem);
        let assessed = task.status.assessed.map_or("none", tongbao_notice::report::Status::word);
        let rule = task.status.rule.as_deref().unwrap_or("");
        if !status.split('/').any(|status| status == assessed) {
            wrong.push(format!("{title} {progress} {problem}: {assessed} by {rule} for {status}"));
        }
        let got = printed(&task);
        if *metrics != "*" && got != *metrics {
            wrong.push(format!("{title} {progress}: metrics {got} for {metrics}"));
        }
    }
    println!("{}", wrong.join("\n"));
    assert!(wrong.is_empty(), "{} of {} rows", wrong.len(), rows(ROWS).count());
}
