//! Time: marks around a reading, pauses, and the moment after the next painting.

use gloo::timers::callback::Timeout;

pub use gloo::timers::callback::Timeout as Pause;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Set when a text comes in.
const PASTE: &str = "tongbao:paste";
/// Set when the charts made from it have been painted.
const PAINTED: &str = "tongbao:painted";
/// The span between both.
const READING: &str = "tongbao:reading";

fn performance() -> Option<web_sys::Performance> {
    web_sys::window()?.performance()
}

/// Notes that a text has come in.
pub fn mark_paste() {
    if let Some(performance) = performance() {
        for name in [PASTE, PAINTED] {
            performance.clear_marks_with_mark_name(name);
        }
        performance.clear_measures_with_measure_name(READING);
        let _ = performance.mark(PASTE);
    }
}

/// Notes, once the next frame has been painted, that the reading is on screen, and does `then`.
pub fn mark_painted(then: impl FnOnce() + 'static) {
    after_paint(|| {
        if let Some(performance) = performance() {
            let _ = performance.mark(PAINTED);
            let _ = performance.measure_with_start_mark_and_end_mark(READING, PASTE, PAINTED);
        }
        then();
    });
}

/// Runs `action` after the next painting.
pub fn after_paint(action: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let frame = Closure::once_into_js(move || Timeout::new(0, action).forget());
    let _ = window.request_animation_frame(frame.unchecked_ref());
}

/// Something that is to be done later. Dropped, it is called off.
pub type Later = Timeout;

/// Runs `action` as a task of its own after `milliseconds`. Dropping the answer calls it off.
pub fn after(milliseconds: u32, action: impl FnOnce() + 'static) -> Later {
    Timeout::new(milliseconds, action)
}
