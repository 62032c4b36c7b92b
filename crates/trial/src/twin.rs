//! Proof that a generated notice cannot be read: another notice of the generator flattens to the same text.
//!
//! Only tables that the generator itself could have drawn count, so a paragraph may move between cells
//! only where both columns hold the same kind of words.

use crate::flatten::Style;
use crate::plan::{Generated, Plan};
use crate::sheet::{Cell, Row};
use tongbao_notice::report::Role;

/// Whether another notice of the generator has the same text but other tasks.
pub fn has_twin(style: Style, plan: &Plan) -> bool {
    let notice = plan.notice(style.carries());
    if style == Style::Grid {
        return false;
    }
    let text = style.document(&notice).text;
    others(&notice).iter().any(|other| {
        let same_tasks = notice.sheets.iter().zip(&other.sheets).all(|(a, b)| a.wanted() == b.wanted());
        !same_tasks && style.document(other).text == text
    })
}

/// The notices that differ by one move: the problem of a row said to be empty or not, a further row
/// joined to the one above, a merged unit cell said to be empty.
fn others(notice: &Generated) -> Vec<Generated> {
    let mut all = Vec::new();
    for (at, sheet) in notice.sheets.iter().enumerate() {
        for (index, row) in sheet.rows.iter().enumerate() {
            let Row::Task(cells) = row else { continue };
            let mut with = |changed: Vec<Row>| {
                let mut other = notice.clone();
                other.sheets[at].rows = changed;
                all.push(other);
            };
            for (column, cell) in cells.iter().enumerate() {
                if *cell == Cell::Merged && sheet.columns[column].role == Role::Lead {
                    let mut rows = sheet.rows.clone();
                    if let Row::Task(cells) = &mut rows[index] {
                        cells[column] = Cell::Text(Vec::new());
                    }
                    with(rows);
                }
            }
            let further = sheet.column(Role::Title).is_some_and(|title| cells[title] == Cell::Merged);
            if further && index > 0 {
                let mut rows = sheet.rows.clone();
                rows.remove(index);
                if let Row::Task(above) = &mut rows[index - 1] {
                    for (cell, more) in above.iter_mut().zip(cells) {
                        if let (Cell::Text(paragraphs), Cell::Text(more)) = (cell, more) {
                            paragraphs.extend(more.iter().cloned());
                        }
                    }
                }
                with(rows);
            }
        }
    }
    all
}
