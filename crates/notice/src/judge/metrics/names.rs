//! How much of a target's name stands in a text: shared pairs of characters, head nouns, abbreviations.

use crate::phrase::text::is_word;

/// The pairs of characters of a name, without marks; a name of one character is itself.
pub(super) fn pieces(name: &str) -> Vec<String> {
    let chars: Vec<char> =
        name.chars().filter(|c| is_word(*c) && !matches!(c, '的' | '和' | '及' | '等')).take(32).collect();
    if chars.len() == 1 {
        return vec![chars[0].to_string()];
    }
    chars.windows(2).map(|pair| pair.iter().collect()).collect()
}

/// The share of `pieces` that stand in `text`.
pub(super) fn affinity(pieces: &[String], text: &str) -> f64 {
    if pieces.is_empty() || text.is_empty() {
        return 0.0;
    }
    let found = pieces.iter().filter(|piece| text.contains(piece.as_str())).count();
    found as f64 / pieces.len() as f64
}

/// The last `most` bytes of a text, cut at a character.
pub(super) fn tail(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The last `most` characters of a name.
pub(super) fn tail_chars(name: &str, most: usize) -> &str {
    let count = name.chars().count();
    name.char_indices().nth(count.saturating_sub(most)).map_or(name, |(at, _)| &name[at..])
}

/// Whether every character of `object` stands in `name` in the same order: 高企 for 高新技术企业.
pub fn abbreviates(object: &str, name: &str) -> bool {
    let mut rest = name.chars();
    object.chars().filter(|c| c.is_alphanumeric()).all(|c| rest.any(|other| other == c))
}

/// What a rate is a rate of: the two characters before 率.
pub(super) fn rated(name: &str) -> &str {
    let name = name.trim_end_matches(['达', '到', '率']);
    let rated = tail_chars(name, 2);
    if rated.chars().count() < 2 { "\0" } else { rated }
}
