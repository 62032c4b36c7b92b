//! Elements of the page, put together by calls: `el("p").class("t2").child("…")`.
//!
//! Yew's `html!` writes out, for each element, the code that fills its tables; thirty regions of it were a third of
//! the page. Here an element is a pointer, and every call goes to a function that is there once. What comes in are
//! names, values and children of a few types ([`Value`], [`Child`]), what goes out is [`Html`]. A child can be a
//! [`piece`](super::piece::piece) too, which keeps something for itself:
//!
//! ```ignore
//! el("button").class("chip").also("on", chosen).attr("data-count", count)
//!     .press(act, Action::Close)              // dispatches the action
//!     .on(On::onkeydown, move |event: KeyboardEvent| …)
//!     .child(icon::close()).child(words)      // an element, words, an option, a list, a piece
//! ```
//! A value that is `None` is left out; a child that is `None` keeps its place.

use super::super::Act;
use crate::state::Action;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Key, Listener, ListenerKind, VNode, VTag, VText};

pub use yew::virtual_dom::ListenerKind as On;

/// An element that is being put together.
pub struct Element(Rc<VTag>);

/// An element with this tag, empty as yet.
pub fn el(tag: &'static str) -> Element {
    Element(Rc::new(VTag::new(tag)))
}

/// A `button` that does nothing but what is hung on it.
pub fn button(class: &'static str) -> Element {
    el("button").attr("type", "button").class(class)
}

impl Element {
    /// Only this value points at the tag as long as it is being put together.
    fn with(mut self, change: &mut dyn FnMut(&mut VTag)) -> Self {
        if let Some(tag) = Rc::get_mut(&mut self.0) {
            change(tag);
        }
        self
    }

    fn set(self, name: &'static str, value: Option<AttrValue>) -> Self {
        let Some(value) = value else { return self };
        let mut value = Some(value);
        self.with(&mut |tag| {
            if let Some(value) = value.take() {
                tag.add_attribute(name, value);
            }
        })
    }

    /// Its class, one or several words.
    pub fn class(self, words: impl Value) -> Self {
        self.set("class", words.value())
    }

    /// Another class, where `holds`.
    pub fn also(self, word: &str, holds: bool) -> Self {
        if !holds {
            return self;
        }
        self.with(&mut |tag| {
            let before = match tag.attributes.get_mut_index_map().get("class") {
                Some(AttributeOrProperty::Attribute(before)) => before.clone(),
                _ => AttrValue::default(),
            };
            let words = if before.is_empty() { word.to_owned() } else { [&before, word].join(" ") };
            tag.add_attribute("class", words);
        })
    }

    /// An attribute.
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        self.set(name, value.value())
    }

    /// Attributes that never change.
    pub fn attrs(mut self, pairs: &[(&'static str, &'static str)]) -> Self {
        for (name, value) in pairs {
            self = self.set(name, Some(AttrValue::Static(value)));
        }
        self
    }

    /// The hook by which tests find it.
    pub fn hook(self, name: &'static str) -> Self {
        self.set("data-testid", Some(AttrValue::Static(name)))
    }

    /// What it is called where it is not seen.
    pub fn label(self, words: impl Value) -> Self {
        self.set("aria-label", words.value())
    }

    /// Its words are those of the notice, which stay Chinese on an English page.
    pub fn chinese(self) -> Self {
        self.set("lang", Some(AttrValue::Static("zh-Hans")))
    }

    /// Whether the box is ticked; not the attribute, which is only its beginning.
    pub fn checked(self, checked: bool) -> Self {
        self.with(&mut |tag| tag.set_checked(checked))
    }

    /// What stands in the field.
    pub fn field(self, words: &str) -> Self {
        self.with(&mut |tag| tag.set_value(words.to_owned()))
    }

    /// Tells it from its brothers, so that it stays the same element when they move.
    pub fn key(self, key: u64) -> Self {
        self.with(&mut |tag| tag.key = Some(Key::from(key)))
    }

    /// What finds the element once it is on the page.
    pub fn found_by(self, node: &NodeRef) -> Self {
        self.with(&mut |tag| tag.node_ref = node.clone())
    }

    /// What stands in it, after what stands there already.
    pub fn child(self, child: impl Child) -> Self {
        self.put(child.html())
    }

    fn put(self, child: Html) -> Self {
        let mut child = Some(child);
        self.with(&mut |tag| {
            if let Some(child) = child.take() {
                tag.add_child(child);
            }
        })
    }

    /// What a click on it does.
    pub fn press(self, act: &Act, action: Action) -> Self {
        self.press_all(act, vec![action])
    }

    /// What a click on it does, one after the other.
    pub fn press_all(self, act: &Act, actions: Vec<Action>) -> Self {
        let act = act.clone();
        self.hear(
            ListenerKind::onclick,
            Rc::new(move |event| {
                // A button in something that can be clicked too has the click for itself.
                event.stop_propagation();
                for action in &actions {
                    act.emit(action.clone());
                }
            }),
        )
    }

    /// What is done at an event.
    pub fn on<E: JsCast + 'static>(self, kind: ListenerKind, hear: impl Fn(E) + 'static) -> Self {
        self.hear(kind, Rc::new(move |event| hear(event.unchecked_into())))
    }

    fn hear(self, kind: ListenerKind, hear: Rc<dyn Fn(Event)>) -> Self {
        let hears = Rc::new(Hears { kind, hear });
        self.with(&mut |tag| {
            tag.add_listener(hears.clone());
        })
    }
}

