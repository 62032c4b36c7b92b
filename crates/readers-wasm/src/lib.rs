//! The readers of files for the page, as a module of their own: most visitors paste text and never need
//! it, so the first load does not pay for it. The worker calls [`read`] with the bytes of a file.
//!
//! Old encodings are decoded by the browser: the caller hands in a function around its `TextDecoder`.

use js_sys::{Function, Uint8Array};
use serde::Serialize;
use tongbao_notice::document::Document;
use tongbao_readers::{Decode, ReadError};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// `{document}` where the file was read, `{failure}` where it was not.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Document(Document),
    Failure(Failure),
}

/// Why a file was not read.
#[derive(Serialize)]
struct Failure {
    /// The name by which the page finds its words.
    code: &'static str,
    /// What the file is.
    found: Option<&'static str>,
    /// The readable files of an archive.
    names: Vec<String>,
    /// The sentence of the command line, for whoever reports a problem.
    message: String,
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        let (code, found, message) = (error.code(), error.found(), error.to_string());
        let names = if let ReadError::Archive { names } = error { names } else { Vec::new() };
        Self { code, found, names, message }
    }
}

/// A function of the caller, `(bytes, label) => text`.
struct BrowserDecode<'function>(&'function Function);

impl Decode for BrowserDecode<'_> {
    fn decode(&self, bytes: &[u8], label: &str) -> Option<String> {
        self.0.call2(&JsValue::NULL, &Uint8Array::from(bytes), &JsValue::from_str(label)).ok()?.as_string()
    }
}

/// Reads the file in `bytes`. `decode(bytes, label)` gives the text of bytes in the encoding `label`, as
/// `new TextDecoder(label).decode(bytes)` does, or nothing where the label is not known.
#[wasm_bindgen]
pub fn read(bytes: &[u8], decode: &Function) -> JsValue {
    answer(tongbao_readers::read(bytes, &BrowserDecode(decode)))
}

/// Reads one file of an archive, by a name that a failure `file_archive` gave.
#[wasm_bindgen]
pub fn read_entry(bytes: &[u8], name: &str, decode: &Function) -> JsValue {
    answer(tongbao_readers::read_entry(bytes, name, &BrowserDecode(decode)))
}

/// Reads the HTML of the clipboard.
#[wasm_bindgen]
pub fn read_clipboard(html: &str) -> JsValue {
    answer(tongbao_readers::read_clipboard_html(html))
}

fn answer(result: Result<Document, ReadError>) -> JsValue {
    let answer = result.map_or_else(|error| Answer::Failure(error.into()), Answer::Document);
    serde_wasm_bindgen::to_value(&answer).unwrap_or(JsValue::NULL)
}
