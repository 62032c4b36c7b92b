//! Tables of units × indicators: one row a unit, the indicators as columns, numbers in nearly every
//! cell. They are kept as rankings; a task is a pair of unit and indicator only where the table says
//! how far that is: a target with what was done, or a percentage.

use super::header::HeaderCell;
use super::rows::{Content, Row};
use crate::fold::fold;
use crate::lexicon;
use crate::map::Sorted;
use crate::notice::{Extra, RawEntry, RawTask};
use crate::phrase::units;
use crate::place::{Lines, Passage};
use crate::report::{Ranking, RankingRow, Role, Unit, UnitRole};
use std::sync::LazyLock;

/// The share of numbers among the cells beside the unit that makes a ranking.
const NUMERIC_SHARE: f64 = 0.8;
/// The fewest rows of a ranking.
const ROWS: usize = 3;

/// The ranking that these rows are, if they are one.
pub fn ranking(columns: &[HeaderCell], rows: &[Row], title: Option<&str>) -> Option<Ranking> {
    let has_words = columns.iter().any(|column| matches!(column.role, Role::Progress | Role::NextSteps));
    if rows.len() < ROWS || has_words {
        return None;
    }
    let unit_column = unit_column(columns, rows)?;
    let indicators = indicators(columns);
    let ranks = columns.iter().filter(|column| is_rank(column)).count();
    let (mut cells, mut numbers) = (0_u32, 0_u32);
    let mut out = Vec::new();
    for row in rows.iter().filter(|row| row.section.is_none()) {
        let Some(unit) = unit_of(row, unit_column) else { continue };
        let mut values = Sorted::default();
        let mut rank = None;
        for (index, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
            let Some(text) = cell.text().filter(|_| index != unit_column && column.role != Role::Number) else {
                continue;
            };
            cells += u32::from(!is_word(column));
            let Some(value) = number(&text.text()) else { continue };
            numbers += 1;
            let header = column.text.replace(char::is_whitespace, "");
            if is_rank(column) && ranks == 1 {
                rank = Some(value as u32);
            } else if !header.is_empty() {
                let twice = columns.iter().filter(|other| other.text == column.text).count() > 1;
                let of = indicators.get(index).filter(|_| twice).map_or("", String::as_str);
                values.insert(format!("{of}{header}"), value);
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

/// Whether a column of words may stand beside the numbers.
fn is_word(column: &HeaderCell) -> bool {
    matches!(column.role, Role::Leader | Role::Status | Role::Remark | Role::Problem)
}

/// The unit of a row; none where its words say that it sums the others.
fn unit_of(row: &Row, column: usize) -> Option<&Passage> {
    row.cells.get(column).and_then(Content::text).filter(|unit| !super::features::observe(&unit.text()).sum)
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
        // A header of the trade is believed where no cell counts.
        if columns[*index].role == Role::Lead && columns[*index].known {
            return cells.len() >= ROWS && cells.iter().all(|cell| number(cell).is_none());
        }
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
/// last one (任务数, 完成数) as its target and what was done. Beside rates of something a bare one (满意率) is no task.
pub fn tasks(columns: &[HeaderCell], rows: &[Row], category: &str, confidence: f64) -> Vec<RawTask> {
    let Some(unit_column) = unit_column(columns, rows) else { return Vec::new() };
    let indicators = indicators(columns);
    let counted = |rate: usize| {
        let before = columns.iter().take(rate).rev().take_while(|column| column.role != Role::Rate);
        before.filter(|column| !is_rank(column)).any(|column| matches!(column.role, Role::Amount | Role::Goal))
    };
    let some_counted = (0..columns.len()).any(|at| columns[at].role == Role::Rate && counted(at));
    let mut tasks = Vec::new();
    for row in rows.iter().filter(|row| row.section.is_none()) {
        let Some(unit) = unit_of(row, unit_column) else { continue };
        let mut said: Vec<(&str, &Passage)> = Vec::new();
        let first = tasks.len();
        for (index, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
            let told = index != unit_column && column.role != Role::Number && !is_rank(column);
            let Some(text) = cell.text().filter(|_| told && !is_word(column)) else { continue };
            said.push((&column.text, text));
            if column.role != Role::Rate || some_counted && !counted(index) {
                continue;
            }
            let mut entry = RawEntry { lines: row.lines, units: vec![unit.text()], ..RawEntry::default() };
            for (header, text) in said.drain(..) {
                for piece in &text.pieces {
                    entry.progress.push(&format!("{}{}", header.trim(), piece.text), piece.lines);
                }
            }
            let names = [indicators.get(index).map_or("", String::as_str), category, bare(&column.text)];
            let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
            let lines = row.lines.unwrap_or(Lines::one(1));
            tasks.push(RawTask {
                category: category.to_owned(),
                title: Passage::of(name, lines),
                units: vec![Unit { name: unit.text(), role: UnitRole::Lead, as_printed: unit.text() }],
                entries: vec![entry],
                // By the rate the task is judged, as in tables that have it beside words.
                extras: vec![Extra { role: Role::Rate, header: "率".into(), text: text.clone() }],
                confidence,
                ..RawTask::default()
            });
        }
        let Some([own @ .., last]) = tasks.get_mut(first..) else { continue };
        for (column, text) in columns.iter().zip(&row.cells).filter(|(column, _)| is_word(column)) {
            let Some(text) = text.text().cloned() else { continue };
            match column.role {
                Role::Leader => last.leader = text,
                Role::Problem => last.entries[0].problem = text,
                // One light for several indicators speaks of the unit.
                Role::Status if own.is_empty() => last.mark = super::marks::mark(&column.text, &text),
                role => last.extras.push(Extra { role, header: column.text.as_str().into(), text }),
            }
        }
    }
    tasks
}

/// Whether a column holds places in an order (排名).
fn is_rank(column: &HeaderCell) -> bool {
    let header = column.text.trim();
    TAILS.ranks.iter().any(|word| header.ends_with(word))
}

/// How headers of indicators end; the words stand in `lexicon/indicators.tsv`.
struct Tails {
    figures: Vec<&'static str>,
    ranks: Vec<&'static str>,
}

static TAILS: LazyLock<Tails> = LazyLock::new(|| {
    let of = |class: &str| {
        let rows = lexicon::rows(lexicon::table!("indicators")).filter(|row| row.get(1) == Some(&class));
        rows.filter_map(|row| row.first().copied()).collect()
    };
    Tails { figures: of("tail"), ranks: of("rank") }
});

/// Of which indicator each column speaks; empty where the headers do not tell. The columns of one end with its rate and
/// its rank: 投资目标, 投资完成, 完成率, 排名 are of 投资.
fn indicators(columns: &[HeaderCell]) -> Vec<String> {
    let mut names = vec![String::new(); columns.len()];
    let closes = |column: &HeaderCell| column.role == Role::Rate || is_rank(column);
    let mut start = 0;
    while start < columns.len() {
        let opens = |column: &&HeaderCell| !closes(column);
        let counts = columns[start..].iter().take_while(opens).count();
        let rates = columns[start + counts..].iter().take_while(|column| closes(column)).count();
        let end = start + counts + rates.max(1);
        let group = columns.get(start..end.min(columns.len())).unwrap_or_default();
        for (at, column) in group.iter().enumerate() {
            // What is a rate by its own name (高标准农田完成率) needs no others.
            let own = if column.role == Role::Rate { indicator(&column.text) } else { String::new() };
            names[start + at] = if own.is_empty() { shared(&group[..counts.min(group.len())]) } else { own };
        }
        start = end;
    }
    names
}

/// What the headers of one indicator's numbers name together: 投资目标 and 投资完成 name 投资.
fn shared(columns: &[HeaderCell]) -> String {
    // A header that says nothing of targets and figures (承办件数) names no indicator.
    let named = columns.iter().filter(|column| names_figure(&column.text)).map(|column| indicator(&column.text));
    let mut names = named.filter(|name| !name.is_empty());
    let Some(first) = names.next() else { return String::new() };
    names.fold(first, |all, name| {
        let same = all.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        all.chars().take(same).collect()
    })
}

/// What a header counts or rates: 高标准农田完成率(%) → 高标准农田, 投资目标(亿元) → 投资.
fn indicator(header: &str) -> String {
    let header = bare(header);
    // 占年度目标 and 基本完成 name nothing that is counted.
    if header.starts_with('占') || super::features::observe(header).status {
        return String::new();
    }
    let cut = TAILS.figures.iter().find_map(|tail| header.strip_suffix(*tail));
    cut.unwrap_or(header).trim_end_matches('的').to_owned()
}

/// Whether a header says which figure of an indicator its column holds: 投资目标, 完成数.
pub fn names_figure(header: &str) -> bool {
    TAILS.figures.iter().any(|tail| bare(header).ends_with(tail))
}

/// A header without what stands in brackets.
fn bare(header: &str) -> &str {
    header.split(['(', '（']).next().unwrap_or("").trim()
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

    #[test]
    fn each_indicator_has_its_rate_and_its_rank() {
        let columns = columns(&[
            ("镇（街道）", Role::Lead),
            ("投资目标（亿元）", Role::Amount),
            ("投资完成（亿元）", Role::Amount),
            ("完成率", Role::Rate),
            ("排名", Role::Amount),
            ("新签约项目目标（个）", Role::Amount),
            ("新签约项目完成（个）", Role::Amount),
            ("完成率", Role::Rate),
            ("排名", Role::Amount),
        ]);
        let rows = [
            row(&["东山镇", "20", "15", "75%", "2", "10", "9", "90%", "1"]),
            row(&["西山镇", "10", "9", "90%", "1", "10", "8", "80%", "2"]),
            row(&["南山乡", "8", "2", "25%", "3", "10", "7", "70%", "3"]),
        ];
        let ranking = ranking(&columns, &rows, None).unwrap();
        let first = &ranking.rows[0];
        assert_eq!(first.values.get("投资完成率").copied(), Some(0.75));
        assert_eq!(first.values.get("新签约项目排名").copied(), Some(1.0));
        let tasks = tasks(&columns, &rows, "重点指标", 1.0);
        let titles: Vec<String> = tasks.iter().take(2).map(|task| task.title.text()).collect();
        assert_eq!(titles, ["投资", "新签约项目"]);
        assert!(!tasks[1].entries[0].progress.text().contains("排名"));
    }

    #[test]
    fn a_rate_of_nothing_counted_is_no_task() {
        let columns = columns(&[
            ("承办单位", Role::Lead),
            ("承办件数", Role::Amount),
            ("已办结", Role::Other),
            ("办结率", Role::Rate),
            ("满意率", Role::Rate),
        ]);
        let rows = [
            row(&["县交通局", "20", "15", "75%", "98%"]),
            row(&["县教育局", "10", "9", "90%", "99%"]),
            row(&["县水利局", "8", "8", "100%", "100%"]),
        ];
        let tasks = tasks(&columns, &rows, "建议办理", 1.0);
        assert_eq!(tasks.len(), 3);
        assert_eq!(tasks[0].title.text(), "建议办理");
    }
}
