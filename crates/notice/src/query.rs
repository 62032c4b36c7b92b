//! Questions to a report: which tasks are to be shown, in which order, and how many have which
//! status by unit, theme, category and kind of problem.
//!
//! In comes a [`Report`](crate::report::Report) with what the user chose; out comes a [`View`] of
//! plain numbers from which page, print, exports and figures are drawn. Nothing here changes the
//! report, so every view of it can be compared with every other.
//!
//! Two rules hold throughout. A tally ignores the choices of its own kind, so that a legend or a row
//! keeps the number that choosing it would show. And a task counts once for each of its units, so
//! that sums over units may be more than the tasks.

mod basis;
mod claim;
mod counts;
mod filter;
mod headline;
mod metric;
mod order;
mod view;

pub use basis::{Basis, status_of};
pub use claim::{Claim, Pair, claims, pairs};
pub use counts::{Counts, Group, Tallied};
pub use filter::{Choice, Filter, Flag, Kind};
pub use headline::{Headline, headline};
pub use metric::{MetricPoint, is_comparable, metric_points, worst_metric};
pub use order::{RANKED_FROM, Sort, UnitSort, order_groups};
pub use view::{Matrix, UnitScope, View, matrix, select};

#[cfg(test)]
mod made_up;
