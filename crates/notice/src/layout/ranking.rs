//! Tables of units × indicators: one row a unit, the indicators as columns, numbers in nearly every
//! cell. They are kept as rankings; a task is a pair of unit and indicator only where the table says
//! how far that is: a target with what was done, or a percentage.

use super::header::HeaderCell;
use super::rows::{Content, Row};
use crate::fold::fold;
use crate::map::Sorted;
use crate::notice::{RawEntry, RawTask};
use crate::place::{Lines, Passage};
use crate::read::units;
use crate::report::{Ranking, RankingRow, Role, Unit, UnitRole};

/// The share of numbers among the cells beside the unit that makes a ranking.
const NUMERIC_SHARE: f64 = 0.8;
/// The fewest rows of a ranking.
const ROWS: usize = 3;

/// The ranking that these rows are, if they are one.
pub fn ranking(columns: &[HeaderCell], rows: &[Row], title: Option<&str>) -> Option<Ranking> {
    let has_words =
        columns.iter().any(|column| matches!(column.role, Role::Progress | Role::Problem | Role::NextSteps));
    if rows.len() < ROWS || has_words {
        return None;
    }
    let unit_column = unit_column(columns, rows)?;
    let (mut cells, mut numbers) = (0_u32, 0_u32);
    let mut out = Vec::new();
    for row in rows.iter().filter(|row| row.section.is_none()) {
        let Some(unit) = row.cells.get(unit_column).and_then(Content::text) else { continue };
        let mut values = Sorted::default();
        let mut rank = None;
        for (index, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
            let Some(text) = cell.text().filter(|_| index != unit_column && column.role != Role::Number) else {
                continue;
            };
            cells += 1;
            let Some(value) = number(&text.text()) else { continue };
            numbers += 1;
            let header = column.text.replace(char::is_whitespace, "");
            if header.ends_with("排名") || header.ends_with("名次") || header.ends_with("位次") {
                rank = Some(value as u32);
            } else if !header.is_empty() {
                values.insert(header, value);
            }
        }
        if !values.is_empty() {
            out.push(RankingRow { unit: unit.text().replace('\n', ""), values, rank });
        }
    }
    let numeric = f64::from(numbers) / f64::from(cells.max(1));
    (out.len() >= ROWS && numeric >= NUMERIC_SHARE && cells as usize >= out.len() * 2).then(|| Ranking {
        title: title.unwrap_or("").trim().to_owned(),
        unit_of: columns.get(unit_column).map(|column| column.text.clone()).unwrap_or_default(),
        rows: out,
    })
}

/// The column that names the units: by its header, else by its cells.
fn unit_column(columns: &[HeaderCell], rows: &[Row]) -> Option<usize> {
    let named = |index: &usize| matches!(columns[*index].role, Role::Lead | Role::Other | Role::Title | Role::Category);
    (0..columns.len()).filter(named).find(|index| {
        let cells: Vec<String> = rows
            .iter()
            .filter_map(|row| row.cells.get(*index).and_then(Content::text))
            .map(|cell| fold(&cell.text()))
            .collect();
        let units = cells.iter().filter(|cell| units::likeness(cell) == units::Likeness::Whole).count();
        cells.len() >= ROWS && units * 10 >= cells.len() * 8
    })
}

/// A number as printed in a cell; a percentage becomes a fraction.
pub fn number(text: &str) -> Option<f64> {
    let text: String = fold(text).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let (digits, share) = match text.strip_suffix('%') {
        Some(digits) => (digits, true),
        None => (text.as_str(), false),
    };
    let value: f64 = crate::number::decimal(digits).filter(|value: &f64| value.is_finite())?;
    Some(if share { (value * 1e6).round() / 1e8 } else { value })
}

/// The tasks of a ranking: one for each unit and each rate, with the numbers that stand before that rate since the
/// last one (任务数, 完成数) as its target and what was done.
pub fn tasks(columns: &[HeaderCell], rows: &[Row], category: &str, confidence: f64) -> Vec<RawTask> {
    let Some(unit_column) = unit_column(columns, rows) else { return Vec::new() };
    let mut tasks = Vec::new();
    for row in rows.iter().filter(|row| row.section.is_none()) {
        let Some(unit) = row.cells.get(unit_column).and_then(Content::text) else { continue };
        let mut said: Vec<(&str, &Passage)> = Vec::new();
        for (index, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
            let Some(text) = cell.text().filter(|_| index != unit_column && column.role != Role::Number) else {
                continue;
            };
            said.push((&column.text, text));
            if column.role != Role::Rate {
                continue;
            }
            let mut entry = RawEntry { lines: row.lines, units: vec![unit.text()], ..RawEntry::default() };
            for (header, text) in said.drain(..) {
                for piece in &text.pieces {
                    entry.progress.push(&format!("{}{}", header.trim(), piece.text), piece.lines);
                }
            }
            let name = indicator(&column.text);
            let name = if name.is_empty() { category.to_owned() } else { name };
            let lines = row.lines.unwrap_or(Lines::one(1));
            tasks.push(RawTask {
                category: category.to_owned(),
                title: Passage::of(&name, lines),
                units: vec![Unit { name: unit.text(), role: UnitRole::Lead, as_printed: unit.text() }],
                entries: vec![entry],
                confidence,
                ..RawTask::default()
            });
        }
    }
    tasks
}

/// What a rate is a rate of: 高标准农田完成率(%) → 高标准农田.
fn indicator(header: &str) -> String {
    let bare = header.split(['(', '（']).next().unwrap_or("").trim();
    let cut = ["完成率", "完成比例", "完成进度", "进度", "比例", "率"].iter().find_map(|tail| bare.strip_suffix(tail));
    cut.unwrap_or(bare).trim_end_matches('的').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Row {
        Row {
            cells: texts.iter().map(|text| Content::Text(Passage::of(text, Lines::one(1)))).collect(),
            lines: Some(Lines::one(1)),
            ..Row::default()
        }
    }

    fn columns(headers: &[(&str, Role)]) -> Vec<HeaderCell> {
        headers.iter().map(|(text, role)| HeaderCell { text: (*text).to_owned(), role: *role, known: true }).collect()
    }

    #[test]
    fn units_by_indicators_are_a_ranking() {
        let columns = columns(&[
            ("乡镇", Role::Lead),
            ("任务数", Role::Amount),
            ("完成数", Role::Amount),
            ("完成率", Role::Rate),
            ("排名", Role::Amount),
        ]);
        let rows = [
            row(&["东山镇", "20", "15", "75%", "2"]),
            row(&["西山镇", "10", "9", "90%", "1"]),
            row(&["南山乡", "8", "2", "25%", "3"]),
        ];
        let ranking = ranking(&columns, &rows, Some("排名表"));
        let first = ranking.as_ref().and_then(|ranking| ranking.rows.first());
        assert_eq!(first.and_then(|row| row.rank), Some(2));
        assert_eq!(first.and_then(|row| row.values.get("完成率")).copied(), Some(0.75));
    }

    #[test]
    fn a_table_of_tasks_is_none() {
        let columns = columns(&[("任务", Role::Title), ("进展情况", Role::Progress), ("责任单位", Role::Lead)]);
        let rows = [
            row(&["修路", "已开工", "县交通局"]),
            row(&["建桥", "已竣工", "县交通局"]),
            row(&["植树", "完成", "县林业局"]),
        ];
        assert_eq!(ranking(&columns, &rows, None), None);
    }
}
