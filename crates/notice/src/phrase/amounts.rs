//! Amounts: a folded text in, its numbers with their units out, in one pass from left to right.
//! Digits with thousands and decimals, Chinese numerals before a measure word, 万 and 亿, percent,
//! 成 and 百分之, fractions (3/15). What only looks like an amount is told apart by its unit's class:
//! dates, ages, voltages, and codes such as 第3号, 5G, S328 or 10+N, which are skipped.

use crate::lexicon::{self, WordTable};
use crate::number;
use std::sync::LazyLock;

/// A number with its unit, somewhere in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// First byte of the number.
    pub start: usize,
    /// First byte of the unit, scale included (万平方米); equal to `end` where there is none.
    pub unit_start: usize,
    /// First byte after the unit.
    pub end: usize,
    /// The number as written, in the unit as written (9.5 with 万平方米).
    pub value: f64,
    /// What 万 and 亿 before the unit multiply by.
    pub scale: f64,
    /// What is counted.
    pub unit: Unit,
    /// Written in Chinese numerals.
    pub numeral: bool,
}

/// A unit: its class and its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The kind of quantity.
    pub class: Class,
    /// Its size in the base of its class.
    pub factor: f64,
    /// Whether a promise may be counted in it.
    pub promise: bool,
}

/// Kinds of quantities; amounts of different kinds are never compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // named in lexicon/measures.tsv
pub enum Class {
    Bare,
    Thing,
    Person,
    Visit,
    Money,
    Dollar,
    Land,
    Area,
    Length,
    Volume,
    Weight,
    Power,
    Energy,
    Share,
    Points,
    Density,
    Times,
    Event,
    Dose,
    Voltage,
    Age,
    Time,
    Date,
    Code,
}

impl Class {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "thing" => Self::Thing,
            "person" => Self::Person,
            "visit" => Self::Visit,
            "money" => Self::Money,
            "dollar" => Self::Dollar,
            "land" => Self::Land,
            "area" => Self::Area,
            "length" => Self::Length,
            "volume" => Self::Volume,
            "weight" => Self::Weight,
            "power" => Self::Power,
            "energy" => Self::Energy,
            "share" => Self::Share,
            "points" => Self::Points,
            "density" => Self::Density,
            "times" => Self::Times,
            "event" => Self::Event,
            "dose" => Self::Dose,
            "voltage" => Self::Voltage,
            "age" => Self::Age,
            "time" => Self::Time,
            "date" => Self::Date,
            "code" => Self::Code,
            _ => return None,
        })
    }

    /// Whether an amount of this class can answer a promise of the other: 22 家 for 22 个, 53186 人 for 52000 名.
    pub fn answers(self, other: Self) -> bool {
        let count = |class| matches!(class, Self::Thing | Self::Person | Self::Visit | Self::Dose | Self::Event);
        self == other || (self != Self::Thing && other != Self::Thing && count(self) && count(other))
    }
}

const BARE: Unit = Unit { class: Class::Bare, factor: 1.0, promise: false };
const SHARE: Unit = Unit { class: Class::Share, factor: 0.01, promise: true };

impl Amount {
    /// The amount in the base of its class.
    pub fn base(&self) -> f64 {
        self.value * self.scale * self.unit.factor
    }

    /// The unit as printed, with its scale.
    pub fn unit_text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.unit_start..self.end).unwrap_or("").trim()
    }
}

static UNITS: LazyLock<WordTable<Unit>> = LazyLock::new(|| {
    WordTable::new(lexicon::rows(lexicon::table!("measures")).filter_map(|row| {
        let [word, class, factor, promise, ..] = &row[..] else { return None };
        let unit =
            Unit { class: Class::from_word(class)?, factor: number::decimal(factor)?, promise: *promise == "yes" };
        Some((*word, unit))
    }))
});

/// Whether a folded word is a unit of amounts.
pub fn is_unit(word: &str) -> bool {
    UNITS.longest(word).is_some_and(|(length, _)| length == word.len())
}

/// Whether a folded text holds an amount that a promise may be counted in.
pub fn promises(text: &str) -> bool {
    amounts(text).iter().any(|amount| amount.unit.promise)
}

/// The amounts of `text`, which must be folded, from left to right.
pub fn amounts(text: &str) -> Vec<Amount> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            let end = number_end(bytes, at);
            let end = if is_code(text, at, end) { code_end(bytes, end) } else { digits(text, at, end, &mut found) };
            at = end.max(at + 1);
        } else if bytes[at] >= 0x80 {
            let Some(c) = text[at..].chars().next() else { break };
            at = if is_numeral(c) { numerals(text, at, &mut found) } else { at + c.len_utf8() };
        } else {
            at += 1;
        }
    }
    found
}

