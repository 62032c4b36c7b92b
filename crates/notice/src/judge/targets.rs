//! What a task promises in numbers: a task or goal cell in, its targets out.
//!
//! Two forms: name, comparator, number, unit (新建高标准农田6700亩, 增长7%以上), and verb, number, unit,
//! name (推出100项“智能秒办”事项). Numbers in quotation marks, dates, ages, voltages and capacities
//! (年产8万吨) are no promises; 亿元以上 before a further number says which things are counted.

use super::cell::Cell;
use super::words::{self, Hit, Kind};
use crate::phrase::amounts::{Amount, Class, Unit};
use crate::report::Comparator;

/// How a target is to be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A quantity that adds up over the year: 60 家.
    Quantity,
    /// A level: a rate or a density, which does not add up.
    Level,
    /// Growth against last year.
    Growth,
    /// Decline against last year.
    Decline,
    /// A reduction by one's own decision.
    Cut,
}

/// A number that the task promises.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What is counted, in the notice's words.
    pub name: String,
    /// The verb of result right before the name: 新增.
    pub verb: String,
    /// The verb the clause begins with is one of beginning (开工改造86个).
    pub start: bool,
    /// The number, in the unit as written.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
    /// 万 or 亿 before it.
    pub scale: f64,
    /// The unit as printed.
    pub unit_text: String,
    /// How it is compared.
    pub comparator: Comparator,
    /// How it is measured.
    pub measure: Measure,
    /// It stands in brackets or behind 其中: it may be a part of the one before.
    pub part: bool,
    /// Where its number stands in the cell.
    pub at: usize,
}

impl Target {
    /// The target in the base of its unit's class.
    pub fn base(&self) -> f64 {
        self.value * self.scale * self.unit.factor
    }

    /// Whether `actual`, in the target's unit, reaches it.
    pub fn reached(&self, actual: f64) -> bool {
        let slack = 1e-9 * self.value.abs().max(1.0);
        match self.comparator {
            Comparator::AtMost => actual <= self.value + slack,
            Comparator::About => actual >= self.value * 0.95 - slack,
            Comparator::AtLeast | Comparator::Exactly => actual >= self.value - slack,
        }
    }
}

/// No task promises more than this many numbers; a longer list is data, and would cost more than it tells.
const MOST_TARGETS: usize = 24;

/// The targets of a cell. `goal` says that the cell states goals and nothing else, so that a bare number is one.
pub fn targets(cell: &Cell<'_>, goal: bool) -> Vec<Target> {
    let quoted = quotations(&cell.text);
    let mut found: Vec<Target> = Vec::new();
    // Amounts and quotations both go from left to right.
    let mut quotation = quoted.iter().peekable();
    let mut promising: Vec<&Amount> = Vec::new();
    for amount in &cell.amounts {
        while quotation.peek().is_some_and(|(_, end)| *end <= amount.start) {
            quotation.next();
        }
        let in_quotes = quotation.peek().is_some_and(|(start, _)| *start <= amount.start);
        let promised = amount.unit.promise && amount.value > 0.0 && amount.unit.class != Class::Points;
        if promised && !in_quotes && !(amount.numeral && amount.value < 2.0) {
            promising.push(amount);
        }
    }
    for index in 0..promising.len() {
        if found.len() >= MOST_TARGETS {
            break;
        }
        target(cell, &promising, index, goal, &mut found);
    }
    found
}

