//! Status words: which phrases of a text say how far a task is, and what each means. The words stand
//! in `statuses.tsv` and `adverbs.tsv`; here is only their grammar: negation, adverbs, verb, object.
//! All offsets are bytes of the *folded* text that was given.

use super::{Finder, rows};
use crate::report::Status;
use std::sync::LazyLock;

/// What kind of word it is; explained in `statuses.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A verb of completion.
    Done,
    /// A verb that completes only with an adverb or an object.
    Loose,
    /// A verb of beginning.
    Begin,
    /// On the pace of a task.
    Pace,
    /// Work is going on.
    Doing,
    /// Stopped or postponed.
    Stop,
    /// Only that it is not done.
    Undone,
    /// Nothing has begun.
    Idle,
    /// A stage of the notice's own.
    Stage,
    /// A class of tasks.
    Class,
    /// A colour or tick.
    Light,
    /// No status, though it holds a status word.
    Trap,
}

impl Sort {
    fn of(word: &str) -> Self {
        match word {
            "done" => Self::Done,
            "begin" => Self::Begin,
            "loose" => Self::Loose,
            "class" => Self::Class,
            "pace" => Self::Pace,
            "doing" => Self::Doing,
            "stop" => Self::Stop,
            "undone" => Self::Undone,
            "idle" => Self::Idle,
            "stage" => Self::Stage,
            "light" => Self::Light,
            _ => Self::Trap,
        }
    }
}

/// A row of `statuses.tsv`.
#[derive(Clone, Copy, Debug)]
pub struct StatusWord {
    /// The word in simplified characters.
    pub word: &'static str,
    /// What it means, where a status fits.
    pub status: Option<Status>,
    /// What kind of word it is.
    pub sort: Sort,
}

/// A status phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// First byte of the phrase with its adverbs and negation.
    pub start: usize,
    /// Byte after the phrase with its object.
    pub end: usize,
    /// What it means; `None` for a stage of the notice's own.
    pub status: Option<Status>,
    /// The kind of its head word.
    pub sort: Sort,
    /// An adverb or aspect stands before it: 已, 全部, 提前.
    pub firm: bool,
    /// An object names the whole task: 年度目标任务.
    pub whole: bool,
    /// It is announced, not reported: 预计…完成.
    pub future: bool,
}

/// What a word before a head does to it, in the order in which they are looked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Before {
    Not,
    Firm,
    Timely,
    Soft,
    Future,
}

impl Words {
    /// The word at the end of a text that belongs to the head behind it.
    fn ending(&self, text: &str) -> Option<(Before, &'static str)> {
        let last = text.chars().next_back()?;
        let from = self.before.partition_point(|row| row.0 < last);
        let rows = self.before.get(from..)?.iter().take_while(|row| row.0 == last);
        rows.map(|row| (row.1, row.2)).find(|(_, word)| text.ends_with(word))
    }
}

struct Words {
    table: Vec<StatusWord>,
    heads: Finder,
    /// What may stand before a head: by its last character, then by [`Before`], then the longest first.
    before: Vec<(char, Before, &'static str)>,
    object: Finder,
    lights: Vec<StatusWord>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table: Vec<StatusWord> = rows(super::table!("statuses"))
        .filter(|row| row.len() >= 3)
        .map(|row| StatusWord { word: row[0], status: Status::from_word(row[1]), sort: Sort::of(row[2]) })
        .collect();
    let heads = Finder::new(table.iter().map(|row| row.word).collect());
    let mut before: Vec<(char, Before, &'static str)> = Vec::new();
    let mut object = Vec::new();
    for row in rows(super::table!("adverbs")) {
        let (Some(word), Some(sort)) = (row.first().copied(), row.get(1).copied()) else { continue };
        let sort = match sort {
            "not" => Before::Not,
            "before" => Before::Firm,
            "timely" => Before::Timely,
            "soft" => Before::Soft,
            "future" => Before::Future,
            _ => {
                if sort == "object" {
                    object.push(word);
                }
                continue;
            }
        };
        before.extend(word.chars().next_back().map(|last| (last, sort, word)));
    }
    crate::order::sort_by_key(&mut before, |(last, sort, word)| (*last, *sort, std::cmp::Reverse(word.len())));
    let mut lights: Vec<StatusWord> = table
        .iter()
        .filter(|row| row.sort == Sort::Light && row.word.chars().nth(1).is_some_and(|c| "灯牌榜单".contains(c)))
        .copied()
        .collect();
    crate::order::sort_by_key(&mut lights, |row| std::cmp::Reverse(row.word.len()));
    Words { lights, table, heads, before, object: Finder::new(object) }
});

/// All status words.
pub fn table() -> &'static [StatusWord] {
    &WORDS.table
}

/// The status phrases of a folded text, from left to right. Lights are left out: they are a status only
/// where a column or bracket makes them one, see [`mark`]. Traps are found and swallowed.
pub fn phrases(folded: &str) -> Vec<Phrase> {
    let words = &*WORDS;
    let mut found: Vec<Phrase> = Vec::new();
    for hit in words.heads.find(folded) {
        let head = &words.table[hit.word];
        if matches!(head.sort, Sort::Trap | Sort::Light) {
            continue;
        }
        let from = found.last().map_or(0, |phrase| phrase.end);
        let phrase = grow(words, folded, head, hit.start, hit.end, from);
        // 提前完成和超额完成: two heads joined by an adverb are one phrase.
        if let Some(last) = found.last_mut()
            && last.sort == phrase.sort
            && last.end == phrase.start
            && phrase.start < hit.start
            && last.status == phrase.status
        {
            last.end = phrase.end;
            last.whole |= phrase.whole;
            continue;
        }
        found.push(phrase);
    }
    found
}

