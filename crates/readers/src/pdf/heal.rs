//! A table cut by a page: the part on the next page is put behind the part before it, without the header that was
//! printed again. A row that the page cut in two becomes one; a row that only shares cells with the one before stays one
//! of its own.

use tongbao_notice::document::Merged;

use super::grid::{Cell, Table};
use super::lines;

/// Whether two tables are divided at the same places.
pub fn same_columns(a: &Table, b: &Table) -> bool {
    let near = if a.ruled && b.ruled { 6.0 } else { 24.0 };
    a.columns.len() == b.columns.len() && a.columns.iter().zip(&b.columns).all(|(a, b)| (a - b).abs() < near)
}

/// Where the cell at a place begins.
pub fn origin(rows: &[Vec<Cell>], mut row: usize, mut column: usize) -> (usize, usize) {
    loop {
        match rows[row][column].continues {
            Some(Merged::Above) if row > 0 => row -= 1,
            Some(Merged::Left) if column > 0 => column -= 1,
            _ => return (row, column),
        }
    }
}

/// Puts the part of a table on the next page behind the part before it. `whole` says that the row
/// before is known to have ended on its page.
pub fn heal(last: &mut Table, next: Table, whole: bool) {
    let mut rows = next.rows;
    let again = header_again(&last.rows, &rows);
    rows.drain(..again);
    // A row without a number goes on with the row before. Where the number stands in the second column, the first
    // holds what several rows share.
    let bare = |cell: &Cell| cell.lines.is_empty() && cell.continues.is_none();
    let mut goes_on = rows.first().is_some_and(|row| row.first().is_some_and(bare));
    if goes_on
        && rows.first().and_then(|row| row.get(1)).is_some_and(is_number)
        && last.rows.iter().any(|row| is_number(&row[1]))
    {
        goes_on = false;
        if let Some(shared) = rows.first_mut().and_then(|row| row.first_mut()) {
            shared.continues = Some(Merged::Above);
        }
    }
    if goes_on && !whole && last.rows.len() > 1 {
        let row = rows.remove(0);
        // Programs that draw no line where they cut a row have cut it where there is none.
        if last.closed.1 && next.closed.0 && is_own_row(&last.rows, &row) {
            let row = share(&mut last.rows, row);
            rows.insert(0, row);
        } else {
            append(&mut last.rows, row);
        }
        // Cells that began in the row before go on into the rows below it.
        while let Some(first) = rows.first() {
            if first.iter().all(|cell| cell.lines.is_empty()) {
                rows.remove(0);
            } else {
                break;
            }
        }
    }
    last.rows.extend(rows);
    last.ends.1 = last.ends.1.max(next.ends.1);
    last.closed.1 = next.closed.1;
}

/// How many rows at the top of the next part are the header printed again, however many rows it has.
fn header_again(before: &[Vec<Cell>], next: &[Vec<Cell>]) -> usize {
    let words = |row: &Vec<Cell>| row.iter().map(text).collect::<Vec<_>>();
    let same = before.iter().zip(next).take_while(|(a, b)| words(a) == words(b)).count();
    // Something else is left of both.
    same.min(before.len().saturating_sub(1)).min(next.len().saturating_sub(1))
}

fn text(cell: &Cell) -> String {
    cell.lines.iter().map(|line| line.text.as_str()).collect()
}

/// What the words below a page break are to those of the same column above it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// There are none.
    Nothing,
    /// The rest of a sentence that the page cut.
    Rest,
    /// They may begin anew: what stood above had ended.
    New,
    /// They begin anew: a cell that a page cuts is filled on the page before, and this one was not.
    SurelyNew,
}

/// How the row below a page break goes on with the last row above it, column by column.
fn parts(before: &[Vec<Cell>], row: &[Cell]) -> Vec<Part> {
    let at = before.len() - 1;
    let above = |column| {
        let (row, column) = origin(before, at, column);
        &before[row][column]
    };
    let low = |cell: &Cell| cell.lines.last().map_or(f64::NEG_INFINITY, |line| line.y);
    let bottom = (0..row.len()).map(|column| low(above(column))).fold(f64::NEG_INFINITY, f64::max);
    let part = |(column, cell): (usize, &Cell)| {
        let Some(first) = cell.lines.first() else { return Part::Nothing };
        let own = above(column);
        let Some(end) = own.lines.last() else { return Part::SurelyNew };
        let ended = ends(&end.text, own, first) || lines::are_offices(&text(own), &text(cell));
        match ended {
            // There was room below it in its part of the row.
            true if bottom - end.y > 0.35 * end.size => Part::SurelyNew,
            true => Part::New,
            false => Part::Rest,
        }
    };
    row.iter().enumerate().map(part).collect()
}

/// Whether the words of a cell had ended before `next`: with a full stop, or where there was room for more.
fn ends(last: &str, cell: &Cell, next: &lines::Line) -> bool {
    last.ends_with(['。', '；', ';'])
        || cell.lines.last().is_some_and(|line| !lines::is_full(line, next, cell.room(), PADDING))
}

/// The usual distance of words from the sides of their cell, in points.
const PADDING: f64 = 2.0;

