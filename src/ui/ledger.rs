//! The ledger: every task that is shown, a row each, drawn only where it is in sight.

use super::Act;
use super::kit::bullet::bullet;
use super::kit::glyph::glyph;
use super::kit::virtual_list::{Align, Jump, VirtualList};
use super::numbers;
use crate::i18n::{Lang, Say, words};
use crate::state::{Action, Reading};
use crate::web::{dom, timing};
use std::rc::Rc;
use tongbao_notice::query::{self, Flag, View};
use tongbao_notice::report::{Basis as Rests, Task};
use yew::prelude::*;

/// How many rows a page of the keyboard is.
const PAGE: usize = 8;

/// How many units a row names.
const UNITS_NAMED: usize = 3;

/// What the ledger shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub reading: Rc<Reading>,
    /// What of it is shown.
    pub view: Rc<View>,
    /// Whether it has the whole width.
    pub spread: bool,
    /// The open task, by its place: the ledger keeps its row.
    pub open: Option<usize>,
    /// Whether it is in sight (not covered by a task or another tab).
    pub active: bool,
    /// Tells one list of rows from another.
    pub content: u64,
    /// What can be done.
    pub act: Act,
}

/// The ledger.
#[component]
pub fn Ledger(props: &Props) -> Html {
    let lang = props.lang;
    // The row that has the focus or would get it, by its task, so that it survives sorting and filtering.
    let cursor = use_state_eq(|| None::<usize>);
    let jump = use_state_eq(|| None::<Jump>);
    let tasks = &props.view.tasks;
    let row_of = |place: usize| tasks.iter().position(|task| *task == place);
    let current = cursor.and_then(row_of).unwrap_or(0);

    let go = {
        let (cursor, jump, view) = (cursor.clone(), jump.clone(), props.view.clone());
        Callback::from(move |row: usize| {
            let row = row.min(view.tasks.len().saturating_sub(1));
            if let Some(place) = view.tasks.get(row) {
                cursor.set(Some(*place));
                let serial = jump.map_or(0, |jump| jump.serial) + 1;
                jump.set(Some(Jump { row, align: Align::Nearest, serial }));
                focus_row(*place);
            }
        })
    };
    // The row of the open task stays the current one, and has the focus when the task is closed.
    {
        let (cursor, jump) = (cursor.clone(), jump.clone());
        let was = use_mut_ref(|| None::<usize>);
        let row = props.open.and_then(row_of);
        use_effect_with((props.open, props.active), move |(open, active)| {
            let before = std::mem::replace(&mut *was.borrow_mut(), *open);
            if let Some(place) = open {
                cursor.set(Some(*place));
                if let Some(row) = row {
                    let serial = jump.map_or(0, |jump| jump.serial) + 1;
                    jump.set(Some(Jump { row, align: Align::Nearest, serial }));
                }
            } else if let (Some(place), true) = (before, *active) {
                focus_row(place);
            }
        });
    }

    let guess = {
        let spread = props.spread;
        Callback::from(move |(_, width): (usize, f64)| match spread {
            true if width > 640.0 => 31.0,
            _ if width < 450.0 => 74.0,
            _ => 78.0,
        })
    };
    let row = {
        let (reading, view, act) = (props.reading.clone(), props.view.clone(), props.act.clone());
        let due = reading.report.schedule.share;
        let spread = props.spread;
        let names_some = reading.names_some();
        Callback::from(move |row: usize| {
            let Some(place) = view.tasks.get(row).copied() else { return Html::default() };
            let Some(task) = reading.task(place) else { return Html::default() };
            let line = Line { lang, view: &view, task, due, spread, names_some };
            line.draw(row, place, row == current, &act)
        })
    };
    let onkeydown = {
        let (go, act, view, reading) = (go.clone(), props.act.clone(), props.view.clone(), props.reading.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let last = view.tasks.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" | "j" | "J" => go.emit(current + 1),
                "ArrowUp" | "k" | "K" => go.emit(current.saturating_sub(1)),
                "PageDown" => go.emit(current + PAGE),
                "PageUp" => go.emit(current.saturating_sub(PAGE)),
                "Home" => go.emit(0),
                "End" => go.emit(last),
                "Enter" | " " => {
                    if let Some(task) = view.tasks.get(current).and_then(|place| reading.task(*place)) {
                        act.emit(Action::Open(task.id.clone()));
                    }
                }
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let count = tasks.len();
    let head = [
        ("c-st", Say::ColumnStatus),
        ("c-no", Say::ColumnNumber),
        ("c-ti", Say::ColumnTask),
        ("c-un", Say::ColumnUnits),
        ("c-mt", Say::ColumnMetric),
        ("c-ba", Say::ColumnBasis),
        ("c-sn", Say::ColumnProgress),
    ];
    html! {
        <div class="p-led" data-testid="ledger" data-count={count.to_string()} role={if count == 0 { "region" } else { "grid" }} aria-rowcount={(count > 0).then(|| (count + 1).to_string())} aria-label={lang.say(Say::LedgerLabel)} {onkeydown}>
            if count == 0 {
                <p class="nothing">
                    { lang.say(Say::NoMatch) }{ " " }
                    <button type="button" class="lk" onclick={{
                        let act = props.act.clone();
                        Callback::from(move |_: MouseEvent| act.emit(Action::Choose(query::Filter::new())))
                    }}>{ lang.say(Say::ClearFilters) }</button>
                </p>
            } else {
                <div class="lh" role="row" aria-rowindex="1">
                    { for head.into_iter().map(|(class, label)| html! { <span {class} role="columnheader">{ lang.say(label) }</span> }) }
                </div>
                <VirtualList class={classes!("lbody")} {count} {guess} {row} content={props.content} jump={*jump} role="rowgroup" printed={true} />
            }
        </div>
    }
}

/// Puts the focus on the row of a task once it is drawn, without scrolling: the list has jumped there.
fn focus_row(place: usize) {
    let selector = format!(".lr[data-place='{place}']");
    if !dom::focus_quietly(&selector) {
        timing::after_paint(move || {
            dom::focus_quietly(&selector);
        });
    }
}

/// One row, while it is drawn.
struct Line<'a> {
    lang: Lang,
    view: &'a View,
    task: &'a Task,
    due: Option<f64>,
    spread: bool,
    /// Whether the notice names any task that needs attention: one that names none leaves none out.
    names_some: bool,
}

impl Line<'_> {
    fn draw(&self, row: usize, place: usize, current: bool, act: &Act) -> Html {
        let (lang, task) = (self.lang, self.task);
        let status = query::status_of(task, self.view.basis);
        let word = |status: Option<tongbao_notice::report::Status>| status.map(tongbao_notice::report::Status::word);
        let onclick = {
            let (act, id) = (act.clone(), task.id.clone());
            Callback::from(move |_: MouseEvent| act.emit(Action::Open(id.clone())))
        };
        let units: Vec<&str> = task.units.iter().map(|unit| unit.name.as_str()).collect();
        let metric = query::worst_metric(task);
        let progress = task.entries.iter().map(|entry| entry.progress.as_str()).find(|text| !text.is_empty());
        let snippet: String =
            progress.unwrap_or_default().chars().take(96).map(|c| if c == '\n' { ' ' } else { c }).collect();
        html! {
            <div key={place} class="lr" role="row" tabindex={if current { "0" } else { "-1" }} aria-rowindex={(row + 2).to_string()}
                data-testid="ledger-row" data-index={row.to_string()} data-place={place.to_string()}
                data-task={task.id.clone()} data-status={word(status)} data-stated={word(task.status.stated).unwrap_or("")} data-assessed={word(task.status.assessed).unwrap_or("")}
                data-category={task.category.clone()} data-theme={task.theme.clone().unwrap_or_default()} data-units={units.join("|")} {onclick}>
                <span class="c-st" role="gridcell">
                    if let Some(status) = status {
                        { glyph(status, 16) }<span class="stw">{ words::status(lang, status) }</span>
                    } else {
                        <span class="unnamed">{ lang.say(Say::NotNamed) }</span>
                    }
                </span>
                <span class="c-no" role="gridcell">{ short_name(task) }</span>
                <span class="c-ti" role="gridcell" lang="zh-Hans">{ task.title.clone() }</span>
                <span class="c-un" role="gridcell" lang="zh-Hans">{ unit_words(lang, &units) }</span>
                <span class={classes!("c-mt", metric.is_none().then_some("none0"))} role="gridcell">{ self.metric(metric) }</span>
                <span class="c-ba" role="gridcell">{ self.basis() }{ self.flag() }</span>
                <span class="c-sn" role="gridcell" lang="zh-Hans">{ snippet }</span>
            </div>
        }
    }

    fn metric(&self, metric: Option<&tongbao_notice::report::Metric>) -> Html {
        let Some(metric) = metric else { return html! { <span class="nom">{ "—" }</span> } };
        let rate = metric.computed_rate.map(numbers::whole_rate).unwrap_or_default();
        html! {
            <>
                { bullet(self.lang, metric, self.due, if self.spread { 92.0 } else { 72.0 }, 14.0) }
                <span class="mv"><b>{ metric.actual.map(numbers::amount).unwrap_or_default() }</b>{ "/" }{ numbers::amount(metric.target) }{ " " }{ metric.unit.clone() }</span>
                <span class="mr">{ rate }</span>
            </>
        }
    }

    fn basis(&self) -> String {
        let status = &self.task.status;
        let stated = status.stated.is_some();
        self.lang.say(match status.basis {
            Rests::Column => Say::RestsColumn,
            _ if stated => Say::RestsRuling,
            Rests::Ruling => Say::RestsRuling,
            Rests::Rate => Say::RestsRate,
            Rests::Wording => Say::RestsWording,
            Rests::None => Say::RestsNothing,
        })
    }

    fn flag(&self) -> Html {
        let (lang, task) = (self.lang, self.task);
        if Flag::Unnamed.holds(task) && self.names_some {
            return html! { <span class="flag" title={lang.say(Say::UnnamedTip)}>{ lang.say(Say::UnnamedFlag) }</span> };
        }
        match task.status.assessed {
            Some(assessed) if Flag::Differs.holds(task) => {
                html! { <span class="flag" title={lang.say(Say::DiffersTip)}>{ lang.say(Say::RowsReport(words::status(lang, assessed))) }</span> }
            }
            _ => Html::default(),
        }
    }
}

/// A task's category and number in short: 重点 34.
pub fn short_name(task: &Task) -> String {
    let category: String = task.category.chars().take(2).collect();
    match &task.number {
        Some(number) if category.is_empty() => number.clone(),
        Some(number) => format!("{category} {number}"),
        None => category,
    }
}

/// The first units, and how many there are.
fn unit_words(lang: Lang, units: &[&str]) -> String {
    let named = units.get(..UNITS_NAMED.min(units.len())).unwrap_or_default().join("、");
    if units.len() > UNITS_NAMED {
        lang.say(Say::UnitsInAll { named: &named, count: units.len() as u32 })
    } else {
        named
    }
}
