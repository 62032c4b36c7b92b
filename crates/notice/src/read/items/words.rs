//! The words around the names of tasks in a sentence; they stand in `lexicon/names.tsv`.

use crate::lexicon::{self, Finder};
use crate::read::tokens;
use std::sync::LazyLock;

/// The words by what they do.
pub(super) struct Words {
    /// Before an enumeration: 其中.
    before: Vec<&'static str>,
    /// Between a status with its number and the list behind it: 的, 有, 占.
    pub between: Vec<&'static str>,
    /// Opens the list: 分别是.
    pub opens: Vec<&'static str>,
    /// Ends the words before a list without a status: 分别为:.
    pub listing: Vec<&'static str>,
    /// Begins a bracket that is a remark and no list: 详见.
    pub remark: Vec<&'static str>,
    /// Between units and the task that is theirs: 牵头的.
    pub duties: Vec<&'static str>,
    /// Between a place and what it has to do there: 辖区内的.
    pub within: Vec<&'static str>,
    /// Ends the name of a task: 工程, 项目.
    pub ends: Vec<&'static str>,
    /// The same, to be found anywhere in a text.
    endings: Finder,
    /// Between names and what is said of them: 因, 均.
    pub cause: Vec<&'static str>,
    /// Tells what inspectors or leaders did: 先后深入.
    deeds: Finder,
    /// Tells a time, and begins no name: 截至.
    pub times: Vec<&'static str>,
    /// Goes on with a goal behind its name: 投资 + 增长10%.
    pub aims: Vec<&'static str>,
    /// Begins the report on a task: 已, 正在.
    report: Vec<&'static str>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    before: of("before"),
    between: of("between"),
    opens: of("opens"),
    listing: of("listing"),
    remark: of("remark"),
    duties: of("duty"),
    within: of("within"),
    ends: of("end"),
    endings: Finder::new(of("end")),
    cause: of("cause"),
    deeds: Finder::new(of("deed")),
    times: of("time"),
    aims: of("aim"),
    report: of("verb"),
});

/// The words of a sort, longest first.
fn of(sort: &str) -> Vec<&'static str> {
    let mut words: Vec<&'static str> = lexicon::rows(lexicon::table!("names"))
        .filter(|row| row.get(1) == Some(&sort))
        .filter_map(|row| row.first().copied())
        .collect();
    crate::order::sort_by_key(&mut words, |word| std::cmp::Reverse(word.len()));
    words
}

impl Words {
    /// The first place of a text where a word ends a name, and what stands behind it is such as asked for.
    pub(super) fn first_end(&self, text: &str, is_end: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mut first: Option<usize> = None;
        self.endings.each(text, &mut |found| {
            if first.is_none_or(|first| found.end < first) && is_end(found.end) {
                first = Some(found.end);
            }
        });
        first
    }

    /// Whether a report begins here.
    pub(super) fn begins_report(&self, text: &str) -> bool {
        leading(&self.report, text).is_some()
    }
}

/// The word with which a text begins.
pub(super) fn leading(words: &[&'static str], text: &str) -> Option<&'static str> {
    words.iter().find(|word| text.starts_with(**word)).copied()
}

/// How many bytes before an enumeration are no part of its first name.
pub(super) fn lead(list: &str) -> usize {
    let before = leading(&WORDS.before, list).map_or(0, str::len);
    // 35个争取开工项目中甲水库、乙公路: the set of which they are some.
    let set = list[before..].find('中').map(|at| before + at).filter(|at| {
        let set = &list[before..*at];
        set.starts_with(|c: char| c.is_ascii_digit())
            && tokens::grammar().heads.iter().any(|(word, _)| set.ends_with(word))
    });
    set.map_or(before, |at| at + '中'.len_utf8())
}

/// Whether a text tells of what inspectors or leaders did: 督查组先后深入甲镇、乙镇… names no tasks.
pub fn tells_of_deeds(text: &str) -> bool {
    WORDS.deeds.any(text)
}
