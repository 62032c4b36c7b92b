//! The evidence pane: ledger, findings and source behind three tabs, and the open task above the ledger.

use super::findings::findings;
use super::kit::element::{Element, On, button, el};
use super::kit::icon;
use super::kit::piece::piece;
use super::ledger::ledger;
use super::source::source_text;
use super::task::task_panel;
use super::{Part, Shown};
use crate::i18n::{Say, numbers};
use crate::state::{Action, Tab};
use crate::web::{dom, events};
use std::rc::Rc;
use tongbao_notice::query::Sort;
use yew::prelude::*;

/// The pane.
pub fn pane(shown: &Rc<Shown>) -> Element {
    let (lang, look) = (shown.lang, &shown.look);
    let spread_label = lang.say(if look.spread { Say::Gather } else { Say::Spread });
    let spread = button("ib exp")
        .hook("spread")
        .attr("aria-pressed", look.spread)
        .label(&spread_label)
        .attr("title", spread_label)
        .press(&shown.act, Action::Spread)
        .child(if look.spread { icon::gather() } else { icon::spread() });
    let ledger_shown = look.tab == Tab::Ledger && shown.open.is_none();
    let bar = el("div")
        .class("tabs")
        .child(tabs(shown))
        .child(el("span").class("sp"))
        .child(ledger_shown.then(|| sort_field(shown)))
        .child(spread);
    let task = if look.tab == Tab::Ledger { task_panel(shown) } else { None };
    let findings = || piece(findings, Part { shown: shown.clone() });
    let source = || {
        let intro = lang.say(Say::SourceIntro(shown.reading.source.lines()));
        let text = piece(source_text, Part { shown: shown.clone() });
        el("div").class("p-src").child(el("p").class("fintro").child(intro)).child(text)
    };
    let body = el("div")
        .attrs(&[("class", "pbody"), ("id", "pane-body"), ("role", "tabpanel")])
        .attr("aria-labelledby", tab_id(look.tab))
        .child(piece(ledger, Part { shown: shown.clone() }))
        .child(task)
        .child((look.tab == Tab::Findings).then(findings))
        .child((look.tab == Tab::Source).then(source));
    el("aside").class("pane").label(lang.say(Say::PaneLabel)).child(bar).child(body)
}

fn tab_id(tab: Tab) -> String {
    ["tab-", tab.word()].concat()
}

fn tabs(shown: &Shown) -> Element {
    let (lang, here) = (shown.lang, shown.look.tab);
    let on_key = {
        let act = shown.act.clone();
        move |event: KeyboardEvent| {
            let place = Tab::ALL.iter().position(|tab| *tab == here).unwrap_or(0);
            let next = match event.key().as_str() {
                "ArrowRight" => (place + 1) % Tab::ALL.len(),
                "ArrowLeft" => (place + Tab::ALL.len() - 1) % Tab::ALL.len(),
                "Home" => 0,
                "End" => Tab::ALL.len() - 1,
                _ => return,
            };
            event.prevent_default();
            if let Some(tab) = Tab::ALL.get(next) {
                act.emit(Action::Tab(*tab));
                dom::focus(&("#".to_owned() + &tab_id(*tab)));
            }
        }
    };
    let (count, total) = (shown.view.count(), shown.view.total);
    let mut tabs = el("div").attr("role", "tablist").label(lang.say(Say::PaneLabel)).on(On::onkeydown, on_key);
    for tab in Tab::ALL {
        let (name, number) = match tab {
            Tab::Ledger if count == total => (Say::TabLedger, Some(numbers::count(total))),
            Tab::Ledger => (Say::TabLedger, Some([&numbers::count(count), "/", &numbers::count(total)].concat())),
            Tab::Findings => (Say::TabFindings, Some(shown.reading.report.findings.len().to_string())),
            Tab::Source => (Say::TabSource, None),
        };
        tabs = tabs.child(
            button("")
                .attr("role", "tab")
                .attr("id", tab_id(tab))
                .attr("aria-selected", tab == here)
                .attr("aria-controls", "pane-body")
                .attr("tabindex", if tab == here { "0" } else { "-1" })
                .attr("data-tab", tab.word())
                .press(&shown.act, Action::Tab(tab))
                .child(lang.say(name))
                .child(number.map(|number| el("b").child(number))),
        );
    }
    tabs
}

fn sort_field(shown: &Shown) -> Element {
    let lang = shown.lang;
    let on_sort = {
        let act = shown.act.clone();
        move |event: Event| {
            if let Some(sort) = Sort::from_word(&events::field_value(&event)) {
                act.emit(Action::Sort(sort));
            }
        }
    };
    let mut field = el("select").hook("ledger-sort").on(On::onchange, on_sort);
    for sort in Sort::ALL {
        field = field.child(option(sort.word(), sort == shown.look.sort, lang.say(Say::sort(sort))));
    }
    el("label").class("lsort2").child(el("span").class("vh").child(lang.say(Say::SortLabel))).child(field)
}

/// An entry of a field to choose from.
pub fn option(value: impl super::kit::element::Value, chosen: bool, words: String) -> Element {
    el("option").attr("value", value).attr("selected", chosen.then_some("selected")).child(words)
}

/// On a narrow screen: the parts of the page in a bar at the lower edge.
pub fn tab_bar(shown: &Shown) -> Element {
    let (lang, look) = (shown.lang, &shown.look);
    let at = |tab: Tab| !look.overview && look.tab == tab;
    let findings = shown.reading.report.findings.len() as u32;
    let items = [
        (Say::TabOverview, look.overview, Action::Overview),
        (Say::TabLedger, at(Tab::Ledger), Action::Tab(Tab::Ledger)),
        (Say::TabFindingsShort(findings), at(Tab::Findings), Action::Tab(Tab::Findings)),
        (Say::TabSource, at(Tab::Source), Action::Tab(Tab::Source)),
    ];
    let mut bar = el("nav").class("tabbar").label(lang.say(Say::Parts));
    for (label, on, action) in items {
        let act = shown.act.clone();
        let go = move |_: MouseEvent| {
            act.emit(action.clone());
            dom::scroll_page_top();
        };
        let item = button("").also("on", on).attr("aria-current", on.then_some("true")).on(On::onclick, go);
        bar = bar.child(item.child(lang.say(label)));
    }
    bar
}
