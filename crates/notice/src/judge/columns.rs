//! Columns of numbers: plan and done side by side (年度计划投资, 完成投资, 完成率; 预定进度, 实际进度).

use super::cell::Cell;
use super::metrics::{self, PrintedRate, Tied};
use super::targets::{Measure, Target};
use crate::fold::fold;
use crate::lexicon::{self, WordTable};
use crate::notice::{Extra, RawTask};
use crate::phrase::amounts::{self, Class, Unit};
use crate::report::{Comparator, Evidence, Role};
use std::sync::LazyLock;

/// What a column of numbers holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What is to be done by the end of the year.
    Plan,
    /// What is to be done by now.
    Due,
    /// What is done.
    Done,
    /// The share that is done.
    Rate,
    /// The whole, of all years.
    Total,
}

static COLUMNS: LazyLock<WordTable<Column>> = LazyLock::new(|| {
    WordTable::new(lexicon::rows(lexicon::table!("column_words")).filter_map(|row| {
        let column = match *row.get(1)? {
            "plan" => Column::Plan,
            "due" => Column::Due,
            "done" => Column::Done,
            "rate" => Column::Rate,
            "total" => Column::Total,
            _ => return None,
        };
        Some((*row.first()?, column))
    }))
});

/// A pair of columns: what was to be done and what is done.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The plan as a target with what is done, in the plan's unit.
    pub tied: Tied,
    /// The plan is what is due by now, not by the end of the year.
    pub due_now: bool,
    /// The header of the column that says what is done.
    pub header: String,
    /// The cell of the plan.
    pub plan: Option<Evidence>,
}

impl Pair {
    /// The cell that says what is done, else the one of the rate.
    pub fn evidence(&self) -> Option<Evidence> {
        let rate = || self.tied.printed.as_ref().and_then(|printed| printed.words.clone());
        self.tied.evidence.clone().or_else(rate)
    }
}

/// A number in a column.
pub struct Figure {
    /// What its column holds.
    pub column: Column,
    /// The number, in its unit.
    pub value: f64,
    unit: Unit,
    scale: f64,
    /// Its unit as printed.
    pub unit_text: String,
    /// The header of its column, without what stands in brackets.
    pub header: String,
    /// Its cell.
    pub evidence: Option<Evidence>,
    /// How many decimals are printed.
    pub decimals: u32,
}

/// The pair of columns of a row, if it has one, and a rate that stands alone.
pub fn pair(raw: &RawTask) -> (Option<Pair>, Option<PrintedRate>) {
    let figures: Vec<Figure> = raw.extras.iter().filter_map(figure).collect();
    let of = |column: Column| figures.iter().find(|figure| figure.column == column);
    let printed = of(Column::Rate).map(|rate| PrintedRate {
        rate: metrics::fraction(rate.value),
        words: rate.evidence.clone(),
        decimals: rate.decimals,
    });
    let Some(plan) = of(Column::Plan).or_else(|| of(Column::Due)) else {
        return (None, printed.filter(|printed| printed.words.is_some()));
    };
    let done = figures.iter().find(|figure| figure.column == Column::Done && figure.unit.class == plan.unit.class);
    let due_now = plan.column == Column::Due;
    let target = Target {
        name: name(raw, &done.unwrap_or(plan).header),
        verb: String::new(),
        start: false,
        value: plan.value,
        unit: plan.unit,
        scale: plan.scale,
        unit_text: plan.unit_text.clone(),
        comparator: if due_now { Comparator::AtLeast } else { Comparator::Exactly },
        measure: Measure::Quantity,
        part: false,
        at: 0,
    };
    let tied = Tied {
        target,
        actual: done.map(|done| done.value * done.scale * done.unit.factor / (plan.scale * plan.unit.factor)),
        printed,
        evidence: done.and_then(|done| done.evidence.clone()),
        own_share: None,
    };
    if tied.actual.is_none() && tied.printed.is_none() || tied.target.value <= 0.0 {
        return (None, None);
    }
    let header = done.unwrap_or(plan).header.clone();
    (Some(Pair { tied, due_now, header, plan: plan.evidence.clone() }), None)
}

