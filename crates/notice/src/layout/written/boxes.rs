//! Drawn boxes: `┌─┬─┐`, `│ a │ b │`, `├─┼─┤`, and the same of `+`, `-` and `|`. A row goes from rule
//! to rule; its cells are as wide as the rule above the first row says.

use super::{Found, names, unwrapped};
use crate::document::Cell;
use crate::source::Source;

fn corner(c: char) -> bool {
    matches!(
        c,
        '┌' | '┬'
            | '┐'
            | '├'
            | '┼'
            | '┤'
            | '└'
            | '┴'
            | '┘'
            | '+'
            | '╔'
            | '╦'
            | '╗'
            | '╠'
            | '╬'
            | '╣'
            | '╚'
            | '╩'
            | '╝'
            | '┏'
            | '┳'
            | '┓'
            | '┣'
            | '╋'
            | '┫'
            | '┗'
            | '┻'
            | '┛'
    )
}

fn stroke(c: char) -> bool {
    matches!(c, '─' | '━' | '═' | '-' | '=')
}

fn side(c: char) -> bool {
    matches!(c, '│' | '┃' | '║' | '|')
}

/// A line of strokes and corners; a cell that spans rows leaves a gap in it.
fn is_rule(line: &str) -> bool {
    line.chars().next().is_some_and(|c| corner(c) || side(c))
        && line.contains(stroke)
        && line.chars().all(|c| corner(c) || stroke(c) || side(c) || c == ' ')
}

/// The drawn table that begins with the rule on this line.
pub fn at(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let top = source.line(first).trim();
    if !top.starts_with(corner) || !is_rule(top) {
        return None;
    }
    let mut rows = Vec::new();
    let mut lines: Vec<(u32, Vec<&str>)> = Vec::new();
    let mut end = first;
    for at in first..=last {
        let line = source.line(at).trim();
        if line.is_empty() && at <= end + 1 {
            continue;
        }
        if is_rule(line) {
            if !lines.is_empty() {
                rows.push(row(&lines));
                lines.clear();
                // A title may stand above the header, no more.
                let named = |row: &Vec<Cell>| names(row.iter().map(|cell| cell.text.as_str())) >= 2;
                if rows.len() == 3 && !rows.iter().any(named) {
                    return None;
                }
            }
        } else if line.starts_with(side) {
            let inner = line.strip_prefix(side).unwrap_or(line);
            lines.push((at, inner.strip_suffix(side).unwrap_or(inner).split(side).collect()));
        } else {
            break;
        }
        end = at;
    }
    if !lines.is_empty() {
        rows.push(row(&lines));
    }
    (rows.len() >= 2).then_some(Found { end: end + 1, rows, alone: false })
}

fn row(lines: &[(u32, Vec<&str>)]) -> Vec<Cell> {
    let width = lines.iter().map(|line| line.1.len()).max().unwrap_or(0);
    (0..width)
        .map(|column| {
            let parts: Vec<(u32, &str)> =
                lines.iter().map(|(at, cells)| (*at, cells.get(column).copied().unwrap_or(""))).collect();
            // The room is what the widest line, blanks and all, takes.
            let room = parts.iter().map(|part| super::super::tokens::width(part.1)).max().unwrap_or(0);
            let spaced = parts.iter().all(|part| part.1.is_empty() || part.1.starts_with(' '));
            unwrapped(&parts, if spaced { room.saturating_sub(2) } else { room }, 1)
        })
        .collect()
}
