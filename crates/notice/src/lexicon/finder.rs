//! Finds the words of a list in a text, from left to right and the longest at each place, in one pass.
//!
//! What comes in is a list of words, then texts; what goes out is byte ranges and which word stands there.
//! Chinese words differ in their first character more than in anything else. So a finder is a set of bits, one for each
//! first character (few of them share one), and behind each bit its words from long to short, each with its first bytes
//! as a number. It is ready in a few microseconds and small as code, which an automaton over bytes is not; texts are
//! read about as fast.

use crate::order;

/// How many bits the set has: some ten times as many as a long list has first characters.
const BITS: usize = 4096;

/// No word has more characters than this.
const LONGEST: usize = 24;

/// A word as it is compared: its first eight bytes as a number, and which of them count.
#[derive(Clone, Copy)]
struct Key {
    bytes: u64,
    mask: u64,
    /// Its place in the list.
    word: u32,
    length: u32,
}

/// The words behind one bit.
#[derive(Clone, Copy, Default)]
struct Group {
    /// Where they stand in `keys`.
    begin: u16,
    end: u16,
    /// Which characters may follow the first, a bit each; all where a word has but one.
    seconds: u64,
}

/// A list of words, ready to be found.
pub struct Finder {
    words: Vec<&'static str>,
    /// The words by the bit of their first character, within it the longest first, the earlier of two that are the same.
    keys: Vec<Key>,
    /// For each bit that is set, in order.
    groups: Vec<Group>,
    bits: [u64; BITS / 64],
    /// How many bits are set before each word of `bits`.
    ranks: [u16; BITS / 64],
}

/// A word found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First byte.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// Which word of the list.
    pub word: usize,
}

/// How many bytes the character has that begins with this one.
fn width(first: u8) -> usize {
    match first {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// Which bit stands for the character that begins at byte `at`, the low bits of its code, and how many bytes it has. They are
/// taken from its last two bytes: most characters of a text begin no word, so this is what finding costs.
#[inline]
fn slot(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let first = *text.get(at)?;
    if first <= 0x7f {
        return Some((usize::from(first), 1));
    }
    let width = width(first);
    let low = |back: usize| text.get(at + width - back).map_or(0, |byte| usize::from(byte & 0x3f));
    Some((low(2) << 6 | low(1), width))
}

/// The bit of a character among those that may follow the first, from the last six bits of its code.
fn second_bit(slot: usize) -> u64 {
    1 << (slot % 64)
}

/// The first eight bytes of a text as a number, zeros behind its end.
fn head(text: &[u8]) -> u64 {
    match text.first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte)),
    }
}

impl Finder {
    /// A finder of these words; empty ones are never found.
    pub fn new(words: Vec<&'static str>) -> Self {
        // Bit, length and place as one number each: that sorts faster than asking the words again and again.
        let rank = |(place, word): (usize, &&'static str)| {
            let bit = slot(word.as_bytes(), 0)?.0 as u64;
            Some(bit << 48 | u64::from(u16::MAX - word.len() as u16) << 32 | place as u64)
        };
        let mut sorted: Vec<u64> = words.iter().enumerate().filter_map(rank).collect();
        order::sort(&mut sorted);
        let mut finder = Self {
            keys: Vec::with_capacity(sorted.len()),
            groups: Vec::new(),
            bits: [0; BITS / 64],
            ranks: [0; BITS / 64],
            words,
        };
        for place in sorted.into_iter().map(|rank| rank as u32) {
            let word = finder.words[place as usize];
            let Some((slot, width)) = slot(word.as_bytes(), 0) else { continue };
            let mask = u64::MAX >> (8 * 8_usize.saturating_sub(word.len()));
            if finder.bits[slot / 64] & 1 << (slot % 64) == 0 {
                finder.bits[slot / 64] |= 1 << (slot % 64);
                finder.groups.push(Group { begin: finder.keys.len() as u16, ..Group::default() });
            }
            finder.keys.push(Key { bytes: head(word.as_bytes()), mask, word: place, length: word.len() as u32 });
            if let Some(group) = finder.groups.last_mut() {
                group.end = finder.keys.len() as u16;
                group.seconds |= self::slot(word.as_bytes(), width).map_or(u64::MAX, |second| second_bit(second.0));
            }
        }
        let mut rank = 0;
        for (bits, before) in finder.bits.iter().zip(&mut finder.ranks) {
            *before = rank;
            rank += bits.count_ones() as u16;
        }
        finder
    }

    /// The next byte from `at` on where a word may begin, with its bit and how many bytes its character has.
    #[inline]
    fn next_start(&self, text: &[u8], mut at: usize) -> Option<(usize, usize, usize)> {
        loop {
            let (slot, width) = slot(text, at)?;
            if self.bits[slot / 64] & 1 << (slot % 64) != 0 {
                return Some((at, slot, width));
            }
            at += width;
        }
    }

    /// The words whose first character has this bit, if there are any.
    fn group(&self, slot: usize) -> Option<Group> {
        let (bits, bit) = (self.bits[slot / 64], 1_u64 << (slot % 64));
        if bits & bit == 0 {
            return None;
        }
        let rank = usize::from(self.ranks[slot / 64]) + (bits & (bit - 1)).count_ones() as usize;
        self.groups.get(rank).copied()
    }

    /// The words whose first character has this bit.
    fn keys(&self, slot: usize) -> &[Key] {
        self.group(slot).map_or(&[], |group| &self.keys[usize::from(group.begin)..usize::from(group.end)])
    }