struct Hears {
    kind: ListenerKind,
    hear: Rc<dyn Fn(Event)>,
}

impl Listener for Hears {
    fn kind(&self) -> ListenerKind {
        self.kind.clone()
    }

    fn handle(&self, event: Event) {
        (self.hear)(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Self {
        VNode::VTag(element.0)
    }
}

/// Several nodes side by side.
pub fn list(nodes: Vec<Html>) -> Html {
    nodes.into_iter().collect()
}

/// What an attribute can be: words, a number, yes or no, or nothing.
pub trait Value {
    /// As the browser gets it.
    fn value(self) -> Option<AttrValue>;
}

impl Value for &'static str {
    fn value(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl Value for AttrValue {
    fn value(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl Value for String {
    fn value(self) -> Option<AttrValue> {
        Some(AttrValue::from(self))
    }
}

impl Value for &String {
    fn value(self) -> Option<AttrValue> {
        Some(AttrValue::from(self.clone()))
    }
}

impl Value for u32 {
    fn value(self) -> Option<AttrValue> {
        Some(AttrValue::from(self.to_string()))
    }
}

impl Value for usize {
    fn value(self) -> Option<AttrValue> {
        (self as u32).value()
    }
}

impl Value for bool {
    fn value(self) -> Option<AttrValue> {
        (if self { "true" } else { "false" }).value()
    }
}

impl<V: Value> Value for Option<V> {
    fn value(self) -> Option<AttrValue> {
        self.and_then(Value::value)
    }
}

/// What can stand in an element: another one, words, a drawn component, nothing, several of them.
pub trait Child {
    /// As the browser gets it.
    fn html(self) -> Html;
}

impl Child for Element {
    fn html(self) -> Html {
        self.into()
    }
}

impl Child for Html {
    fn html(self) -> Html {
        self
    }
}

impl Child for &'static str {
    fn html(self) -> Html {
        VNode::VText(VText::new(self))
    }
}

impl Child for String {
    fn html(self) -> Html {
        VNode::VText(VText::new(self))
    }
}

impl Child for &String {
    fn html(self) -> Html {
        self.clone().html()
    }
}

impl Child for u32 {
    fn html(self) -> Html {
        self.to_string().html()
    }
}

impl Child for usize {
    fn html(self) -> Html {
        (self as u32).html()
    }
}

impl<C: Child> Child for Option<C> {
    /// Nothing takes its place too, so that what comes after stays the same element when something comes.
    fn html(self) -> Html {
        self.map_or_else(Html::default, Child::html)
    }
}

impl Child for Vec<Html> {
    fn html(self) -> Html {
        list(self)
    }
}

impl<C: Child, const N: usize> Child for [C; N] {
    fn html(self) -> Html {
        list(self.into_iter().map(Child::html).collect())
    }
}
