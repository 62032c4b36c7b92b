//! The notice against itself: what it says in one place and denies in another. Each finding names what
//! is claimed, what was found instead, and both places; few and right rather than many.

mod counts;
mod groups;
mod numbers;
mod rates;
mod statuses;
mod time;
mod units;
mod values;

use super::row::Row;
use crate::notice::Notice;
use crate::number;
use crate::report::{Evidence, Finding, FindingKind, Schedule, Severity, Task};

/// Everything the checks look at.
pub struct Context<'a> {
    /// What was read.
    pub notice: &'a Notice,
    /// The rows as judged, one a task.
    pub rows: &'a [Row<'a>],
    /// The tasks, in the same order.
    pub tasks: &'a [Task],
    /// The day that statuses are judged by.
    pub schedule: &'a Schedule,
}

impl Context<'_> {
    /// Rows with their tasks.
    fn pairs(&self) -> impl Iterator<Item = (&Row<'_>, &Task)> {
        self.rows.iter().zip(self.tasks)
    }

    /// The words of a task's cell as evidence.
    fn title_of(row: &Row<'_>) -> Option<Evidence> {
        row.title.first_words()
    }
}

/// All findings, gravest first, else in the order of the notice.
pub fn findings(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    rates::check(context, &mut found);
    values::check(context, &mut found);
    counts::check(context, &mut found);
    groups::check(context, &mut found);
    numbers::check(context, &mut found);
    units::check(context, &mut found);
    statuses::check(context, &mut found);
    time::check(context, &mut found);
    crate::order::sort_by_key(&mut found, |finding| finding.severity);
    found
}

/// A finding about these tasks.
fn finding(kind: FindingKind, severity: Severity, confidence: f64, message: String) -> Finding {
    Finding {
        kind,
        severity,
        confidence,
        message,
        claimed: String::new(),
        found: String::new(),
        tasks: Vec::new(),
        places: Vec::new(),
    }
}

/// A number without needless decimals.
fn plain(number: f64) -> String {
    number::short(number, 4)
}

/// A fraction as a percentage.
fn percent(rate: f64) -> String {
    number::short(rate * 100.0, 2) + "%"
}