/// The end of the number that begins at `at`: digits, thousands separators, one decimal point.
fn number_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < bytes.len() && bytes[end].is_ascii_digit() {
        end += 1;
    }
    let thousands = |from: usize| {
        bytes.get(from) == Some(&b',')
            && bytes.get(from + 1..from + 4).is_some_and(|group| group.iter().all(u8::is_ascii_digit))
            && !bytes.get(from + 4).is_some_and(u8::is_ascii_digit)
    };
    if end - at <= 3 && bytes[at] != b'0' {
        while thousands(end) {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end += 1;
        while end < bytes.len() && bytes[end].is_ascii_digit() {
            end += 1;
        }
    }
    end
}

/// Whether the digits are part of a code: 第3, S328, 5G, 10+N, 1#, 2021〕.
fn is_code(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let latin = |c: char| c.is_ascii_alphabetic();
    matches!(before, Some('第' | '+' | '〔' | '[' | '#')) && before != Some('[')
        || before.is_some_and(latin)
        || matches!(after, Some('+' | '#' | '〕' | ']'))
        || (after.is_some_and(latin) && UNITS.longest(&text[end..]).is_none())
}

/// The end of a code that goes on with letters, digits and `+`.
fn code_end(bytes: &[u8], mut end: usize) -> usize {
    while end < bytes.len() && (bytes[end].is_ascii_alphanumeric() || bytes[end] == b'+') {
        end += 1;
    }
    end
}

/// Reads the amount whose digits stand at `start..end`; returns where to go on.
fn digits(text: &str, start: usize, end: usize, found: &mut Vec<Amount>) -> usize {
    let Some(value) = number::decimal(&text[start..end].replace(',', "")) else { return end };
    let rest = &text[end..];
    // 3/15: done of all; a unit may follow.
    if let Some(after) = rest.strip_prefix('/')
        && after.starts_with(|c: char| c.is_ascii_digit())
    {
        return number_end(text.as_bytes(), end + 1);
    }
    let value = if text[..start].ends_with('-') && signed(text, start) { -value } else { value };
    finish(text, start, end, value, false, found)
}

/// Whether the `-` before `start` is a sign, not a range: it follows no digit, 年, 月 or letter.
fn signed(text: &str, start: usize) -> bool {
    let before = text[..start - 1].chars().next_back();
    before.is_none_or(|c| matches!(c, '长' | '为' | '幅' | '速' | ':' | '(' | ' ' | '降'))
}

/// Reads scale and unit behind a number and adds the amount; returns where to go on.
fn finish(text: &str, start: usize, end: usize, value: f64, numeral: bool, found: &mut Vec<Amount>) -> usize {
    let mut at = skip(text, end, &[' ', '余', '多', '几']);
    let unit_start = at;
    let mut scale = 1.0;
    while let Some(c) = text[at..].chars().next() {
        scale *= match c {
            '十' => 10.0,
            '百' if !text[at..].starts_with("百分") => 100.0,
            '千' if !text[at..].starts_with("千瓦")
                && !text[at..].starts_with("千米")
                && !text[at..].starts_with("千伏") =>
            {
                1e3
            }
            '万' | '萬' => 1e4,
            '亿' | '億' => 1e8,
            _ => break,
        };
        at += c.len_utf8();
    }
    let after_scale = at;
    at = skip(text, at, &[' ', '余', '多']);
    let (unit, unit_end) = match UNITS.longest(&text[at..]) {
        Some((length, unit)) => (*unit, at + length),
        None if text[at..].starts_with('成') && at == unit_start && value <= 10.0 && !done_begins(&text[at..]) => {
            let end = at + '成'.len_utf8();
            found.push(Amount { start, unit_start, end, value: value * 10.0, scale: 1.0, unit: SHARE, numeral });
            return end;
        }
        None => (BARE, after_scale),
    };
    // A numeral is an amount only before a measure word: 一方面, 三年 and 五水共治 are none.
    if numeral && matches!(unit.class, Class::Bare | Class::Code | Class::Date | Class::Time) {
        return end;
    }
    let (unit_start, unit_end) =
        if unit.class == Class::Bare && after_scale == unit_start { (end, end) } else { (unit_start, unit_end) };
    found.push(Amount { start, unit_start, end: unit_end, value, scale, unit, numeral });
    unit_end.max(end)
}

/// Whether 成 begins a verb: 3成立, 2成功 are no shares.
fn done_begins(text: &str) -> bool {
    text.chars().nth(1).is_some_and(|c| matches!(c, '立' | '功' | '果' | '员' | '交' | '套' | '为' | '效' | '片'))
}

/// Skips any of `skipped` from `at`.
fn skip(text: &str, mut at: usize, skipped: &[char]) -> usize {
    while let Some(c) = text[at..].chars().next().filter(|c| skipped.contains(c)) {
        at += c.len_utf8();
    }
    at
}

