//! From what was read to what it means: the status of each task with its evidence, its metrics, its
//! problems, its theme, and the findings of the notice against itself.

use crate::Options;
use crate::notice::Notice;
use crate::report::{Coverage, Report, SCHEMA, Stated};
use crate::tally;

/// Judges a notice.
pub fn judge(notice: Notice, _options: &Options) -> Report {
    let tasks = Vec::new();
    Report {
        schema: SCHEMA.to_owned(),
        notice: notice.facts,
        stated: Stated { counts: notice.counts, rulings: notice.rulings },
        totals: tally::totals(&tasks),
        tasks,
        findings: Vec::new(),
        rankings: notice.rankings,
        tables: notice.tables,
        coverage: Coverage::default(),
        unplaced: notice.unplaced,
        diagnostics: notice.diagnostics,
    }
}
