//! Paragraphs for matching: printed lines in, folded text out that knows for each of its bytes where
//! it was printed. Converters leave pinyin in brackets, markdown leaves stars, pages leave blanks
//! inside numbers; matching must not see them, and what is shown must stay as printed.

use crate::fold::{fold_char, plain_until};
use crate::lexicon::{self, Finder};
use crate::place::Lines;
use std::ops::Range;
use std::sync::LazyLock;

/// A paragraph: one or more printed lines read as one run of words.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// The lines as printed, joined without anything between them.
    raw: String,
    /// The folded text that is matched.
    pub text: String,
    /// Where `text` falls out of step with `raw`: a byte of the one and the byte of the other that it comes from. Up to the
    /// next such place both go on in step.
    steps: Vec<(u32, u32)>,
    /// Where each line begins in `raw`.
    starts: Vec<(u32, u32)>,
}

impl Paragraph {
    /// A paragraph of these lines.
    pub fn new<'a>(lines: impl IntoIterator<Item = (u32, &'a str)>) -> Self {
        let mut paragraph = Self::default();
        for (number, line) in lines {
            paragraph.starts.push((paragraph.raw.len() as u32, number));
            paragraph.raw.push_str(line.trim());
        }
        paragraph.fold();
        paragraph
    }

    fn fold(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        self.text.reserve(raw.len());
        let mut at = 0;
        let mut before = '\0';
        loop {
            // Most characters stay as they are: whole stretches of them are copied at once.
            let plain = plain_until(&raw, at, |byte| matches!(byte, b'(' | b'*' | b' ' | b','));
            if plain > at {
                self.step(at);
                self.text.push_str(raw.get(at..plain).unwrap_or(""));
                before = self.text.chars().next_back().unwrap_or(before);
            }
            let mut rest = raw.get(plain..).unwrap_or("").chars();
            let Some(printed) = rest.next() else { break };
            at = plain + printed.len_utf8();
            if matches!(printed, '(' | '（')
                && is_han(before)
                && let Some(length) = pinyin(&raw[plain..])
            {
                at = plain + length;
                continue;
            }
            let c = fold_char(printed);
            let next = rest.next().map_or('\0', fold_char);
            let dropped = match c {
                '*' => before == '*' || next == '*',
                ' ' => before == ' ' || joins(before, next),
                ',' => matches!(next, ',' | '。' | '、' | ';'),
                '\u{200b}'..='\u{200f}' | '\u{feff}' => true,
                _ => false,
            };
            if dropped {
                if c == '*' {
                    before = '*';
                }
                continue;
            }
            before = c;
            self.step(plain);
            self.text.push(c);
        }
        self.raw = raw;
    }

    /// Notes that what comes next into `text` is printed at this byte, where that is out of step.
    fn step(&mut self, printed: usize) {
        let (here, last) = (self.text.len(), self.steps.last().copied().unwrap_or((0, 0)));
        if last.1 as usize + here - last.0 as usize != printed {
            self.steps.push((here as u32, printed as u32));
        }
    }

    /// The words of this range of `text` exactly as printed, with whatever matching does not see.
    pub fn printed(&self, range: Range<usize>) -> &str {
        let start = self.raw_at(range.start);
        // The end is where the last character of the range ends, not where the next one begins.
        let end = match self.text.get(..range.end).and_then(|text| text.char_indices().next_back()) {
            Some((last, _)) if range.end > range.start => {
                let from = self.raw_at(last);
                from + self.raw.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
            }
            _ => start,
        };
        self.raw.get(start..end.max(start)).unwrap_or("")
    }

    /// The words of this range as printed, without pinyin and marks that matching does not see.
    pub fn clean(&self, range: Range<usize>) -> String {
        let mut out = String::with_capacity(range.len());
        let Some(text) = self.text.get(range.clone()) else { return out };
        for (offset, _) in text.char_indices() {
            if let Some(c) = self.raw.get(self.raw_at(range.start + offset)..).and_then(|rest| rest.chars().next()) {
                out.push(c);
            }
        }
        out
    }

    /// The lines on which this range of `text` stands.
    pub fn lines(&self, range: Range<usize>) -> Lines {
        let first = self.line_at(self.raw_at(range.start));
        let last = self.line_at(self.raw_at(range.end.saturating_sub(1).max(range.start)));
        Lines::new(first, last)
    }

    /// All its lines.
    pub fn all_lines(&self) -> Lines {
        let first = self.starts.first().map_or(1, |(_, line)| *line);
        let last = self.starts.last().map_or(1, |(_, line)| *line);
        Lines::new(first, last)
    }

    /// The byte that a byte of `text` comes from, by the last step before it.
    fn in_step(&self, at: usize) -> usize {
        let after = self.steps.partition_point(|step| step.0 as usize <= at);
        let last = after.checked_sub(1).and_then(|last| self.steps.get(last));
        last.map_or(at, |step| step.1 as usize + at - step.0 as usize)
    }

    fn raw_at(&self, at: usize) -> usize {
        if at >= self.text.len() { self.raw.len() } else { self.in_step(at) }
    }

    fn line_at(&self, raw: usize) -> u32 {
        let index = self.starts.partition_point(|(start, _)| *start as usize <= raw);
        self.starts.get(index.saturating_sub(1)).map_or(1, |(_, line)| *line)
    }
}

