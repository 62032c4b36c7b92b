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

/// Which bit stands for a character.
fn slot(c: char) -> usize {
    c as usize % BITS
}

/// The bit of a character among those that may follow the first.
fn second_bit(c: char) -> u64 {
    1 << (c as u32 % 64)
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
        let bit = |place: u32| words.get(place as usize).and_then(|word| word.chars().next()).map(slot);
        let length = |place: u32| words.get(place as usize).map_or(0, |word| word.len());
        let mut sorted: Vec<u32> = (0..words.len() as u32).filter(|place| bit(*place).is_some()).collect();
        order::sort_by(&mut sorted, |a, b| bit(*a).cmp(&bit(*b)).then(length(*b).cmp(&length(*a))));
        let mut finder = Self {
            keys: Vec::with_capacity(sorted.len()),
            groups: Vec::new(),
            bits: [0; BITS / 64],
            ranks: [0; BITS / 64],
            words,
        };
        for place in sorted {
            let word = finder.words[place as usize];
            let Some(slot) = word.chars().next().map(slot) else { continue };
            let mask = u64::MAX >> (8 * 8_usize.saturating_sub(word.len()));
            if finder.bits[slot / 64] & 1 << (slot % 64) == 0 {
                finder.bits[slot / 64] |= 1 << (slot % 64);
                finder.groups.push(Group { begin: finder.keys.len() as u16, ..Group::default() });
            }
            finder.keys.push(Key { bytes: head(word.as_bytes()), mask, word: place, length: word.len() as u32 });
            if let Some(group) = finder.groups.last_mut() {
                group.end = finder.keys.len() as u16;
                group.seconds |= word.chars().nth(1).map_or(u64::MAX, second_bit);
            }
        }
        let mut rank = 0;
        for (bits, before) in finder.bits.iter().zip(&mut finder.ranks) {
            *before = rank;
            rank += bits.count_ones() as u16;
        }
        finder
    }

    /// Whether a word may begin with `c`.
    #[inline]
    fn may_begin(&self, c: char) -> bool {
        let slot = slot(c);
        self.bits[slot / 64] & 1 << (slot % 64) != 0
    }

    /// The words whose first character shares the bit of `c`, if there are any.
    fn group(&self, c: char) -> Option<Group> {
        let slot = slot(c);
        let (bits, bit) = (self.bits[slot / 64], 1_u64 << (slot % 64));
        if bits & bit == 0 {
            return None;
        }
        let rank = usize::from(self.ranks[slot / 64]) + (bits & (bit - 1)).count_ones() as usize;
        self.groups.get(rank).copied()
    }

    /// The words that may begin with `c`.
    fn keys(&self, c: char) -> &[Key] {
        self.group(c).map_or(&[], |group| &self.keys[usize::from(group.begin)..usize::from(group.end)])
    }

    /// The words that may begin at byte `at`, where `c` stands.
    fn keys_at(&self, text: &str, at: usize, c: char) -> &[Key] {
        let Some(group) = self.group(c) else { return &[] };
        let second = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).map_or(u64::MAX, second_bit);
        if group.seconds & second == 0 {
            return &[];
        }
        &self.keys[usize::from(group.begin)..usize::from(group.end)]
    }

    /// The longest word that begins at byte `at`, where `c` stands.
    fn at(&self, text: &str, at: usize, c: char) -> Option<Found> {
        let keys = self.keys_at(text, at, c);
        if keys.is_empty() {
            return None;
        }
        let rest = &text.as_bytes()[at..];
        let head = head(rest);
        keys.iter().find_map(|key| self.is_at(rest, head, at, *key))
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
        for (at, c) in text.char_indices() {
            if self.may_begin(c) {
                self.each_at(text, at, c, found);
            }
        }
    }

    /// Every word at byte `at`, where `c` stands.
    fn each_at(&self, text: &str, at: usize, c: char, found: &mut dyn FnMut(Found)) {
        let keys = self.keys_at(text, at, c);
        if !keys.is_empty() {
            let rest = &text.as_bytes()[at..];
            let head = head(rest);
            keys.iter().filter_map(|key| self.is_at(rest, head, at, *key)).for_each(&mut *found);
        }
    }

    /// Every word at the beginning of `text`, the longest first.
    pub fn each_leading(&self, text: &str, found: &mut dyn FnMut(Found)) {
        if let Some(c) = text.chars().next() {
            self.each_at(text, 0, c, found);
        }
    }

    /// The longest word at the beginning of `text`.
    pub fn leading(&self, text: &str) -> Option<Found> {
        self.at(text, 0, text.chars().next()?)
    }

    /// Whether `text` is one of the words.
    pub fn is_word(&self, text: &str) -> bool {
        self.leading(text).is_some_and(|found| found.end == text.len())
    }

    /// Whether the end of `text` is the beginning of a longer word that goes on with `next`.
    pub fn may_go_on(&self, text: &str, next: char) -> bool {
        text.char_indices().rev().take(LONGEST).any(|(at, c)| {
            let rest = &text.as_bytes()[at..];
            self.keys(c).iter().any(|key| {
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
        for (offset, c) in self.text.get(self.at..)?.char_indices() {
            if self.finder.may_begin(c)
                && let Some(found) = self.finder.at(self.text, self.at + offset, c)
            {
                self.at = found.end;
                return Some(found);
            }
        }
        self.at = self.text.len();
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
