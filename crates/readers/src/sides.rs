//! Tables of the old Word formats, which say where each cell ends on the page and not how many
//! columns it spans. All ends together are the columns.

use tongbao_notice::document::Merged;

use crate::flow::{Flow, Span};
use crate::limits;

/// A cell by its right side, in twentieths of a point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SidedCell {
    /// Where it ends; 0 where that is not known.
    pub right: i64,
    /// A place that a merged cell covers.
    pub continues: Option<Merged>,
    /// Its paragraphs, a line each.
    pub text: String,
}

/// Sides nearer than a fiftieth of an inch are one: programs round.
const NEAR: i64 = 28;

/// Writes the rows of a table.
pub fn write_table(rows: Vec<Vec<SidedCell>>, flow: &mut Flow) {
    let mut sides: Vec<i64> = rows.iter().flatten().map(|cell| cell.right).filter(|right| *right > 0).collect();
    sides.sort_unstable();
    sides.dedup_by(|b, a| *b - *a <= NEAR);
    let column = |side: i64| sides.partition_point(|own| *own < side - NEAR);
    flow.open_table();
    for row in rows {
        flow.open_row();
        let mut left = 0;
        for cell in row {
            let right = if cell.right > 0 { column(cell.right) + 1 } else { left + 1 };
            let columns = right.saturating_sub(left).clamp(1, limits::SPAN);
            left += columns;
            flow.open_cell(Span { columns, continues: cell.continues, ..Span::default() });
            for paragraph in cell.text.lines() {
                flow.text(paragraph);
                flow.end_paragraph();
            }
            flow.close_cell();
        }
        flow.close_row();
    }
    flow.close_table();
}
