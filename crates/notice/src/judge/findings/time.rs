//! Time: deadlines that have passed, figures that are old, targets that are never reported, and rulings
//! that belong to no row.

use super::{Context, finding, plain};
use crate::fold::fold;
use crate::judge::metrics::Tied;
use crate::judge::row::Row;
use crate::judge::words::Kind;
use crate::notice::Notice;
use crate::phrase::dates;
use crate::read::period;
use crate::report::{Evidence, Finding, FindingKind, Schedule, Severity, Status, Task};

/// More rulings without a row than this say that the list is another one than the table.
const MOST_UNMATCHED: usize = 3;

/// What was found so far.
#[derive(Default)]
pub struct Found {
    overdue: Vec<Finding>,
    stale: Vec<Finding>,
    unreported: Vec<Finding>,
}

impl Found {
    /// Checks a row.
    pub fn check(&mut self, row: &Row<'_>, task: &Task, notice: &Notice, schedule: &Schedule) {
        self.overdue.extend(overdue(row, task, notice, schedule));
        self.stale.extend(stale(row, task, schedule));
        self.unreported.extend(unreported(row, task, schedule));
    }

    /// Everything, kind by kind.
    pub fn all(self) -> impl Iterator<Item = Finding> {
        self.overdue.into_iter().chain(self.stale).chain(self.unreported)
    }
}

/// Rulings that belong to no row.
pub fn unmatched(context: &Context<'_>, found: &mut Vec<Finding>) {
    let lost = context.notice.rulings.iter().zip(&context.notice.ruled).filter(|(_, row)| row.is_none());
    for (ruling, _) in lost.take(MOST_UNMATCHED) {
        let mut one = finding(
            FindingKind::RulingUnmatched,
            Severity::Info,
            0.5,
            format!("正文点名“{}”，找不到对应的行", ruling.text.chars().take(40).collect::<String>()),
        );
        one.claimed.clone_from(&ruling.text);
        one.places = vec![Evidence { text: ruling.text.clone(), lines: ruling.lines }];
        found.push(one);
    }
}

/// The last day of a deadline, ISO 8601: a date, or the end of a month of the notice's year.
pub fn deadline(text: &str, year: Option<i32>) -> Option<String> {
    let folded = fold(text);
    if let Some(date) = dates::find(&folded) {
        return Some(date.iso());
    }
    if let (Some(named), Some(year)) =
        (period::find(&folded).filter(|_| folded.contains('季')), period::year(&folded).or(year))
    {
        return Some(dates::iso(year, named.month, dates::last_day(year, named.month)));
    }
    let at = folded.find('月')?;
    let digits = folded.get(..at)?;
    let head = digits.trim_end_matches(|c: char| c.is_ascii_digit());
    let month: u32 = digits[head.len()..].parse().ok().filter(|month| (1..=12).contains(month))?;
    let day = folded.get(at + '月'.len_utf8()..).and_then(|rest| {
        let (digits, _) = rest.split_once('日')?;
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    });
    let year = head
        .strip_suffix('年')
        .map(|head| &head[head.trim_end_matches(|c: char| c.is_ascii_digit()).len()..])
        .and_then(|digits| digits.parse().ok())
        .filter(|year| (1900..2200).contains(year))
        .or(year)?;
    Some(dates::iso(year, month, day.unwrap_or(dates::last_day(year, month))))
}

/// A deadline that had passed by the notice's own day, without a word of completion.
fn overdue(row: &Row<'_>, task: &Task, notice: &Notice, schedule: &Schedule) -> Option<Finding> {
    let day = schedule.day.as_ref()?;
    let year = notice.facts.period.as_ref().and_then(|period| period.year);
    let due = deadline(&row.raw.deadline.text(), year)?;
    let done = matches!(task.status.merged(), Status::Completed) || task.status.assessed == Some(Status::Completed);
    // What was due on the very day of the notice is no news where the notice itself calls it late.
    let called_late = task.status.stated.is_some_and(Status::needs_attention);
    if due.as_str() > day.as_str()
        || due == *day && called_late
        || done
        || row.is_silent()
        || task.status.assessed.is_none()
    {
        return None;
    }
    let mut one = finding(
        FindingKind::Overdue,
        Severity::Warning,
        0.75,
        format!("完成时限{due}已{}（截至{day}），该行没有说已完成", if due == *day { "到" } else { "过" }),
    );
    one.claimed.clone_from(&due);
    one.found.clone_from(day);
    one.tasks = vec![task.id.clone()];
    one.places = row
        .raw
        .deadline
        .pieces
        .first()
        .map(|piece| Evidence { text: piece.text.clone(), lines: piece.lines })
        .into_iter()
        .chain(row.first_words())
        .collect();
    Some(one)
}

/// A figure that is older than the period of the notice by more than a month.
fn stale(row: &Row<'_>, task: &Task, schedule: &Schedule) -> Option<Finding> {
    let share = schedule.share?;
    let old = |tied: &&Tied| tied.own_share.is_some_and(|own| own < share - 1.0 / 12.0 - 1e-9);
    let tied = row.tied.iter().find(old)?;
    let month = (tied.own_share.unwrap_or(0.0) * 12.0).round() as u32;
    let mut one = finding(
        FindingKind::StaleFigure,
        Severity::Info,
        0.8,
        format!("“{}”用的是截至{month}月的数字", tied.target.name),
    );
    one.claimed = tied.actual.map(plain).unwrap_or_default();
    one.found = format!("截至{month}月");
    one.tasks = vec![task.id.clone()];
    one.places = tied.evidence.iter().cloned().chain(row.title.first_words()).collect();
    Some(one)
}

/// A promised number of which the row says nothing, when at least half of the year is gone.
fn unreported(row: &Row<'_>, task: &Task, schedule: &Schedule) -> Option<Finding> {
    if schedule.share.is_none_or(|share| share < 0.5 - 1e-9) {
        return None;
    }
    let silent = row.tied.iter().filter(|tied| tied.actual.is_none()).collect::<Vec<_>>();
    let no_data = row.entries.iter().any(|entry| entry.progress.hits.iter().any(|hit| hit.kind == Kind::NoData));
    if silent.is_empty() || no_data || task.status.assessed.is_none() || task.status.assessed == Some(Status::Completed)
    {
        return None;
    }
    let names: Vec<String> = silent
        .iter()
        .map(|tied| format!("{}{}{}", tied.target.name, plain(tied.target.value), tied.target.unit_text))
        .collect();
    let mut one = finding(
        FindingKind::UnreportedTarget,
        Severity::Info,
        0.7,
        format!("没有报告目标的完成数：{}", names.join("、")),
    );
    one.claimed = names.join("、");
    one.tasks = vec![task.id.clone()];
    one.places =
        silent.first().and_then(|tied| promise(row, tied)).or_else(|| row.title.first_words()).into_iter().collect();
    Some(one)
}

/// The clause that promises a number.
fn promise(row: &Row<'_>, tied: &Tied) -> Option<Evidence> {
    for cell in [&row.title, &row.goal] {
        let stands = cell
            .amounts
            .iter()
            .any(|amount| amount.start == tied.target.at && (amount.value - tied.target.value).abs() < 1e-9);
        if stands {
            let clause = cell.clause_at(tied.target.at)?;
            return cell.evidence(clause.start, clause.end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_are_dates_or_ends_of_months() {
        assert_eq!(deadline("6月底前", Some(2024)).as_deref(), Some("2024-06-30"));
        assert_eq!(deadline("2023年12月", None).as_deref(), Some("2023-12-31"));
        assert_eq!(deadline("长期", Some(2024)), None);
    }
}
