//! The bar at the top: name, search, another notice, language, colours, keys.

use super::Act;
use super::kit::element::{Element, On, button, el};
use super::kit::icon;
use super::kit::piece::{Hand, piece};
use crate::i18n::{Lang, Say};
use crate::state::{Action, Model};
use crate::web::{dom, events, timing};
use tongbao_notice::query::{Filter, Kind};
use yew::prelude::*;

/// The bar. `loaded` where a reading is on screen.
pub fn bar(model: &Model, loaded: bool, act: &Act) -> Element {
    let lang = model.lang;
    let other = match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    // A reading waits behind the box for another notice.
    let waiting = model.asking && model.reading.is_some();
    let home = {
        let act = act.clone();
        move |event: MouseEvent| {
            event.prevent_default();
            if waiting {
                act.emit(Action::AskAnother(false));
            }
            dom::scroll_page_top();
        }
    };
    let theme_label = lang.say(Say::theme(model.theme));
    let brand = el("a")
        .class("brand")
        .attr("href", "#main")
        .on(On::onclick, home)
        .child(icon::logo())
        .child(el("b").child(lang.say(Say::Name)))
        .child(el("span").child(lang.say(Say::Tagline)));
    let another = || button("btn").hook("another").press(act, Action::AskAnother(true)).child(lang.say(Say::Another));
    let print = || {
        let print = button("btn hide-s").hook("print-button").on(On::onclick, |_: MouseEvent| dom::print());
        print.child(lang.say(Say::Print))
    };
    let search = || piece(search_field, SearchProps { lang, filter: model.look.filter.clone(), act: act.clone() });
    let back = || button("btn").hook("return").press(act, Action::AskAnother(false)).child(lang.say(Say::Return));
    let tools = el("div")
        .class("tools")
        .child(loaded.then(search))
        .child(loaded.then(another))
        .child(loaded.then(print))
        .child(waiting.then(back))
        .child(el("span").class("sep"))
        .child(
            button("ib")
                .hook("lang-toggle")
                .attr("data-value", lang.word())
                .attr("lang", other.tag())
                .label(lang.say(Say::LangLabel))
                .press(act, Action::Speak(other))
                .child(if other == Lang::En { "EN" } else { "中" }),
        )
        .child(
            button("ib")
                .hook("theme-toggle")
                .attr("data-value", model.theme.word())
                .label(&theme_label)
                .attr("title", theme_label)
                .press(act, Action::Dress(model.theme.next(model.dark_machine)))
                .child(icon::theme()),
        )
        .child(
            button("ib hide-s")
                .hook("shortcuts-button")
                .attr("aria-haspopup", "dialog")
                .label(lang.say(Say::Keys))
                .attr("title", lang.say(Say::Keys))
                .press(act, Action::Sheet(true))
                .child("?"),
        );
    el("header").class("app").child(brand).child(tools)
}

#[derive(PartialEq)]
struct SearchProps {
    lang: Lang,
    filter: Filter,
    act: Act,
}

/// What the search field keeps for itself.
#[derive(Default)]
struct Typed {
    field: NodeRef,
    searched: String,
    waiting: Option<timing::Pause>,
}

/// The search field: what is typed narrows everything, a moment after the last letter.
fn search_field(props: &SearchProps, hand: &mut Hand) -> Html {
    let own = hand.own(Typed::default);
    let searched = props.filter.values(Kind::Search).next().unwrap_or_default().to_owned();
    // The field follows when the search is taken back elsewhere.
    {
        let own = own.clone();
        hand.drawn(Box::new(move || {
            own.with(|own| {
                if own.searched != searched && dom::value(&own.field).trim() != searched.trim() {
                    dom::set_value(&own.field, &searched);
                }
                own.searched = searched;
            });
        }));
    }
    let field = own.with(|own| own.field.clone());
    let on_input = {
        let (act, filter) = (props.act.clone(), props.filter.clone());
        move |event: InputEvent| {
            let (act, mut filter, words) = (act.clone(), filter.clone(), events::typed(&event));
            let later = timing::after(160, move || {
                if filter.only(Kind::Search, &words) {
                    act.emit(Action::Choose(filter));
                }
            });
            own.with(|own| own.waiting = Some(later));
        }
    };
    let on_key = |event: KeyboardEvent| match event.key().as_str() {
        "Enter" | "ArrowDown" => {
            event.prevent_default();
            dom::focus("[data-testid=ledger-row][tabindex='0']");
        }
        _ => {}
    };
    let hint = props.lang.say(Say::SearchHint);
    let input = el("input")
        .found_by(&field)
        .attrs(&[("type", "search"), ("autocomplete", "off"), ("spellcheck", "false")])
        .hook("search")
        .attr("placeholder", &hint)
        .label(hint)
        .on(On::oninput, on_input)
        .on(On::onkeydown, on_key);
    let label = el("label").class("search").child(icon::lens()).child(input);
    label.child(el("kbd").attr("aria-hidden", "true").child("/")).into()
}
