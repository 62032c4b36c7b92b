//! Printed rates of the year's target: each goes to the target whose amount stands before it; the others are kept.

use super::candidates::{Candidate, trim_start};
use super::{PrintedRate, Tied};
use crate::judge::cell::Cell;
use crate::judge::schedule;
use crate::judge::words::Kind;
use crate::phrase::amounts::Class;
use crate::report::Evidence;

/// A rate of the year's target that the row prints, tied to no target.
#[derive(Clone, Debug)]
pub struct AnnualRate {
    /// The fraction.
    pub rate: f64,
    /// The words.
    pub evidence: Evidence,
    /// The share of the year by its own date.
    pub own_share: Option<f64>,
}

/// Gives each printed rate of the year's target to the target whose amount stands before it; returns the others.
pub(super) fn rates(
    candidates: &[Candidate<'_>],
    answer: &[Option<usize>],
    tied: &mut [Tied],
    cells: &[&Cell<'_>],
) -> Vec<AnnualRate> {
    let mut free = Vec::new();
    for (c, candidate) in candidates.iter().enumerate() {
        free.extend(c.checked_sub(1).and_then(|before| plan_beside(&candidates[before], candidate, cells)));
        let cell = cells[candidate.cell];
        let whole = || !answer.contains(&Some(c)) && is_of_the_task(candidate, cell, tied);
        if candidate.rate != Some(Kind::Annual) && !whole() {
            continue;
        }
        // The nearest answered target before it in the same sentence.
        let owner = answer
            .iter()
            .enumerate()
            .filter_map(|(t, answer)| Some((t, (*answer)?)))
            .filter(|(_, a)| *a < c && candidates[*a].cell == candidate.cell)
            .filter(|(_, a)| candidates[*a].clause.sentence == candidate.clause.sentence)
            .max_by_key(|(_, a)| *a)
            .map(|(t, _)| t)
            // 完成率:86.4% in a sentence of its own: the target whose numbers give it, or the only one.
            .or_else(|| {
                let printed = fraction(candidate.amount.value);
                let gives = |tied: &Tied| tied.rate().is_some_and(|rate| (rate - printed).abs() < 0.02);
                let alone = tied.len() == 1 && answer[0].is_some_and(|a| a < c && candidates[a].cell == candidate.cell);
                tied.iter().position(|tied| tied.printed.is_none() && gives(tied)).or(alone.then_some(0))
            });
        match owner {
            Some(t) if tied[t].printed.is_none() => {
                let digits = cell.part(candidate.amount.start, candidate.amount.unit_start);
                tied[t].printed = Some(PrintedRate {
                    rate: fraction(candidate.amount.value),
                    words: cell.evidence(trim_start(cell, candidate.before.0), candidate.amount.end),
                    decimals: decimals(digits),
                });
            }
            Some(_) => {}
            None => {
                if let Some(evidence) = cell.evidence(trim_start(cell, candidate.clause.start), candidate.amount.end) {
                    let own_share = schedule::own_share(cell.part(candidate.clause.sentence, candidate.amount.start));
                    free.push(AnnualRate { rate: fraction(candidate.amount.value), evidence, own_share });
                }
            }
        }
    }
    free
}

/// 95%, 57%(甲镇偏慢): a share that opens the report, of a task that promises none.
fn is_of_the_task(candidate: &Candidate<'_>, cell: &Cell<'_>, tied: &[Tied]) -> bool {
    let amount = candidate.amount;
    let behind = cell.part(amount.end, cell.text.len()).trim_start();
    amount.unit.class == Class::Share
        && cell.part(0, amount.start).trim().is_empty()
        && (behind.is_empty() || behind.starts_with('('))
        && tied.iter().all(|tied| tied.target.unit.class != Class::Share)
}

/// 完成投资5100万元(年度计划1.5亿元): the year's plan printed in brackets behind the amount.
fn plan_beside(done: &Candidate<'_>, plan: &Candidate<'_>, cells: &[&Cell<'_>]) -> Option<AnnualRate> {
    let cell = cells[plan.cell];
    let beside = done.cell == plan.cell
        && done.clause == plan.clause
        && done.amount.unit.class == plan.amount.unit.class
        && plan.amount.unit.class != Class::Share
        && cell.part(done.amount.end, plan.amount.start).trim_start().starts_with('(');
    let aim = cell.hits_in(plan.before.0, plan.before.1).last().is_some_and(|hit| hit.kind == Kind::Aim);
    if !beside || !aim || plan.amount.base() <= 0.0 {
        return None;
    }
    let evidence = cell.evidence(trim_start(cell, plan.clause.start), plan.amount.end)?;
    let own_share = schedule::own_share(cell.part(plan.clause.sentence, done.amount.start));
    Some(AnnualRate { rate: done.amount.base() / plan.amount.base(), evidence, own_share })
}

/// A percentage as a fraction, without binary dust.
pub fn fraction(percent: f64) -> f64 {
    (percent * 1e8).round() / 1e10
}

/// How many decimals a printed number has.
pub fn decimals(digits: &str) -> u32 {
    digits.trim().split_once('.').map_or(0, |(_, after)| after.chars().take_while(char::is_ascii_digit).count() as u32)
}
