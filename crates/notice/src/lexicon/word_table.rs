//! Words with a meaning each, found in a text in one pass or at one place.

use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;

/// A list of words, each with what it means.
pub struct WordTable<T> {
    words: Vec<(&'static str, T)>,
    by_first: HashMap<char, Vec<usize>>,
    automaton: Option<AhoCorasick>,
}

impl<T> WordTable<T> {
    /// A table of these words. Where two are the same, the first counts.
    pub fn new(words: impl Iterator<Item = (&'static str, T)>) -> Self {
        let words: Vec<(&'static str, T)> = words.filter(|(word, _)| !word.is_empty()).collect();
        let mut by_first: HashMap<char, Vec<usize>> = HashMap::new();
        for (index, (word, _)) in words.iter().enumerate() {
            if let Some(first) = word.chars().next() {
                by_first.entry(first).or_default().push(index);
            }
        }
        for indices in by_first.values_mut() {
            indices.sort_by_key(|index| std::cmp::Reverse(words[*index].0.len()));
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.iter().map(|(word, _)| *word))
            .ok();
        Self { words, by_first, automaton }
    }

    /// The longest word at the beginning of `text`, with its length in bytes.
    pub fn longest(&self, text: &str) -> Option<(usize, &T)> {
        let indices = self.by_first.get(&text.chars().next()?)?;
        let index = *indices.iter().find(|index| text.starts_with(self.words[**index].0))?;
        let (word, meaning) = &self.words[index];
        Some((word.len(), meaning))
    }

    /// The words of `text` from left to right, the longest at each place, with their bytes.
    pub fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize, &'t T)> + 't {
        self.automaton
            .iter()
            .flat_map(move |automaton| automaton.find_iter(text))
            .map(|hit| (hit.start(), hit.end(), &self.words[hit.pattern().as_usize()].1))
    }

    /// Whether any of the words stands in `text`.
    pub fn any(&self, text: &str) -> bool {
        self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(text))
    }
}
