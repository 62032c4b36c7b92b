//! Words with a meaning each, found in a text in one pass or at one place.

use super::finder::Finder;
use crate::order;

/// A list of words, each with what it means.
pub struct WordTable<T> {
    finder: Finder,
    meanings: Vec<T>,
}

impl<T> WordTable<T> {
    /// A table of these words. Where two are the same, the first counts.
    pub fn new(words: impl Iterator<Item = (&'static str, T)>) -> Self {
        let (words, meanings) = words.unzip();
        Self { finder: Finder::new(words), meanings }
    }

    /// The longest word at the beginning of `text`, with its length in bytes.
    pub fn longest(&self, text: &str) -> Option<(usize, &T)> {
        let found = self.finder.leading(text)?;
        Some((found.end, self.meanings.get(found.word)?))
    }

    /// The words of `text` from left to right, the longest at each place, with their bytes.
    pub fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize, &'t T)> + 't {
        self.finder.find(text).filter_map(|found| Some((found.start, found.end, self.meanings.get(found.word)?)))
    }

    /// Whether any of the words stands in `text`.
    pub fn any(&self, text: &str) -> bool {
        self.finder.any(text)
    }
}

impl<T> WordTable<Vec<T>> {
    /// A table of words of which one may mean several things, a row for each.
    pub fn of_several(rows: impl Iterator<Item = (&'static str, T)>) -> Self {
        let (words, meanings): (Vec<&'static str>, Vec<T>) = rows.unzip();
        let mut places: Vec<usize> = (0..words.len()).collect();
        order::sort_by_key(&mut places, |place| words[*place]);
        // The meanings leave their rows for the first row of the same word.
        let mut home: Vec<usize> = (0..words.len()).collect();
        for pair in places.windows(2) {
            if words[pair[0]] == words[pair[1]] {
                home[pair[1]] = home[pair[0]];
            }
        }
        let mut gathered: Vec<Vec<T>> = words.iter().map(|_| Vec::new()).collect();
        for (meaning, home) in meanings.into_iter().zip(home) {
            gathered[home].push(meaning);
        }
        Self { finder: Finder::new(words), meanings: gathered }
    }
}
