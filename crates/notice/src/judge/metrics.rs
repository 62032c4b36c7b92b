//! Every numeric target of a task tied to the number that its row gives for it.
//!
//! All amounts of the progress cells are candidates for all targets; each pair is scored by how much
//! of the target's name stands around the amount, by the verb that governs it and by the words that
//! say it is something else (在建, 其中, 计划, 累计). The best pairs win, each amount once.

use super::cell::{Cell, Clause};
use super::targets::{Measure, Target, opening_bracket};
use super::words::{self, Hit, Kind};
use crate::read::amounts::{Amount, Class};
use crate::report::{Evidence, Metric};

/// A target with what the row reports for it.
#[derive(Clone, Debug)]
pub struct Tied {
    /// What was promised.
    pub target: Target,
    /// What was reported, in the target's unit.
    pub actual: Option<f64>,
    /// The rate of the year's target printed beside it, a fraction.
    pub stated_rate: Option<f64>,
    /// The words that report it.
    pub evidence: Option<Evidence>,
    /// The share of the year by the figure's own date, where it carries one.
    pub own_share: Option<f64>,
    /// The words that print the rate.
    pub rate_words: Option<Evidence>,
    /// How many decimals the printed rate has.
    pub rate_decimals: u32,
}

impl Tied {
    /// The metric of the report.
    pub fn metric(&self) -> Metric {
        let growth = matches!(self.target.measure, Measure::Growth | Measure::Decline);
        Metric {
            name: self.target.name.clone(),
            target: self.target.value,
            comparator: self.target.comparator,
            unit: self.target.unit_text.clone(),
            actual: self.actual,
            stated_rate: self.stated_rate,
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

/// An amount of a progress cell that may answer a target.
struct Candidate<'c> {
    cell: usize,
    amount: &'c Amount,
    clause: &'c Clause,
    /// From the last amount or the beginning of the clause to the amount.
    before: (usize, usize),
    /// From the amount to the next one or the end of the clause.
    after: (usize, usize),
    /// Its growth: up, down, or none.
    growth: Option<Measure>,
    /// It is a rate of the year's or the whole target, no level.
    rate: Option<Kind>,
    /// It counts what is left or under way.
    open: bool,
}

/// No more amounts than this are looked at in one task; a longer text is a list of data.
const MOST_CANDIDATES: usize = 600;
/// The least score by which an amount answers a target.
const THRESHOLD: f64 = 1.15;

/// Measure words that count things of any kind.
const GENERAL: &str = "个家户所处项条座名";

/// Ties targets to the amounts of the progress cells.
pub fn tie(targets: Vec<Target>, title: &str, cells: &[&Cell<'_>]) -> (Vec<Tied>, Vec<AnnualRate>) {
    let candidates: Vec<Candidate<'_>> =
        cells.iter().enumerate().flat_map(|(index, cell)| candidates(index, cell)).take(MOST_CANDIDATES).collect();
    let targets = split(targets, &candidates, cells);
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    let only = (targets.len() == 1).then(|| pieces(title));
    for (t, target) in targets.iter().enumerate() {
        let names = Names { pieces: pieces(&target.name), only: only.as_deref() };
        for (c, candidate) in candidates.iter().enumerate() {
            if let Some(score) = score(target, &names, candidate, cells)
                && score + confirmed(target, &candidates, c, cells) >= THRESHOLD
            {
                pairs.push((score + confirmed(target, &candidates, c, cells), t, c));
            }
        }
    }
    // Best first; of equals the later amount, for later sentences carry the newer figures.
    crate::order::sort_by(&mut pairs, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
    let mut answer: Vec<Option<usize>> = vec![None; targets.len()];
    let mut used = vec![false; candidates.len()];
    for (_, t, c) in pairs {
        if answer[t].is_none() && !used[c] {
            answer[t] = Some(c);
            used[c] = true;
        }
    }
    let mut tied: Vec<Tied> = Vec::with_capacity(targets.len());
    for (target, answer) in targets.into_iter().zip(&answer) {
        tied.push(match answer {
            Some(c) => tied_to(target, &candidates, *c, &mut used, cells),
            None => covered(target, cells),
        });
    }
    let rates = rates(&candidates, &answer, &mut tied, cells);
    (tied, rates)
}

/// The amounts of a cell that could answer a target, with what stands around them.
fn candidates<'c>(index: usize, cell: &'c Cell<'_>) -> Vec<Candidate<'c>> {
    let mut found: Vec<Candidate<'c>> = Vec::new();
    let counted = |amount: &&Amount| {
        (amount.unit.promise || matches!(amount.unit.class, Class::Thing | Class::Event))
            && !super::targets::qualifies(cell, amount)
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
            .or_else(|| bare_share_of_plan(cell.part(from, amount.start), amount));
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

/// The pairs of characters of a name, without marks; a name of one character is itself.
fn pieces(name: &str) -> Vec<String> {
    let chars: Vec<char> =
        name.chars().filter(|c| c.is_alphanumeric() && !matches!(c, '的' | '和' | '及' | '等')).take(32).collect();
    if chars.len() == 1 {
        return vec![chars[0].to_string()];
    }
    chars.windows(2).map(|pair| pair.iter().collect()).collect()
}

/// The share of `pieces` that stand in `text`.
fn affinity(pieces: &[String], text: &str) -> f64 {
    if pieces.is_empty() || text.is_empty() {
        return 0.0;
    }
    let found = pieces.iter().filter(|piece| text.contains(piece.as_str())).count();
    found as f64 / pieces.len() as f64
}

/// The last `most` bytes of a text, cut at a character.
fn tail(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The names by which an amount is recognised.
struct Names<'p> {
    /// Those of the target.
    pieces: Vec<String>,
    /// Those of the whole title, where the target is the only one.
    only: Option<&'p [String]>,
}

/// What arithmetic adds: the rate printed behind the amount is that of the target, or the amount and what is left or
/// under way add up to the target.
fn confirmed(target: &Target, candidates: &[Candidate<'_>], at: usize, cells: &[&Cell<'_>]) -> f64 {
    let candidate = &candidates[at];
    let base = target.base();
    let near =
        |other: &&Candidate<'_>| other.cell == candidate.cell && other.clause.sentence == candidate.clause.sentence;
    let rate = candidates[at + 1..].iter().take_while(near).find(|other| other.rate == Some(Kind::Annual));
    if let Some(rate) = rate
        && candidates[at + 1..].iter().take_while(near).take(2).any(|other| std::ptr::eq(other, rate))
    {
        let printed = fraction(rate.amount.value);
        if (candidate.amount.base() / base - printed).abs() <= 0.02 * printed.max(0.1) {
            return 2.5;
        }
    }
    if target.measure == Measure::Quantity && !candidate.open {
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

/// Splits 宫颈癌、乳腺癌筛查 or 汽摩配、水暖阀门产值增长 into one target a part, where the row reports each part for itself
/// and the parts are no sum.
fn split(targets: Vec<Target>, candidates: &[Candidate<'_>], cells: &[&Cell<'_>]) -> Vec<Target> {
    let mut out = Vec::with_capacity(targets.len());
    for target in targets {
        let parts: Vec<String> = target.name.split('、').map(super::targets::clean).collect();
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

/// The last `most` characters of a name.
fn tail_chars(name: &str, most: usize) -> &str {
    let count = name.chars().count();
    name.char_indices().nth(count.saturating_sub(most)).map_or(name, |(at, _)| &name[at..])
}

/// How well an amount answers a target; `None` where it cannot.
fn score(target: &Target, names: &Names<'_>, candidate: &Candidate<'_>, cells: &[&Cell<'_>]) -> Option<f64> {
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
    let done = before_hits.iter().any(|hit| hit.kind == Kind::Achieve)
        || !cell.phrases_in(candidate.before.0, candidate.before.1).is_empty();
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
    if number_first || before.trim().is_empty() {
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

/// Whether every character of `object` stands in `name` in the same order: 高企 for 高新技术企业.
fn abbreviates(object: &str, name: &str) -> bool {
    let mut rest = name.chars();
    object.chars().filter(|c| c.is_alphanumeric()).all(|c| rest.any(|other| other == c))
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
            matches!(
                hit.kind,
                Kind::Achieve
                    | Kind::Total
                    | Kind::Running
                    | Kind::Start
                    | Kind::Doing
                    | Kind::Grant
                    | Kind::Least
                    | Kind::Prep
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
    let own_share = super::schedule::own_share(cell.part(candidate.clause.sentence, candidate.amount.start));
    Tied {
        evidence: cell.evidence(trim_start(cell, start), end),
        target,
        actual: Some(actual),
        stated_rate: None,
        own_share,
        rate_words: None,
        rate_decimals: 0,
    }
}

/// The first byte from `start` that is no mark.
fn trim_start(cell: &Cell<'_>, start: usize) -> usize {
    let text = cell.part(start, cell.text.len());
    start + (text.len() - text.trim_start_matches([',', '、', ';', '。', ' ', ')', '\n']).len())
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
    let verb = cell
        .hits_in(candidates[first].before.0, candidates[first].before.1)
        .iter()
        .any(|hit| hit.kind == Kind::Achieve);
    if verb { (first..=last).collect() } else { vec![at] }
}

fn is_verb(kind: Kind) -> bool {
    matches!(kind, Kind::Achieve | Kind::Doing | Kind::Start | Kind::Plan | Kind::Prep | Kind::Total | Kind::Remain)
}

/// A target of 100 % that the row answers in words: 全覆盖, 全部.
fn covered(target: Target, cells: &[&Cell<'_>]) -> Tied {
    let mut tied = Tied {
        target,
        actual: None,
        stated_rate: None,
        evidence: None,
        own_share: None,
        rate_words: None,
        rate_decimals: 0,
    };
    let full = tied.target.unit.class == Class::Share && (tied.target.value - 100.0).abs() < 1e-9;
    if !full || tied.target.measure != Measure::Level {
        return tied;
    }
    let pieces = pieces(&tied.target.name);
    for cell in cells {
        for clause in &cell.clauses {
            let hits = cell.hits_in(clause.start, clause.end);
            let whole = hits.iter().find(|hit| hit.kind == Kind::Whole);
            let spoiled =
                hits.iter().any(|hit| matches!(hit.kind, Kind::Plan | Kind::Remain | Kind::Doing | Kind::Part));
            if let Some(whole) = whole
                && !spoiled
                && (affinity(&pieces, cell.part(clause.start, whole.start)) >= 0.2
                    || cell.part(clause.start, whole.start).contains(rated(&tied.target.name)))
            {
                tied.actual = Some(tied.target.value);
                tied.evidence = cell.evidence(clause.start, clause.end);
                return tied;
            }
        }
    }
    tied
}

/// What a rate is a rate of: the two characters before 率.
fn rated(name: &str) -> &str {
    let name = name.trim_end_matches(['达', '到', '率']);
    let rated = tail_chars(name, 2);
    if rated.chars().count() < 2 { "\0" } else { rated }
}

/// Gives each printed rate of the year's target to the target whose amount stands before it; returns the others.
fn rates(
    candidates: &[Candidate<'_>],
    answer: &[Option<usize>],
    tied: &mut [Tied],
    cells: &[&Cell<'_>],
) -> Vec<AnnualRate> {
    let mut free = Vec::new();
    for (c, candidate) in candidates.iter().enumerate() {
        free.extend(c.checked_sub(1).and_then(|before| plan_beside(&candidates[before], candidate, cells)));
        if candidate.rate != Some(Kind::Annual) {
            continue;
        }
        let cell = cells[candidate.cell];
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
                tied.iter().position(|tied| tied.stated_rate.is_none() && gives(tied)).or(alone.then_some(0))
            });
        match owner {
            Some(t) if tied[t].stated_rate.is_none() => {
                let digits = cell.part(candidate.amount.start, candidate.amount.unit_start);
                tied[t].stated_rate = Some(fraction(candidate.amount.value));
                tied[t].rate_words = cell.evidence(trim_start(cell, candidate.before.0), candidate.amount.end);
                tied[t].rate_decimals = decimals(digits);
            }
            Some(_) => {}
            None => {
                if let Some(evidence) = cell.evidence(trim_start(cell, candidate.clause.start), candidate.amount.end) {
                    let own_share =
                        super::schedule::own_share(cell.part(candidate.clause.sentence, candidate.amount.start));
                    free.push(AnnualRate { rate: fraction(candidate.amount.value), evidence, own_share });
                }
            }
        }
    }
    free
}

/// A percentage as a fraction, without binary dust.
pub fn fraction(percent: f64) -> f64 {
    (percent * 1e8).round() / 1e10
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
    let own_share = super::schedule::own_share(cell.part(plan.clause.sentence, done.amount.start));
    Some(AnnualRate { rate: done.amount.base() / plan.amount.base(), evidence, own_share })
}

/// How many decimals a printed number has.
pub fn decimals(digits: &str) -> u32 {
    digits.trim().split_once('.').map_or(0, |(_, after)| after.chars().take_while(char::is_ascii_digit).count() as u32)
}
