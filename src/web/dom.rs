//! The few things done to elements by hand: attributes of the page itself, focus, scrolling, sizes.

use yew::NodeRef;

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn find(selector: &str) -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Sets an attribute of `<html>`.
pub fn page_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title of the window.
pub fn title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Puts the focus on the first element that fits; answers whether there was one.
pub fn focus(selector: &str) -> bool {
    find(selector).is_some_and(|element| element.focus().is_ok())
}

/// The same without scrolling to it.
pub fn focus_quietly(selector: &str) -> bool {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    find(selector).is_some_and(|element| element.focus_with_options(&options).is_ok())
}

/// Clicks the first element that fits: how a button of ours opens the browser's own dialogue.
pub fn click(selector: &str) {
    if let Some(element) = find(selector) {
        element.click();
    }
}

/// Brings the window back to its upper edge.
pub fn scroll_page_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

thread_local! {
    /// How wide and high the window is; nothing where that is to be asked anew.
    static WINDOW: std::cell::Cell<Option<(f64, f64)>> = const { std::cell::Cell::new(None) };
}

/// How wide and high the window is, CSS pixels. Asked once for each size: a browser on a phone lays out the page for
/// the answer, which in the midst of drawing it would do for every figure.
fn window_size() -> (f64, f64) {
    WINDOW.get().unwrap_or_else(|| {
        let Some(window) = web_sys::window() else { return (1440.0, 900.0) };
        let width = window.inner_width().ok().and_then(|width| width.as_f64());
        let height = window.inner_height().ok().and_then(|height| height.as_f64());
        let size = (width.unwrap_or(1440.0), height.unwrap_or(900.0));
        WINDOW.set(Some(size));
        size
    })
}

/// The window has another size.
pub(super) fn window_resized() {
    WINDOW.set(None);
}

/// The height of the window, CSS pixels.
pub fn window_height() -> f64 {
    window_size().1
}

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Until [`show_all`], what stands in `.later` is not laid out: it is out of sight, and what is in sight is painted the
/// sooner. The window goes to its upper edge.
pub fn show_first() {
    if window_scrolled() {
        scroll_page_top();
    }
    page_attribute("data-first", "");
}

/// Until the next painting, what stands in `.below` keeps its room and is not laid out, if it is out of sight: a filter
/// changes hundreds of its marks, and laying them out takes as long as all that is in sight. Their elements are changed at once.
pub fn hold_below() {
    let Some(below) = find(".below") else { return };
    let area = below.get_bounding_client_rect();
    // What has the focus would lose it.
    if area.top() < window_height() || below.query_selector(":focus").ok().flatten().is_some() {
        return;
    }
    let style = format!("content-visibility:hidden;contain-intrinsic-size:0 {}px", area.height() as u32);
    let _ = below.set_attribute("style", &style);
    super::timing::after_paint(move || drop(below.remove_attribute("style")));
}

/// From now on everything is laid out.
pub fn show_all() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.remove_attribute("data-first");
    }
}

fn window_scrolled() -> bool {
    web_sys::window().and_then(|window| window.scroll_y().ok()).is_some_and(|top| top > 0.0)
}

/// An element on the page that nobody sees or hears.
pub fn stage() -> Option<web_sys::Element> {
    let stage = document()?.create_element("div").ok()?;
    stage.set_attribute("aria-hidden", "true").ok()?;
    stage
        .set_attribute("style", "position:absolute;top:0;left:0;width:100%;height:0;overflow:hidden;visibility:hidden")
        .ok()?;
    document()?.body()?.append_child(&stage).ok()?;
    Some(stage)
}

/// Has the browser lay out an element now.
pub fn lay_out(element: &web_sys::Element) {
    let _ = element.get_bounding_client_rect();
}

/// How far an element is scrolled, and how high and wide what it shows is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Port {
    /// Pixels hidden above.
    pub top: f64,
    /// Height of the visible part.
    pub height: f64,
    /// Width of the visible part.
    pub width: f64,
    /// Whether the element scrolls by itself.
    pub scrolls: bool,
}

