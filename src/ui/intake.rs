//! The empty page: paste, type, drop, choose a file, or look at a sample. What could not be read
//! stays in the box, with a sentence that says what was expected and what was found.

use super::Act;
use super::kit::element::{Element, On, button, el};
use super::kit::icon;
use super::kit::piece::Hand;
use super::understood::header_fields;
use super::ways::{SAMPLES, Sample, Way};
use crate::i18n::{Lang, Say, fault};
use crate::job::protocol::Fault;
use crate::state::{Action, Given, hints};
use crate::web::clipboard::{self, Incoming};
use crate::web::{dom, events};
use tongbao_notice::Options;
use yew::prelude::*;

/// So many lines of a text without tasks are shown: the header of its table stands among the first, as a rule.
const LINES_SHOWN: usize = 500;

/// The kinds of files that can be read, as people call them.
const FORMATS: [&str; 6] = ["PDF", "Word", "Excel", "WPS", "HTML", "TXT"];

/// What the system's chooser offers first. What a file is is decided by its content.
const KINDS: &str = ".txt,.md,.csv,.tsv,.html,.htm,.mht,.mhtml,.pdf,.doc,.docx,.wps,.rtf,.odt,.xls,.xlsx,.et,.ods,.zip,text/plain,text/html,application/pdf";

/// What the empty page shows.
#[derive(PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Why the last input could not be read.
    pub fault: Option<Fault>,
    /// The last input.
    pub given: Given,
    /// Whether something is being dragged over the page.
    pub dragging: bool,
    /// What can be done.
    pub act: Act,
    /// Where what comes in goes.
    pub take: Callback<Way>,
}

/// What it keeps for itself: whether there are words in the box, and what the box was filled with last.
#[derive(Default)]
struct Own {
    area: NodeRef,
    typed: bool,
    /// Whether it is shown what was read of a text without tasks.
    read: bool,
    given: Option<(Option<Fault>, Given)>,
}

/// The empty page.
pub fn intake(props: &Props, hand: &mut Hand) -> Html {
    let lang = props.lang;
    let own = hand.own(Own::default);
    // What was given stays in the box when it could not be read.
    {
        let (own, now) = (own.clone(), Some((props.fault.clone(), props.given.clone())));
        hand.drawn(Box::new(move || {
            let known = own.with(|own| std::mem::replace(&mut own.given, now.clone()));
            if let Some((Some(_), given)) = now.filter(|now| known.as_ref() != Some(now)) {
                dom::set_value(&own.with(|own| own.area.clone()), &given.text);
                own.set(|own| own.typed = !given.text.trim().is_empty());
                dom::focus("[data-testid=error-banner]");
            }
        }));
    }
    let (area, typed, read_shown) = own.with(|own| (own.area.clone(), own.typed, own.read));
    let read = {
        let (area, take) = (area.clone(), props.take.clone());
        move || take.emit(Way::New(Incoming::Text(dom::value(&area).as_str().into())))
    };
    let on_input = {
        let own = own.clone();
        move |event: InputEvent| own.set(|own| own.typed = !events::typed(&event).trim().is_empty())
    };
    let on_key = {
        let read = read.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                read();
            }
        }
    };
    let on_paste = {
        let take = props.take.clone();
        move |_: MouseEvent| {
            let take = take.clone();
            yew::platform::spawn_local(async move {
                match clipboard::read().await {
                    Some(incoming) => take.emit(Way::New(incoming)),
                    None => {
                        dom::focus("[data-testid=intake-text]");
                    }
                }
            });
        }
    };
    let on_file = {
        let take = props.take.clone();
        move |event: Event| {
            if let Some(file) = clipboard::chosen_file(&event) {
                take.emit(Way::New(Incoming::File(file)));
            }
        }
    };
    let paste_button = || {
        let paste = button("btn pri paste-s").hook("paste-button").on(On::onclick, on_paste);
        paste.child(lang.say(Say::PasteButton))
    };
    let read_button = || {
        let press = button("btn pri").hook("read-button").on(On::onclick, move |_: MouseEvent| read());
        press.child(lang.say(Say::ReadBox))
    };
    let text = el("textarea")
        .found_by(&area)
        .class("box")
        .hook("intake-text")
        .attrs(&[("rows", "3"), ("spellcheck", "false")])
        .label(lang.say(Say::BoxLabel))
        .attr("placeholder", lang.say(Say::BoxHint))
        .on(On::oninput, on_input)
        .on(On::onkeydown, on_key);
    let file = el("input")
        .class("vh")
        .attrs(&[("id", "intake-file"), ("type", "file"), ("tabindex", "-1"), ("accept", KINDS)])
        .hook("intake-file")
        .label(lang.say(Say::ChooseFile))
        .on(On::onchange, on_file);
    let choose = button("btn").also("pri", !typed).on(On::onclick, |_: MouseEvent| dom::click("#intake-file"));
    let mut formats = el("p").class("fmts");
    for format in FORMATS {
        formats = formats.child(el("span").child(format));
    }
    let drop = el("div")
        .class("drop")
        .also("over", props.dragging)
        .child(
            el("div")
                .class("pk")
                .attr("aria-hidden", "true")
                .child(el("kbd").child("Ctrl"))
                .child(el("span").child("+"))
                .child(el("kbd").child("V")),
        )
        .child(clipboard::can_read().then(paste_button))
        .child(el("p").class("big").child(lang.say(if props.dragging { Say::DropHere } else { Say::PasteHere })))
        .child(el("p").class("t2 how").child(lang.say(Say::PasteHow)))
        .child(text)
        .child(
            el("div")
                .class("dropf")
                .child(typed.then(read_button))
                .child(choose.child(lang.say(Say::ChooseFile)))
                .child(file)
                .child(el("span").class("t2").child(lang.say(Say::OrDrop))),
        )
        .child(formats);
    let see = {
        let own = own.clone();
        move |_: MouseEvent| own.set(|own| own.read = !own.read)
    };
    let way_to_read = props.fault.as_ref().filter(|fault| can_be_told(fault)).map(|_| {
        let see = button("lk").hook("read-anyway").attr("aria-expanded", read_shown).on(On::onclick, see);
        see.child(lang.say(Say::SeeWhatWasRead))
    });
    let what_was_read = (read_shown && way_to_read.is_some()).then(|| what_was_read(props));
    let hero = el("div")
        .class("hero")
        .child(el("h1").child(lang.say(Say::Purpose)))
        .child(el("p").class("lede").child(lang.say(Say::Lede)))
        .child(props.fault.as_ref().map(|fault| banner(props, fault, way_to_read)))
        .child(what_was_read)
        .child(drop)
        .child(el("p").class("priv").child(icon::lock()).child(el("b").child(lang.say(Say::Privacy))));
    let mut samples = el("div").class("samples");
    for sample in SAMPLES {
        samples = samples.child(sample_button(props, sample));
    }
    let start = el("section").class("start").child(el("h2").child(lang.say(Say::Samples))).child(samples);
    el("section").class("v-empty").child(hero).child(start).into()
}

