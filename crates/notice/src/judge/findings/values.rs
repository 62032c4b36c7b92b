//! One figure printed two ways: in two rows, in a column and in the words of its row; and sums that are
//! not the sum of their parts.

use super::{finding, plain};
use crate::judge::cell::Cell;
use crate::judge::row::Row;
use crate::judge::words::Kind;
use crate::map::Map;
use crate::phrase::amounts::{Amount, Class};
use crate::report::{Evidence, Finding, FindingKind, Severity, Task};

/// The words before a number must be at least this long to say that it is the same figure.
const LEAST_WORDS: usize = 6;

/// Where a figure was seen first.
struct Seen {
    value: f64,
    digits: String,
    at: usize,
    place: Option<Evidence>,
}

/// The figures seen so far, by their words and their unit.
#[derive(Default)]
pub struct Figures {
    seen: Map<(String, String), Seen>,
}

impl Figures {
    /// Checks amounts that name the same thing in the same words; `tasks` are those up to this row's own, which is the last.
    pub fn check(&mut self, row: &Row<'_>, tasks: &[Task], found: &mut Vec<Finding>) {
        let Some((index, task)) = tasks.len().checked_sub(1).zip(tasks.last()) else { return };
        for entry in &row.entries {
            let cell = &entry.progress;
            in_column(row, cell, task, found);
            sums(cell, task, found);
            within(cell, task, found);
            remainder(row, cell, task, found);
            for amount in cell.amounts.iter().filter(|amount| amount.unit.promise && amount.unit.class != Class::Share)
            {
                let Some(words) = words_before(cell, amount) else { continue };
                let key = (words, amount.unit_text(&cell.text).to_owned());
                let digits = cell.part(amount.start, amount.unit_start).trim().to_owned();
                let place = || cell.clause_at(amount.start).and_then(|clause| cell.evidence(clause.start, amount.end));
                match self.seen.get(&key) {
                    Some(Seen { value, digits: other, at, place: first })
                        if *at != index && slip(*value, amount.value, other, &digits) =>
                    {
                        let unit = &key.1;
                        let mut one = finding(
                            FindingKind::ValueMismatch,
                            Severity::Warning,
                            0.85,
                            format!("同一数字两处不一：{other}{unit}与{digits}{unit}（{}）", key.0),
                        );
                        one.claimed = format!("{other}{unit}");
                        one.found = format!("{digits}{unit}");
                        one.tasks = vec![tasks[*at].id.clone(), task.id.clone()];
                        one.places = [first.clone(), place()].into_iter().flatten().collect();
                        found.push(one);
                    }
                    Some(_) => {}
                    None => {
                        self.seen.insert(key, Seen { value: amount.value, digits, at: index, place: place() });
                    }
                }
            }
        }
    }
}

/// The words of the clause before an amount, where they are long enough to name it.
fn words_before(cell: &Cell<'_>, amount: &Amount) -> Option<String> {
    let clause = cell.clause_at(amount.start)?;
    let words: String = cell.part(clause.start, amount.start).chars().filter(|c| c.is_alphabetic()).collect();
    let plain = !cell.part(clause.start, amount.start).contains(|c: char| c.is_ascii_digit());
    (plain && words.chars().count() >= LEAST_WORDS).then_some(words)
}

/// Whether two printed numbers look like one with a slip: nearly the same size, as many digits, two of them different at most.
fn slip(a: f64, b: f64, printed_a: &str, printed_b: &str) -> bool {
    let different = printed_a.chars().zip(printed_b.chars()).filter(|(a, b)| a != b).count();
    let big = (a - b).abs() < 0.05 * a.abs().max(b.abs()) && printed_a.len() >= 4;
    big && (a - b).abs() > 0.0 && printed_a.len() == printed_b.len() && different <= 2
}

/// A figure of a column printed otherwise in the words of its row.
fn in_column(row: &Row<'_>, cell: &Cell<'_>, task: &Task, found: &mut Vec<Finding>) {
    let Some(pair) = &row.pair else { return };
    let Some(actual) = pair.tied.actual else { return };
    for amount in cell.amounts.iter().filter(|amount| amount.unit.class == pair.tied.target.unit.class) {
        let before = cell.part(0, amount.start);
        if pair.header.chars().count() < 4 || !before.trim_end().ends_with(pair.header.as_str()) {
            continue;
        }
        let value = amount.base() / (pair.tied.target.scale * pair.tied.target.unit.factor);
        if (value - actual).abs() > 1e-6 * actual.abs().max(1.0) {
            let unit = &pair.tied.target.unit_text;
            let mut one = finding(
                FindingKind::ValueMismatch,
                Severity::Warning,
                0.9,
                format!("{}：栏中为{}{unit}，文字写{}{unit}", pair.header, plain(actual), plain(value)),
            );
            one.claimed = format!("{}{unit}", plain(value));
            one.found = format!("{}{unit}", plain(actual));
            one.tasks = vec![task.id.clone()];
            one.places =
                [cell.evidence(amount.start, amount.end), pair.tied.evidence.clone()].into_iter().flatten().collect();
            found.push(one);
        }
    }
}

