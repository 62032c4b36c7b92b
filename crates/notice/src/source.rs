//! The source text cut into lines: the one numbering that reading, report and page share.

use crate::place::Lines;

/// The lines of a source text, counted from 1.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    lines: Vec<&'a str>,
}

impl<'a> Source<'a> {
    /// Cuts `text` at `\n`; a `\r` before it is no part of the line.
    pub fn new(text: &'a str) -> Self {
        Self { lines: text.lines().collect() }
    }

    /// How many lines there are.
    pub fn len(&self) -> u32 {
        self.lines.len() as u32
    }

    /// Whether there is no line at all.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The line of this number, as printed; empty where there is none.
    pub fn line(&self, number: u32) -> &'a str {
        number.checked_sub(1).and_then(|index| self.lines.get(index as usize)).copied().unwrap_or("")
    }

    /// The lines of `span` with their numbers.
    pub fn within(&self, span: Lines) -> impl Iterator<Item = (u32, &'a str)> + '_ {
        (span.first..=span.last.min(self.len())).map(|number| (number, self.line(number)))
    }
}
