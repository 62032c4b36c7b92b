//! How well an amount answers a target: its name around the amount, the verb that governs it, its unit, the words
//! that say it is something else, and what arithmetic confirms.

use super::candidates::Candidate;
use super::names::{abbreviates, affinity, tail, tail_chars};
use super::rates::fraction;
use crate::judge::cell::Cell;
use crate::judge::targets::{Measure, Target};
use crate::judge::words::{self, Hit, Kind};
use crate::lexicon::statuses::Sort;
use crate::phrase::amounts::Class;

/// A printed rate that is so many times off the amount's own is the rate of something else.
const FAR: f64 = 10.0;

/// Measure words that count things of any kind.
const GENERAL: &str = "个家户所处项条座名";

/// The names by which an amount is recognised.
pub(super) struct Names<'p> {
    /// Those of the target.
    pub pieces: Vec<String>,
    /// Those of the whole title, where the target is the only one.
    pub only: Option<&'p [String]>,
    /// The work goes on for several years.
    pub years: bool,
}

/// How well an amount answers a target; `None` where it cannot.
pub(super) fn score(target: &Target, names: &Names<'_>, candidate: &Candidate<'_>, cells: &[&Cell<'_>]) -> Option<f64> {
    let cell = cells[candidate.cell];
    let amount = candidate.amount;
    let pieces = &names.pieces;
    if !amount.unit.class.answers(target.unit.class) || matches!(candidate.rate, Some(Kind::Annual | Kind::Month)) {
        return None;
    }
    let before_hits = cell.hits_in(candidate.before.0, candidate.before.1);
    let growing = matches!(target.measure, Measure::Growth | Measure::Decline);
    match target.measure {
        Measure::Growth | Measure::Decline => {
            candidate.growth.filter(|growth| matches!(growth, Measure::Growth | Measure::Decline))?;
        }
        Measure::Cut => {
            candidate.growth.filter(|growth| matches!(growth, Measure::Cut | Measure::Decline))?;
        }
        Measure::Level if candidate.growth.is_some() || words::has(before_hits, Kind::YearAgo) => return None,
        Measure::Level | Measure::Quantity => {}
    }
    let before = tail(cell.part(candidate.before.0, candidate.before.1), 150);
    let after = cell.part(candidate.after.0, candidate.after.1);
    let after: &str = after.char_indices().nth(40).map_or(after, |(at, _)| &after[..at]);
    let after_hits = cell.hits_in(candidate.after.0, candidate.after.0 + after.len());
    let topic = tail(cell.part(candidate.clause.sentence, candidate.before.0), 240);
    let own = affinity(pieces, before);
    let behind = affinity(pieces, after);
    let around = affinity(pieces, topic);
    let number_first = behind > own + 0.1;
    // 其中3个完成验收: nothing but joining words before the number.
    let bare = joins(before, before_hits, candidate.before.1 - before.len());
    let mut near = own.max(behind * 0.95);
    if growing {
        // 生产总值103亿元,同比增长6.8%: what grows stands in the clause before.
        let last = topic.trim_end_matches(',').rsplit(',').next().unwrap_or(topic);
        near = near.max(0.95 * affinity(pieces, last));
    }
    // 占比 is a share of the whole work, unless the target itself is a share.
    if candidate.rate.is_some() && near < 0.5 {
        return None;
    }
    if let Some(title) = names.only {
        near = near.max(0.6 * affinity(title, before));
    }
    let mut score = 3.0 * near + 1.2 * around * (1.0 - near);
    // The object that the last verb before the number takes.
    let object = object(cell, before, candidate.before.1, before_hits);
    let done = before_hits.iter().any(|hit| hit.kind.is_result())
        || !cell.phrases_in(candidate.before.0, candidate.before.1).is_empty()
        || bare && finishes(cell, candidate.after.0, candidate.after.1);
    // 园内一处管理用房: an article, no count.
    if amount.numeral && amount.value < 2.0 && !done || levels_apart(&target.name, before) {
        return None;
    }
    let filler = object.chars().filter(|c| c.is_alphanumeric()).count();
    let head_noun = tail_chars(&target.name, 2);
    let object_head = tail_chars(object, 2);
    let named = filler >= 2 && object_head == head_noun;
    // 500精英计划等人才: what is named is only an example of what is counted.
    if target.name.contains('等') && !before.contains(head_noun) && !after.contains(head_noun) {
        return None;
    }
    if growing {
        score += 0.3;
    } else if filler == 0 {
        score += if done {
            1.3
        } else if before.trim().is_empty() && after.trim().is_empty() {
            1.2
        } else {
            0.3
        };
    } else if named {
        score += 1.2;
    } else if filler >= 2 && abbreviates(object, &target.name) {
        score += 0.8;
    } else if filler >= 2 && target.name.contains(object_head) {
        score += 0.6;
    } else if affinity(pieces, object) < 0.15 && filler >= 2 && !number_first {
        score -= match (around >= 0.6, names.only.is_some() && done) {
            (true, _) => 0.5,
            (false, true) => 0.3,
            (false, false) => 0.9,
        };
    }
    let same_unit = amount.unit_text(&cell.text).trim_start_matches(['万', '亿'])
        == target.unit_text.trim_start_matches(['万', '亿']);
    score += if same_unit { 0.5 } else { 0.0 };
    // 571台 is no count of 家; the general measure words stand for each other.
    let general = amount.unit_text(&cell.text).chars().last().is_some_and(|c| GENERAL.contains(c));
    if !same_unit && amount.unit.class == Class::Thing && !general {
        score -= 0.9;
    }
    // 上半年新通60个,累计完成1110个 of a work of several years: what is done since its beginning.
    if names.years && words::has(before_hits, Kind::Running) {
        score += 2.0;
    }
    // 新增入园企业432家,累计入园企业866家: the promised verb decides.
    if !target.verb.is_empty() && before.contains(target.verb.as_str()) {
        score += 0.5;
    }
    if names.only.is_some() && target.measure != Measure::Level {
        score += 0.4;
        // The cell speaks of the one thing that is promised.
        if affinity(pieces, &cell.text) >= 0.6 {
            score += 0.6;
        }
    }
    // Of several words that speak against it the strongest counts.
    let mut governed = false;
    let mut against = 0.0_f64;
    for hit in before_hits.iter().filter(|hit| hit.start >= candidate.before.1 - before.len()) {
        let weight = weight(hit, target, cell, false);
        score += weight.max(0.0);
        against = against.min(weight);
        governed |= is_verb(hit.kind);
    }
    // 其中竣工88户: a verb of completion of its own.
    governed |= finishes(cell, candidate.before.0, candidate.before.1);
    if number_first || bare {
        for hit in after_hits {
            against = against.min(weight(hit, target, cell, true));
            governed |= is_verb(hit.kind);
        }
        if after.trim_end().ends_with('中') {
            score -= 2.5;
        }
    } else if after_hits
        .first()
        .is_some_and(|hit| hit.start <= candidate.after.0 + 3 && matches!(hit.kind, Kind::Prep | Kind::Design))
    {
        score -= 1.0;
    }
    // 22个综合体均已完成了选址规划: what is prepared is not what was promised.
    if !done && after_hits.iter().any(|hit| matches!(hit.kind, Kind::Prep | Kind::Design)) {
        against = against.min(-3.0);
    }
    score += against;
    // 培训1720人次,其中高技能人才培训310人次: a part of what is promised, unless the part alone bears its name.
    if own < 0.6
        && words::has(before_hits, Kind::Sub)
        && let Some(earlier) = cell.amounts_in(candidate.clause.sentence, candidate.before.0).last()
        && earlier.unit_text(&cell.text) == amount.unit_text(&cell.text)
        && earlier.base() >= amount.base()
        && let Some(clause) = cell.clause_at(earlier.start)
        && cell.part(clause.start, earlier.start).ends_with(head_noun)
        && cell.hits_in(clause.start, earlier.start).iter().all(|hit| weight(hit, target, cell, false) > -2.0)
    {
        score -= 1.5;
    }
    // 上报景区村30个,景区镇3个: without a verb of its own the number is governed by that of the clause before.
    if !governed && !growing {
        let earlier = cell.amounts_in(candidate.clause.sentence, candidate.before.0).last();
        if let Some(earlier) = earlier.filter(|earlier| earlier.unit_text(&cell.text) == amount.unit_text(&cell.text))
            && let Some(clause) = cell.clause_at(earlier.start)
        {
            let hits = cell.hits_in(clause.start, earlier.start);
            score += hits.iter().map(|hit| weight(hit, target, cell, false)).fold(0.0, f64::min);
        }
    }
    Some(score)
}

/// Whether two names count things from different levels on: 10亿元以上项目 and 亿元以上项目.
fn levels_apart(name: &str, words: &str) -> bool {
    let level = |words: &str| {
        let least = words::hits(words).into_iter().rev().find(|hit| hit.kind == Kind::Least)?;
        let head = words[..least.start].trim_end_matches('及').strip_suffix('元')?;
        let scale = head.trim_end_matches(['万', '亿', '千', '百']);
        let digits = scale.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        Some(head[digits.len()..].to_owned())
    };
    level(name).zip(level(words)).is_some_and(|(a, b)| a != b)
}

/// What arithmetic adds: the rate printed behind the amount is that of the target, or the amount and what is left or
/// under way add up to the target.
pub(super) fn confirmed(target: &Target, candidates: &[Candidate<'_>], at: usize, cells: &[&Cell<'_>]) -> f64 {
    let candidate = &candidates[at];
    let base = target.base();
    let near =
        |other: &&Candidate<'_>| other.cell == candidate.cell && other.clause.sentence == candidate.clause.sentence;
    // 三季度新增1900人,1-9月累计新增6650人: the figure of a part of the year gives way to that of the year so far.
    let cell = cells[candidate.cell];
    let of_part = words::has(cell.hits_in(candidate.clause.start, candidate.amount.start), Kind::Single);
    let so_far = |other: &&Candidate<'_>| {
        near(other)
            && other.amount.unit.class == candidate.amount.unit.class
            && other.amount.base() > candidate.amount.base()
            && words::has(cell.hits_in(other.clause.start, other.amount.start), Kind::Running)
    };
    if of_part && candidates.iter().any(|other| so_far(&other)) {
        return -4.0;
    }
    let rate = candidates[at + 1..].iter().take_while(near).find(|other| other.rate == Some(Kind::Annual));
    if let Some(rate) = rate
        && candidates[at + 1..].iter().take_while(near).take(2).any(|other| std::ptr::eq(other, rate))
    {
        let printed = fraction(rate.amount.value);
        if (candidate.amount.base() / base - printed).abs() <= 0.02 * printed.max(0.1) {
            return 2.5;
        }
        // 千人口托位数达到3.88个,完成率260% for 540: the rate is of another number.
        let ratio = candidate.amount.base() / base / printed.max(1e-9);
        if !(1.0 / FAR..=FAR).contains(&ratio) && candidate.amount.unit.class == Class::Thing {
            return -4.0;
        }
    }
    // 14个完成初步设计,8个正在设计: preparations that add up to what was promised.
    let prepared = |hit: &Hit| matches!(hit.kind, Kind::Prep | Kind::Design);
    let prepared = cell.hits_in(candidate.after.0, candidate.after.1).iter().any(prepared);
    if target.measure == Measure::Quantity && !candidate.open && !prepared {
        let same = |other: &&Candidate<'_>| {
            near(other) && other.amount.unit.class == candidate.amount.unit.class && other.rate.is_none()
        };
        let left: f64 =
            candidates.iter().filter(same).filter(|other| other.open).map(|other| other.amount.base()).sum();
        if left > 0.0 && (candidate.amount.base() + left - base).abs() < 1e-6 * base {
            return 3.0;
        }
    }
    // 推荐上报高企100家,其中认定55家: the number before names the thing in short.
    let earlier = at.checked_sub(1).map(|before| &candidates[before]).filter(near);
    if let Some(earlier) = earlier {
        let cell = cells[earlier.cell];
        let words = cell.part(earlier.before.0, earlier.before.1);
        let hits = cell.hits_in(earlier.before.0, earlier.before.1);
        let object = object(cell, words, earlier.before.1, hits);
        let only_asked = hits.iter().any(|hit| weight(hit, target, cell, false) <= -2.0);
        if only_asked && object.chars().count() >= 2 && abbreviates(object, &target.name) {
            return 0.6;
        }
    }
    0.0
}

