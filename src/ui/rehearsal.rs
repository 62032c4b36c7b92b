//! A reading drawn once where nobody sees it, before the page says that it is ready. What comes in is a sample that
//! was read; what stays is that the browser has compiled the code that draws and has the fonts at hand, which takes
//! as long as drawing itself.

use super::kit::piece::{self, Piece};
use super::loaded::loaded;
use super::{Part, Shown};
use crate::i18n::Lang;
use crate::job::client::Arrived;
use crate::state::rulings::Rulings;
use crate::state::{Look, Reading};
use crate::web::{dom, timing};
use std::rc::Rc;
use tongbao_notice::query;
use yew::prelude::*;

/// Draws `arrived`, clears it away and goes on with `then`.
pub fn rehearse(arrived: Arrived, then: impl FnOnce() + 'static) {
    let Some(stage) = dom::stage() else { return then() };
    let reading = Rc::new(Reading::new(arrived.report, arrived.source, arrived.slim, None, arrived.options));
    let look = Look::default();
    let view = Rc::new(query::select(&reading.report, &look.filter, look.basis, look.scope, look.sort));
    let shown = Shown {
        lang: Lang::Zh,
        reading,
        view,
        look,
        patterns: false,
        open: None,
        whole: None,
        rulings: Rulings::default(),
        act: Callback::noop(),
    };
    let props = Part { shown: Rc::new(shown) };
    let drawn = yew::Renderer::<Piece>::with_root_and_props(stage.clone(), piece::Props::new(loaded, props)).render();
    // No frame is waited for: there is none while the page stands in a tab behind another.
    timing::after(0, move || {
        dom::lay_out(&stage);
        drawn.destroy();
        stage.remove();
        then();
    })
    .forget();
}
