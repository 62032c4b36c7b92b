//! Targets that no amount of the row answers by its words: 全覆盖 for 100 %, 12/15 for 15个, a cell that is nothing but a number.

use super::Tied;
use super::candidates::trim_start;
use super::names::{affinity, pieces, rated};
use crate::judge::cell::Cell;
use crate::judge::targets::{Measure, Target};
use crate::judge::words::Kind;
use crate::number;
use crate::phrase::amounts::Class;

/// A target with what the row says of it without an amount of its own; `only` says that the task has no other.
pub(super) fn answer(target: Target, only: bool, title: &str, cells: &[&Cell<'_>]) -> Tied {
    let tied = bare(in_part(covered(target, title, cells), cells), cells);
    if only { alone(tied, cells) } else { tied }
}

/// 演出118场 as all that is told of 送戏下乡120场: the only amount answers the only target.
fn alone(mut tied: Tied, cells: &[&Cell<'_>]) -> Tied {
    let [cell] = cells else { return tied };
    let [amount] = cell.amounts.as_slice() else { return tied };
    let target = &tied.target;
    let same = amount.unit_text(&cell.text) == target.unit_text
        && matches!(target.measure, Measure::Quantity | Measure::Level)
        && (0.02..=20.0).contains(&(amount.value / target.value));
    // What is planned, begun, prepared, a part, a share or growth is another number.
    let plain = cell
        .hits
        .iter()
        .all(|hit| hit.kind.is_result() || matches!(hit.kind, Kind::Running | Kind::Total | Kind::Month | Kind::Least));
    if tied.actual.is_none() && same && plain && cell.clauses.len() == 1 {
        tied.actual = Some(amount.value);
        tied.evidence = cell.first_words();
    }
    tied
}

/// 438 as the whole cell, for 400张: the number in the unit of the target, where it is of its size.
fn bare(mut tied: Tied, cells: &[&Cell<'_>]) -> Tied {
    let [cell] = cells else { return tied };
    let told = number::decimal(cell.text.trim()).filter(|told| {
        let ratio = told / tied.target.value;
        (0.02..=20.0).contains(&ratio) || *told == 0.0
    });
    if tied.actual.is_none() && tied.target.measure == Measure::Quantity && told.is_some() {
        tied.actual = told;
        tied.evidence = cell.first_words();
    }
    tied
}

/// A target of 100 % that the row answers in words: 全覆盖, 全部.
fn covered(target: Target, title: &str, cells: &[&Cell<'_>]) -> Tied {
    let mut tied = Tied { target, actual: None, printed: None, evidence: None, own_share: None };
    let full = tied.target.unit.class == Class::Share && (tied.target.value - 100.0).abs() < 1e-9;
    if !full || tied.target.measure != Measure::Level {
        return tied;
    }
    let own = pieces(&tied.target.name);
    // 覆盖率100%: of what stands in the task.
    let subject = (tied.target.name.chars().count() <= 4).then(|| pieces(title));
    for cell in cells {
        for clause in &cell.clauses {
            let about_task = |subject: &Vec<String>| affinity(subject, cell.part(clause.start, clause.end)) >= 0.5;
            let hits = cell.hits_in(clause.start, clause.end);
            let whole = hits.iter().find(|hit| hit.kind == Kind::Whole);
            let spoiled =
                hits.iter().any(|hit| matches!(hit.kind, Kind::Plan | Kind::Remain | Kind::Doing | Kind::Part));
            if let Some(whole) = whole
                && !spoiled
                && (affinity(&own, cell.part(clause.start, whole.start)) >= 0.2
                    || cell.part(clause.start, whole.start).contains(rated(&tied.target.name))
                    || subject.as_ref().is_some_and(about_task))
            {
                tied.actual = Some(tied.target.value);
                tied.evidence = cell.evidence(clause.start, clause.end);
                return tied;
            }
        }
    }
    tied
}

/// A target that the row answers as a part of itself: 已完成12/15个村 for 15个.
fn in_part(mut tied: Tied, cells: &[&Cell<'_>]) -> Tied {
    if tied.actual.is_some() || tied.target.measure != Measure::Quantity {
        return tied;
    }
    for cell in cells {
        for (at, _) in cell.text.match_indices('/') {
            let (before, after) = (cell.part(0, at), cell.part(at + 1, cell.text.len()));
            let digits = |c: char| c.is_ascii_digit() || c == '.';
            let done = &before[before.trim_end_matches(digits).len()..];
            let all = &after[..after.len() - after.trim_start_matches(digits).len()];
            let (Some(done), Some(whole)) = (number::decimal(done), number::decimal(all)) else { continue };
            let Some(clause) = cell.clause_at(at) else { continue };
            let counts = !cell.part(at + 1 + all.len(), cell.text.len()).starts_with('/') && !before.ends_with("//");
            if counts && (whole - tied.target.value).abs() < 1e-9 && done <= whole {
                tied.actual = Some(done);
                tied.evidence = cell.evidence(trim_start(cell, clause.start), at + 1 + all.len());
                return tied;
            }
        }
    }
    tied
}
