//! Folding: one spelling for matching. Full-width forms become half-width, traditional characters
//! simplified, every kind of blank a space, always one character for one character, so that a
//! character index of the folded text is one of the printed text. What is shown stays as printed.

use std::borrow::Cow;
use std::sync::LazyLock;

/// First code point of the block that holds the Chinese characters of everyday use.
const HAN_FIRST: u32 = 0x4e00;
/// How many code points that block has.
const HAN_COUNT: usize = 0x5200;

/// The characters that matching reads as others. Few are, so a bit says which, and texts touch little memory.
struct Simplified {
    changed: [u64; HAN_COUNT / 64],
    /// How many bits are set before each word of `changed`.
    ranks: [u16; HAN_COUNT / 64],
    /// What is read for each character whose bit is set, as an offset from the first Chinese character.
    read_as: Vec<u16>,
}

static SIMPLIFIED: LazyLock<Simplified> = LazyLock::new(|| {
    // As `build.rs` writes them: how many, upper and lower bytes of what is read, steps between what is printed.
    let table: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/traditional.bin"));
    let byte = |at: usize| table.get(at).copied().map_or(0, u16::from);
    let count = byte(0) | byte(1) << 8;
    let (upper, lower, mut step) = (2, 2 + usize::from(count), 2 + 2 * usize::from(count));
    let mut simplified = Simplified {
        changed: [0; HAN_COUNT / 64],
        ranks: [0; HAN_COUNT / 64],
        read_as: Vec::with_capacity(usize::from(count)),
    };
    let mut from = 0;
    for place in 0..usize::from(count) {
        while byte(step) == 255 {
            from += 255;
            step += 1;
        }
        from += usize::from(byte(step));
        step += 1;
        if let Some(bits) = simplified.changed.get_mut(from / 64) {
            *bits |= 1 << (from % 64);
            simplified.read_as.push(byte(upper + place) << 8 | byte(lower + place));
        }
    }
    let mut rank = 0;
    for (bits, before) in simplified.changed.iter().zip(&mut simplified.ranks) {
        *before = rank;
        rank += bits.count_ones() as u16;
    }
    simplified
});

impl Simplified {
    /// Where `read_as` has the character of this offset, if it is read as another.
    fn place(&self, offset: usize) -> Option<usize> {
        let (bits, bit) = (self.changed[offset / 64], 1_u64 << (offset % 64));
        (bits & bit != 0).then(|| usize::from(self.ranks[offset / 64]) + (bits & (bit - 1)).count_ones() as usize)
    }
}

/// The folded form of one character.
pub fn fold_char(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{7f}' => c,
        '\u{4e00}'..='\u{9fff}' => {
            let simplified = &*SIMPLIFIED;
            let read_as = simplified.place((c as u32 - HAN_FIRST) as usize).map(|place| simplified.read_as[place]);
            read_as.and_then(|offset| char::from_u32(HAN_FIRST + u32::from(offset))).unwrap_or(c)
        }
        _ => fold_mark(c),
    }
}

/// The folded form of a character that is neither ASCII nor Chinese.
fn fold_mark(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '「' | '『' | '〝' => '“',
        '」' | '』' | '〞' => '”',
        '﹔' => ';',
        '﹐' => ',',
        _ => c,
    }
}

/// The first byte from `from` on of a character that folding may change, that is one of the ASCII signs `of_note`, or that is
/// neither ASCII nor Chinese. Most of a text is passed over so, a few instructions a character.
#[inline]
pub fn plain_until(text: &str, from: usize, of_note: fn(u8) -> bool) -> usize {
    let (bytes, simplified) = (text.as_bytes(), &*SIMPLIFIED);
    let mut at = from;
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            0..=0x7f => {
                if byte == b'\t' || of_note(byte) {
                    return at;
                }
                at += 1;
            }
            // U+4000 to U+9FFF.
            0xe4..=0xe9 => {
                let Some([_, second, third]) = bytes.get(at..at + 3) else { return at };
                let code = u32::from(byte & 0xf) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f);
                let offset = code.wrapping_sub(HAN_FIRST) as usize;
                if offset >= HAN_COUNT || simplified.changed[offset / 64] & 1 << (offset % 64) != 0 {
                    return at;
                }
                at += 3;
            }
            _ => return at,
        }
    }
    bytes.len()
}

/// The folded form of a text: as many characters as it had.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded, &mut |_, _| {});
    folded
}

/// The folded form of a text, without a copy where every character is a plain one.
pub fn folded(text: &str) -> Cow<'_, str> {
    if plain_until(text, 0, |_| false) == text.len() { Cow::Borrowed(text) } else { Cow::Owned(fold(text)) }
}

/// Adds the folded form of a text to `folded`. `out_of_step` is told each place behind which as many bytes went in as came
/// out no longer: the byte of the folded text and that of the printed one.
pub fn fold_into(text: &str, folded: &mut String, out_of_step: &mut dyn FnMut(usize, usize)) {
    // Most characters stay as they are: whole stretches of them are copied at once.
    let (mut from, mut at) = (0, 0);
    loop {
        at = plain_until(text, at, |_| false);
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let (to, behind) = (fold_char(c), at + c.len_utf8());
        if to != c {
            folded.push_str(text.get(from..at).unwrap_or(""));
            folded.push(to);
            from = behind;
            if to.len_utf8() != c.len_utf8() {
                out_of_step(folded.len(), behind);
            }
        }
        at = behind;
    }
    folded.push_str(text.get(from..).unwrap_or(""));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_for_one() {
        assert_eq!(fold("計畫（１２％）：進度落後\u{3000}臺"), "计划(12%):进度落后 台");
        assert_eq!(fold("已完成，乾净"), "已完成,乾净");
        assert_eq!(fold("丟龜籲"), "丢龟吁");
        assert_eq!(fold("a\tb㐀\u{a0}😀﹔"), "a b㐀 😀;");
        let every: String = ('\0'..='\u{ffff}').collect();
        assert_eq!(fold(&every), every.chars().map(fold_char).collect::<String>());
    }
}
