//! Folding: one spelling for matching. Full-width forms become half-width, traditional characters
//! simplified, every kind of blank a space, always one character for one character, so that a
//! character index of the folded text is one of the printed text. What is shown stays as printed.

use std::sync::LazyLock;

/// First code point of the block that holds the Chinese characters of everyday use.
const HAN_FIRST: u32 = 0x4e00;
/// How many code points that block has.
const HAN_COUNT: usize = 0x5200;

/// For each Chinese character the one that matching reads, as an offset from itself; most are 0.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table: Vec<u16> = (0..HAN_COUNT as u16).collect();
    for line in crate::lexicon::table!("traditional").lines().filter(|line| !line.starts_with('#')) {
        let mut chars = line.chars();
        while let (Some(traditional), Some(simplified)) = (chars.next(), chars.next()) {
            let (from, to) =
                ((traditional as u32).wrapping_sub(HAN_FIRST), (simplified as u32).wrapping_sub(HAN_FIRST));
            if let (Some(slot), Ok(to)) = (table.get_mut(from as usize), u16::try_from(to)) {
                *slot = to;
            }
        }
    }
    table
});

/// The folded form of one character.
pub fn fold_char(c: char) -> char {
    match c {
        '\0'..='\u{7f}' if c != '\t' => c,
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\t' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{4e00}'..='\u{9fff}' => SIMPLIFIED
            .get((c as u32 - HAN_FIRST) as usize)
            .and_then(|&offset| char::from_u32(HAN_FIRST + u32::from(offset)))
            .unwrap_or(c),
        '「' | '『' | '〝' => '“',
        '」' | '』' | '〞' => '”',
        '﹔' => ';',
        '﹐' => ',',
        _ => c,
    }
}

/// The folded form of a text: as many characters as it had.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Most characters stay as they are: whole stretches of them are copied at once.
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let to = fold_char(c);
        if to != c {
            folded.push_str(&text[from..at]);
            folded.push(to);
            from = at + c.len_utf8();
        }
    }
    folded.push_str(&text[from..]);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_for_one() {
        assert_eq!(fold("計畫（１２％）：進度落後\u{3000}臺"), "计划(12%):进度落后 台");
        assert_eq!(fold("已完成，乾净"), "已完成,乾净");
    }
}
