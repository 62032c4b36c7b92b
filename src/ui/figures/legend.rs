//! The legend, which is the filter by status too: eight buttons whose counts follow the other filters.

use crate::i18n::Lang;
use crate::i18n::figures::Caption;
use crate::i18n::{figures, numbers, words};
use crate::ui::Shown;
use crate::ui::kit::element::{Element, On, button, el};
use crate::ui::kit::glyph::glyph;
use tongbao_notice::query::{Choice, Kind};
use tongbao_notice::report::Status;
use yew::prelude::*;

/// All eight statuses with their counts.
pub fn legend(shown: &Shown) -> Element {
    let (attention, rest): (Vec<Status>, Vec<Status>) =
        Status::ALL.into_iter().partition(|status| status.needs_attention());
    let (unknown, flow): (Vec<Status>, Vec<Status>) = rest.into_iter().partition(|status| *status == Status::Unknown);
    el("div")
        .class("legend")
        .attr("role", "group")
        .label(shown.lang.say(Caption::Legend))
        .child(group(shown, "lg lg-att", Some(Caption::NeedAttention), &attention))
        .child(group(shown, "lg lg-flow", Some(Caption::Moving), &flow))
        .child(group(shown, "lg lg-unk", None, &unknown))
}

/// How many tasks that are shown have this status.
fn count_of(shown: &Shown, status: Status) -> u32 {
    shown.view.statuses.inside.get(status) + shown.view.bare.inside.get(status)
}

fn group(shown: &Shown, class: &'static str, heading: Option<Caption<'_>>, statuses: &[Status]) -> Element {
    let count: u32 = statuses.iter().map(|status| count_of(shown, *status)).sum();
    let title = el("div").class("lgh").child(heading_words(shown.lang, heading));
    let title = title.child(heading.map(|_| el("b").child(count)));
    let mut entries = el("div").class("lgi");
    for status in statuses {
        entries = entries.child(entry(shown, *status));
    }
    el("div").class(class).child(title).child(entries)
}

fn entry(shown: &Shown, status: Status) -> Element {
    let lang = shown.lang;
    let total = shown.view.statuses.inside.total() + shown.view.bare.inside.total();
    let count = count_of(shown, status);
    let share = if total == 0 { 0.0 } else { f64::from(count) / f64::from(total) };
    let pressed = shown.look.filter.has(Kind::Status, status.word());
    // What was chosen can always be taken back, even where nothing is left of it.
    let open = shown.view.statuses.inside.get(status) > 0 || pressed;
    let on_click = {
        let act = shown.act.clone();
        move |event: MouseEvent| {
            if open {
                act.emit(super::press(vec![Choice::new(Kind::Status, status.word())], &event));
            }
        }
    };
    let sentence = figures::legend(lang, status, count, share, pressed, open);
    // Of what is only counted it is not known how many there are besides.
    let share_words = if count > 0 && shown.view.total > 0 { figures::share(share) } else { String::new() };
    let (word, counted) = (words::status(lang, status), numbers::count(count));
    let [before, between, after, rest] = around(&sentence, [word, &counted, &share_words]);
    let name = el("span").class("lz").child(hidden(before)).child(word).child(hidden(between));
    let number = el("span").class("ln2").child(el("b").child(&counted)).child(hidden(after));
    button("li")
        .also("zero", count == 0)
        .on(On::onclick, on_click)
        .attr("data-testid", ["status-legend-", status.word()].concat())
        .attr("data-status", status.word())
        .attr("data-count", count)
        .attr("aria-pressed", pressed)
        .attr("aria-disabled", (!open).then_some("true"))
        .child(glyph(status, 16))
        .child(name)
        .child(number.child((count > 0).then(|| el("small").child(share_words.clone()))).child(hidden(rest)))
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
fn hidden(words: &str) -> Option<Element> {
    (!words.is_empty()).then(|| el("span").class("vh").child(words.to_owned()))
}

/// A heading with a space behind it; a blank line where there is none.
fn heading_words(lang: Lang, heading: Option<Caption<'_>>) -> String {
    heading.map_or_else(|| "\u{a0}".to_owned(), |heading| lang.say(heading) + " ")
}
