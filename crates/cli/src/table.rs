//! The report as a table for a terminal: facts, counts, then a line a task, attention first.

use crate::words::{self, Lang};
use std::fmt::Write as _;
use tongbao_notice::report::{Report, Status, Task};

/// How wide titles may be, in terminal columns.
const TITLE: usize = 56;
/// The same for units.
const UNITS: usize = 24;

/// The whole table.
pub fn print(report: &Report, lang: Lang) -> String {
    let mut out = facts(report, lang);
    let mut tasks: Vec<&Task> = report.tasks.iter().collect();
    // A stable sort: within a status the order of the notice.
    tasks.sort_by_key(|task| task.status.merged());
    if !tasks.is_empty() {
        let rows: Vec<[String; 4]> = tasks.iter().map(|task| row(task, lang)).collect();
        let heads = [
            lang.pick("状态", "Status"),
            lang.pick("编号", "Task"),
            lang.pick("任务", "Title"),
            lang.pick("责任单位", "Units"),
        ];
        let widest =
            |column: usize| rows.iter().map(|row| width(&row[column])).chain([width(heads[column])]).max().unwrap_or(0);
        let widths = [widest(0), widest(1), widest(2), widest(3)];
        out.push('\n');
        line(&mut out, heads, widths);
        for row in &rows {
            line(&mut out, [&row[0], &row[1], &row[2], &row[3]], widths);
        }
    }
    out
}

/// Title, facts and counts: the head that the table and Markdown share.
pub fn facts(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    let notice = &report.notice;
    let _ = writeln!(out, "{}", notice.title.as_deref().unwrap_or(lang.pick("（没有标题）", "(no title)")));
    let issuers = notice.issuers.join("、");
    let facts = [
        (lang.pick("文号", "Number"), notice.document_number.as_deref().unwrap_or("")),
        (lang.pick("发文", "Issued by"), issuers.as_str()),
        (lang.pick("落款", "Signed"), notice.signed_on.as_deref().unwrap_or("")),
        (lang.pick("期间", "Period"), notice.period.as_ref().map_or("", |period| period.label.as_str())),
    ];
    let facts: Vec<String> =
        facts.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name} {value}")).collect();
    if !facts.is_empty() {
        let _ = writeln!(out, "{}", facts.join("  "));
    }
    let _ = writeln!(out, "{}", counts(report, lang));
    let rows = report.coverage.rows;
    if rows.unplaced > 0 {
        let _ = match lang {
            Lang::Chinese => writeln!(out, "{} 行没放进任何任务，不计入统计（见 JSON 的 unplaced）", rows.unplaced),
            Lang::English => {
                writeln!(out, "{} rows belong to no task and count nowhere (see unplaced in the JSON)", rows.unplaced)
            }
        };
    }
    out
}

/// “140 项任务：未完成 4 · 偏慢 11 · …”.
fn counts(report: &Report, lang: Lang) -> String {
    let parts: Vec<String> = Status::ALL
        .iter()
        .filter_map(|status| {
            let count = report.tasks.iter().filter(|task| task.status.merged() == *status).count();
            (count > 0).then(|| format!("{} {count}", words::status(lang, *status)))
        })
        .collect();
    match (lang, report.tasks.len()) {
        (Lang::Chinese, 0) => "没认出任务".to_owned(),
        (Lang::English, 0) => "No tasks recognised".to_owned(),
        (Lang::Chinese, all) => format!("{all} 项任务：{}", parts.join(" · ")),
        (Lang::English, all) => format!("{all} tasks: {}", parts.join(" · ")),
    }
}

fn row(task: &Task, lang: Lang) -> [String; 4] {
    let units: Vec<&str> = task.units.iter().map(|unit| unit.name.as_str()).collect();
    [
        words::headline(lang, &task.status),
        shorten(&task.id, 24),
        shorten(&task.title, TITLE),
        shorten(&units.join("、"), UNITS),
    ]
}

fn line(out: &mut String, cells: [&str; 4], widths: [usize; 4]) {
    let mut text = String::new();
    for (cell, wide) in cells.iter().zip(widths) {
        text.push_str(cell);
        text.extend(std::iter::repeat_n(' ', wide.saturating_sub(width(cell)) + 2));
    }
    out.push_str(text.trim_end());
    out.push('\n');
}

/// Cuts to so many terminal columns, on one line, with … where something is left out.
pub fn shorten(text: &str, most: usize) -> String {
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&flat) <= most {
        return flat;
    }
    let mut used = 0;
    let mut out = String::new();
    for character in flat.chars() {
        used += columns(character);
        if used >= most {
            break;
        }
        out.push(character);
    }
    out.push('…');
    out
}

/// How many terminal columns a text takes.
fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// East Asian wide and full-width characters take two columns (Unicode Annex 11, by blocks).
fn columns(character: char) -> usize {
    match u32::from(character) {
        0..=0x1f | 0x7f..=0x9f | 0x200b..=0x200f | 0xfeff => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(width("实现60家"), 8);
        assert_eq!(shorten("实现“小升规”60家", 8), "实现“小…");
        assert_eq!(shorten("一\n二", 8), "一 二");
        assert!(width(&shorten(&"督".repeat(50), 20)) <= 20);
    }
}
