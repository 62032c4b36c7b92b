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

use super::cell::Cell;
use super::row::Row;
use crate::notice::{Notice, RawTask};
use crate::number;
use crate::report::{Evidence, Finding, FindingKind, Ruling, Schedule, Severity, Task};

/// Everything the checks over the whole notice look at.
pub struct Context<'a> {
    /// What was read, without its tasks.
    pub notice: &'a Notice,
    /// The tasks as read: title, mark and figures.
    pub read: &'a [RawTask],
    /// The tasks as judged.
    pub tasks: &'a [Task],
}

impl Context<'_> {
    /// The words of a task's cell as evidence.
    fn title_of(&self, index: usize) -> Option<Evidence> {
        Cell::new(&self.read.get(index)?.title).first_words()
    }
}

/// The checks that look at one row after the other, as each is judged; a row as judging reads it is several times its text,
/// and is not kept.
pub struct RowChecks<'a> {
    notice: &'a Notice,
    schedule: &'a Schedule,
    figures: values::Figures,
    ruled: statuses::Ruled<'a>,
    rates: Vec<Finding>,
    values: Vec<Finding>,
    statuses: Vec<Finding>,
    time: time::Found,
}

impl<'a> RowChecks<'a> {
    /// Before the first row.
    pub fn new(notice: &'a Notice, schedule: &'a Schedule) -> Self {
        Self {
            notice,
            schedule,
            figures: values::Figures::default(),
            ruled: statuses::Ruled::new(notice),
            rates: Vec::new(),
            values: Vec::new(),
            statuses: Vec::new(),
            time: time::Found::default(),
        }
    }

    /// Checks a row and what the narrative rules on it; `tasks` are those up to this row's own, which is the last.
    pub fn row(&mut self, row: &Row<'_>, ruling: Option<&Ruling>, tasks: &[Task]) {
        let Some(task) = tasks.last() else { return };
        rates::check(row, task, &mut self.rates);
        self.figures.check(row, tasks, &mut self.values);
        self.ruled.check(row, task, ruling, &mut self.statuses);
        self.time.check(row, task, self.notice, self.schedule);
    }

    /// All findings, gravest first, else in the order of the notice.
    pub fn finish(self, read: &[RawTask], tasks: &[Task]) -> Vec<Finding> {
        let context = Context { notice: self.notice, read, tasks };
        let mut found = self.rates;
        found.extend(self.values);
        // Tasks that prose tells of are those that it names: no table says how many there are, or what each must have.
        if !self.notice.told {
            counts::check(&context, &mut found);
            groups::check(&context, &mut found);
            numbers::check(&context, &mut found);
            units::check(&context, &mut found);
        }
        found.extend(self.statuses);
        found.extend(self.time.all());
        time::unmatched(&context, &mut found);
        crate::order::sort_by_key(&mut found, |finding| finding.severity);
        found
    }
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
