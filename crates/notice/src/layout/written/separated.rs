//! What a spreadsheet puts on the clipboard or into a file: cells between tabs or commas, in quotes
//! where they hold line feeds. Only a stretch whose every record is as wide as its header is such a
//! table; tabs of a browser's text, where merged cells are missing, stay loose.

use super::{Found, cell, names};
use crate::document::Cell;
use crate::place::Lines;
use crate::source::Source;

/// How many lines a quoted cell may have.
const LONGEST: u32 = 120;

/// A record: its cells, the line after its last, and whether any of its cells was in quotes.
struct Record {
    cells: Vec<Cell>,
    end: u32,
    quoted: bool,
}

/// The table of separated values that begins at this line.
pub fn at(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let line = source.line(first);
    let tab = line.contains('\t');
    let separator = if tab { '\t' } else { ',' };
    if line.bytes().filter(|byte| *byte == separator as u8).count() < 2
        && !line.trim_start().starts_with('"')
        && !line.contains(['\t'])
    {
        return None;
    }
    // Prose ends in a mark; a header does not.
    if separator == ',' && line.trim_end().ends_with(['。', '；', ';', '：', '！']) {
        return None;
    }
    // Most lines with commas are prose: a look at the words between them comes before any cell is made.
    if !line.contains('"') && names(line.split(separator)) < 2 {
        return None;
    }
    let head = record(source, first, last, separator)?;
    let width = head.cells.len();
    if width < 3 || names(head.cells.iter().map(|cell| cell.text.as_str())) < 2 {
        return None;
    }
    let mut quoted = head.quoted;
    let mut end = head.end;
    let mut rows = vec![head.cells];
    while end <= last && !source.line(end).chars().all(|c| c == ' ' || c == '\r') {
        let next = record(source, end, last, separator);
        let Some(next) = next.filter(|next| next.cells.len() == width) else {
            // Something goes on without a blank line: only a table with quotes has an end of its own.
            if !quoted || source.line(end).contains(separator) {
                return Some(Found { end, rows: Vec::new(), alone: false });
            }
            break;
        };
        quoted |= next.quoted;
        end = next.end;
        rows.push(next.cells);
    }
    (rows.len() >= 2).then_some(Found { end, rows, alone: false })
}

fn record(source: &Source<'_>, first: u32, last: u32, separator: char) -> Option<Record> {
    let mut cells = Vec::new();
    let mut quoted = false;
    let mut at = first;
    let mut rest = source.line(first).trim_end_matches('\r');
    loop {
        if let Some(inner) = rest.strip_prefix('"') {
            let from = at;
            let (text, behind, line) = quoted_cell(source, inner, at, last)?;
            cells.push(cell(&text, Lines::new(from, line)));
            quoted = true;
            at = line;
            match behind.strip_prefix(separator) {
                Some(next) => rest = next,
                None if behind.trim().is_empty() => break,
                None => return None,
            }
        } else if let Some((text, next)) = rest.split_once(separator) {
            cells.push(cell(text, Lines::one(at)));
            rest = next;
        } else {
            cells.push(cell(rest, Lines::one(at)));
            break;
        }
    }
    Some(Record { cells, end: at + 1, quoted })
}

/// The words of a cell whose opening quote was read, what stands behind its closing quote, and on which line.
fn quoted_cell<'a>(source: &Source<'a>, inner: &'a str, first: u32, last: u32) -> Option<(String, &'a str, u32)> {
    let mut text = String::new();
    let mut at = first;
    let mut rest = inner;
    loop {
        match rest.split_once('"') {
            Some((before, behind)) => {
                text.push_str(before);
                match behind.strip_prefix('"') {
                    Some(next) => {
                        text.push('"');
                        rest = next;
                    }
                    None => return Some((text, behind, at)),
                }
            }
            None => {
                text.push_str(rest);
                text.push('\n');
                at += 1;
                if at > last || at > first + LONGEST {
                    return None;
                }
                rest = source.line(at);
            }
        }
    }
}
