//! What was just done, told at the lower edge for some seconds with a way back; and that the notice is being read again.

use super::kit::element::{Child, Element, On, button, el};
use super::{Act, reassess};
use crate::i18n::{Say, fault, words};
use crate::state::{Action, Model, Toast};
use yew::prelude::*;

/// The place of it. It stands there empty too, so that what is put into it is read out.
pub fn toast(model: &Model, act: &Act) -> Element {
    let lang = model.lang;
    let again = model.busy.as_ref().is_some_and(|busy| busy.again && busy.shown);
    let link = |action: Action, words: Say<'_>| {
        let act = act.clone();
        let press = move |_: MouseEvent| {
            act.emit(action.clone());
            // The button goes away with what it did, so the focus moves on.
            reassess::focus();
        };
        button("lk").on(On::onclick, press).child(lang.say(words))
    };
    let told = match &model.toast {
        _ if again => Some((lang.say(Say::ReadingAgain), link(Action::Cancel, Say::Cancel))),
        Some(Toast::Ruled { task, status }) => {
            let undo = link(Action::UndoRuling, Say::Undo).hook("undo");
            let undo = undo.attr("data-task", task).attr("data-status", status.word());
            Some((lang.say(Say::RuledNow(words::status(lang, *status))), undo))
        }
        Some(Toast::NotRead(problem)) => {
            let words = lang.say(Say::NotReadAgain) + &fault::found(lang, problem);
            Some((words, link(Action::Told, Say::Close).attr("data-code", problem.code().to_owned())))
        }
        None => None,
    };
    el("div").class("toast").attr("role", "status").child(told.map(|(words, link)| [words.html(), link.html()].html()))
}
