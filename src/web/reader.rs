//! In the worker: the readers of files, a wasm of their own that the loader script put beside this one.
//! Bytes and texts go to them as the browser holds them; their answers are packed documents.

use super::text::PageText;
use super::worker::FileBytes;
use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silent {
    /// This worker has no readers.
    Missing,
    /// They broke off; they and this worker are not to be used again.
    Broke,
}

fn function(name: &str) -> Result<(Object, Function), Silent> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let tongbao = get(&js_sys::global(), "tongbao").and_then(|found| found.dyn_into::<Object>().ok());
    let function = tongbao.as_ref().and_then(|tongbao| get(tongbao, name)?.dyn_into::<Function>().ok());
    tongbao.zip(function).ok_or(Silent::Missing)
}

fn answer(answer: Result<JsValue, JsValue>) -> Result<Vec<u8>, Silent> {
    answer.ok().and_then(|bytes| Some(bytes.dyn_ref::<Uint8Array>()?.to_vec())).ok_or(Silent::Broke)
}

/// Reads a file, or one file of an archive.
pub fn read(bytes: &FileBytes, entry: Option<&str>) -> Result<Vec<u8>, Silent> {
    let (tongbao, read) = function("read")?;
    let entry = entry.map_or(JsValue::UNDEFINED, JsValue::from_str);
    answer(read.call2(&tongbao, bytes.value(), &entry))
}

/// Reads the HTML of a clipboard.
pub fn clip(html: &PageText) -> Result<Vec<u8>, Silent> {
    let (tongbao, clip) = function("clip")?;
    answer(clip.call1(&tongbao, html.value()))
}
