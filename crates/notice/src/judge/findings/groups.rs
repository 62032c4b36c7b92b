//! Rows that head or sum up others, against these: 一、产业项目（6个） with seven rows below it, 合计 that is no sum.

use super::{Context, finding, plain};
use crate::fold::fold;
use crate::judge::columns::{self, Column, Figure};
use crate::judge::metrics::decimals;
use crate::notice::{Extra, GroupRow};
use crate::phrase::amounts::{Class, amounts};
use crate::report::{Evidence, Finding, FindingKind, Severity};
use std::ops::Range;

/// A count that is further off speaks of something else than the rows.
const MOST_OFF: u32 = 3;
/// A number that is further from a sum is none.
const MOST_APART: f64 = 0.15;

/// Checks each group row: its count, then the sums in its columns.
pub fn check(context: &Context<'_>, found: &mut Vec<Finding>) {
    // The figures of tasks are read where a sum speaks of them, and kept for the next sums of the same table.
    let (mut kept, mut figures): (Range<usize>, Vec<Vec<Figure>>) = (0..0, Vec::new());
    let mut off: Vec<(f64, usize, Finding)> = Vec::new();
    for group in &context.notice.groups {
        // One slip is told once: by the prose where that counts the same rows, by the part where its sum is off as well.
        let told = |one: &Finding| {
            let counts: Vec<&Finding> = found.iter().filter(|other| other.kind == FindingKind::CountMismatch).collect();
            counts.iter().any(|other| other.found == one.found && other.claimed == one.claimed)
                || group.scopes.len() > 1 && !counts.is_empty()
        };
        found.extend(count(context, group).filter(|one| !told(one)));
        let from = group.scopes.iter().map(|scope| scope.0).min().unwrap_or(0);
        let to = group.scopes.iter().map(|scope| scope.1).max().unwrap_or(0);
        if !group.figures.is_empty() && (from < kept.start || to > kept.end) {
            let tasks = context.read.get(from..to).unwrap_or_default();
            figures = tasks.iter().map(|task| task.extras.iter().filter_map(columns::figure).collect()).collect();
            kept = from..to;
        }
        if let Some((mut one, difference, (from, to))) = sums_of(context, group, &figures, kept.start) {
            // The slip of a row shows in every sum above it, and is told once: where it is, else in the nearest sum.
            let in_row = |other: &Finding| {
                let rows = context.tasks.get(from..to).unwrap_or_default();
                other.kind == FindingKind::RateMismatch && rows.iter().any(|task| other.tasks.contains(&task.id))
            };
            if found.iter().any(in_row) {
                one.severity = Severity::Info;
            }
            match off.iter().position(|(other, _, _)| (other - difference).abs() < 1e-6 * difference.abs()) {
                Some(place) if off[place].1 > to - from => off[place] = (difference, to - from, one),
                Some(_) => {}
                None => off.push((difference, to - from, one)),
            }
        }
    }
    found.extend(off.into_iter().map(|(_, _, one)| one));
}

/// The words of a group row.
fn place(group: &GroupRow) -> Option<Evidence> {
    group.words.pieces.first().map(|piece| Evidence { text: piece.text.clone(), lines: piece.lines })
}

/// The count in the brackets of a group row against the rows that it may speak of.
fn count(context: &Context<'_>, group: &GroupRow) -> Option<Finding> {
    let words = fold(&group.words.text());
    let told = amounts(&words).into_iter().find(|amount| {
        amount.unit.class == Class::Thing && words.get(..amount.start).is_some_and(|before| before.ends_with('('))
    })?;
    let told = told.value as u32;
    let rows = |(from, to): &(usize, usize)| {
        let mut numbers: Vec<&str> =
            context.tasks.get(*from..*to).into_iter().flatten().filter_map(|task| task.number.as_deref()).collect();
        numbers.dedup();
        ((to - from) as u32, numbers.len() as u32)
    };
    let counted: Vec<(u32, u32)> = group.scopes.iter().map(rows).collect();
    let (rows, _) = *counted.first()?;
    let fits = counted.iter().any(|(rows, numbers)| told == *rows || told == *numbers);
    if fits || told.abs_diff(rows) > MOST_OFF {
        return None;
    }
    let mut one = finding(
        FindingKind::CountMismatch,
        Severity::Warning,
        0.8,
        format!("表中“{}”，实有{rows}行", group.words.text().trim()),
    );
    one.claimed = told.to_string();
    one.found = rows.to_string();
    let last = group.scopes.first().and_then(|(_, to)| context.title_of(to.checked_sub(1)?));
    one.places = place(group).into_iter().chain(last).collect();
    Some(one)
}

