//! Tables between pipes: a row a line (`| a | b |`, `a | b`), a cell a line (`| a`), or a pipe alone
//! on its line between cells.

use super::{Found, cell, names};
use crate::document::Cell;
use crate::place::Lines;
use crate::source::Source;

fn bar(c: char) -> bool {
    matches!(c, '|' | '｜')
}

/// The table between pipes that begins at this line.
pub fn at(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let line = source.line(first).trim();
    let bars = line.chars().filter(|c| bar(*c)).count();
    match bars {
        0 => None,
        1 if line.chars().all(bar) => pipe_lines(source, first, last),
        1 if line.starts_with(bar) => cell_lines(source, first, last),
        1 => None,
        _ => row_lines(source, first, last),
    }
}

/// The rule below a header.
fn is_rule(line: &str) -> bool {
    line.contains(['-', '=', '—']) && line.chars().all(|c| bar(c) || matches!(c, '-' | ':' | ' ' | '—' | '=' | '+'))
}

/// The cells of a line; where the table is open, its outer pipes part cells too.
fn cells_of(line: &str, open: bool) -> Vec<&str> {
    let inner = if open { line } else { line.strip_prefix(bar).unwrap_or(line) };
    let inner = if open { inner } else { inner.strip_suffix(bar).unwrap_or(inner) };
    inner.split(bar).map(str::trim).collect()
}

/// The paragraphs of a cell of a Markdown table.
fn paragraphs(text: &str) -> String {
    text.replace("<br />", "\n").replace("<br/>", "\n").replace("<br>", "\n")
}

fn row_lines(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let head = source.line(first).trim();
    let open = !head.starts_with(bar);
    let header = cells_of(head, open);
    let width = header.len();
    if width < 3 || names(header.into_iter()) < 2 {
        return None;
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut end = first;
    let mut at = first;
    while at <= last {
        let line = source.line(at).trim();
        if line.is_empty() && at > end + 1 {
            break;
        }
        if !line.is_empty() {
            if !line.contains(bar) {
                break;
            }
            if !is_rule(line) {
                let row = Lines::one(at);
                let mut cells: Vec<Cell> =
                    cells_of(line, open).into_iter().map(|text| cell(&paragraphs(text), row)).collect();
                // A line feed within a cell breaks its row in two lines, the last row of a cut text has fewer cells.
                while cells.len() < width && at < last && source.line(at + 1).contains(bar) {
                    at += 1;
                    let mut rest = cells_of(source.line(at).trim(), open)
                        .into_iter()
                        .map(|text| cell(&paragraphs(text), Lines::one(at)));
                    goes_on(cells.last_mut(), rest.next());
                    cells.extend(rest);
                }
                if at == last {
                    cells.resize(width.max(cells.len()), Cell::default());
                }
                if cells.len() != width {
                    return Some(Found { end: at, rows: Vec::new(), alone: false });
                }
                rows.push(cells);
            }
            end = at;
        }
        at += 1;
    }
    // Right below a row without a blank line its last cell may go on: then nothing is sure.
    let unsure = open && end < last && !source.line(end + 1).trim().is_empty();
    (rows.len() >= 2 && !unsure).then_some(Found { end: end + 1, rows, alone: false })
}

/// Joins the first cell of a line to the last of the line above.
fn goes_on(last: Option<&mut Cell>, rest: Option<Cell>) {
    let (Some(last), Some(rest)) = (last, rest) else { return };
    if !last.text.is_empty() && !rest.text.is_empty() {
        last.text.push('\n');
    }
    last.text.push_str(&rest.text);
    last.lines = last.lines.map(|lines| rest.lines.map_or(lines, |rest| lines.join(rest))).or(rest.lines);
}

/// Whether a first row is no header.
fn unnamed(row: &[Cell]) -> bool {
    names(row.iter().map(|cell| cell.text.as_str())) < 2
}

fn cell_lines(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut end = first;
    for at in first..=last {
        let line = source.line(at).trim();
        if line.is_empty() {
            continue;
        }
        if !line.starts_with(bar) || row.len() > 24 {
            break;
        }
        let closes = line.chars().filter(|c| bar(*c)).count() > 1 && line.ends_with(bar);
        row.push(cell(&paragraphs(line.trim_matches(bar)), Lines::one(at)));
        if closes {
            if rows.first().map_or_else(|| unnamed(&row), |header| header.len() != row.len()) {
                return None;
            }
            rows.push(std::mem::take(&mut row));
            end = at;
        }
    }
    (rows.len() >= 2 && rows[0].len() >= 3).then_some(Found { end: end + 1, rows, alone: false })
}

fn pipe_lines(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let is_bar = |at: u32| source.line(at).trim().chars().eq(['|']);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut end = first;
    let mut at = first;
    let mut width = 0;
    // Between two rows stands what also an empty cell is: the width of the first row tells them apart.
    while at < last {
        let next = (at + 1..=last.min(at + 200)).find(|line| is_bar(*line));
        let Some(next) = next else { break };
        let mut text = String::new();
        let mut lines: Option<Lines> = None;
        for number in at + 1..next {
            let line = source.line(number).trim();
            if !line.is_empty() {
                text.push_str(line);
                text.push('\n');
                lines = Some(lines.map_or(Lines::one(number), |lines| lines.join(Lines::one(number))));
            }
        }
        let between = if width == 0 { text.is_empty() && row.len() >= 3 } else { row.len() == width };
        if !between && row.len() > 24 {
            return None;
        }
        if between {
            if !text.is_empty() {
                break;
            }
            if width == 0 && unnamed(&row) {
                return None;
            }
            width = row.len();
            rows.push(std::mem::take(&mut row));
            end = at;
        } else {
            row.push(cell(&text, lines.unwrap_or(Lines::one(next))));
        }
        at = next;
    }
    if row.len() == width && width > 0 {
        rows.push(row);
        end = at;
    }
    (rows.len() >= 2).then_some(Found { end: end + 1, rows, alone: false })
}
