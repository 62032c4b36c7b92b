//! Numbers as these texts print them: digits with thousands' commas, Chinese numerals, both places
//! of a numeral (十二, 二十五, 一百零三, 二〇二四). A text position in, value and end out.

/// A whole number found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: u64,
    /// The byte after it.
    pub end: usize,
}

/// The value of one Chinese digit.
fn digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' | '○' | 'O' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether a character can belong to a Chinese numeral.
pub fn is_chinese(c: char) -> bool {
    digit(c).is_some() && c != 'O' || matches!(c, '十' | '百' | '千')
}

/// ASCII digits at `at`, thousands' commas allowed (1,246). Decimals are not whole numbers: `None`.
pub fn digits(text: &str, at: usize) -> Option<Numeral> {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut value: u64 = 0;
    let mut seen = 0;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_digit() {
            value = value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
            seen += 1;
            end += 1;
        } else if byte == b',' && (1..=3).contains(&seen) && thousands(bytes, end) {
            // 1,246 but not 5,6: exactly three digits follow.
            end += 1;
            seen = 0;
        } else {
            break;
        }
    }
    if seen == 0 {
        return None;
    }
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    Some(Numeral { value, end })
}

fn thousands(bytes: &[u8], comma: usize) -> bool {
    (1..=3).all(|offset| bytes.get(comma + offset).is_some_and(u8::is_ascii_digit))
        && !bytes.get(comma + 4).is_some_and(u8::is_ascii_digit)
}

/// A Chinese numeral at `at`.
pub fn chinese(text: &str, at: usize) -> Option<Numeral> {
    let rest = text.get(at..)?;
    let mut total: u64 = 0;
    let mut current: Option<u64> = None;
    let mut plain: Vec<u64> = Vec::new();
    let mut scaled = false;
    let mut end = at;
    for c in rest.chars() {
        if let Some(value) = digit(c).filter(|_| c != 'O') {
            plain.push(value);
            current = Some(value);
        } else {
            let scale = match c {
                '十' => 10,
                '百' => 100,
                '千' => 1000,
                _ => break,
            };
            total += current.take().unwrap_or(1) * scale;
            scaled = true;
        }
        end += c.len_utf8();
        if end - at > 36 {
            break;
        }
    }
    if end == at {
        return None;
    }
    let value = if scaled {
        total + current.unwrap_or(0)
    } else if plain.len() > 1 {
        plain.iter().take(9).fold(0, |value, digit| value * 10 + digit)
    } else {
        current.unwrap_or(0)
    };
    Some(Numeral { value, end })
}

/// Digits or a Chinese numeral at `at`.
pub fn number(text: &str, at: usize) -> Option<Numeral> {
    digits(text, at).or_else(|| chinese(text, at))
}

/// The number of a circled or bracketed character: ① ⑴ ⒈ ㈠ ❶.
pub fn enclosed(c: char) -> Option<u64> {
    let code = c as u32;
    let of = |first: u32, count: u32| (first..first + count).contains(&code).then(|| u64::from(code - first + 1));
    of(0x2460, 20)
        .or_else(|| of(0x2474, 20))
        .or_else(|| of(0x2488, 20))
        .or_else(|| of(0x3220, 10))
        .or_else(|| of(0x2776, 10))
        .or_else(|| of(0x3280, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        assert_eq!(number("126项", 0), Some(Numeral { value: 126, end: 3 }));
        assert_eq!(number("1,246項", 0), Some(Numeral { value: 1246, end: 5 }));
        assert_eq!(digits("3.5万", 0), None);
        assert_eq!(chinese("五十三项", 0).map(|n| n.value), Some(53));
        assert_eq!(chinese("十二件", 0).map(|n| n.value), Some(12));
        assert_eq!(chinese("一百零三件", 0).map(|n| n.value), Some(103));
        assert_eq!(chinese("二〇二四年", 0).map(|n| n.value), Some(2024));
        assert_eq!(enclosed('③'), Some(3));
    }
}