/// Adds the target, or the targets of an enumeration, that `amount` states, if it states any.
fn target(cell: &Cell<'_>, amounts: &[&Amount], index: usize, goal: bool, found: &mut Vec<Target>) {
    let amount = amounts[index];
    let Some(clause) = cell.clause_at(amount.start) else { return };
    // The stretch from the last amount of the clause, or from its beginning.
    let last = amounts[..index].iter().rev().find(|earlier| !qualifies(cell, earlier));
    let from = last.map_or(clause.start, |earlier| after_comparator(cell, earlier.end).max(clause.start));
    let from = from.max(opening_bracket(cell.part(clause.start, amount.start), clause.start));
    let head = cell.part(from, amount.start);
    let head = head.rsplit(';').next().unwrap_or(head);
    let from = amount.start - head.len();
    let hits = cell.hits_in(from, amount.start);
    let suffix_end = after_comparator(cell, amount.end);
    let tail_end =
        cell.text[suffix_end..clause.end].find(['、', '(', ')', '/']).map_or(clause.end, |offset| suffix_end + offset);
    let tail = cell.part(suffix_end, tail_end).trim();
    // 完成率100% says of the target before it that it is to be reached, and is none itself.
    if words::has(hits, Kind::Spec)
        || words::has(hits, Kind::Standard)
        || words::has(hits, Kind::Annual)
        || words::has(hits, Kind::YearAgo) && amount.unit.class != Class::Share
        || head.ends_with(['由', '从', '较', '比', '每'])
    {
        return;
    }
    // 10亿元以上项目4个: the first number says which projects are counted.
    let next = amounts[index + 1..].iter().find(|later| later.start < clause.end);
    let verb_first = ends_with_verb(hits, head, from);
    let followed = next.is_some_and(|later| later.start <= tail_end && later.unit.class != Class::Share);
    let qualifier = followed && !tail.is_empty() && (suffix_end > amount.end || !verb_first);
    if qualifier || tail.starts_with('的') && next.is_some() {
        return;
    }
    let first = tail.is_empty();
    let short_tail = tail.chars().count() <= 4 && !head.trim().is_empty();
    if !first && !verb_first && !short_tail {
        let opens = head.trim().is_empty() || head.trim_end().ends_with(['为', '对', '让', '等', ':', '期']);
        if !opens || (head.trim().is_empty() && !goal && amount.start > clause.start && !bracketed(cell, from)) {
            return;
        }
    }
    if first && head.trim().is_empty() && !goal && !bracketed(cell, from) && found.is_empty() {
        return;
    }
    let mut measure = measure(amount, hits, tail);
    // 减少化肥使用量2%、农药使用量3%: the verb reaches over both.
    if measure == Measure::Level && amount.unit.class == Class::Share && head.starts_with('、') {
        let last = found.last().filter(|last| last.at >= clause.start && last.unit.class == Class::Share);
        measure = last.map_or(measure, |last| last.measure);
    }
    let comparator =
        comparator(cell, hits, cell.hits_in(clause.start, from), cell.hits_in(amount.end, suffix_end), amount);
    let in_brackets = bracketed(cell, from);
    let name = if first || !verb_first && !clean(head).is_empty() && !head.ends_with('为') {
        clean_head(head, hits, from)
    } else {
        served(cell, suffix_end, clause.end)
    };
    // 标准厂房(新建15.8万平方米): the name stands before the bracket.
    let nameless = || {
        let own = clean_head(head, hits, from);
        let verbs: usize = hits.iter().filter(|hit| hit.kind.is_result()).map(|hit| hit.end - hit.start).sum();
        own.len() < verbs + 6
    };
    let name = if in_brackets && nameless() {
        format!("{}{name}", clean(cell.part(clause.start, from).trim_end_matches('(')))
    } else {
        name
    };
    let start = words::has(hits, Kind::Start) && !hits.iter().any(|hit| hit.kind.is_result())
        || hits.first().is_some_and(|hit| hit.kind == Kind::Start);
    let verb = hits.iter().find(|hit| hit.kind.is_result()).map_or("", |hit| cell.part(hit.start, hit.end));
    let lead = cell.part(clause.start, amount.start);
    let part = lead.matches('(').count() > lead.matches(')').count()
        || words::has(cell.hits_in(clause.start, amount.start), Kind::Sub);
    let make = |name: String| Target {
        name,
        verb: verb.to_owned(),
        start,
        value: amount.value,
        unit: amount.unit,
        scale: amount.scale,
        unit_text: amount.unit_text(&cell.text).to_owned(),
        comparator,
        measure,
        part,
        at: amount.start,
    };
    // A、B均增长6%以上: one target for each.
    let each = matches!(measure, Measure::Growth | Measure::Decline)
        && ["均", "分别", "都"].iter().any(|word| head.contains(word));
    if each && head.contains('、') {
        for part in clean_head(head, hits, from).split('、') {
            found.push(make(clean(part)));
        }
    } else {
        found.push(make(name));
    }
}

