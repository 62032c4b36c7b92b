//! The loader script's functions, called by name: where one is missing the page goes on without it.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn call(name: &str, argument: Option<&str>) -> Option<JsValue> {
    let tongbao = Reflect::get(&js_sys::global(), &"tongbao".into()).ok()?.dyn_into::<Object>().ok()?;
    let function = Reflect::get(&tongbao, &name.into()).ok()?.dyn_into::<Function>().ok()?;
    match argument {
        Some(argument) => function.call1(&tongbao, &argument.into()).ok(),
        None => function.call0(&tongbao).ok(),
    }
}

/// A new worker that runs this wasm; `None` where workers cannot be had.
pub(super) fn spawn() -> Option<web_sys::Worker> {
    call("spawn", None)?.dyn_into().ok()
}

/// A text that ships with the page, as `samples/name.txt`.
pub async fn asset(path: &str) -> Option<super::text::PageText> {
    let promise = call("asset", Some(path))?.dyn_into::<Promise>().ok()?;
    let value = JsFuture::from(promise).await.ok()?;
    value.dyn_into().ok().map(super::text::PageText::new)
}

/// Says that page, worker and samples stand.
pub fn loaded() {
    call("loaded", None);
}
