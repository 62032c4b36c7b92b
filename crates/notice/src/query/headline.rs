//! The figures of the one sentence above everything: what a reader should know first.

use super::basis::{Basis, status_of};
use super::claim::pairs;
use super::counts::Counts;
use super::filter::Flag;
use crate::map::Map;
use crate::place::Lines;
use crate::report::{NoticeKind, Report, Status};

/// What the headline says; the first of these that holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Headline {
    /// There are no tasks to speak of.
    Nothing,
    /// The text lists tasks and reports no progress: nothing is judged.
    Planned {
        /// How many tasks.
        total: u32,
    },
    /// The narrative counts more finished tasks of a category than its rows support, or fewer that need attention.
    Contradiction {
        /// The category.
        category: String,
        /// The status counted.
        status: Status,
        /// What the notice says.
        claimed: u32,
        /// What the rows support.
        found: u32,
        /// Where the notice says it.
        lines: Lines,
        /// How many tasks are behind by their rows and not named by the notice.
        unnamed: u32,
    },
    /// Tasks are behind by their rows, and the notice, which names others, does not name them.
    Unnamed {
        /// How many.
        count: u32,
        /// Of how many tasks.
        total: u32,
    },
    /// Tasks need attention.
    Attention {
        /// How many.
        count: u32,
        /// Of how many tasks.
        total: u32,
        /// The unit with most of them, and how many it has; `None` where no single unit has most.
        unit: Option<(String, u32)>,
    },
    /// Nothing needs attention.
    Moving {
        /// How many tasks.
        total: u32,
        /// How many of them are finished.
        completed: u32,
    },
    /// The notice only counts; it has no rows.
    ClaimsOnly {
        /// How many tasks it speaks of.
        total: u32,
        /// By status.
        counts: Counts,
    },
}

/// The headline of a report on this basis. A contradiction between prose and rows is told on every basis but the
/// notice's own.
pub fn headline(report: &Report, basis: Basis) -> Headline {
    let total = report.tasks.len() as u32;
    let pairs = pairs(report);
    if total == 0 {
        let claimed: Vec<_> = pairs.iter().filter_map(|pair| pair.claim.as_ref()).collect();
        if claimed.is_empty() {
            return Headline::Nothing;
        }
        let counts = claimed.iter().flat_map(|claim| claim.counts.present()).collect();
        return Headline::ClaimsOnly { total: claimed.iter().map(|claim| claim.total).sum(), counts };
    }
    let judged = report.tasks.iter().any(|task| task.status.stated.is_some() || task.status.assessed.is_some());
    if !judged && report.notice.kind != NoticeKind::Progress {
        return Headline::Planned { total };
    }
    let names_some = report.tasks.iter().any(|task| task.status.stated.is_some_and(Status::needs_attention));
    let names_all = report.tasks.iter().all(|task| task.status.stated.is_some());
    let unnamed = report.tasks.iter().filter(|task| names_some && Flag::Unnamed.holds(task)).count() as u32;
    if basis != Basis::Stated {
        let gap = pairs
            .iter()
            .filter(|pair| pair.assessed.total() > 0)
            .filter_map(|pair| {
                let claim = pair.claim.as_ref()?;
                let (claimed, found) = (claim.counts.get(Status::Completed), pair.assessed.get(Status::Completed));
                // Fewer rows than claimed: a list cut short proves nothing about the rest.
                let whole = pair.rows >= claim.total;
                (whole && claimed > found).then(|| (claimed - found, claim, pair, found))
            })
            .max_by_key(|(gap, ..)| *gap);
        if let Some((_, claim, pair, found)) = gap {
            return Headline::Contradiction {
                category: pair.category.clone(),
                status: Status::Completed,
                claimed: claim.counts.get(Status::Completed),
                found,
                lines: claim.lines,
                unnamed,
            };
        }
        if unnamed > 0 && !names_all {
            return Headline::Unnamed { count: unnamed, total };
        }
    }
    let attention = |status: Option<Status>| status.is_some_and(Status::needs_attention);
    let count = report.tasks.iter().filter(|task| attention(status_of(task, basis))).count() as u32;
    if count > 0 {
        return Headline::Attention { count, total, unit: most_of_them(report, basis) };
    }
    let completed = report.tasks.iter().filter(|task| status_of(task, basis) == Some(Status::Completed)).count() as u32;
    Headline::Moving { total, completed }
}