/// What follows a number: for 52000名妇女提供两癌筛查 the service, else everything.
fn served(cell: &Cell<'_>, start: usize, end: usize) -> String {
    let end = start + without_years(cell.part(start, end)).len();
    let verb = cell.hits_in(start, end).iter().rev().find(|hit| hit.kind.is_result() && end >= hit.end + 6);
    clean(cell.part(verb.map_or(start, |hit| hit.end), end))
}

/// Whether the words before a number end with a verb (推出, 为), so that what is counted follows it.
fn ends_with_verb(hits: &[Hit], head: &str, from: usize) -> bool {
    let end = from + head.trim_end().len();
    head.trim_end().ends_with('为')
        || hits.last().is_some_and(|hit| {
            hit.end == end
                && (hit.kind.is_result()
                    || matches!(hit.kind, Kind::Start | Kind::Effect | Kind::Least | Kind::Open | Kind::Plan))
        })
}

/// The end of a comparator word right after an amount.
fn after_comparator(cell: &Cell<'_>, end: usize) -> usize {
    let blank = cell.part(end, cell.text.len()).len() - cell.part(end, cell.text.len()).trim_start_matches(' ').len();
    cell.hits_in(end, end + blank + 1)
        .first()
        .filter(|hit| matches!(hit.kind, Kind::Least | Kind::Most | Kind::About))
        .map_or(end, |hit| hit.end)
}

/// Whether an amount only says which things are counted: 10亿元以上 before 项目4个.
pub fn qualifies(cell: &Cell<'_>, amount: &Amount) -> bool {
    let end = after_comparator(cell, amount.end);
    let after = cell.part(end, cell.text.len());
    end > amount.end && after.starts_with(|c: char| c.is_alphanumeric())
        || after.starts_with("级企") && amount.unit.class != Class::Share
}

/// The place after an opening bracket that is still open at the end of `text`.
pub(super) fn opening_bracket(text: &str, start: usize) -> usize {
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open = Some(start + at + 1),
            ')' => open = None,
            _ => {}
        }
    }
    open.unwrap_or(start)
}

/// Whether an opening bracket stands right before `at`.
fn bracketed(cell: &Cell<'_>, at: usize) -> bool {
    cell.part(0, at).ends_with('(')
}

/// How the target is measured, by its unit and the last word of growth before it.
fn measure(amount: &Amount, hits: &[Hit], tail: &str) -> Measure {
    if amount.unit.class == Class::Density {
        return Measure::Level;
    }
    if amount.unit.class != Class::Share {
        return Measure::Quantity;
    }
    if amount.numeral && tail.starts_with("增") {
        return Measure::Growth;
    }
    match hits.iter().rev().find(|hit| matches!(hit.kind, Kind::Up | Kind::Down | Kind::Cut)).map(|hit| hit.kind) {
        Some(Kind::Up) => Measure::Growth,
        Some(Kind::Down) => Measure::Decline,
        Some(Kind::Cut) => Measure::Cut,
        _ => Measure::Level,
    }
}

/// How the target is compared: words after the number first, then those before it.
fn comparator(cell: &Cell<'_>, hits: &[Hit], earlier: &[Hit], suffix: &[Hit], amount: &Amount) -> Comparator {
    let of = |hit: &Hit| match hit.kind {
        Kind::Least => Some(Comparator::AtLeast),
        Kind::Most => Some(Comparator::AtMost),
        Kind::About => Some(Comparator::About),
        // 力争 reaches over the whole clause.
        Kind::Plan if cell.part(hit.start, hit.end) == "力争" => Some(Comparator::AtLeast),
        _ => None,
    };
    let before = || hits.iter().rev().find_map(of);
    let lead = || {
        earlier.iter().find_map(|hit| {
            (hit.kind == Kind::Plan && cell.part(hit.start, hit.end) == "力争").then_some(Comparator::AtLeast)
        })
    };
    match (suffix.iter().find_map(of), before()) {
        // 控制在26以内, 降至5以下
        (_, Some(Comparator::AtMost)) => Comparator::AtMost,
        (Some(comparator), _) | (None, Some(comparator)) => comparator,
        (None, None) if amount.numeral && amount.unit.class == Class::Share => Comparator::AtLeast,
        (None, None) => lead().unwrap_or(Comparator::Exactly),
    }
}