/// Adds to a head word what belongs to it on both sides.
fn grow(words: &Words, text: &str, head: &StatusWord, start: usize, end: usize, from: usize) -> Phrase {
    let mut phrase =
        Phrase { start, end, status: head.status, sort: head.sort, firm: false, whole: false, future: false };
    let (mut negated, mut timely) = (false, false);
    loop {
        let before = &text[from.min(phrase.start)..phrase.start];
        let Some((sort, word)) = words.ending(before) else { break };
        match sort {
            Before::Not => negated = !negated,
            Before::Firm => phrase.firm = true,
            Before::Timely => (phrase.firm, timely) = (true, true),
            Before::Soft => {}
            Before::Future => {
                // 计划已完成 reports, 计划完成 announces.
                let reported = text[phrase.start..].starts_with('已');
                if !reported {
                    phrase.future = true;
                    phrase.start -= word.len();
                }
                break;
            }
        }
        phrase.start -= word.len();
    }
    if matches!(head.sort, Sort::Done | Sort::Loose | Sort::Undone)
        && let Some(object) = words.object.leading(&text[phrase.end..])
    {
        phrase.end += object.end;
        // 完成年度计划的27% is a rate, 完成全年目标任务的有28项 is said of some.
        phrase.whole = !is_share(&text[phrase.end..]);
    }
    if negated {
        match head.sort {
            Sort::Done | Sort::Loose | Sort::Begin if timely => {
                (phrase.status, phrase.sort) = (Some(Status::Behind), Sort::Pace);
            }
            Sort::Done | Sort::Loose => (phrase.status, phrase.sort) = (Some(Status::NotCompleted), Sort::Undone),
            Sort::Begin => (phrase.status, phrase.sort) = (Some(Status::NotStarted), Sort::Idle),
            Sort::Pace => {
                phrase.status = match head.status {
                    Some(Status::Behind) => Some(Status::OnTrack),
                    _ => Some(Status::Behind),
                }
            }
            _ => {}
        }
    }
    if phrase.future && phrase.status == Some(Status::Completed) {
        phrase.status = Some(Status::OnTrack);
    }
    phrase
}

/// Whether what follows says of how much of it: 的27%, 的有28项, 50%以上.
fn is_share(after: &str) -> bool {
    let after = after.trim_start_matches(['的', '约', '近']);
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &after[..after.len() - rest.len()];
    after.starts_with('有')
        || rest.starts_with('%') && crate::number::decimal(number).is_some_and(|value| value < 100.0)
}

/// The colour or card at the start of a folded text (红灯, 黄牌), one of at least two characters.
pub fn light(folded: &str) -> Option<&'static StatusWord> {
    WORDS.lights.iter().find(|row| folded.starts_with(row.word))
}

/// What a short text that stands alone says as a status: a cell of a status column, a bracket, a light.
/// `None` where it is no status; `Some(None)` where it is one that has no counterpart in the report.
pub fn mark(folded: &str) -> Option<Option<Status>> {
    let text = folded.trim().trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
    if text.is_empty() || text.chars().count() > 16 {
        return None;
    }
    if let Some(word) = WORDS.table.iter().find(|row| row.word == text) {
        return (word.sort != Sort::Trap).then_some(word.status);
    }
    let found = phrases(text);
    let phrase = found.first()?;
    // The phrase must be most of the cell: 整体进度滞后 is a status, 完成招标并开工建设道路 is not.
    (phrase.end - phrase.start + 12 >= text.len()).then_some(phrase.status)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Option<Status>)> {
        phrases(text).into_iter().map(|phrase| (&text[phrase.start..phrase.end], phrase.status)).collect()
    }

    #[test]
    fn completion_with_adverb_and_object() {
        assert_eq!(read("28项已完成全年目标"), [("已完成全年目标", Some(Status::Completed))]);
        assert_eq!(read("已提前完成或超额完成3项"), [("已提前完成或超额完成", Some(Status::Completed))]);
        assert_eq!(read("4项尚未完成年度目标任务"), [("尚未完成年度目标任务", Some(Status::NotCompleted))]);
        assert_eq!(read("预计完成"), [("预计完成", Some(Status::OnTrack))]);
        assert_eq!(read("计划已完成"), [("已完成", Some(Status::Completed))]);
        assert_eq!(read("按计划完成"), [("按计划完成", Some(Status::Completed))]);
    }

    #[test]
    fn pace_and_traps() {
        assert_eq!(read("8项进度偏慢"), [("进度偏慢", Some(Status::Behind))]);
        assert_eq!(read("没有出现滞后"), []);
        assert_eq!(read("65项已开工"), [("已开工", None)]);
        assert_eq!(read("3项尚未开工"), [("尚未开工", Some(Status::NotStarted))]);
        assert_eq!(read("未能如期投用"), [("未能如期投用", Some(Status::Behind))]);
        assert_eq!(read("无法按时开工"), [("无法按时开工", Some(Status::Behind))]);
        assert_eq!(read("已如期完成"), [("已如期完成", Some(Status::Completed))]);
    }

    #[test]
    fn marks_alone() {
        assert_eq!(mark("●绿灯"), Some(Some(Status::OnTrack)));
        assert_eq!(mark("已完成。"), Some(Some(Status::Completed)));
        assert_eq!(mark("市发改局"), None);
    }
}
