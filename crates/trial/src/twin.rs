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

/// Whether the generator could have drawn this cell: several paragraphs are numbered from 1 on.
fn drawable(paragraphs: &[String]) -> bool {
    paragraphs.len() < 2
        || paragraphs.iter().enumerate().all(|(at, paragraph)| paragraph.starts_with(&format!("{}.", at + 1)))
}

/// The notices that differ by one move: a further row joined to the one above.
fn others(notice: &Generated) -> Vec<Generated> {
    let mut all = Vec::new();
    for (at, sheet) in notice.sheets.iter().enumerate() {
        let Some(title) = sheet.column(Role::Title) else { continue };
        for (index, row) in sheet.rows.iter().enumerate().skip(1) {
            let Row::Task(cells) = row else { continue };
            if cells[title] != Cell::Merged {
                continue;
            }
            let mut rows = sheet.rows.clone();
            rows.remove(index);
            let Some(Row::Task(above)) = rows.get_mut(index - 1) else { continue };
            let mut possible = true;
            for ((cell, more), column) in above.iter_mut().zip(cells).zip(&sheet.columns) {
                if let (Cell::Text(paragraphs), Cell::Text(more)) = (cell, more) {
                    paragraphs.extend(more.iter().cloned());
                    possible &= matches!(column.role, Role::Lead | Role::Support) || drawable(paragraphs);
                }
            }
            if possible {
                let mut other = notice.clone();
                other.sheets[at].rows = rows;
                all.push(other);
            }
        }
    }
    all
}
