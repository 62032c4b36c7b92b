//! The status of a task on its own evidence: the rules of JUDGEMENT.md, tried in their order. The first
//! that applies gives status, name, evidence, confidence and what would change it.

mod numbers;
mod wording;

use super::columns::Pair;
use super::row::Row;
use super::rules::Rule;
use super::schedule;
use crate::report::{Basis, Evidence, Schedule, Status, WouldChange};

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
const RULES: [Test; 24] = [
    wording::no_data,
    wording::not_started,
    wording::suspended,
    numbers::below_schedule,
    numbers::column_schedule,
    numbers::targets_reached,
    numbers::annual_rate,
    wording::started_as_promised,
    wording::done_all,
    wording::opens_done,
    wording::goal_echoed,
    wording::issued,
    wording::done_once,
    wording::granted,
    wording::only_laggards,
    wording::not_done,
    wording::late,
    numbers::work_share,
    wording::still_in_design,
    wording::done_words,
    wording::ahead_or_on_pace,
    numbers::on_schedule,
    wording::no_result,
    wording::activity,
];

/// How much of the confidence a single evidence of numbers and of words is worth, by rule; measured on the gold readings.
fn confidence(rule: Rule) -> f64 {
    match rule {
        Rule::TargetsReached | Rule::BelowSchedule => 0.97,
        Rule::OnSchedule => 0.96,
        Rule::FullRate | Rule::NotStartedWords | Rule::AheadWords => 0.9,
        Rule::StartedAsPromised | Rule::Activity => 0.9,
        Rule::DoneWords | Rule::GoalEchoed | Rule::SuspendedWords | Rule::OnTrackWords => 0.85,
        Rule::DelayWords | Rule::PartsLate | Rule::NoData => 0.75,
        Rule::NotDoneWords => 0.7,
        Rule::WorkShare | Rule::StillInDesign | Rule::NoResult | Rule::Granted => 0.6,
        Rule::EmptyCell => 1.0,
    }
}

/// Judges a row.
pub fn assess(row: &Row<'_>, schedule: &Schedule) -> Verdict {
    let figures = row.pair.is_some() || row.tied.iter().any(|tied| tied.actual.is_some());
    if row.is_silent() && !figures && row.rates.is_empty() {
        return Verdict {
            status: Status::Unknown,
            rule: Rule::EmptyCell,
            basis: Basis::None,
            confidence: confidence(Rule::EmptyCell),
            evidence: Vec::new(),
            would_change: None,
        };
    }
    let own = row.years.map(|years| schedule::over(schedule, years));
    let schedule = own.as_ref().unwrap_or(schedule);
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
            evidence.extend(row.pair.as_ref().and_then(Pair::evidence));
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