/// Whether this is a letter or digit of any script, Chinese characters told first, since most are.
pub fn is_word(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// No clause and no sentence that is asked for is longer, in bytes: a text without marks is not searched to its beginning.
const REACH: usize = 1800;

/// Where the words before `at` begin that may belong to what stands there.
pub fn reach_before(text: &str, at: usize) -> usize {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

static NOTES: LazyLock<Finder> = LazyLock::new(|| {
    let rows = lexicon::rows(lexicon::table!("layout_words")).filter(|row| row.get(1) == Some(&"note"));
    Finder::new(rows.filter_map(|row| row.first().copied()).collect())
});

/// Whether a folded text is a note on a table: 注:…, 注1:…, 灯号说明:….
pub fn is_note(text: &str) -> bool {
    let text = text.trim_start();
    let behind = NOTES.leading(text).and_then(|word| text.get(word.end..));
    behind.is_some_and(|text| text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([':', '.']))
}

/// Whether this is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// Whether the mark at this place stands between two numbers and parts no names: 一、二标段, 第5、6月.
pub fn parts_numbers(text: &str, at: usize) -> bool {
    let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || super::numeral::is_chinese(c));
    let mut behind = text.get(at..).unwrap_or("").chars();
    behind.next() == Some('、')
        && number(behind.next())
        && number(text.get(..at).and_then(|text| text.chars().next_back()))
}

/// A blank between two of these is no border but a gap of the setting: 2022年 20 项.
fn joins(before: char, after: char) -> bool {
    let number = |c: char| c.is_ascii_digit();
    (number(before) && is_han(after)) || (is_han(before) && number(after))
}

/// A text without the pinyin that a converter left behind its characters, or `None` where there is none.
pub fn without_glosses(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut kept = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, '(' | '（')
            && at >= kept
            && text[..at].chars().next_back().is_some_and(is_han)
            && let Some(length) = pinyin(&text[at..])
        {
            out.push_str(&text[kept..at]);
            kept = at + length;
        }
    }
    (kept > 0).then(|| {
        out.push_str(&text[kept..]);
        out
    })
}

/// The length of a pinyin gloss `(diǎn)` at the start of `text`: small letters only, with a bracket at each end.
fn pinyin(text: &str) -> Option<usize> {
    let mut letters = 0;
    for (index, c) in text.char_indices() {
        match c {
            '(' | '（' if index == 0 => {}
            ')' | '）' if letters > 0 => return Some(index + c.len_utf8()),
            // Latin letters with their tones; the standard library's table of all small letters is a kilobyte of the page.
            'a'..='z' | 'ß'..='ɏ' | 'ɡ' if letters < 7 => letters += 1,
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_and_blanks_are_not_seen() {
        let paragraph = Paragraph::new([(7, "實(shí)現(xiàn)開工 20 項(xiàng)，，完成")]);
        assert_eq!(paragraph.text, "实现开工20项,完成");
        let at = paragraph.text.find("现开工").unwrap();
        assert_eq!(paragraph.printed(at..at + 9), "現(xiàn)開工");
        assert_eq!(paragraph.clean(at..at + 9), "現開工");
        assert_eq!(Paragraph::new([(1, "疫苗(HPV)接种")]).text, "疫苗(HPV)接种");
    }

    #[test]
    fn glosses_are_taken_out_of_cells() {
        assert_eq!(without_glosses("市監(jiān)局、民衛（wèi）局").as_deref(), Some("市監局、民衛局"));
        assert_eq!(without_glosses("疫苗(HPV)接种(二期)"), None);
    }

    #[test]
    fn lines_are_known() {
        let paragraph = Paragraph::new([(3, "政府办公室对２０项工作落实"), (4, "情况开展了督查")]);
        let at = paragraph.text.find("情况").unwrap();
        assert_eq!(paragraph.lines(at..at + 6), Lines::one(4));
        assert_eq!(paragraph.all_lines(), Lines::new(3, 4));
    }
}
