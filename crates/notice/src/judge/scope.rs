//! Scope: what a status phrase of a cell really says, and of what. 预计…完成 has not happened, 部分…滞后
//! hits a part, 停工23天 is over, 完成前期 is not the task, 下步…对滞后的… is advice.

use super::cell::{Cell, Clause};
use super::words::{self, Kind};
use crate::lexicon::statuses::{Phrase, Sort};
use crate::report::Status;

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Say {
    /// The year's or the whole task is done: 完成全年目标任务.
    DoneAll,
    /// Something is done that ends a work: 竣工, 投用, 办结.
    Done,
    /// Something is done that may be a step only: 完成…审查.
    Step,
    /// It has begun.
    Begun,
    /// Work goes on, or the rest is still to come.
    Going,
    /// Late.
    Late,
    /// Stopped or postponed.
    Stopped,
    /// Not begun.
    Idle,
    /// Not done.
    Undone,
    /// Ahead of the schedule.
    Ahead,
    /// On schedule.
    OnPace,
}

/// A phrase with its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it says.
    pub say: Say,
    /// It says so of the task as a whole, as far as its clause tells.
    pub whole: bool,
    /// It says so of some part only.
    pub part: bool,
    /// Where: first byte and the byte after, the clause from its beginning.
    pub range: (usize, usize),
    /// The numbered item it stands in.
    pub item: u32,
}

/// What the status phrases of a cell say. `problem` says that the cell lists problems, where doing and done words count
/// for nothing.
pub fn read(cell: &Cell<'_>, problem: bool) -> Vec<Said> {
    let mut found = Vec::new();
    let mut advice = false;
    let mut sentence = usize::MAX;
    for clause in &cell.clauses {
        if clause.sentence != sentence {
            (sentence, advice) = (clause.sentence, false);
        }
        let hits = cell.hits_in(clause.start, clause.end);
        for phrase in cell.phrases_in(clause.start, clause.end) {
            let before = cell.hits_in(clause.start, phrase.start);
            advice = advice || words::has(before, Kind::Advice);
            if advice
                || hits.iter().any(|hit| hit.kind == Kind::Heading && hit.start < phrase.end && hit.end > phrase.start)
            {
                continue;
            }
            if let Some(said) = phrase_in(cell, clause, phrase, problem) {
                found.push(said);
            }
        }
        advice = advice || words::has(hits, Kind::Advice);
        if hits.iter().any(|hit| matches!(hit.kind, Kind::Doing | Kind::Wait | Kind::Remain)) && !problem {
            found.push(Said {
                say: Say::Going,
                whole: false,
                part: false,
                range: (clause.start, clause.end),
                item: clause.item,
            });
        }
    }
    // 一度停工,5月复工; 滞后的工程已赶上进度: what is over is not said of today.
    found.retain(|said| {
        !matches!(said.say, Say::Late | Say::Stopped) || {
            let sentence = cell.clause_at(said.range.0).map_or(0, |clause| clause.sentence);
            !cell.hits_in(said.range.0, cell.text.len()).iter().any(|hit| {
                hit.kind == Kind::Caught
                    && cell.clause_at(hit.start).is_some_and(|clause| {
                        let before = cell.hits_in(clause.start, hit.start);
                        let not_yet = |hit: &words::Hit| matches!(hit.kind, Kind::Plan | Kind::Estimate | Kind::Remain);
                        clause.sentence == sentence && !before.iter().any(not_yet)
                    })
            })
        }
    });
    found
}

