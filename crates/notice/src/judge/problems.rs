//! The problems that a row reports, each with its kind and words. Suggestions (建议, 恳请) are no problems.

use super::cell::Cell;
use super::row::Row;
use super::words::Kind;
use crate::lexicon::{self, WordTable};
use crate::report::{Problem, ProblemKind, Schedule};
use std::sync::LazyLock;

/// One word may speak for two kinds: 口径 is a rule and a matter of data.
static WORDS: LazyLock<WordTable<Vec<Option<ProblemKind>>>> = LazyLock::new(|| {
    WordTable::of_several(lexicon::rows(lexicon::table!("problems")).filter_map(|row| {
        let [word, kind, ..] = &row[..] else { return None };
        Some((*word, ProblemKind::from_word(kind)))
    }))
});

/// The problems of a problem cell: one for each kind in each numbered item.
pub fn problems(cell: &Cell<'_>) -> Vec<Problem> {
    let mut found: Vec<Problem> = Vec::new();
    if cell.is_empty() {
        return found;
    }
    let mut item = None;
    let mut kinds: Vec<ProblemKind> = Vec::new();
    let mut first = None;
    let mut advice = None;
    // A heading 解决建议: makes the rest of its paragraph advice.
    let mut advised_until = 0;
    for clause in &cell.clauses {
        let text = cell.part(clause.start, clause.end);
        if text.trim().is_empty() || clause.start < advised_until {
            continue;
        }
        if item != Some(clause.item) {
            close(cell, first.take(), &mut kinds, &mut found);
            item = Some(clause.item);
        }
        let hit = cell.hits_in(clause.start, clause.end).iter().find(|hit| hit.kind == Kind::Advice);
        if let Some(hit) = hit {
            advice = Some(clause.sentence);
            if cell.part(hit.end, clause.end).starts_with(':') {
                let rest = cell.part(hit.end, cell.text.len());
                advised_until = hit.end + rest.find('\n').unwrap_or(rest.len());
            }
        }
        let end = hit.map_or(clause.end, |hit| hit.start);
        if advice == Some(clause.sentence) && hit.is_none() {
            continue;
        }
        let words = cell.part(clause.start, end);
        let before = kinds.len();
        for kind in WORDS.hits(words).flat_map(|(_, _, kinds)| kinds.iter().flatten()) {
            if !kinds.contains(kind) {
                kinds.push(*kind);
            }
        }
        if first.is_none() && hit.is_none() || kinds.len() > before && first.is_none() {
            first = Some((clause.start, clause.end));
        }
        for kind in kinds.drain(before..).collect::<Vec<_>>() {
            if let Some(evidence) = cell.evidence(clause.start, end)
                && !found.iter().any(|problem| problem.kind == kind && problem.text == evidence.text)
            {
                found.push(Problem { kind, text: evidence.text, lines: evidence.lines });
            }
            kinds.push(kind);
        }
    }
    close(cell, first, &mut kinds, &mut found);
    found
}

/// Ends an item: without any kind it is an `other`.
fn close(cell: &Cell<'_>, first: Option<(usize, usize)>, kinds: &mut Vec<ProblemKind>, found: &mut Vec<Problem>) {
    if kinds.is_empty()
        && let Some((start, end)) = first
        && let Some(evidence) = cell.evidence(start, end)
    {
        found.push(Problem { kind: ProblemKind::Other, text: evidence.text, lines: evidence.lines });
    }
    kinds.clear();
}

/// The problems that progress cells tell of in passing: a postponement with its cause, a figure that is old because
/// there is no newer one.
pub fn in_progress(row: &Row<'_>, schedule: &Schedule) -> Vec<Problem> {
    let mut found = Vec::new();
    let stale = row
        .tied
        .iter()
        .any(|tied| tied.own_share.zip(schedule.share).is_some_and(|(own, share)| own < share - 1.0 / 12.0 - 1e-9));
    for entry in &row.entries {
        let cell = &entry.progress;
        for hit in &cell.hits {
            let Some(clause) = cell.clause_at(hit.start) else { continue };
            match hit.kind {
                Kind::NoData if stale => {
                    if let Some(evidence) = cell.evidence(clause.start, clause.end) {
                        found.push(Problem { kind: ProblemKind::Data, text: evidence.text, lines: evidence.lines });
                    }
                }
                Kind::Postponed => {
                    let sentence = cell.part(clause.sentence, hit.start);
                    let kind = WORDS.hits(sentence).flat_map(|(_, _, kinds)| kinds.iter().flatten()).next();
                    if let Some(kind) = kind
                        && let Some(evidence) = cell.evidence(clause.start, clause.end)
                    {
                        found.push(Problem { kind: *kind, text: evidence.text, lines: evidence.lines });
                    }
                }
                _ => {}
            }
        }
    }
    found
}
