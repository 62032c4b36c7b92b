//! Columns of numbers: plan and done side by side (年度计划投资, 完成投资, 完成率; 预定进度, 实际进度).

use super::cell::Cell;
use super::targets::{Measure, Target};
use crate::fold::fold;
use crate::lexicon::{self, WordTable};
use crate::notice::RawTask;
use crate::read::amounts::{self, Class, Unit};
use crate::report::{Comparator, Evidence, Metric, Role};
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
    /// The plan as a target.
    pub target: Target,
    /// The plan is what is due by now, not by the end of the year.
    pub due_now: bool,
    /// What is done, in the plan's unit.
    pub actual: Option<f64>,
    /// The printed rate, a fraction.
    pub stated_rate: Option<f64>,
    /// The cell that says what is done.
    pub evidence: Option<Evidence>,
    /// The cell of the plan.
    pub plan: Option<Evidence>,
    /// The cell of the rate.
    pub rate: Option<Evidence>,
    /// How many decimals the printed rate has.
    pub rate_decimals: u32,
}

impl Pair {
    /// The metric of the report.
    pub fn metric(&self) -> Metric {
        Metric {
            name: self.target.name.clone(),
            target: self.target.value,
            comparator: self.target.comparator,
            unit: self.target.unit_text.clone(),
            actual: self.actual,
            stated_rate: self.stated_rate,
            computed_rate: self.actual.map(|actual| actual / self.target.value).filter(|rate| rate.is_finite()),
            evidence: self.evidence.clone(),
        }
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
pub fn pair(raw: &RawTask) -> (Option<Pair>, Option<(f64, Evidence, u32)>) {
    let figures: Vec<Figure> = raw.extras.iter().filter_map(figure).collect();
    let of = |column: Column| figures.iter().find(|figure| figure.column == column);
    let plan = of(Column::Plan).or_else(|| of(Column::Due));
    let rate = of(Column::Rate);
    let Some(plan) = plan else {
        return (
            None,
            rate.and_then(|rate| Some((super::metrics::fraction(rate.value), rate.evidence.clone()?, rate.decimals))),
        );
    };
    let done = figures.iter().find(|figure| figure.column == Column::Done && figure.unit.class == plan.unit.class);
    let due_now = plan.column == Column::Due;
    let target = Target {
        name: done.map_or_else(|| plan.header.clone(), |done| done.header.clone()),
        verb: String::new(),
        start: false,
        value: plan.value,
        unit: plan.unit,
        scale: plan.scale,
        unit_text: plan.unit_text.clone(),
        comparator: if due_now { Comparator::AtLeast } else { Comparator::Exactly },
        measure: Measure::Quantity,
        at: 0,
    };
    let pair = Pair {
        actual: done.map(|done| done.value * done.scale / plan.scale),
        stated_rate: rate.map(|rate| super::metrics::fraction(rate.value)),
        evidence: done.and_then(|done| done.evidence.clone()),
        plan: plan.evidence.clone(),
        rate: rate.and_then(|rate| rate.evidence.clone()),
        rate_decimals: rate.map_or(0, |rate| rate.decimals),
        target,
        due_now,
    };
    if pair.actual.is_none() && pair.stated_rate.is_none() || pair.target.value <= 0.0 {
        return (None, None);
    }
    (Some(pair), None)
}

/// The number of a cell, read with the unit of its header.
pub fn figure(extra: &crate::notice::Extra) -> Option<Figure> {
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
    let decimals = super::metrics::decimals(&text[..number.unit_start]);
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
    let inside = header.rsplit('(').next()?.trim_end_matches(')');
    let text = format!("1{inside}");
    let amount = amounts::amounts(&text).into_iter().next()?;
    (amount.unit.class != Class::Bare).then(|| (amount.unit, amount.scale, inside.to_owned()))
}
