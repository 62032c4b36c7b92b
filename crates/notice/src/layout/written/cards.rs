//! Cards: each task a small table of its own, a label and its value a line, the same labels again
//! for every task. The labels become the header, every card a row. The header has no lines of its
//! own: they are those of the rows.

use super::{Found, cell};
use crate::document::Cell;
use crate::layout::header;
use crate::place::Lines;
use crate::source::Source;

/// The longest label, in characters.
const LABEL: usize = 14;

/// The label of a line, and its value.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once('\t')?;
    let label = label.trim();
    let short = !label.is_empty() && label.chars().count() <= LABEL && !label.ends_with(['。', '；', '，']);
    (short && !value.contains('\t')).then_some((label, value))
}

/// The cards that begin at this line.
pub fn at(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let (opening, _) = labelled(source.line(first))?;
    header::classify(opening)?;
    let mut labels: Vec<&str> = Vec::new();
    let mut cards: Vec<Vec<(usize, String, Lines)>> = Vec::new();
    let mut end = first;
    for at in first..=last {
        let line = source.line(at);
        if line.trim().is_empty() {
            continue;
        }
        if let Some((label, value)) = labelled(line) {
            if label == opening {
                cards.push(Vec::new());
            }
            let column = labels.iter().position(|known| *known == label).unwrap_or_else(|| {
                labels.push(label);
                labels.len() - 1
            });
            cards.last_mut()?.push((column, value.trim().to_owned(), Lines::one(at)));
        } else if end + 1 == at {
            // The line goes on the value above it.
            let (_, value, lines) = cards.last_mut()?.last_mut()?;
            value.push('\n');
            value.push_str(line.trim());
            lines.last = at;
        } else {
            break;
        }
        end = at;
        if labels.len() > 24 {
            return None;
        }
    }
    if cards.len() < 2 || labels.len() < 3 {
        return None;
    }
    let mut rows: Vec<Vec<Cell>> =
        vec![labels.iter().map(|label| Cell { text: (*label).to_owned(), ..Cell::default() }).collect()];
    for card in cards {
        let mut row = vec![Cell::default(); labels.len()];
        for (column, value, lines) in card {
            row[column] = cell(&value, lines);
        }
        rows.push(row);
    }
    Some(Found { end: end + 1, rows, alone: true })
}
