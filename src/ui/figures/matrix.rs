//! Units or themes crossed with themes or statuses: numbers on a tint, those that need attention in the
//! corner.

use crate::i18n::Lang;
use crate::i18n::figures::{self, Caption, cell, group_name};
use crate::state::Action;
use crate::ui::kit::element::{Child, Element, On, button, el};
use crate::ui::kit::piece::{self, Hand, Kept};
use crate::ui::kit::pixels;
use crate::ui::pane::option;
use crate::ui::{Part, Same, Shown};
use crate::web::{events, marks};
use tongbao_notice::query::{self, Choice, Group, Kind, Matrix as Crossed, View};
use yew::prelude::*;

/// So many rows are shown, and so many more with each press.
const ROWS: usize = 12;
/// The width of the names of rows, and the most that a cell has (`.mx` in figures.css).
const NAMES: f64 = 150.0;
const WIDEST: f64 = 110.0;
/// What can be crossed.
const CROSSINGS: [(Kind, Kind); 3] =
    [(Kind::Unit, Kind::Theme), (Kind::Unit, Kind::Status), (Kind::Theme, Kind::Status)];

/// What the matrix keeps for itself.
struct Own {
    node: NodeRef,
    /// Which crossing, a place in [`CROSSINGS`].
    crossing: usize,
    /// How many rows are shown.
    rows: usize,
    /// The cell with the tab stop.
    stop: usize,
    crossed: Kept<(Same<View>, Kind, Kind), Crossed>,
}

/// What can be crossed in this notice, as places in [`CROSSINGS`].
fn offered(shown: &Shown) -> Vec<usize> {
    // One row or one column says nothing that the figures above do not say.
    let several = |groups: &[Group]| groups.iter().filter(|group| group.all.total() > 0).count() > 1;
    let has = |kind: Kind| match kind {
        Kind::Unit => several(&shown.view.units),
        Kind::Theme => several(&shown.view.themes),
        _ => shown.view.statuses.all.present().count() > 1,
    };
    let places = CROSSINGS.iter().enumerate();
    places.filter(|(_, (rows, columns))| has(*rows) && has(*columns)).map(|(place, _)| place).collect()
}

