//! What is seen: a module a region. Components take value snapshots and callbacks, never handles to
//! the whole state, so each can be drawn from its props alone.

pub mod figures;

use yew::prelude::*;

/// The whole page.
#[function_component(App)]
fn app() -> Html {
    html! { <main id="main"></main> }
}

/// Draws the page into the element `#app`.
pub fn start() {
    if let Some(root) = crate::web::root() {
        yew::Renderer::<App>::with_root(root).render();
    }
}
