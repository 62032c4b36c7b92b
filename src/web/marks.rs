//! What figures need of the browser: which mark an event comes from, focus, and how wide they are.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::NodeRef;

/// The place of the mark an event comes from: its `data-mark`, or `data-hit` of what is printed on it.
pub fn mark_of(event: &web_sys::Event) -> Option<usize> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let mark = target.closest("[data-mark], [data-hit]").ok()??;
    mark.get_attribute("data-mark").or_else(|| mark.get_attribute("data-hit"))?.parse().ok()
}

/// Lets the browser show the sentence of the mark under the pointer. Only a mark that is pointed at gets a title of its
/// own: a title each would be a third of all elements of the figures.
pub fn tip(event: &web_sys::Event, sentence: &str) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let mark = target.and_then(|target| target.closest("[data-mark], [data-hit]").ok().flatten());
    let Some(mark) = mark else { return };
    let title = mark.query_selector("title").ok().flatten().or_else(|| {
        let title = web_sys::window()?.document()?.create_element_ns(mark.namespace_uri().as_deref(), "title").ok()?;
        mark.append_child(&title).ok()?;
        Some(title)
    });
    if let Some(title) = title {
        title.set_text_content(Some(sentence));
    }
}

/// Whether the focus came by keyboard, so that its ring is to be shown.
pub fn by_keyboard(event: &web_sys::Event) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return true;
    };
    // Browsers that do not know :focus-visible show the ring always.
    target.matches(":focus-visible").unwrap_or(true)
}

/// Puts the focus on a mark within `root`.
pub fn focus(root: &NodeRef, mark: usize) {
    let found = root
        .cast::<web_sys::Element>()
        .and_then(|root| root.query_selector(&format!("[data-mark=\"{mark}\"]")).ok().flatten());
    if let Some(element) = found {
        // SVG elements focus like others; only HTML and SVG elements have the method.
        let focus =
            js_sys::Reflect::get(&element, &"focus".into()).ok().and_then(|f| f.dyn_into::<js_sys::Function>().ok());
        if let Some(focus) = focus {
            let _ = focus.call0(&element);
        }
    }
}

/// Watches how wide an element is, for as long as it is held.
pub struct Watching {
    observer: web_sys::ResizeObserver,
    _tell: Closure<dyn FnMut()>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Tells the width of `node` now and whenever it changes; never 0, which only means that it is not shown.
pub fn watch_width(node: &NodeRef, tell: impl Fn(f64) + 'static) -> Option<Watching> {
    let element = node.cast::<web_sys::Element>()?;
    let watched = element.clone();
    let tell = Closure::wrap(Box::new(move || {
        let width = watched.get_bounding_client_rect().width();
        if width > 0.0 {
            tell(width);
        }
    }) as Box<dyn FnMut()>);
    let observer = web_sys::ResizeObserver::new(tell.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(Watching { observer, _tell: tell })
}
