//! The only room that names `web_sys` and `js_sys`. Everything else speaks of texts, bytes and keys.
//!
//! What the loader script gives us, on the global object `tongbao` (the same for the hosted page and
//! for the single file, so that nothing in Rust knows which of the two it is):
//! - `tongbao.spawn()` → a `Worker` that runs this wasm in its other role;
//! - `tongbao.sample(name)` → a promise of the text of `samples/<name>.txt`;
//! - `tongbao.build` → `"0.1.0 · 1a2b3c4"`, the version and build shown on the page.

/// Whether this wasm runs as the page (and not in a worker).
pub fn has_window() -> bool {
    web_sys::window().is_some()
}

/// The element the page is drawn into.
pub fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}
