//! Tallies: how many tasks have which status, over all tasks and by category, unit and theme.

use crate::report::{Task, Totals};

/// The totals of these tasks. A task counts once for each of its lead units.
pub fn totals(_tasks: &[Task]) -> Totals {
    Totals::default()
}
