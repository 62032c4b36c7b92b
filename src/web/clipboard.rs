//! Texts and files that come in: by paste, by drop, by choice, by a button.

use super::text::PageText;
use super::worker::FileBytes;
use js_sys::{ArrayBuffer, JsString};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// What came in.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// A text, as it was pasted.
    Text(PageText),
    /// A file, not read yet.
    File(IncomingFile),
}

/// A file that came in.
#[derive(Clone, Debug)]
pub struct IncomingFile(web_sys::File);

impl IncomingFile {
    /// Its name.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its bytes; `None` where the browser cannot read it.
    pub async fn bytes(&self) -> Option<FileBytes> {
        let buffer = JsFuture::from(self.0.array_buffer()).await.ok()?;
        buffer.dyn_into::<ArrayBuffer>().ok().map(FileBytes::new)
    }
}

/// What a paste or drop carries: a file where there is one and no text, else the text.
pub(super) fn from_transfer(data: &web_sys::DataTransfer) -> Option<Incoming> {
    let text = js_sys::Reflect::get(data, &"getData".into())
        .ok()
        .and_then(|get| get.dyn_into::<js_sys::Function>().ok())
        .and_then(|get| get.call1(data, &"text/plain".into()).ok())
        .and_then(|text| text.dyn_into::<JsString>().ok())
        .filter(|text| text.length() > 0)
        .map(PageText::new);
    let file = data.files().and_then(|files| files.get(0)).map(|file| Incoming::File(IncomingFile(file)));
    text.map(Incoming::Text).or(file)
}

/// The file chosen in a field of kind `file`; the field is emptied, so that the same file can be chosen again.
pub fn chosen_file(event: &yew::Event) -> Option<IncomingFile> {
    let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(IncomingFile(file))
}

/// The text of the clipboard, by a button; `None` where the browser or the user refuses.
pub async fn read() -> Option<PageText> {
    let window = web_sys::window()?;
    let navigator = window.navigator();
    // `navigator.clipboard` is missing outside of secure contexts.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let clipboard = clipboard.dyn_into::<web_sys::Clipboard>().ok()?;
    let text = JsFuture::from(clipboard.read_text()).await.ok()?;
    text.dyn_into::<JsString>().ok().map(PageText::new)
}

/// Whether a button can read the clipboard.
pub fn can_read() -> bool {
    web_sys::window()
        .and_then(|window| js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).ok())
        .is_some_and(|clipboard| clipboard.is_object())
}
