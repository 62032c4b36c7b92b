//! Keys for the whole page. Single letters are off while somebody types.

use super::task::neighbour;
use crate::state::{Action, Model, Tab};
use crate::web::dom;
use crate::web::events::Key;
use tongbao_notice::query::{Basis, View};

/// What a key does, if anything.
pub fn action(model: &Model, view: Option<&View>, key: &Key<'_>) -> Option<Action> {
    let name = key.name.as_str();
    if name == "Escape" {
        if model.look.ruling.is_some() && model.open_task().is_some() && !model.sheet && model.busy.is_none() {
            return Some(Action::Back);
        }
        if key.typing && !model.sheet && model.busy.is_none() {
            // Out of the field first; the next Esc goes back.
            dom::blur();
            return None;
        }
        return Some(if model.busy.is_some() { Action::Cancel } else { Action::Back });
    }
    if model.sheet || key.alt {
        return None;
    }
    if key.control {
        return (name.eq_ignore_ascii_case("z") && !key.shift && !key.typing && model.shown().is_some())
            .then_some(Action::Undo);
    }
    if key.typing {
        return None;
    }
    if name == "?" {
        return Some(Action::Sheet(true));
    }
    let reading = model.shown()?;
    match name {
        "/" => {
            dom::focus("[data-testid=search]");
            // Taken, so that the sign does not land in the field.
            key.take();
            None
        }
        "1" | "2" | "3" if reading.states_anything() => {
            let place = name.parse::<usize>().ok()?.checked_sub(1)?;
            Basis::ALL.get(place).copied().map(Action::Base)
        }
        "f" | "F" => Some(Action::Spread),
        "s" | "S" => match model.open_task() {
            Some(_) => {
                dom::focus("[data-testid=source-text]");
                None
            }
            None => Some(Action::Tab(Tab::Source)),
        },
        "j" | "J" | "k" | "K" => {
            let by = if name.eq_ignore_ascii_case("j") { 1 } else { -1 };
            match model.open_task() {
                Some(place) => {
                    let next = neighbour(view?, place, by)?;
                    reading.task(next).map(|task| Action::Open(task.id.clone()))
                }
                None if dom::focus(".lr[tabindex='0']") => None,
                None => Some(Action::Tab(Tab::Ledger)),
            }
        }
        _ => None,
    }
}
