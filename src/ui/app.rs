//! The page as a whole: it holds the model, hears the browser and the worker, and draws the regions.

use super::bar::bar;
use super::busy::busy_card;
use super::intake::{self, intake};
use super::kit::element::{Child, Element, On, el};
use super::kit::piece::{Kept, keyed, piece};
use super::loaded::loaded;
use super::sheet::sheet;
use super::ways::{SAMPLES, Way, given, ways_in};
use super::{Act, Part, Same, Shown, keys, reassess, rehearsal, toast};
use crate::i18n::{Lang, Say};
use crate::job::client::{Client, News};
use crate::state::{Action, Look, Model, Reading, Toast, reduce, rulings, url};
use crate::theme::Theme;
use crate::web::{dom, events, loader, store, timing};
use std::cell::RefCell;
use std::rc::Rc;
use tongbao_notice::Options;
use tongbao_notice::query::{self, Basis, Filter, Sort, UnitScope, View};
use tongbao_notice::report::Task;
use yew::prelude::*;

/// For how many milliseconds it is told what was just done.
const TOLD_FOR: u32 = 10_000;

/// After how many milliseconds without another change the notice is read with other options.
const SETTLED_AFTER: u32 = 250;

/// How often a sample is read unseen: what the browser saw run as often as that, it compiles well.
const WARMED: usize = 2;

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
    let mut model = Model::new(lang, theme, store::prefers_dark(), url::read(&store::address()));
    model.rulings = store::of_visit("rulings").map(|kept| rulings::unpack(&kept)).unwrap_or_default();
    model
}

/// What is on screen, and what of it costs something to make.
struct State {
    model: Model,
    view: Kept<ViewKey, View>,
    shown: Kept<ShownKey, Shown>,
}

/// What the tallies are made from.
type ViewKey = (Rc<Reading>, Filter, Basis, UnitScope, Sort);

/// What decides how a reading is shown.
type ShownKey = (Lang, bool, Rc<Reading>, Same<View>, Look, Option<Same<Task>>);

impl State {
    /// What of the reading is shown; counted anew only when something about it changed.
    fn view(&mut self) -> Option<Rc<View>> {
        let (reading, look) = (self.model.reading.clone()?, &self.model.look);
        let key = (reading, look.filter.clone(), look.basis, look.scope, look.sort);
        Some(self.view.get(key, |(reading, filter, basis, scope, sort)| {
            query::select(&reading.report, filter, *basis, *scope, *sort)
        }))
    }

    /// All that the parts of a reading are drawn from; the same one as long as nothing of it changes.
    fn shown(&mut self, act: &Act) -> Option<Rc<Shown>> {
        let view = self.view()?;
        let model = &self.model;
        let reading = model.shown()?.clone();
        let (open, rulings) = (model.open_task(), model.rulings.clone());
        let whole = model.whole.as_ref().filter(|(place, _)| Some(*place) == open).map(|(_, task)| Same(task.clone()));
        let key = (model.lang, model.patterns(), reading, Same(view), model.look.clone(), whole);
        Some(self.shown.get(key, |(lang, patterns, reading, view, look, whole)| Shown {
            lang: *lang,
            patterns: *patterns,
            reading: reading.clone(),
            view: view.0.clone(),
            look: look.clone(),
            open,
            whole: whole.as_ref().map(|task| task.0.clone()),
            rulings: rulings.clone(),
            act: act.clone(),
        }))
    }
}

/// What the browser outside of our elements was told last.
#[derive(Clone, Default, PartialEq)]
struct Told {
    lang: Option<Lang>,
    theme: Option<(Theme, &'static str)>,
    title: String,
    address: Option<Look>,
    sheet: bool,
    open: Option<usize>,
    ruling: bool,
    asked: Option<usize>,
    serial: u32,
    toast: Option<Toast>,
    wanted: Option<Options>,
    rulings: rulings::Rulings,
}

/// The page.
pub struct App {
    state: Rc<RefCell<State>>,
    act: Act,
    take: Callback<Way>,
    client: Rc<Client>,
    told: Told,
    /// When what is told has been told long enough, and when options are settled. Dropped, they are called off.
    soon: [Option<timing::Later>; 2],
    _heard: [Option<events::Listening>; 5],
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let act: Act = context.link().callback(|action| action);
        let state = State { model: opening(), view: Kept::default(), shown: Kept::default() };
        let state = Rc::new(RefCell::new(state));
        let client = start_client(&act);
        let take = ways_in(&act, &client);
        let heard = listen(&state, &act, &take);
        Self { state, act, take, client, told: Told::default(), soon: [None, None], _heard: heard }
    }