/// Whether a row without a number is nevertheless one of its own, which shares the number with the row before: at least
/// two of its cells begin anew, one of them surely, and at most one goes on, which then is a shared cell too.
fn is_own_row(before: &[Vec<Cell>], row: &[Cell]) -> bool {
    let parts = parts(before, row);
    let count = |wanted: &[Part]| parts.iter().filter(|part| wanted.contains(part)).count();
    count(&[Part::Rest]) <= 1 && count(&[Part::New, Part::SurelyNew]) > 1 && count(&[Part::SurelyNew]) > 0
}

/// Marks the cells of a row of its own that it shares with the row before, and gives that their words.
fn share(before: &mut [Vec<Cell>], mut row: Vec<Cell>) -> Vec<Cell> {
    let parts = parts(before, &row);
    let at = before.len() - 1;
    for (column, (cell, part)) in row.iter_mut().zip(parts).enumerate() {
        let begins = origin(before, at, column);
        let is_shared = match part {
            Part::Rest => true,
            // The number, and what the row before shared itself.
            Part::Nothing => column == 0 || begins.0 < at,
            Part::New | Part::SurelyNew => false,
        };
        if is_shared {
            before[begins.0][begins.1].lines.append(&mut cell.lines);
            cell.continues = Some(Merged::Above);
        }
    }
    row
}

/// Puts the words of the rest of a row behind those of its beginning.
fn append(before: &mut [Vec<Cell>], row: Vec<Cell>) {
    let at = before.len() - 1;
    for (column, cell) in row.into_iter().enumerate() {
        if !cell.lines.is_empty() {
            let (row, column) = origin(before, at, column);
            before[row][column].lines.extend(cell.lines);
        }
    }
}

/// Whether a cell holds nothing but the number of a row.
fn is_number(cell: &Cell) -> bool {
    let [line] = cell.lines.as_slice() else { return false };
    !line.text.is_empty() && line.text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::lines::Line;

    const SIDES: [(f64, f64); 4] = [(0.0, 20.0), (20.0, 80.0), (80.0, 140.0), (140.0, 200.0)];

    fn cell(column: usize, lines: &[(&str, f64)]) -> Cell {
        let sides = SIDES[column];
        let line = |(text, y): &(&str, f64)| {
            let x0 = sides.0 + 2.0;
            let x1 = x0 + 10.0 * text.chars().count() as f64;
            Line { text: (*text).to_owned(), x0, x1, y: *y, size: 10.0, first_word: 10.0, room: None }
        };
        Cell { lines: lines.iter().map(line).collect(), sides, continues: None }
    }

    fn table(rows: Vec<[&[(&str, f64)]; 4]>) -> Table {
        let rows = rows
            .into_iter()
            .map(|row| row.iter().enumerate().map(|(column, lines)| cell(column, lines)).collect())
            .collect();
        Table {
            columns: vec![0.0, 20.0, 80.0, 140.0, 200.0],
            ends: (0.0, 0.0),
            closed: (true, true),
            ruled: true,
            rows,
        }
    }

    const HEADER: [&[(&str, f64)]; 4] = [&[("号", 10.0)], &[("任务", 10.0)], &[("单位", 10.0)], &[("进展", 10.0)]];

    fn shown(table: &Table) -> Vec<String> {
        let word = |cell: &Cell| format!("{}{}", if cell.continues.is_some() { "^" } else { "" }, text(cell));
        table.rows.iter().map(|row| row.iter().map(word).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn a_row_that_shares_its_number_over_a_page_stays_one_of_its_own() {
        let mut last = table(vec![
            HEADER,
            [
                &[("7", 795.0)],
                &[("新建书屋六", 790.0)],
                &[("市图书馆", 795.0)],
                &[("建成四个、", 790.0), ("在建。", 800.0)],
            ],
        ]);
        let next = table(vec![[&[], &[("个。", 40.0)], &[("市文旅局", 40.0)], &[("装修一个。", 40.0)]]]);
        heal(&mut last, next, false);
        assert_eq!(shown(&last)[1..], ["7|新建书屋六个。|市图书馆|建成四个、在建。", "^|^|市文旅局|装修一个。"]);
    }

    #[test]
    fn a_row_that_a_page_cuts_becomes_one() {
        let mut last = table(vec![
            HEADER,
            [
                &[("7", 795.0)],
                &[("新建书屋六", 790.0), ("个。", 800.0)],
                &[("市图书馆", 795.0)],
                &[("建成四个，", 790.0), ("其余两个正", 800.0)],
            ],
        ]);
        let next = table(vec![[&[], &[], &[], &[("在装修。", 40.0)]]]);
        heal(&mut last, next, false);
        assert_eq!(shown(&last)[1..], ["7|新建书屋六个。|市图书馆|建成四个，其余两个正在装修。"]);
    }

    #[test]
    fn a_header_of_two_rows_printed_again_goes() {
        let second: [&[(&str, f64)]; 4] = [&[], &[], &[("主办", 20.0)], &[("本季", 20.0)]];
        let row: [&[(&str, f64)]; 4] = [&[("1", 30.0)], &[("修路", 30.0)], &[("交通局", 30.0)], &[("完工。", 30.0)]];
        let mut last = table(vec![HEADER, second, row]);
        let row: [&[(&str, f64)]; 4] = [&[("2", 30.0)], &[("修桥", 30.0)], &[("水利局", 30.0)], &[("完工。", 30.0)]];
        heal(&mut last, table(vec![HEADER, second, row]), false);
        assert_eq!(shown(&last)[2..], ["1|修路|交通局|完工。", "2|修桥|水利局|完工。"]);
    }
}
