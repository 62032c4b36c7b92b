//! What the notice's narrative counts, set beside what the rows show.
//!
//! A notice may count the same category twice, in overlapping ways (started, of which finished). A
//! claim is only made of parts that have a status and that together do not exceed the printed total;
//! what does not fit stays out rather than being counted double.

use super::counts::Counts;
use crate::map::Map;
use crate::place::Lines;
use crate::report::{Report, StatedCount, Status, Task};

/// A count of one category in the narrative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What is counted, in short form.
    pub category: String,
    /// How many there are in all: as printed, else the sum of the parts.
    pub total: u32,
    /// By status; parts whose word has no status are not in it.
    pub counts: Counts,
    /// Where it stands.
    pub lines: Lines,
}

/// A category with what is claimed of it and what its rows show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The category.
    pub category: String,
    /// What the narrative says; `None` where it does not count this category.
    pub claim: Option<Claim>,
    /// How many of the claimed tasks the notice names, by status.
    pub named: Counts,
    /// How many rows it has; 0 where the notice counts what it does not list.
    pub rows: u32,
    /// What the rows support, by status.
    pub assessed: Counts,
    /// By headline status.
    pub merged: Counts,
    /// Numbers that stand for several rows: an item printed twice, or cut into sub-items (8.1, 8.2).
    pub split: Vec<String>,
    /// A status under which the notice names tasks none of which needs attention by its row, and how many they are.
    pub moving: Option<(Status, u32)>,
}

/// The claims of a notice, at most one a category, in the order of the text.
pub fn claims(report: &Report) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for count in &report.stated.counts {
        let Some(claim) = claim(count) else { continue };
        match claims.iter_mut().find(|other| other.category == claim.category) {
            // The one that says more about the same thing; the earlier one where both say as much.
            Some(other) if says_more(&claim, other) => *other = claim,
            Some(_) => {}
            None => claims.push(claim),
        }
    }
    claims
}

fn says_more(new: &Claim, old: &Claim) -> bool {
    new.counts.present().count() > old.counts.present().count() && new.counts.total() >= old.counts.total()
}

fn claim(count: &StatedCount) -> Option<Claim> {
    let mut counts = Counts::NONE;
    for part in &count.parts {
        let Some(status) = part.status else { continue };
        let fits = count.total.is_none_or(|total| counts.total().saturating_add(part.count) <= total);
        if fits && part.count > 0 && counts.get(status) == 0 {
            counts.add(status, part.count);
        }
    }
    let total = count.total.unwrap_or(0).max(counts.total());
    (counts.total() > 0).then(|| Claim { category: count.category.clone(), total, counts, lines: count.lines })
}

/// Every category that is claimed or has rows, rows in order of appearance, then claims without rows.
pub fn pairs(report: &Report) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for task in &report.tasks {
        let place = pairs.iter().position(|pair| pair.category == task.category).unwrap_or_else(|| {
            pairs.push(empty_pair(&task.category));
            pairs.len() - 1
        });
        let Some(pair) = pairs.get_mut(place) else { continue };
        pair.rows += 1;
        pair.merged.add(task.status.merged(), 1);
        if let Some(status) = task.status.assessed {
            pair.assessed.add(status, 1);
        }
        if let Some(status) = task.status.stated {
            pair.named.add(status, 1);
        }
    }
    for pair in &mut pairs {
        let rows: Vec<&Task> = report.tasks.iter().filter(|task| task.category == pair.category).collect();
        pair.split = split_numbers(&rows);
        pair.moving = named_but_moving(&rows);
    }
    for claim in claims(report) {
        let place = place_for(&pairs, &claim).unwrap_or_else(|| {
            pairs.push(empty_pair(&claim.category));
            pairs.len() - 1
        });
        if let Some(pair) = pairs.get_mut(place) {
            pair.claim = Some(claim);
        }
    }
    pairs
}

/// Numbers that more than one row carries, itself or in its sub-items, in order of appearance.
fn split_numbers(rows: &[&Task]) -> Vec<String> {
    let mut counted: Vec<(&str, u32)> = Vec::new();
    let mut places: Map<&str, usize> = Map::new();
    for number in rows.iter().filter_map(|task| task.number.as_deref()) {
        let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
        let place = *places.entry(whole).or_insert(counted.len());
        match counted.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => counted.push((whole, 1)),
        }
    }
    counted.into_iter().filter(|(_, count)| *count > 1).map(|(number, _)| number.to_owned()).collect()
}

/// The first status that asks for attention under which tasks are named while all their rows move.
fn named_but_moving(rows: &[&Task]) -> Option<(Status, u32)> {
    Status::ALL.into_iter().filter(|status| status.needs_attention()).find_map(|status| {
        let mut named = rows.iter().filter(|task| task.status.stated == Some(status)).peekable();
        named.peek()?;
        let moves = |task: &&Task| {
            task.status.assessed.is_some_and(|other| !other.needs_attention() && other != Status::Unknown)
        };
        let all: Vec<bool> = named.map(moves).collect();
        all.iter().all(|moves| *moves).then_some((status, all.len() as u32))
    })
}

