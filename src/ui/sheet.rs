//! The sheet of keys.

use super::Act;
use super::kit::element::{Element, On, button, el};
use super::kit::icon;
use crate::i18n::{Lang, Say};
use crate::state::Action;
use yew::prelude::{KeyboardEvent, MouseEvent};

/// Keys with what they do.
type Row = (&'static [&'static str], Say<'static>);

const LEFT: [Row; 6] = [
    (&["Ctrl", "V"], Say::KeyPaste),
    (&["/"], Say::KeySearch),
    (&["Tab"], Say::KeyTab),
    (&["←", "→", "↑", "↓"], Say::KeyArrows),
    (&["Enter"], Say::KeyEnter),
    (&["Shift", "Enter"], Say::KeyAdd),
];

const RIGHT: [Row; 6] = [
    (&["J", "K"], Say::KeyNext),
    (&["S"], Say::KeySource),
    (&["F"], Say::KeySpread),
    (&["1", "2", "3"], Say::KeyBasis),
    (&["Ctrl", "Z"], Say::KeyUndo),
    (&["Esc"], Say::KeyBack),
];

fn column(lang: Lang, rows: &[Row]) -> Element {
    let mut column = el("dl");
    for (keys, what) in rows {
        let mut names = el("dt");
        for key in *keys {
            names = names.child(el("kbd").child(*key)).child(" ");
        }
        column = column.child(el("div").child(names).child(el("dd").child(lang.say(*what))));
    }
    column
}

/// The sheet.
pub fn sheet(lang: Lang, act: &Act) -> Element {
    // The one button keeps the focus: there is nothing else to reach behind the sheet.
    let keep = |event: KeyboardEvent| {
        if event.key() == "Tab" {
            event.prevent_default();
        }
    };
    let close = button("ib").label(lang.say(Say::Close)).press(act, Action::Sheet(false)).child(icon::close());
    let dialog = el("div")
        .class("dlg")
        .attrs(&[("role", "dialog"), ("aria-modal", "true")])
        .label(lang.say(Say::Keys))
        .hook("shortcuts")
        .on(On::onclick, |event: MouseEvent| event.stop_propagation())
        .on(On::onkeydown, keep)
        .child(el("div").class("ph").child(el("b").child(lang.say(Say::Keys))).child(close))
        .child(el("div").class("keys").child(column(lang, &LEFT)).child(column(lang, &RIGHT)))
        .child(el("p").class("t3").child(lang.say(Say::KeysNote)));
    el("div").class("veil").press(act, Action::Sheet(false)).child(dialog)
}