/// A table with one button a cell.
pub fn matrix(part: &Part, hand: &mut Hand) -> Html {
    let shown = &part.shown;
    let own = hand.own(|| Own { node: NodeRef::default(), crossing: 0, rows: ROWS, stop: 0, crossed: Kept::default() });
    let (root, crossing, most, stop) = own.with(|own| (own.node.clone(), own.crossing, own.rows, own.stop));
    let offered = offered(shown);
    let chosen = if offered.contains(&crossing) { crossing } else { offered.first().copied().unwrap_or(0) };
    let (rows, columns) = CROSSINGS.get(chosen).copied().unwrap_or((Kind::Unit, Kind::Status));
    let crossed = own.with(|own| {
        own.crossed.get((Same(shown.view.clone()), rows, columns), |(view, rows, columns)| {
            let (report, look) = (&shown.reading.report, &shown.look);
            query::matrix(report, &look.filter, view.0.basis, look.scope, *rows, *columns)
        })
    });
    if offered.is_empty() || crossed.rows.is_empty() {
        return Html::default();
    }
    let drawn = crossed.rows.len().min(most);
    let places: Vec<(usize, usize)> = (0..drawn)
        .flat_map(|row| (0..crossed.columns.len()).map(move |column| (row, column)))
        .filter(|(row, column)| crossed.cell(*row, *column).0 > 0)
        .collect();
    let on_key = {
        let (root, places, act, crossed) = (root.clone(), places.clone(), shown.act.clone(), crossed.clone());
        move |event: KeyboardEvent| {
            let Some(from) = marks::mark_of(&event) else { return };
            if event.key() == "Enter" && event.shift_key() {
                if let Some(place) = places.get(from) {
                    event.prevent_default();
                    act.emit(Action::Press { choices: choices(&crossed, *place, rows, columns), add: true });
                }
            } else if let Some(next) = step(&places, from, &event.key()) {
                event.prevent_default();
                marks::focus(&root, next);
            }
        }
    };
    let on_focus = {
        let own = own.clone();
        move |event: FocusEvent| {
            if let Some(stop) = marks::mark_of(&event) {
                own.set(|own| own.stop = stop);
            }
        }
    };
    let more = || {
        let (own, all) = (own.clone(), crossed.rows.len());
        let words = shown.lang.say(Caption::MoreRows((all - drawn) as u32));
        let more = button("lk").hook("matrix-more").on(On::onclick, move |_: MouseEvent| own.set(|own| own.rows = all));
        el("footer").child(more.child(words))
    };
    let title = || figures::crossing(shown.lang, rows, columns);
    let hint = el("p").child(shown.lang.say(Caption::MatrixHint));
    let header = el("header")
        .child(el("h2").child(title()))
        .child(hint)
        .child((offered.len() > 1).then(|| menu(shown, &own, &offered, chosen)));
    let table = Table { shown, crossed: &crossed, rows, columns, places: &places, stop };
    let grid = el("table")
        .class("mx")
        .also("few", columns == Kind::Status)
        .attr("role", "grid")
        .attr("style", ["max-width:", &pixels(NAMES + WIDEST * crossed.columns.len() as f64), "px"].concat())
        .label(title())
        .on(On::onkeydown, on_key)
        .on(On::onfocusin, on_focus)
        .child(table.head())
        .child(table.body(drawn));
    el("section")
        .class("card")
        .hook("matrix")
        .child(header)
        .child(el("div").class("mxw").found_by(&root).child(grid))
        .child((crossed.rows.len() > drawn).then(more))
        .html()
}

/// The field that chooses what is crossed.
fn menu(shown: &Shown, own: &piece::Own<Own>, offered: &[usize], chosen: usize) -> Element {
    let on_cross = {
        let own = own.clone();
        move |event: Event| {
            if let Ok(crossing) = events::field_value(&event).parse() {
                own.set(|own| (own.crossing, own.rows) = (crossing, ROWS));
            }
        }
    };
    let mut field = el("select").hook("matrix-kind").on(On::onchange, on_cross);
    for place in offered {
        let Some((rows, columns)) = CROSSINGS.get(*place) else { continue };
        let words = figures::crossing(shown.lang, *rows, *columns);
        field = field.child(option(*place, *place == chosen, words));
    }
    let label = el("label").child(shown.lang.say(Caption::Look)).child(" ").child(field);
    el("div").class("ctl").child(label)
}

/// The table, while it is drawn.
struct Table<'a> {
    shown: &'a Shown,
    crossed: &'a Crossed,
    rows: Kind,
    columns: Kind,
    /// Row and column of each filled cell, in order.
    places: &'a [(usize, usize)],
    stop: usize,
}

