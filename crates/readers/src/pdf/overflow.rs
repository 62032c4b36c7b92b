//! Words of a table that a page break left outside of its lines. A browser that prints a row whose cells
//! reach over several rows draws the last line of the page before the last words of these cells: they
//! stand below the frame, and between two pages they would part the table.

use super::grid::{Table, interval};
use super::heal::{origin, same_columns};
use super::interpret::Glyph;
use super::lines;

/// How far below the frame, or below the line before, such words may stand, in sizes of their letters.
const REACH: f64 = 2.2;

/// Moves words right below `last` into its last row, where `next`, the first table of the next page, goes
/// on with it. Words that stand across a side of the columns are no words of a cell, nor is what follows them.
pub fn reclaim(last: &mut Table, glyphs: &mut Vec<Glyph>, next: &Table) {
    let open = !last.closed.1 || !next.closed.0;
    if !open || !last.ruled || !next.ruled || last.rows.is_empty() || !same_columns(last, next) {
        return;
    }
    let mut below: Vec<Glyph> = glyphs.iter().filter(|glyph| glyph.y > last.ends.1).copied().collect();
    let mut end = last.ends.1;
    let mut found: Vec<Vec<Glyph>> = Vec::new();
    for line in lines::group(&mut below) {
        let size = line.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
        let Some(y) = line.first().map(|glyph| glyph.y).filter(|y| y - end <= REACH * size) else { break };
        let Some(cells) = by_columns(&line, &last.columns) else { break };
        found.push(cells.into_iter().flatten().collect());
        end = y;
    }
    let Some(limit) = found.iter().flatten().map(|glyph| glyph.y).max_by(f64::total_cmp) else { return };
    glyphs.retain(|glyph| glyph.y <= last.ends.1 || glyph.y > limit);
    let row = last.rows.len() - 1;
    let all: Vec<Glyph> = found.into_iter().flatten().collect();
    for (column, cell) in by_columns(&all, &last.columns).into_iter().flatten().enumerate() {
        if !cell.is_empty() {
            let (row, column) = origin(&last.rows, row, column);
            last.rows[row][column].lines.extend(lines::lines(cell));
        }
    }
}

/// The glyphs of each column; `None` where one stands in none, or words run on over a side.
fn by_columns(line: &[Glyph], columns: &[f64]) -> Option<Vec<Vec<Glyph>>> {
    let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); columns.len().saturating_sub(1)];
    for glyph in line {
        let column = interval(columns, f64::midpoint(glyph.x0, glyph.x1))?;
        let inside =
            glyph.x0 >= columns[column] - 0.2 * glyph.size && glyph.x1 <= columns[column + 1] + 0.2 * glyph.size;
        if !inside && !glyph.c.is_whitespace() {
            return None;
        }
        cells.get_mut(column)?.push(*glyph);
    }
    // Words of two neighbouring cells keep off the line between them.
    let touching = line.windows(2).any(|pair| {
        let near = pair[1].x0 - pair[0].x1 < 0.2 * pair[0].size && pair[0].x1 <= pair[1].x0 + pair[0].size;
        let same_line = (pair[0].y - pair[1].y).abs() < 0.5 * pair[0].size;
        let blank = pair[0].c.is_whitespace() || pair[1].c.is_whitespace();
        let sides = [pair[0], pair[1]].map(|glyph| interval(columns, f64::midpoint(glyph.x0, glyph.x1)));
        near && same_line && !blank && sides[0] != sides[1]
    });
    (!touching).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::super::grid::Cell;
    use super::*;

    fn table(closed: (bool, bool)) -> Table {
        let cell = || Cell { sides: (0.0, 60.0), ..Cell::default() };
        Table {
            columns: vec![0.0, 60.0, 120.0],
            ends: (0.0, 100.0),
            closed,
            ruled: true,
            rows: vec![vec![cell(), cell()]],
        }
    }

    fn words(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        let glyph = |(at, c)| {
            let x0 = x + 10.0 * at as f64;
            Glyph { c, x0, x1: x0 + 10.0, y, size: 10.0, moved: at == 0, spaced: false }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn text(table: &Table, column: usize) -> String {
        table.rows[0][column].lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn words_below_an_open_frame_belong_to_its_last_row() {
        let mut last = table((true, true));
        let mut glyphs = [words("全覆盖", 5.0, 114.0), words("区", 65.0, 114.0), words("第1页", 5.0, 160.0)].concat();
        reclaim(&mut last, &mut glyphs, &table((false, true)));
        assert_eq!((text(&last, 0).as_str(), text(&last, 1).as_str(), glyphs.len()), ("全覆盖", "区", 3));
    }

    #[test]
    fn prose_and_what_follows_a_closed_table_stay() {
        let prose = words("这一行横着穿过两栏", 5.0, 114.0);
        let mut glyphs = prose.clone();
        reclaim(&mut table((true, true)), &mut glyphs, &table((false, true)));
        assert_eq!(glyphs.len(), prose.len());
        let mut glyphs = words("注", 5.0, 114.0);
        reclaim(&mut table((true, true)), &mut glyphs, &table((true, true)));
        assert_eq!(glyphs.len(), 1);
    }
}
