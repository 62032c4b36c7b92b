//! What became of every line and every row, as figures that add up.

use crate::notice::{LineKind, Notice};
use crate::report::{Coverage, LineCoverage, RowCoverage};

/// Counts the lines of `notice` by what became of them, and its rows by whether they are tasks.
pub fn coverage(notice: &Notice) -> Coverage {
    let mut lines = LineCoverage { all: notice.lines.len() as u32, ..LineCoverage::default() };
    for kind in &notice.lines {
        *match kind {
            LineKind::Blank => &mut lines.blank,
            LineKind::Placed => &mut lines.placed,
            LineKind::Narrative => &mut lines.narrative,
            LineKind::Chrome => &mut lines.chrome,
            LineKind::Unplaced => &mut lines.unplaced,
        } += 1;
    }
    let placed = notice.tasks.len() as u32;
    let unplaced = notice.unplaced.len() as u32;
    Coverage { lines, rows: RowCoverage { read: placed + unplaced, placed, unplaced } }
}
