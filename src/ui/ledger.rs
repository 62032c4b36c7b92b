//! The ledger: every task that is shown, a row each, drawn only where it is in sight.

use super::kit::bullet::bullet;
use super::kit::element::{Child, Element, On, button, el};
use super::kit::glyph::glyph;
use super::kit::piece::{Hand, piece};
use super::kit::virtual_list::{Align, Jump, Props, virtual_list};
use super::{Act, Part, Shown};
use crate::i18n::{Lang, Say, numbers, words};
use crate::state::{Action, Look, Reading, Tab};
use crate::web::{dom, timing};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use tongbao_notice::query::{self, Flag, View};
use tongbao_notice::report::{Basis as Rests, Metric, Status, Task};
use yew::prelude::*;

/// How many rows a page of the keyboard is.
const PAGE: usize = 8;

/// How many characters of its title name a task without a number.
const TITLE_NAMED: usize = 14;

/// How many units a row names.
const UNITS_NAMED: usize = 3;

/// What the ledger keeps for itself.
#[derive(Default)]
struct Own {
    /// The row that has the focus or would get it, by its task, so that it survives sorting and filtering.
    cursor: Option<usize>,
    jump: Option<Jump>,
    /// The task that was open, and whether the ledger was in sight.
    was: (Option<usize>, bool),
}

impl Own {
    /// Makes the row of this task the current one, and brings it into sight where it has a row.
    fn go(&mut self, place: usize, row: Option<usize>) {
        self.cursor = Some(place);
        if let Some(row) = row {
            let serial = self.jump.map_or(0, |jump| jump.serial) + 1;
            self.jump = Some(Jump { row, align: Align::Nearest, serial });
        }
    }
}

