//! What a paragraph looks like: read once into a small record, from which the header finder and the
//! alignment take their scores. The words stand in `lexicon/layout_words.tsv`.

use crate::fold::{fold, folded};
use crate::lexicon::{self, Finder};
use crate::phrase::ordinal::paragraph_number;
use crate::phrase::text::is_word;
use crate::phrase::{chrome, units};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The looks of one paragraph.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // independent observations, not a state
pub struct Features {
    /// How many characters.
    pub chars: usize,
    /// Digits and nothing else: the number, if below ten thousand.
    pub number: Option<u32>,
    /// `8.1`, `8-1`: a number of two parts.
    pub dotted: bool,
    /// The number that opens the paragraph, with the style of numbering.
    pub paragraph: Option<(u8, u32)>,
    /// The first digit of a paragraph that opens with digits but with no numbering: perhaps `4.` without its dot.
    pub lost_dot: Option<u8>,
    /// How many words of progress it holds.
    pub progress: u8,
    /// How many words of trouble; those that hardly stand elsewhere count twice.
    pub problem: u8,
    /// How many words of intention.
    pub next: u8,
    /// Opens like a report.
    pub done_lead: bool,
    /// Opens like an obstacle.
    pub problem_lead: bool,
    /// Opens like a promise.
    pub verb_lead: bool,
    /// Opens like a next step.
    pub next_lead: bool,
    /// Says what columns of remarks say: 续建, 省级重点.
    pub remark: bool,
    /// How much it looks like one or several units.
    pub unit: units::Likeness,
    /// Is a word, light or tick of a status column.
    pub status: bool,
    /// A number with decimals, separators, sign or money unit.
    pub numeric: bool,
    /// A percentage.
    pub percent: bool,
    /// `/`, `-`, `—`, 无: an empty value.
    pub dash: bool,
    /// A date or a term.
    pub date: bool,
    /// One or several names of persons.
    pub persons: bool,
    /// Opens like the title of a section.
    pub section: bool,
    /// Opens like a sum row.
    pub sum: bool,
    /// Holds 。 or ；.
    pub sentence: bool,
    /// Ends in a colon.
    pub colon: bool,
    /// Ends in ，、；.
    pub unfinished: bool,
    /// Ends in 。.
    pub stop: bool,
    /// Site navigation, or an annex heading.
    pub chrome: bool,
    /// A note below a table: 注:….
    pub note: bool,
    /// Nobody has looked yet: only its length is known.
    pub unseen: bool,
}

struct Words {
    counted: Finder,
    classes: Vec<u8>,
    /// Words that a paragraph begins with, and the class of each as a bit.
    leads: Finder,
    lead_classes: Vec<u16>,
    status: Finder,
    sum_ends: Vec<&'static str>,
    /// In their order.
    surnames: Vec<char>,
}

const PROGRESS: u8 = 0;
const PROBLEM: u8 = 1;
const NEXT: u8 = 2;
const TROUBLE: u8 = 3;

const DONE_LEAD: u16 = 1;
const PROBLEM_LEAD: u16 = 1 << 1;
const VERB_LEAD: u16 = 1 << 2;
const CHROME_LEAD: u16 = 1 << 3;
const SUM_LEAD: u16 = 1 << 4;
const CONTINUE_LEAD: u16 = 1 << 5;
const NEXT_LEAD: u16 = 1 << 6;
const TERM: u16 = 1 << 7;
const REMARK: u16 = 1 << 8;
const SUM_ALL: u16 = 1 << 9;
const DITTO: u16 = 1 << 10;
/// Those that must be all of the text.
const WHOLE: u16 = TERM | REMARK | SUM_ALL | DITTO;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let (mut counted, mut classes) = (Vec::new(), Vec::new());
    let (mut leads, mut lead_classes) = (Vec::new(), Vec::new());
    let (mut status, mut sum_ends) = (Vec::new(), Vec::new());
    let mut surnames = Vec::new();
    for row in lexicon::rows(lexicon::table!("layout_words")) {
        let (Some(word), Some(class)) = (row.first().copied(), row.get(1).copied()) else { continue };
        let counts = match class {
            "progress" => Some(PROGRESS),
            "problem" => Some(PROBLEM),
            "next" => Some(NEXT),
            "trouble" => Some(TROUBLE),
            _ => None,
        };
        let lead = match class {
            "done_lead" => DONE_LEAD,
            "problem_lead" => PROBLEM_LEAD,
            "verb_lead" => VERB_LEAD,
            "chrome" => CHROME_LEAD,
            "sum" => SUM_LEAD,
            "continue" => CONTINUE_LEAD,
            "next_lead" => NEXT_LEAD,
            "term" => TERM,
            "remark" => REMARK,
            "sum_all" => SUM_ALL,
            "ditto" => DITTO,
            _ => 0,
        };
        if let Some(class) = counts {
            counted.push(word);
            classes.push(class);
        } else if class == "surnames" {
            surnames.extend(word.chars());
        } else if class == "status" {
            status.push(word);
        } else if class == "sum_end" {
            sum_ends.push(word);
        } else if lead != 0 {
            leads.push(word);
            lead_classes.push(lead);
        }
    }
    crate::order::sort(&mut surnames);
    Words {
        counted: Finder::new(counted),
        classes,
        leads: Finder::new(leads),
        lead_classes,
        status: Finder::new(status),
        sum_ends,
        surnames,
    }
});

