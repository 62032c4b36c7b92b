//! Status in prose against light in table, and either against what the row itself supports.

use super::finding;
use crate::judge::row::Row;
use crate::judge::rules::Rule;
use crate::judge::targets::Measure;
use crate::map::Set;
use crate::notice::{MarkFrom, Notice};
use crate::report::{Basis, Evidence, Finding, FindingKind, Ruling, Severity, StatedCount, Status, Task};

/// What the narrative says of rows: one look at it, not one for each row.
pub struct Ruled<'a> {
    /// The narrative itself tells the tasks.
    told: bool,
    /// The categories whose slow tasks it names or counts.
    slow: Set<&'a str>,
}

impl<'a> Ruled<'a> {
    /// Of this notice.
    pub fn new(notice: &'a Notice) -> Self {
        let mut slow: Set<&str> = Set::new();
        for ruling in &notice.rulings {
            if ruling.status.needs_attention() {
                slow.take_in(ruling.category.as_str());
            }
        }
        if !slow.is_empty() {
            let counts_slow = |count: &&StatedCount| count.parts.iter().any(|part| part.status == Some(Status::Behind));
            for count in notice.counts.iter().filter(counts_slow) {
                slow.take_in(count.category.as_str());
            }
        }
        Self { slow, told: notice.told }
    }

    /// Checks the status of a row on which the narrative rules so.
    pub fn check(&self, row: &Row<'_>, task: &Task, ruling: Option<&Ruling>, found: &mut Vec<Finding>) {
        prose_against_mark(row, task, ruling, found);
        let Some(assessed) = task.status.assessed else { return };
        match task.status.stated {
            Some(stated) => stated_against_row(row, task, stated, assessed, found),
            None if !self.told && self.slow.contains_key(task.category.as_str()) => unnamed(row, task, assessed, found),
            None => {}
        }
    }
}

/// The prose lists the task under one light, the table prints another.
fn prose_against_mark(row: &Row<'_>, task: &Task, ruling: Option<&Ruling>, found: &mut Vec<Finding>) {
    let (Some(ruling), Some(mark)) = (ruling, row.raw.mark.as_ref()) else { return };
    let Some(status) = mark.status else { return };
    if status == ruling.status || mark.from != MarkFrom::Column || alike(status, ruling.status) {
        return;
    }
    let mut one = finding(
        FindingKind::StatusMismatch,
        Severity::Warning,
        0.9,
        format!("正文列为“{}”，表中为“{}”", word(ruling.status), mark.word),
    );
    one.claimed = String::from(ruling.status.word());
    one.found = String::from(status.word());
    one.tasks = vec![task.id.clone()];
    one.places = vec![
        Evidence { text: ruling.text.clone(), lines: ruling.lines },
        Evidence { text: mark.word.clone(), lines: mark.lines },
    ];
    found.push(one);
}

/// Two words for one thing: late and not done, on and ahead of schedule.
fn alike(a: Status, b: Status) -> bool {
    let slow = |status: Status| status.needs_attention();
    let fine = |status: Status| matches!(status, Status::OnTrack | Status::Ahead);
    slow(a) && slow(b) || fine(a) && fine(b)
}

/// The notice's status against the row's own evidence.
fn stated_against_row(row: &Row<'_>, task: &Task, stated: Status, assessed: Status, found: &mut Vec<Finding>) {
    // The mismatch of prose and mark has just been raised.
    if found.last().is_some_and(|other| other.kind == FindingKind::StatusMismatch && other.tasks == [task.id.clone()]) {
        return;
    }
    let sure = task.status.confidence >= 0.84;
    let good = matches!(stated, Status::OnTrack | Status::Ahead | Status::Completed);
    // Levels may fall again before the year ends: reached is not yet completed.
    let level = row.tied.iter().any(|tied| tied.target.measure != Measure::Quantity);
    let against = match assessed {
        Status::Behind => good && task.status.basis == Basis::Rate,
        Status::NotStarted | Status::Suspended => good,
        Status::Completed => !matches!(stated, Status::Completed | Status::Ahead) && !level,
        // Named as late, though the column has what was due by now.
        Status::OnTrack => stated == Status::Behind && row.pair.as_ref().is_some_and(|pair| pair.due_now),
        _ => false,
    };
    if !against || !sure {
        return;
    }
    let mut one = finding(
        FindingKind::StatusMismatch,
        Severity::Warning,
        0.75,
        format!("通报认定为“{}”，该行自身支持“{}”", word(stated), word(assessed)),
    );
    one.claimed = String::from(stated.word());
    one.found = String::from(assessed.word());
    one.tasks = vec![task.id.clone()];
    one.places =
        task.status.stated_evidence.iter().take(1).chain(task.status.evidence.iter().take(2)).cloned().collect();
    found.push(one);
}

/// The narrative lists the slow tasks, and this one is slow by its own words or numbers and not among them.
fn unnamed(row: &Row<'_>, task: &Task, assessed: Status, found: &mut Vec<Finding>) {
    if !matches!(assessed, Status::Behind | Status::Suspended | Status::NotStarted) {
        return;
    }
    let rule = task.status.rule.as_deref().and_then(Rule::from_name);
    let severity = match rule {
        Some(Rule::BelowSchedule) if task.status.confidence >= 0.9 && !near(row, task) => Severity::Warning,
        Some(Rule::DelayWords | Rule::PartsLate | Rule::SuspendedWords | Rule::NotStartedWords) => Severity::Warning,
        _ => Severity::Info,
    };
    let mut one =
        finding(FindingKind::StatusMismatch, severity, 0.7, format!("该行自身为“{}”，正文没有点名", word(assessed)));
    one.claimed = String::new();
    one.found = String::from(assessed.word());
    one.tasks = vec![task.id.clone()];
    one.places = task.status.evidence.iter().take(2).cloned().collect();
    found.push(one);
}

/// Whether the shortfall is small: within a tenth of what is due.
fn near(row: &Row<'_>, task: &Task) -> bool {
    let due = task.status.would_change.as_ref().and_then(|change| change.needs);
    let done = row.pair.as_ref().and_then(|pair| pair.tied.actual);
    done.zip(due).is_some_and(|(done, due)| done > 0.9 * due)
}

/// A status in the words of the trade.
fn word(status: Status) -> &'static str {
    match status {
        Status::Completed => "已完成",
        Status::Ahead => "超序时",
        Status::OnTrack => "正常推进",
        Status::Behind => "偏慢",
        Status::NotStarted => "未启动",
        Status::Suspended => "暂缓",
        Status::NotCompleted => "未完成",
        Status::Unknown => "无法判断",
    }
}
