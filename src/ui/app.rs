//! The page as a whole: it holds the model, hears the browser and the worker, and draws the regions.

use super::bar::bar;
use super::busy::busy_card;
use super::intake::{Intake, SAMPLES};
use super::kit::element::{On, el};
use super::loaded::Loaded;
use super::sheet::Sheet;
use super::{Act, Same, Shown, keys, rehearsal};
use crate::i18n::{Lang, Say};
use crate::job::client::{Client, Input, News};
use crate::job::protocol::Fault;
use crate::state::{Action, Given, Look, Model, Reading, Theme, url};
use crate::web::clipboard::{Incoming, IncomingFile};
use crate::web::text::PageText;
use crate::web::{dom, events, loader, store, timing};
use std::cell::RefCell;
use std::rc::Rc;
use tongbao_notice::intake::MAX_BYTES;
use tongbao_notice::query::{self, View};
use yew::prelude::*;

/// After how many milliseconds a reading is worth being told of.
const BUSY_AFTER: u32 = 300;

/// How many characters of an input stay in the box when it cannot be read: a box with very many of them makes the page stand still.
const GIVEN: u32 = 20_000;

/// Version and build.
fn build() -> String {
    let build = option_env!("TONGBAO_BUILD").unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    if build.is_empty() { version.to_owned() } else { format!("{version} · {build}") }
}

fn opening() -> Model {
    let lang = match store::setting("lang").as_deref() {
        Some("en") => Lang::En,
        Some("zh") => Lang::Zh,
        _ if store::prefers_chinese() => Lang::Zh,
        _ => Lang::En,
    };
    let theme = store::setting("theme").and_then(|word| Theme::from_word(&word)).unwrap_or_default();
    Model::new(lang, theme, store::prefers_dark(), url::read(&store::address()))
}

/// The page.
#[component]
pub fn App() -> Html {
    let model = use_reducer(opening);
    let act: Act = {
        let dispatcher = model.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    let client = use_client(&act);
    // The last file that came in: of an archive another part may be asked for.
    let file = use_mut_ref(|| None::<IncomingFile>);
    let take = {
        let (act, client) = (act.clone(), client.clone());
        let file = file.clone();
        use_callback((), move |incoming: Incoming, ()| {
            file.replace(if let Incoming::File(file) = &incoming { Some(file.clone()) } else { None });
            take_in(incoming, &act, &client);
        })
    };
    let choose = {
        let (act, client) = (act.clone(), client.clone());
        use_callback((), move |entry: String, ()| {
            if let Some(file) = file.borrow().as_ref() {
                read_file(file, Some(entry), &act, &client);
            }
        })
    };
    let sample = {
        let take = take.clone();
        use_callback((), move |key: &'static str, ()| {
            let take = take.clone();
            yew::platform::spawn_local(async move {
                if let Some(text) = loader::asset(&format!("samples/{key}.txt")).await {
                    take.emit(Incoming::Text(text));
                }
            });
        })
    };
    let view = use_view(&model);

    // What is heard from the browser. The newest state is kept beside, so that listeners need not be renewed.
    let now = use_mut_ref(|| None::<(Model, Option<Rc<View>>)>);
    *now.borrow_mut() = Some(((*model).clone(), view.clone()));
    {
        let (act, take, client) = (act.clone(), take.clone(), client.clone());
        use_effect_with((), move |()| {
            let on_key = {
                let act = act.clone();
                move |key: events::Key<'_>| {
                    let state = now.borrow().clone();
                    let Some((model, view)) = state else { return };
                    if let Some(action) = keys::action(&model, view.as_deref(), &key) {
                        key.take();
                        if matches!(action, Action::Cancel) {
                            client.cancel();
                        }
                        act.emit(action);
                    }
                }
            };
            let over = act.clone();
            let address = act.clone();
            let heard = [
                events::keys(on_key),
                events::incoming(move |incoming| take.emit(incoming), move |is_over| over.emit(Action::Drag(is_over))),
                events::address_changed(move || address.emit(Action::Address(url::read(&store::address())))),
            ];
            move || drop(heard)
        });
    }
    use_page(&model);
    use_whole_task(&model, &client);

    let act_through = {
        let (act, client) = (act.clone(), client.clone());
        use_callback((), move |action: Action, ()| {
            if matches!(action, Action::Cancel) {
                client.cancel();
            }
            act.emit(action);
        })
    };
    let lang = model.lang;
    let shown = use_shown(&model, view, &act_through);
    let busy = model.busy.as_ref().filter(|busy| busy.shown);
    let to_text = |event: MouseEvent| {
        event.prevent_default();
        dom::focus("#main");
    };
    let skip = el("a").class("skip").attr("href", "#main").on(On::onclick, to_text).child(lang.say(Say::SkipToText));
    let body: Html = match (busy, &shown) {
        (Some(busy), _) => busy_card(lang, busy, &act_through).into(),
        (None, Some(shown)) => html! { <Loaded key={model.serial} shown={shown.clone()} /> },
        (None, None) => html! {
            <Intake {lang} fault={model.fault.clone()} given={model.given.clone()} dragging={model.dragging} act={act_through.clone()} {take} {choose} {sample} />
        },
    };
    let foot = el("footer")
        .class("foot")
        .child(el("span").child(lang.say(Say::MachineRead)))
        .child(el("span").child(lang.say(Say::Privacy)).child(" · ").child(el("span").hook("version").child(build())));
    let veil = (model.dragging && shown.is_some())
        .then(|| el("div").class("dropveil").attr("aria-hidden", "true").child(el("b").child(lang.say(Say::DropHere))));
    let sheet = model.sheet.then(|| html! { <Sheet {lang} act={act_through.clone()} /> });
    html! {
        <>
            { skip }
            { bar(&model, shown.is_some() && busy.is_none(), &act_through) }
            { el("main").attrs(&[("id", "main"), ("tabindex", "-1")]).child(body) }
            { foot }
            { veil.map(Html::from) }
            { sheet }
        </>
    }
}

