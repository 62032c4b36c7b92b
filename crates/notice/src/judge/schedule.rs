//! Time: which share of the year has passed at the end of the notice's period, and at the date that a
//! figure carries itself. Never from the clock: from the notice, or from the day the user sets.

use crate::notice::Notice;
use crate::report::Schedule;

/// The schedule of a notice, or the one the user asks for; what is no date asks for nothing.
pub fn of(notice: &Notice, as_of: Option<&str>) -> Schedule {
    let period = notice.facts.period.as_ref();
    let end = period.and_then(|period| period.end.as_deref());
    let year = period.and_then(|period| period.year);
    let chosen = as_of.filter(|day| parts(day).is_some());
    let Some(day) = chosen.or(end) else { return Schedule::default() };
    let Some((y, m, d)) = parts(day) else { return Schedule::default() };
    // The targets are those of the notice's year, whatever day the user sets.
    let share = match year.map_or(std::cmp::Ordering::Equal, |year| y.cmp(&year)) {
        std::cmp::Ordering::Less => 0.0,
        std::cmp::Ordering::Equal => year_share(y, m, d),
        std::cmp::Ordering::Greater => 1.0,
    };
    Schedule { day: Some(day.to_owned()), share: Some(share), chosen: chosen.is_some() }
}

/// The first and the last year of a work of several years: 2021—2025年.
pub fn years(text: &str) -> Option<(i32, i32)> {
    let year = |digits: &str| digits.parse::<i32>().ok().filter(|year| (1990..2100).contains(year));
    text.match_indices(['-', '—', '~', '至', '–']).find_map(|(at, dash)| {
        let before = text[..at].trim_end_matches('年');
        let after = text[at..].trim_start_matches(dash);
        let from = year(before.get(before.len().checked_sub(4)?..)?)?;
        let to = year(after.get(..4)?).filter(|_| after[4..].starts_with('年'))?;
        (from < to).then_some((from, to))
    })
}

/// The schedule of a work of these years: the share of all of them that has passed.
pub fn over(schedule: &Schedule, (from, to): (i32, i32)) -> Schedule {
    let year = schedule.day.as_deref().and_then(parts).map(|(year, ..)| year);
    let share = schedule.share.zip(year).map(|(share, year)| {
        let passed = f64::from((year - from).max(0)) + share;
        (passed / f64::from(to - from + 1)).min(1.0)
    });
    Schedule { share, ..schedule.clone() }
}

/// Year, month and day of an ISO date.
pub fn parts(day: &str) -> Option<(i32, u32, u32)> {
    let mut parts = day.get(..10)?.split('-');
    let (y, m, d) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    (parts.next().is_none() && (1..=12).contains(&m) && (1..=31).contains(&d)).then_some((y, m, d))
}

/// The share of the year that has passed at the end of a day, months counting a twelfth each.
pub fn year_share(year: i32, month: u32, day: u32) -> f64 {
    let last = crate::phrase::dates::last_day(year, month).max(1);
    (f64::from(month - 1) + f64::from(day.min(last)) / f64::from(last)) / 12.0
}

/// The share of the year by the date that stands last in `text`: 一季度, 1-8月, 上半年, 前8个月, 截至8月底.
/// A single month (9月份) is none, for a figure of one month is not cumulative.
pub fn own_share(text: &str) -> Option<f64> {
    let mut found = None;
    for (at, _) in text.match_indices("季度") {
        let before = text[..at].chars().next_back();
        let quarter = match before {
            Some('一' | '1') => 1.0,
            Some('二' | '2') => 2.0,
            Some('三' | '3') => 3.0,
            _ => continue,
        };
        found = later(found, at, quarter / 4.0);
    }
    for (at, _) in text.match_indices("上半年") {
        found = later(found, at, 0.5);
    }
    for (at, _) in text.match_indices('月') {
        let digits = text[..at].trim_end_matches("个").trim_end();
        let head = digits.trim_end_matches(|c: char| c.is_ascii_digit());
        let Ok(month) = digits[head.len()..].parse::<u32>() else { continue };
        let from_january = || {
            let head = head.trim_end();
            let range = head.trim_end_matches(['-', '—', '~', '至', '到', '–']).trim_end();
            (range.len() < head.len()
                && (range.ends_with('元')
                    || (range.ends_with('1') && !range.ends_with("11"))
                    || range.ends_with("1月")))
                || head.ends_with('前')
        };
        let until = || {
            let head = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '年').trim_end();
            (head.ends_with("截至") || head.ends_with("截止") || head.ends_with("到") || head.ends_with("至"))
                && !text[at..].starts_with("月以")
        };
        if (1..=12).contains(&month) && (from_january() || until()) {
            found = later(found, at, f64::from(month) / 12.0);
        }
    }
    found.map(|(_, share)| share)
}

/// The one of two that stands later.
fn later(found: Option<(usize, f64)>, at: usize, share: f64) -> Option<(usize, f64)> {
    match found {
        Some((earlier, _)) if earlier > at => found,
        _ => Some((at, share)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Period;

    fn close(share: Option<f64>, wanted: f64) {
        assert!(share.is_some_and(|share| (share - wanted).abs() < 1e-9), "{share:?} is not {wanted}");
    }

    #[test]
    fn a_work_of_several_years_has_their_share() {
        assert_eq!(years("撤并村通公路(2021—2025年)"), Some((2021, 2025)));
        assert_eq!(years("2021-2025年5个村"), Some((2021, 2025)));
        assert_eq!(years("2021年度,1—9月完成12-15个"), None);
        let half = Schedule { day: Some("2023-06-30".into()), share: Some(0.5), chosen: false };
        close(over(&half, (2021, 2025)).share, 0.5);
        close(over(&half, (2018, 2020)).share, 1.0);
    }

    #[test]
    fn a_quarter_is_a_quarter() {
        assert!((year_share(2021, 9, 30) - 0.75).abs() < 1e-12);
        assert!((year_share(2024, 2, 29) - 2.0 / 12.0).abs() < 1e-12);
    }

    #[test]
    fn the_user_may_set_another_day_of_the_notices_year() {
        let mut notice = Notice::default();
        notice.facts.period =
            Some(Period { year: Some(2021), label: "三季度".into(), end: Some("2021-09-30".into()) });
        let at = |day: Option<&str>| of(&notice, day);
        assert_eq!(at(None), Schedule { day: Some("2021-09-30".into()), share: Some(0.75), chosen: false });
        assert_eq!(at(Some("2021-12-31")).share, Some(1.0));
        assert_eq!(at(Some("2022-03-31")).share, Some(1.0));
        assert_eq!(at(Some("2020-06-30")).share, Some(0.0));
        assert!(at(Some("2021-06-30")).chosen);
        assert_eq!(at(Some("下周")), at(None));
        assert_eq!(of(&Notice::default(), None), Schedule::default());
    }

    #[test]
    fn a_figure_may_carry_its_own_date() {
        close(own_share("根据官方数据,一季度产值"), 0.25);
        close(own_share("1-8月完成投资"), 8.0 / 12.0);
        close(own_share("元至3月份完成"), 0.25);
        close(own_share("截至8月底,累计"), 8.0 / 12.0);
        close(own_share("前8个月"), 8.0 / 12.0);
        close(own_share("上半年完成"), 0.5);
        assert_eq!(own_share("其中9月份征收额"), None);
        assert_eq!(own_share("完成投资"), None);
    }
}