fn sample_button(props: &Props, sample: Sample) -> Element {
    let take = props.take.clone();
    let [title, note] = Say::sample(sample.key);
    button("")
        .hook("sample-button")
        .attr("data-sample", sample.key)
        .on(On::onclick, move |_: MouseEvent| take.emit(Way::Sample(sample.key)))
        .child(el("b").child(props.lang.say(title)))
        .child(el("span").child(props.lang.say(note)))
}

/// Why the last input could not be read.
fn banner(props: &Props, fault: &Fault, way_to_read: Option<Element>) -> Element {
    let lang = props.lang;
    let mut choices = el("ul").class("choices");
    for name in fault.choices() {
        choices = choices.child(el("li").child(choice(&props.take, name)));
    }
    let words = el("div")
        .child(el("b").child(fault::found(lang, fault)))
        .child(el("p").child(fault::expected(lang, fault)))
        .child((!fault.choices().is_empty()).then_some(choices))
        .child(props.given.cut.then(|| el("p").class("t3").child(lang.say(Say::GivenCut))))
        .child(way_to_read);
    el("div")
        .class("error-banner")
        .attrs(&[("role", "alert"), ("tabindex", "-1")])
        .hook("error-banner")
        .attr("data-code", fault.code().to_owned())
        .attr("data-count", fault.count())
        .child(words)
        .child(button("ib").label(lang.say(Say::Close)).press(&props.act, Action::Forgive).child(icon::close()))
}

/// Whether the user can help: a text is there, only no table was found in it.
fn can_be_told(fault: &Fault) -> bool {
    matches!(fault, Fault::NoTasks(_) | Fault::NoProgress(_))
}

/// What was read of a text without tasks: its lines with their numbers, and fields for those of a header.
fn what_was_read(props: &Props) -> Element {
    let lang = props.lang;
    let take = props.take.clone();
    let told = move |lines| take.emit(Way::Told(hints::with_header(&Options::default(), None, lines)));
    let fields = header_fields(lang, None, told).child(el("span").class("t3").child(lang.say(Say::OtherTable)));
    let mut lines = el("ol").attrs(&[("tabindex", "0"), ("role", "region")]).label(lang.say(Say::Understood));
    for line in props.given.text.lines().take(LINES_SHOWN) {
        lines = lines.child(el("li").chinese().child(line.to_owned()));
    }
    el("section").class("und raw").hook("read-raw").child(fields).child(lines)
}

/// A file of an archive, to be chosen.
fn choice(take: &Callback<Way>, name: &str) -> Element {
    let (take, entry) = (take.clone(), name.to_owned());
    let press =
        button("btn").hook("archive-entry").on(On::onclick, move |_: MouseEvent| take.emit(Way::Entry(entry.clone())));
    press.child(name.to_owned())
}
