//! The readers of files for the page, as a module of their own: most visitors paste text and never need
//! it, so the first load does not pay for it. The worker calls [`read`] with the bytes of a file.
//!
//! Every answer is a `Result<Document, Refusal>` in the compact form that the page's own wasm unpacks.
//! Old encodings are decoded by the browser: the caller hands in a function around its `TextDecoder`.

use js_sys::{Function, Uint8Array};
use tongbao_notice::document::{Document, Refusal};
use tongbao_notice::wire;
use tongbao_readers::{Decode, ReadError};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

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
pub fn read(bytes: &[u8], decode: &Function) -> Vec<u8> {
    answer(tongbao_readers::read(bytes, &BrowserDecode(decode)))
}

/// Reads one file of an archive, by a name that a refusal `file_archive` gave.
#[wasm_bindgen]
pub fn read_entry(bytes: &[u8], name: &str, decode: &Function) -> Vec<u8> {
    answer(tongbao_readers::read_entry(bytes, name, &BrowserDecode(decode)))
}

/// Reads the HTML of the clipboard.
#[wasm_bindgen]
pub fn read_clipboard(html: &str) -> Vec<u8> {
    answer(tongbao_readers::read_clipboard_html(html))
}

fn answer(result: Result<Document, ReadError>) -> Vec<u8> {
    wire::pack(&result.map_err(refusal))
}

fn refusal(error: ReadError) -> Refusal {
    let number = match error {
        ReadError::TooLarge { bytes, .. } => bytes as u64,
        ReadError::Scanned { pages } => pages as u64,
        _ => 0,
    };
    let (code, found) = (error.code().to_owned(), error.found().map(str::to_owned));
    let names = if let ReadError::Archive { names } = error { names } else { Vec::new() };
    Refusal { code, found, number, names }
}
