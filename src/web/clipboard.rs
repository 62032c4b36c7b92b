//! Texts and files that come in: by paste, by drop, by choice, by a button.

use super::text::PageText;
use super::worker::FileBytes;
use js_sys::{ArrayBuffer, JsString, RegExp};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// What came in.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// A text, as it was pasted.
    Text(PageText),
    /// A table as a program put it on the clipboard.
    Rich {
        /// In HTML.
        html: PageText,
        /// The same as plain text.
        text: PageText,
    },
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

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.0.size() as u64
    }

    /// Its bytes; `None` where the browser cannot read it.
    pub async fn bytes(&self) -> Option<FileBytes> {
        let buffer = JsFuture::from(self.0.array_buffer()).await.ok()?;
        buffer.dyn_into::<ArrayBuffer>().ok().map(FileBytes::new)
    }
}

/// What a paste carries: words where there are any, for office programs add a picture of them; else a file.
pub(super) fn from_paste(data: &web_sys::DataTransfer) -> Option<Incoming> {
    words(data).or_else(|| file(data))
}

/// What a drop carries: a file where there is one, for some systems add its path as words; else words.
pub(super) fn from_drop(data: &web_sys::DataTransfer) -> Option<Incoming> {
    file(data).or_else(|| words(data))
}

fn file(data: &web_sys::DataTransfer) -> Option<Incoming> {
    data.files().and_then(|files| files.get(0)).map(|file| Incoming::File(IncomingFile(file)))
}

fn words(data: &web_sys::DataTransfer) -> Option<Incoming> {
    let get = js_sys::Reflect::get(data, &"getData".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let part = |kind: &str| get.call1(data, &kind.into()).ok()?.dyn_into::<JsString>().ok();
    rich_or_plain(part("text/html"), part("text/plain").unwrap_or_else(|| "".into()))
}

/// The HTML where it holds a table, of which the plain text has lost the cells; else the text.
fn rich_or_plain(html: Option<JsString>, text: JsString) -> Option<Incoming> {
    let table = RegExp::new("<table[\\s>]", "i");
    match html {
        Some(html) if html.search(&table) >= 0 => {
            Some(Incoming::Rich { html: PageText::new(html), text: PageText::new(text) })
        }
        _ if text.length() > 0 => Some(Incoming::Text(PageText::new(text))),
        _ => None,
    }
}

/// The file chosen in a field of kind `file`; the field is emptied, so that the same file can be chosen again.
pub fn chosen_file(event: &yew::Event) -> Option<IncomingFile> {
    let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(IncomingFile(file))
}

/// What is on the clipboard, by a button; `None` where the browser or the user refuses.
pub async fn read() -> Option<Incoming> {
    let [text, html] = super::loader::clipboard().await?;
    let html = html.value().dyn_ref::<JsString>().cloned();
    let text = text.value().dyn_ref::<JsString>().cloned().unwrap_or_else(|| "".into());
    Some(rich_or_plain(html, text).unwrap_or_else(|| Incoming::Text("".into())))
}

/// Whether a button can read the clipboard.
pub fn can_read() -> bool {
    web_sys::window()
        .and_then(|window| js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).ok())
        .is_some_and(|clipboard| clipboard.is_object())
}