/// The name in the words before a number: without the verbs that lead it and the words that join it to the number.
fn clean_head(head: &str, hits: &[Hit], from: usize) -> String {
    let mut start = 0;
    for hit in hits {
        let at = hit.start - from;
        if at != start
            || !hit.kind.is_result() && !matches!(hit.kind, Kind::Open | Kind::Plan | Kind::Start | Kind::Effect)
        {
            break;
        }
        // 新建高标准农田: after a verb of result, what sounds like an open verb belongs to the name.
        if start > 0 && hit.kind == Kind::Open {
            break;
        }
        // 新增, 新建 belong to the name of what is counted where nothing else is left.
        if hit.end - from >= head.trim_end().len() {
            break;
        }
        start = hit.end - from;
    }
    let mut end = head.len();
    for hit in hits.iter().rev() {
        if hit.end - from != head[..end].trim_end().len() {
            break;
        }
        if !matches!(hit.kind, Kind::Least | Kind::Most) {
            break;
        }
        end = hit.start - from;
    }
    let name = clean(head.get(start..end.max(start)).unwrap_or(""));
    // 不低于 alone names nothing.
    if name.is_empty() && end > 0 { clean(head) } else { name }
}

/// A name without the years in brackets behind it: 山坪塘整治(2020—2024年).
fn without_years(name: &str) -> &str {
    let years = |rest: &str| {
        rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | '年' | '-' | '—' | '~' | '至' | '–'))
    };
    name.find('(').filter(|at| years(&name[*at..])).map_or(name, |at| &name[..at])
}

/// A name without quotation marks, brackets and the particles around it.
pub fn clean(words: &str) -> String {
    let words = without_years(words.trim_start());
    let numbered = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')'));
    let words = match numbered.strip_prefix(['.', '、']) {
        Some(rest) => rest,
        None if words.starts_with('(') => numbered,
        None => words.strip_prefix("1)").unwrap_or(words),
    };
    words
        .trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '、' | ':' | '(' | ')' | '的' | '了' | '和' | '及' | '"' | ';')
        })
        .to_owned()
}

/// 规上企业发明专利全覆盖: the whole is what the row counts of 规上企业 without more.
pub fn coverage(title: &Cell<'_>, cells: &[&Cell<'_>]) -> Option<Target> {
    let clause = title.clauses.iter().find(|clause| title.part(clause.start, clause.end).ends_with("全覆盖"))?;
    let end = clause.end - "全覆盖".len();
    let hits = title.hits_in(clause.start, end);
    let lead = hits
        .iter()
        .take_while(|hit| hit.kind.is_result() || matches!(hit.kind, Kind::Open | Kind::Plan))
        .last()
        .map_or(clause.start, |hit| hit.end);
    let name = clean(title.part(lead, end));
    cells.iter().find_map(|cell| {
        cell.amounts.iter().filter(|amount| amount.unit.class == Class::Thing).find_map(|amount| {
            let clause = cell.clause_at(amount.start)?;
            let from = opening_bracket(cell.part(clause.start, amount.start), clause.start);
            let words = clean(cell.part(from, amount.start));
            (words.chars().count() >= 3 && name.starts_with(&words) && name.len() > words.len()).then(|| Target {
                name: name.clone(),
                verb: String::new(),
                start: false,
                value: amount.value,
                unit: amount.unit,
                scale: amount.scale,
                unit_text: amount.unit_text(&cell.text).to_owned(),
                comparator: Comparator::Exactly,
                measure: Measure::Quantity,
                part: false,
                at: end,
            })
        })
    })
}

/// The stretches in quotation marks and title marks.
fn quotations(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match c {
            '“' | '《' | '‘' => open = Some((at, c)),
            '”' | '》' | '’' => {
                if let Some((start, _)) = open.take() {
                    found.push((start, at));
                }
            }
            '。' | '\n' => open = None,
            _ => {}
        }
    }
    found
}
