//! The sheet of keys.

use super::Act;
use super::kit::icon;
use crate::i18n::{Lang, Say};
use crate::state::Action;
use crate::web::dom;
use yew::prelude::*;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// What can be done.
    pub act: Act,
}

const LEFT: [(&[&str], Say<'static>); 6] = [
    (&["Ctrl", "V"], Say::KeyPaste),
    (&["/"], Say::KeySearch),
    (&["Tab"], Say::KeyTab),
    (&["←", "→", "↑", "↓"], Say::KeyArrows),
    (&["Enter"], Say::KeyEnter),
    (&["Shift", "Enter"], Say::KeyAdd),
];

const RIGHT: [(&[&str], Say<'static>); 6] = [
    (&["J", "K"], Say::KeyNext),
    (&["S"], Say::KeySource),
    (&["F"], Say::KeySpread),
    (&["1", "2", "3"], Say::KeyBasis),
    (&["Ctrl", "Z"], Say::KeyUndo),
    (&["Esc"], Say::KeyBack),
];

/// The sheet.
#[component]
pub fn Sheet(props: &Props) -> Html {
    let lang = props.lang;
    use_effect_with((), |()| {
        dom::focus("[data-testid=shortcuts] button");
        || {
            dom::focus("[data-testid=shortcuts-button]");
        }
    });
    let close = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Sheet(false)))
    };
    // The one button keeps the focus: there is nothing else to reach behind the sheet.
    let keep = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Tab" {
            event.prevent_default();
        }
    });
    let stay = Callback::from(|event: MouseEvent| event.stop_propagation());
    let column = |rows: &'static [(&'static [&'static str], Say<'static>)]| {
        let rows = rows.iter().map(|(keys, what)| {
            html! {
                <div>
                    <dt>{ for keys.iter().map(|key| html! { <><kbd>{ *key }</kbd>{ " " }</> }) }</dt>
                    <dd>{ lang.say(*what) }</dd>
                </div>
            }
        });
        html! { <dl>{ for rows }</dl> }
    };
    html! {
        <div class="veil" onclick={close.clone()}>
            <div class="dlg" role="dialog" aria-modal="true" aria-label={lang.say(Say::Keys)} data-testid="shortcuts" onclick={stay} onkeydown={keep}>
                <div class="ph"><b>{ lang.say(Say::Keys) }</b><button class="ib" type="button" aria-label={lang.say(Say::Close)} onclick={close}>{ icon::close() }</button></div>
                <div class="keys">{ column(&LEFT) }{ column(&RIGHT) }</div>
                <p class="t3">{ lang.say(Say::KeysNote) }</p>
            </div>
        </div>
    }
}
