//! The user's own ruling (改判): the eight statuses in the task's verdict, the row that says what was ruled, and the list of all
//! rulings on this notice. The notice's word and the row's evidence stay where they are.

use super::Shown;
use super::kit::element::{Child, Element, On, button, el};
use super::kit::glyph::glyph;
use super::ledger::link_name;
use crate::i18n::{Lang, Say, words};
use crate::state::{Action, rulings, url};
use crate::web::{dom, events};
use tongbao_notice::report::{Status, Task};
use yew::prelude::*;

/// The button that opens the choice.
const BUTTON: &str = "[data-testid=reassess] button";

/// Puts the focus where it belongs after a ruling was taken back: on the open task's button, else into the list, else on the ledger.
pub fn focus() {
    let _ = [BUTTON, "[data-testid=findings]", ".lr[tabindex='0']"].into_iter().any(dom::focus_quietly);
}

/// Puts the focus on the status that holds, with all of the choice in sight; once it is closed, back on its button.
pub fn follow(open: bool) {
    if open {
        dom::focus_quietly("[data-testid=reassess] [aria-checked=true]");
        dom::into_sight(".re");
    } else {
        dom::focus_quietly(BUTTON);
    }
}

/// The button 改判, and what it opens. Choosing takes effect at once; arrows move between the statuses without choosing.
pub fn reassess(shown: &Shown, place: usize, task: &Task) -> Element {
    let lang = shown.lang;
    let status = task.status.merged();
    let reason = &shown.look.ruling;
    let toggle = button("btn sm").attr("aria-expanded", reason.is_some());
    let toggle = toggle.press(&shown.act, Action::Reassess(reason.is_none())).child(lang.say(Say::Reassess));
    let whole = el("div").class("re").also("open", reason.is_some()).hook("reassess");
    let whole = whole.attr("data-task", &task.id).attr("data-status", status.word()).child(toggle);
    whole.child(reason.as_ref().map(|reason| choice(shown, place, status, reason)))
}

/// The eight statuses and the reason.
fn choice(shown: &Shown, place: usize, status: Status, reason: &str) -> Html {
    let lang = shown.lang;
    let mut choice = el("div").class("opts").attr("role", "radiogroup").label(lang.say(Say::ReassessAs));
    for one in Status::ALL {
        let chosen = one == status;
        let radio = button("opt").attr("role", "radio").attr("aria-checked", chosen).attr("data-status", one.word());
        let radio = radio.attr("tabindex", if chosen { "0" } else { "-1" }).press(&shown.act, Action::Rule(place, one));
        choice = choice.child(radio.child(glyph(one, 16)).child(words::status(lang, one)));
    }
    let hint = lang.say(Say::RulingReason);
    let act = shown.act.clone();
    let explain = move |event: Event| act.emit(Action::Explain(place, events::field_value(&event)));
    let why = el("input").attrs(&[("class", "why"), ("type", "text"), ("autocomplete", "off")]);
    let why = why.label(&hint).attr("placeholder", hint).field(reason).on(On::onchange, explain);
    let note = el("p").class("t3").child(lang.say(Say::RulingsKept));
    [choice.on(On::onkeydown, |event: KeyboardEvent| move_between(&event)), why, note].html()
}

/// Arrows move the focus along the statuses.
fn move_between(event: &KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => Status::ALL.len() - 1,
        _ => return,
    };
    event.prevent_default();
    let here = dom::focused("data-status").and_then(|word| Status::from_word(&word));
    let place = Status::ALL.iter().position(|status| Some(*status) == here).unwrap_or(0);
    if let Some(next) = Status::ALL.get((place + step) % Status::ALL.len()) {
        dom::focus(&["[data-testid=reassess] [data-status=", next.word(), "]"].concat());
    }
}

/// What the user ruled, as the verdict shows it; nothing where there is no ruling, and none as long as the choice is open:
/// it says the same, and must not move away under the pointer.
pub fn side(shown: &Shown, place: usize, task: &Task) -> Option<Html> {
    let ruling = task.status.ruling.as_ref().filter(|_| shown.look.ruling.is_none())?;
    let status = el("span").class("jv").child(glyph(ruling.status, 16)).child(words::status(shown.lang, ruling.status));
    let reason = (!ruling.reason.is_empty()).then(|| el("p").child(&ruling.reason));
    Some([Some(status), Some(undo(shown, place)), reason].html())
}

/// Takes the ruling on this task back.
fn undo(shown: &Shown, place: usize) -> Element {
    let act = shown.act.clone();
    let press = move |_: MouseEvent| {
        act.emit(Action::Unrule(place));
        focus();
    };
    button("lk ln").on(On::onclick, press).child(shown.lang.say(Say::Undo))
}

/// How many rulings of the user fall on this notice, with the way to their list; nothing where there is none.
pub fn count(shown: &Shown) -> Option<Element> {
    let own = shown.reading.report.tasks.iter().filter(|task| task.status.ruling.is_some()).count() as u32;
    let to_list = Action::Tab(crate::state::Tab::Findings);
    let link = || button("lk ok").hook("own-rulings").attr("data-count", own).press(&shown.act, to_list);
    (own > 0).then(|| link().child(shown.lang.say(Say::OwnRulings(own))))
}

/// All rulings of the user on this notice, each with the way to its task and back; nothing where there is none.
pub fn list(shown: &Shown) -> Option<Element> {
    let lang = shown.lang;
    let tasks = shown.reading.report.tasks.iter().enumerate();
    let rows: Vec<Html> = tasks.filter_map(|(place, task)| Some(row(shown, place, task)?.html())).collect();
    let number = rows.len();
    let heading = el("h2").class("sev").child(el("span").child(lang.say(Say::RestsOwn))).child(el("b").child(number));
    (number > 0).then(|| {
        let mut file = String::from("data:application/json;charset=utf-8,");
        url::escape(&rulings::json(&shown.rulings, &shown.reading), &mut file);
        let save =
            el("a").class("lk").hook("export-rulings").attr("download", lang.say(Say::RulingsFile)).attr("href", file);
        let save = save.child(lang.say(Say::ExportRulings));
        el("section").hook("rulings").attr("data-count", number).child(heading.child(save)).child(rows)
    })
}

fn row(shown: &Shown, place: usize, task: &Task) -> Option<Element> {
    let ruling = task.status.ruling.as_ref()?;
    let named = |lang: Lang, status: Status| [glyph(status, 16).html(), words::status(lang, status).html()].html();
    let link = button("lk").chinese().press(&shown.act, Action::OpenAt(place)).child(link_name(shown, task));
    let change = el("p").child(named(shown.lang, task.status.unruled())).child(" → ");
    let change = change.child(named(shown.lang, ruling.status));
    let reason = (!ruling.reason.is_empty()).then(|| el("span").class("t2").child(&ruling.reason));
    let ways = el("div").class("fj").child(reason).child(undo(shown, place));
    let row = el("article").class("finding-item").hook("ruling").attr("data-task", &task.id);
    let row = row.attr("data-status", ruling.status.word()).child(el("div").class("fk").child(link));
    Some(row.child(change).child(ways))
}
