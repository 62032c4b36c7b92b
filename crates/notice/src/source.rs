//! The source text cut into lines: the one numbering that reading, report and page share. What signs a
//! line holds is looked at once, for all readers that ask for tables written with signs.

use crate::place::Lines;

/// The lines of a source text, counted from 1.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    text: &'a str,
    /// Where each line begins, and behind the last one where the next would.
    starts: Vec<u32>,
    signs: Vec<u8>,
}

/// Which signs a line holds; each may be in doubt, where the first byte of a sign is also that of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs(u8);

impl Signs {
    /// A tab.
    pub const TAB: Self = Self(1);
    /// A bar, a plus, a drawn line or a full-width sign.
    pub const BAR: Self = Self(1 << 1);
    /// An ASCII comma.
    pub const COMMA: Self = Self(1 << 2);
    /// A straight quotation mark.
    pub const QUOTE: Self = Self(1 << 3);
    /// A star.
    pub const STAR: Self = Self(1 << 4);
    /// A colon of either width, or another full-width sign.
    pub const COLON: Self = Self(1 << 5);
    /// A space.
    pub const SPACE: Self = Self(1 << 6);
    /// A form feed.
    pub const PAGE: Self = Self(1 << 7);

    /// Whether any of these signs may stand in the line.
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a byte says of the signs of its line.
static SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    signs[b'\t' as usize] = Signs::TAB.0;
    signs[b'\x0c' as usize] = Signs::PAGE.0;
    signs[b'|' as usize] = Signs::BAR.0;
    signs[b'+' as usize] = Signs::BAR.0;
    signs[b',' as usize] = Signs::COMMA.0;
    signs[b'"' as usize] = Signs::QUOTE.0;
    signs[b'*' as usize] = Signs::STAR.0;
    signs[b':' as usize] = Signs::COLON.0;
    signs[b' ' as usize] = Signs::SPACE.0;
    // A no-break space begins with this byte.
    signs[0xc2] = Signs::SPACE.0;
    // ｜ and ： begin with the first of these bytes, drawn lines with the second.
    signs[0xef] = Signs::BAR.0 | Signs::COLON.0;
    signs[0xe2] = Signs::BAR.0;
    signs
};

impl<'a> Source<'a> {
    /// Cuts `text` at `\n`; a `\r` before it is no part of the line.
    pub fn new(text: &'a str) -> Self {
        let (mut starts, mut signs) = (Vec::with_capacity(text.len() / 32), Vec::with_capacity(text.len() / 32));
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            starts.push(from as u32);
            signs.push(line.bytes().fold(0, |seen, byte| seen | SIGNS[usize::from(byte)]));
            from += line.len();
        }
        starts.push(from as u32);
        Self { text, starts, signs }
    }

    /// How many lines there are.
    pub fn len(&self) -> u32 {
        self.signs.len() as u32
    }

    /// Whether there is no line at all.
    pub fn is_empty(&self) -> bool {
        self.signs.is_empty()
    }

    /// The line of this number, as printed; empty where there is none.
    pub fn line(&self, number: u32) -> &'a str {
        let Some(index) = number.checked_sub(1).map(|index| index as usize) else { return "" };
        let (Some(start), Some(end)) = (self.starts.get(index), self.starts.get(index + 1)) else { return "" };
        let line = self.text.get(*start as usize..*end as usize).unwrap_or("");
        match line.strip_suffix('\n') {
            Some(line) => line.strip_suffix('\r').unwrap_or(line),
            None => line,
        }
    }

    /// The signs that may stand in the line of this number.
    pub fn signs(&self, number: u32) -> Signs {
        let signs = number.checked_sub(1).and_then(|index| self.signs.get(index as usize));
        Signs(signs.copied().unwrap_or(0))
    }

    /// The lines of `span` with their numbers.
    pub fn within(&self, span: Lines) -> impl Iterator<Item = (u32, &'a str)> + '_ {
        (span.first..=span.last.min(self.len())).map(|number| (number, self.line(number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_as_they_are_counted() {
        for text in ["", "\n", "一", "一\n", "一\r\n二\r\n", "一\n\n二", "\r\n\r", "a\r"] {
            let source = Source::new(text);
            let lines: Vec<&str> = (1..=source.len()).map(|number| source.line(number)).collect();
            assert_eq!(lines, text.lines().collect::<Vec<_>>(), "{text:?}");
        }
        assert_eq!(Source::new("一").line(0), "");
        assert_eq!(Source::new("一").line(2), "");
    }

    #[test]
    fn signs_are_seen_in_their_line_only() {
        let source = Source::new("甲\t乙\n丙：丁\n戊｜己│庚\n辛");
        assert!(source.signs(1).any(Signs::TAB) && !source.signs(2).any(Signs::TAB));
        assert!(source.signs(2).any(Signs::COLON) && source.signs(3).any(Signs::BAR));
        assert!(!source.signs(4).any(Signs::TAB.and(Signs::BAR).and(Signs::COLON)));
    }
}
