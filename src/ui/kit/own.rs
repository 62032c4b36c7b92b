//! What a component keeps for itself, in one struct, and what it does once it is drawn.
//!
//! Yew's hooks are generic over what they keep: each `use_state`, `use_memo` or `use_effect_with` writes out its
//! machinery again, a kilobyte a time. A component of ours uses these three instead, each of which is there once.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What a component keeps for itself.
pub struct Own<T> {
    state: Rc<RefCell<T>>,
    redraw: UseForceUpdateHandle,
}

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

    /// Changes it and draws the component anew.
    pub fn set(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.state.borrow_mut());
        self.redraw.force_update();
    }
}

/// What a component keeps for itself, made when it comes up.
#[hook]
pub fn use_own<T: 'static>(begin: impl FnOnce() -> T) -> Own<T> {
    Own { state: use_mut_ref(begin), redraw: use_force_update() }
}

/// What is done every time the component has been drawn.
#[hook]
pub fn use_drawn(action: Box<dyn FnOnce()>) {
    use_effect(action);
}

/// What is held from the first drawing on for as long as the component lives: listeners, as a rule.
#[hook]
pub fn use_held(begin: Box<dyn FnOnce() -> Box<dyn Any>>) {
    use_effect_with((), move |()| {
        let held = begin();
        move || drop(held)
    });
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
