//! Every numeric target of a task tied to the number that its row gives for it.
//!
//! All amounts of the progress cells are candidates for all targets; each pair is scored by how much
//! of the target's name stands around the amount, by the verb that governs it and by the words that
//! say it is something else (在建, 其中, 计划, 累计). The best pairs win, each amount once.

mod candidates;
mod elsewise;
mod names;
mod rates;
mod score;

use super::cell::Cell;
use super::schedule;
use super::targets::{self, Measure, Target};
use crate::report::{Evidence, Metric};
use candidates::{Candidate, candidates, trim_start};
pub use names::abbreviates;
use names::{affinity, pieces, tail};
pub use rates::{AnnualRate, decimals, fraction};
use score::{Names, confirmed, is_verb, score};

/// A target with what the row reports for it.
#[derive(Clone, Debug)]
pub struct Tied {
    /// What was promised.
    pub target: Target,
    /// What was reported, in the target's unit.
    pub actual: Option<f64>,
    /// The rate of the target printed beside it.
    pub printed: Option<PrintedRate>,
    /// The words that report it.
    pub evidence: Option<Evidence>,
    /// The share of the year by the figure's own date, where it carries one.
    pub own_share: Option<f64>,
}

/// A rate as printed.
#[derive(Clone, Debug)]
pub struct PrintedRate {
    /// A fraction.
    pub rate: f64,
    /// Its words.
    pub words: Option<Evidence>,
    /// How many decimals are printed.
    pub decimals: u32,
}

impl Tied {
    /// The printed rate, a fraction.
    pub fn stated_rate(&self) -> Option<f64> {
        self.printed.as_ref().map(|printed| printed.rate)
    }

    /// The metric of the report.
    pub fn metric(&self) -> Metric {
        let growth = matches!(self.target.measure, Measure::Growth | Measure::Decline);
        Metric {
            name: self.target.name.clone(),
            target: self.target.value,
            comparator: self.target.comparator,
            unit: self.target.unit_text.clone(),
            actual: self.actual,
            stated_rate: self.stated_rate(),
            computed_rate: self.rate().filter(|_| !growth),
            evidence: self.evidence.clone(),
        }
    }

    /// `actual / target`, a fraction.
    pub fn rate(&self) -> Option<f64> {
        self.actual.map(|actual| actual / self.target.value).filter(|rate| rate.is_finite())
    }

    /// Whether the target is reported and reached.
    pub fn reached(&self) -> bool {
        self.actual.is_some_and(|actual| self.target.reached(actual))
    }
}

/// No more amounts than this are looked at in one task; a longer text is a list of data.
const MOST_CANDIDATES: usize = 600;

/// The least score by which an amount answers a target.
const THRESHOLD: f64 = 1.15;

