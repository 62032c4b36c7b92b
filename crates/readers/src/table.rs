//! Tables as file formats write them (rows of cells with spans) made rectangular: every merged cell
//! is repeated at each place it covers, and each repetition says from which side it came.

use std::collections::HashMap;

use tongbao_notice::document::Merged;

use crate::limits;

/// A cell as a file format wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpanCell {
    /// Its paragraphs, trimmed, none of them empty.
    pub paragraphs: Vec<String>,
    /// Over how many rows it reaches; 0 means to the end of the table.
    pub rows: usize,
    /// Over how many columns it reaches.
    pub columns: usize,
    /// Set where the format writes a merged cell again at each place it covers, and this is such a place.
    pub continues: Option<Merged>,
    /// The span is only drawn: its further places are empty cells of their own (Excel's `mso-ignore:colspan`).
    pub drawn_only: bool,
}

impl SpanCell {
    /// A cell of one place.
    pub fn new(paragraphs: Vec<String>) -> Self {
        Self { paragraphs, rows: 1, columns: 1, ..Self::default() }
    }
}

/// One place of a filled table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which of [`Filled::cells`] stands here; `None` where the table has no cell.
    pub cell: Option<u32>,
    /// Set where the cell begins elsewhere.
    pub merged: Option<Merged>,
}

/// A rectangular table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    /// The paragraphs of each cell, in the order in which they begin.
    pub cells: Vec<Vec<String>>,
    /// The places, all rows of the same length.
    pub rows: Vec<Vec<Slot>>,
    /// Whether a limit cut the table.
    pub cut: bool,
}

const NOTHING: Slot = Slot { cell: None, merged: None };

/// Fills the spans of `rows` and drops rows in which nothing of their own stands.
/// At most `budget` places are made.
pub fn fill(rows: Vec<Vec<SpanCell>>, budget: usize) -> Filled {
    let mut table = Filled::default();
    // For each column the cell that still reaches down, with the number of rows left (usize::MAX: all).
    let mut reaching: HashMap<usize, (usize, u32, bool)> = HashMap::new();
    let mut places = 0;
    for row in rows {
        let mut line: Vec<Slot> = Vec::with_capacity(row.len());
        for cell in row {
            take_reaching(&mut reaching, &mut line);
            if line.len() >= limits::COLUMNS || places + line.len() >= budget {
                table.cut = true;
                break;
            }
            place(cell, &mut table, &mut line, &mut reaching);
        }
        take_all_reaching(&mut reaching, &mut line);
        places += line.len();
        table.rows.push(line);
        if places >= budget {
            table.cut = true;
            break;
        }
    }
    square(&mut table);
    table
}

/// Puts the cells that reach down from above at the next places of the row.
fn take_reaching(reaching: &mut HashMap<usize, (usize, u32, bool)>, line: &mut Vec<Slot>) {
    while let Some((left, cell, first)) = reaching.get(&line.len()).copied() {
        down(reaching, line.len(), left);
        line.push(Slot { cell: Some(cell), merged: Some(if first { Merged::Above } else { Merged::Left }) });
    }
}

/// The same for all columns to the right of the row's last cell.
fn take_all_reaching(reaching: &mut HashMap<usize, (usize, u32, bool)>, line: &mut Vec<Slot>) {
    let Some(last) = reaching.keys().max().copied() else { return };
    while line.len() <= last {
        let before = line.len();
        take_reaching(reaching, line);
        if line.len() == before {
            line.push(NOTHING);
        }
    }
}

fn down(reaching: &mut HashMap<usize, (usize, u32, bool)>, column: usize, left: usize) {
    if left == 1 {
        reaching.remove(&column);
    } else if left != usize::MAX
        && let Some(entry) = reaching.get_mut(&column)
    {
        entry.0 -= 1;
    }
}

