//! The legend, which is the filter by status too: eight buttons whose counts follow the other filters.

use super::{FigureProps, Press};
use crate::i18n::Lang;
use crate::i18n::figures::{Caption, caption, legend};
use crate::i18n::words;
use crate::ui::kit::glyph::glyph;
use tongbao_notice::query::{Choice, Kind};
use tongbao_notice::report::Status;
use yew::prelude::*;

/// All eight statuses with their counts.
#[component]
pub fn StatusLegend(props: &FigureProps) -> Html {
    let lang = props.lang;
    let named = props.view.statuses.inside;
    let bare = props.view.bare.inside;
    let total = named.total() + bare.total();
    let button = |status: Status| {
        let count = named.get(status) + bare.get(status);
        let share = if total == 0 { 0.0 } else { f64::from(count) / f64::from(total) };
        let pressed = props.filter.has(Kind::Status, status.word());
        // What was chosen can always be taken back, even where nothing is left of it.
        let open = named.get(status) > 0 || pressed;
        let onclick = {
            let on_press = props.on_press.clone();
            Callback::from(move |event: MouseEvent| {
                if open {
                    let add = event.shift_key() || event.ctrl_key() || event.meta_key();
                    on_press.emit(Press::Choose { choices: vec![Choice::new(Kind::Status, status.word())], add });
                }
            })
        };
        let sentence = legend(lang, status, count, share, pressed, open);
        let share_words = if count > 0 { caption(lang, Caption::Share(share)) } else { String::new() };
        let seen = [words::status(lang, status), &count.to_string(), &share_words];
        let [before, between, after, rest] = around(&sentence, seen);
        html! {
            <button type="button" class={classes!("li", (count == 0).then_some("zero"))} {onclick}
                data-testid={format!("status-legend-{}", status.word())} data-status={status.word()} data-count={count.to_string()}
                aria-pressed={pressed.to_string()} aria-disabled={(!open).then_some("true")}>
                { glyph(status, 16) }
                <span class="lz">{ hidden(before) }{ words::status(lang, status) }{ hidden(between) }</span>
                <span class="ln2"><b>{ count.to_string() }</b>{ hidden(after) }
                    if count > 0 { <small>{ share_words }</small> }{ hidden(rest) }
                </span>
            </button>
        }
    };
    let group = |class: &'static str, heading: Option<Caption>, statuses: &[Status]| {
        let count: u32 = statuses.iter().map(|status| named.get(*status) + bare.get(*status)).sum();
        html! {
            <div class={classes!("lg", class)}>
                <div class="lgh">{ heading_words(lang, heading) }if heading.is_some() { <b>{ count.to_string() }</b> }</div>
                <div class="lgi">{ for statuses.iter().map(|status| button(*status)) }</div>
            </div>
        }
    };
    let (attention, rest): (Vec<Status>, Vec<Status>) =
        Status::ALL.into_iter().partition(|status| status.needs_attention());
    let (unknown, flow): (Vec<Status>, Vec<Status>) = rest.into_iter().partition(|status| *status == Status::Unknown);
    html! {
        <div class="legend" role="group" aria-label={caption(lang, Caption::Legend)}>
            { group("lg-att", Some(Caption::NeedAttention), &attention) }
            { group("lg-flow", Some(Caption::Moving), &flow) }
            { group("lg-unk", None, &unknown) }
        </div>
    }
}

/// What a sentence says around the words that are seen, in this order. A sentence that does not say them stands
/// whole before them.
fn around<'a>(sentence: &'a str, seen: [&str; 3]) -> [&'a str; 4] {
    let cut = || {
        let (before, rest) = sentence.split_once(seen[0])?;
        let (between, rest) = rest.split_once(seen[1])?;
        let (after, rest) = rest.split_once(seen[2])?;
        Some([before, between, after, rest])
    };
    cut().unwrap_or([sentence, "", "", ""])
}

/// Words that are heard and not seen, so that what is seen and what is heard are one sentence.
fn hidden(words: &str) -> Html {
    if words.is_empty() {
        Html::default()
    } else {
        html! { <span class="vh">{ words.to_owned() }</span> }
    }
}

/// A heading with a space behind it; a blank line where there is none.
fn heading_words(lang: Lang, heading: Option<Caption>) -> String {
    heading.map_or_else(|| "\u{a0}".to_owned(), |heading| caption(lang, heading) + " ")
}