/// All that the parts of a reading are drawn from; the same one as long as nothing of it changes.
#[hook]
fn use_shown(model: &Model, view: Option<Rc<View>>, act: &Act) -> Option<Rc<Shown>> {
    let whole = model.whole.as_ref().filter(|(place, _)| Some(*place) == model.open_task()).map(|(_, task)| task);
    let deps = (model.lang, model.shown().cloned(), view.map(Same), model.look.clone(), whole.cloned().map(Same));
    let (open, act) = (model.open_task(), act.clone());
    (*use_memo(deps, move |(lang, reading, view, look, whole)| {
        let (lang, look, whole) = (*lang, look.clone(), whole.clone().map(|task| task.0));
        Some(Rc::new(Shown { lang, reading: reading.clone()?, view: view.clone()?.0, look, open, whole, act }))
    }))
    .clone()
}

/// The worker, started once; and the page said to be ready once worker and samples stand.
#[hook]
fn use_client(act: &Act) -> Rc<Client> {
    let act = act.clone();
    (*use_memo((), move |()| {
        let told = RefCell::new(false);
        let own = Rc::new(RefCell::new(None::<Client>));
        let kept = own.clone();
        let client = Client::start(move |news| match news {
            News::Ready => {
                if !told.replace(true) {
                    let own = own.clone();
                    yew::platform::spawn_local(async move {
                        let mut text = None;
                        for sample in &SAMPLES {
                            text = loader::asset(&format!("samples/{}.txt", sample.key)).await.or(text);
                        }
                        let client = own.borrow().clone();
                        match client.zip(text) {
                            Some((client, text)) => client.rehearse(text),
                            None => loader::loaded(),
                        }
                    });
                }
            }
            News::Rehearsed(Some(arrived)) => rehearsal::rehearse(*arrived, loader::loaded),
            News::Rehearsed(None) => loader::loaded(),
            News::Step { step, lines, rows } => act.emit(Action::Step(step, lines, rows)),
            News::Fault(fault) => act.emit(Action::Fail(fault)),
            News::Read(arrived) => {
                let reading = Reading::new(arrived.report, arrived.source, arrived.slim, arrived.name);
                act.emit(Action::Arrive(Rc::new(reading)));
                timing::mark_painted();
            }
            News::Task(place, task) => act.emit(Action::Whole(place as usize, Rc::new(*task))),
        });
        *kept.borrow_mut() = Some(client.clone());
        Rc::new(client)
    }))
    .clone()
}

