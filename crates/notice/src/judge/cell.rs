//! A cell as judging reads it: its printed words, the folded words for matching, and the way back
//! from a place in the folded words to the printed ones and their lines.

use crate::fold::{fold_into, plain_until};
use crate::lexicon::statuses::{self, Phrase};
use crate::phrase::amounts::{self, Amount};
use crate::place::Passage;
use crate::report::Evidence;
use std::borrow::Cow;

use super::words::{self, Hit};

/// A cell with everything that one pass over it finds.
pub struct Cell<'n> {
    passage: &'n Passage,
    printed: Cow<'n, str>,
    /// The folded text; all offsets are bytes of it.
    pub text: Cow<'n, str>,
    /// Where the folded text falls out of step with the printed one: a byte of the folded text and the
    /// printed one it comes from. Up to the next such place both go on in step.
    back: Vec<(u32, u32)>,
    /// Its amounts.
    pub amounts: Vec<Amount>,
    /// The words that judging looks for.
    pub hits: Vec<Hit>,
    /// Its status phrases.
    pub phrases: Vec<Phrase>,
    /// Its clauses, in order; together they cover the text.
    pub clauses: Vec<Clause>,
}

/// A stretch between two commas, semicolons, stops or line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// First byte.
    pub start: usize,
    /// First byte after it, its delimiter not included.
    pub end: usize,
    /// First byte of the sentence it stands in.
    pub sentence: usize,
    /// Counts the numbered items and paragraphs from 0; clauses of one item share it.
    pub item: u32,
}

impl<'n> Cell<'n> {
    /// Reads a cell.
    pub fn new(passage: &'n Passage) -> Self {
        let printed = passage.words();
        let (text, back) = match &printed {
            Cow::Borrowed(words) if plain_until(words, 0, |_| false) == words.len() => {
                (Cow::Borrowed(*words), Vec::new())
            }
            words => {
                let (text, back) = fold(words);
                (Cow::Owned(text), back)
            }
        };
        let amounts = amounts::amounts(&text);
        let hits = words::hits(&text);
        let phrases = statuses::phrases(&text);
        let clauses = clauses(&text);
        Self { passage, printed, text, back, amounts, hits, phrases, clauses }
    }

