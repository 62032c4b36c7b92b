//! Finds the words of a list in a text, from left to right and the longest at each place, in one pass.
//!
//! What comes in is a list of words, then texts; what goes out is byte ranges and which word stands there.
//! Chinese words differ in their first character more than in anything else. So a finder is a list of first
//! characters, each with its words from long to short, behind a filter of bits that most characters fail.
//! It is ready in a few microseconds and small as code, which an automaton over bytes is not; texts are
//! read about as fast.

use crate::order;

/// How many bits the filter has: some ten times as many as a long list has first characters.
const BITS: usize = 4096;

/// A list of words, ready to be found.
pub struct Finder {
    words: Vec<&'static str>,
    /// Places in `words`: by first character, within it the longest first, the earlier of two that are the same.
    sorted: Vec<u32>,
    /// The first characters in order, each with where its words begin in `sorted`.
    firsts: Vec<(char, u32)>,
    filter: [u64; BITS / 64],
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

/// Where the filter keeps a character: the word of bits and the bit.
fn bit(c: char) -> (usize, u64) {
    let slot = c as usize % BITS;
    (slot / 64, 1 << (slot % 64))
}

impl Finder {
    /// A finder of these words; empty ones are never found.
    pub fn new(words: Vec<&'static str>) -> Self {
        let first = |place: u32| words.get(place as usize).and_then(|word| word.chars().next());
        let length = |place: u32| words.get(place as usize).map_or(0, |word| word.len());
        let mut sorted: Vec<u32> = (0..words.len() as u32).filter(|place| first(*place).is_some()).collect();
        order::sort_by(&mut sorted, |a, b| first(*a).cmp(&first(*b)).then(length(*b).cmp(&length(*a))));
        let mut firsts: Vec<(char, u32)> = Vec::new();
        let mut filter = [0; BITS / 64];
        for (at, place) in sorted.iter().enumerate() {
            let Some(c) = first(*place) else { continue };
            if firsts.last().is_none_or(|last| last.0 != c) {
                firsts.push((c, at as u32));
                let (slot, mask) = bit(c);
                filter[slot] |= mask;
            }
        }
        Self { words, sorted, firsts, filter }
    }

    /// The words that begin with `c`, as a stretch of `sorted`.
    fn group(&self, c: char) -> &[u32] {
        let (slot, mask) = bit(c);
        if self.filter[slot] & mask == 0 {
            return &[];
        }
        let Ok(group) = self.firsts.binary_search_by(|probe| probe.0.cmp(&c)) else { return &[] };
        let begin = self.firsts[group].1 as usize;
        let end = self.firsts.get(group + 1).map_or(self.sorted.len(), |next| next.1 as usize);
        &self.sorted[begin..end]
    }

    /// The longest word that begins at byte `at`, where `c` stands.
    fn at(&self, text: &str, at: usize, c: char) -> Option<Found> {
        let group = self.group(c);
        let rest = &text.as_bytes()[at..];
        group.iter().find_map(|place| self.is_at(rest, at, *place))
    }

    /// The word at this place of the list, if `rest`, the text from byte `at`, begins with it.
    fn is_at(&self, rest: &[u8], at: usize, place: u32) -> Option<Found> {
        let word = self.words[place as usize];
        rest.starts_with(word.as_bytes()).then(|| Found { start: at, end: at + word.len(), word: place as usize })
    }

    /// Every word at every place of `text`, also those that overlap.
    pub fn each(&self, text: &str, found: &mut dyn FnMut(Found)) {
        for (at, c) in text.char_indices() {
            let rest = &text.as_bytes()[at..];
            self.group(c).iter().filter_map(|place| self.is_at(rest, at, *place)).for_each(&mut *found);
        }
    }

    /// The longest word at the beginning of `text`.
    pub fn leading(&self, text: &str) -> Option<Found> {
        self.at(text, 0, text.chars().next()?)
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
            if let Some(found) = self.finder.at(self.text, self.at + offset, c) {
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
