//! A reading under way that takes longer than a moment: what is being done, and a way out.

use super::Act;
use super::kit::element::{Element, button, el};
use crate::i18n::{Lang, Say};
use crate::job::protocol::Step;
use crate::state::{Action, Busy};

/// The reading under way.
pub fn busy_card(lang: Lang, busy: &Busy, act: &Act) -> Element {
    let mut steps = el("ol");
    for step in Step::ALL {
        let class = match step.cmp(&busy.step) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "",
        };
        let words = lang.say(Say::step(step, busy.lines, busy.rows));
        let current = (step == busy.step).then_some("step");
        steps = steps.child(el("li").class(class).attr("aria-current", current).child(words));
    }
    let done = Step::ALL.iter().position(|step| *step == busy.step).unwrap_or(0) as u32;
    let share = ((2 * done + 1) * 100 / (2 * Step::ALL.len() as u32)).to_string();
    el("section")
        .class("busy")
        .attrs(&[("role", "status"), ("aria-live", "polite")])
        .hook("busy")
        .attr("data-step", busy.step.word())
        .child(el("h2").child(lang.say(Say::reading(busy.name.as_deref()))))
        .child(steps)
        .child(
            el("div")
                .class("pb")
                .attrs(&[("role", "progressbar"), ("aria-valuemin", "0"), ("aria-valuemax", "100")])
                .attr("aria-valuenow", &share)
                .label(lang.say(Say::Progress))
                .child(el("i").attr("style", ["width:", &share, "%"].concat())),
        )
        .child(
            el("div")
                .class("brow")
                .child(button("btn").hook("cancel-button").press(act, Action::Cancel).child(lang.say(Say::Cancel)))
                .child(
                    el("span").class("t2").child(lang.say(Say::CancelNote)).child(" · ").child(el("kbd").child("Esc")),
                ),
        )
}
