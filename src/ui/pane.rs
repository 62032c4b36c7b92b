//! The evidence pane: ledger, findings and source behind three tabs, and the open task above the ledger.

use super::Act;
use super::findings::Findings;
use super::kit::icon;
use super::ledger::Ledger;
use super::source::SourceText;
use super::task::TaskPanel;
use crate::i18n::{Lang, Say};
use crate::state::{Action, Look, Reading, Tab};
use crate::web::{dom, events};
use std::rc::Rc;
use tongbao_notice::query::{Sort, View};
use tongbao_notice::report::Task;
use yew::prelude::*;

/// What the pane shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub reading: Rc<Reading>,
    /// What of it is shown.
    pub view: Rc<View>,
    /// How it is shown.
    pub look: Look,
    /// The open task, by its place.
    pub open: Option<usize>,
    /// The whole task, where its long texts had stayed behind.
    pub whole: Option<Rc<Task>>,
    /// Tells one list of rows from another.
    pub content: u64,
    /// What can be done.
    pub act: Act,
}

/// The pane.
#[component]
pub fn Pane(props: &Props) -> Html {
    let (lang, look) = (props.lang, &props.look);
    let report = &props.reading.report;
    let (count, total) = (props.view.count(), props.view.total);
    let ledger_count = if count == total { total.to_string() } else { format!("{count}/{total}") };
    let tabs = Tab::ALL.into_iter().map(|tab| {
        let selected = tab == look.tab;
        let (name, number) = match tab {
            Tab::Ledger => (Say::TabLedger, Some(ledger_count.clone())),
            Tab::Findings => (Say::TabFindings, Some(report.findings.len().to_string())),
            Tab::Source => (Say::TabSource, None),
        };
        let onclick = {
            let act = props.act.clone();
            Callback::from(move |_: MouseEvent| act.emit(Action::Tab(tab)))
        };
        html! {
            <button type="button" role="tab" id={format!("tab-{}", tab.word())} aria-selected={selected.to_string()} aria-controls="pane-body" tabindex={if selected { "0" } else { "-1" }} data-tab={tab.word()} {onclick}>
                { lang.say(name) }if let Some(number) = number { <b>{ number }</b> }
            </button>
        }
    });
    let onkeydown = {
        let (act, here) = (props.act.clone(), look.tab);
        Callback::from(move |event: KeyboardEvent| {
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
                dom::focus(&format!("#tab-{}", tab.word()));
            }
        })
    };
    let sort = {
        let act = props.act.clone();
        Callback::from(move |event: Event| {
            if let Some(sort) = Sort::from_word(&events::field_value(&event)) {
                act.emit(Action::Sort(sort));
            }
        })
    };
    let spread = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Spread))
    };
    let spread_label = lang.say(if look.spread { Say::Gather } else { Say::Spread });
    let ledger_shown = look.tab == Tab::Ledger && props.open.is_none();
    html! {
        <aside class="pane" aria-label={lang.say(Say::PaneLabel)}>
            <div class="tabs">
                <div role="tablist" aria-label={lang.say(Say::PaneLabel)} {onkeydown}>{ for tabs }</div>
                <span class="sp"></span>
                if ledger_shown {
                    <label class="lsort2"><span class="vh">{ lang.say(Say::SortLabel) }</span>
                        <select data-testid="ledger-sort" onchange={sort}>
                            { for Sort::ALL.into_iter().map(|sort| html! { <option value={sort.word()} selected={sort == look.sort}>{ lang.say(Say::SortName(sort)) }</option> }) }
                        </select>
                    </label>
                }
                <button class="ib exp" type="button" data-testid="spread" aria-pressed={look.spread.to_string()} aria-label={spread_label.clone()} title={spread_label} onclick={spread}>{ if look.spread { icon::gather() } else { icon::spread() } }</button>
            </div>
            <div class="pbody" id="pane-body" role="tabpanel" aria-labelledby={format!("tab-{}", look.tab.word())}>
                <Ledger {lang} reading={props.reading.clone()} view={props.view.clone()} spread={look.spread} open={props.open} active={ledger_shown} content={props.content} act={props.act.clone()} />
                if let Some(place) = props.open.filter(|_| look.tab == Tab::Ledger) {
                    <TaskPanel {lang} reading={props.reading.clone()} view={props.view.clone()} {place} whole={props.whole.clone()} line={look.line} act={props.act.clone()} />
                }
                if look.tab == Tab::Findings {
                    <Findings {lang} reading={props.reading.clone()} act={props.act.clone()} />
                }
                if look.tab == Tab::Source {
                    <div class="p-src">
                        <p class="fintro">{ lang.say(Say::SourceIntro(props.reading.source.lines())) }</p>
                        <SourceText {lang} reading={props.reading.clone()} basis={look.basis} task={None::<usize>} line={look.line} act={props.act.clone()} />
                    </div>
                }
            </div>
        </aside>
    }
}

/// On a narrow screen: the parts of the page in a bar at the lower edge.
#[component]
pub fn TabBar(props: &Props) -> Html {
    let (lang, look) = (props.lang, &props.look);
    let findings = props.reading.report.findings.len();
    let item = |label: String, on: bool, action: fn() -> Action| {
        let onclick = {
            let act = props.act.clone();
            Callback::from(move |_: MouseEvent| {
                act.emit(action());
                dom::scroll_page_top();
            })
        };
        html! { <button type="button" class={classes!(on.then_some("on"))} aria-current={on.then_some("true")} {onclick}>{ label }</button> }
    };
    let at = |tab: Tab| !look.overview && look.tab == tab;
    html! {
        <nav class="tabbar" aria-label={lang.say(Say::Parts)}>
            { item(lang.say(Say::TabOverview), look.overview, || Action::Overview) }
            { item(lang.say(Say::TabLedger), at(Tab::Ledger), || Action::Tab(Tab::Ledger)) }
            { item(lang.say(Say::TabFindingsShort(findings as u32)), at(Tab::Findings), || Action::Tab(Tab::Findings)) }
            { item(lang.say(Say::TabSource), at(Tab::Source), || Action::Tab(Tab::Source)) }
        </nav>
    }
}
