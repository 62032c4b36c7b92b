//! Where words stand: line spans of the source text, and text that remembers its lines.
//!
//! Everything this crate says can be traced to the words it came from, so a cell is never a bare
//! `String` while it is being read: it is a [`Passage`], pieces of text each with its line.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// First and last line of the source text, counted from 1, both included. Printed as `[first, last]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Lines {
    /// The first line.
    pub first: u32,
    /// The last line, not before the first.
    pub last: u32,
}

impl Lines {
    /// A span of one line.
    pub const fn one(line: u32) -> Self {
        Self { first: line, last: line }
    }

    /// From `first` to `last`, in whichever order they are given.
    pub fn new(first: u32, last: u32) -> Self {
        Self { first: first.min(last), last: first.max(last) }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Whether `line` stands within the span.
    pub fn holds(self, line: u32) -> bool {
        (self.first..=self.last).contains(&line)
    }
}

impl From<(u32, u32)> for Lines {
    fn from((first, last): (u32, u32)) -> Self {
        Self::new(first, last)
    }
}

impl From<Lines> for (u32, u32) {
    fn from(lines: Lines) -> Self {
        (lines.first, lines.last)
    }
}

/// One paragraph of a cell as printed, with the lines it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The paragraph's own words, trimmed, otherwise as printed.
    pub text: String,
    /// Where they stand. More than one line only where a reader joined visual lines.
    pub lines: Lines,
}

/// The text of a cell: its paragraphs in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The paragraphs, none of them empty.
    pub pieces: Vec<Piece>,
}

impl Passage {
    /// A passage of one paragraph; empty where `text` is blank.
    pub fn of(text: &str, lines: Lines) -> Self {
        let mut passage = Self::default();
        passage.push(text, lines);
        passage
    }

    /// Adds a paragraph; blank text is not one.
    pub fn push(&mut self, text: &str, lines: Lines) {
        let text = text.trim();
        if !text.is_empty() {
            // Most cells have one paragraph: a list would make room for four.
            if self.pieces.is_empty() {
                self.pieces.reserve_exact(1);
            }
            self.pieces.push(Piece { text: text.to_owned(), lines });
        }
    }

    /// Whether nothing is printed here.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The paragraphs joined by line feeds, without a copy where there is but one.
    pub fn words(&self) -> Cow<'_, str> {
        match &self.pieces[..] {
            [] => Cow::Borrowed(""),
            [piece] => Cow::Borrowed(&piece.text),
            _ => Cow::Owned(self.text()),
        }
    }

    /// The same, when the passage itself is no longer needed.
    pub fn into_text(mut self) -> String {
        match &mut self.pieces[..] {
            [piece] => std::mem::take(&mut piece.text),
            _ => self.text(),
        }
    }

    /// The paragraphs joined by line feeds: the form the report prints.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.pieces.iter().map(|piece| piece.text.len() + 1).sum());
        for piece in &self.pieces {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&piece.text);
        }
        out
    }

    /// The lines from the first paragraph to the last.
    pub fn lines(&self) -> Option<Lines> {
        let first = self.pieces.first()?.lines;
        Some(self.pieces.iter().fold(first, |all, piece| all.join(piece.lines)))
    }

    /// The lines of the byte range `start..end` of [`Self::text`].
    pub fn locate(&self, start: usize, end: usize) -> Option<Lines> {
        let mut from = 0;
        let mut found: Option<Lines> = None;
        for piece in &self.pieces {
            let to = from + piece.text.len();
            if start < to + 1 && end > from {
                found = Some(found.map_or(piece.lines, |all| all.join(piece.lines)));
            }
            from = to + 1;
        }
        found
    }
}
