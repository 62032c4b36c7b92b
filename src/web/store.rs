//! What the page keeps: how it looks in the browser's storage, what it shows in the address, the user's own rulings until
//! the tab is closed. The notice itself is in none of them; a ruling names it and its task.

use wasm_bindgen::JsValue;

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// A setting that was kept; `None` where nothing was, or where keeping is forbidden.
pub fn setting(name: &str) -> Option<String> {
    storage()?.get_item(&format!("tongbao.{name}")).ok()?
}

/// Keeps a setting, where that is allowed.
pub fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&format!("tongbao.{name}"), value);
    }
}

fn visit() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// What was kept for this visit: the browser forgets it with the tab.
pub fn of_visit(name: &str) -> Option<String> {
    visit()?.get_item(&["tongbao.", name].concat()).ok()?
}

/// Keeps something until the tab is closed, where that is allowed.
pub fn keep_for_visit(name: &str, value: &str) {
    if let Some(storage) = visit() {
        let _ = storage.set_item(&["tongbao.", name].concat(), value);
    }
}

/// What stands behind the `#` of the address.
pub fn address() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .map(|hash| hash.trim_start_matches('#').to_owned())
        .unwrap_or_default()
}

/// Writes what stands behind the `#` without a new entry in the history.
pub fn set_address(hash: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{hash}")));
    }
}

/// Whether the browser prefers Chinese; decides the language of a first visit.
pub fn prefers_chinese() -> bool {
    web_sys::window()
        .and_then(|window| window.navigator().language())
        .is_none_or(|language| !language.to_ascii_lowercase().starts_with("en"))
}

/// Whether the machine is set to dark colours.
pub fn prefers_dark() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten())
        .is_some_and(|query| query.matches())
}