impl Table<'_> {
    fn head(&self) -> Element {
        let mut line = el("tr").child(el("td"));
        for column in &self.crossed.columns {
            let name = group_name(self.shown.lang, self.columns, column);
            line = line.child(el("th").attr("scope", "col").child(el("span").child(name)));
        }
        el("thead").child(line)
    }

    fn body(&self, drawn: usize) -> Element {
        let lang = self.shown.lang;
        let mut body = el("tbody");
        // Names of units stay Chinese on an English page.
        let row_lang = (lang == Lang::En && self.rows == Kind::Unit).then_some("zh-Hans");
        for (row, name) in self.crossed.rows.iter().take(drawn).enumerate() {
            let row_name = group_name(lang, self.rows, name);
            let mut line = el("tr");
            line = line.child(el("th").attr("scope", "row").attr("lang", row_lang).child(&row_name));
            for column in 0..self.crossed.columns.len() {
                line = line.child(self.cell(row, column, &row_name));
            }
            body = body.child(line);
        }
        body
    }

    fn cell(&self, row: usize, column: usize, row_name: &str) -> Element {
        let (tasks, attention) = self.crossed.cell(row, column);
        if tasks == 0 {
            return el("td").class("z").child("·");
        }
        let (lang, filter) = (self.shown.lang, &self.shown.look.filter);
        let place = self.places.iter().position(|at| *at == (row, column)).unwrap_or(0);
        let stop = if self.stop < self.places.len() { self.stop } else { 0 };
        let chosen = choices(self.crossed, (row, column), self.rows, self.columns);
        let column_word = self.crossed.columns.get(column).map_or("", String::as_str);
        let sentence = cell(lang, row_name, &group_name(lang, self.columns, column_word), tasks, attention);
        let largest = self.crossed.largest().max(1);
        let tint = 0.10 + 0.5 * f64::from(tasks) / f64::from(largest);
        let mut press = button("mc")
            .also("hot", attention > 0)
            .also("dimmed", !chosen.iter().all(|choice| filter.lights(choice.kind, &choice.value)))
            .attr("style", ["--k:", &pixels(tint)].concat())
            .attr("tabindex", if place == stop { "0" } else { "-1" })
            .attr("data-mark", place)
            .attr("aria-pressed", chosen.iter().all(|choice| filter.has(choice.kind, &choice.value)));
        for choice in &chosen {
            let name = match choice.kind {
                Kind::Unit => "data-unit",
                Kind::Theme => "data-theme",
                _ => "data-status",
            };
            press = press.attr(name, &choice.value);
        }
        let act = self.shown.act.clone();
        let press = press
            .attr("data-count", tasks)
            .attr("data-attention", attention)
            .label(&sentence)
            .attr("title", sentence)
            .on(On::onclick, move |event: MouseEvent| act.emit(super::press(chosen.clone(), &event)))
            .child(tasks);
        el("td").child(press)
    }
}

fn choices(crossed: &Crossed, (row, column): (usize, usize), rows: Kind, columns: Kind) -> Vec<Choice> {
    let name = |names: &[String], place: usize| names.get(place).cloned().unwrap_or_default();
    vec![Choice::new(rows, name(&crossed.rows, row)), Choice::new(columns, name(&crossed.columns, column))]
}

/// Where an arrow leads from one filled cell: the next one in the row, the nearest in the next row that has one.
fn step(places: &[(usize, usize)], from: usize, key: &str) -> Option<usize> {
    let (row, column) = *places.get(from)?;
    let in_row = |place: &(usize, (usize, usize))| place.1.0 == row;
    let cells = || places.iter().copied().enumerate();
    let near = |wanted: usize| cells().filter(|(_, (r, _))| *r == wanted).min_by_key(|(_, (_, c))| c.abs_diff(column));
    let found = match key {
        "ArrowRight" => cells().filter(in_row).find(|(_, (_, c))| *c > column),
        "ArrowLeft" => cells().filter(in_row).take_while(|(_, (_, c))| *c < column).last(),
        "ArrowDown" => cells().map(|(_, (r, _))| r).find(|r| *r > row).and_then(near),
        "ArrowUp" => cells().map(|(_, (r, _))| r).take_while(|r| *r < row).last().and_then(near),
        "Home" => cells().find(in_row),
        "End" => cells().rfind(in_row),
        _ => None,
    };
    found.map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_pass_over_empty_cells_and_rows() {
        let places = [(0, 0), (0, 3), (2, 2), (2, 5)];
        assert_eq!(step(&places, 0, "ArrowRight"), Some(1));
        assert_eq!(step(&places, 1, "ArrowRight"), None);
        assert_eq!(step(&places, 1, "ArrowDown"), Some(2));
        assert_eq!(step(&places, 3, "ArrowUp"), Some(1));
        assert_eq!(step(&places, 3, "Home"), Some(2));
        assert_eq!(step(&places, 9, "End"), None);
    }
}
