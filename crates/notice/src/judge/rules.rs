//! The names of the rules by which a status is assessed. The report carries the name; the page looks
//! its words up by it. JUDGEMENT.md explains each with an example.

/// A rule that assesses a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// Every numeric target of the task is reported and reached.
    TargetsReached,
    /// The row prints a rate of the year's target of 100 % or more.
    FullRate,
    /// The row says that the task, or every part of it, is done.
    DoneWords,
    /// The task is a start (开工, 启动), and the row dates or reports that start.
    StartedAsPromised,
    /// The row says in words that it is ahead of the schedule.
    AheadWords,
    /// A target is below the share of the year that has passed.
    BelowSchedule,
    /// Targets are not reached yet, but not below the share of the year that has passed.
    OnSchedule,
    /// The row says that the task is late.
    DelayWords,
    /// The row says that at least half of the task's parts are late or stopped.
    PartsLate,
    /// The row says that the task as a whole is stopped or postponed.
    SuspendedWords,
    /// The row says that nothing has begun.
    NotStartedWords,
    /// The row says only that it is not done.
    NotDoneWords,
    /// The row reports activity, and neither completion nor delay.
    Activity,
    /// The row says in words that it keeps to the schedule.
    OnTrackWords,
    /// Nothing is printed.
    EmptyCell,
    /// The row says only that the figure is not yet known.
    NoData,
    /// The share of the work that is done is far below the share of the year that has passed.
    WorkShare,
    /// A building promised by number is still being designed or tendered when half of the year is gone.
    StillInDesign,
    /// A waiver or allowance is being given.
    Granted,
    /// Only numbers were promised, and the row tells of no result.
    NoResult,
    /// The one result that the task names is reported in its own words.
    GoalEchoed,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 21] = [
        Self::TargetsReached,
        Self::FullRate,
        Self::DoneWords,
        Self::StartedAsPromised,
        Self::AheadWords,
        Self::BelowSchedule,
        Self::OnSchedule,
        Self::DelayWords,
        Self::PartsLate,
        Self::SuspendedWords,
        Self::NotStartedWords,
        Self::NotDoneWords,
        Self::Activity,
        Self::OnTrackWords,
        Self::EmptyCell,
        Self::NoData,
        Self::WorkShare,
        Self::StillInDesign,
        Self::Granted,
        Self::NoResult,
        Self::GoalEchoed,
    ];

    /// The name that the report carries.
    pub fn name(self) -> &'static str {
        match self {
            Self::TargetsReached => "targets_reached",
            Self::FullRate => "full_rate",
            Self::DoneWords => "done_words",
            Self::StartedAsPromised => "started_as_promised",
            Self::AheadWords => "ahead_words",
            Self::BelowSchedule => "below_schedule",
            Self::OnSchedule => "on_schedule",
            Self::DelayWords => "delay_words",
            Self::PartsLate => "parts_late",
            Self::SuspendedWords => "suspended_words",
            Self::NotStartedWords => "not_started_words",
            Self::NotDoneWords => "not_done_words",
            Self::Activity => "activity",
            Self::OnTrackWords => "on_track_words",
            Self::EmptyCell => "empty_cell",
            Self::NoData => "no_data",
            Self::WorkShare => "work_share",
            Self::StillInDesign => "still_in_design",
            Self::Granted => "granted",
            Self::NoResult => "no_result",
            Self::GoalEchoed => "goal_echoed",
        }
    }

    /// The rule of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_row_with_an_example_and_a_source() {
        let explained = include_str!("../../../../JUDGEMENT.md");
        for rule in Rule::ALL {
            let lead = format!("| `{}` | ", rule.name());
            let row = explained.lines().find(|line| line.starts_with(&lead)).unwrap_or_default();
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            assert!(cells.len() == 5 && cells.iter().all(|cell| !cell.is_empty()), "{row}");
        }
    }

    #[test]
    fn every_rule_is_explained_to_the_officer_and_found_by_its_name() {
        let explained = include_str!("../../../../JUDGEMENT.md");
        for rule in Rule::ALL {
            assert!(explained.contains(&format!("`{}`", rule.name())), "{} is not explained", rule.name());
            assert_eq!(Rule::from_name(rule.name()), Some(rule));
        }
    }
}
