//! What was understood (读到了什么): each table with its lines, what its columns hold and how sure that is. Whatever the user
//! changes becomes an option of the reading, which is done anew; the figures stand meanwhile.

use super::Shown;
use super::kit::element::{Element, On, button, el};
use super::source::line_link;
use crate::i18n::{Lang, Say, words};
use crate::state::{Action, hints};
use crate::web::{dom, events};
use tongbao_notice::Options;
use tongbao_notice::place::Lines;
use tongbao_notice::report::TableReading;
use yew::prelude::*;

/// How many tables are drawn: a file may have hundreds, and nobody corrects them one by one.
const DRAWN: usize = 40;

/// How many other readings of a table are offered.
const OFFERED: usize = 2;

/// How many tables were read, with the way to what was understood.
pub fn count(shown: &Shown) -> Element {
    let open = shown.look.understood;
    button("lk ok")
        .hook("understood-button")
        .attr("aria-expanded", open)
        .attr("title", shown.lang.say(Say::Understood))
        .press(&shown.act, Action::Understand(!open))
        .child(shown.lang.say(Say::TablesRead(shown.reading.report.tables.len() as u32)))
}

/// The panel, where it is open.
pub fn understood(shown: &Shown) -> Option<Element> {
    if !shown.look.understood {
        return None;
    }
    let lang = shown.lang;
    let (tables, options) = (&shown.reading.report.tables, &shown.reading.options);
    let close = button("lk").press(&shown.act, Action::Understand(false)).child(lang.say(Say::Close));
    let heading = el("h2").child(lang.say(Say::Understood)).child(el("small").child(lang.say(Say::UnderstoodHint)));
    let mut panel = el("section")
        .class("und")
        .hook("understood")
        .attrs(&[("tabindex", "-1"), ("role", "region")])
        .label(lang.say(Say::Understood))
        .attr("data-count", tables.len());
    panel = panel.child(el("header").child(heading).child(close));
    for (place, table) in tables.iter().take(DRAWN).enumerate() {
        panel = panel.child(one(shown, place, table));
    }
    // What the user called no table stands in no list of tables any more.
    for (place, hint) in options.tables.iter().enumerate().filter(|(_, hint)| hint.no_table) {
        let back = set(shown, button("lk"), hints::without(options, place));
        let words = el("p").class("t2").child(line_link(lang, hint.line, &shown.act)).child(lang.say(Say::ToldNoTable));
        panel = panel.child(words.child(back.child(lang.say(Say::Undo))));
    }
    let other = header(shown, None).child(el("span").class("t3").child(lang.say(Say::OtherTable)));
    Some(panel.child(other))
}

fn one(shown: &Shown, place: usize, table: &TableReading) -> Element {
    let lang = shown.lang;
    let options = &shown.reading.options;
    let name = lang.say(Say::TableNumber { number: place as u32 + 1, category: &table.category });
    let lines = Say::lines(table.lines);
    let to_lines = button("lk ln").press(&shown.act, Action::Words(table.lines.first)).child(lang.say(lines));
    let rows = lang.say(Say::table_rows(tasks(shown, table), table.confidence));
    let mut head = el("div").class("uh").child(el("h3").child(name)).child(to_lines);
    head = head.child(el("span").class("t3").child(rows));
    let told = hints::about(options, table).is_some();
    head = head.child(told.then(|| {
        let back = set(shown, button("lk"), hints::untold(options, table)).child(lang.say(Say::Undo));
        el("span").class("t2").child(lang.say(Say::Told)).child(back)
    }));
    let mut columns = el("div").class("uc");
    for (at, column) in table.columns.iter().enumerate() {
        let header = match column.header.as_str() {
            "" => lang.say(Say::ColumnNumberIs(at as u32 + 1)),
            header => header.to_owned(),
        };
        let (act, options, table) = (shown.act.clone(), options.clone(), table.clone());
        let choose = move |event: Event| {
            if let Some(role) = words::role_from(&events::field_value(&event)) {
                act.emit(Action::Set(hints::with_role(&options, &table, at, role)));
            }
        };
        let mut select = el("select").on(On::onchange, choose).attr("data-role", words::role_word(column.role));
        for role in words::roles() {
            let option = el("option").attr("value", words::role_word(role));
            let option = option.attr("selected", (role == column.role).then_some("selected"));
            select = select.child(option.child(words::column(lang, role)));
        }
        columns = columns.child(el("label").child(el("span").chinese().child(header)).child(select));
    }
    let mut ways = header(shown, Some(table));
    let no_table = set(shown, button("btn sm").hook("no-table"), hints::no_table(options, table));
    ways = ways.child(no_table.child(lang.say(Say::NoTable)));
    for other in table.alternatives.iter().take(OFFERED).filter(|other| other.columns != table.columns) {
        let names: Vec<&str> = other.columns.iter().map(|column| words::column(lang, column.role)).collect();
        let take = set(shown, button("lk"), hints::with_columns(options, table, &other.columns));
        ways = ways.child(take.child(lang.say(Say::OtherReading(&names.join("、")))));
    }
    el("article")
        .hook("understood-table")
        .attr("data-first", table.lines.first)
        .attr("data-last", table.lines.last)
        .child(head)
        .child(columns)
        .child(ways)
}

/// On which lines the header stands, of this table or of one that was not found.
fn header(shown: &Shown, table: Option<&TableReading>) -> Element {
    let at = table.and_then(|table| table.header);
    let (act, options, table) = (shown.act.clone(), shown.reading.options.clone(), table.cloned());
    header_fields(shown.lang, at, move |lines| {
        act.emit(Action::Set(hints::with_header(&options, table.as_ref(), lines)));
    })
}

/// Two fields for the first and last line of a header.
pub fn header_fields(lang: Lang, at: Option<Lines>, told: impl Fn(Lines) + 'static) -> Element {
    let (first, last) = (written(at.map(|at| at.first)), written(at.map(|at| at.last)));
    let apply = move |event: Event| {
        let lines: Vec<u32> = dom::values_beside(&event).iter().filter_map(|value| value.parse().ok()).collect();
        if let [first, last] = lines.as_slice()
            && (1..=*last).contains(first)
        {
            told(Lines::new(*first, *last));
        }
    };
    let field = |label: Say<'_>, value: String| {
        el("input").attrs(&[("type", "number"), ("min", "1")]).label(lang.say(label)).field(&value)
    };
    let fields = el("span").on(On::onchange, apply).child(field(Say::HeaderFirst, first)).child("–");
    let fields = fields.child(field(Say::HeaderLast, last));
    el("div").class("uw").child(lang.say(Say::HeaderLines)).child(fields)
}

fn written(number: Option<u32>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

/// How many tasks begin in the table's lines.
fn tasks(shown: &Shown, table: &TableReading) -> u32 {
    let first = shown.reading.report.tasks.iter().filter_map(|task| task.entries.iter().find_map(|entry| entry.lines));
    first.filter(|lines| table.lines.holds(lines.first)).count() as u32
}

/// The same notice with these options. What was pressed may be gone then, so the focus goes to the panel.
fn set(shown: &Shown, button: Element, options: Options) -> Element {
    let act = shown.act.clone();
    button.on(On::onclick, move |_: MouseEvent| {
        act.emit(Action::Set(options.clone()));
        dom::focus_quietly("[data-testid=understood]");
    })
}
