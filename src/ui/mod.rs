//! What is seen: a module a region. Components take value snapshots and callbacks, never handles to
//! the whole state, so each can be drawn from its props alone.

mod app;
mod bar;
mod busy;
mod figures;
mod findings;
mod intake;
mod keys;
mod kit;
mod ledger;
mod loaded;
mod notice;
pub mod numbers;
mod overview;
mod pane;
mod rehearsal;
mod sheet;
mod source;
mod task;

use crate::state::Action;
use yew::prelude::*;

/// What a component does when something happens in it.
pub type Act = Callback<Action>;

/// Draws the page into the element `#app`.
pub fn start() {
    if let Some(root) = crate::web::root() {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
