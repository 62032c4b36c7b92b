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

/// Whether the readers of files are here, once that is known: workers spawned from then on have them.
pub async fn readers() -> bool {
    let promise = call("readers", None).and_then(|promise| promise.dyn_into::<Promise>().ok());
    let Some(promise) = promise else { return false };
    JsFuture::from(promise).await.is_ok_and(|here| here.is_truthy())
}

/// The clipboard as text and as HTML, either of which may be empty; `None` where the browser or the user refuses.
pub(super) async fn clipboard() -> Option<[super::text::PageText; 2]> {
    let promise = call("clipboard", None)?.dyn_into::<Promise>().ok()?;
    let parts = JsFuture::from(promise).await.ok()?.dyn_into::<js_sys::Array>().ok()?;
    let part = |place| parts.get(place).dyn_into().ok().map(super::text::PageText::new);
    Some([part(0)?, part(1)?])
}

/// Says that page, worker and samples stand.
pub fn loaded() {
    call("loaded", None);
}