/// 6800亩,其中甲4300亩、乙2900亩: parts without a verb of their own, together more than the whole.
fn within(cell: &Cell<'_>, task: &Task, found: &mut Vec<Finding>) {
    for hit in cell.hits.iter().filter(|hit| hit.kind == Kind::Sub) {
        let Some(clause) = cell.clause_at(hit.start) else { continue };
        let Some(whole) = cell.amounts_in(clause.sentence, hit.start).last() else { continue };
        let unit = whole.unit_text(&cell.text);
        let parts: Vec<&Amount> = cell
            .amounts_in(hit.end, clause.end)
            .iter()
            .take_while(|part| part.unit_text(&cell.text) == unit && part.unit.promise)
            .collect();
        let Some(last) = parts.last().filter(|_| parts.len() >= 2 && whole.unit.class != Class::Share) else {
            continue;
        };
        let told = |hit: &crate::judge::words::Hit| !matches!(hit.kind, Kind::Sub);
        let verbs = cell.hits_in(hit.end, last.start).iter().any(told)
            || !cell.phrases_in(hit.end, clause.end).is_empty()
            || cell.hits_in(last.end, clause.end).iter().any(|hit| hit.kind == Kind::Total);
        let sum: f64 = parts.iter().map(|part| part.base()).sum();
        if verbs || sum <= whole.base() * (1.0 + 1e-6) || sum > whole.base() * 1.3 {
            continue;
        }
        let sum = sum / whole.scale / whole.unit.factor;
        let mut one = finding(
            FindingKind::SumMismatch,
            Severity::Warning,
            0.65,
            format!("其中各项之和为{}{unit}，多于{}{unit}", plain(sum), plain(whole.value)),
        );
        one.claimed = format!("{}{unit}", plain(whole.value));
        one.found = format!("{}{unit}", plain(sum));
        one.tasks = vec![task.id.clone()];
        one.places =
            [cell.evidence(whole.start, whole.end), cell.evidence(hit.start, last.end)].into_iter().flatten().collect();
        found.push(one);
    }
}

/// 目标60家,已安装42家,其余28家正在安装: what is done and what is left are not what was promised.
fn remainder(row: &Row<'_>, cell: &Cell<'_>, task: &Task, found: &mut Vec<Finding>) {
    let [tied] = row.tied.as_slice() else { return };
    let Some(done) = tied.actual.filter(|_| row.entries.len() == 1) else { return };
    let unit = &tied.target.unit_text;
    let left: Vec<&Amount> = cell
        .hits
        .iter()
        .filter(|hit| hit.kind == Kind::Remain)
        .filter_map(|hit| cell.amounts_in(hit.end, hit.end + 7).first())
        .filter(|amount| amount.unit_text(&cell.text) == unit)
        .collect();
    let [left] = left.as_slice() else { return };
    // 已完成7家,其余6家…,5家…: a third number may be the rest of them.
    let third = |amount: &&Amount| {
        let known = [done, left.value, tied.target.value].iter().any(|value| (value - amount.value).abs() < 1e-9);
        amount.unit_text(&cell.text) == unit && !known
    };
    if cell.amounts.iter().any(|amount| third(&amount)) {
        return;
    }
    let sum = done + left.value;
    let target = tied.target.value;
    if (sum - target).abs() < 1e-6 * target || (sum - target).abs() > 0.3 * target || tied.reached() {
        return;
    }
    let mut one = finding(
        FindingKind::SumMismatch,
        Severity::Warning,
        0.65,
        format!(
            "已完成{}{unit}，其余{}{unit}，合计{}，目标为{}{unit}",
            plain(done),
            plain(left.value),
            plain(sum),
            plain(target)
        ),
    );
    one.claimed = format!("{}{unit}", plain(target));
    one.found = format!("{}{unit}", plain(sum));
    one.tasks = vec![task.id.clone()];
    one.places = [cell.evidence(left.start, left.end), tied.evidence.clone()].into_iter().flatten().collect();
    found.push(one);
}

/// 共303个 after its parts: the parts must add up to it.
fn sums(cell: &Cell<'_>, task: &Task, found: &mut Vec<Finding>) {
    for (index, amount) in cell.amounts.iter().enumerate() {
        let Some(clause) = cell.clause_at(amount.start) else { continue };
        let from = cell.amounts[..index].last().map_or(clause.start, |other| other.end.max(clause.start));
        let total = cell.hits_in(from, amount.start).iter().any(|hit| hit.kind == Kind::Total);
        if !total || !amount.unit.promise || amount.unit.class == Class::Share {
            continue;
        }
        let unit = amount.unit_text(&cell.text);
        let parts: Vec<&Amount> = cell.amounts[..index]
            .iter()
            .rev()
            .take_while(|other| other.start >= clause.sentence)
            .filter(|other| other.unit_text(&cell.text) == unit)
            // 6800亩,其中…共6800亩: before the parts the total may stand already.
            .take_while(|other| (other.base() - amount.base()).abs() > 1e-9 * amount.base())
            .take(24)
            .collect();
        let sum: f64 = parts.iter().map(|part| part.base()).sum();
        let difference = (sum - amount.base()).abs();
        // A sum far off is no sum of these; one a little off is a slip.
        if parts.len() >= 2 && difference > 1e-6 * amount.base() && difference < 0.1 * amount.base() {
            let mut one = finding(
                FindingKind::SumMismatch,
                Severity::Warning,
                0.7,
                format!(
                    "各项之和为{}{unit}，印作{}{unit}",
                    plain(sum / amount.scale / amount.unit.factor),
                    plain(amount.value)
                ),
            );
            one.claimed = format!("{}{unit}", plain(amount.value));
            one.found = format!("{}{unit}", plain(sum / amount.scale / amount.unit.factor));
            one.tasks = vec![task.id.clone()];
            let first = parts.last().map_or(amount.start, |part| part.start);
            one.places =
                [cell.evidence(amount.start, amount.end), cell.evidence(first, from)].into_iter().flatten().collect();
            found.push(one);
        }
    }
}
