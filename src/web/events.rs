//! What happens to the whole page: keys outside of fields, pastes, drops, a new size, a new address.
//! Listening ends when the answer is dropped.

use super::clipboard::{Incoming, from_drop, from_paste};
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;

/// Listeners, for as long as they are held.
#[must_use]
pub struct Listening(#[allow(dead_code)] Vec<EventListener>);

/// A key that was pressed.
pub struct Key<'a> {
    event: &'a web_sys::KeyboardEvent,
    /// Its name as the browser gives it: `j`, `/`, `Escape`.
    pub name: String,
    /// With Ctrl or ⌘.
    pub control: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
    /// In a field where letters are typed.
    pub typing: bool,
}

impl Key<'_> {
    /// Keeps the browser from doing what it would do.
    pub fn take(&self) {
        self.event.prevent_default();
    }
}

fn closest(target: Option<&web_sys::EventTarget>, selector: &str) -> bool {
    target
        .and_then(|target| target.dyn_ref::<web_sys::Element>())
        .is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

const FIELDS: &str =
    "textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=file]), [contenteditable]";

/// Every key pressed on the page and not handled by what has the focus.
pub fn keys(on_key: impl Fn(Key<'_>) + 'static) -> Option<Listening> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let target = event.target();
        on_key(Key {
            event,
            name: event.key(),
            control: event.ctrl_key() || event.meta_key(),
            alt: event.alt_key(),
            shift: event.shift_key(),
            typing: closest(target.as_ref(), FIELDS),
        });
    });
    Some(Listening(vec![listener]))
}

/// Every paste and drop that brings a notice. `on_over` is told whether something is being dragged over the page.
pub fn incoming(on_incoming: impl Fn(Incoming) + 'static, on_over: impl Fn(bool) + 'static) -> Option<Listening> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default;
    let on_incoming = std::rc::Rc::new(on_incoming);
    let on_over = std::rc::Rc::new(on_over);
    let pasted = {
        let on_incoming = on_incoming.clone();
        EventListener::new_with_options(&window, "paste", options(), move |event| {
            let Some(paste) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
            // A paste into a search field is a search, into the notice's own box a notice.
            let target = event.target();
            if closest(target.as_ref(), FIELDS) && !closest(target.as_ref(), "[data-testid=intake-text]") {
                return;
            }
            if let Some(data) = paste.clipboard_data() {
                event.prevent_default();
                on_incoming(from_paste(&data).unwrap_or_else(|| Incoming::Text("".into())));
            }
        })
    };
    let over = {
        let on_over = on_over.clone();
        EventListener::new_with_options(&window, "dragover", options(), move |event| {
            event.prevent_default();
            on_over(true);
        })
    };
    let left = {
        let on_over = on_over.clone();
        EventListener::new(&window, "dragleave", move |event| {
            if event.dyn_ref::<web_sys::DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                on_over(false);
            }
        })
    };
    let dropped = EventListener::new_with_options(&window, "drop", options(), move |event| {
        event.prevent_default();
        on_over(false);
        let data = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer);
        if let Some(incoming) = data.as_ref().and_then(from_drop) {
            on_incoming(incoming);
        }
    });
    Some(Listening(vec![pasted, over, left, dropped]))
}

/// A new size of the window.
pub fn resized(on_resize: impl Fn() + 'static) -> Option<Listening> {
    let window = web_sys::window()?;
    let listener = EventListener::new(&window, "resize", move |_| {
        super::dom::window_resized();
        on_resize();
    });
    Some(Listening(vec![listener]))
}

/// Before and after printing: whether the page is about to be printed. What is drawn at once is printed.
pub fn printing(on_print: impl Fn(bool) + 'static) -> Option<Listening> {
    let window = web_sys::window()?;
    let on_print = std::rc::Rc::new(on_print);
    let listener = |name: &'static str, begins: bool| {
        let on_print = on_print.clone();
        EventListener::new(&window, name, move |_| on_print(begins))
    };
    Some(Listening(vec![listener("beforeprint", true), listener("afterprint", false)]))
}

/// Where the page has no colours of its own: on paper, and where the machine forces its own.
const PAPER: &str = "print, (forced-colors: active)";

/// Whether the page is shown without colours of its own: now, and whenever that changes.
pub fn paper(on_paper: impl Fn(bool) + 'static) -> Option<Listening> {
    let query = web_sys::window()?.match_media(PAPER).ok()??;
    let on_paper = std::rc::Rc::new(on_paper);
    if query.matches() {
        on_paper(true);
    }
    let (asked, changed) = (query.clone(), on_paper.clone());
    let change = EventListener::new(&query, "change", move |_| changed(asked.matches()));
    // Printing is told before it begins; a query may hear of it too late to draw anything.
    let mut listening = printing(move |begins| on_paper(begins || query.matches()))?;
    listening.0.push(change);
    Some(listening)
}

/// The window being scrolled.
pub fn scrolled(on_scroll: impl Fn() + 'static) -> Option<Listening> {
    let window = web_sys::window()?;
    Some(Listening(vec![EventListener::new(&window, "scroll", move |_| on_scroll())]))
}

/// Another address typed or chosen from the history.
pub fn address_changed(on_change: impl Fn() + 'static) -> Option<Listening> {
    let window = web_sys::window()?;
    Some(Listening(vec![EventListener::new(&window, "hashchange", move |_| on_change())]))
}

/// The value of the field an event comes from.
pub fn field_value(event: &yew::Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    match target.dyn_into::<web_sys::HtmlSelectElement>() {
        Ok(select) => select.value(),
        Err(target) => target.dyn_into::<web_sys::HtmlInputElement>().map(|input| input.value()).unwrap_or_default(),
    }
}

/// The text typed so far into the field an event comes from.
pub fn typed(event: &yew::InputEvent) -> String {
    let Some(target) = event.target() else { return String::new() };
    match target.dyn_into::<web_sys::HtmlTextAreaElement>() {
        Ok(area) => area.value(),
        Err(target) => target.dyn_into::<web_sys::HtmlInputElement>().map(|input| input.value()).unwrap_or_default(),
    }
}
