//! The name with which a sentence that reports on a task begins, and where it ends. The words stand in
//! `lexicon/names.tsv`.

use crate::lexicon;
use crate::lexicon::statuses::{self, Sort};
use crate::phrase::outline;
use crate::phrase::text::{is_han, parts_numbers};
use crate::phrase::units;
use crate::read::items;
use crate::read::list;
use crate::read::tokens;
use std::ops::Range;
use std::sync::LazyLock;

/// Words after which a report begins, and words that end the name of a task.
pub(super) struct Words {
    pub verbs: Vec<&'static str>,
    pub ends: Vec<&'static str>,
    /// What begins no name.
    pub not_names: Vec<&'static str>,
    /// Begins the cause that is told behind a name: 因, 受.
    pub causes: Vec<&'static str>,
    /// Verbs that tell a time: what stands before them is a name, however it ends.
    pub times: Vec<&'static str>,
    /// Words before a name that are no part of it.
    leads: Vec<&'static str>,
    /// Words in an opening, behind which the first name begins: 的则有.
    pub openings: Vec<&'static str>,
    /// Words that speak of several tasks at once.
    pub several: Vec<&'static str>,
    /// Words that say which of many are meant, and name none: 全市, 重点, 续建.
    kinds: Vec<&'static str>,
    /// Words behind a comma with which the report goes on from what was promised: 为计划的, 同时.
    pub shares: Vec<&'static str>,
    /// Ends the name of a field of work, which is no task: 工业强县方面.
    pub fields: Vec<&'static str>,
    /// Words of a heading under which is reported: 完成情况.
    pub reports: Vec<&'static str>,
    /// Stands before the quoted name of a task: 反映, 第.
    pub voices: Vec<&'static str>,
    /// Words of a heading under which is planned: 下一步.
    pub plans: Vec<&'static str>,
    /// Words with which the opening of a notice announces its report: 如下.
    pub intros: Vec<&'static str>,
    /// Behind a quoted name, for what was named: 的问题.
    pub nouns: Vec<&'static str>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |sort: &str| -> Vec<&'static str> {
        lexicon::rows(lexicon::table!("names"))
            .filter(|row| row.get(1) == Some(&sort))
            .filter_map(|row| row.first().copied())
            .collect()
    };
    Words {
        verbs: of("verb"),
        ends: of("end"),
        not_names: of("not"),
        times: of("time"),
        leads: of("lead"),
        openings: of("opening"),
        several: of("several"),
        kinds: of("kind"),
        shares: of("share"),
        fields: of("field"),
        causes: of("because"),
        reports: of("reports"),
        voices: of("voice"),
        nouns: of("noun"),
        plans: of("plans"),
        intros: of("intro"),
    }
});