    fn update(&mut self, _: &Context<Self>, action: Action) -> bool {
        if matches!(action, Action::Cancel) {
            self.client.cancel();
        }
        let model = &mut self.state.borrow_mut().model;
        if matches!(action, Action::Arrive(_)) && !model.busy.as_ref().is_some_and(|busy| busy.again) {
            dom::show_first();
        }
        // On paper everything stands at once.
        let holds = !matches!(action, Action::Paper(_));
        let after = reduce(model.clone(), action);
        // What changes nothing draws nothing.
        let changed = after != *model;
        if changed && holds {
            dom::hold_below();
        }
        *model = after;
        changed
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let mut state = self.state.borrow_mut();
        let shown = state.shown(&self.act);
        draw(&state.model, shown, &self.act, &self.take)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let state = self.state.borrow();
        tell_page(&mut self.told, &state.model);
        // Of a very large reading the open task is asked for.
        let slim = state.model.reading.as_ref().is_some_and(|reading| reading.slim);
        let has = |place: &usize| state.model.whole.as_ref().is_some_and(|(whole, _)| whole == place);
        let wanted = state.model.open_task().filter(|place| slim && !has(place));
        if std::mem::replace(&mut self.told.asked, wanted) != wanted
            && let Some(place) = wanted
        {
            self.client.ask_task(place as u32);
        }
        if std::mem::replace(&mut self.told.serial, state.model.serial) != state.model.serial {
            self.take.emit(Way::Kept);
        }
        if self.told.toast != state.model.toast {
            self.told.toast.clone_from(&state.model.toast);
            let act = self.act.clone();
            let over = move || act.emit(Action::Told);
            self.soon[0] = self.told.toast.as_ref().map(|_| timing::after(TOLD_FOR, over));
        }
        if !Rc::ptr_eq(&self.told.rulings, &state.model.rulings) {
            self.told.rulings = state.model.rulings.clone();
            store::keep_for_visit("rulings", &rulings::pack(&self.told.rulings));
            if self.told.ruling {
                // The words above it may have become shorter or longer: the choice stays where it is.
                dom::into_sight(".re");
            }
        }
        // Where other options are set than those of the reading on screen, it is read again.
        let reading = state.model.reading.as_ref().filter(|reading| reading.options != state.model.options);
        let wanted = reading.map(|_| state.model.options.clone());
        if self.told.wanted != wanted {
            self.told.wanted.clone_from(&wanted);
            let take = self.take.clone();
            let again = |options| timing::after(SETTLED_AFTER, move || take.emit(Way::Again(options)));
            self.soon[1] = wanted.map(again);
        }
    }
}

fn draw(model: &Model, shown: Option<Rc<Shown>>, act: &Act, take: &Callback<Way>) -> Html {
    let lang = model.lang;
    let busy = model.busy.as_ref().filter(|busy| busy.shown && !busy.again);
    let to_text = |event: MouseEvent| {
        event.prevent_default();
        dom::focus("#main");
    };
    let veil = (model.dragging && shown.is_some())
        .then(|| el("div").class("dropveil").attr("aria-hidden", "true").child(el("b").child(lang.say(Say::DropHere))));
    let bar = bar(model, shown.is_some() && busy.is_none(), act);
    let body: Html = match (busy, shown) {
        (Some(busy), _) => busy_card(lang, busy, act).into(),
        (None, Some(shown)) => keyed(model.serial.into(), loaded, Part { shown }),
        (None, None) => {
            let (fault, given, dragging) = (model.fault.clone(), model.given.clone(), model.dragging);
            piece(intake, intake::Props { lang, fault, given, dragging, act: act.clone(), take: take.clone() })
        }
    };
    [
        Some(el("a").class("skip").attr("href", "#main").on(On::onclick, to_text).child(lang.say(Say::SkipToText))),
        Some(bar),
        Some(el("main").attrs(&[("id", "main"), ("tabindex", "-1")]).child(body)),
        Some(foot(lang)),
        veil,
        Some(toast::toast(model, act)),
        model.sheet.then(|| sheet(lang, act)),
    ]
    .html()
}

fn foot(lang: Lang) -> Element {
    let version = el("span").hook("version").child(build());
    let privacy = el("span").child(lang.say(Say::Privacy)).child(" · ").child(version);
    el("footer").class("foot").child(el("span").child(lang.say(Say::MachineRead))).child(privacy)
}

