//! Columns side by side, held apart by blanks.

use super::Found;
use crate::source::Source;

/// The table that begins at this line.
pub fn at(_source: &Source<'_>, _first: u32, _last: u32) -> Option<Found> {
    None
}