    /// The words that may begin at byte `at`, where a character of this bit and so many bytes stands.
    fn keys_at(&self, text: &[u8], (at, first, width): (usize, usize, usize)) -> &[Key] {
        let Some(group) = self.group(first) else { return &[] };
        let second = slot(text, at + width).map_or(u64::MAX, |second| second_bit(second.0));
        if group.seconds & second == 0 {
            return &[];
        }
        &self.keys[usize::from(group.begin)..usize::from(group.end)]
    }

    /// The longest word that begins here.
    fn at(&self, text: &[u8], start: (usize, usize, usize)) -> Option<Found> {
        let keys = self.keys_at(text, start);
        if keys.is_empty() {
            return None;
        }
        let rest = &text[start.0..];
        let head = head(rest);
        keys.iter().find_map(|key| self.is_at(rest, head, start.0, *key))
    }

    /// The word of this key, if `rest`, the text from byte `at`, begins with it.
    fn is_at(&self, rest: &[u8], head: u64, at: usize, key: Key) -> Option<Found> {
        if head & key.mask != key.bytes {
            return None;
        }
        let length = key.length as usize;
        let whole = if length <= 8 {
            length <= rest.len()
        } else {
            rest.get(8..length) == self.words[key.word as usize].as_bytes().get(8..)
        };
        whole.then_some(Found { start: at, end: at + length, word: key.word as usize })
    }

    /// Every word at every place of `text`, also those that overlap.
    pub fn each(&self, text: &str, found: &mut dyn FnMut(Found)) {
        let mut at = 0;
        while let Some(start) = self.next_start(text.as_bytes(), at) {
            self.each_at(text.as_bytes(), start, found);
            at = start.0 + start.2;
        }
    }

    /// Every word that begins here.
    fn each_at(&self, text: &[u8], start: (usize, usize, usize), found: &mut dyn FnMut(Found)) {
        let keys = self.keys_at(text, start);
        if !keys.is_empty() {
            let rest = &text[start.0..];
            let head = head(rest);
            keys.iter().filter_map(|key| self.is_at(rest, head, start.0, *key)).for_each(&mut *found);
        }
    }

    /// Every word at the beginning of `text`, the longest first.
    pub fn each_leading(&self, text: &str, found: &mut dyn FnMut(Found)) {
        if let Some((slot, width)) = slot(text.as_bytes(), 0) {
            self.each_at(text.as_bytes(), (0, slot, width), found);
        }
    }

    /// The longest word at the beginning of `text`.
    pub fn leading(&self, text: &str) -> Option<Found> {
        let (slot, width) = slot(text.as_bytes(), 0)?;
        self.at(text.as_bytes(), (0, slot, width))
    }

    /// Whether `text` is one of the words.
    pub fn is_word(&self, text: &str) -> bool {
        self.leading(text).is_some_and(|found| found.end == text.len())
    }

    /// Whether the end of `text` is the beginning of a longer word that goes on with `next`.
    pub fn may_go_on(&self, text: &str, next: char) -> bool {
        text.char_indices().rev().take(LONGEST).any(|(at, _)| {
            let rest = &text.as_bytes()[at..];
            let slot = slot(rest, 0).map_or(0, |slot| slot.0);
            self.keys(slot).iter().any(|key| {
                let word = self.words[key.word as usize];
                word.as_bytes().starts_with(rest)
                    && word.get(rest.len()..).is_some_and(|behind| behind.starts_with(next))
            })
        })
    }

    /// The words of `text` from left to right; none begins within another.
    pub fn find<'t>(&'t self, text: &'t str) -> Finds<'t> {
        Finds { finder: self, text, at: 0 }
    }

    /// Whether any of the words stands in `text`.
    pub fn any(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }
}

/// The words of one text, see [`Finder::find`].
pub struct Finds<'t> {
    finder: &'t Finder,
    text: &'t str,
    at: usize,
}

impl Iterator for Finds<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let text = self.text.as_bytes();
        while let Some(start) = self.finder.next_start(text, self.at) {
            if let Some(found) = self.finder.at(text, start) {
                self.at = found.end;
                return Some(found);
            }
            self.at = start.0 + start.2;
        }
        self.at = text.len();
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&'static str], text: &str) -> Vec<(usize, usize, usize)> {
        Finder::new(words.to_vec()).find(text).map(|one| (one.start, one.end, one.word)).collect()
    }

    #[test]
    fn the_leftmost_and_there_the_longest() {
        assert_eq!(found(&["完成", "未完成", "完成率"], "尚未完成,完成率90%"), [(3, 12, 1), (13, 22, 2)]);
        assert_eq!(found(&["ab", "abc", "cd"], "abcd"), [(0, 3, 1)]);
    }

    #[test]
    fn each_word_at_each_place() {
        let mut all = Vec::new();
        Finder::new(vec!["完成", "未完成", "成"]).each("未完成", &mut |found| all.push((found.start, found.word)));
        assert_eq!(all, [(0, 1), (3, 0), (6, 2)]);
    }

    #[test]
    fn of_two_same_words_the_first() {
        assert_eq!(found(&["甲", "乙", "甲"], "乙甲"), [(0, 3, 1), (3, 6, 0)]);
    }

    #[test]
    fn nothing_in_nothing() {
        assert_eq!(found(&[], "完成"), []);
        assert_eq!(found(&[""], "完成"), []);
        assert_eq!(found(&["完成"], ""), []);
        assert!(Finder::new(vec!["完成"]).leading("未完成").is_none());
        assert!(!Finder::new(vec!["完成"]).any("完毕,已成"));
    }
}
