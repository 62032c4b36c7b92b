//! Numbers that count paragraphs and rows: 1. （2） ③ 四、 （五） 六是, 拾贰. Text in, kind and value out.
//!
//! Numbers in prose are read by [`super::numeral`], which knows larger ones but not the formal digits: 陆续 and 参加
//! begin with no number.

use crate::fold::folded;

/// The number that opens a paragraph as printed, see [`paragraph_number`]; it stands within the first few characters.
pub fn printed_number(printed: &str) -> Option<(u8, u32)> {
    let end = printed.char_indices().nth(16).map_or(printed.len(), |(at, _)| at);
    paragraph_number(&folded(printed.get(..end).unwrap_or(printed)))
}

/// The number that opens a paragraph: style 1 `1.` `1、`, 2 `(1)`, 3 `①`, 4 `一、`, 5 `(一)`, 6 `一是`.
pub fn paragraph_number(text: &str) -> Option<(u8, u32)> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some((3, first as u32 - '①' as u32 + 1));
    }
    if first.is_ascii_digit() {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = text.get(..digits).filter(|digits| digits.len() <= 2)?.parse().ok()?;
        let mut rest = text.get(digits..)?.chars();
        let mark = rest.next()?;
        let next = rest.next().unwrap_or(' ');
        let year = rest.as_str().len() >= 3 && next == '2' && rest.next() == Some('0');
        // 1.9月份…: the month belongs to the text.
        let month = text.get(digits + 1..).is_some_and(|rest| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '—' | '至')).starts_with('月')
        });
        let good = match mark {
            '.' => !next.is_ascii_digit() || year || month,
            '、' | '．' => true,
            ',' | ')' => !next.is_ascii_digit(),
            _ => false,
        };
        return good.then_some((1, number));
    }
    if first == '(' {
        let inner = text.get(1..)?;
        let end = inner.find(')')?;
        let number = inner.get(..end)?;
        if number.len() <= 2 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) {
            return Some((2, number.parse().ok()?));
        }
        return numeral(number).map(|value| (5, value));
    }
    let end = text.char_indices().find(|(_, c)| digit(*c).is_none()).map(|(at, _)| at)?;
    let value = numeral(text.get(..end)?)?;
    match text.get(end..)?.chars().next()? {
        '、' => Some((4, value)),
        '是' => Some((6, value)),
        _ => None,
    }
}

/// 一 to 九十九, 壹 to 玖拾玖 (folded).
pub fn numeral(text: &str) -> Option<u32> {
    let mut value = 0;
    let mut unit = 0;
    if text.is_empty() || text.chars().count() > 3 {
        return None;
    }
    for c in text.chars() {
        match digit(c)? {
            10 => {
                value += if unit == 0 { 10 } else { unit * 10 };
                unit = 0;
            }
            digit => unit = digit,
        }
    }
    Some(value + unit)
}

/// Whether a character counts: a digit, Chinese or not.
pub fn counts(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some()
}

/// The value of a Chinese digit, 十 included.
fn digit(c: char) -> Option<u32> {
    match c {
        '十' | '拾' => Some(10),
        '参' => Some(3),
        _ => "一二三四五六七八九壹贰叁肆伍陆柒捌玖".chars().position(|digit| digit == c).map(|at| at as u32 % 9 + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn paragraph_numbers_of_all_styles() {
        assert_eq!(paragraph_number("1.推动"), Some((1, 1)));
        assert_eq!(paragraph_number("12、推动"), Some((1, 12)));
        assert_eq!(paragraph_number("(3)推动"), Some((2, 3)));
        assert_eq!(paragraph_number("③推动"), Some((3, 3)));
        assert_eq!(paragraph_number("十二、推动"), Some((4, 12)));
        assert_eq!(paragraph_number("(二)推动"), Some((5, 2)));
        assert_eq!(paragraph_number(&fold("參、執行情形")), Some((4, 3)));
        assert_eq!(numeral("拾贰"), Some(12));
        assert_eq!(paragraph_number("三是推动"), Some((6, 3)));
        assert_eq!(paragraph_number("1.5亿元"), None);
        assert_eq!(paragraph_number("1.2021年"), Some((1, 1)));
        assert_eq!(paragraph_number("4.9月份新增企业"), Some((1, 4)));
        assert_eq!(paragraph_number("4.10-12月"), Some((1, 4)));
        assert_eq!(paragraph_number("2021年"), None);
    }
}