/// What a pair of columns counts: the header where it names a thing (完成投资), else the task (完成值, 1-9月完成数).
fn name(raw: &RawTask, header: &str) -> String {
    let mut left: Vec<char> = Vec::new();
    let mut at = 0;
    for (start, end, _) in COLUMNS.hits(header) {
        left.extend(header.get(at..start).unwrap_or("").chars());
        at = end;
    }
    left.extend(header.get(at..).unwrap_or("").chars());
    left.retain(|c| c.is_alphabetic() && !matches!(c, '年' | '月' | '季' | '度' | '值' | '数' | '量'));
    let title = fold(&raw.title.text());
    if left.len() >= 2 || header.contains('资') || title.trim().is_empty() {
        header.to_owned()
    } else {
        super::targets::clean(&title)
    }
}

/// The cells of columns that say what is done, where there is no plan beside them: 增长9.2% for the goal 增长8%.
pub fn done_cells(raw: &RawTask) -> Vec<Cell<'_>> {
    raw.extras.iter().filter(|extra| is_done(extra)).map(|extra| Cell::new(&extra.text)).collect()
}

/// Whether a row reports in columns of numbers.
pub fn reports(raw: &RawTask) -> bool {
    let has_number = |extra: &Extra| extra.text.text().chars().any(char::is_numeric);
    raw.extras.iter().filter(|extra| is_done(extra)).any(has_number)
}

/// Whether the column of a cell says what is done.
fn is_done(extra: &Extra) -> bool {
    let header: String = fold(&extra.header).split_whitespace().collect();
    column(&header) == Some(Column::Done)
}

/// The number of a cell, read with the unit of its header.
pub fn figure(extra: &Extra) -> Option<Figure> {
    if !matches!(extra.role, Role::Amount | Role::Rate | Role::Other | Role::Goal) {
        return None;
    }
    let header: String = fold(&extra.header).split_whitespace().collect();
    let column = column(&header)?;
    let cell = Cell::new(&extra.text);
    let text = cell.text.trim();
    let number = amounts::amounts(text).into_iter().next()?;
    // A sentence with a number in it is no figure.
    if number.start != 0 || text.chars().count() > 16 {
        return None;
    }
    let (unit, scale, unit_text) = if number.unit.class == Class::Bare {
        header_unit(&header).unwrap_or((number.unit, number.scale, String::new()))
    } else {
        (number.unit, number.scale, number.unit_text(text).to_owned())
    };
    let name = header.split(['(', ',']).next().unwrap_or(&header).to_owned();
    let decimals = metrics::decimals(&text[..number.unit_start]);
    Some(Figure {
        column,
        value: number.value,
        unit,
        scale,
        unit_text,
        header: name,
        evidence: cell.first_words(),
        decimals,
    })
}

/// What a header says its column holds; the last word counts, for 占年度计划 is a rate though it names a plan.
fn column(header: &str) -> Option<Column> {
    let mut found = None;
    for (_, _, column) in COLUMNS.hits(header) {
        found = match (found, *column) {
            (Some(Column::Rate | Column::Total), _) => found,
            (_, column) => Some(column),
        };
    }
    if found.is_none() && header.contains('率') {
        return Some(Column::Rate);
    }
    found
}

/// The unit in the brackets of a header: 投资(万元).
fn header_unit(header: &str) -> Option<(Unit, f64, String)> {
    let inside = header.rsplit_once('(')?.1.trim_end_matches(')');
    let text = format!("1{inside}");
    let amount = amounts::amounts(&text).into_iter().next()?;
    (amount.unit.class != Class::Bare).then(|| (amount.unit, amount.scale, inside.to_owned()))
}
