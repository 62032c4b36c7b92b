//! A paragraph as the grammar of counting sees it: numbers with their measure, status phrases, nouns
//! that are counted, shares, and the marks between them.

use crate::lexicon::statuses::{self, Phrase};
use crate::lexicon::{self, Finder, WordTable};
use crate::phrase::numeral;
use crate::phrase::text::is_han;
use crate::report::Status;
use std::sync::LazyLock;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A whole number of tasks: 28项.
    Number {
        /// How many.
        value: u32,
        /// Its measure word is gone: 有3(…).
        lost: bool,
        /// It counts groups of tasks: 10大类.
        class: bool,
        /// Its measure word as the table has it.
        measure: Measure,
    },
    /// A status phrase.
    Status(Phrase),
    /// A percentage, as a fraction.
    Percent(f64),
    /// , 、 ; : and the like.
    Mark(char),
    /// 。！？ or the end.
    Stop,
    /// An opening bracket; a bracket of any shape.
    Open,
    /// A closing bracket.
    Close,
}

/// The measure word of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// The word, empty where it was lost.
    pub word: &'static str,
    /// It measures things of any kind and tasks only where its text says so: 52处供水工程.
    pub thing: bool,
}

/// A token with its place in the folded text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// Byte after it.
    pub end: usize,
}

impl Token {
    /// The number that it is.
    pub fn value(&self) -> Option<u32> {
        match self.kind {
            Kind::Number { value, .. } => Some(value),
            _ => None,
        }
    }
}

/// The words of the grammar of counting.
pub struct Grammar {
    /// Measure words; whether they count groups.
    measures: WordTable<(&'static str, bool)>,
    /// Measure words of things.
    things: Vec<&'static str>,
    /// Nouns that are counted, longest first; whether they are generic.
    pub heads: Vec<(&'static str, bool)>,
    /// The same nouns, to be found anywhere in a text.
    pub nouns: Finder,
    /// What may stand between a status and its number.
    pub fillers: Vec<&'static str>,
    /// The remainder.
    pub rest: Vec<&'static str>,
    /// What may stand between what is counted and its number.
    pub open: Vec<&'static str>,
    /// Words that begin like a measure and count nothing.
    other: Finder,
    /// What stands between a noun and its number and says only when and where.
    pub when: Vec<&'static str>,
    /// What begins the words between a number and what is said of it.
    pub says: Vec<&'static str>,
    /// What says that a total is divided finer: 细化为222个.
    pub finer: Vec<&'static str>,
    /// What may follow a count at once: 占, 的.
    pub after: Vec<&'static str>,
    /// What makes a number a target: 以上.
    pub targets: Vec<&'static str>,
    /// Rates that are reached when the work is done.
    pub rates: Vec<&'static str>,
    /// What stands between a percentage and the number of those in that band.
    pub bands: Vec<&'static str>,
    /// What begins a clause that says how far those are which it counts: 正在, 尚未.
    pub tells: Vec<&'static str>,
    /// What makes a noun of the status before it: 开工建设 + 进度.
    pub nominal: Vec<&'static str>,
    /// What says that a number is some of a larger total: 其中 + 6项.
    pub some: Vec<&'static str>,
    /// What says that a clause divides what stands before it: 其中.
    pub among: Vec<&'static str>,
    /// What says that a status holds for all: 全部.
    pub all: Vec<&'static str>,
    /// What may stand before a generic noun without naming anything: 具体 + 事项.
    pub bare: Vec<&'static str>,
    /// Those who carry out tasks; their number is told beside the tasks and divides none: 交由 + 78家 + 单位.
    pub carriers: Vec<&'static str>,
    /// What opens a clause and says nothing of what it counts: 三是.
    pub ordinals: Vec<&'static str>,
    /// What begins a clause that sums up: 共计.
    pub sums: Vec<&'static str>,
    /// What makes a set of those that a unit answers for: 县住建局牵头的 + 9项.
    pub bears: Vec<&'static str>,
}

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let rows: Vec<_> = lexicon::rows(lexicon::table!("counting")).filter(|row| row.len() >= 2).collect();
    let of = |sort: &str| {
        let mut words: Vec<&'static str> = rows.iter().filter(|row| row[1] == sort).map(|row| row[0]).collect();
        crate::order::sort_by_key(&mut words, |word| std::cmp::Reverse(word.len()));
        words
    };
    let both = |first: &str, second: &str| {
        let mut words: Vec<(&'static str, bool)> = rows
            .iter()
            .filter(|row| row[1] == first || row[1] == second)
            .map(|row| (row[0], row[1] == second))
            .collect();
        crate::order::sort_by_key(&mut words, |(word, _)| std::cmp::Reverse(word.len()));
        words
    };
    let heads = both("head", "generic");
    Grammar {
        measures: WordTable::new(both("measure", "class").into_iter().map(|measure| (measure.0, measure))),
        things: of("thing"),
        tells: of("tells"),
        nominal: of("nominal"),
        bears: of("bears"),
        some: of("some"),
        among: of("among"),
        all: of("all"),
        bare: of("bare"),
        sums: of("sum"),
        ordinals: of("ordinal"),
        carriers: of("carrier"),
        nouns: Finder::new(heads.iter().map(|head| head.0).collect()),
        heads,
        fillers: of("filler"),
        rest: of("rest"),
        open: of("open"),
        other: Finder::new(of("other")),
        rates: of("rate"),
        bands: of("band"),
        when: of("when"),
        says: of("says"),
        finer: of("finer"),
        after: of("after"),
        targets: of("target"),
    }
});

/// The grammar's words.
pub fn grammar() -> &'static Grammar {
    &GRAMMAR
}