/// What one phrase says in its clause.
fn phrase_in(cell: &Cell<'_>, clause: &Clause, phrase: &Phrase, problem: bool) -> Option<Said> {
    let before = cell.hits_in(clause.start, phrase.start);
    let planned = phrase.future || before.iter().any(|hit| matches!(hit.kind, Kind::Plan | Kind::Estimate));
    let part = before.iter().any(|hit| matches!(hit.kind, Kind::Part | Kind::Sub | Kind::Milestone))
        || of_some(cell, phrase.end)
        || phrase.sort == Sort::Idle && counted(cell, clause, phrase);
    let subject = cell.part(clause.start, phrase.start);
    let whole = is_whole(subject, before, clause.start);
    let say = match phrase.sort {
        Sort::Pace => match phrase.status {
            Some(Status::Behind) => Say::Late,
            Some(Status::Ahead) => Say::Ahead,
            Some(Status::OnTrack) => Say::OnPace,
            Some(Status::Completed) => Say::Done,
            _ => return None,
        },
        Sort::Stop if over(cell.part(phrase.end, clause.end)) || !carries(cell, clause, phrase) => return None,
        Sort::Stop => Say::Stopped,
        Sort::Idle => Say::Idle,
        Sort::Undone => Say::Undone,
        Sort::Doing => Say::Going,
        Sort::Begin if planned => Say::Going,
        Sort::Begin => Say::Begun,
        Sort::Done | Sort::Loose if problem => return None,
        Sort::Done | Sort::Loose if planned => Say::Going,
        Sort::Done | Sort::Loose => done(cell, clause, phrase),
        Sort::Stage | Sort::Class | Sort::Light | Sort::Trap => return None,
    };
    // 失业率4.6%,低于目标0.4个百分点: the lower the better.
    if say == Say::Late
        && cell.part(phrase.start, phrase.end).starts_with("低于")
        && words::has(cell.hits_in(clause.sentence, phrase.start), Kind::Burden)
    {
        return None;
    }
    if planned && matches!(say, Say::Late | Say::Idle | Say::Undone | Say::Ahead | Say::OnPace) {
        return None;
    }
    Some(Said { say, whole, part, range: (clause.start, phrase.end.max(clause.start)), item: clause.item })
}

/// How far behind a status those may be named of whom it is said, in bytes: 未完成|建设任务|的县区为.
const NEAR: usize = 24;

/// Whether what stands before `at` is said of those that are named behind it: 进度较慢的为甲县; 未完成建设任务的县区为乙县.
pub fn of_some(cell: &Cell<'_>, at: usize) -> bool {
    let end = cell.clause_at(at).map_or(at, |clause| clause.end).min(at + NEAR);
    words::has(cell.hits_in(at, end), Kind::Laggards)
}

/// Whether a number says how many have not begun: 未开工3个, 3个未开工.
fn counted(cell: &Cell<'_>, clause: &Clause, phrase: &Phrase) -> bool {
    let counts = |amount: &crate::phrase::amounts::Amount| {
        amount.unit.promise && (amount.start == phrase.end || amount.end == phrase.start)
    };
    cell.amounts_in(clause.start, clause.end).iter().any(counts)
}

/// How much a verb of completion says.
fn done(cell: &Cell<'_>, clause: &Clause, phrase: &Phrase) -> Say {
    // 基本完成 covers not all of it.
    if words::has(cell.hits_in(phrase.start, phrase.end), Kind::Almost) {
        return Say::Step;
    }
    // 完成季度目标任务 keeps to the year's schedule.
    if phrase.whole && words::has(cell.hits_in(phrase.start, phrase.end), Kind::Month) {
        return Say::OnPace;
    }
    if phrase.whole && phrase.firm {
        return Say::DoneAll;
    }
    let after = cell.part(phrase.end, clause.end);
    let head = cell.part(phrase.start, phrase.end);
    let spoiled = cell.hits_in(clause.start, clause.end).iter().any(|hit| {
        matches!(hit.kind, Kind::Prep | Kind::Design | Kind::Wait | Kind::Milestone | Kind::Part | Kind::Remain)
    });
    // 完成 with an object of its own is a step; 完成 at the end of the clause, and 竣工 and 投用 anywhere, end a work.
    let bare = head.ends_with("完成") || head.ends_with("实现") || head.ends_with("落实") || head.ends_with("推出");
    let object = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '了' | '并' | '(' | ')'));
    let share = cell.amounts_in(phrase.end, clause.end).first().is_some_and(|amount| amount.unit.promise);
    let step = bare && (!phrase.firm || !object.is_empty() && !phrase.whole);
    if spoiled || share || step { Say::Step } else { Say::Done }
}

