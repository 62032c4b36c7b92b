//! The empty page: paste, type, drop, choose a file, or look at a sample. What could not be read
//! stays in the box, with a sentence that says what was expected and what was found.

use super::Act;
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
    let read_box = {
        let (area, take) = (area.clone(), props.take.clone());
        Callback::from(move |_: MouseEvent| take.emit(Incoming::Text(dom::value(&area).as_str().into())))
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(!events::typed(&event).trim().is_empty()))
    };
    let onkeydown = {
        let (area, take) = (area.clone(), props.take.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                take.emit(Incoming::Text(dom::value(&area).as_str().into()));
            }
        })
    };
    let paste = {
        let take = props.take.clone();
        Callback::from(move |_: MouseEvent| {
            let take = take.clone();
            yew::platform::spawn_local(async move {
                match clipboard::read().await {
                    Some(incoming) => take.emit(incoming),
                    None => {
                        dom::focus("[data-testid=intake-text]");
                    }
                }
            });
        })
    };
    let choose = Callback::from(|_: MouseEvent| dom::click("#intake-file"));
    let chosen = {
        let take = props.take.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = clipboard::chosen_file(&event) {
                take.emit(Incoming::File(file));
            }
        })
    };
    html! {
        <section class="v-empty">
            <div class="hero">
                <h1>{ lang.say(Say::Purpose) }</h1>
                <p class="lede">{ lang.say(Say::Lede) }</p>
                if let Some(fault) = &props.fault {
                    <Banner {lang} fault={fault.clone()} cut={props.given.cut} act={props.act.clone()} choose={props.choose.clone()} />
                }
                <div class={classes!("drop", props.dragging.then_some("over"))}>
                    <div class="pk" aria-hidden="true"><kbd>{ "Ctrl" }</kbd><span>{ "+" }</span><kbd>{ "V" }</kbd></div>
                    if clipboard::can_read() {
                        <button class="btn pri paste-s" type="button" data-testid="paste-button" onclick={paste}>{ lang.say(Say::PasteButton) }</button>
                    }
                    <p class="big">{ lang.say(if props.dragging { Say::DropHere } else { Say::PasteHere }) }</p>
                    <p class="t2 how">{ lang.say(Say::PasteHow) }</p>
                    <textarea ref={area} class="box" data-testid="intake-text" rows="3" aria-label={lang.say(Say::BoxLabel)} placeholder={lang.say(Say::BoxHint)} spellcheck="false" {oninput} {onkeydown} />
                    <div class="dropf">
                        if *typed {
                            <button class="btn pri" type="button" data-testid="read-button" onclick={read_box}>{ lang.say(Say::ReadBox) }</button>
                        }
                        <button class={classes!("btn", (!*typed).then_some("pri"))} type="button" onclick={choose}>{ lang.say(Say::ChooseFile) }</button>
                        <input id="intake-file" class="vh" type="file" tabindex="-1" data-testid="intake-file" accept={KINDS} aria-label={lang.say(Say::ChooseFile)} onchange={chosen} />
                        <span class="t2">{ lang.say(Say::OrDrop) }</span>
                    </div>
                    <p class="fmts">{ for FORMATS.iter().map(|format| html! { <span>{ *format }</span> }) }</p>
                </div>
                <p class="priv">{ icon::lock() }<b>{ lang.say(Say::Privacy) }</b></p>
            </div>
            <section class="start">
                <h2>{ lang.say(Say::Samples) }</h2>
                <div class="samples">{ for SAMPLES.iter().map(|sample| sample_button(props, *sample)) }</div>
            </section>
        </section>
    }
}

fn sample_button(props: &Props, sample: Sample) -> Html {
    let onclick = {
        let take = props.sample.clone();
        Callback::from(move |_: MouseEvent| take.emit(sample.key))
    };
    html! {
        <button type="button" data-testid="sample-button" data-sample={sample.key} {onclick}>
            <b>{ props.lang.say(Say::SampleTitle(sample.key)) }</b>
            <span>{ props.lang.say(Say::SampleNote(sample.key)) }</span>
        </button>
    }
}

#[derive(Properties, PartialEq)]
struct BannerProps {
    lang: Lang,
    fault: Fault,
    cut: bool,
    act: Act,
    choose: Callback<String>,
}

/// Why the last input could not be read.
#[component]
fn Banner(props: &BannerProps) -> Html {
    let lang = props.lang;
    let close = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Forgive))
    };
    html! {
        <div class="error-banner" role="alert" tabindex="-1" data-testid="error-banner" data-code={props.fault.code().to_owned()} data-count={props.fault.count().to_string()}>
            <div>
                <b>{ fault::found(lang, &props.fault) }</b>
                <p>{ fault::expected(lang, &props.fault) }</p>
                if !props.fault.choices().is_empty() {
                    <ul class="choices">{ for props.fault.choices().iter().map(|name| choice(&props.choose, name)) }</ul>
                }
                if props.cut {
                    <p class="t3">{ lang.say(Say::GivenCut) }</p>
                }
            </div>
            <button class="ib" type="button" aria-label={lang.say(Say::Close)} onclick={close}>{ icon::close() }</button>
        </div>
    }
}

/// A file of an archive, to be chosen.
fn choice(choose: &Callback<String>, name: &str) -> Html {
    let onclick = {
        let (choose, name) = (choose.clone(), name.to_owned());
        Callback::from(move |_: MouseEvent| choose.emit(name.clone()))
    };
    html! { <li><button class="btn" type="button" data-testid="archive-entry" {onclick}>{ name }</button></li> }
}
