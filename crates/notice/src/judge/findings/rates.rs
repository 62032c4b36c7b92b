//! Rates against amounts: 812 of 1000 printed as 87.2 %. Rounding and truncation are no mismatch.

use super::{finding, percent, plain};
use crate::judge::cell::Cell;
use crate::judge::metrics::{decimals, fraction};
use crate::judge::row::Row;
use crate::judge::words::Kind;
use crate::phrase::amounts::{Amount, Class};
use crate::report::{Evidence, Finding, FindingKind, Severity, Task};

/// From this difference on the printed rate has another base than the target (a year's plan in full), which is worth a
/// look but no slip.
const OTHER_BASE: f64 = 0.3;

/// Checks every printed rate that has its amounts beside it.
pub fn check(row: &Row<'_>, task: &Task, found: &mut Vec<Finding>) {
    // The same rate may be printed twice in a row; it is told once.
    let mut own = Vec::new();
    for tied in row.tied.iter().chain(row.pair.as_ref().map(|pair| &pair.tied)) {
        let (Some(printed), Some(rate), Some(actual)) = (&tied.printed, tied.rate(), tied.actual) else {
            continue;
        };
        let places: Vec<Evidence> = [printed.words.clone(), tied.evidence.clone().or_else(|| row.title.first_words())]
            .into_iter()
            .flatten()
            .collect();
        let of = format!("{}/{}{}", plain(actual), plain(tied.target.value), tied.target.unit_text);
        compare(task, printed.rate, rate, printed.decimals, &of, places, &mut own);
    }
    for entry in &row.entries {
        in_sentence(&entry.progress, task, &mut own);
    }
    found.append(&mut own);
}

/// Raises a mismatch between a printed rate and the one its amounts give.
fn compare(
    task: &Task,
    stated: f64,
    rate: f64,
    decimals: u32,
    of: &str,
    places: Vec<Evidence>,
    found: &mut Vec<Finding>,
) {
    let unit = 0.01 / 10_f64.powi(decimals as i32);
    let difference = (stated - rate).abs();
    // Rounded, or cut off; half a unit more for amounts that were rounded themselves.
    if difference < unit * 1.05 + 1e-9 || !rate.is_finite() {
        return;
    }
    let base = difference > OTHER_BASE * rate.max(stated).min(1.0) && (rate > 1.0) != (stated > 1.0);
    // The amounts may be rounded: 0.86 of 2.1 is 40.95 %, printed 41.0 %.
    if difference < 0.002 * rate.max(1.0) && difference < unit * 3.0 {
        return;
    }
    if found.iter().any(|other| other.kind == FindingKind::RateMismatch && other.claimed == percent(stated)) {
        return;
    }
    // More than was promised is often printed as 100 %.
    let capped = (stated - 1.0).abs() < 1e-9 && rate > 1.0;
    // Ten times too large, or a digit too many (46.7 % as 146.7 %): a slip of the pen.
    let times = (rate / stated).max(stated / rate);
    let digit = (times - 10.0).abs() < 0.05 || (difference - 1.0).abs() < 0.002;
    let base = base && !digit;
    let severity = if base || capped { Severity::Info } else { Severity::Warning };
    let mut one = finding(
        FindingKind::RateMismatch,
        severity,
        if base || capped { 0.5 } else { 0.9 },
        format!("{of}应为{}，印作{}", percent(rate), percent(stated)),
    );
    one.claimed = percent(stated);
    one.found = percent(rate);
    one.tasks = vec![task.id.clone()];
    one.places = places;
    found.push(one);
}

/// Checks 新增584家,目标任务30家,完成率1913% and 69.84万平方米,完成年度工作任务(68.97万平方米)的101.26%.
fn in_sentence(cell: &Cell<'_>, task: &Task, found: &mut Vec<Finding>) {
    let mut sentence = usize::MAX;
    let mut aim: Option<&Amount> = None;
    let mut done: Option<&Amount> = None;
    for amount in &cell.amounts {
        let Some(clause) = cell.clause_at(amount.start) else { continue };
        if clause.sentence != sentence {
            (sentence, aim, done) = (clause.sentence, None, None);
        }
        let from = cell
            .amounts
            .iter()
            .rev()
            .find(|other| other.end <= amount.start)
            .map_or(clause.start, |other| other.end.max(clause.start));
        let hits = cell.hits_in(from, amount.start);
        let near = |kind: Kind| hits.last().is_some_and(|hit| hit.kind == kind && amount.start - hit.end <= 6);
        if amount.unit.class == Class::Share {
            let annual = hits.iter().any(|hit| hit.kind == Kind::Annual)
                || aim.is_some() && cell.part(clause.start, amount.start).trim_end().ends_with(")的");
            if annual
                && let (Some(goal), Some(actual)) = (aim, done)
                && goal.unit.class == actual.unit.class
                && goal.base() > 0.0
            {
                let digits = cell.part(amount.start, amount.unit_start);
                let places_printed = decimals(digits);
                let places: Vec<Evidence> = [
                    cell.evidence(clause.start, amount.end),
                    cell.evidence(actual.start.min(goal.start), actual.end.max(goal.end)),
                ]
                .into_iter()
                .flatten()
                .collect();
                let of = format!("{}/{}{}", plain(actual.value), plain(goal.value), goal.unit_text(&cell.text));
                compare(task, fraction(amount.value), actual.base() / goal.base(), places_printed, &of, places, found);
                (aim, done) = (None, None);
            }
        } else if near(Kind::Aim) || (near(Kind::Annual) && amount.start > clause.start) {
            aim = Some(amount);
        } else if amount.unit.promise
            && !hits.iter().any(|hit| matches!(hit.kind, Kind::Plan | Kind::Doing | Kind::Remain))
        {
            done = Some(amount);
        }
    }
}
