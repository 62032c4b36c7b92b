//! The empty page: paste, type, drop, choose a file, or look at a sample. What could not be read
//! stays in the box, with a sentence that says what was expected and what was found.

use super::Act;
use super::kit::element::{Element, On, button, el};
use super::kit::icon;
use crate::i18n::{Lang, Say, fault};
use crate::job::protocol::Fault;
use crate::state::{Action, Given};
use crate::web::clipboard::{self, Incoming};
use crate::web::{dom, events};
use yew::prelude::*;

/// The samples that ship with the page.
pub const SAMPLES: [Sample; 2] = [Sample { key: "yuhuan-2021-q3" }, Sample { key: "qingxi-2024-h1" }];

/// The kinds of files that can be read, as people call them.
const FORMATS: [&str; 6] = ["PDF", "Word", "Excel", "WPS", "HTML", "TXT"];

/// What the system's chooser offers first. What a file is is decided by its content.
const KINDS: &str = ".txt,.md,.csv,.tsv,.html,.htm,.mht,.mhtml,.pdf,.doc,.docx,.wps,.rtf,.odt,.xls,.xlsx,.et,.ods,.zip,text/plain,text/html,application/pdf";

/// A notice to look at first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Its name: `samples/<key>.txt`.
    pub key: &'static str,
}

/// What the empty page shows.
#[derive(Properties, PartialEq)]
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
    /// Takes in a text or file.
    pub take: Callback<Incoming>,
    /// Reads one file of the archive that was given.
    pub choose: Callback<String>,
    /// Takes in a sample.
    pub sample: Callback<&'static str>,
}

/// The empty page.
#[component]
pub fn Intake(props: &Props) -> Html {
    let lang = props.lang;
    let typed = use_state_eq(|| false);
    let area = use_node_ref();
    // What was given stays in the box when it could not be read.
    {
        let (area, typed) = (area.clone(), typed.clone());
        use_effect_with((props.fault.clone(), props.given.clone()), move |(fault, given)| {
            if fault.is_some() {
                dom::set_value(&area, &given.text);
                typed.set(!given.text.trim().is_empty());
                dom::focus("[data-testid=error-banner]");
            }
        });
    }
    let read = {
        let (area, take) = (area.clone(), props.take.clone());
        move || take.emit(Incoming::Text(dom::value(&area).as_str().into()))
    };
    let on_input = {
        let typed = typed.clone();
        move |event: InputEvent| typed.set(!events::typed(&event).trim().is_empty())
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
                    Some(incoming) => take.emit(incoming),
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
                take.emit(Incoming::File(file));
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
    let choose = button("btn").also("pri", !*typed).on(On::onclick, |_: MouseEvent| dom::click("#intake-file"));
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
    let hero = el("div")
        .class("hero")
        .child(el("h1").child(lang.say(Say::Purpose)))
        .child(el("p").class("lede").child(lang.say(Say::Lede)))
        .child(props.fault.as_ref().map(|fault| banner(props, fault)))
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
    let take = props.sample.clone();
    button("")
        .hook("sample-button")
        .attr("data-sample", sample.key)
        .on(On::onclick, move |_: MouseEvent| take.emit(sample.key))
        .child(el("b").child(props.lang.say(Say::SampleTitle(sample.key))))
        .child(el("span").child(props.lang.say(Say::SampleNote(sample.key))))
}

/// Why the last input could not be read.
fn banner(props: &Props, fault: &Fault) -> Element {
    let lang = props.lang;
    let mut choices = el("ul").class("choices");
    for name in fault.choices() {
        choices = choices.child(el("li").child(choice(&props.choose, name)));
    }
    let words = el("div")
        .child(el("b").child(fault::found(lang, fault)))
        .child(el("p").child(fault::expected(lang, fault)))
        .child((!fault.choices().is_empty()).then_some(choices))
        .child(props.given.cut.then(|| el("p").class("t3").child(lang.say(Say::GivenCut))));
    el("div")
        .class("error-banner")
        .attrs(&[("role", "alert"), ("tabindex", "-1")])
        .hook("error-banner")
        .attr("data-code", fault.code().to_owned())
        .attr("data-count", fault.count())
        .child(words)
        .child(button("ib").label(lang.say(Say::Close)).press(&props.act, Action::Forgive).child(icon::close()))
}

/// A file of an archive, to be chosen.
fn choice(choose: &Callback<String>, name: &str) -> Element {
    let (choose, entry) = (choose.clone(), name.to_owned());
    let press = button("btn").hook("archive-entry").on(On::onclick, move |_: MouseEvent| choose.emit(entry.clone()));
    press.child(name.to_owned())
}
