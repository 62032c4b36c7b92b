//! A reading under way that takes longer than a moment: what is being done, and a way out.

use super::Act;
use crate::i18n::{Lang, Say};
use crate::job::protocol::Step;
use crate::state::{Action, Busy};
use yew::prelude::*;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub busy: Busy,
    /// What can be done.
    pub act: Act,
}

/// The reading under way.
#[component]
pub fn BusyCard(props: &Props) -> Html {
    let (lang, busy) = (props.lang, &props.busy);
    let cancel = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Cancel))
    };
    let steps = Step::ALL.into_iter().map(|step| {
        let class = match step.cmp(&busy.step) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "",
        };
        let current = (step == busy.step).then_some("step");
        html! { <li {class} aria-current={current}>{ lang.say(Say::StepLine { step, lines: busy.lines, rows: busy.rows }) }</li> }
    });
    let done = Step::ALL.iter().position(|step| *step == busy.step).unwrap_or(0) as u32;
    let share = ((2 * done + 1) * 100 / (2 * Step::ALL.len() as u32)).to_string();
    html! {
        <section class="busy" role="status" aria-live="polite" data-testid="busy" data-step={busy.step.word()}>
            <h2>{ lang.say(Say::Reading(busy.name.as_deref())) }</h2>
            <ol>{ for steps }</ol>
            <div class="pb" role="progressbar" aria-valuenow={share.clone()} aria-valuemin="0" aria-valuemax="100" aria-label={lang.say(Say::Progress)}><i style={format!("width:{share}%")}></i></div>
            <div class="brow">
                <button class="btn" type="button" data-testid="cancel-button" onclick={cancel}>{ lang.say(Say::Cancel) }</button>
                <span class="t2">{ lang.say(Say::CancelNote) }{ " · " }<kbd>{ "Esc" }</kbd></span>
            </div>
        </section>
    }
}