    /// Whether nothing is printed, or only a dash or 无.
    pub fn is_empty(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '/' | '—' | '无' | '。' | '、' | '.' | '\\'))
    }

    /// The words of a stretch.
    pub fn part(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The clause that holds the byte `at`.
    pub fn clause_at(&self, at: usize) -> Option<&Clause> {
        let after = self.clauses.partition_point(|clause| clause.start <= at);
        self.clauses.get(after.checked_sub(1)?)
    }

    /// The hits that begin in `start..end`.
    pub fn hits_in(&self, start: usize, end: usize) -> &[Hit] {
        let from = self.hits.partition_point(|hit| hit.start < start);
        let to = self.hits.partition_point(|hit| hit.start < end);
        self.hits.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The status phrases that begin in `start..end`.
    pub fn phrases_in(&self, start: usize, end: usize) -> &[Phrase] {
        let from = self.phrases.partition_point(|phrase| phrase.start < start);
        let to = self.phrases.partition_point(|phrase| phrase.start < end);
        self.phrases.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The amounts that begin in `start..end`.
    pub fn amounts_in(&self, start: usize, end: usize) -> &[Amount] {
        let from = self.amounts.partition_point(|amount| amount.start < start);
        let to = self.amounts.partition_point(|amount| amount.start < end);
        self.amounts.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The printed words of a stretch with their lines. A stretch over several paragraphs is cut to its first.
    pub fn evidence(&self, start: usize, end: usize) -> Option<Evidence> {
        let (start, end) = (self.printed_at(start), self.printed_at(end));
        let words = self.printed.get(start..end)?;
        let lead = words.len() - words.trim_start().len();
        let words = words.trim_start();
        let words = words.split('\n').next().unwrap_or("").trim_end();
        if words.is_empty() {
            return None;
        }
        let start = start + lead;
        let lines = self.passage.locate(start, start + words.len())?;
        Some(Evidence { text: words.to_owned(), lines })
    }

    /// The whole cell's first paragraph as evidence.
    pub fn first_words(&self) -> Option<Evidence> {
        let clause = self.clauses.iter().find(|clause| !self.part(clause.start, clause.end).trim().is_empty())?;
        self.evidence(clause.start, clause.end)
    }

    fn printed_at(&self, folded: usize) -> usize {
        let after = self.back.partition_point(|(at, _)| *at as usize <= folded);
        let step = after.checked_sub(1).and_then(|last| self.back.get(last));
        step.map_or(folded, |(at, printed)| *printed as usize + folded - *at as usize).min(self.printed.len())
    }
}

/// The folded text, and the places where it falls out of step with the printed one.
fn fold(printed: &str) -> (String, Vec<(u32, u32)>) {
    let mut text = String::with_capacity(printed.len());
    let mut back: Vec<(u32, u32)> = Vec::new();
    fold_into(printed, &mut text, &mut |folded, printed| back.push((folded as u32, printed as u32)));
    (text, back)
}

/// Cuts a folded text into clauses.
fn clauses(text: &str) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    let (mut start, mut sentence, mut item) = (0, 0, 0);
    let mut depth = 0_u32;
    let bytes = text.as_bytes();
    let mut next = 0;
    while let Some(byte) = bytes.get(next).copied() {
        let at = next;
        // 。 is the only mark among them that is not ASCII.
        let full_stop = byte == 0xe3 && text[at..].starts_with('。');
        next += if full_stop { '。'.len_utf8() } else { 1 };
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let stop = full_stop || matches!(byte, b';' | b'\n' | b'!' | b'?');
        let thousands = || {
            at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_digit())
                && bytes.get(next).is_some_and(u8::is_ascii_digit)
        };
        if stop || byte == b',' && depth == 0 && !thousands() {
            found.push(Clause { start, end: at, sentence, item });
            start = next;
            if stop {
                sentence = next;
                depth = 0;
                if byte == b'\n' || numbered(&text[next..]) {
                    item += 1;
                }
            }
        }
    }
    if start < text.len() {
        found.push(Clause { start, end: text.len(), sentence, item });
    }
    found
}

/// Whether a text begins with the number of an item: 2. 2、 (2) ② 二是 二、.
fn numbered(text: &str) -> bool {
    let text = text.trim_start();
    let mut chars = text.chars();
    match chars.next() {
        Some('(') => chars.next().is_some_and(|c| c.is_ascii_digit() || words::is_numeral(c)),
        Some(c) if ('①'..='⑳').contains(&c) => true,
        Some(c) if c.is_ascii_digit() => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            text.len() - rest.len() <= 2
                && (rest.starts_with('、')
                    || (rest.starts_with('.') && !rest[1..].starts_with(|c: char| c.is_ascii_digit())))
        }
        Some(c) if words::is_numeral(c) => chars.next().is_some_and(|c| matches!(c, '是' | '、')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Lines;

    #[test]
    fn evidence_is_printed_as_it_stands_with_its_line() {
        let mut passage = Passage::default();
        passage.push("完成６０％；", Lines::one(7));
        passage.push("雲端平臺，已完成12家。", Lines::one(9));
        let cell = Cell::new(&passage);
        let at = cell.text.find("完成12").expect("folded text holds it");
        let evidence = cell.evidence(at, at + "完成12家".len()).expect("it is in the second paragraph");
        assert_eq!((evidence.text.as_str(), evidence.lines), ("完成12家", Lines::one(9)));
        let evidence = cell.evidence(0, "完成60%".len()).expect("the first words");
        assert_eq!((evidence.text.as_str(), evidence.lines), ("完成６０％", Lines::one(7)));
    }

    #[test]
    fn thousands_and_brackets_hold_a_clause_together() {
        let passage = Passage::of("拨付3,870万元,完成(含续建,新建)12家。2.开工", Lines::one(1));
        let cell = Cell::new(&passage);
        let clauses: Vec<_> = cell.clauses.iter().map(|clause| cell.part(clause.start, clause.end)).collect();
        assert_eq!(clauses, ["拨付3,870万元", "完成(含续建,新建)12家", "2.开工"]);
        assert_eq!(cell.clauses.iter().map(|clause| clause.item).collect::<Vec<_>>(), [0, 0, 1]);
    }
}