/// Whether a phrase of completion begins in the stretch.
fn finishes(cell: &Cell<'_>, start: usize, end: usize) -> bool {
    cell.phrases_in(start, end).iter().any(|phrase| matches!(phrase.sort, Sort::Done | Sort::Loose) && !phrase.future)
}

/// Whether the words before a number only join it to what stands before: 其中, 目前.
fn joins(before: &str, hits: &[Hit], from: usize) -> bool {
    let joined = hits.iter().rev().find(|hit| hit.kind == Kind::Sub).map_or(0, |hit| hit.end.saturating_sub(from));
    before.get(joined..).unwrap_or(before).chars().all(|c| !c.is_alphanumeric())
}

/// What a word beside an amount adds to its score; `after` says that it stands behind the number.
fn weight(hit: &Hit, target: &Target, cell: &Cell<'_>, after: bool) -> f64 {
    if target.name.contains(cell.part(hit.start, hit.end)) {
        return 0.0;
    }
    match hit.kind {
        Kind::Aim if after => 0.0,
        Kind::Plan | Kind::Aim => -5.0,
        Kind::Prep | Kind::Design => -5.0,
        Kind::Doing | Kind::Start if target.start => 0.0,
        Kind::Doing | Kind::Remain | Kind::Wait => -5.0,
        Kind::Start => -2.0,
        Kind::Milestone if after => -5.0,
        Kind::Milestone => -1.6,
        Kind::Sub => -0.7,
        Kind::Part => -3.0,
        Kind::Total => 0.9,
        Kind::Running => -0.15,
        Kind::YearAgo if target.measure == Measure::Quantity => -1.0,
        _ => 0.0,
    }
}

