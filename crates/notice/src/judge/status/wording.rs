//! Rules that rest on words: what the row says of the task, read with its scope.

use super::numbers::{is_below, needs_first, remainder};
use super::{Verdict, verdict};
use crate::judge::cell::Cell;
use crate::judge::row::Row;
use crate::judge::rules::Rule;
use crate::judge::scope::{self, Said, Say};
use crate::judge::targets::Measure;
use crate::judge::words::{self, Hit, Kind};
use crate::phrase::amounts::Class;
use crate::report::{Evidence, Schedule, Status, WouldChange};

/// Nothing but 数据暂未公布 for the only targets.
pub(super) fn no_data(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
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
pub(super) fn not_started(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    let reported = row.tied.iter().any(|tied| tied.actual.is_some_and(|actual| actual > 0.0))
        || row.pair.as_ref().is_some_and(|pair| pair.tied.actual.is_some_and(|actual| actual > 0.0));
    let moves = [Say::Done, Say::DoneAll, Say::Begun].into_iter().any(|say| row.says(say));
    if reported || row.entries.len() > 1 || moves {
        return None;
    }
    let (entry, said) = row.said().find(|(_, said)| said.say == Say::Idle && said.whole && !said.part)?;
    Some(verdict(row, Status::NotStarted, Rule::NotStartedWords, row.words_of(entry, said).into_iter().collect()))
}

/// The task as a whole is stopped or postponed.
pub(super) fn suspended(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if row.entries.len() > 1 {
        return None;
    }
    let (entry, said) = row.said().find(|(_, said)| said.say == Say::Stopped && said.whole && !said.part)?;
    Some(verdict(row, Status::Suspended, Rule::SuspendedWords, row.words_of(entry, said).into_iter().collect()))
}

/// The task is a start, and the row reports it.
pub(super) fn started_as_promised(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
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
pub(super) fn done_all(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
    if row.tied.iter().any(|tied| tied.actual.is_none() || is_below(tied, schedule) == Some(true)) {
        return None;
    }
    // Numbers that are told and fall short outweigh words: 新增506个,已完成目标任务的100% for 900.
    if row.tied.iter().any(|tied| tied.actual.is_some() && !tied.reached()) {
        return None;
    }
    let whole = |said: &Said| said.say == Say::DoneAll && !said.part;
    let (entry, said) = row.said().find(|(_, said)| whole(said))?;
    if row.items() > 3 || remainder(row) {
        return None;
    }
    Some(verdict(row, Status::Completed, Rule::DoneWords, row.words_of(entry, said).into_iter().collect()))
}

/// The row opens with a sentence that says nothing but that it is done: 已完成。 该问题已完成整改。一是….
pub(super) fn opens_done(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    let [entry] = row.entries.as_slice() else { return None };
    let cell = &entry.progress;
    let first = cell.clauses.iter().find(|clause| clause.end > clause.start)?;
    let said = entry.said.iter().find(|said| said.range.0 == first.start)?;
    let alone = cell.part(first.end, cell.text.len()).chars().next().is_none_or(|c| matches!(c, '。' | ';' | '\n'))
        && !cell.part(said.range.1, first.end).contains(char::is_alphanumeric);
    let done = matches!(said.say, Say::Done | Say::DoneAll) && said.whole && !said.part;
    // Behind 该问题已完成整改 stand the measures that were taken, of which some go on.
    let named =
        cell.hits_in(first.start, first.end).iter().any(|hit| matches!(hit.kind, Kind::Subject | Kind::Heading));
    let denied = |said: &Said| match said.say {
        Say::Late | Say::Stopped | Say::Undone | Say::Idle => !said.part,
        Say::Going => !named,
        _ => false,
    };
    let short = row.tied.iter().any(|tied| tied.actual.is_some() && !tied.reached());
    if !done || !alone || short || remainder(row) || entry.said.iter().any(denied) {
        return None;
    }
    let evidence = row.words_of(0, said).into_iter().collect();
    Some(verdict(row, Status::Completed, Rule::DoneWords, evidence))
}

/// The row tells of nothing but those that are late: 进度较慢的为甲县; 未完成任务的县区为乙县.
pub(super) fn only_laggards(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    let [entry] = row.entries.as_slice() else { return None };
    let cell = &entry.progress;
    let clauses = cell.clauses.iter().filter(|clause| clause.end > clause.start).count();
    let late = |said: &&Said| matches!(said.say, Say::Late | Say::Stopped | Say::Idle | Say::Undone);
    let named = |said: &&Said| scope::of_some(cell, said.range.1);
    let laggards: Vec<&Said> = entry.said.iter().filter(|said| late(said) && named(said)).collect();
    // 未完成 also says that something is left, of the same.
    let of_them = |said: &Said| laggards.iter().any(|one| one.range.0 == said.range.0);
    if laggards.is_empty() || !entry.said.iter().all(of_them) || laggards.len() * 3 < clauses {
        return None;
    }
    let evidence = laggards.iter().filter_map(|said| row.words_of(0, said)).collect();
    Some(verdict(row, Status::Behind, Rule::PartsLate, evidence))
}

/// The one result that the task names is reported in its own words: 取得项目核准 – 9月28日取得…项目核准批复.
pub(super) fn goal_echoed(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if !row.tied.is_empty() || row.entries.len() != 1 {
        return None;
    }
    [&row.goal, &row.title].into_iter().find_map(|promise| echoed(row, promise))
}

fn echoed(row: &Row<'_>, title: &Cell<'_>) -> Option<Verdict> {
    let mut results = title.clauses.iter().filter_map(|clause| {
        let hit = title.hits_in(clause.start, clause.end).first()?;
        (hit.kind.is_result() && hit.start <= clause.start + 1).then_some((hit, clause))
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
        let spoiled = cell.hits_in(clause.start, clause.end).iter().any(not_yet);
        let whole = pairs.iter().all(|pair| after.contains(pair.as_str()));
        (!spoiled && whole).then(|| cell.evidence(clause.start, clause.end))?
    })?;
    Some(verdict(row, Status::Completed, Rule::GoalEchoed, vec![evidence]))
}

/// Whether a word says that what stands beside it has not happened yet, or was only prepared.
fn not_yet(hit: &Hit) -> bool {
    matches!(
        hit.kind,
        Kind::Plan | Kind::Estimate | Kind::Wait | Kind::Remain | Kind::Doing | Kind::Design | Kind::Prep
    )
}

/// What is done at once is done: 举办锦标赛 – 赛事已于5月成功举办.
pub(super) fn done_once(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    [&row.goal, &row.title].into_iter().find_map(|promise| held(row, promise))
}

fn held(row: &Row<'_>, title: &Cell<'_>) -> Option<Verdict> {
    let lead = title.hits.first().filter(|hit| hit.kind == Kind::Once && title.clauses.len() <= 2)?;
    if !row.tied.is_empty() || row.entries.len() != 1 || title.part(0, lead.start).chars().any(char::is_alphabetic) {
        return None;
    }
    let verb = title.part(lead.start, lead.end);
    let cell = &row.entries[0].progress;
    let clause = cell.clauses.iter().find(|clause| {
        let text = cell.part(clause.start, clause.end);
        let told = text.contains('已') || text.chars().any(|c| c.is_ascii_digit());
        told && text.ends_with(verb) && !cell.hits_in(clause.start, clause.end).iter().any(not_yet)
    })?;
    let evidence = cell.evidence(clause.start, clause.end)?;
    Some(verdict(row, Status::Completed, Rule::GoalEchoed, vec![evidence]))
}

/// A plan or rule that was to be written is in force: 编制规划 – 规划已获批复; 制定办法 – 办法已印发.
pub(super) fn issued(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    [&row.goal, &row.title].into_iter().find_map(|promise| in_force(row, promise))
}

fn in_force(row: &Row<'_>, title: &Cell<'_>) -> Option<Verdict> {
    let lead = title.hits.first().filter(|hit| hit.kind == Kind::Draft && title.clauses.len() <= 2)?;
    let words = title.part(0, lead.start);
    if !row.tied.is_empty() || row.entries.len() != 1 || words.chars().any(char::is_alphabetic) {
        return None;
    }
    let cell = &row.entries[0].progress;
    let last =
        cell.clauses.iter().rposition(|clause| words::has(cell.hits_in(clause.start, clause.end), Kind::Issue))?;
    // What follows must not take it back: 已印发, 正在修改完善.
    let spoiled = cell.clauses[last..].iter().any(|clause| cell.hits_in(clause.start, clause.end).iter().any(not_yet));
    let clause = cell.clauses[last];
    let evidence = cell.evidence(clause.start, clause.end).filter(|_| !spoiled)?;
    Some(verdict(row, Status::Completed, Rule::GoalEchoed, vec![evidence]))
}

/// A waiver or allowance is done once it is given.
pub(super) fn granted(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if !row.promise.grant || !row.tied.is_empty() || row.promise.open {
        return None;
    }
    let words = row.entries.iter().find_map(|entry| {
        let cell = &entry.progress;
        let money = cell.amounts.iter().find(|amount| amount.unit.class == Class::Money)?;
        let clause = cell.clause_at(money.start)?;
        let hits = cell.hits_in(clause.start, money.start);
        (words::has(hits, Kind::Grant) || hits.iter().any(|hit| hit.kind.is_result()))
            .then(|| cell.evidence(clause.start, clause.end))?
    })?;
    Some(verdict(row, Status::Completed, Rule::Granted, vec![words]))
}

/// The row says only that it is not done.
pub(super) fn not_done(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    if row.entries.len() > 1 || !row.tied.is_empty() {
        return None;
    }
    let said: Vec<(usize, &Said)> = row.said().collect();
    let clauses: usize = row.entries.iter().map(|entry| entry.progress.clauses.len()).sum();
    let undone: Vec<&(usize, &Said)> = said.iter().filter(|(_, said)| said.say == Say::Undone && !said.part).collect();
    if undone.is_empty() || undone.len() * 2 < clauses {
        return None;
    }
    let evidence: Vec<Evidence> = undone.iter().filter_map(|(entry, said)| row.words_of(*entry, said)).collect();
    if clauses == undone.len() && undone.iter().all(|(_, said)| said.whole) {
        return Some(verdict(row, Status::NotCompleted, Rule::NotDoneWords, evidence));
    }
    // 尚未竣工,正在装修 is how things stand within the year.
    let elsewhere = |other: &Said| undone.iter().all(|(_, said)| said.range.0 != other.range.0);
    // 仍未提交意见 is no work that goes on.
    let left = |entry: usize, said: &Said| {
        words::has(row.entries[entry].progress.hits_in(said.range.0, said.range.1), Kind::Remain)
    };
    let goes_on = |entry: usize, said: &Said| match said.say {
        Say::Going => elsewhere(said) && !left(entry, said),
        Say::OnPace => elsewhere(said),
        _ => false,
    };
    if said.iter().any(|(entry, said)| goes_on(*entry, said)) {
        return None;
    }
    Some(verdict(row, Status::Behind, Rule::DelayWords, evidence))
}

/// The task, or at least half of its parts, is late.
pub(super) fn late(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
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
    let (late, rule) = if all > 1 {
        crate::order::sort(&mut entries);
        entries.dedup();
        (entries.len() * 2 >= all, Rule::PartsLate)
    } else if whole || row.items() <= 1 {
        (true, Rule::DelayWords)
    } else {
        (items.len() * 2 >= row.items(), Rule::PartsLate)
    };
    late.then(|| verdict(row, Status::Behind, rule, evidence))
}

/// A building that was promised by number is still being designed or tendered when half of the year is gone.
pub(super) fn still_in_design(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
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
pub(super) fn done_words(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    // 均于9月投入使用 answers a number without repeating it.
    let all_of_it = row.entries.iter().all(|entry| {
        entry.said.iter().any(|said| {
            said.say == Say::Done && words::has(entry.progress.hits_in(said.range.0, said.range.1), Kind::Whole)
        })
    });
    let reported = row.tied.iter().any(|tied| tied.actual.is_some());
    let silent = row.tied.iter().any(|tied| tied.actual.is_none());
    // 加快大桥建设 – 正式通车: an open verb before a work that can be finished, finished as a whole.
    let finished = || {
        let done = |said: &Said| matches!(said.say, Say::Done | Say::DoneAll);
        row.title.hits.iter().any(|hit| hit.kind.is_result())
            && row.said().any(|(_, said)| done(said))
            && row.said().all(|(_, said)| !done(said) || said.whole)
    };
    let short = row.tied.iter().any(|tied| tied.actual.is_some() && !tied.reached());
    if short || row.promise.open && !finished() || silent && (reported || !all_of_it) || row.entries.len() > 2 {
        return None;
    }
    let mut evidence = Vec::new();
    for entry in row.entries.iter().filter(|entry| !entry.progress.is_empty()) {
        let mut done = 0;
        for said in &entry.said {
            match said.say {
                Say::Step if echoes(row, &entry.progress, said) => {
                    done += 1;
                    evidence.extend(entry.progress.evidence(said.range.0, said.range.1));
                }
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
            .any(|amount| amount.unit.class == Class::Share && amount.value < 100.0 - 1e-9);
        let clauses = entry.progress.clauses.iter().filter(|clause| clause.end > clause.start).count();
        // 两栋完工,预计9月整体移交: the end is still to come.
        let announced = words::has(&entry.progress.hits, Kind::Estimate);
        if done == 0 || spoiled || announced || clauses > done * 3 {
            return None;
        }
    }
    (!evidence.is_empty()).then(|| verdict(row, Status::Completed, Rule::DoneWords, evidence))
}

/// Whether what was finished is, in the words of the task, all of it: 全部完成集中申领发放 for 优待证申领发放.
fn echoes(row: &Row<'_>, cell: &Cell<'_>, said: &Said) -> bool {
    let Some(clause) = cell.clause_at(said.range.0) else { return false };
    let hits = cell.hits_in(clause.start, clause.end);
    let object: Vec<char> = cell.part(said.range.1, clause.end).chars().filter(|c| c.is_alphanumeric()).collect();
    let pair = |pair: &&[char]| row.title.text.contains(&pair.iter().collect::<String>());
    let shared = object.windows(2).filter(pair).count();
    !said.part
        && words::has(hits, Kind::Whole)
        && !hits.iter().any(not_yet)
        && object.len() >= 4
        && shared * 10 >= (object.len() - 1) * 5
}

/// The row says of itself that it is ahead of or on schedule.
pub(super) fn ahead_or_on_pace(row: &Row<'_>, schedule: &Schedule) -> Option<Verdict> {
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

/// Only numbers were promised, none is reported, and the row tells of no result at all.
pub(super) fn no_result(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
    // 满意95票,不满意0票 tells nothing of the work.
    let polls = |cell: &Cell<'_>| {
        let mut clauses = cell.clauses.iter().filter(|clause| clause.end > clause.start);
        !cell.is_empty() && clauses.all(|clause| words::has(cell.hits_in(clause.start, clause.end), Kind::Poll))
    };
    if row.entries.iter().all(|entry| polls(&entry.progress)) {
        return Some(verdict(row, Status::Unknown, Rule::NoResult, Vec::new()));
    }
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
pub(super) fn activity(row: &Row<'_>, _: &Schedule) -> Option<Verdict> {
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