/// The ledger. Under a task or another tab it stays as it is, out of sight.
pub fn ledger(part: &Part, hand: &mut Hand) -> Html {
    let shown = &part.shown;
    let lang = shown.lang;
    let active = shown.look.tab == Tab::Ledger && shown.open.is_none();
    let own = hand.own(Own::default);
    let tasks = &shown.view.tasks;
    let row_of = |place: usize| tasks.iter().position(|task| *task == place);
    let (cursor, jump) = own.with(|own| (own.cursor, own.jump));
    let current = cursor.and_then(row_of).unwrap_or(0);

    let go = {
        let (own, view) = (own.clone(), shown.view.clone());
        move |row: usize| {
            let row = row.min(view.tasks.len().saturating_sub(1));
            if let Some(place) = view.tasks.get(row) {
                own.set(|own| own.go(*place, Some(row)));
                focus_row(*place);
            }
        }
    };
    // The row of the open task stays the current one, and has the focus when the task is closed.
    {
        let (own, open) = (own.clone(), shown.open);
        let row = shown.open.and_then(row_of);
        hand.drawn(Box::new(move || {
            let before = own.with(|own| std::mem::replace(&mut own.was, (open, active)));
            match (before, open) {
                (before, _) if before == (open, active) => {}
                (_, Some(place)) => own.set(|own| own.go(place, row)),
                ((Some(place), _), None) if active => focus_row(place),
                _ => {}
            }
        }));
    }

    let guess = {
        let spread = shown.look.spread;
        Callback::from(move |(_, width): (usize, f64)| match spread {
            true if width > 640.0 => 31.0,
            _ if width < 450.0 => 74.0,
            _ => 78.0,
        })
    };
    let row = {
        let shown = shown.clone();
        let due = shown.reading.report.schedule.share;
        Callback::from(move |row: usize| {
            let Some(place) = shown.view.tasks.get(row).copied() else { return Html::default() };
            let Some(task) = shown.reading.task(place) else { return Html::default() };
            let line = Line { lang, reading: &shown.reading, view: &shown.view, task, due, spread: shown.look.spread };
            line.draw(row, place, row == current, &shown.act).html()
        })
    };
    let on_key = {
        let shown = shown.clone();
        move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let last = shown.view.tasks.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" | "j" | "J" => go(current + 1),
                "ArrowUp" | "k" | "K" => go(current.saturating_sub(1)),
                "PageDown" => go(current + PAGE),
                "PageUp" => go(current.saturating_sub(PAGE)),
                "Home" => go(0),
                "End" => go(last),
                "Enter" | " " => {
                    if let Some(place) = shown.view.tasks.get(current) {
                        shown.act.emit(Action::OpenAt(*place));
                    }
                }
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let count = tasks.len();
    let ledger = el("div")
        .class("p-led")
        .hook("ledger")
        .attr("data-count", count)
        .label(lang.say(Say::LedgerLabel))
        .on(On::onkeydown, on_key);
    if count == 0 {
        let filtered = shown.view.total > 0;
        let nothing = el("p").class("nothing").child(lang.say(if filtered { Say::NoMatch } else { Say::NoTasks }));
        let clear = || {
            let clear = button("lk").press(&shown.act, Action::Choose(query::Filter::new()));
            [" ".html(), clear.child(lang.say(Say::ClearFilters)).html()].html()
        };
        let ledger = ledger.attr("role", "region");
        return ledger.child(nothing.child(filtered.then(clear))).html();
    }
    let content = content_of(&shown.look, &shown.view);
    ledger
        .attr("role", "grid")
        .attr("aria-rowcount", count + 1)
        .child(head(shown))
        .child(piece(
            virtual_list,
            Props {
                class: "lbody",
                jump,
                role: Some("rowgroup"),
                printed: true,
                ..Props::new(count, guess, row, content)
            },
        ))
        .html()
}

fn head(shown: &Shown) -> Element {
    let columns = [
        ("c-st", Say::ColumnStatus),
        ("c-no", Say::ColumnNumber),
        ("c-ti", Say::ColumnTask),
        ("c-un", Say::ColumnUnits),
        ("c-mt", Say::ColumnMetric),
        ("c-ba", Say::ColumnBasis),
        ("c-sn", Say::ColumnProgress),
    ];
    let mut head = el("div").attrs(&[("class", "lh"), ("role", "row"), ("aria-rowindex", "1")]);
    for (class, label) in columns {
        head = head.child(el("span").class(class).attr("role", "columnheader").child(shown.lang.say(label)));
    }
    head
}

/// Tells one list of rows from another: other tasks, another order, other heights.
fn content_of(look: &Look, view: &View) -> u64 {
    let mut hasher = DefaultHasher::new();
    view.tasks.hash(&mut hasher);
    look.spread.hash(&mut hasher);
    hasher.finish()
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
    reading: &'a Reading,
    view: &'a View,
    task: &'a Task,
    due: Option<f64>,
    spread: bool,
}

impl Line<'_> {
    fn draw(&self, row: usize, place: usize, current: bool, act: &Act) -> Element {
        let (lang, task) = (self.lang, self.task);
        let status = query::status_of(task, self.view.basis);
        let word = |status: Option<Status>| status.map_or("", Status::word);
        let units: Vec<&str> = task.units.iter().map(|unit| unit.name.as_str()).collect();
        let metric = query::worst_metric(task);
        let progress = task.entries.iter().map(|entry| entry.progress.as_str()).find(|text| !text.is_empty());
        let snippet: String =
            progress.unwrap_or_default().chars().take(96).map(|c| if c == '\n' { ' ' } else { c }).collect();
        let cell = |class: &'static str| el("span").class(class).attr("role", "gridcell");
        let state = match status {
            Some(status) => {
                let word = el("span").class("stw").child(words::status(lang, status));
                cell("c-st").child(glyph(status, 16)).child(word)
            }
            None => cell("c-st").child(el("span").class("unnamed").child(lang.say(Say::NotNamed))),
        };
        let attributes = [
            ("data-task", task.id.clone()),
            ("data-category", task.category.clone()),
            ("data-theme", task.theme.clone().unwrap_or_default()),
            ("data-units", units.join("|")),
        ];
        let mut line = el("div")
            .key(place as u64)
            .attrs(&[("class", "lr"), ("role", "row"), ("data-testid", "ledger-row")])
            .attr("tabindex", if current { "0" } else { "-1" })
            .attr("aria-rowindex", row + 2)
            .attr("data-index", row)
            .attr("data-place", place)
            .attr("data-status", status.map(Status::word))
            .attr("data-stated", word(task.status.stated))
            .attr("data-assessed", word(task.status.assessed))
            .press(act, Action::OpenAt(place));
        for (name, value) in attributes {
            line = line.attr(name, value);
        }
        let own = self.overruled().then(|| lang.say(Say::RestsOwn));
        line.child(state)
            .child(cell("c-no").child(short_name(self.reading, task)))
            .child(cell("c-ti").chinese().attr("data-own", own).child(&task.title))
            .child(cell("c-un").chinese().child(unit_words(lang, &units)))
            .child(cell("c-mt").also("none0", metric.is_none()).child(self.metric(metric)))
            .child(cell("c-ba").child(self.basis()).child(self.flag()))
            .child(cell("c-sn").chinese().child(snippet))
    }

    fn metric(&self, metric: Option<&Metric>) -> Html {
        let Some(metric) = metric else { return el("span").class("nom").child("—").html() };
        let rate = metric.computed_rate.map(numbers::whole_rate).unwrap_or_default();
        let actual = metric.actual.map(numbers::amount).unwrap_or_default();
        let target = ["/", &numbers::amount(metric.target), " ", &metric.unit].concat();
        [
            bullet(self.lang, metric, self.due, if self.spread { 92.0 } else { 72.0 }, 14.0),
            Some(el("span").class("mv").child(el("b").child(actual)).child(target)),
            Some(el("span").class("mr").child(rate)),
        ]
        .html()
    }

    fn basis(&self) -> String {
        let status = &self.task.status;
        let stated = status.stated.is_some();
        self.lang.say(match status.basis {
            _ if self.overruled() => Say::RestsOwn,
            Rests::Column => Say::RestsColumn,
            _ if stated => Say::RestsRuling,
            Rests::Ruling => Say::RestsRuling,
            Rests::Rate => Say::RestsRate,
            Rests::Wording => Say::RestsWording,
            Rests::None => Say::RestsNothing,
        })
    }

    /// Whether the status that is shown is the user's own ruling.
    fn overruled(&self) -> bool {
        self.task.status.ruling.is_some() && self.view.basis == query::Basis::Merged
    }

    fn flag(&self) -> Option<Element> {
        let (lang, task) = (self.lang, self.task);
        let flag = |tip: Say<'_>, words: Say<'_>| {
            Some(el("span").class("flag").attr("title", lang.say(tip)).child(lang.say(words)))
        };
        if Flag::Unnamed.holds(task) && self.reading.names_some() {
            return flag(Say::UnnamedTip, Say::UnnamedFlag);
        }
        let assessed = task.status.assessed.filter(|_| Flag::Differs.holds(task))?;
        flag(Say::DiffersTip, Say::RowsReport(words::status(lang, assessed)))
    }
}

/// A task's category and number in short: 重点 34. A category that all tasks share says nothing; without a number there is
/// nothing to tell tasks of a category apart by.
pub fn short_name(reading: &Reading, task: &Task) -> String {
    let number = task.number.clone().unwrap_or_default();
    if number.is_empty() || reading.has_one_category() || task.category.is_empty() {
        return number;
    }
    let category: String = task.category.chars().take(2).collect();
    [&category, " ", &number].concat()
}

/// What a link to a task says: its short name, or the beginning of its title.
pub fn link_name(shown: &Shown, task: &Task) -> String {
    let short = short_name(&shown.reading, task);
    if short.is_empty() {
        task.title.chars().take(TITLE_NAMED).collect()
    } else if shown.reading.has_one_category() {
        shown.lang.say(Say::NumberIs(&short))
    } else {
        short
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
