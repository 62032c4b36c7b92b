//! Proof that a generated notice cannot be read: another notice of the generator flattens to the same text.
//!
//! Only tables that the generator itself could have drawn count, so a paragraph may move between cells
//! only where both columns hold the same kind of words.

use crate::flatten::Style;
use crate::plan::{Generated, Plan};
use crate::sheet::{Cell, Row, Sheet};
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

/// The rows of a table whose units stand elsewhere: the first of several that help is in charge, where the unit in charge
/// is merged with the row above; the last units of a row are the first of the next.
fn other_units(sheet: &Sheet) -> Vec<Vec<Row>> {
    let mut all = Vec::new();
    let mut offer = |changes: &[(usize, usize, Cell)]| {
        let mut rows = sheet.rows.clone();
        for (row, column, cell) in changes {
            if let Some(Row::Task(cells)) = rows.get_mut(*row) {
                cells[*column] = cell.clone();
            }
        }
        all.push(rows);
    };
    let cell = |row: usize, column: usize| match sheet.rows.get(row) {
        Some(Row::Task(cells)) => cells.get(column),
        _ => None,
    };
    let text = |names: &[String]| Cell::Text(names.to_vec());
    let is_unit = |column: usize| matches!(sheet.columns[column].role, Role::Lead | Role::Support);
    let last = sheet.columns.len().saturating_sub(1);
    for row in 0..sheet.rows.len() {
        if let (Some(lead), Some(support)) = (sheet.column(Role::Lead), sheet.column(Role::Support))
            && cell(row, lead) == Some(&Cell::Merged)
            && let Some(Cell::Text(names)) = cell(row, support)
        {
            for first in 1..names.len() {
                offer(&[(row, lead, text(&names[..first])), (row, support, text(&names[first..]))]);
            }
        }
        if is_unit(0)
            && is_unit(last)
            && let (Some(Cell::Text(above)), Some(Cell::Text(below))) = (cell(row, last), cell(row + 1, 0))
        {
            let names = [above.as_slice(), below].concat();
            for first in (0..=names.len()).filter(|first| *first != above.len()) {
                offer(&[(row, last, text(&names[..first])), (row + 1, 0, text(&names[first..]))]);
            }
        }
    }
    all
}

/// The notices that differ by one move: a further row joined to the one above, or units taken for others.
fn others(notice: &Generated) -> Vec<Generated> {
    let mut all = Vec::new();
    for (at, sheet) in notice.sheets.iter().enumerate() {
        for rows in other_units(sheet) {
            let mut other = notice.clone();
            other.sheets[at].rows = rows;
            all.push(other);
        }
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