/// Takes in a text or file: the reading begins at once, and is told of if it takes long.
fn take_in(incoming: Incoming, act: &Act, client: &Rc<Client>) {
    timing::mark_paste();
    match incoming {
        Incoming::Text(text) => {
            act.emit(Action::Begin(None, given(&text)));
            if text.is_blank() {
                client.cancel();
                act.emit(Action::Fail(Fault::Empty));
                return;
            }
            client.read(None, Input::Text(text));
        }
        Incoming::Rich { html, text } => {
            act.emit(Action::Begin(None, given(&text)));
            let (client, ticket) = (client.clone(), client.expect());
            yew::platform::spawn_local(async move {
                loader::readers().await;
                if client.awaits(ticket) {
                    client.read(None, Input::Rich(html, text));
                }
            });
        }
        Incoming::File(file) => return read_file(&file, None, act, client),
    }
    show_busy(act);
}

/// Says that a reading is under way, if it takes long.
fn show_busy(act: &Act) {
    let act = act.clone();
    timing::after(BUSY_AFTER, move || act.emit(Action::ShowBusy)).forget();
}

/// Reads a file, or one file of an archive.
fn read_file(file: &IncomingFile, entry: Option<String>, act: &Act, client: &Rc<Client>) {
    let name = entry.clone().unwrap_or_else(|| file.name());
    act.emit(Action::Begin(Some(name.clone()), Given::default()));
    let (act, client, ticket) = (act.clone(), client.clone(), client.expect());
    let size = file.size();
    if size > MAX_BYTES as u64 {
        act.emit(Action::Fail(Fault::TooLarge { bytes: size }));
        return;
    }
    let file = file.clone();
    show_busy(&act);
    yew::platform::spawn_local(async move {
        loader::readers().await;
        let bytes = file.bytes().await;
        if client.awaits(ticket) {
            match bytes {
                Some(bytes) => client.read(Some(name), Input::Bytes { bytes, entry }),
                None => act.emit(Action::Fail(Fault::Unreadable { name: Some(name) })),
            }
        }
    });
}

fn given(text: &PageText) -> Given {
    Given { text: text.slice(0, text.len().min(GIVEN)).into(), cut: text.len() > GIVEN }
}

/// What of the reading is shown; counted anew only when something about it changed.
#[hook]
fn use_view(model: &Model) -> Option<Rc<View>> {
    let look = &model.look;
    let deps = (model.reading.clone(), look.filter.clone(), look.basis, look.scope, look.sort);
    (*use_memo(deps, |(reading, filter, basis, scope, sort)| {
        let reading = reading.as_ref()?;
        Some(Rc::new(query::select(&reading.report, filter, *basis, *scope, *sort)))
    }))
    .clone()
}

/// The page's own attributes, its address and its kept settings follow the model.
#[hook]
fn use_page(model: &Model) {
    use_effect_with(model.lang, |lang| {
        dom::page_attribute("lang", lang.tag());
        store::keep("lang", lang.word());
    });
    use_effect_with((model.theme, model.theme_shown()), |(theme, shown)| {
        dom::page_attribute("data-theme", shown);
        store::keep("theme", theme.word());
    });
    let title = model.shown().and_then(|reading| reading.report.notice.title.clone());
    use_effect_with((title, model.lang), |(title, lang)| {
        let name = lang.say(Say::Name);
        dom::title(&title.as_ref().map_or(name.clone(), |title| format!("{title} · {name}")));
    });
    let address = model.shown().map(|_| model.look.clone());
    use_effect_with(address, |look: &Option<Look>| {
        if let Some(look) = look {
            store::set_address(&url::write(look));
        }
    });
}

/// Of a very large reading the open task is asked for.
#[hook]
fn use_whole_task(model: &Model, client: &Rc<Client>) {
    let slim = model.reading.as_ref().is_some_and(|reading| reading.slim);
    let wanted = model.open_task().filter(|place| slim && model.whole.as_ref().is_none_or(|(whole, _)| whole != place));
    let client = client.clone();
    use_effect_with(wanted, move |wanted| {
        if let Some(place) = wanted {
            client.ask_task(*place as u32);
        }
    });
}
