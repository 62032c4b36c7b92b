//! The status of a task on its own evidence: the rules of JUDGEMENT.md, tried in their order. The first
//! that applies gives status, name, evidence, confidence and what would change it.

use super::metrics::Tied;
use super::row::Row;
use super::rules::Rule;
use super::schedule::Schedule;
use super::scope::{Said, Say};
use super::targets::Measure;
use super::words::{self, Kind};
use crate::report::{Basis, Comparator, Evidence, Status, WouldChange};

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The status.
    pub status: Status,
    /// The rule.
    pub rule: Rule,
    /// On what it rests.
    pub basis: Basis,
    /// Chance that it is right.
    pub confidence: f64,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
    /// What the rule would have had to see.
    pub would_change: Option<WouldChange>,
}

/// A rule: what it needs to see in a row.
type Test = fn(&Row<'_>, &Schedule) -> Option<Verdict>;

/// The rules in their order. JUDGEMENT.md explains each.
const RULES: [Test; 20] = [
    no_data,
    not_started,
    suspended,
    below_schedule,
    column_schedule,
    targets_reached,
    annual_rate,
    started_as_promised,
    done_all,
    goal_echoed,
    granted,
    not_done,
    late,
    work_share,
    still_in_design,
    done_words,
    ahead_or_on_pace,
    on_schedule,
    no_result,
    activity,
];

/// How much of the confidence a single evidence of numbers and of words is worth, by rule; measured on the gold readings.
fn confidence(rule: Rule) -> f64 {
    match rule {
        Rule::TargetsReached | Rule::BelowSchedule => 0.97,
        Rule::OnSchedule => 0.96,
        Rule::FullRate | Rule::NotStartedWords | Rule::AheadWords => 0.9,
        Rule::StartedAsPromised | Rule::Activity => 0.9,
        Rule::DoneWords | Rule::GoalEchoed | Rule::SuspendedWords | Rule::OnTrackWords => 0.85,
        Rule::DelayWords | Rule::NoData => 0.75,
        Rule::NotDoneWords => 0.7,
        Rule::WorkShare | Rule::StillInDesign | Rule::NoResult | Rule::Granted => 0.6,
        Rule::EmptyCell => 1.0,
    }
}

/// Judges a row.
pub fn assess(row: &Row<'_>, schedule: &Schedule) -> Verdict {
    if row.is_silent() && row.pair.is_none() && row.rates.is_empty() {
        return Verdict {
            status: Status::Unknown,
            rule: Rule::EmptyCell,
            basis: Basis::None,
            confidence: confidence(Rule::EmptyCell),
            evidence: Vec::new(),
            would_change: None,
        };
    }
    RULES
        .iter()
        .find_map(|rule| rule(row, schedule))
        .unwrap_or_else(|| verdict(row, Status::Unknown, Rule::NoResult, vec![]))
}

/// A verdict with the confidence of its rule; words of the row stand in where the rule has none.
fn verdict(row: &Row<'_>, status: Status, rule: Rule, mut evidence: Vec<Evidence>) -> Verdict {
    if evidence.is_empty() {
        evidence.extend(row.first_words());
        if evidence.is_empty() {
            evidence.extend(row.pair.as_ref().and_then(|pair| pair.evidence.clone().or_else(|| pair.rate.clone())));
            evidence.extend(row.rates.first().map(|rate| rate.evidence.clone()));
        }
    }
    let basis = match rule {
        Rule::TargetsReached | Rule::FullRate | Rule::BelowSchedule | Rule::OnSchedule | Rule::WorkShare => Basis::Rate,
        Rule::EmptyCell => Basis::None,
        _ => Basis::Wording,
    };
    Verdict { status, rule, basis, confidence: confidence(rule), evidence, would_change: None }
}

/// Nothing but 数据暂未公布 for the only targets.
fn no_data(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if row.tied.is_empty() || row.tied.iter().any(|tied| tied.actual.is_some()) || row.pair.is_some() {
        return None;
    }
    let words = row.entries.iter().find_map(|entry| {
        let hit = entry.progress.hits.iter().find(|hit| hit.kind == Kind::NoData)?;
        let clause = entry.progress.clause_at(hit.start)?;
        entry.progress.evidence(clause.start, clause.end)
    })?;
    let mut verdict = verdict(row, Status::Unknown, Rule::NoData, vec![words]);
    verdict.would_change = needs_first(row);
    Some(verdict)
}

/// The task as a whole has not begun.
fn not_started(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    let reported = row.tied.iter().any(|tied| tied.actual.is_some_and(|actual| actual > 0.0))
        || row.pair.as_ref().is_some_and(|pair| pair.actual.is_some_and(|actual| actual > 0.0));
    if reported || row.entries.len() > 1 || row.says(Say::Done) || row.says(Say::DoneAll) {
        return None;
    }
    let (entry, said) = row.said().find(|(_, said)| said.say == Say::Idle && said.whole && !said.part)?;
    Some(verdict(row, Status::NotStarted, Rule::NotStartedWords, row.words_of(entry, said).into_iter().collect()))
}

/// The task as a whole is stopped or postponed.
fn suspended(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if row.entries.len() > 1 {
        return None;
    }
    let (entry, said) = row.said().find(|(_, said)| said.say == Say::Stopped && said.whole && !said.part)?;
    Some(verdict(row, Status::Suspended, Rule::SuspendedWords, row.words_of(entry, said).into_iter().collect()))
}

/// The share of the year that a figure is compared with: its own date where that is earlier.
fn share_for(own: Option<f64>, schedule: &Schedule) -> Option<f64> {
    let share = schedule.share?;
    Some(own.map_or(share, |own| own.min(share)))
}

/// Whether a reported target is below what its date asks for.
fn is_below(tied: &Tied, schedule: &Schedule) -> Option<bool> {
    let actual = tied.actual?;
    if tied.target.reached(actual) {
        return Some(false);
    }
    if matches!(tied.target.measure, Measure::Growth | Measure::Decline | Measure::Cut)
        || tied.target.comparator == Comparator::AtMost
    {
        return Some(true);
    }
    let share = share_for(tied.own_share, schedule)?;
    Some(tied.rate()? < share - 1e-9)
}

/// A reported target stands below the schedule.
fn below_schedule(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    let below: Vec<&Tied> = row.tied.iter().filter(|tied| is_below(tied, schedule) == Some(true)).collect();
    let worst = below.iter().min_by(|a, b| a.rate().unwrap_or(1.0).total_cmp(&b.rate().unwrap_or(1.0)))?;
    let evidence = below.iter().filter_map(|tied| tied.evidence.clone()).collect();
    let mut verdict = verdict(row, Status::Behind, Rule::BelowSchedule, evidence);
    let fixed = matches!(worst.target.measure, Measure::Growth | Measure::Decline | Measure::Cut)
        || worst.target.comparator == Comparator::AtMost;
    let needs = if fixed {
        worst.target.value
    } else {
        round(worst.target.value * share_for(worst.own_share, schedule).unwrap_or(1.0))
    };
    verdict.would_change =
        Some(WouldChange { needs: Some(needs), by: schedule.day.clone(), to: Some(Status::OnTrack) });
    // Close to the line, or measured by a figure of an earlier date, it is less sure.
    let gap = worst
        .rate()
        .zip(share_for(worst.own_share, schedule))
        .map_or(1.0, |(rate, share)| (share - rate) / share.max(0.01));
    if gap < 0.05 && !fixed {
        verdict.confidence = 0.85;
    }
    Some(verdict)
}

/// A number that is not told more exactly than it is known.
fn round(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

/// Plan and done from columns.
fn column_schedule(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    let pair = row.pair.as_ref()?;
    let rate = pair.actual.map(|actual| actual / pair.target.value).or(pair.stated_rate)?;
    let evidence: Vec<Evidence> = pair.evidence.clone().or_else(|| pair.rate.clone()).into_iter().collect();
    let value = pair.target.value;
    if pair.due_now {
        if value >= 100.0 - 1e-9 && rate >= 1.0 - 1e-9 {
            return Some(verdict(row, Status::Completed, Rule::TargetsReached, evidence));
        }
        let status = if rate < 1.0 - 1e-9 { Status::Behind } else { Status::OnTrack };
        let rule = if status == Status::Behind { Rule::BelowSchedule } else { Rule::OnSchedule };
        let mut verdict = verdict(row, status, rule, evidence);
        verdict.evidence.extend(pair.plan.clone());
        verdict.would_change = Some(WouldChange {
            needs: Some(if status == Status::Behind { value } else { 100.0 }),
            by: schedule.day.clone().filter(|_| status == Status::Behind),
            to: Some(if status == Status::Behind { Status::OnTrack } else { Status::Completed }),
        });
        return Some(verdict);
    }
    let done = row.said().any(|(_, said)| matches!(said.say, Say::Done | Say::DoneAll));
    if rate >= 1.0 - 1e-9 {
        let open = row.says(Say::Going) && !done;
        return (!open).then(|| verdict(row, Status::Completed, Rule::TargetsReached, evidence));
    }
    let share = schedule.share?;
    let behind = rate < share - 1e-9;
    let (status, rule) =
        if behind { (Status::Behind, Rule::BelowSchedule) } else { (Status::OnTrack, Rule::OnSchedule) };
    let mut verdict = verdict(row, status, rule, evidence);
    verdict.evidence.extend(pair.plan.clone());
    verdict.would_change = Some(WouldChange {
        needs: Some(round(if behind { value * share } else { value })),
        by: schedule.day.clone().filter(|_| behind),
        to: Some(if behind { Status::OnTrack } else { Status::Completed }),
    });
    if (rate - share).abs() < 0.02 {
        verdict.confidence = 0.85;
    }
    // The printed rate is another one than the amounts give: either may be the slip.
    if pair.stated_rate.is_some_and(|stated| (stated < share) != behind) {
        verdict.confidence = 0.6;
    }
    Some(verdict)
}

/// Every target is reported and reached.
fn targets_reached(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    if row.tied.is_empty() || !row.tied.iter().all(Tied::reached) {
        return None;
    }
    // Growth against last year is known for the year only when the year is over.
    let growth = row.tied.iter().any(|tied| matches!(tied.target.measure, Measure::Growth | Measure::Decline));
    if growth && schedule.share.is_none_or(|share| share < 1.0) {
        return None;
    }
    if remainder(row) {
        return None;
    }
    let evidence = row.tied.iter().filter_map(|tied| tied.evidence.clone()).collect();
    let mut verdict = verdict(row, Status::Completed, Rule::TargetsReached, evidence);
    if let Some(tied) = row.tied.iter().min_by(|a, b| a.rate().unwrap_or(1.0).total_cmp(&b.rate().unwrap_or(1.0))) {
        verdict.would_change =
            Some(WouldChange { needs: Some(tied.target.value), by: None, to: Some(Status::OnTrack) });
    }
    Some(verdict)
}

/// Whether the row counts what is left to do: 剩余3个…正在安装.
fn remainder(row: &Row<'_>) -> bool {
    row.entries.iter().any(|entry| {
        let cell = &entry.progress;
        cell.hits.iter().filter(|hit| hit.kind == Kind::Remain).any(|hit| {
            cell.clause_at(hit.start).is_some_and(|clause| {
                cell.amounts_in(hit.end, clause.end)
                    .iter()
                    .any(|amount| amount.unit.promise && amount.start <= hit.end + 6)
            })
        })
    })
}

/// The row prints a rate of the year's target, and no target of its own contradicts it.
fn annual_rate(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    if row.promise.open || row.rates.is_empty() || row.entries.len() > 1 {
        return None;
    }
    let unreported = row.tied.iter().any(|tied| tied.actual.is_none());
    let lowest = row.rates.iter().min_by(|a, b| a.rate.total_cmp(&b.rate))?;
    let evidence = vec![lowest.evidence.clone()];
    if row.rates.iter().all(|rate| rate.rate >= 1.0 - 1e-9) {
        if unreported || remainder(row) {
            return None;
        }
        return Some(verdict(row, Status::Completed, Rule::FullRate, evidence));
    }
    let share = share_for(lowest.own_share, schedule)?;
    let behind = lowest.rate < share - 1e-9;
    let (status, rule) =
        if behind { (Status::Behind, Rule::BelowSchedule) } else { (Status::OnTrack, Rule::OnSchedule) };
    let mut verdict = verdict(row, status, rule, evidence);
    verdict.confidence = 0.9;
    verdict.would_change = Some(WouldChange {
        needs: Some(round(if behind { share * 100.0 } else { 100.0 })),
        by: schedule.day.clone().filter(|_| behind),
        to: Some(if behind { Status::OnTrack } else { Status::Completed }),
    });
    Some(verdict)
}

/// The task is a start, and the row reports it.
fn started_as_promised(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if !row.promise.start || row.promise.several || !row.tied.is_empty() {
        return None;
    }
    let (entry, said) = row.said().find(|(entry, said)| {
        let cell = &row.entries[*entry].progress;
        let words = cell.part(said.range.0, said.range.1);
        said.say == Say::Begun
            && !said.part
            && words.contains("开工")
            && (words.contains('已') || words.contains("正式") || words.chars().any(|c| c.is_ascii_digit()))
    })?;
    Some(verdict(row, Status::Completed, Rule::StartedAsPromised, row.words_of(entry, said).into_iter().collect()))
}

/// The row says that the year's or the whole task is done.
fn done_all(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    if row.tied.iter().any(|tied| tied.actual.is_none() || is_below(tied, schedule) == Some(true)) {
        return None;
    }
    let whole = |said: &Said| said.say == Say::DoneAll && !said.part;
    let (entry, said) = row.said().find(|(_, said)| whole(said))?;
    if row.items() > 3 || remainder(row) {
        return None;
    }
    Some(verdict(row, Status::Completed, Rule::DoneWords, row.words_of(entry, said).into_iter().collect()))
}

/// The one result that the task names is reported in its own words: 取得项目核准 – 9月28日取得…项目核准批复.
fn goal_echoed(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if !row.tied.is_empty() || row.entries.len() != 1 {
        return None;
    }
    let title = &row.title;
    let mut results = title.clauses.iter().filter_map(|clause| {
        let hit = title.hits_in(clause.start, clause.end).first()?;
        (hit.kind == Kind::Achieve && hit.start <= clause.start + 1).then_some((hit, clause))
    });
    let (verb, clause) = results.next()?;
    if results.next().is_some() || title.clauses.len() > 3 {
        return None;
    }
    let object: Vec<char> = title.part(verb.end, clause.end).chars().filter(|c| c.is_alphanumeric()).collect();
    if object.len() < 4 {
        return None;
    }
    let pairs: Vec<String> = object.windows(2).map(|pair| pair.iter().collect()).collect();
    let word = title.part(verb.start, verb.end);
    let cell = &row.entries[0].progress;
    let evidence = cell.clauses.iter().find_map(|clause| {
        let text = cell.part(clause.start, clause.end);
        let after = &text[text.find(word)? + word.len()..];
        let hits = cell.hits_in(clause.start, clause.end);
        let spoiled = hits.iter().any(|hit| {
            matches!(
                hit.kind,
                Kind::Plan | Kind::Estimate | Kind::Wait | Kind::Remain | Kind::Doing | Kind::Design | Kind::Prep
            )
        });
        let whole = pairs.iter().all(|pair| after.contains(pair.as_str()));
        (!spoiled && whole).then(|| cell.evidence(clause.start, clause.end))?
    })?;
    Some(verdict(row, Status::Completed, Rule::GoalEchoed, vec![evidence]))
}

/// A waiver or allowance is done once it is given.
fn granted(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if !row.promise.grant || !row.tied.is_empty() || row.promise.open {
        return None;
    }
    let words = row.entries.iter().find_map(|entry| {
        let cell = &entry.progress;
        let money = cell.amounts.iter().find(|amount| amount.unit.class == crate::read::amounts::Class::Money)?;
        let clause = cell.clause_at(money.start)?;
        let hits = cell.hits_in(clause.start, money.start);
        (words::has(hits, Kind::Grant) || words::has(hits, Kind::Achieve))
            .then(|| cell.evidence(clause.start, clause.end))?
    })?;
    Some(verdict(row, Status::Completed, Rule::Granted, vec![words]))
}

/// The row says only that it is not done.
fn not_done(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if row.entries.len() > 1 || !row.tied.is_empty() {
        return None;
    }
    let said: Vec<(usize, &Said)> = row.said().collect();
    let clauses: usize = row.entries.iter().map(|entry| entry.progress.clauses.len()).sum();
    let undone: Vec<&(usize, &Said)> = said.iter().filter(|(_, said)| said.say == Say::Undone).collect();
    if undone.is_empty() || undone.len() * 2 < clauses {
        return None;
    }
    let evidence: Vec<Evidence> = undone.iter().filter_map(|(entry, said)| row.words_of(*entry, said)).collect();
    if clauses == undone.len() && undone.iter().all(|(_, said)| said.whole) {
        return Some(verdict(row, Status::NotCompleted, Rule::NotDoneWords, evidence));
    }
    Some(verdict(row, Status::Behind, Rule::DelayWords, evidence))
}

/// The task, or at least half of its parts, is late.
fn late(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    let is_late = |said: &Said| matches!(said.say, Say::Late | Say::Stopped) && !said.part;
    let mut evidence = Vec::new();
    let mut entries = Vec::new();
    let mut items = Vec::new();
    let mut whole = false;
    for (entry, said) in row.said().filter(|(_, said)| is_late(said)) {
        evidence.extend(row.words_of(entry, said));
        entries.push(entry);
        items.push((entry, said.item));
        whole |= said.whole;
    }
    for (entry, said) in row.troubles().filter(|(_, said)| is_late(said)) {
        evidence.extend(row.trouble_of(entry, said));
        entries.push(entry);
        items.push((entry, said.item));
        whole |= said.whole;
    }
    entries.dedup();
    crate::order::sort(&mut items);
    items.dedup();
    if entries.is_empty() {
        return None;
    }
    // Numbers that keep to the schedule outweigh words.
    let reported = row.tied.iter().filter(|tied| tied.actual.is_some()).count();
    if reported > 0 && row.tied.iter().all(|tied| is_below(tied, schedule) != Some(true)) {
        return None;
    }
    let all = row.entries.iter().filter(|entry| !entry.progress.is_empty() || !entry.problem.is_empty()).count();
    let late = if all > 1 {
        crate::order::sort(&mut entries);
        entries.dedup();
        entries.len() * 2 >= all
    } else {
        whole || items.len() * 2 >= row.items().max(1)
    };
    late.then(|| verdict(row, Status::Behind, Rule::DelayWords, evidence))
}

/// A promised result whose work is far behind the time: 工程量的30% at three quarters of the year.
fn work_share(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    let share = schedule.share.filter(|share| *share >= 0.5)?;
    if !row.promise.result || row.entries.len() > 3 || row.tied.iter().any(|tied| tied.actual.is_some()) {
        return None;
    }
    let mut evidence = Vec::new();
    let mut shares = Vec::new();
    for entry in &row.entries {
        let cell = &entry.progress;
        for amount in cell.amounts.iter().filter(|amount| amount.unit.class == crate::read::amounts::Class::Share) {
            let Some(clause) = cell.clause_at(amount.start) else { continue };
            let hits = cell.hits_in(clause.start, amount.start);
            let annual = words::has(hits, Kind::Annual);
            if (words::has(hits, Kind::Entire) || annual) && amount.value <= 100.0 {
                shares.push(super::metrics::fraction(amount.value));
                evidence.extend(cell.evidence(clause.start, amount.end));
            }
        }
    }
    let mean = shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    if shares.is_empty() || mean >= share * 0.75 {
        return None;
    }
    let mut verdict = verdict(row, Status::Behind, Rule::WorkShare, evidence);
    verdict.would_change =
        Some(WouldChange { needs: Some(round(share * 75.0)), by: schedule.day.clone(), to: Some(Status::OnTrack) });
    Some(verdict)
}

/// A building that was promised by number is still being designed or tendered when half of the year is gone.
fn still_in_design(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    schedule.share.filter(|share| *share >= 0.5)?;
    let tied = row
        .tied
        .iter()
        .find(|tied| tied.actual.is_none() && tied.target.measure == Measure::Quantity && !tied.target.start)?;
    let name: Vec<char> = tied.target.name.chars().collect();
    let evidence = row.entries.iter().find_map(|entry| {
        let cell = &entry.progress;
        let hit = cell.hits.iter().find(|hit| {
            hit.kind == Kind::Design && {
                let clause = cell.clause_at(hit.start);
                clause.is_some_and(|clause| {
                    let sentence = cell.part(clause.sentence, hit.start);
                    let shared =
                        name.windows(2).filter(|pair| sentence.contains(&pair.iter().collect::<String>())).count();
                    shared * 2 >= name.len().saturating_sub(1).max(1)
                })
            }
        })?;
        let clause = cell.clause_at(hit.start)?;
        cell.evidence(clause.start, clause.end)
    })?;
    let mut verdict = verdict(row, Status::Behind, Rule::StillInDesign, vec![evidence]);
    verdict.would_change = Some(WouldChange { needs: Some(tied.target.value), by: None, to: Some(Status::Completed) });
    Some(verdict)
}

/// Every clause of the row that says anything says that a work is done.
fn done_words(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    // 均于9月投入使用 answers a number without repeating it.
    let all_of_it = row.entries.iter().all(|entry| {
        entry.said.iter().any(|said| {
            said.say == Say::Done && words::has(entry.progress.hits_in(said.range.0, said.range.1), Kind::Whole)
        })
    });
    let reported = row.tied.iter().any(|tied| tied.actual.is_some());
    let silent = row.tied.iter().any(|tied| tied.actual.is_none());
    if row.promise.open || silent && (reported || !all_of_it) || row.entries.len() > 2 {
        return None;
    }
    let mut evidence = Vec::new();
    for entry in row.entries.iter().filter(|entry| !entry.progress.is_empty()) {
        let mut done = 0;
        for said in &entry.said {
            match said.say {
                Say::Done | Say::DoneAll if !said.part => {
                    done += 1;
                    evidence.extend(entry.progress.evidence(said.range.0, said.range.1));
                }
                Say::Begun | Say::OnPace | Say::Ahead => {}
                _ => return None,
            }
        }
        let spoiled = entry
            .progress
            .amounts
            .iter()
            .any(|amount| amount.unit.class == crate::read::amounts::Class::Share && amount.value < 100.0 - 1e-9);
        let clauses = entry.progress.clauses.iter().filter(|clause| clause.end > clause.start).count();
        if done == 0 || spoiled || clauses > done * 3 {
            return None;
        }
    }
    (!evidence.is_empty()).then(|| verdict(row, Status::Completed, Rule::DoneWords, evidence))
}

/// The row says of itself that it is ahead of or on schedule.
fn ahead_or_on_pace(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    if row.entries.len() > 1 || row.tied.iter().any(|tied| is_below(tied, schedule) == Some(true)) {
        return None;
    }
    let find = |say: Say| row.said().find(|(_, said)| said.say == say && said.whole && !said.part);
    if let Some((entry, said)) = find(Say::Ahead) {
        return Some(verdict(row, Status::Ahead, Rule::AheadWords, row.words_of(entry, said).into_iter().collect()));
    }
    let (entry, said) = find(Say::OnPace)?;
    if row.tied.iter().any(|tied| tied.actual.is_some()) {
        return None;
    }
    Some(verdict(row, Status::OnTrack, Rule::OnTrackWords, row.words_of(entry, said).into_iter().collect()))
}

/// Targets are reported, and none is below the schedule.
fn on_schedule(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    let reported: Vec<&Tied> = row.tied.iter().filter(|tied| tied.actual.is_some()).collect();
    if reported.is_empty() {
        return None;
    }
    let evidence = reported.iter().filter_map(|tied| tied.evidence.clone()).collect();
    let mut verdict = verdict(row, Status::OnTrack, Rule::OnSchedule, evidence);
    verdict.would_change = needs_first(row);
    if schedule.share.is_none() {
        verdict.confidence = 0.6;
    }
    if reported.len() < row.tied.len() {
        verdict.confidence = verdict.confidence.min(0.85);
    }
    let near = |tied: &&Tied| {
        let share = share_for(tied.own_share, schedule).unwrap_or(0.0);
        !tied.reached() && tied.rate().is_some_and(|rate| rate < share * 1.03)
    };
    if reported.iter().any(near) {
        verdict.confidence = verdict.confidence.min(0.85);
    }
    Some(verdict)
}

/// What the first target that is not reached would need.
fn needs_first(row: &Row<'_>) -> Option<WouldChange> {
    let tied = row.tied.iter().find(|tied| !tied.reached())?;
    Some(WouldChange { needs: Some(tied.target.value), by: None, to: Some(Status::Completed) })
}

/// Only numbers were promised, none is reported, and the row tells of no result at all.
fn no_result(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    let silent = !row.tied.is_empty() && row.tied.iter().all(|tied| tied.actual.is_none());
    if !silent || row.promise.open {
        return None;
    }
    let result = row.said().any(|(_, said)| matches!(said.say, Say::Done | Say::DoneAll | Say::Step | Say::Begun))
        || row.entries.iter().any(|entry| {
            entry.progress.text.contains('已')
                || words::has(&entry.progress.hits, Kind::Doing)
                || entry.progress.amounts.iter().any(|amount| amount.unit.promise)
        });
    if result {
        return None;
    }
    let mut verdict = verdict(row, Status::Unknown, Rule::NoResult, Vec::new());
    verdict.would_change = needs_first(row);
    Some(verdict)
}

/// There is activity, and neither completion nor delay.
#[allow(clippy::unnecessary_wraps)] // it is one of the rules, and the last
fn activity(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    let mut verdict = verdict(row, Status::OnTrack, Rule::Activity, Vec::new());
    verdict.would_change = needs_first(row);
    if !row.promise.open {
        verdict.confidence = 0.85;
    }
    if !row.tied.is_empty() {
        verdict.confidence = 0.75;
    }
    Some(verdict)
}
