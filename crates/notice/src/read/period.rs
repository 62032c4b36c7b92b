//! The period a notice reports on: 三季度, 1-9月, 9月, 第3季, 上半年, 截至9月底. The title names it, else
//! the first sentences; its last day follows from it.

use crate::phrase::dates;
use crate::phrase::numeral;
use crate::phrase::text::Paragraph;
use crate::report::{NoticeFacts, Period};

/// A period named in a text, without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// First byte of its name.
    pub start: usize,
    /// Byte after it.
    pub end: usize,
    /// The month it ends in.
    pub month: u32,
    /// The day it ends on, where one is printed.
    pub day: Option<u32>,
    /// How much it looks like the period: a quarter or range is more than a month, a month more than a year.
    weight: u8,
}

/// The year printed nearest before `at`, else the first one: 2021年, 112年度, 2021126项 (年 lost).
pub fn year(text: &str) -> Option<i32> {
    let mut found = None;
    for (at, c) in text.char_indices() {
        if !(c.is_ascii_digit() || numeral::is_chinese(c))
            || text[..at].ends_with(|c: char| c.is_ascii_digit() || numeral::is_chinese(c))
        {
            continue;
        }
        let Some(number) = numeral::number(text, at) else { continue };
        let rest = &text[number.end..];
        if rest.starts_with('年') {
            if (1949..2100).contains(&number.value) {
                return Some(number.value as i32);
            }
            if (90..200).contains(&number.value) {
                return Some(number.value as i32 + 1911);
            }
        }
        // The mark between year and month was lost: 202310月.
        if found.is_none() && (number.end - at >= 5) {
            let head: i32 = text[at..].get(..4).and_then(|head| head.parse().ok()).unwrap_or(0);
            if (2000..2100).contains(&head) && rest.starts_with(['月', '项', '件', '年']) {
                found = Some(head);
            }
        }
    }
    found
}

/// The period that a folded text names, the best one where there are several.
pub fn find(text: &str) -> Option<Named> {
    let mut best: Option<Named> = None;
    let last_month = text.rfind('月').unwrap_or(0);
    for (at, c) in text.char_indices() {
        let candidate = match c {
            '上' if text[at..].starts_with("上半年") => {
                Some(Named { start: at, end: at + 9, month: 6, day: None, weight: 5 })
            }
            '前' | '第' | '一' | '二' | '三' | '四' | '1'..='4' if quarter(text, at).is_some() => {
                quarter(text, at)
            }
            '0'..='9' => months(text, at),
            '一' | '二' | '五'..='十' if at < last_month => months(text, at),
            _ if numeral::is_chinese(c) => months(text, at),
            '全' if text[at..].starts_with("全年") => {
                Some(Named { start: at, end: at + 6, month: 12, day: None, weight: 1 })
            }
            '年' if text[at..].starts_with("年度") && !text[at..].starts_with("年度计划") => {
                Some(Named { start: with_year(text, at), end: at + 6, month: 12, day: None, weight: 0 })
            }
            _ => None,
        };
        if let Some(candidate) = candidate
            && best.is_none_or(|best| candidate.weight > best.weight)
        {
            best = Some(candidate);
        }
    }
    best
}

/// 三季度, 前三季度, 一至四季度, 第3季.
fn quarter(text: &str, at: usize) -> Option<Named> {
    let mut from = at;
    for prefix in ["前", "第"] {
        from += text[from..].strip_prefix(prefix).map_or(0, |_| prefix.len());
    }
    if from == at && text[..at].ends_with(['前', '第', '至', '-']) {
        return None;
    }
    let mut number = numeral::number(text, from).filter(|n| (1..=4).contains(&n.value))?;
    let rest = &text[number.end..];
    if let Some(joint) = ["至", "-", "—", "~", "、"].iter().find(|joint| rest.starts_with(**joint))
        && let Some(last) = numeral::number(text, number.end + joint.len()).filter(|n| (1..=4).contains(&n.value))
    {
        number = last;
    }
    let rest = &text[number.end..];
    let rest_of = rest.strip_prefix('个').unwrap_or(rest);
    let length = if rest_of.starts_with("季度") {
        "季度".len()
    } else if rest_of.starts_with('季') {
        3
    } else {
        return None;
    };
    let end = number.end + (rest.len() - rest_of.len()) + length;
    Some(Named { start: at, end, month: number.value as u32 * 3, day: None, weight: 5 })
}

/// 1-9月, 1至7月, 10月份, 9月, 19月 (1-9月 with a lost dash), 202310月.
fn months(text: &str, at: usize) -> Option<Named> {
    let before = text[..at].strip_suffix("截至").unwrap_or(&text[..at]);
    if before.ends_with(|c: char| c.is_ascii_digit() || numeral::is_chinese(c) || matches!(c, '.' | '-' | '—' | '至'))
    {
        return None;
    }
    let first = numeral::number(text, at)?;
    let rest = &text[first.end..];
    let joint = ["-", "—", "–", "至", "~", "～", "到", "月-", "月至", "月—", "月到"]
        .iter()
        .find(|joint| rest.starts_with(**joint));
    if let Some(joint) = joint
        && (1..=12).contains(&first.value)
        && let Some(last) = numeral::number(text, first.end + joint.len()).filter(|n| (1..=12).contains(&n.value))
        && text[last.end..].starts_with('月')
    {
        let end = last.end + 3;
        if day_follows(text, end) {
            return None;
        }
        return Some(Named { start: at, end, month: last.value as u32, day: None, weight: 5 });
    }
    if !rest.starts_with('月') || !rest.starts_with("月") {
        return None;
    }
    let end = first.end + 3;
    if rest.starts_with("月月") {
        return None;
    }
    let (month, start) = match first.value {
        1..=12 => (first.value as u32, at),
        // 19月: a range from January that lost its dash.
        value @ (13..=19 | 110..=112) => ((value % if value > 99 { 100 } else { 10 }) as u32, at),
        value if value > 20_000 && (1..=12).contains(&(value % 100)) && first.end - at == 6 => {
            ((value % 100) as u32, at + 4)
        }
        value if value > 2000 && (1..=9).contains(&(value % 10)) && first.end - at == 5 => {
            ((value % 10) as u32, at + 4)
        }
        _ => return None,
    };
    let day =
        numeral::number(text, end).filter(|n| (1..=31).contains(&n.value) && text[n.end..].starts_with(['日', '号']));
    let by = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '年');
    let labelled = by.trim_end_matches([':', ' ']);
    let until = ["截至", "截止", "迄"].iter().any(|word| by.ends_with(word))
        || ["填报日期", "填报时间", "截止日期", "截止时间"].iter().any(|word| labelled.ends_with(word))
        || day.is_some_and(|day| text[day.end + 3..].starts_with("为准"));
    if let Some(day) = day {
        let start = with_year(text, start);
        return until.then_some(Named { start, end: day.end + 3, month, day: Some(day.value as u32), weight: 3 });
    }
    let weight = if until { 3 } else { 2 };
    Some(Named { start, end, month, day: None, weight })
}

