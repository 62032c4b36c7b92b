//! The amounts of progress cells that may answer a target, each with what stands around it.

use crate::judge::cell::{Cell, Clause};
use crate::judge::targets::{self, Measure, opening_bracket};
use crate::judge::words::{Hit, Kind};
use crate::phrase::amounts::{Amount, Class};

/// An amount of a progress cell that may answer a target.
pub(super) struct Candidate<'c> {
    pub cell: usize,
    pub amount: &'c Amount,
    pub clause: &'c Clause,
    /// From the last amount or the beginning of the clause to the amount.
    pub before: (usize, usize),
    /// From the amount to the next one or the end of the clause.
    pub after: (usize, usize),
    /// Its growth: up, down, or none.
    pub growth: Option<Measure>,
    /// It is a rate of the year's or the whole target, no level.
    pub rate: Option<Kind>,
    /// It counts what is left or under way.
    pub open: bool,
}

/// The amounts of a cell that could answer a target, with what stands around them.
pub(super) fn candidates<'c>(index: usize, cell: &'c Cell<'_>) -> Vec<Candidate<'c>> {
    let mut found: Vec<Candidate<'c>> = Vec::new();
    let counted = |amount: &&Amount| {
        (amount.unit.promise || matches!(amount.unit.class, Class::Thing | Class::Event))
            && !targets::qualifies(cell, amount)
    };
    let mut amounts = cell.amounts.iter().filter(counted).peekable();
    let mut last_end = 0;
    while let Some(amount) = amounts.next() {
        let Some(clause) = cell.clause_at(amount.start) else { continue };
        let from = last_end.max(clause.start);
        let from = opening_bracket(cell.part(from, amount.start), from);
        let to = amounts.peek().map_or(clause.end, |next| next.start.min(clause.end)).max(amount.end);
        let to = amount.end + cell.part(amount.end, to).find(['、', '(', ')']).unwrap_or(to - amount.end);
        let hits = cell.hits_in(from, amount.start);
        let rate = hits
            .iter()
            .rev()
            .find(|hit| matches!(hit.kind, Kind::Annual | Kind::Entire | Kind::Month))
            .map(|hit| hit.kind)
            .filter(|_| amount.unit.class == Class::Share)
            .or_else(|| bare_share_of_plan(cell.part(from, amount.start), amount))
            .or_else(|| share_in_brackets(cell, last_end, amount));
        let growth = hits.iter().rev().find_map(|hit| match hit.kind {
            Kind::Up => Some(Measure::Growth),
            Kind::Down => Some(Measure::Decline),
            Kind::Cut => Some(Measure::Cut),
            _ => None,
        });
        // What is left or under way, by the words on either side.
        let open = |hit: &Hit| matches!(hit.kind, Kind::Remain | Kind::Doing | Kind::Start);
        let open = hits.iter().any(open) || hits.is_empty() && cell.hits_in(amount.end, to).iter().any(open);
        let (before, after) = ((from, amount.start), (amount.end, to));
        found.push(Candidate { cell: index, amount, clause, before, after, growth, rate, open });
        last_end = amount.end;
    }
    found
}

/// 占28.5%: a share right after 占, with nothing named, is one of the target.
fn bare_share_of_plan(before: &str, amount: &Amount) -> Option<Kind> {
    (amount.unit.class == Class::Share && before.trim_end().trim_end_matches(',').ends_with('占'))
        .then_some(Kind::Annual)
}

/// 已完成4769人(51.2%): a share alone in the brackets right behind an amount is one of the target.
fn share_in_brackets(cell: &Cell<'_>, last_end: usize, amount: &Amount) -> Option<Kind> {
    let bracketed = cell.part(amount.end, cell.text.len()).starts_with(')')
        && last_end > 0
        && cell.part(last_end, amount.start) == "(";
    (amount.unit.class == Class::Share && bracketed).then_some(Kind::Annual)
}

/// The first byte from `start` that is no mark.
pub(super) fn trim_start(cell: &Cell<'_>, start: usize) -> usize {
    let text = cell.part(start, cell.text.len());
    start + (text.len() - text.trim_start_matches([',', '、', ';', '。', ' ', ')', '\n']).len())
}