fn place(cell: SpanCell, table: &mut Filled, line: &mut Vec<Slot>, reaching: &mut HashMap<usize, (usize, u32, bool)>) {
    let columns = cell.columns.clamp(1, limits::SPAN).min(limits::COLUMNS - line.len());
    let origin = match cell.continues {
        Some(Merged::Above) => table.rows.last().and_then(|above| above.get(line.len())).and_then(|slot| slot.cell),
        Some(Merged::Left) => line.last().and_then(|slot| slot.cell),
        None => None,
    };
    if let (Some(origin), true) = (origin, cell.paragraphs.is_empty()) {
        for step in 0..columns {
            let side = if step == 0 { cell.continues } else { Some(Merged::Left) };
            line.push(Slot { cell: Some(origin), merged: side });
        }
        return;
    }
    let index = table.cells.len() as u32;
    table.cells.push(cell.paragraphs);
    let more_rows = match cell.rows {
        0 => usize::MAX,
        1 => 0,
        rows => rows.min(limits::CELLS) - 1,
    };
    for step in 0..columns {
        if step > 0 && cell.drawn_only {
            line.push(NOTHING);
            continue;
        }
        if more_rows > 0 {
            reaching.insert(line.len(), (more_rows, index, step == 0));
        }
        line.push(Slot { cell: Some(index), merged: (step > 0).then_some(Merged::Left) });
    }
}

/// Makes all rows equally long, without the rows that hold nothing of their own.
fn square(table: &mut Filled) {
    let cells = &table.cells;
    table.rows.retain(|row| row.iter().any(|slot| is_own(cells, slot)));
    let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut table.rows {
        row.resize(width, NOTHING);
    }
}

/// Whether a cell with words begins at this place.
fn is_own(cells: &[Vec<String>], slot: &Slot) -> bool {
    slot.merged.is_none() && slot.cell.is_some_and(|cell| cells.get(cell as usize).is_some_and(|own| !own.is_empty()))
}

impl Filled {
    /// The given rows without the columns in which nothing of its own stands: grid lines that only
    /// other rows use leave columns in which every place is merged from the left.
    pub fn used_columns(&self, rows: &[Vec<Slot>]) -> Vec<Vec<Slot>> {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut kept = vec![false; width];
        for row in rows {
            for (column, slot) in row.iter().enumerate() {
                kept[column] |= is_own(&self.cells, slot);
            }
        }
        rows.iter()
            .map(|row| row.iter().zip(&kept).filter(|(_, keep)| **keep).map(|(slot, _)| *slot).collect())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, rows: usize, columns: usize) -> SpanCell {
        let paragraphs = if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
        SpanCell { rows, columns, ..SpanCell::new(paragraphs) }
    }

    fn shown(table: &Filled) -> Vec<String> {
        let word = |slot: &Slot| {
            let text = slot.cell.map(|cell| table.cells[cell as usize].join("/")).unwrap_or_default();
            match slot.merged {
                None => text,
                Some(Merged::Above) => format!("^{text}"),
                Some(Merged::Left) => format!("<{text}"),
            }
        };
        table.used_columns(&table.rows).iter().map(|row| row.iter().map(word).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn spans_are_filled_and_marked() {
        let rows = vec![
            vec![cell("序号", 2, 1), cell("进度", 1, 2)],
            vec![cell("目标", 1, 1), cell("完成", 1, 1)],
            vec![cell("1", 1, 1), cell("10", 1, 1), cell("8", 1, 1)],
        ];
        assert_eq!(shown(&fill(rows, 100)), ["序号|进度|<进度", "^序号|目标|完成", "1|10|8"]);
    }

    #[test]
    fn a_cell_written_again_below_takes_the_one_above() {
        let mut below = cell("", 1, 1);
        below.continues = Some(Merged::Above);
        let rows = vec![vec![cell("3", 1, 1), cell("甲", 1, 1)], vec![below, cell("乙", 1, 1)]];
        assert_eq!(shown(&fill(rows, 100)), ["3|甲", "^3|乙"]);
    }

    #[test]
    fn columns_of_grid_lines_only_disappear() {
        let rows = vec![vec![cell("a", 1, 2), cell("b", 1, 1)], vec![cell("c", 1, 2), cell("d", 1, 1)]];
        assert_eq!(shown(&fill(rows, 100)), ["a|b", "c|d"]);
    }

    #[test]
    fn drawn_spans_are_empty_cells() {
        let mut drawn = cell("", 1, 3);
        drawn.drawn_only = true;
        let rows = vec![
            vec![drawn, cell("z", 1, 1)],
            vec![cell("1", 1, 1), cell("2", 1, 1), cell("3", 1, 1), cell("4", 1, 1)],
        ];
        assert_eq!(shown(&fill(rows, 100)), ["|||z", "1|2|3|4"]);
    }

    #[test]
    fn huge_spans_are_clipped() {
        let rows = vec![vec![cell("a", 4_000_000_000, 4_000_000_000); 50]; 3];
        let table = fill(rows, 10_000);
        assert!(table.rows.iter().all(|row| row.len() <= limits::COLUMNS));
    }
}
