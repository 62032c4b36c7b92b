//! A piece of the page that keeps something for itself, and what it does once it is drawn.
//!
//! A component of yew, and each of its hooks, writes out its machinery again: three kilobytes a component, one a hook. Ours are
//! one component that draws by a function of its properties and of a [`Hand`], which has what hooks would give:
//!
//! ```ignore
//! fn counter(props: &Props, hand: &mut Hand) -> Html {
//!     let own = hand.own(|| 0);
//!     el("button").on(On::onclick, { let own = own.clone(); move |_: MouseEvent| own.set(|count| *count += 1) })
//!         .child(own.with(|count| *count)).html()
//! }
//! // … el("p").child(piece(counter, Props { … }))
//! ```

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{Key, VChild};

/// How a piece is drawn from its properties.
pub type Draw<P> = fn(&P, &mut Hand) -> Html;

/// A piece, drawn by this function. It is drawn anew where its properties are not the same.
pub fn piece<P: PartialEq + 'static>(draw: Draw<P>, props: P) -> Html {
    child(Props::new(draw, props), None)
}

/// The same with a key: it begins anew with another one.
pub fn keyed<P: PartialEq + 'static>(key: u64, draw: Draw<P>, props: P) -> Html {
    child(Props::new(draw, props), Some(Key::from(key)))
}

fn child(props: Props, key: Option<Key>) -> Html {
    VChild::<Piece>::new(props, key).into()
}

/// What a piece keeps for itself.
pub struct Own<T> {
    state: Rc<RefCell<T>>,
    redraw: Scope<Piece>,
}

type Scope<C> = yew::html::Scope<C>;

impl<T> Clone for Own<T> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), redraw: self.redraw.clone() }
    }
}

impl<T> Own<T> {
    /// Looks at it, or changes it, without drawing anew.
    pub fn with<R>(&self, look: impl FnOnce(&mut T) -> R) -> R {
        look(&mut self.state.borrow_mut())
    }

    /// Changes it and draws the piece anew.
    pub fn set(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.state.borrow_mut());
        self.redraw.send_message(());
    }
}

/// What a piece has at hand while it is drawn.
pub struct Hand {
    redraw: Scope<Piece>,
    state: Option<Rc<dyn Any>>,
    /// What begins once it is drawn the first time, and then what is held.
    begin: Option<Box<dyn FnOnce() -> Box<dyn Any>>>,
    held: Option<Box<dyn Any>>,
    drawn: Option<Box<dyn FnOnce()>>,
}

impl Hand {
    fn new(redraw: Scope<Piece>) -> Self {
        Self { redraw, state: None, begin: None, held: None, drawn: None }
    }

    /// What it keeps for itself, made when it comes up.
    pub fn own<T: 'static>(&mut self, begin: impl FnOnce() -> T) -> Own<T> {
        let known = self.state.clone().and_then(|state| state.downcast::<RefCell<T>>().ok());
        let state = known.unwrap_or_else(|| Rc::new(RefCell::new(begin())));
        self.state = Some(state.clone());
        Own { state, redraw: self.redraw.clone() }
    }

    /// What is held from the first drawing on for as long as the piece lives: listeners, as a rule.
    pub fn held(&mut self, begin: Box<dyn FnOnce() -> Box<dyn Any>>) {
        if self.held.is_none() {
            self.begin = Some(begin);
        }
    }

    /// What is done every time the piece has been drawn.
    pub fn drawn(&mut self, action: Box<dyn FnOnce()>) {
        self.drawn = Some(action);
    }
}

/// Properties with the function that draws from them.
struct Of<P> {
    draw: Draw<P>,
    props: P,
}

trait Drawing {
    fn draw(&self, hand: &mut Hand) -> Html;
    /// Whether the other draws the same.
    fn same(&self, other: &dyn Drawing) -> bool;
    /// Whether it is drawn by the same function, so that what was kept holds for it too.
    fn akin(&self, other: &dyn Drawing) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<P: PartialEq + 'static> Of<P> {
    fn kin<'a>(&self, other: &'a dyn Drawing) -> Option<&'a Self> {
        other.as_any().downcast_ref::<Self>().filter(|other| std::ptr::fn_addr_eq(self.draw, other.draw))
    }
}

impl<P: PartialEq + 'static> Drawing for Of<P> {
    fn draw(&self, hand: &mut Hand) -> Html {
        (self.draw)(&self.props, hand)
    }

    fn same(&self, other: &dyn Drawing) -> bool {
        self.kin(other).is_some_and(|other| self.props == other.props)
    }

    fn akin(&self, other: &dyn Drawing) -> bool {
        self.kin(other).is_some()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The properties of every piece.
#[derive(Clone, Properties)]
pub struct Props {
    of: Rc<dyn Drawing>,
}

impl Props {
    /// A piece as the root of a page of its own.
    pub fn new<P: PartialEq + 'static>(draw: Draw<P>, props: P) -> Self {
        Self { of: Rc::new(Of { draw, props }) }
    }
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.of.same(&*other.of)
    }
}

/// The component that all pieces are.
pub struct Piece(RefCell<Hand>);

impl Component for Piece {
    type Message = ();
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        Self(RefCell::new(Hand::new(context.link().clone())))
    }

    fn changed(&mut self, context: &Context<Self>, before: &Props) -> bool {
        if !context.props().of.akin(&*before.of) {
            *self.0.get_mut() = Hand::new(context.link().clone());
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        context.props().of.draw(&mut self.0.borrow_mut())
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let hand = self.0.get_mut();
        if let Some(begin) = hand.begin.take() {
            hand.held = Some(begin());
        }
        if let Some(drawn) = hand.drawn.take() {
            drawn();
        }
    }
}

/// A value that costs something, kept for as long as what it is made from stays the same.
pub struct Kept<K, V>(Option<(K, Rc<V>)>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    /// The value of `key`: the one there is, or a new one.
    pub fn get(&mut self, key: K, make: impl FnOnce(&K) -> V) -> Rc<V> {
        match &self.0 {
            Some((known, value)) if *known == key => value.clone(),
            _ => {
                let value = Rc::new(make(&key));
                self.0 = Some((key, value.clone()));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_anew_only_for_another_key() {
        let mut kept = Kept::default();
        let first = kept.get(3, |key| key * 2);
        assert!(Rc::ptr_eq(&first, &kept.get(3, |_| 0)));
        assert_eq!(*kept.get(4, |key| key * 2), 8);
    }
}