/// The tokens of a folded paragraph, in their order.
pub fn read(text: &str) -> Vec<Token> {
    scan(text, false)
}

/// The same with the numbers of things: 33处, 8家.
pub fn with_things(text: &str) -> Vec<Token> {
    scan(text, true)
}

fn scan(text: &str, things: bool) -> Vec<Token> {
    let phrases = joined(text, statuses::phrases(text));
    let mut tokens: Vec<Token> = Vec::new();
    let mut phrase_at = 0;
    let mut at = 0;
    while at < text.len() {
        if let Some(phrase) = phrases.get(phrase_at)
            && phrase.start <= at
        {
            phrase_at += 1;
            if phrase.start == at {
                tokens.push(Token { kind: Kind::Status(*phrase), start: phrase.start, end: phrase.end });
                at = phrase.end;
            }
            continue;
        }
        let c = text[at..].chars().next().unwrap_or(' ');
        let width = c.len_utf8();
        let token = match c {
            '。' | '!' | '?' => Some((Kind::Stop, at + width)),
            ',' | '、' | ';' | ':' | '|' => Some((Kind::Mark(c), at + width)),
            '(' | '[' | '【' => Some((Kind::Open, at + width)),
            ')' | ']' | '】' => Some((Kind::Close, at + width)),
            _ if c.is_ascii_digit() || numeral::is_chinese(c) => number(text, at, things),
            '红' | '黄' | '绿' | '蓝' | '白' | '黑' | '橙' | '紫' => light(text, at),
            _ => None,
        };
        match token {
            Some((kind, end)) => {
                let start = match kind {
                    // A year that lost its 年 is no part of the number.
                    Kind::Number { .. } => at + glued_year(text, at),
                    _ => at,
                };
                tokens.push(Token { kind, start, end });
                at = end;
            }
            None => {
                at = if c.is_ascii_digit() { past_number(text, at) } else { at + width };
            }
        }
    }
    tokens
}

/// A light or card: a status of its own once a number follows it.
fn light(text: &str, at: usize) -> Option<(Kind, usize)> {
    let row = statuses::light(&text[at..])?;
    let end = at + row.word.len();
    let phrase = Phrase { start: at, end, status: row.status, sort: row.sort, firm: true, whole: false, future: false };
    Some((Kind::Status(phrase), end))
}

fn past_number(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len()).max(1)
}

