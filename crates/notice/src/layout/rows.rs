//! The rows of a table, whoever made them: aligned loose lines or the grid of a file.

use super::align::Place;
use super::grammar::Step;
use super::sequence::Hints;
use super::tokens::Token;
use crate::place::{Lines, Passage};
use crate::report::Role;

/// What a row has in one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// Nothing of its own: the cell belongs to the row above.
    #[default]
    Merged,
    /// A cell in which nothing is printed.
    Empty,
    /// Words.
    Text(Passage),
}

impl Content {
    /// The words, if there are any.
    pub fn text(&self) -> Option<&Passage> {
        match self {
            Self::Text(passage) => Some(passage),
            _ => None,
        }
    }
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// One content a column; for a section row, what stands in its columns beside the section's title.
    pub cells: Vec<Content>,
    /// The title of a section row, or the words of a sum row.
    pub section: Option<Passage>,
    /// Whether it starts right of the number column.
    pub sub: bool,
    /// From its first line to its last.
    pub lines: Option<Lines>,
    /// The smallest margin of its tokens.
    pub margin: f32,
}

impl Row {
    /// Whether a column of units in charge has words, under columns of these roles.
    pub fn is_charged(&self, roles: impl Iterator<Item = Role>) -> bool {
        roles.zip(&self.cells).any(|(role, cell)| role == Role::Lead && cell.text().is_some())
    }

    fn extend(&mut self, lines: Lines, margin: f32) {
        self.lines = Some(self.lines.map_or(lines, |all| all.join(lines)));
        self.margin = self.margin.min(margin);
    }
}

/// Whether the bit of this place is set.
fn is_set(bits: u64, place: usize) -> bool {
    bits.checked_shr(place as u32).is_some_and(|bits| bits & 1 == 1)
}

/// The rows that an alignment found, and how many tokens stand before the table's end.
pub fn rows(columns: &[Role], tokens: &[&Token<'_>], hints: &[Hints], places: &[Place]) -> (Vec<Row>, usize) {
    let width = columns.len();
    let mut rows: Vec<Row> = Vec::new();
    let mut used = tokens.len();
    for (i, (token, place)) in tokens.iter().zip(places).enumerate() {
        if let Some(row) = rows.last_mut() {
            for (column, cell) in row.cells.iter_mut().enumerate() {
                if is_set(place.empties, column) && *cell == Content::Merged {
                    *cell = Content::Empty;
                }
            }
        }
        if place.step == Step::End {
            used = i;
            break;
        }
        let sums =
            hints[i].sums && usize::from(place.column) >= width && rows.last().is_some_and(|row| row.section.is_some());
        if (place.step == Step::Row && !sums) || rows.is_empty() {
            let mut row =
                Row { cells: vec![Content::Merged; width], sub: place.sub, margin: f32::MAX, ..Row::default() };
            for (column, cell) in row.cells.iter_mut().enumerate() {
                if is_set(place.empties, width + column) {
                    *cell = Content::Empty;
                }
            }
            rows.push(row);
        }
        let Some(row) = rows.last_mut() else { continue };
        let column = usize::from(place.column);
        if token.text.is_empty() {
            if column < width && row.cells[column] == Content::Merged {
                row.cells[column] = Content::Empty;
            }
            continue;
        }
        row.extend(token.lines, place.margin);
        if column >= width {
            row.section.get_or_insert_with(Passage::default).push(&token.text, token.lines);
            continue;
        }
        let units = matches!(columns[column], Role::Lead | Role::Support | Role::Supervisor);
        match &mut row.cells[column] {
            Content::Text(passage) if units && hints[i].wrapped && place.step == Step::Same => {
                // A name that was broken over lines is one name again.
                if let Some(piece) = passage.pieces.last_mut() {
                    piece.text.push_str(&token.text);
                    piece.lines = piece.lines.join(token.lines);
                }
            }
            Content::Text(passage) => passage.push(&token.text, token.lines),
            cell => *cell = Content::Text(Passage::of(&token.text, token.lines)),
        }
    }
    rows.retain(|row| row.lines.is_some());
    for row in &mut rows {
        beside_a_unit(columns, row);
    }
    (rows, used)
}

/// Where one column of units in charge has words, another without words is empty: rows share who is in charge as a whole. A
/// row that begins right of the number and has none shares those of the row above.
fn beside_a_unit(columns: &[Role], row: &mut Row) {
    let charged = row.is_charged(columns.iter().copied());
    for (_, cell) in columns.iter().zip(&mut row.cells).filter(|(role, _)| **role == Role::Lead) {
        match cell {
            Content::Merged if charged => *cell = Content::Empty,
            Content::Empty if row.sub && !charged => *cell = Content::Merged,
            _ => {}
        }
    }
}