/// The state of a scrolling element. Where it does not scroll by itself (the page does), the part
/// of it that stands in the window.
pub fn port(node: &NodeRef) -> Option<Port> {
    let element = node.cast::<web_sys::HtmlElement>()?;
    let width = f64::from(element.client_width());
    if scrolls_itself(&element) {
        let height = f64::from(element.client_height());
        return Some(Port { top: f64::from(element.scroll_top()), height, width, scrolls: true });
    }
    let above = -element.get_bounding_client_rect().top();
    Some(Port { top: above.max(0.0), height: window_height(), width, scrolls: false })
}

fn scrolls_itself(element: &web_sys::HtmlElement) -> bool {
    web_sys::window()
        .and_then(|window| window.get_computed_style(element).ok().flatten())
        .and_then(|style| style.get_property_value("overflow-y").ok())
        .is_some_and(|overflow| overflow == "auto" || overflow == "scroll")
}

/// Scrolls an element (or, where it does not scroll by itself, the page) so that its inner height
/// `top` stands at its upper edge.
pub fn scroll_inside(node: &NodeRef, top: f64) {
    let Some(element) = node.cast::<web_sys::HtmlElement>() else { return };
    if scrolls_itself(&element) {
        element.set_scroll_top(top as i32);
    } else if let Some(window) = web_sys::window() {
        let page = window.scroll_y().unwrap_or(0.0) + element.get_bounding_client_rect().top();
        window.scroll_to_with_x_and_y(0.0, page + top - 120.0);
    }
}

/// The heights of the children of an element that carry `data-index`, with these indices.
pub fn heights(node: &NodeRef) -> Vec<(usize, f64)> {
    let Some(element) = node.cast::<web_sys::Element>() else { return Vec::new() };
    let children = element.children();
    (0..children.length())
        .filter_map(|at| children.item(at))
        .filter_map(|child| {
            let index = child.get_attribute("data-index")?.parse().ok()?;
            Some((index, child.get_bounding_client_rect().height()))
        })
        .collect()
}

/// The text in a text box or field.
pub fn value(node: &NodeRef) -> String {
    node.cast::<web_sys::HtmlTextAreaElement>()
        .map(|area| area.value())
        .or_else(|| node.cast::<web_sys::HtmlInputElement>().map(|input| input.value()))
        .unwrap_or_default()
}

/// What stands in the fields beside the one that an event comes from, that one among them.
pub fn values_beside(event: &web_sys::Event) -> Vec<String> {
    use wasm_bindgen::JsCast;
    let field = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(fields) = field.and_then(|field| field.parent_element()).map(|parent| parent.children()) else {
        return Vec::new();
    };
    (0..fields.length())
        .filter_map(|at| fields.item(at)?.dyn_into::<web_sys::HtmlInputElement>().ok())
        .map(|field| field.value())
        .collect()
}

/// Puts a text into a text box or field.
pub fn set_value(node: &NodeRef, text: &str) {
    if let Some(area) = node.cast::<web_sys::HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(input) = node.cast::<web_sys::HtmlInputElement>() {
        input.set_value(text);
    }
}

/// Scrolls an element back to its beginning, where it scrolls by itself.
pub fn reset_scroll(node: &NodeRef) {
    if let Some(element) = node.cast::<web_sys::HtmlElement>() {
        element.set_scroll_top(0);
    }
}

/// The same for the first element that fits.
pub fn to_top(selector: &str) {
    if let Some(element) = find(selector) {
        element.set_scroll_top(0);
    }
}

/// Scrolls so that the first element that fits ends where what is in sight ends.
pub fn into_sight(selector: &str) {
    if let Some(element) = find(selector) {
        element.scroll_into_view_with_bool(false);
    }
}

/// An attribute of the element that has the focus.
pub fn focused(attribute: &str) -> Option<String> {
    document()?.active_element()?.get_attribute(attribute)
}

/// Takes the focus from where it is.
pub fn blur() {
    use wasm_bindgen::JsCast;
    let active = document().and_then(|document| document.active_element());
    if let Some(element) = active.and_then(|active| active.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// The width of the window, CSS pixels.
pub fn window_width() -> f64 {
    window_size().0
}