/// Whether [`numeral_value`] has a value for `c`; most characters are told by a bit.
fn is_numeral(c: char) -> bool {
    const BITS: u64 = {
        let numerals =
            ['零', '〇', '○', '一', '二', '两', '兩', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千'];
        let (mut bits, mut at) = (0, 0);
        while at < numerals.len() {
            bits |= 1 << (numerals[at] as u32 % 64);
            at += 1;
        }
        bits
    };
    BITS & 1 << (c as u32 % 64) != 0 && numeral_value(c).is_some()
}

/// The value of a Chinese numeral character; tens and hundreds are multipliers.
fn numeral_value(c: char) -> Option<f64> {
    Some(match c {
        '零' | '〇' | '○' => 0.0,
        '一' => 1.0,
        '二' | '两' | '兩' => 2.0,
        '三' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        '十' => 10.0,
        '百' => 100.0,
        '千' => 1e3,
        _ => return None,
    })
}

/// Reads a Chinese numeral at `start`; returns where to go on.
fn numerals(text: &str, start: usize, found: &mut Vec<Amount>) -> usize {
    let mut end = start;
    let (mut total, mut digit, mut any_digit, mut tens) = (0.0, 0.0, false, false);
    let mut characters = 0;
    for c in text[start..].chars() {
        let Some(value) = numeral_value(c) else { break };
        if value >= 10.0 {
            total += if any_digit { digit * value } else { value };
            (digit, any_digit, tens) = (0.0, false, true);
        } else {
            // 二三: digits in a row without 十 are no number here, except in years, which are none.
            if any_digit && !tens {
                return end.max(start + c.len_utf8());
            }
            (digit, any_digit) = (value, true);
        }
        end += c.len_utf8();
        characters += 1;
        if characters > 9 {
            return end;
        }
    }
    let value = total + digit;
    let before = text[..start].chars().next_back();
    if matches!(before, Some('第' | '唯' | '统' | '同' | '进')) {
        return end;
    }
    if let Some(rest) = text[end..].strip_prefix("分之")
        && value >= 100.0
    {
        let from = end + "分之".len();
        let mut after = from;
        let (mut total, mut digit) = (0.0, 0.0);
        for c in rest.chars() {
            let Some(value) = numeral_value(c).filter(|value| *value <= 10.0) else { break };
            if value >= 10.0 {
                total += if digit > 0.0 { digit * 10.0 } else { 10.0 };
                digit = 0.0;
            } else {
                digit = value;
            }
            after += c.len_utf8();
        }
        if after > from {
            let value = total + digit;
            found.push(Amount { start, unit_start: after, end: after, value, scale: 1.0, unit: SHARE, numeral: true });
            return after;
        }
    }
    // 两位数增长: at least ten percent.
    if (value - 2.0).abs() < f64::EPSILON && text[end..].starts_with("位数") {
        let after = end + "位数".len();
        found.push(Amount {
            start,
            unit_start: after,
            end: after,
            value: 10.0,
            scale: 1.0,
            unit: SHARE,
            numeral: true,
        });
        return after;
    }
    finish(text, start, end, value, true, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, String)> {
        amounts(text)
            .iter()
            .filter(|amount| amount.unit.promise)
            .map(|amount| (amount.value, amount.unit_text(text).to_owned()))
            .collect()
    }

    #[test]
    fn amounts_keep_the_unit_as_written() {
        assert_eq!(read("完成老旧小区改造9.5万平方米"), [(9.5, "万平方米".to_owned())]);
        assert_eq!(read("到位资金3,870万元"), [(3870.0, "万元".to_owned())]);
        assert_eq!(read("改建农村户厕 2386 户,完成率 79.5% "), [(2386.0, "户".to_owned()), (79.5, "%".to_owned())]);
        assert_eq!(read("浓度控制在26微克/立方米以内"), [(26.0, "微克/立方米".to_owned())]);
    }

    #[test]
    fn chinese_numerals_count_only_before_a_measure_word() {
        assert_eq!(read("培育百家跨境电商企业"), [(100.0, "家".to_owned())]);
        assert_eq!(read("五水共治三年行动十四五规划"), []);
        assert_eq!(read("五十三项任务,近四成完成"), [(53.0, "项".to_owned()), (40.0, "成".to_owned())]);
        assert_eq!(read("完成百分之三十五"), [(35.0, String::new())]);
        assert_eq!(read("实现两位数增长"), [(10.0, String::new())]);
    }

    #[test]
    fn codes_dates_and_specifications_are_no_amounts() {
        assert_eq!(read("5G基站、S328省道、第3次会议、10+N改革、1#厂房、220千伏变电站、60岁以上、2021年9月"), []);
        assert_eq!(read("PM2.5平均浓度"), []);
    }

    #[test]
    fn a_minus_is_a_sign_only_where_no_range_begins() {
        assert_eq!(read("增长-3.2%"), [(-3.2, "%".to_owned())]);
        assert_eq!(read("9-12家"), [(12.0, "家".to_owned())]);
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["", "一", "百分之", "3/", "第", "9.", "1,2", "〇", "-5", "十百千", "3成", "％"] {
            let _ = amounts(text);
        }
    }
}