/// Ties targets to the amounts of the progress cells; of a work of several `years` the figures since its beginning count.
pub fn tie(targets: Vec<Target>, title: &str, cells: &[&Cell<'_>], years: bool) -> (Vec<Tied>, Vec<AnnualRate>) {
    let candidates: Vec<Candidate<'_>> =
        cells.iter().enumerate().flat_map(|(index, cell)| candidates(index, cell)).take(MOST_CANDIDATES).collect();
    let targets = split(targets, &candidates, cells);
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    let only = (targets.len() == 1).then(|| pieces(title));
    for (t, target) in targets.iter().enumerate() {
        let names = Names { pieces: pieces(&target.name), only: only.as_deref(), years };
        for (c, candidate) in candidates.iter().enumerate() {
            if let Some(score) = score(target, &names, candidate, cells)
                && score + confirmed(target, &candidates, c, cells) >= THRESHOLD
            {
                pairs.push((score + confirmed(target, &candidates, c, cells), t, c));
            }
        }
    }
    let parts: Vec<Vec<usize>> = (0..targets.len()).map(|t| parts_of(&targets, t)).collect();
    // Best first; of equals the later amount, for later sentences carry the newer figures.
    crate::order::sort_by(&mut pairs, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
    let mut answer: Vec<Option<usize>> = vec![None; targets.len()];
    let mut used = vec![false; candidates.len()];
    for (_, t, c) in &pairs {
        if answer[*t].is_none() && !used[*c] {
            answer[*t] = Some(*c);
            used[*c] = true;
        }
    }
    // A whole does not take from a part the only number that it has.
    for (whole, parts) in parts.iter().enumerate() {
        let bare = |part: &&usize| {
            answer[**part].is_none() && pairs.iter().any(|(_, t, c)| t == *part && Some(*c) == answer[whole])
        };
        if let Some(part) = parts.iter().find(bare) {
            answer[*part] = answer[whole].take();
        }
    }
    let mut tied: Vec<Tied> = Vec::with_capacity(targets.len());
    let only = targets.len() == 1;
    for (target, answer) in targets.into_iter().zip(&answer) {
        tied.push(match answer {
            Some(c) => tied_to(target, &candidates, *c, &mut used, cells),
            None => elsewise::answer(target, only, title, cells),
        });
    }
    for (t, parts) in parts.iter().enumerate().filter(|(_, parts)| !parts.is_empty()) {
        added_up(&mut tied, t, parts);
    }
    let rates = rates::rates(&candidates, &answer, &mut tied, cells);
    (tied, rates)
}

/// The targets that the target at `whole` is the sum of: 新改建公厕30座(新建10座、改建20座).
fn parts_of(targets: &[Target], whole: usize) -> Vec<usize> {
    let base = targets[whole].base();
    let mut sum = 0.0;
    let mut parts = Vec::new();
    for (t, target) in targets.iter().enumerate().skip(whole + 1) {
        let other = target.unit.class != targets[whole].unit.class || target.measure != Measure::Quantity;
        if other || !target.part {
            break;
        }
        sum += target.base();
        parts.push(t);
        if sum > base * (1.0 - 1e-9) {
            break;
        }
    }
    let adds_up = parts.len() >= 2 && (sum - base).abs() <= 1e-9 * base;
    if adds_up { parts } else { Vec::new() }
}

/// Gives a whole the sum of what its parts report, where no number of its own is as large.
fn added_up(tied: &mut [Tied], whole: usize, parts: &[usize]) {
    let per_unit = |tied: &Tied| tied.target.base() / tied.target.value;
    let reported = |part: &usize| tied[*part].actual.map(|actual| actual * per_unit(&tied[*part]));
    let Some(sum) = parts.iter().map(reported).sum::<Option<f64>>() else { return };
    let sum = sum / per_unit(&tied[whole]);
    if tied[whole].actual.is_none_or(|actual| actual < sum - 1e-9 * sum) {
        let evidence = tied[parts[0]].evidence.clone();
        tied[whole].actual = Some((sum * 1e9).round() / 1e9);
        tied[whole].evidence = evidence;
    }
}

/// Splits 宫颈癌、乳腺癌筛查 or 汽摩配、水暖阀门产值增长 into one target a part, where the row reports each part for itself
/// and the parts are no sum.
fn split(targets: Vec<Target>, candidates: &[Candidate<'_>], cells: &[&Cell<'_>]) -> Vec<Target> {
    let mut out = Vec::with_capacity(targets.len());
    for target in targets {
        let parts: Vec<String> = target.name.split('、').map(targets::clean).collect();
        let answers = |part: &String| {
            let head = part.char_indices().nth(4).map_or(part.as_str(), |(at, _)| &part[..at]);
            let pieces = pieces(head);
            candidates.iter().position(|candidate| {
                let cell = cells[candidate.cell];
                let before = cell.part(candidate.before.0.min(candidate.clause.start), candidate.before.1);
                let rises = candidate.growth.is_some() == matches!(target.measure, Measure::Growth | Measure::Decline);
                candidate.amount.unit.class.answers(target.unit.class)
                    && candidate.rate.is_none()
                    && rises
                    && affinity(&pieces, tail(before, 60)) >= 0.5
                    && (target.measure != Measure::Quantity || candidate.amount.base() >= 0.7 * target.base())
            })
        };
        let found: Vec<Option<usize>> = parts.iter().map(answers).collect();
        let mut places: Vec<usize> = found.iter().flatten().copied().collect();
        places.dedup();
        let each = parts.len() == 2 && places.len() == parts.len() && found.iter().all(Option::is_some);
        if each && target.measure != Measure::Cut {
            out.extend(parts.into_iter().map(|name| Target { name, ..target.clone() }));
        } else {
            out.push(target);
        }
    }
    out
}

/// A target answered by a candidate, with the parts of an enumeration added up.
fn tied_to(target: Target, candidates: &[Candidate<'_>], at: usize, used: &mut [bool], cells: &[&Cell<'_>]) -> Tied {
    let candidate = &candidates[at];
    let cell = cells[candidate.cell];
    let mut base = candidate.amount.base();
    let (mut start, mut end) = (candidate.before.0, candidate.amount.end);
    if target.measure == Measure::Quantity {
        let parts = enumeration(candidates, at, cells);
        if parts.len() > 1 && parts.iter().all(|part| *part == at || !used[*part]) {
            base = parts.iter().map(|part| candidates[*part].amount.base()).sum();
            for part in &parts {
                used[*part] = true;
            }
            start = parts.first().map_or(start, |part| candidates[*part].before.0);
            end = parts.last().map_or(end, |part| candidates[*part].amount.end);
        }
    }
    let mut actual = base / (target.scale * target.unit.factor);
    // Binary rounding must not turn 3960000 / 10000 into 395.99999.
    actual = (actual * 1e9).round() / 1e9;
    if matches!(target.measure, Measure::Growth) && candidate.growth == Some(Measure::Decline)
        || matches!(target.measure, Measure::Decline) && candidate.growth == Some(Measure::Growth)
    {
        actual = -actual;
    }
    if end == candidate.amount.end
        && start == candidate.before.0
        && cell.part(start, candidate.amount.start).trim().is_empty()
    {
        end = candidate.after.1;
    }
    let own_share = schedule::own_share(cell.part(candidate.clause.sentence, candidate.amount.start));
    Tied {
        evidence: cell.evidence(trim_start(cell, start), end),
        target,
        actual: Some(actual),
        printed: None,
        own_share,
    }
}

/// The amounts that one verb enumerates (新增A38家、B4家、C27家), the one at `at` among them; only itself where
/// the sentence prints their sum or each has a verb of its own.
fn enumeration(candidates: &[Candidate<'_>], at: usize, cells: &[&Cell<'_>]) -> Vec<usize> {
    let candidate = &candidates[at];
    let cell = cells[candidate.cell];
    let joined = |left: &Candidate<'_>, right: &Candidate<'_>| {
        left.cell == right.cell
            && left.clause == right.clause
            && left.amount.unit.class == right.amount.unit.class
            && left.amount.unit_text(&cell.text) == right.amount.unit_text(&cell.text)
            && cell.part(left.amount.end, right.amount.start).starts_with('、')
            && cell
                .hits_in(right.before.0, right.before.1)
                .iter()
                .all(|hit| !is_verb(hit.kind) || hit.start > right.before.0 + 3)
    };
    let mut first = at;
    while first > 0 && joined(&candidates[first - 1], &candidates[first]) {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < candidates.len() && joined(&candidates[last], &candidates[last + 1]) {
        last += 1;
    }
    // Only the first may have a verb, and it must be the one that was named best, or the parts are different things.
    if first == last {
        return vec![at];
    }
    let verb =
        cell.hits_in(candidates[first].before.0, candidates[first].before.1).iter().any(|hit| hit.kind.is_result());
    if verb { (first..=last).collect() } else { vec![at] }
}
