//! The only room that names `web_sys` and `js_sys`. Everything else speaks of texts, bytes and keys.
//!
//! What the loader script gives us, on the global object `tongbao` (the same for the served page and
//! for the single file, so that nothing in Rust knows which of the two it is):
//! `spawn()` starts this wasm in a worker, `asset(path)` answers with a text that ships with the
//! page, `readers()` says whether the readers of files are here, `clipboard()` gives what a button may
//! read, `loaded()` says that everything stands and nothing will be requested any more.

pub mod clipboard;
pub mod dom;
pub mod events;
pub mod loader;
pub mod marks;
pub mod reader;
pub mod store;
pub mod text;
pub mod timing;
pub mod worker;

/// Whether this wasm runs as the page (and not in a worker).
pub fn has_window() -> bool {
    web_sys::window().is_some()
}

/// The element the page is drawn into.
pub fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}
