//! A reading on screen: the head, the figures on the left, the evidence on the right.

use super::Part;
use super::figures::{Figure, Matrix, Which, legend};
use super::kit::element::{Child, el};
use super::notice::{notice_head, reading_notes};
use super::overview::{basis_switch, chips, coverage_line, headline};
use super::pane::{pane, tab_bar};
use super::understood::understood;
use crate::state::Tab;
use yew::prelude::*;

/// The reading.
#[component]
pub fn Loaded(part: &Part) -> Html {
    let shown = &part.shown;
    let look = &shown.look;
    let pane_class = match look.tab {
        Tab::Findings => "s-fin",
        Tab::Source => "s-src",
        Tab::Ledger => "s-task",
    };
    let figure = |which: Which| html! { <Figure {which} shown={shown.clone()} /> };
    let top = el("section")
        .class("top")
        .child(headline(shown))
        .child(el("div").class("bar1").child(basis_switch(shown)).child(coverage_line(shown)))
        .child(understood(shown))
        .child(figure(Which::Strip))
        .child(legend(shown));
    let left = el("div")
        .class("left")
        .child(top)
        .child(chips(shown))
        .child(figure(Which::Categories))
        .child(figure(Which::Units))
        .child(el("div").class("two").child(figure(Which::Themes)).child(figure(Which::Problems)))
        .child(figure(Which::Metrics))
        .child(html! { <Matrix shown={shown.clone()} /> });
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