/// A number printed in a group row.
struct Sum {
    value: f64,
    decimals: u32,
    evidence: Option<Evidence>,
}

/// The numbers of a group row against the sums of the columns of the rows that it may speak of. Such rows merge cells freely,
/// so a number is known by its column's sum and not by its place: where others are sums, the one that is nearly one is a slip.
/// Returns the finding, by how much the number is off, and the rows.
fn sums_of(
    context: &Context<'_>,
    group: &GroupRow,
    figures: &[Vec<Figure>],
    first: usize,
) -> Option<(Finding, f64, (usize, usize))> {
    let printed: Vec<Sum> = group.figures.iter().filter_map(sum).collect();
    let mut slip = None;
    for (from, to) in &group.scopes {
        let rows = from.checked_sub(first).zip(to.checked_sub(first)).and_then(|(from, to)| figures.get(from..to));
        let rows = rows.filter(|rows| rows.len() >= 2)?;
        let mut columns: Vec<(&Figure, f64)> = Vec::new();
        for figure in rows.first().into_iter().flatten().filter(|figure| figure.column != Column::Rate) {
            let of =
                |row: &Vec<Figure>| row.iter().find(|other| other.header == figure.header).map(|other| other.value);
            columns.extend(rows.iter().map(of).sum::<Option<f64>>().map(|added| (figure, added)));
        }
        let equal = |sum: &Sum, added: f64| {
            let step = 0.1_f64.powi(sum.decimals as i32);
            (added - sum.value).abs() <= step * 0.5 * rows.len() as f64 + 1e-6 * added.abs()
        };
        let wrong: Vec<&Sum> =
            printed.iter().filter(|sum| !columns.iter().any(|(_, added)| equal(sum, *added))).collect();
        let right = printed.len() - wrong.len();
        columns.retain(|(_, added)| !printed.iter().any(|sum| equal(sum, *added)));
        let near = |sum: &Sum, added: f64| (added - sum.value).abs() <= MOST_APART * added.abs();
        let pair = wrong
            .iter()
            .find_map(|sum| columns.iter().find(|(_, added)| near(sum, *added)).map(|column| (*sum, *column)));
        match pair {
            // A scope in which every number is a sum is the one that is meant.
            None if right > 0 => return None,
            Some((sum, (figure, added))) if right > 0 && slip.is_none() => {
                slip = Some((mismatch(context, group, sum, figure, added, *from), added - sum.value, (*from, *to)));
            }
            _ => {}
        }
    }
    slip
}

/// The number that fills a cell of a group row.
fn sum(extra: &Extra) -> Option<Sum> {
    let text = fold(&extra.text.text());
    let number = amounts(text.trim()).into_iter().next().filter(|number| number.start == 0)?;
    let piece = extra.text.pieces.first()?;
    Some(Sum {
        value: number.value,
        decimals: decimals(text.trim().get(..number.unit_start)?),
        evidence: Some(Evidence { text: piece.text.clone(), lines: piece.lines }),
    })
}

/// The finding that a number is not the sum of its column.
fn mismatch(context: &Context<'_>, group: &GroupRow, sum: &Sum, figure: &Figure, added: f64, first: usize) -> Finding {
    let unit = &figure.unit_text;
    let mut one = finding(
        FindingKind::SumMismatch,
        Severity::Warning,
        0.8,
        format!(
            "“{}”的{}印{}{unit}，各行之和为{}{unit}",
            group.words.text().trim(),
            figure.header,
            plain(sum.value),
            plain(added)
        ),
    );
    one.claimed = format!("{}{unit}", plain(sum.value));
    one.found = format!("{}{unit}", plain(added));
    one.places = sum.evidence.iter().cloned().chain(figure.evidence.clone()).collect();
    if one.places.len() < 2 {
        one.places.extend(context.title_of(first));
    }
    one
}
