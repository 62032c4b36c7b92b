//! Both ends of the line between page and worker. A message is an array: first what the
//! protocol says, packed, then what is large and handed over as it is, texts and bytes.

use super::text::{LinedText, PageText};
use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer, JsString, Uint8Array, Uint32Array};
use tongbao_notice::wire::{self, Wire};
use wasm_bindgen::{JsCast, JsValue};

/// A piece of a message that is too large for the protocol's objects.
#[derive(Clone, Debug)]
pub enum Load {
    /// A text, held by the browser.
    Text(PageText),
    /// Bytes of a file.
    Bytes(FileBytes),
    /// Bytes that this side made.
    Made(Vec<u8>),
    /// Numbers that this side made.
    Numbers(Vec<u32>),
}

/// The bytes of a file, held by the browser until somebody needs them.
#[derive(Clone, Debug)]
pub struct FileBytes(ArrayBuffer);

impl FileBytes {
    pub(super) fn new(buffer: ArrayBuffer) -> Self {
        Self(buffer)
    }

    pub(super) fn value(&self) -> &JsValue {
        self.0.as_ref()
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.0.byte_length()
    }

    /// A copy of them in our own memory.
    pub fn to_vec(&self) -> Vec<u8> {
        Uint8Array::new(&self.0).to_vec()
    }
}

/// A message as it arrived.
#[derive(Clone, Debug)]
pub struct Parcel(Array);

impl Parcel {
    /// Packs a message.
    pub fn pack<T: Wire>(head: &T, loads: Vec<Load>) -> Self {
        Self(pack(head, loads).0)
    }

    /// The small object at its head.
    pub fn head<T: Wire>(&self) -> Option<T> {
        wire::unpack(&bytes_of(&self.0.get(0))?)
    }

    /// How many loads follow.
    pub fn loads(&self) -> u32 {
        self.0.length().saturating_sub(1)
    }

    /// The load at this place, from 0, as a text.
    pub fn text(&self, place: u32) -> Option<PageText> {
        self.0.get(place + 1).dyn_into::<JsString>().ok().map(PageText::new)
    }

    /// The load at this place, from 0, as the bytes of a file.
    pub fn file(&self, place: u32) -> Option<FileBytes> {
        self.0.get(place + 1).dyn_into::<ArrayBuffer>().ok().map(FileBytes)
    }

    /// The load at this place as bytes.
    pub fn bytes(&self, place: u32) -> Option<Vec<u8>> {
        bytes_of(&self.0.get(place + 1))
    }

    /// The load at this place as the starts of the lines of `text`.
    pub fn lined(&self, text: PageText, place: u32) -> LinedText {
        LinedText::new(text, &self.0.get(place + 1))
    }
}

fn bytes_of(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// A message ready to be sent, with the buffers that change hands instead of being copied.
fn pack<T: Wire>(head: &T, loads: Vec<Load>) -> (Array, Array) {
    let (message, handed) = (Array::new(), Array::new());
    message.push(&Uint8Array::from(wire::pack(head).as_slice()));
    for load in loads {
        let value: JsValue = match load {
            Load::Text(text) => text.value().clone(),
            Load::Bytes(FileBytes(buffer)) => {
                handed.push(&buffer);
                buffer.into()
            }
            Load::Made(bytes) => {
                let bytes = Uint8Array::from(bytes.as_slice());
                handed.push(&bytes.buffer());
                bytes.into()
            }
            Load::Numbers(numbers) => {
                let numbers = Uint32Array::from(numbers.as_slice());
                handed.push(&numbers.buffer());
                numbers.into()
            }
        };
        message.push(&value);
    }
    (message, handed)
}

/// A worker, as the page sees it. Ended when dropped.
pub struct Line {
    worker: web_sys::Worker,
    /// Whether it can read files.
    pub readers: bool,
    _listening: [EventListener; 2],
}

impl Line {
    /// Starts a worker. `on_message` gets what it says; `on_failure` is told when it cannot run.
    pub fn open(on_message: impl Fn(Parcel) + 'static, on_failure: impl Fn() + 'static) -> Option<Self> {
        let worker = super::loader::spawn()?;
        let heard = EventListener::new(&worker, "message", move |event| {
            if let Some(parcel) = parcel(event) {
                on_message(parcel);
            }
        });
        let failed = EventListener::new(&worker, "error", move |_| on_failure());
        let readers = js_sys::Reflect::get(&worker, &"readers".into()).is_ok_and(|has| has.is_truthy());
        Some(Self { worker, readers, _listening: [heard, failed] })
    }

    /// Sends a message.
    pub fn send<T: Wire>(&self, head: &T, loads: Vec<Load>) {
        let (message, handed) = pack(head, loads);
        let _ = self.worker.post_message_with_transfer(&message, &handed);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn parcel(event: &web_sys::Event) -> Option<Parcel> {
    event.dyn_ref::<web_sys::MessageEvent>()?.data().dyn_into::<Array>().ok().map(Parcel)
}

fn scope() -> Option<web_sys::DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// In the worker: gives every message of the page to `on_message`, for as long as the worker lives.
pub fn listen(on_message: impl Fn(Parcel) + 'static) {
    if let Some(scope) = scope() {
        EventListener::new(&scope, "message", move |event| {
            if let Some(parcel) = parcel(event) {
                on_message(parcel);
            }
        })
        .forget();
    }
}

/// In the worker: sends a message to the page.
pub fn answer<T: Wire>(head: &T, loads: Vec<Load>) {
    if let Some(scope) = scope() {
        let (message, handed) = pack(head, loads);
        let _ = scope.post_message_with_transfer(&message, &handed);
    }
}

/// The Rust text of a text that the browser holds. Copies it: for the worker only.
pub fn owned(text: &PageText) -> String {
    text.slice(0, text.len())
}

/// The text that these bytes are, written as `label` says; damaged places become U+FFFD.
pub fn decode(bytes: &[u8], label: &str) -> Option<String> {
    web_sys::TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}