/// The classes of the words that a text begins with, as bits.
fn leads(words: &Words, text: &str) -> u16 {
    let mut classes = 0;
    words.leads.each_leading(text, &mut |found| {
        let class = words.lead_classes[found.word];
        if class & WHOLE == 0 || found.end == text.len() {
            classes |= class;
        }
    });
    classes
}

/// Whether a short text may open the second half of a name that was broken over lines.
pub fn continues_name(text: &str) -> bool {
    leads(&WORDS, text) & CONTINUE_LEAD != 0
}

/// Whether a folded text is a status word, with or without a light before it.
pub fn is_status(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !is_word(c));
    let sign = !text.is_empty()
        && text.chars().nth(2).is_none()
        && text.chars().all(|c| {
            matches!(
                c,
                '√' | '✓'
                    | '✔'
                    | '×'
                    | '✗'
                    | '●'
                    | '○'
                    | '★'
                    | '☆'
                    | '▲'
                    | '△'
                    | '■'
                    | '□'
                    | '◆'
                    | '◎'
                    | '\u{fe0f}'
                    | '\u{1f534}'
                    | '\u{1f7e0}'..='\u{1f7eb}' | '\u{1f535}'
            )
        });
    sign || WORDS.status.is_word(bare)
}

/// How much of a long paragraph is looked at: its start and its end say which column it is.
const HEAD: usize = 600;
const TAIL: usize = 180;

/// Reads a paragraph as printed.
pub fn observe(printed: &str) -> Features {
    let mut features = Features::default();
    let words = &*WORDS;
    let long = printed.len() > HEAD + TAIL + 60;
    let head = if long { floor(printed, HEAD) } else { printed };
    let text = folded(head);
    let text = text.trim();
    features.chars = if long { printed.len() / 3 } else { text.chars().count() };
    if text.is_empty() {
        return features;
    }
    let last = if long { printed.trim_end().chars().next_back() } else { text.chars().next_back() }.unwrap_or(' ');
    features.note = crate::phrase::text::is_note(text);
    features.colon = matches!(last, ':' | '：');
    features.unfinished = matches!(last, ',' | '，' | ';' | '；' | '、');
    features.stop = matches!(last, '。' | '.');
    features.sentence = text.contains(';') || text.contains('。');
    count(words, text, &mut features);
    if long {
        let tail = fold(tail(printed, TAIL));
        count(words, &tail, &mut features);
    }
    numbers(text, &mut features);
    let (own, behind_number) = (leads(words, text), leads(words, after_number(text)));
    features.done_lead = own & DONE_LEAD != 0 || is_date_lead(text);
    features.problem_lead = behind_number & PROBLEM_LEAD != 0;
    features.verb_lead = behind_number & VERB_LEAD != 0;
    features.next_lead = behind_number & NEXT_LEAD != 0;
    features.chrome = is_chrome(words, text, features.chars);
    if features.chars <= 60 {
        let squeezed = squeezed(text);
        let squeezed = squeezed.as_ref();
        let own = leads(words, squeezed);
        let ends = |word: &&str| squeezed.ends_with(word);
        features.sum = own & (SUM_LEAD | SUM_ALL) != 0 || features.chars <= 8 && words.sum_ends.iter().any(ends);
        features.remark = own & REMARK != 0;
        features.section = features.chars <= 40 && !features.sentence && is_section(squeezed);
        features.status = is_status(squeezed);
        features.dash = matches!(squeezed, "/" | "-" | "—" | "——" | "--" | "无" | "\\" | "―");
        features.date = own & TERM != 0 || !features.stop && is_date(squeezed);
        if own & DITTO != 0 {
            features.unit = units::Likeness::Whole;
            return features;
        }
    }
    if features.chars <= 120 && !features.status && features.number.is_none() {
        features.unit = units::likeness(text);
        if features.verb_lead && features.unit == units::Likeness::Part {
            features.unit = units::Likeness::No;
        }
    }
    if features.chars <= 30 && features.unit != units::Likeness::Whole && !features.status {
        features.persons = is_persons(words, text);
    }
    features
}

/// Whether a line, as printed, has the looks of chrome, and nothing more of them.
pub fn chrome_line(printed: &str) -> bool {
    if printed.len() > HEAD + TAIL + 60 {
        return false;
    }
    let text = folded(printed);
    let text = text.trim();
    !text.is_empty() && is_chrome(&WORDS, text, text.chars().count())
}

fn is_chrome(words: &Words, text: &str, chars: usize) -> bool {
    chars < 140 && (leads(words, text) & CHROME_LEAD != 0 || text.chars().any(is_word) && chrome::is_chrome(text))
}