/// The rows a claim speaks of: those of the same name, else the only ones whose name is part of it or the other way round.
fn place_for(pairs: &[Pair], claim: &Claim) -> Option<usize> {
    if let Some(same) = pairs.iter().position(|pair| pair.category == claim.category) {
        return Some(same);
    }
    let akin = |pair: &Pair| {
        let (ours, theirs) = (&pair.category, &claim.category);
        pair.claim.is_none()
            && !ours.is_empty()
            && !theirs.is_empty()
            && (ours.contains(theirs.as_str()) || theirs.contains(ours.as_str()))
    };
    let only = |fits: &dyn Fn(&Pair) -> bool| {
        let mut found = pairs.iter().enumerate().filter(|(_, pair)| fits(pair)).map(|(place, _)| place);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    // Rows without a category are what is counted where they are as many.
    let same_number = |pair: &Pair| pair.claim.is_none() && pair.category.is_empty() && pair.rows == claim.total;
    only(&akin).or_else(|| only(&same_number))
}

fn empty_pair(category: &str) -> Pair {
    Pair {
        category: category.to_owned(),
        claim: None,
        named: Counts::NONE,
        rows: 0,
        assessed: Counts::NONE,
        merged: Counts::NONE,
        split: Vec::new(),
        moving: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{report, stated, task};
    use super::*;
    use crate::report::{StatedPart, Status};

    fn count(category: &str, total: Option<u32>, parts: &[(Option<Status>, u32)]) -> StatedCount {
        StatedCount {
            category: category.into(),
            total,
            lines: Lines::one(13),
            parts: parts
                .iter()
                .map(|(status, count)| StatedPart { word: "词".into(), status: *status, count: *count, share: None })
                .collect(),
        }
    }

    #[test]
    fn rows_without_a_category_are_what_is_counted_where_they_are_as_many() {
        let mut report = report(vec![task("1", Status::Behind), task("2", Status::OnTrack)]);
        for task in &mut report.tasks {
            task.category.clear();
        }
        let paired = |report: &Report| pairs(report).first().is_some_and(|pair| pair.claim.is_some());
        report.stated.counts = vec![count("列管计划", Some(2), &[(Some(Status::Behind), 1)])];
        assert!(paired(&report));
        report.stated.counts = vec![count("热线诉求", Some(12_368), &[(Some(Status::Completed), 12_011)])];
        assert!(!paired(&report));
    }

    #[test]
    fn parts_that_overlap_are_not_counted_double() {
        let started_and_finished =
            count("项目", Some(65), &[(Some(Status::OnTrack), 65), (Some(Status::Completed), 26)]);
        let claim = claim(&started_and_finished).expect("a claim");
        assert_eq!((claim.total, claim.counts.total()), (65, 65));
    }

    #[test]
    fn words_without_a_status_claim_nothing() {
        assert_eq!(claim(&count("项目", Some(65), &[(None, 26)])), None);
    }

    #[test]
    fn of_two_counts_of_one_category_the_fuller_one_stays() {
        let mut report = report(Vec::new());
        report.stated.counts = vec![
            count("重点", Some(126), &[(Some(Status::Completed), 28)]),
            count("重点", Some(126), &[(Some(Status::Completed), 28), (Some(Status::OnTrack), 98)]),
        ];
        let claims = claims(&report);
        assert_eq!(claims.len(), 1);
        assert_eq!(claims[0].counts.total(), 126);
    }

    #[test]
    fn a_claim_stands_beside_the_rows_it_speaks_of() {
        let mut report = report(vec![
            stated(task("民生实事/1", Status::OnTrack), Status::NotCompleted),
            task("重点工作/1", Status::Behind),
        ]);
        report.stated.counts = vec![
            count("重点工作", Some(2), &[(Some(Status::Completed), 2)]),
            count("民生实事项目", Some(1), &[(Some(Status::NotCompleted), 1)]),
            count("乡镇", Some(3), &[(Some(Status::Completed), 3)]),
        ];
        let pairs = pairs(&report);
        assert_eq!(
            pairs.iter().map(|pair| pair.category.as_str()).collect::<Vec<_>>(),
            ["民生实事", "重点工作", "乡镇"]
        );
        assert_eq!(pairs[0].claim.as_ref().map(|claim| claim.total), Some(1));
        assert_eq!(pairs[0].named.get(Status::NotCompleted), 1);
        assert_eq!(pairs[2].rows, 0);
        assert_eq!(pairs[0].moving, Some((Status::NotCompleted, 1)));
    }

    #[test]
    fn an_item_cut_into_rows_is_told() {
        let tasks = ["甲/1", "甲/8.1", "甲/8.2", "甲/9"].map(|id| task(id, Status::OnTrack));
        assert_eq!(pairs(&report(tasks.to_vec()))[0].split, ["8"]);
    }
}
