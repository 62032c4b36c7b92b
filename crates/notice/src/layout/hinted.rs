//! A header in loose text that the user points out, as [`header`](super::header) finds others by their words.

use super::header::{HeaderCell, HeaderRun};
use super::tokens::Token;
use crate::hint::{self, TableHint};

/// The header that the user says begins at this token: each paragraph on its lines names a column.
pub fn header(tokens: &[Token<'_>], hints: &[TableHint], start: usize) -> Option<HeaderRun> {
    let lines = hint::header_from(hints, tokens.get(start).filter(|_| !hints.is_empty())?.lines.first)?;
    let named = tokens.get(start..)?.iter().take_while(|token| token.lines.last <= lines.last);
    let cells: Vec<HeaderCell> = named.map(|token| HeaderCell::named(token.text.trim().to_owned())).collect();
    Some(HeaderRun { start, end: start + cells.len(), cells, score: 0.0 }).filter(|run| run.end > start)
}
