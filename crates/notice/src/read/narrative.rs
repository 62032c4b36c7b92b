//! The narrative: title, document number, issuers, dates, period, stated counts, and the tasks that
//! it names, each matched to its row.

use crate::notice::Notice;
use crate::source::Source;

/// Reads the prose and completes `notice` from it.
pub fn read(_source: &Source<'_>, _notice: &mut Notice) {}