/// A number with a measure word, or a percentage.
fn number(text: &str, at: usize, things: bool) -> Option<(Kind, usize)> {
    let before = text[..at].chars().next_back().unwrap_or(' ');
    if before == '第' || before == '.' || before == '\u{fffd}' || is_numeric(before) {
        return None;
    }
    if in_ordinals(&text[..at]) {
        return None;
    }
    // ?3项: a mark eaten by a broken encoding may have been a digit.
    if before == '?' && text[at..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some((value, end)) = percent(text, at) {
        return Some((Kind::Percent(value), end));
    }
    let found = numeral::number(text, at)?;
    let glued = glued_year(text, at);
    let value = if glued > 0 { numeral::digits(text, at + glued)?.value } else { found.value };
    let value = u32::try_from(value).ok().filter(|value| *value < 1_000_000)?;
    let rest = &text[found.end..];
    if let Some(share) = tenths(value, rest) {
        return Some((Kind::Percent(share), found.end + '成'.len_utf8()));
    }
    // 14:34: a time of the day.
    if before == ':' && text[..at - 1].ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (measure, class) = GRAMMAR.measures.longest(rest).map_or(("", false), |found| *found.1);
    let digits = text.as_bytes()[at].is_ascii_digit();
    if measure.is_empty()
        && things
        && digits
        && let Some(word) = GRAMMAR.things.iter().find(|word| rest.starts_with(**word))
        && !not_a_count(word, rest)
    {
        let measure = Measure { word, thing: true };
        return Some((Kind::Number { value, lost: false, class: false, measure }, found.end + word.len()));
    }
    let end = found.end + measure.len();
    let after = &text[end..];
    if measure.is_empty() {
        // The measure was lost: 有3(…) or 7重点民生实事; only digits lose it.
        let bracket = after.starts_with('(') && matches!(before, '有' | '共' | '为');
        let mut noun = false;
        GRAMMAR.nouns.each_leading(after, &mut |found| noun |= !GRAMMAR.heads[found.word].1);
        if !digits || !(bracket || noun) {
            return None;
        }
        let measure = Measure { word: "", thing: false };
        return Some((Kind::Number { value, lost: true, class: false, measure }, end));
    }
    // 一批项目: some, and not one. 四个一百, 六个一: the name of a programme.
    if not_a_count(measure, rest)
        || measure == "批" && value == 1
        || !digits && measure == "个" && after.starts_with(numeral::is_chinese)
    {
        return None;
    }
    // 十大, 八大: a proper name of a set, counted only before a noun.
    if measure == "大" && !GRAMMAR.nouns.any(after.char_indices().nth(8).map_or(after, |(at, _)| &after[..at])) {
        return None;
    }
    Some((Kind::Number { value, lost: false, class, measure: Measure { word: measure, thing: false } }, end))
}

/// 8成 as a fraction; `rest` is what stands behind the number.
fn tenths(value: u32, rest: &str) -> Option<f64> {
    ((1..=10).contains(&value) && rest.starts_with('成') && !not_a_count("成", rest)).then(|| f64::from(value) / 10.0)
}

/// 个百分点, 个月, 个工作日, 条件, 件事, 成果: words that a measure begins and that count nothing.
/// `rest` begins with this measure.
fn not_a_count(measure: &str, rest: &str) -> bool {
    GRAMMAR.other.leading(rest).is_some_and(|word| word.end >= measure.len())
}

/// 第17、18件: the numbers of a row of ordinals.
fn in_ordinals(before: &str) -> bool {
    let Some(rest) = before.strip_suffix('、') else { return false };
    let rest = rest.trim_end_matches(|c: char| is_numeric(c) || c == '、');
    rest.ends_with('第') && before.len() - rest.len() < 60
}

fn is_numeric(c: char) -> bool {
    matches!(c, '0'..='9' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千')
}

/// 2021126项: how many bytes of a number are a year that lost its 年.
fn glued_year(text: &str, at: usize) -> usize {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let year = text[at..].get(..4).and_then(|head| head.parse::<u32>().ok()).unwrap_or(0);
    let next_is_zero = text.as_bytes().get(at + 4) == Some(&b'0');
    if (5..=8).contains(&digits) && (2000..2100).contains(&year) && !next_is_zero { 4 } else { 0 }
}

/// `27%`, `98.4 %` as a fraction.
pub fn percent(text: &str, at: usize) -> Option<(f64, usize)> {
    let rest = text.get(at..)?;
    let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let after = rest[length..].trim_start_matches(' ');
    if length == 0 || !after.starts_with('%') {
        return None;
    }
    let value: f64 = crate::number::decimal(&rest[..length])?;
    Some(((value * 1000.0).round() / 100_000.0, at + rest.len() - after.len() + 1))
}

/// Status phrases that belong together are one: 完成和达到, 取得阶段性成果并持续推进, 正在解决或有关工作已启动. A verb of
/// completion with a percentage behind it is one phrase too, and completed only at 100 %.
fn joined(text: &str, phrases: Vec<Phrase>) -> Vec<Phrase> {
    let mut out: Vec<Phrase> = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        let phrase = with_percent(text, phrase);
        // 实现了时间过半: a verb that says nothing alone belongs to the phrase behind it.
        if let Some(last) = out.last_mut()
            && last.sort == statuses::Sort::Loose
            && !(last.firm || last.whole)
            && matches!(&text[last.end.min(phrase.start)..phrase.start], "" | "了")
        {
            *last = Phrase { start: last.start, ..phrase };
            continue;
        }
        if let Some(last) = out.last_mut()
            && joint(&text[last.end.min(phrase.start)..phrase.start])
        {
            let either = text[last.end.min(phrase.start)..].starts_with('或');
            last.end = phrase.end;
            last.status = match (last.status, phrase.status) {
                // 完成或达到序时进度: no more can be said of all than the lesser of both.
                (Some(Status::Completed | Status::Ahead), Some(Status::OnTrack)) if either => phrase.status,
                (one, other) => one.or(other),
            };
            last.firm |= phrase.firm;
            last.whole |= phrase.whole;
            continue;
        }
        out.push(phrase);
    }
    out
}

fn joint(gap: &str) -> bool {
    if matches!(gap, "" | "并" | "且" | "和" | "或" | "及" | "、" | "并已") {
        return gap != "、";
    }
    gap.starts_with('或') && gap.chars().count() <= 8 && gap.chars().all(is_han)
}

fn with_percent(text: &str, mut phrase: Phrase) -> Phrase {
    if !matches!(phrase.sort, statuses::Sort::Done | statuses::Sort::Loose) && phrase.status != Some(Status::Behind) {
        return phrase;
    }
    let rest = &text[phrase.end..];
    let numeric = |c: char| c.is_ascii_digit() || is_numeric(c) && rest.contains('成');
    let skip: usize = rest.char_indices().take(9).find(|(_, c)| numeric(*c)).map_or(usize::MAX, |(at, _)| at);
    let Some(between) = rest.get(..skip) else { return phrase };
    let close = between.chars().all(is_han)
        && !between.contains(['个', '项'])
        && !between.contains('率')
        && (between.is_empty() || between.ends_with(['的', '划', '务', '标', '率', '达', '到']));
    if !close {
        return phrase;
    }
    if let Some((Kind::Percent(value), end)) = number(text, phrase.end + skip, false) {
        let after = &text[end..];
        let tail =
            ["以上", "左右", "以下", "以内"].iter().find(|word| after.starts_with(**word)).map_or(0, |word| word.len());
        phrase.end = end + tail;
        phrase.firm = true;
        if phrase.sort == statuses::Sort::Done {
            phrase.sort = statuses::Sort::Stage;
            phrase.status = (value >= 1.0 && tail == 0).then_some(Status::Completed);
        }
    }
    phrase
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<u32> {
        read(text)
            .into_iter()
            .filter_map(|token| match token.kind {
                Kind::Number { value, .. } => Some(value),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn what_counts_and_what_does_not() {
        assert_eq!(numbers("2021126项市政府重点工作和12项民生实事"), [126, 12]);
        assert_eq!(numbers("12类39件45个事项"), [12, 39, 45]);
        assert_eq!(numbers("占75%124个新建项目"), [124]);
        assert_eq!(numbers("第3件、第17、18件"), [] as [u32; 0]);
        assert_eq!(numbers("低于10个百分点,历时3个月,5次会议,22名干部,3.5亿元"), [] as [u32; 0]);
        assert_eq!(numbers("有3(城区公办幼儿园建设)"), [3]);
        assert_eq!(numbers("五十三項".replace('項', "项").as_str()), [53]);
        assert_eq!(numbers("疑?3项"), [] as [u32; 0]);
    }

    #[test]
    fn of_two_statuses_the_lesser_is_said_of_all() {
        let status = |text: &str| match read(text)[0].kind {
            Kind::Status(phrase) => phrase.status,
            _ => None,
        };
        assert_eq!(status("已完成或达到时序进度的项目25个"), Some(Status::OnTrack));
        assert_eq!(status("完成或超额完成年度目标任务"), Some(Status::Completed));
    }

    #[test]
    fn phrases_join() {
        let text = "取得阶段性成果并持续推进事项25件";
        let first = read(text)[0];
        assert_eq!(&text[first.start..first.end], "取得阶段性成果并持续推进");
        let text = "3项已完成指标任务的50%以上";
        let last = *read(text).last().unwrap();
        assert_eq!(&text[last.start..last.end], "已完成指标任务的50%以上");
        assert!(matches!(last.kind, Kind::Status(phrase) if phrase.status.is_none()));
    }
}
