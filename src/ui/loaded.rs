//! A reading on screen: the head, the figures on the left, the evidence on the right.

use super::figures::{FIRST, FigureProps, Which, draw_figure, legend, matrix};
use super::kit::element::{Child, el};
use super::kit::piece::{Hand, piece};
use super::notice::{notice_head, reading_notes};
use super::overview::{basis_switch, chips, coverage_line, headline};
use super::pane::{pane, tab_bar};
use super::understood::understood;
use super::{Part, Shown};
use crate::state::Tab;
use crate::web::dom;
use tongbao_figure::pairs;
use tongbao_notice::query;
use yew::prelude::*;

/// The reading.
pub fn loaded(part: &Part, _hand: &mut Hand) -> Html {
    let shown = &part.shown;
    let look = &shown.look;
    let pane_class = match look.tab {
        Tab::Findings => "s-fin",
        Tab::Source => "s-src",
        Tab::Ledger => "s-task",
    };
    let figure = |which: Which| piece(draw_figure, FigureProps { which, shown: shown.clone() });
    let top = el("section")
        .class("top")
        .child(headline(shown))
        .child(el("div").class("bar1").child(basis_switch(shown)).child(coverage_line(shown)))
        .child(understood(shown))
        .child(figure(Which::Strip))
        .child(legend(shown));
    let below = el("div")
        .class("below")
        .also("later", is_out_of_sight(shown))
        .child(el("div").class("two").child(figure(Which::Themes)).child(figure(Which::Problems)))
        .child(figure(Which::Metrics))
        .child(piece(matrix, Part { shown: shown.clone() }));
    let left = el("div")
        .class("left")
        .child(top)
        .child(chips(shown))
        .child(figure(Which::Categories))
        .child(figure(Which::Units))
        .child(below);
    el("section")
        .class("v-loaded")
        .also("s-led", look.spread)
        .also(pane_class, look.tab != Tab::Ledger || shown.open.is_some())
        .also(if look.overview { "at-overview" } else { "at-pane" }, true)
        .child(notice_head(shown))
        .child(reading_notes(shown))
        .child(el("div").class("split").child(left).child(pane(shown)))
        .child(tab_bar(shown))
        .html()
}

/// Whether what comes after the figure of units lies below the window, by the least height of what stands above it.
fn is_out_of_sight(shown: &Shown) -> bool {
    const HEAD: f64 = 400.0;
    const CARD: f64 = 60.0;
    const ROW: f64 = 22.0;
    let rows = shown.view.units.iter().filter(|group| group.all.total() > 0).count().min(FIRST);
    let claims = pairs::is_worth_drawing(&query::pairs(&shown.reading.report));
    let categories = if claims { shown.view.categories.len() as f64 * 3.0 * ROW } else { 0.0 };
    HEAD + categories + CARD + ROW * rows as f64 > dom::window_height()
}
