//! Rules that compare numbers: targets, columns and printed rates against the share of the year that has passed.

use super::{Verdict, verdict};
use crate::judge::metrics::{Tied, fraction};
use crate::judge::row::Row;
use crate::judge::rules::Rule;
use crate::judge::scope::Say;
use crate::judge::targets::Measure;
use crate::judge::words::{self, Kind};
use crate::phrase::amounts::Class;
use crate::report::{Comparator, Evidence, Schedule, Status, WouldChange};

/// A figure of more times its target than this is less surely the target's own.
const FAR_ABOVE: f64 = 3.0;

/// The share of the year that a figure is compared with: its own date where that is earlier.
fn share_for(own: Option<f64>, schedule: &Schedule) -> Option<f64> {
    let share = schedule.share?;
    Some(own.map_or(share, |own| own.min(share)))
}

/// Whether a reported target is below what its date asks for.
pub(super) fn is_below(tied: &Tied, schedule: &Schedule) -> Option<bool> {
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
pub(super) fn below_schedule(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
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
pub(super) fn column_schedule(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    let pair = row.pair.as_ref()?;
    let rate = pair.tied.rate().or_else(|| pair.tied.stated_rate())?;
    let evidence: Vec<Evidence> = pair.evidence().into_iter().collect();
    let value = pair.tied.target.value;
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
    if pair.tied.stated_rate().is_some_and(|stated| (stated < share) != behind) {
        verdict.confidence = 0.6;
    }
    Some(verdict)
}

/// Every target is reported and reached.
pub(super) fn targets_reached(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
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
    // 6个村 promised and 40个项目 reported: so many times the target may well count something else.
    if row.tied.iter().any(|tied| tied.rate().is_some_and(|rate| rate > FAR_ABOVE)) {
        verdict.confidence = verdict.confidence.min(0.7);
    }
    if let Some(tied) = row.tied.iter().min_by(|a, b| a.rate().unwrap_or(1.0).total_cmp(&b.rate().unwrap_or(1.0))) {
        verdict.would_change =
            Some(WouldChange { needs: Some(tied.target.value), by: None, to: Some(Status::OnTrack) });
    }
    Some(verdict)
}

/// Whether the row counts what is left to do: 剩余3个…正在安装.
pub(super) fn remainder(row: &Row<'_>) -> bool {
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
pub(super) fn annual_rate(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    if row.promise.open || row.rates.is_empty() || row.entries.len() > 1 {
        return None;
    }
    let lowest = row.rates.iter().min_by(|a, b| a.rate.total_cmp(&b.rate))?;
    // 100%, or 完成率100.27% with no name of its own, is that of the only target, whether or not its number is told.
    let nameless = lowest.evidence.text.starts_with(|c: char| c.is_ascii_digit())
        || words::hits(&lowest.evidence.text).first().is_some_and(|hit| hit.start == 0);
    let unreported = row.tied.iter().any(|tied| tied.actual.is_none()) && (row.tied.len() > 1 || !nameless);
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

/// A promised result whose work is far behind the time: 工程量的30% at three quarters of the year.
pub(super) fn work_share(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    let share = schedule.share.filter(|share| *share >= 0.5)?;
    if !row.promise.result || row.entries.len() > 3 || row.tied.iter().any(|tied| tied.actual.is_some()) {
        return None;
    }
    let mut evidence = Vec::new();
    let mut shares = Vec::new();
    for entry in &row.entries {
        let cell = &entry.progress;
        for amount in cell.amounts.iter().filter(|amount| amount.unit.class == Class::Share) {
            let Some(clause) = cell.clause_at(amount.start) else { continue };
            let hits = cell.hits_in(clause.start, amount.start);
            let annual = words::has(hits, Kind::Annual);
            if (words::has(hits, Kind::Entire) || annual) && amount.value <= 100.0 {
                shares.push(fraction(amount.value));
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

/// Targets are reported, and none is below the schedule.
pub(super) fn on_schedule(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
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
pub(super) fn needs_first(row: &Row<'_>) -> Option<WouldChange> {
    let tied = row.tied.iter().find(|tied| !tied.reached())?;
    Some(WouldChange { needs: Some(tied.target.value), by: None, to: Some(Status::Completed) })
}
