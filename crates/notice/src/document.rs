//! What every reader of files makes, and what the core reads: a source text with line numbers, cut
//! into blocks. Plain text is one block of loose lines; a file format that knows its tables gives
//! them as grids. The text is what the page shows as the source, so every cell says on which of its
//! lines it stands.

use serde::{Deserialize, Serialize};

use crate::place::Lines;
use crate::report::Diagnostic;

/// A notice as it came in, before anything is understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The source text, lines separated by `\n`, exactly as the page will show it.
    pub text: String,
    /// The blocks in the order in which they stand; together they cover every line once.
    pub blocks: Vec<Block>,
    /// Whether each loose line is known to be a whole paragraph, as office files have them; otherwise a paragraph may
    /// have been broken into visual lines.
    pub whole_paragraphs: bool,
    /// What the reader of the file had to say: damage, limits reached, hidden parts.
    pub diagnostics: Vec<Diagnostic>,
}

/// A stretch of the source text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Lines of which only their order is known: prose, lists, or a table that fell apart.
    Loose(Lines),
    /// A table whose cells the file format gave.
    Grid(Grid),
}

/// A table as the file gave it: rectangular, merged cells filled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// The lines of the source text that show this table.
    pub lines: Lines,
    /// The rows, all of the same length.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a [`Grid`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Its paragraphs, joined by `\n`.
    pub text: String,
    /// Where it stands in the source text; `None` for an empty cell that has no line of its own.
    pub lines: Option<Lines>,
    /// Set where this place repeats a merged cell that begins further up or to the left.
    pub merged: Option<Merged>,
}

/// From which side a merged cell was filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Merged {
    /// The cell begins in a row above (rowspan).
    Above,
    /// The cell begins in a column to the left (colspan).
    Left,
}

/// Why a reader of files made no document, as the page is told: see the readers' own error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The stable name of the reason, by which the page finds its sentence.
    pub code: String,
    /// What the file was found to be, where that is known.
    pub found: Option<String>,
    /// How many pages or bytes it has, where the reason lies in them.
    pub number: u64,
    /// The readable files of an archive, of which one has to be chosen.
    pub names: Vec<String>,
}

impl Document {
    /// A document of loose lines only: pasted or plain text.
    pub fn loose(text: impl Into<String>) -> Self {
        let text = text.into();
        let count = text.lines().count() as u32;
        let blocks = if count == 0 { Vec::new() } else { vec![Block::Loose(Lines::new(1, count))] };
        Self { text, blocks, ..Self::default() }
    }
}
