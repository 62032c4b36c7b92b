//! How wide a figure is. It is laid out anew for every width, never scaled down.

use crate::web::dom;

/// Windows up to this width are held in a hand.
const HAND: f64 = 640.0;

/// The least width of a figure beside another, and the gap between both.
const HALF: f64 = 340.0;
const GAP: f64 = 28.0;

/// The room a figure has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Its width, CSS pixels.
    pub width: f64,
    /// Whether its marks are pressed with a finger.
    pub touch: bool,
}

impl Room {
    /// Before the first measure: the left column as the page lays it out, or its half where two figures may stand side
    /// by side (`.two` in figures.css).
    pub fn guess(half: bool) -> Self {
        let window = dom::window_width();
        let width = match window {
            narrow if narrow <= HAND => narrow - 32.0,
            one_column if one_column < 1100.0 => one_column - 48.0,
            beside if beside <= 1400.0 => beside - 48.0 - 24.0 - 500.0,
            wide => wide.min(1480.0) - 48.0 - 28.0 - 560.0,
        };
        let width = if half && width >= 2.0 * HALF + GAP { (width - GAP) / 2.0 } else { width };
        Self { width: width.max(240.0).floor(), touch: window <= HAND }
    }

    /// At this width.
    pub fn of(width: f64) -> Self {
        // Whole pixels: a scroll bar that comes and goes by fractions draws nothing anew.
        Self { width: width.floor(), touch: dom::window_width() <= HAND }
    }
}