/// A text without its blanks.
pub(super) fn squeezed(text: &str) -> Cow<'_, str> {
    // In folded text nearly all blanks are ASCII; the others begin with one of these bytes.
    let may_be_blank = |byte: u8| byte <= b' ' || matches!(byte, 0xc2 | 0xe1 | 0xe2);
    if text.bytes().any(may_be_blank) && text.contains(char::is_whitespace) {
        Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn count(words: &Words, text: &str, features: &mut Features) {
    for found in words.counted.find(text) {
        // What hardly a report of progress says counts twice.
        let (counter, weight) = match words.classes.get(found.word) {
            Some(&PROGRESS) => (&mut features.progress, 1),
            Some(&PROBLEM) => (&mut features.problem, 1),
            Some(&TROUBLE) => (&mut features.problem, 2),
            _ => (&mut features.next, 1),
        };
        *counter = counter.saturating_add(weight);
    }
}

fn floor(text: &str, at: usize) -> &str {
    let mut end = at.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

fn tail(text: &str, length: usize) -> &str {
    let mut start = text.len().saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or("")
}

/// The text behind the number that opens it.
pub fn after_number(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | '、' | '(' | ')' | ' ' | ',' | '．') || ('①'..='⑳').contains(&c)
    })
}

/// Whether a cell says what the one above it says.
pub fn is_ditto(text: &str) -> bool {
    leads(&WORDS, text) & DITTO != 0
}

/// Whether a text is a number behind letters and nothing else: D-01, ZD2024-05.
pub fn is_code(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = text.len() - number.len();
    let digits = number.trim_start_matches('-');
    (1..=4).contains(&letters)
        && (1..=9).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn numbers(text: &str, features: &mut Features) {
    if is_code(text) {
        let digits = text.rsplit(|c: char| !c.is_ascii_digit()).next();
        features.number = digits.filter(|digits| digits.len() <= 4).and_then(|digits| digits.parse().ok());
        return;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or("");
    if digits > 0 && rest.is_empty() && digits <= 4 {
        features.number = text.parse().ok();
        return;
    }
    if digits > 0 && rest.len() == 1 && matches!(rest, "." | ",") && digits <= 3 {
        features.number = text.get(..digits).and_then(|number| number.parse().ok());
        return;
    }
    let numeric: &str = text.trim_end_matches(['万', '亿', '元', '个', '%', ' ']);
    if !numeric.is_empty()
        && numeric.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | ' ' | '%' | '/' | '、'))
    {
        features.dotted = digits <= 3
            && (rest.starts_with(['.', '-']))
            && rest
                .get(1..)
                .is_some_and(|sub| !sub.is_empty() && sub.len() <= 2 && sub.bytes().all(|b| b.is_ascii_digit()));
        features.numeric = numeric.bytes().any(|b| b.is_ascii_digit());
        features.percent = text.ends_with('%') && features.numeric;
        return;
    }
    features.paragraph = paragraph_number(text);
    // 3月份 is a month, 18月 is 1. and 8月.
    let month = rest.starts_with('月')
        && text.get(..digits).and_then(|month| month.parse().ok()).is_some_and(|month: u32| month <= 12);
    if features.paragraph.is_none() && digits > 0 && !month {
        features.lost_dot = text.bytes().next().map(|b| b - b'0').filter(|digit| *digit > 0);
    }
}

/// Opens with a date or a span of months: 3-4月, 2021年5月8日.
fn is_date_lead(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .take(11)
            .find(|c| !(c.is_ascii_digit() || matches!(c, '-' | '—' | '年' | '.' | '至' | ' ')))
            .is_some_and(|c| matches!(c, '月' | '日'))
}

fn is_section(text: &str) -> bool {
    matches!(paragraph_number(text), Some((4 | 5, _))) && !text.ends_with(['。', ',', ';'])
}

fn is_date(text: &str) -> bool {
    if text.chars().nth(16).is_some() {
        return false;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // All words of dates hold one of these.
    let worded = text.contains(['年', '月', '日', '季', '长']);
    (worded || digits >= 5)
        && ((digits > 0 && has(&["年", "月", "日", "季度"]))
            || has(&["月底", "年底", "全年", "长期", "年内", "每月", "每季度"])
            || (digits >= 5 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | '~'))))
}

fn is_persons(words: &Words, text: &str) -> bool {
    let mut any = false;
    for name in text.split(['、', ' ', ',', ';', '\u{3000}']).filter(|name| !name.is_empty()) {
        let count = name.chars().count();
        let surname = name.chars().next().is_some_and(|c| words.surnames.binary_search(&c).is_ok());
        if !(2..=4).contains(&count) || !surname || !name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
            return false;
        }
        any = true;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert_eq!(observe("１２").number, Some(12));
        assert!(observe("2,110,480").numeric && observe("102.12%").percent && observe("3.2").dotted);
        assert!(observe("●綠燈").status && observe("正常").status && !observe("正常推进中的项目").status);
        assert!(observe("一、产业项目(15个)").section && observe("合 计(37个)").sum);
        assert_eq!(observe("497华能玉环电厂").lost_dot, Some(4));
        assert!(observe("刘建军").persons && observe("2022年12月底").date);
    }
}