/// The words between the last verb of completion before the number and the number.
fn object<'t>(cell: &Cell<'_>, before: &'t str, end: usize, hits: &[Hit]) -> &'t str {
    let start = end - before.len();
    let verb = hits
        .iter()
        .rev()
        .find(|hit| {
            hit.kind.is_result()
                || matches!(
                    hit.kind,
                    Kind::Total
                        | Kind::Running
                        | Kind::Start
                        | Kind::Doing
                        | Kind::Grant
                        | Kind::Least
                        | Kind::Prep
                        | Kind::Sub
                ) && hit.start >= start
        })
        .map_or(start, |hit| hit.end);
    let phrase = cell.phrases_in(start, end).last().map_or(start, |phrase| phrase.end.min(end));
    let words = before.get(verb.max(phrase) - start..).unwrap_or("");
    words.trim_matches(|c: char| {
        c.is_whitespace()
            || !c.is_alphanumeric()
            || matches!(c, '了' | '约' | '近' | '已' | '达' | '数' | '到' | '为' | '的' | '是' | '共' | '有' | '并')
    })
}

pub(super) fn is_verb(kind: Kind) -> bool {
    kind.is_result() || matches!(kind, Kind::Doing | Kind::Start | Kind::Plan | Kind::Prep | Kind::Total | Kind::Remain)
}
