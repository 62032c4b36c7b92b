//! The bar at the top: name, search, another notice, language, colours, keys.

use super::Act;
use super::kit::icon;
use crate::i18n::{Lang, Say};
use crate::state::{Action, Theme};
use crate::web::{dom, events};
use tongbao_notice::query::{Filter, Kind};
use yew::prelude::*;

/// What the bar shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The theme that was chosen.
    pub theme: Theme,
    /// Whether the machine is dark.
    pub dark_machine: bool,
    /// Whether a reading is on screen.
    pub loaded: bool,
    /// Whether a reading waits behind the box for another notice.
    pub waiting: bool,
    /// What was chosen.
    pub filter: Filter,
    /// What can be done.
    pub act: Act,
}

/// The bar.
#[component]
pub fn Bar(props: &Props) -> Html {
    let lang = props.lang;
    let act = |action: fn() -> Action| {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(action()))
    };
    let other = match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    let speak = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Speak(other)))
    };
    let dress = {
        let (act, next) = (props.act.clone(), props.theme.next(props.dark_machine));
        Callback::from(move |_: MouseEvent| act.emit(Action::Dress(next)))
    };
    let theme_label = lang.say(Say::ThemeLabel(props.theme));
    let home = {
        let (act, waiting) = (props.act.clone(), props.waiting);
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            if waiting {
                act.emit(Action::AskAnother(false));
            }
            dom::scroll_page_top();
        })
    };
    html! {
        <header class="app">
            <a class="brand" href="#main" onclick={home}>
                { icon::logo() }<b>{ lang.say(Say::Name) }</b><span>{ lang.say(Say::Tagline) }</span>
            </a>
            <div class="tools">
                if props.loaded {
                    <Search lang={lang} filter={props.filter.clone()} act={props.act.clone()} />
                    <button class="btn" type="button" data-testid="another" onclick={act(|| Action::AskAnother(true))}>{ lang.say(Say::Another) }</button>
                    <button class="btn hide-s" type="button" data-testid="print-button" onclick={Callback::from(|_: MouseEvent| dom::print())}>{ lang.say(Say::Print) }</button>
                }
                if props.waiting {
                    <button class="btn" type="button" data-testid="return" onclick={act(|| Action::AskAnother(false))}>{ lang.say(Say::Return) }</button>
                }
                <span class="sep"></span>
                <button class="ib" type="button" data-testid="lang-toggle" data-value={lang.word()} lang={other.tag()} aria-label={lang.say(Say::LangLabel)} onclick={speak}>
                    { match other { Lang::En => "EN", Lang::Zh => "中" } }
                </button>
                <button class="ib" type="button" data-testid="theme-toggle" data-value={props.theme.word()} aria-label={theme_label.clone()} title={theme_label} onclick={dress}>
                    { icon::theme() }
                </button>
                <button class="ib hide-s" type="button" data-testid="shortcuts-button" aria-haspopup="dialog" aria-label={lang.say(Say::Keys)} title={lang.say(Say::Keys)} onclick={act(|| Action::Sheet(true))}>{ "?" }</button>
            </div>
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct SearchProps {
    lang: Lang,
    filter: Filter,
    act: Act,
}

/// The search field: what is typed narrows everything, a moment after the last letter.
#[component]
fn Search(props: &SearchProps) -> Html {
    let field = use_node_ref();
    let waiting = use_mut_ref(|| None);
    let searched = props.filter.values(Kind::Search).next().unwrap_or_default().to_owned();
    // The field follows when the search is taken back elsewhere.
    {
        let field = field.clone();
        use_effect_with(searched, move |searched| {
            if dom::value(&field).trim() != searched.trim() {
                dom::set_value(&field, searched);
            }
        });
    }
    let oninput = {
        let (act, filter) = (props.act.clone(), props.filter.clone());
        Callback::from(move |event: InputEvent| {
            let (act, mut filter, words) = (act.clone(), filter.clone(), events::typed(&event));
            let later = crate::web::timing::after(160, move || {
                if filter.only(Kind::Search, &words) {
                    act.emit(Action::Choose(filter));
                }
            });
            *waiting.borrow_mut() = Some(later);
        })
    };
    let onkeydown = Callback::from(|event: KeyboardEvent| match event.key().as_str() {
        "Enter" | "ArrowDown" => {
            event.prevent_default();
            dom::focus("[data-testid=ledger-row][tabindex='0']");
        }
        _ => {}
    });
    let hint = props.lang.say(Say::SearchHint);
    html! {
        <label class="search">
            { icon::lens() }
            <input ref={field} type="search" placeholder={hint.clone()} aria-label={hint} data-testid="search" autocomplete="off" spellcheck="false" {oninput} {onkeydown} />
            <kbd aria-hidden="true">{ "/" }</kbd>
        </label>
    }
}
