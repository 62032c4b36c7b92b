//! Line drawings for buttons. Each stands beside a word or in a button with a label.

use super::element::{Element, el};

fn line(size: &'static str, view: &'static str, path: &'static str) -> Element {
    sheet(size, view).child(el("path").attrs(&[("class", "ic"), ("d", path)]))
}

fn sheet(size: &'static str, view: &'static str) -> Element {
    el("svg").attrs(&[("width", size), ("height", size), ("viewBox", view), ("aria-hidden", "true")])
}

/// The name's sign: lines of text, one of them marked, under a lens.
pub fn logo() -> Element {
    sheet("24", "0 0 24 24")
        .child(el("path").attrs(&[("class", "lo-l"), ("d", "M3 5h15M3 15.5h6M3 20h8")]))
        .child(el("path").attrs(&[("class", "lo-m"), ("d", "M2 8h13v5h-13z")]))
        .child(el("path").attrs(&[("class", "lo-c"), ("d", "M20.2 14.5a5.2 5.2 0 11-10.4 0 5.2 5.2 0 0110.4 0z")]))
        .child(el("path").attrs(&[("class", "lo-c"), ("d", "M18.9 18.4L22 21.5")]))
}

/// Search.
pub fn lens() -> Element {
    line("14", "0 0 14 14", "M9 9l4 4M10 6a4 4 0 11-8 0 4 4 0 018 0z")
}

/// A lock: nothing leaves the machine.
pub fn lock() -> Element {
    line("16", "0 0 16 16", "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 015 0v2")
}

/// Back.
pub fn back() -> Element {
    line("14", "0 0 14 14", "M9 2L4 7l5 5")
}

/// Spread to the full width.
pub fn spread() -> Element {
    line("14", "0 0 14 14", "M8.5 1.5h4v4M5.5 12.5h-4v-4M12 2L8 6M2 12l4-4")
}

/// Back from the full width.
pub fn gather() -> Element {
    line("14", "0 0 14 14", "M12.5 5.5h-4v-4M1.5 8.5h4v4M9 5l4-4M5 9l-4 4")
}

/// Up.
pub fn up() -> Element {
    line("14", "0 0 14 14", "M7 12V2M3 6l4-4 4 4")
}

/// Down.
pub fn down() -> Element {
    line("14", "0 0 14 14", "M7 2v10M3 8l4 4 4-4")
}

/// Close.
pub fn close() -> Element {
    line("14", "0 0 14 14", "M3 3l8 8M11 3l-8 8")
}

/// Colours: a disc, half of it filled.
pub fn theme() -> Element {
    sheet("16", "0 0 16 16")
        .child(el("path").attrs(&[("class", "ic"), ("d", "M14 8a6 6 0 11-12 0 6 6 0 0112 0z")]))
        .child(el("path").attrs(&[("fill", "currentColor"), ("d", "M8 2a6 6 0 010 12z")]))
}