/// Whether what stands before a phrase names the task as a whole or nothing at all.
fn is_whole(subject: &str, before: &[words::Hit], start: usize) -> bool {
    let mut rest = String::new();
    for (at, c) in subject.char_indices() {
        let covered = before.iter().any(|hit| {
            matches!(hit.kind, Kind::Subject | Kind::Heading | Kind::Running)
                && (hit.start..hit.end).contains(&(start + at))
        });
        if !covered
            && c.is_alphabetic()
            && !matches!(
                c,
                '年' | '月'
                    | '日'
                    | '已'
                    | '于'
                    | '因'
                    | '此'
                    | '该'
                    | '本'
                    | '仍'
                    | '起'
                    | '至'
                    | '今'
                    | '正'
                    | '式'
                    | '处'
                    | '态'
                    | '尚'
                    | '目'
                    | '前'
                    | '暂'
                    | '推'
                    | '进'
                    | '较'
            )
        {
            rest.push(c);
        }
    }
    rest.is_empty()
}

/// Whether 暂缓 or 取消 says so of the work: at the end of its clause or before 推进, 实施; 取消退出136户 and 停建通告 do not.
fn carries(cell: &Cell<'_>, clause: &Clause, phrase: &Phrase) -> bool {
    let after = cell.part(phrase.end, clause.end);
    let rest = after.trim_start();
    let at = phrase.end + (after.len() - rest.len());
    rest.is_empty()
        || rest.starts_with(|c: char| !c.is_alphabetic())
        || cell.hits_in(at, at + 1).iter().any(|hit| {
            hit.kind.is_result()
                || matches!(hit.kind, Kind::Open | Kind::Effect | Kind::Subject | Kind::Carry | Kind::Start)
        })
}

/// Whether what follows 停工 tells that it is over: 23 天, 46天.
fn over(after: &str) -> bool {
    let after = after.trim_start().trim_start_matches(['约', '近', '达']);
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    rest.len() < after.len() && (rest.starts_with('天') || rest.starts_with("个月") || rest.starts_with("余天"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{Lines, Passage};

    fn says(text: &str) -> Vec<(Say, bool, bool)> {
        let passage = Passage::of(text, Lines::one(1));
        read(&Cell::new(&passage), false).into_iter().map(|said| (said.say, said.whole, said.part)).collect()
    }

    #[test]
    fn what_is_announced_has_not_happened() {
        assert_eq!(says("预计12月底完成"), [(Say::Going, false, false)]);
        assert_eq!(says("已完成前期工作"), []);
        assert_eq!(says("5月18日竣工"), [(Say::Done, true, false)]);
    }

    #[test]
    fn delay_of_some_is_not_delay_of_all() {
        assert_eq!(says("部分乡镇进度滞后"), [(Say::Late, false, true)]);
        assert_eq!(says("项目进度滞后"), [(Say::Late, true, false)]);
        assert_eq!(says("建议对滞后的项目加大力度"), []);
    }

    #[test]
    fn a_stop_that_is_over_is_none() {
        assert_eq!(says("受疫情影响,4—5月停工46天"), []);
        assert_eq!(says("3月起停工至今"), [(Say::Stopped, true, false)]);
    }

    #[test]
    fn completion_of_the_year_and_of_a_step() {
        assert_eq!(says("年度任务已全部完成"), [(Say::Done, false, false)]);
        assert_eq!(says("已完成全年目标任务"), [(Say::DoneAll, true, false)]);
        assert_eq!(says("完成线位报告论证"), [(Say::Step, true, false)]);
    }
}