/// The page's own attributes, its address, its kept settings and its focus follow the model.
fn tell_page(told: &mut Told, model: &Model) {
    let name = model.lang.say(Say::Name);
    let title = model.shown().and_then(|reading| reading.report.notice.title.clone());
    let now = Told {
        lang: Some(model.lang),
        theme: Some((model.theme, model.theme_shown())),
        title: title.map_or(name.clone(), |title| [&title, " · ", &name].concat()),
        address: model.shown().map(|_| model.look.clone()),
        sheet: model.sheet,
        open: model.shown().and_then(|_| model.open_task()),
        ruling: model.open_task().is_some() && model.look.ruling.is_some(),
        ..told.clone()
    };
    let before = std::mem::replace(told, now.clone());
    if before.lang != now.lang {
        dom::page_attribute("lang", model.lang.tag());
        store::keep("lang", model.lang.word());
    }
    if before.theme != now.theme {
        dom::page_attribute("data-theme", model.theme_shown());
        store::keep("theme", model.theme.word());
    }
    if before.title != now.title {
        dom::title(&now.title);
    }
    if let Some(look) = now.address.filter(|look| before.address.as_ref() != Some(look)) {
        // The browser tells its other parts of an address, which takes as long as drawing a figure.
        timing::after_paint(move || store::set_address(&url::write(&look)));
    }
    if before.sheet != now.sheet {
        dom::focus(if now.sheet { "[data-testid=shortcuts] button" } else { "[data-testid=shortcuts-button]" });
    }
    if before.open != now.open && now.open.is_some() {
        dom::to_top(".tpb");
        // Keys go to the panel as soon as it is there, so that Esc, J and K work and readers hear its name.
        dom::focus_quietly("[data-testid=task-panel]");
    } else if before.ruling != now.ruling && now.open.is_some() {
        reassess::follow(now.ruling);
    }
}

/// What is heard from the browser: keys, what comes in, another address.
fn listen(state: &Rc<RefCell<State>>, act: &Act, take: &Callback<Way>) -> [Option<events::Listening>; 5] {
    let on_key = {
        let (state, act) = (state.clone(), act.clone());
        move |key: events::Key<'_>| {
            let action = {
                let mut state = state.borrow_mut();
                let view = state.view();
                keys::action(&state.model, view.as_deref(), &key)
            };
            if let Some(action) = action {
                key.take();
                act.emit(action);
            }
        }
    };
    let (take, over, address, paper) = (take.clone(), act.clone(), act.clone(), act.clone());
    [
        events::keys(on_key),
        events::incoming(
            move |incoming| take.emit(Way::New(incoming)),
            move |is_over| over.emit(Action::Drag(is_over)),
        ),
        events::address_changed(move || address.emit(Action::Address(url::read(&store::address())))),
        // Before all others: the size of the window is known anew from here on.
        events::resized(|| ()),
        events::paper(move |is_paper| paper.emit(Action::Paper(is_paper))),
    ]
}

/// The worker; and the page said to be ready once worker and samples stand.
fn start_client(act: &Act) -> Rc<Client> {
    let act = act.clone();
    let told = RefCell::new(false);
    let own = Rc::new(RefCell::new(None::<Client>));
    let kept = own.clone();
    let client = Client::start(move |news| match news {
        News::Ready => {
            if !told.replace(true) {
                yew::platform::spawn_local(begin_rehearsal(own.clone()));
            }
        }
        News::Rehearsed(Some(arrived)) => rehearsal::rehearse(*arrived, loader::loaded),
        News::Rehearsed(None) => loader::loaded(),
        News::Step { step, lines, rows } => act.emit(Action::Step(step, lines, rows)),
        News::Fault(fault, text) => {
            if let Some(text) = text {
                act.emit(Action::Give(given(&text)));
            }
            act.emit(Action::Fail(fault));
        }
        News::Read(arrived) => {
            let reading = Reading::new(arrived.report, arrived.source, arrived.slim, arrived.name, arrived.options);
            act.emit(Action::Arrive(Rc::new(reading)));
            timing::mark_painted(dom::show_all);
        }
        News::Task(place, task) => act.emit(Action::Whole(place as usize, Rc::new(*task))),
    });
    *kept.borrow_mut() = Some(client.clone());
    Rc::new(client)
}

/// Reads the samples unseen, once all are here; the last of them is drawn too.
async fn begin_rehearsal(client: Rc<RefCell<Option<Client>>>) {
    let mut texts = Vec::new();
    for sample in &SAMPLES {
        texts.extend(loader::asset(&sample.path()).await);
    }
    let (client, last) = (client.borrow().clone(), texts.pop());
    match client.zip(last) {
        Some((client, last)) => {
            for text in texts.iter().flat_map(|text| [text; WARMED]) {
                client.warm(text.clone());
            }
            client.rehearse(last);
        }
        None => loader::loaded(),
    }
}