/// The pieces of a stretch between these marks, where they stand outside brackets and quotes.
pub(super) fn split(text: &str, range: Range<usize>, marks: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    let mut depth = 0;
    for (offset, c) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        match c {
            '(' | '“' => depth += 1,
            ')' | '”' => depth -= 1,
            _ if depth <= 0 && marks.contains(&c) && !parts_numbers(text, at) => {
                if at > start {
                    found.push(start..at);
                }
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if range.end > start {
        found.push(start..range.end);
    }
    found
}

/// The longest subject of a report between its task's name and its verb, in characters: …工程(一期) + 运营管理单位 + 已进驻.
const LONGEST_SUBJECT: usize = 6;

/// How far behind a name an opening is looked for, in characters.
const LONGEST_OPENING: usize = 16;

/// The name with which a statement begins.
pub(super) fn name_of(text: &str, range: Range<usize>, first: bool) -> Option<Range<usize>> {
    let start = name_start(text, range.clone(), first);
    let body = text.get(start..range.end)?;
    let verb = report_start(body);
    let comma = find_outside(body, ",");
    let cut = match (verb, comma) {
        (Some(verb), Some(comma)) => verb.min(comma),
        (Some(at), None) | (None, Some(at)) => at,
        // 执行率偏低的则有甲计划: all behind the opening.
        (None, None) if WORDS.openings.iter().any(|word| text[range.start..start].contains(word)) => body.len(),
        (None, None) => return None,
    };
    // 养殖场项目因土地流转未到位进展缓慢: the cause begins the report.
    let because = |at: &usize| WORDS.ends.iter().any(|end| body[..*at].ends_with(end));
    let caused = WORDS.causes.iter().filter_map(|word| body[..cut].find(word).filter(because)).min();
    let cut = caused.unwrap_or(cut);
    let timed = WORDS.times.iter().any(|word| body[cut..].starts_with(word));
    // …改造工程土建已完成: what follows the end of the name belongs to the report.
    let cut = WORDS
        .ends
        .iter()
        .filter_map(|end| body[..cut].rfind(end).map(|at| at + end.len()))
        .max()
        .map(|end| end + usize::from(body[end..].starts_with(')')))
        .filter(|end| {
            let subject = body.get(*end..cut).unwrap_or("");
            subject.chars().count() <= LONGEST_SUBJECT && subject.chars().all(is_han)
        })
        .unwrap_or(cut);
    // 公共建设部分,执行率偏低的则有甲计划: the words open what follows.
    let opens = body[cut..].char_indices().nth(LONGEST_OPENING).map_or(&body[cut..], |(at, _)| &body[cut..cut + at]);
    let opens = WORDS.openings.iter().any(|word| opens.contains(word));
    (!opens && is_name(&body[..cut], timed)).then(|| start..start + cut)
}

/// Where the name may begin: behind an opening, a heading, a number, and words that are no part of it.
pub(super) fn name_start(text: &str, range: Range<usize>, first: bool) -> usize {
    let mut start = range.start;
    // The first statement may stand behind an opening: 测评结果显示,甲工程,…; 其中,2023年甲工程….
    if first && let Some(open) = text[range.clone()].find([',', ':']) {
        let lead = &text[range.start..range.start + open];
        if lead.chars().count() <= 12 && !WORDS.ends.iter().any(|end| lead.ends_with(end)) {
            start = range.start + open + 1;
        }
    }
    // 滞后项目:一是甲工程…; 其中甲工程….
    if let Some(colon) = text[start..range.end].find(':').filter(|colon| *colon <= 36) {
        start += colon + 1;
    }
    if let Some(marker) = outline::marker(&text[start..range.end]) {
        start += marker.length;
    }
    // 执行率偏低的则有甲计划,…: the names begin behind it.
    let opening = &text[start..range.end];
    if let Some((at, word)) = WORDS.openings.iter().find_map(|word| opening.find(word).map(|at| (at, word)))
        && opening[..at].chars().count() <= 14
        && !opening[..at].contains([',', '、'])
    {
        start += at + word.len();
    }
    while let Some(lead) = WORDS.leads.iter().find(|lead| text[start..range.end].starts_with(**lead)) {
        start += lead.len();
    }
    start
}

/// Where the first word stands that begins a report. 提升计划,截至…: a word that both ends names and begins reports ends the
/// name where no number follows it.
pub(super) fn report_start(body: &str) -> Option<usize> {
    let verb = WORDS
        .verbs
        .iter()
        .filter_map(|verb| {
            find_outside(body, verb).filter(|at| {
                !WORDS.ends.contains(verb) || body[at + verb.len()..].starts_with(|c: char| c.is_ascii_digit())
            })
        })
        .min();
    let phrase = statuses::phrases(body)
        .into_iter()
        // 执行落后的部分: said of some, and no report.
        .filter(|phrase| !body[phrase.end..].starts_with('的'))
        .find(|phrase| matches!(phrase.sort, Sort::Pace | Sort::Doing | Sort::Stop | Sort::Idle | Sort::Undone))
        .map(|phrase| phrase.start);
    match (verb, phrase) {
        (Some(verb), Some(phrase)) => Some(verb.min(phrase)),
        (one, other) => one.or(other),
    }
}

/// Whether words can be the name of a task.
fn is_name(words: &str, timed: bool) -> bool {
    let name = words.trim();
    let length = name.chars().count();
    let bare = name.strip_suffix(')').and_then(|body| body.rfind('(').map(|at| &body[..at])).unwrap_or(name);
    // 263场送戏进万村: a number and what it counts is a name too.
    let counted = name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().filter(|c| is_han(*c)).count() >= 4
        && !name.contains(['月', '日'])
        && !tokens::grammar().heads.iter().any(|(word, _)| name.ends_with(word));
    (4..=44).contains(&length)
        && !name.contains('。')
        && !WORDS.not_names.iter().any(|word| name.starts_with(word))
        && !items::tells_of_deeds(name)
        && items::ends_with_count(name).is_none()
        && (timed
            || counted
            || WORDS.ends.iter().any(|end| bare.ends_with(end) || bare.trim_end_matches('”').ends_with(end)))
        && !is_kind(name)
        && !is_set(name)
        && !counts_tasks(name)
}

/// Whether words begin with a number of tasks, so that they speak of several: 8项整体进度. 15个幸福院建设 and 1170件法律援助 are names.
fn counts_tasks(name: &str) -> bool {
    let behind = name.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < name.len() && behind.starts_with('项')
}

/// Whether words can be what an entry of a list is on, however they end: it is no order, no unit and says nothing of its pace.
pub(super) fn is_entry_name(words: &str) -> bool {
    let name = words.trim();
    let phrases = || statuses::phrases(name);
    (4..=60).contains(&name.chars().count())
        && !name.contains(['。', ';'])
        && !name.starts_with('要')
        && !items::exhorts(name)
        && !items::tells_of_deeds(name)
        && !units::split(name).into_iter().all(units::is_office)
        && is_no_section(name)
        && !WORDS.times.iter().any(|word| name.starts_with(word))
        && statuses::mark(name).is_none()
        && !phrases().iter().any(|phrase| matches!(phrase.sort, Sort::Pace | Sort::Stop | Sort::Idle))
}

/// The name of a section of the notice has at most so many characters: 存在的主要问题.
const LONGEST_SECTION: usize = 10;

/// Whether words name one task and not a section of the notice, a kind or a number of tasks, or a case of a rule (…的, …后).
pub(super) fn is_no_section(name: &str) -> bool {
    let section = list::is_section(name) && name.chars().count() <= LONGEST_SECTION
        || WORDS.reports.iter().chain(&WORDS.fields).any(|word| name.ends_with(word));
    !section && !is_kind(name) && !is_set(name) && !name.ends_with(['的', '后', '时'])
}

/// Whether a name is a number of counted things: 9个市区共同投资项目, 我省66项整改任务, 移交的3665个信访问题.
fn is_set(name: &str) -> bool {
    let heads = &tokens::grammar().heads;
    let name = name.trim_end_matches('中');
    heads.iter().any(|(word, _)| name.ends_with(word))
        && tokens::read(name).first().is_some_and(|token| {
            let before = &name[..token.start];
            token.value().is_some() && (before.is_empty() || WORDS.kinds.iter().any(|word| before.ends_with(word)))
        })
}

/// A task in quotes behind the office that has to do it: 民政局的“养老院建设”. The office and the name.
pub(super) fn owned(text: &str, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let words = text.get(range.clone())?;
    let quote = words.find("的“")?;
    let inner = quote + "的“".len();
    let close = inner + words.get(inner..)?.find('”')?;
    let whole = close + '”'.len_utf8() == words.len();
    let office = (2..=10).contains(&words[..quote].chars().count());
    (whole && office).then(|| (range.start..range.start + quote, range.start + inner..range.start + close))
}

/// Whether a name says only what kind of tasks is meant: 重点工程续建项目, 全市在建项目.
fn is_kind(name: &str) -> bool {
    let mut at = 0;
    let mut left = 0;
    while let Some(c) = name[at..].chars().next() {
        let rest = &name[at..];
        let heads = tokens::grammar().heads.iter().map(|(word, _)| *word);
        let word = WORDS.kinds.iter().copied().chain(heads).filter(|word| rest.starts_with(word)).map(str::len).max();
        left += usize::from(word.is_none() && is_han(c));
        at += word.unwrap_or(c.len_utf8());
    }
    left < 2
}

/// The first place of a word outside brackets and quotes.
pub(super) fn find_outside(body: &str, word: &str) -> Option<usize> {
    body.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = &body[..*at];
        before.matches('(').count() <= before.matches(')').count()
            && before.matches('“').count() <= before.matches('”').count()
    })
}
