//! How wide a figure is. It is laid out anew for every width, never scaled down.

use crate::web::{dom, marks};
use yew::prelude::*;

/// Windows up to this width are held in a hand.
const HAND: f64 = 640.0;

/// The room a figure has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Its width, CSS pixels.
    pub width: f64,
    /// Whether its marks are pressed with a finger.
    pub touch: bool,
}

/// The room of the element that the answer's node is put on.
#[hook]
pub fn use_room() -> (NodeRef, Room) {
    let node = use_node_ref();
    let room = use_state_eq(guess);
    {
        let room = room.clone();
        use_effect_with(node.clone(), move |node| {
            let watching = marks::watch_width(node, move |width| {
                // Whole pixels: a scroll bar that comes and goes by fractions draws nothing anew.
                room.set(Room { width: width.floor(), touch: dom::window_width() <= HAND });
            });
            move || drop(watching)
        });
    }
    (node, *room)
}

/// Before the first measure: the left column as the page lays it out.
fn guess() -> Room {
    let window = dom::window_width();
    let width = match window {
        narrow if narrow <= HAND => narrow - 32.0,
        one_column if one_column < 1100.0 => one_column - 48.0,
        beside if beside <= 1400.0 => beside - 48.0 - 24.0 - 500.0,
        wide => wide.min(1480.0) - 48.0 - 28.0 - 560.0,
    };
    Room { width: width.max(240.0), touch: window <= HAND }
}