/// Where the year before `at` begins: 2024年 + 9月30日, 2023 + 年度; `at` where none stands there.
fn with_year(text: &str, at: usize) -> usize {
    let before = text[..at].strip_suffix('年').unwrap_or(&text[..at]);
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    if digits == 4 && (before.len() < at || text[at..].starts_with('年')) { before.len() - digits } else { at }
}

fn day_follows(text: &str, at: usize) -> bool {
    numeral::digits(text, at).is_some_and(|n| text[n.end..].starts_with('日'))
}

/// The period of the notice: by its title, else by the beginning of its text.
pub fn read(prose: &[Paragraph], facts: &NoticeFacts) -> Option<Period> {
    let title = facts.title.as_deref().map(|title| Paragraph::new([(1, title)]));
    let mut named: Option<(Period, u8)> = None;
    let mut title_year = None;
    if let Some(title) = &title {
        title_year = year(&title.text);
        if let Some(found) = find(&title.text) {
            named = Some((made(title, found, None), found.weight));
        }
    }
    if named.as_ref().is_none_or(|(_, weight)| *weight < 2) {
        for paragraph in prose.iter().filter(|paragraph| paragraph.text.len() >= 18).take(12) {
            if let Some(found) = find(&paragraph.text).filter(|found| found.weight >= 3) {
                let label = &paragraph.text[found.start..found.end];
                // 进度以2024年2月29日为准: the day has its own year.
                if found.day.is_some() && label.contains('年') {
                    title_year = year(label);
                }
                named = Some((made(paragraph, found, year(&paragraph.text)), found.weight));
                break;
            }
        }
    }
    let (mut period, _) = named?;
    let of_date =
        |date: &Option<String>| date.as_ref().and_then(|date| date.get(..4)).and_then(|year| year.parse::<i32>().ok());
    period.year = title_year
        .or(period.year)
        .or_else(|| prose.iter().filter(|p| p.text.len() > 30).take(6).find_map(|p| year(&p.text)))
        .or_else(|| of_date(&facts.signed_on))
        .or_else(|| of_date(&facts.published_at));
    if let (Some(year), Some(end)) = (period.year, &period.end) {
        let (month, day) = end.split_once('-').unwrap_or(("12", "31"));
        let month = month.parse().unwrap_or(12);
        let day = day.parse().ok().filter(|day| *day > 0).unwrap_or_else(|| dates::last_day(year, month));
        period.end = Some(dates::iso(year, month, day.min(dates::last_day(year, month))));
    } else {
        period.end = None;
    }
    Some(period)
}

/// A period with its label as printed; `end` holds month and day until the year is known.
fn made(paragraph: &Paragraph, named: Named, year: Option<i32>) -> Period {
    Period {
        year,
        label: paragraph.clean(named.start..named.end),
        end: Some(format!("{}-{}", named.month, named.day.unwrap_or(0))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_label(text: &str) -> Option<(&str, u32)> {
        find(text).map(|found| (&text[found.start..found.end], found.month))
    }

    #[test]
    fn periods() {
        assert_eq!(read_label("关于2021年市政府重点工作三季度完成情况的通报"), Some(("三季度", 9)));
        assert_eq!(read_label("2023年十件民生实事9月进展情况公示"), Some(("9月", 9)));
        assert_eq!(read_label("关于2022年1-8月全县重点项目推进情况的通报"), Some(("1-8月", 8)));
        assert_eq!(read_label("112年度施政计划重点项目第3季执行进度表"), Some(("第3季", 9)));
        assert_eq!(read_label("关于202310月份民生实事项目进展情况的通报"), Some(("10月", 10)));
        assert_eq!(read_label("民生实事19月进展情况"), Some(("19月", 9)));
        assert_eq!(read_label("上半年工作落实情况"), Some(("上半年", 6)));
        assert_eq!(read_label("2025年前三季度"), Some(("前三季度", 9)));
        assert_eq!(year("关于202310月份民生实事"), Some(2023));
        assert_eq!(year("112年度施政"), Some(2023));
        assert_eq!(read_label("截至2024年9月30日,9项任务"), Some(("2024年9月30日", 9)));
        assert_eq!(read_label("截至9月30日,9项任务"), Some(("9月30日", 9)));
        assert_eq!(read_label("2023年度为民办实事项目公示"), Some(("2023年度", 12)));
        assert_eq!(read_label("112年度施政"), Some(("年度", 12)));
    }
}
