//! Dates: every way a day is printed in, ISO 8601 out. Chinese numerals, ROC years and digits whose
//! 年月日 were lost (20211013) are read; what had to be completed is told.

use super::numeral;

/// A day found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// Gregorian year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// `18:36` where the hour is printed.
    pub time: Option<String>,
    /// Whether it had to be completed from a damaged text.
    pub recovered: bool,
    /// First byte.
    pub start: usize,
    /// Byte after it.
    pub end: usize,
}

impl Date {
    /// `2021-10-13` or `2021-11-29T18:36`.
    pub fn iso(&self) -> String {
        let mut out = iso(self.year, self.month, self.day);
        if let Some(time) = &self.time {
            out.push('T');
            out.push_str(time);
        }
        out
    }
}

/// ISO 8601 of a day.
pub fn iso(year: i32, month: u32, day: u32) -> String {
    let two = |n: u32| if n < 10 { format!("0{n}") } else { n.to_string() };
    format!("{year}-{}-{}", two(month), two(day))
}

/// The last day of a month.
pub fn last_day(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The first day printed in a folded text.
pub fn find(text: &str) -> Option<Date> {
    text.char_indices()
        .filter(|(_, c)| c.is_ascii_digit() || numeral::is_chinese(*c))
        .filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_ascii_digit() || numeral::is_chinese(c)))
        .find_map(|(at, _)| at_position(text, at))
}

/// A day that begins at this byte.
pub fn at_position(text: &str, at: usize) -> Option<Date> {
    let first = numeral::number(text, at)?;
    let marked =
        |mark: &[char], from: usize| text[from..].chars().next().filter(|c| mark.contains(c)).map(char::len_utf8);
    let years: &[char] = &['年', '-', '/', '.'];
    if let Some(width) = marked(years, first.end)
        && (first.value >= 1900 && first.value < 2200 || (1..=200).contains(&first.value))
        && (first.value >= 100 || text[first.end..].starts_with('年'))
    {
        let month = numeral::number(text, skip(text, first.end + width))?;
        let (month_value, after) = lost_day(text, month.value, month.end);
        let year = gregorian(first.value, text, at)?;
        if let Some(day) = after {
            return complete(text, at, month.end, (year, month_value as u32, day as u32), true);
        }
        let separator = marked(&['月', '-', '/', '.'], month.end)?;
        let day = numeral::number(text, skip(text, month.end + separator))?;
        let end = day.end + marked(&['日', '号'], day.end).unwrap_or(0);
        return complete(text, at, end, (year, month.value as u32, day.value as u32), false);
    }
    lost_marks(text, at, first)
}

fn skip(text: &str, at: usize) -> usize {
    at + text[at..].len() - text[at..].trim_start().len()
}

/// 915 or 1013 in place of 9月15 or 10月13, before 日.
fn lost_day(text: &str, value: u64, end: usize) -> (u64, Option<u64>) {
    if text[end..].starts_with('日') && (101..=1231).contains(&value) && (value / 100) <= 12 && value % 100 <= 31 {
        (value / 100, Some(value % 100))
    } else {
        (value, None)
    }
}

/// 20211013 and 20211228日: eight digits that are a day; 2021915: seven that can be read one way only.
fn lost_marks(text: &str, at: usize, number: numeral::Numeral) -> Option<Date> {
    if !text.as_bytes().get(at)?.is_ascii_digit() {
        return None;
    }
    let digits = number.end - at;
    let year = (number.value / 10u64.pow(u32::try_from(digits.checked_sub(4)?).ok()?)) as i32;
    if !(1990..=2099).contains(&year) {
        return None;
    }
    let rest = number.value % 10u64.pow((digits - 4) as u32);
    let valid = |month: u64, day: u64| (1..=12).contains(&month) && (1..=31).contains(&day);
    let end = number.end + if text[number.end..].starts_with('日') { 3 } else { 0 };
    let (month, day) = match digits {
        8 if valid(rest / 100, rest % 100) => (rest / 100, rest % 100),
        7 => match (valid(rest / 100, rest % 100), valid(rest / 10, rest % 10)) {
            (true, false) => (rest / 100, rest % 100),
            (false, true) => (rest / 10, rest % 10),
            // 2021111: 1月11日 or 11月1日. Months of one digit are nine of twelve.
            (true, true) => (rest / 100, rest % 100),
            (false, false) => return None,
        },
        6 if valid(rest / 10, rest % 10) => (rest / 10, rest % 10),
        _ => return None,
    };
    complete(text, at, end, (year, month as u32, day as u32), true)
}

/// A year below 200 is one of the Republic's calendar.
fn gregorian(value: u64, text: &str, at: usize) -> Option<i32> {
    let value = i32::try_from(value).ok()?;
    if value >= 1900 {
        return Some(value);
    }
    // 21年 is a year only in the Republic's calendar, and there it has three digits today.
    ((80..=200).contains(&value) || text[..at].ends_with("民国")).then_some(value + 1911)
}

fn complete(text: &str, start: usize, end: usize, day: (i32, u32, u32), recovered: bool) -> Option<Date> {
    let (year, month, day) = day;
    if !(1..=12).contains(&month) || day == 0 || day > last_day(year, month) {
        return None;
    }
    let after = text[end..].trim_start();
    let gap = text[end..].len() - after.len();
    let after_t = after.strip_prefix('T').unwrap_or(after);
    let time = clock(after_t);
    let end = match &time {
        Some((_, length)) => end + gap + (after.len() - after_t.len()) + length,
        None => end,
    };
    Some(Date { year, month, day, time: time.map(|(time, _)| time), recovered, start, end })
}

/// `18:36` at the start of a text, and how many bytes it takes with its seconds.
fn clock(text: &str) -> Option<(String, usize)> {
    let hour = numeral::digits(text, 0).filter(|n| n.value < 24 && n.end <= 2)?;
    let minute_at = hour.end + 1;
    if text.as_bytes().get(hour.end) != Some(&b':') {
        return None;
    }
    let minute = numeral::digits(text, minute_at).filter(|n| n.value < 60 && n.end - minute_at == 2)?;
    let mut length = minute.end;
    if text.as_bytes().get(length) == Some(&b':')
        && let Some(second) = numeral::digits(text, length + 1)
    {
        length = second.end;
    }
    let two = |n: u64| if n < 10 { format!("0{n}") } else { n.to_string() };
    Some((format!("{}:{}", two(hour.value), two(minute.value)), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let iso = |text: &str| find(text).map(|date| (date.iso(), date.recovered));
        assert_eq!(iso("2021年10月13日"), Some(("2021-10-13".into(), false)));
        assert_eq!(iso("20211013"), Some(("2021-10-13".into(), true)));
        assert_eq!(iso("2021年1013日"), Some(("2021-10-13".into(), true)));
        assert_eq!(iso("发布时间:2021-11-29 18:36"), Some(("2021-11-29T18:36".into(), false)));
        assert_eq!(iso("2024/06/11 16:48"), Some(("2024-06-11T16:48".into(), false)));
        assert_eq!(iso("二〇二二年九月十三日"), Some(("2022-09-13".into(), false)));
        assert_eq!(iso("中华民国112年10月13日"), Some(("2023-10-13".into(), false)));
        assert_eq!(iso("112-10-16"), Some(("2023-10-16".into(), false)));
        assert_eq!(iso("完成率12.5%"), None);
        assert_eq!(iso("1991年13月40日"), None);
    }
}
