//! The sign of a status: a square in its colour with its glyph. It always stands beside the word,
//! because colour alone does not tell eight apart.

use super::element::{Element, el};
use tongbao_notice::report::Status;

/// The stroke of a status on a square of 16 × 16.
fn path(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "M8 4.4a3.6 3.6 0 100 7.2 3.6 3.6 0 000-7.2z",
        Status::Suspended => "M5.9 4.6v6.8M10.1 4.6v6.8",
        Status::NotCompleted => "M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4",
        Status::Behind => "M3.9 5.6h8.2L8 11.4z",
        Status::Completed => "M4 8.4l2.8 2.8L12 5.4",
        Status::Ahead => "M4.2 4.6L7.6 8l-3.4 3.4M8.4 4.6L11.8 8l-3.4 3.4",
        Status::OnTrack => "M3.8 8h8M8.6 4.8L11.9 8l-3.3 3.2",
        Status::Unknown => "M5.9 6.2c0-1.4 1-2.1 2.1-2.1s2.1.8 2.1 1.9c0 1.5-2 1.6-2 3.1M8.1 11.6v.1",
    }
}

/// The sign, `size` pixels wide.
pub fn glyph(status: Status, size: u32) -> Element {
    let word = status.word();
    el("svg")
        .class("gl")
        .attr("width", size)
        .attr("height", size)
        .attrs(&[("viewBox", "0 0 16 16"), ("aria-hidden", "true")])
        .child(el("rect").class(["f-", word].concat()).attrs(&[("width", "16"), ("height", "16"), ("rx", "3")]))
        .child(el("path").class(["gp g-", word].concat()).attr("d", path(status)))
}
