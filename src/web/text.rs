//! A text that stays in the browser's memory. Twenty megabytes that were pasted are never copied
//! into the page's own memory: the worker reads them, and the page cuts out the lines it shows.

use js_sys::{JsString, Uint32Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// A text held by the browser. Positions are UTF-16 units. Cheap to clone.
#[derive(Clone, Debug)]
pub struct PageText(JsString);

impl PageText {
    pub(super) fn new(text: JsString) -> Self {
        Self(text)
    }

    pub(super) fn value(&self) -> &JsValue {
        self.0.as_ref()
    }

    /// How many UTF-16 units it has.
    pub fn len(&self) -> u32 {
        self.0.length()
    }

    /// The words from `start` to `end`. Half a character becomes U+FFFD.
    pub fn slice(&self, start: u32, end: u32) -> String {
        self.0.substring(start, end).into()
    }

    /// Whether nothing is in it but blanks. Looks at the beginning only where it is long.
    pub fn is_blank(&self) -> bool {
        self.slice(0, self.len().min(4096)).trim().is_empty() && self.len() <= 4096
    }
}

impl From<&str> for PageText {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// A text with the places where its lines begin.
#[derive(Clone, Debug)]
pub struct LinedText {
    text: PageText,
    /// Where each line begins, and where the text ends.
    starts: Rc<[u32]>,
}

impl LinedText {
    pub(super) fn new(text: PageText, starts: &JsValue) -> Self {
        let starts = starts.dyn_ref::<Uint32Array>().map(Uint32Array::to_vec).unwrap_or_default();
        Self { text, starts: starts.into() }
    }

    /// How many lines there are.
    pub fn lines(&self) -> u32 {
        (self.starts.len() as u32).saturating_sub(1)
    }

    /// The line of this number, from 1; empty where there is none.
    pub fn line(&self, number: u32) -> String {
        let at = |index: u32| self.starts.get(index as usize).copied();
        match (number.checked_sub(1).and_then(at), at(number)) {
            (Some(start), Some(end)) => {
                let mut line = self.text.slice(start, end);
                line.truncate(line.trim_end_matches(['\n', '\r']).len());
                line
            }
            _ => String::new(),
        }
    }

    /// How many UTF-16 units the line has, its end included: enough to guess its height.
    pub fn width(&self, number: u32) -> u32 {
        let at = |index: u32| self.starts.get(index as usize).copied().unwrap_or(0);
        at(number).saturating_sub(at(number.saturating_sub(1)))
    }
}

impl PartialEq for LinedText {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.starts, &other.starts)
    }
}

#[cfg(test)]
impl LinedText {
    /// A text that is never looked at: natively there is no browser to hold one.
    pub fn unseen() -> Self {
        Self { text: PageText(JsValue::NULL.unchecked_into()), starts: Rc::from([0]) }
    }
}
