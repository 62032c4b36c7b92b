//! What all spreadsheets have in common: cells at rows and columns, merged ranges, hidden rows and
//! sheets. Sheets are written one after the other, each under its name where there are several.

use std::collections::BTreeMap;

use tongbao_notice::document::Merged;
use tongbao_notice::report::Severity;

use crate::compose::Composer;
use crate::limits;
use crate::table::SpanCell;

/// A range of merged cells, from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Last row.
    pub bottom: usize,
    /// Last column.
    pub right: usize,
}

/// One sheet with its cells as shown.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Not shown by the program.
    pub hidden: bool,
    /// The cells that hold something, by row and column. Sparse: a sheet may use row 1 and row 1048576.
    pub rows: BTreeMap<usize, BTreeMap<usize, String>>,
    /// The merged ranges.
    pub merges: Vec<Range>,
    /// Rows that are not shown.
    pub hidden_rows: Vec<usize>,
    /// How many cells were set.
    pub cells: usize,
}

impl Sheet {
    /// Sets a cell; blank text and places beyond the limits are left out. Says whether there was room.
    pub fn set(&mut self, row: usize, column: usize, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() {
            return true;
        }
        if column >= limits::COLUMNS || self.cells >= limits::CELLS {
            return false;
        }
        self.cells += 1;
        self.rows.entry(row).or_default().insert(column, text.to_owned());
        true
    }
}

/// Writes the sheets of a workbook.
pub fn write(sheets: Vec<Sheet>, composer: &mut Composer) {
    let used = sheets.iter().filter(|sheet| !sheet.rows.is_empty()).count();
    for sheet in sheets {
        if sheet.rows.is_empty() {
            continue;
        }
        if used > 1 {
            composer.paragraph(&sheet.name);
        }
        if sheet.hidden {
            composer.diagnose("sheet_hidden", Severity::Info, Some(sheet.name.clone()));
        }
        let hidden_rows = sheet.hidden_rows.iter().filter(|row| sheet.rows.contains_key(row)).count();
        if hidden_rows > 0 {
            composer.diagnose("rows_hidden", Severity::Info, Some(format!("{}: {hidden_rows}", sheet.name)));
        }
        let rows = spans(sheet);
        composer.table(rows);
    }
}

/// The rows that hold something, with merged cells written again at each place they cover.
fn spans(mut sheet: Sheet) -> Vec<Vec<SpanCell>> {
    // Only rows in which something stands count; merges over empty rows cover nothing.
    let covering = covering(&sheet);
    let last_column = sheet.rows.values().filter_map(|row| row.keys().next_back()).max().copied().unwrap_or(0);
    let merged_to =
        covering.values().flatten().map(|(_, range)| range.right.min(limits::COLUMNS - 1)).max().unwrap_or(0);
    let width = last_column.max(merged_to) + 1;
    let width = width.min(limits::CELLS / sheet.rows.len().max(1) + 1).max(last_column + 1);
    let mut out = Vec::with_capacity(sheet.rows.len());
    let mut previous: Option<usize> = None;
    for (row, mut cells) in std::mem::take(&mut sheet.rows) {
        let empty = Vec::new();
        let ranges = covering.get(&row).unwrap_or(&empty);
        let mut line: Vec<SpanCell> = Vec::with_capacity(width);
        let end =
            cells.keys().next_back().copied().unwrap_or(0).max(ranges.iter().map(|(_, r)| r.right).max().unwrap_or(0))
                + 1;
        for column in 0..end.min(width) {
            let text = cells
                .remove(&column)
                .map(|text| text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect());
            let mut cell = SpanCell::new(text.unwrap_or_default());
            if let Some((_, range)) = ranges.iter().find(|(_, range)| (range.left..=range.right).contains(&column)) {
                // The first row in which the range holds something stands for its beginning.
                let begins = previous.is_none_or(|previous| previous < range.top);
                if column > range.left {
                    cell.continues = Some(Merged::Left);
                } else if !begins {
                    cell.continues = Some(Merged::Above);
                }
            }
            line.push(cell);
        }
        out.push(line);
        previous = Some(row);
    }
    out
}

/// For each used row the ranges that cover it, from left to right.
fn covering(sheet: &Sheet) -> BTreeMap<usize, Vec<(usize, Range)>> {
    let mut covering: BTreeMap<usize, Vec<(usize, Range)>> = BTreeMap::new();
    let mut places = 0;
    let mut merges = sheet.merges.clone();
    merges.sort_unstable_by_key(|range| (range.top, range.left, range.bottom, range.right));
    merges.dedup();
    for range in &merges {
        if range.bottom < range.top || range.right < range.left || range.left >= limits::COLUMNS {
            continue;
        }
        for (row, _) in sheet.rows.range(range.top..=range.bottom) {
            places += 1;
            if places > limits::CELLS {
                return covering;
            }
            let range = Range { right: range.right.min(limits::COLUMNS - 1), ..*range };
            covering.entry(*row).or_default().push((range.left, range));
        }
    }
    for ranges in covering.values_mut() {
        ranges.sort_by_key(|(left, _)| *left);
        // Overlapping ranges are no merges; without this a hostile sheet costs columns × ranges.
        let mut next = 0;
        ranges.retain(|(left, range)| {
            let apart = *left >= next;
            if apart {
                next = range.right + 1;
            }
            apart
        });
    }
    covering
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao_notice::document::Block;

    #[test]
    fn merges_fill_down_and_to_the_right() {
        let mut sheet = Sheet { name: "表".into(), ..Sheet::default() };
        for (row, column, text) in [
            (0, 0, "标题"),
            (2, 0, "序号"),
            (2, 1, "任务"),
            (2, 2, "进度"),
            (3, 0, "1"),
            (3, 1, "甲"),
            (3, 2, "子"),
            (4, 2, "丑"),
        ] {
            assert!(sheet.set(row, column, text));
        }
        for (top, left, bottom, right) in [(0, 0, 0, 2), (3, 0, 4, 0), (3, 1, 4, 1)] {
            sheet.merges.push(Range { top, left, bottom, right });
        }
        let mut composer = Composer::default();
        write(vec![sheet], &mut composer);
        let document = composer.finish();
        let [Block::Loose(_), Block::Grid(grid)] = &document.blocks[..] else { panic!("title and grid") };
        assert_eq!(grid.rows[2][0].text, "1");
        assert_eq!(grid.rows[2][0].merged, Some(Merged::Above));
        assert_eq!(grid.rows[2][2].text, "丑");
    }

    #[test]
    fn far_cells_and_huge_merges_cost_little() {
        let mut sheet = Sheet::default();
        sheet.set(0, 0, "a");
        sheet.set(1_048_575, 16, "b");
        sheet.merges.push(Range { top: 0, left: 0, bottom: usize::MAX, right: usize::MAX });
        let mut composer = Composer::default();
        write(vec![sheet], &mut composer);
        assert!(composer.finish().text.contains('b'));
    }
}
