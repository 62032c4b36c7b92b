//! Pure geometry: counts of tasks in, a [`scene::Scene`] of marks out, drawn by page, print and
//! export alike.
//!
//! One axis runs through all figures: left of it stands what needs attention, right of it what moves.
//! One cell is one task; cells that would be narrower than [`cells::NARROWEST_CELL`] become a bar of the
//! same length. What the notice only claims is hollow, what its rows show is solid. A figure is laid out
//! for the width it will have and never scaled down.
//!
//! There are no words in here: a figure says a [`phrase::Phrase`], and the caller has the language.

pub mod bars;
pub mod bullet;
mod cells;
pub mod dots;
pub mod hatch;
pub mod keys;
pub mod pairs;
pub mod path;
pub mod phrase;
pub mod problems;
pub mod scene;
pub mod strip;
pub mod svg;
pub mod text;

#[cfg(test)]
mod chinese;
