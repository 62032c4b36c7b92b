//! The figures: every mark is a button with a sentence, and every press goes out as an action.
//!
//! Six of them are scenes that [`draw_figure`] lays out for the room it has and draws as SVG; legend and matrix are made of
//! buttons. A figure draws what is shown and keeps for itself only what nobody else needs: its width, its place of
//! focus, how its rows are sorted and how many are open. Each is a `section.card` of its own and is absent where it
//! has nothing to show. Styles: `static/tokens.css`, `static/figures.css`.

mod chart;
mod figure;
mod legend;
mod matrix;
mod metrics;
mod units;
mod width;

pub use figure::{FigureProps, Which, draw_figure};
pub use legend::legend;
pub use matrix::matrix;
pub use units::FIRST;

use crate::state::Action;
use crate::ui::kit::element::{Element, el};
use tongbao_notice::query::{Choice, Filter, Kind};
use yew::prelude::MouseEvent;

/// What a click on a mark means: with Shift, Ctrl or ⌘ it is added to what is chosen.
fn press(choices: Vec<Choice>, event: &MouseEvent) -> Action {
    Action::Press { choices, add: event.shift_key() || event.ctrl_key() || event.meta_key() }
}

/// The card of a figure, as yet with its heading only.
fn card(hook: &'static str, total: u32, heading: String, hint: Option<String>) -> (Element, Element) {
    let header = el("header").child(el("h2").child(heading)).child(hint.map(|hint| el("p").child(hint)));
    (el("section").class("card").hook(hook).attr("data-total", total), header)
}

/// Kinds of choices that leave no more than a few rows of a figure worth showing.
fn leaves_few(filter: &Filter) -> bool {
    Kind::ALL.into_iter().any(|kind| !matches!(kind, Kind::Status | Kind::Unit) && filter.narrows(kind))
}
