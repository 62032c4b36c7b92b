//! What is seen: a module a region. Components take value snapshots and callbacks, never handles to
//! the whole state, so each can be drawn from its props alone. What has a
//! state of its own is a component, everything else a function that answers an [`Element`](kit::element::Element).

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
mod overview;
mod pane;
mod reassess;
mod rehearsal;
mod sheet;
mod source;
mod task;
mod toast;
mod understood;
mod ways;

use crate::i18n::Lang;
use crate::state::rulings::Rulings;
use crate::state::{Action, Look, Reading};
use std::rc::Rc;
use tongbao_notice::query::View;
use tongbao_notice::report::Task;
use yew::prelude::*;

/// What a component does when something happens in it.
pub type Act = Callback<Action>;

/// A value shared by address: equal only if it is the same one, so that comparing costs nothing.
pub struct Same<T>(pub Rc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A reading on screen with all that decides how it is shown: every part of it is drawn from this.
pub struct Shown {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub reading: Rc<Reading>,
    /// What of it is shown.
    pub view: Rc<View>,
    /// How it is shown.
    pub look: Look,
    /// Whether patterns take the place of colour.
    pub patterns: bool,
    /// The open task, by its place.
    pub open: Option<usize>,
    /// The open task whole, where its long texts had stayed behind.
    pub whole: Option<Rc<Task>>,
    /// The user's own rulings, on this notice and on others.
    pub rulings: Rulings,
    /// What can be done.
    pub act: Act,
}

/// The properties of every piece that is a part of a reading on screen.
#[derive(Clone)]
pub struct Part {
    /// What is on screen.
    pub shown: Rc<Shown>,
}

impl PartialEq for Part {
    /// By address: whoever changes what is shown makes a new one.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.shown, &other.shown)
    }
}

/// Draws the page into the element `#app`.
pub fn start() {
    if let Some(root) = crate::web::root() {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
