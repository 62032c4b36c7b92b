//! Orders: of the ledger's rows, and of the groups in a figure.

use super::basis::{Basis, status_of};
use super::counts::Group;
use super::metric::worst_metric;
use crate::report::{Report, Status, Task};
use std::cmp::Ordering;

/// From this many tasks on a group is ranked by its rate; below it a rate says nothing.
pub const RANKED_FROM: u32 = 5;

/// An order of tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// What needs attention first, then what cannot be told, then what moves; else as in the source.
    #[default]
    Attention,
    /// As in the source.
    Source,
    /// The lowest rate of a comparable metric first; tasks without one last.
    Rate,
    /// By the first unit, units in order of appearance; tasks without one last.
    Unit,
}

impl Sort {
    /// All orders, as offered.
    pub const ALL: [Self; 4] = [Self::Attention, Self::Source, Self::Rate, Self::Unit];

    /// A stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::Source => "source",
            Self::Rate => "rate",
            Self::Unit => "unit",
        }
    }

    /// The order whose [`Self::word`] this is.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// An order of groups in a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitSort {
    /// Most tasks that need attention first, then most tasks, then by name.
    #[default]
    Attention,
    /// Most tasks first.
    Tasks,
    /// Most finished tasks first.
    Done,
    /// The highest share of finished tasks first; groups below [`RANKED_FROM`] tasks last.
    Rate,
    /// By name.
    Name,
}

impl UnitSort {
    /// All orders, as offered.
    pub const ALL: [Self; 5] = [Self::Attention, Self::Tasks, Self::Done, Self::Rate, Self::Name];

    /// A stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::Tasks => "tasks",
            Self::Done => "done",
            Self::Rate => "rate",
            Self::Name => "name",
        }
    }

    /// The order whose [`Self::word`] this is.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// Places of `groups` in this order. It looks at all their tasks, so that filtering never moves a row.
pub fn order_groups(groups: &[Group], sort: UnitSort) -> Vec<usize> {
    let mut places: Vec<usize> = (0..groups.len()).collect();
    let rank = |group: &Group| {
        let all = group.all;
        match sort {
            UnitSort::Attention => [all.attention(), all.total()],
            UnitSort::Tasks => [all.total(), all.attention()],
            UnitSort::Done => [all.done(), all.total()],
            // Shares are compared in thousandths: finer than any page shows them.
            UnitSort::Rate if all.total() >= RANKED_FROM => [1 + all.done() * 1000 / all.total(), all.total()],
            UnitSort::Rate | UnitSort::Name => [0, 0],
        }
    };
    let get = |place: &usize| groups.get(*place);
    crate::order::sort_by(&mut places, |a, b| match (get(a), get(b)) {
        (Some(a), Some(b)) => rank(b).cmp(&rank(a)).then_with(|| a.name.cmp(&b.name)),
        _ => Ordering::Equal,
    });
    places
}

/// Sorts places of `report.tasks`; what an order leaves equal stays as it was.
pub(super) fn sort_tasks(places: &mut [usize], report: &Report, basis: Basis, sort: Sort) {
    let task = |place: &usize| report.tasks.get(*place);
    match sort {
        Sort::Source => {}
        Sort::Attention => {
            crate::order::sort_by_key(places, |place| {
                task(place).and_then(|task| status_of(task, basis)).map_or(u8::MAX, urgency)
            });
        }
        Sort::Rate => crate::order::sort_by(places, |a, b| lowest_rate(task(a)).total_cmp(&lowest_rate(task(b)))),
        Sort::Unit => {
            let mut seen: crate::map::Map<&str, usize> = crate::map::Map::new();
            for unit in report.tasks.iter().filter_map(|task| task.units.first()) {
                let next = seen.len();
                seen.entry(&unit.name).or_insert(next);
            }
            let first = |task: &Task| task.units.first().and_then(|unit| seen.get(unit.name.as_str()).copied());
            crate::order::sort_by_key(places, |place| task(place).and_then(first).unwrap_or(usize::MAX));
        }
    }
}

/// How soon a status is to be looked at.
fn urgency(status: Status) -> u8 {
    let order = [
        Status::NotStarted,
        Status::Suspended,
        Status::NotCompleted,
        Status::Behind,
        Status::Unknown,
        Status::OnTrack,
        Status::Ahead,
        Status::Completed,
    ];
    order.iter().position(|other| *other == status).map_or(u8::MAX, |place| place as u8)
}

/// The lowest rate of a task, or more than any.
fn lowest_rate(task: Option<&Task>) -> f64 {
    task.and_then(worst_metric).and_then(|metric| metric.computed_rate).unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::super::counts::Counts;
    use super::super::made_up::{report, task, with_units};
    use super::*;

    fn group(name: &str, behind: u32, completed: u32) -> Group {
        let all: Counts = [(Status::Behind, behind), (Status::Completed, completed)].into_iter().collect();
        Group { name: name.into(), tasks: all.total(), all, shown: all.total(), inside: all, lit: true }
    }

    fn named(groups: &[Group], sort: UnitSort) -> Vec<&str> {
        order_groups(groups, sort).into_iter().map(|place| groups[place].name.as_str()).collect()
    }

    #[test]
    fn attention_goes_before_size() {
        let groups = [group("甲", 0, 9), group("乙", 2, 0), group("丙", 2, 3)];
        assert_eq!(named(&groups, UnitSort::Attention), ["丙", "乙", "甲"]);
        assert_eq!(named(&groups, UnitSort::Tasks), ["甲", "丙", "乙"]);
    }

    #[test]
    fn small_groups_are_not_ranked_by_rate() {
        let groups = [group("小", 0, 4), group("大", 5, 5), group("中", 4, 1)];
        assert_eq!(named(&groups, UnitSort::Rate), ["大", "中", "小"]);
    }

    #[test]
    fn what_needs_attention_is_read_first_and_what_is_finished_last() {
        let report = report(vec![
            task("甲/1", Status::Completed),
            task("甲/2", Status::Unknown),
            task("甲/3", Status::Behind),
            task("甲/4", Status::NotStarted),
        ]);
        let mut places = vec![0, 1, 2, 3];
        sort_tasks(&mut places, &report, Basis::Merged, Sort::Attention);
        assert_eq!(places, [3, 2, 1, 0]);
    }

    #[test]
    fn rows_of_one_unit_stand_together_in_order_of_appearance() {
        let report = report(vec![
            with_units(task("甲/1", Status::Behind), &["水利局"]),
            with_units(task("甲/2", Status::Behind), &["发改局"]),
            task("甲/3", Status::Behind),
            with_units(task("甲/4", Status::Behind), &["水利局"]),
        ]);
        let mut places = vec![0, 1, 2, 3];
        sort_tasks(&mut places, &report, Basis::Merged, Sort::Unit);
        assert_eq!(places, [0, 3, 1, 2]);
    }
}