/// The one unit with most tasks that need attention, if it has at least two and more than any other.
fn most_of_them(report: &Report, basis: Basis) -> Option<(String, u32)> {
    let mut counted: Map<&str, u32> = Map::new();
    for task in report.tasks.iter().filter(|task| status_of(task, basis).is_some_and(Status::needs_attention)) {
        let mut names: Vec<&str> = task.units.iter().map(|unit| unit.name.as_str()).collect();
        crate::order::sort(&mut names);
        names.dedup();
        for name in names {
            *counted.entry(name).or_default() += 1;
        }
    }
    let most = counted.values().copied().max().filter(|most| *most > 1)?;
    let mut leading = counted.iter().filter(|(_, count)| **count == most);
    let (name, count) = leading.next()?;
    leading.next().is_none().then(|| ((*name).to_owned(), *count))
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{report, stated, task, with_units};
    use super::*;
    use crate::report::{StatedCount, StatedPart};

    fn claiming(mut report: Report, category: &str, total: u32, completed: u32) -> Report {
        report.stated.counts.push(StatedCount {
            category: category.into(),
            total: Some(total),
            lines: Lines::one(3),
            parts: vec![StatedPart {
                word: "已完成".into(),
                status: Some(Status::Completed),
                count: completed,
                share: None,
            }],
        });
        report
    }

    #[test]
    fn a_claim_that_the_rows_do_not_support_comes_first() {
        let report = claiming(
            report(vec![
                task("甲/1", Status::Completed),
                stated(task("甲/2", Status::Behind), Status::Behind),
                task("甲/3", Status::Behind),
            ]),
            "甲",
            3,
            2,
        );
        let Headline::Contradiction { claimed, found, unnamed, .. } = headline(&report, Basis::Merged) else {
            panic!("a contradiction")
        };
        assert_eq!((claimed, found, unnamed), (2, 1, 1));
    }

    #[test]
    fn rows_that_support_more_than_is_claimed_are_no_contradiction() {
        let report =
            claiming(report(vec![task("甲/1", Status::Completed), task("甲/2", Status::Completed)]), "甲", 2, 1);
        assert_eq!(headline(&report, Basis::Merged), Headline::Moving { total: 2, completed: 2 });
    }

    #[test]
    fn a_list_cut_short_contradicts_nothing() {
        let report = claiming(report(vec![task("甲/1", Status::OnTrack)]), "甲", 30, 12);
        assert_eq!(headline(&report, Basis::Merged), Headline::Moving { total: 1, completed: 0 });
    }

    #[test]
    fn a_notice_that_names_nobody_leaves_nobody_unnamed() {
        let report = report(vec![with_units(task("甲/1", Status::Behind), &["水利局"]), task("甲/2", Status::OnTrack)]);
        assert_eq!(headline(&report, Basis::Merged), Headline::Attention { count: 1, total: 2, unit: None });
    }

    #[test]
    fn the_unit_is_told_only_where_one_has_most() {
        let tasks = |units: [&str; 3]| {
            report(
                units
                    .iter()
                    .enumerate()
                    .map(|(n, unit)| with_units(task(&format!("甲/{n}"), Status::Behind), &[unit]))
                    .collect(),
            )
        };
        let unit = |report: &Report| match headline(report, Basis::Assessed) {
            Headline::Attention { unit, .. } => unit,
            other => panic!("{other:?}"),
        };
        assert_eq!(unit(&tasks(["水利局", "水利局", "发改局"])), Some(("水利局".to_owned(), 2)));
        assert_eq!(unit(&tasks(["水利局", "教育局", "发改局"])), None);
    }

    #[test]
    fn a_plan_is_called_a_plan() {
        let mut planned = task("甲/1", Status::Unknown);
        planned.status.assessed = None;
        let mut plan = report(vec![planned]);
        plan.notice.kind = NoticeKind::Plan;
        assert_eq!(headline(&plan, Basis::Merged), Headline::Planned { total: 1 });
    }

    #[test]
    fn without_rows_the_claims_are_all_there_is() {
        let report = claiming(report(Vec::new()), "甲", 30, 12);
        assert!(matches!(headline(&report, Basis::Merged), Headline::ClaimsOnly { total: 30, .. }));
    }
}
