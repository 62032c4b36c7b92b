//! Folding: one spelling for matching. Full-width forms become half-width, traditional characters
//! simplified, every kind of blank a space, always one character for one character, so that a
//! character index of the folded text is one of the printed text. What is shown stays as printed.

/// The folded form of one character.
pub fn fold_char(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\t' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The folded form of a text: as many characters as it had.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}
