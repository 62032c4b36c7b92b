//! Tables that a file gave as grids: the same headers, rows and tasks as from loose lines, only that
//! nothing has to be aligned.

use super::features::{Features, observe};
use super::header::{self, HeaderCell, HeaderRun};
use super::rows::{Content, Row};
use super::tokens::{Border, Token};
use super::{sections, sequence};
use crate::document::{Cell, Grid, Merged};
use crate::fold::fold;
use crate::hint::{self, TableHint};
use crate::phrase::units::Likeness;
use crate::place::{Lines, Passage};
use crate::report::Role;
use std::borrow::Cow;

/// A table of a grid.
#[derive(Debug)]
pub struct GridTable {
    /// Its columns, one for each column of the grid.
    pub columns: Vec<HeaderCell>,
    /// The lines of its header.
    pub header_lines: Vec<Lines>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// A title that stands within the grid, above the header.
    pub title: Option<(String, Lines)>,
}

/// The margin of a row whose cells the file gave: no doubt about them.
pub const SURE: f32 = 10.0;

/// A header of a grid and the rows below it.
struct Head<'g> {
    columns: Vec<HeaderCell>,
    lines: Vec<Lines>,
    rows: Vec<&'g [Cell]>,
    title: Option<(String, Lines)>,
}

/// The tables of a grid, in order, read as the user's hints say; rows before the first header belong to none.
pub fn tables(grid: &Grid, hints: &[TableHint]) -> Vec<GridTable> {
    read(grid, hints, grid.rows.iter().flatten().all(|cell| cell.merged.is_none()))
}

/// The same of a grid whose rows stand alone, cards or labelled lines: none of their cells belongs to the row above.
pub fn alone(grid: &Grid, hints: &[TableHint]) -> Vec<GridTable> {
    read(grid, hints, false)
}

/// The tables of a grid; `unmarked` says that empty cells may belong to the row above.
fn read(grid: &Grid, hints: &[TableHint], unmarked: bool) -> Vec<GridTable> {
    let mut tables = Vec::new();
    for head in heads(grid, hints) {
        let lines = head.lines.iter().copied().chain(head.rows.iter().filter_map(|row| lines_of(row)));
        let span = lines.reduce(Lines::join);
        let hint = span.and_then(|span| hint::about(hints, span));
        if hint.is_some_and(|hint| hint.no_table) {
            continue;
        }
        let mut cells = head.columns;
        for cell in &mut cells {
            cell.text = cell.text.replace('\n', "");
        }
        let mut run = HeaderRun { start: 0, end: 0, cells, score: 0.0 };
        run.settle();
        let mut columns = run.cells;
        for (column, role) in columns.iter_mut().zip(hint.map_or(&[][..], |hint| hint.roles.as_slice())) {
            column.role = *role;
        }
        let rows = head.rows.iter().filter_map(|row| body_row(&columns, row)).collect();
        let mut table = GridTable { columns, header_lines: head.lines, rows, title: head.title };
        numbered_sections(&mut table);
        figures_are_no_words(&mut table);
        if unmarked {
            let lone = lone_blank(&table.columns, &table.rows);
            for row in &mut table.rows {
                share_above(&table.columns, row);
            }
            if let Some((row, column)) = lone {
                table.rows[row].cells[column] = Content::Empty;
            }
        }
        join_names(&mut table);
        tables.push(table);
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// The headers of a grid, each with its rows.
fn heads<'g>(grid: &'g Grid, hints: &[TableHint]) -> Vec<Head<'g>> {
    let mut heads: Vec<Head<'g>> = Vec::new();
    let mut title = None;
    let mut at = 0;
    while let Some(row) = grid.rows.get(at) {
        if let Some((run, depth)) = told_at(&grid.rows, hints, at).or_else(|| header_at(&grid.rows, at)) {
            let lines: Vec<Lines> =
                grid.rows.iter().skip(at).take(depth).flatten().filter_map(|cell| cell.lines).collect();
            match heads.last_mut() {
                Some(last) if same_header(&last.columns, &run.cells) => last.lines.extend(lines),
                _ => heads.push(Head { columns: run.cells, lines, rows: Vec::new(), title: title.take() }),
            }
            at += depth;
            continue;
        }
        match heads.last_mut() {
            Some(head) => head.rows.push(row),
            None => {
                if let Some((text, lines)) = only_text(row) {
                    title = Some((text, lines));
                }
            }
        }
        at += 1;
    }
    heads
}

/// The lines that a row of cells stands on.
fn lines_of(row: &[Cell]) -> Option<Lines> {
    row.iter().filter(|cell| cell.merged.is_none()).filter_map(|cell| cell.lines).reduce(Lines::join)
}

/// The header that the user says begins with this row: its names are those of its lowest row, and above empty cells those
/// further up.
fn told_at(rows: &[Vec<Cell>], hints: &[TableHint], at: usize) -> Option<(HeaderRun, usize)> {
    let first = lines_of(rows.get(at).filter(|_| !hints.is_empty())?)?.first;
    let lines = hint::header_from(hints, first)?;
    let below = rows.get(at + 1..)?;
    let depth = 1 + below.iter().take_while(|row| lines_of(row).is_some_and(|row| row.last <= lines.last)).count();
    let mut texts: Vec<String> = Vec::new();
    for row in rows.get(at..at + depth)? {
        texts.resize(texts.len().max(row.len()), String::new());
        for (text, cell) in texts.iter_mut().zip(row).filter(|(_, cell)| !cell.text.trim().is_empty()) {
            text.clone_from(&cell.text);
        }
    }
    Some((as_header(texts), depth))
}

fn same_header(a: &[HeaderCell], b: &[HeaderCell]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.text == b.text)
}

/// The one text that a row prints, if it prints no more: a title, a section, a note.
fn only_text(row: &[Cell]) -> Option<(String, Lines)> {
    let mut found: Option<(String, Lines)> = None;
    for cell in row.iter().filter(|cell| !cell.text.trim().is_empty() && cell.merged.is_none()) {
        if found.is_some() {
            return None;
        }
        found = Some((cell.text.trim().to_owned(), cell.lines?));
    }
    found
}

/// The header that begins with this row: of one row, or of two where cells of the first span columns.
fn header_at(rows: &[Vec<Cell>], at: usize) -> Option<(HeaderRun, usize)> {
    let first = rows.get(at)?;
    let one = as_header(first.iter().map(|cell| cell.text.clone()).collect());
    let spans = first.iter().any(|cell| cell.merged == Some(Merged::Left));
    let second = rows.get(at + 1).filter(|next| next.len() == first.len());
    if let (true, Some(second)) = (spans, second) {
        let below = second.iter().filter(|cell| cell.merged == Some(Merged::Above)).count();
        if below > 0 && below < second.len() {
            let texts = first
                .iter()
                .zip(second)
                .map(|(top, bottom)| {
                    let same = bottom.merged == Some(Merged::Above) || bottom.text.trim().is_empty();
                    let (top, bottom) = (top.text.trim(), bottom.text.trim());
                    let once = second.iter().filter(|cell| cell.text.trim() == bottom).count() == 1;
                    if same {
                        top.to_owned()
                    } else if header::classify(bottom).is_some() && once {
                        bottom.to_owned()
                    } else if header::classify(bottom).is_some() {
                        // The same name under several: 一季度 and 二季度, each with its 完成率.
                        format!("{top}{bottom}")
                    } else {
                        format!("{bottom}{top}")
                    }
                })
                .collect();
            let two = as_header(texts);
            if two.is_table() {
                return Some((two, 2));
            }
        }
    }
    if let Some(texts) = second.and_then(|second| unmarked_pair(first, second)) {
        let two = as_header(texts);
        if two.is_table() {
            return Some((two, 2));
        }
    }
    one.is_table().then_some((one, 1))
}

/// The texts of a header of two rows in a grid that marks no merged cell: below the first row stand only names of
/// columns, at least one of them under a cell that is empty.
fn unmarked_pair<'c>(first: &'c [Cell], second: &'c [Cell]) -> Option<Vec<String>> {
    let filled = |cell: &Cell| !cell.text.trim().is_empty();
    let under = |pair: (&Cell, &Cell)| filled(pair.1) && !filled(pair.0);
    let names = second.iter().filter(|cell| filled(cell)).all(|cell| header::classify(&cell.text).is_some());
    let fits = names
        && second.first().is_some_and(|cell| !filled(cell))
        && first.iter().chain(second).all(|cell| cell.merged.is_none())
        && first.iter().zip(second).any(under)
        && first.iter().zip(second).all(|pair| filled(pair.0) || filled(pair.1));
    if !fits {
        return None;
    }
    let mut spanning = "";
    let name = |(top, bottom): (&'c Cell, &'c Cell)| {
        if filled(top) {
            spanning = top.text.trim();
        }
        let once = second.iter().filter(|cell| cell.text.trim() == bottom.text.trim()).count() == 1;
        match (filled(bottom), once) {
            (false, _) => top.text.clone(),
            (true, true) => bottom.text.clone(),
            (true, false) => format!("{spanning}{}", bottom.text.trim()),
        }
    };
    Some(first.iter().zip(second).map(name).collect())
}

/// From so many rows on a column shows whether its cells are merged.
const FEWEST_ROWS: usize = 10;

/// A table merges cells by habit: where of many rows that print their number and their words one alone has a blank unit in
/// charge, nothing is printed there. That row and its column.
fn lone_blank(columns: &[HeaderCell], rows: &[Row]) -> Option<(usize, usize)> {
    let lead = columns.iter().position(|column| column.role == Role::Lead)?;
    let words = |row: &Row, role: Role| {
        columns.iter().zip(&row.cells).any(|(column, cell)| column.role == role && cell.text().is_some())
    };
    let numbered = columns.iter().any(|column| column.role == Role::Number);
    // Number and title alone share the row above.
    let own = |row: &Row| {
        let numbered = !numbered || words(row, Role::Number);
        row.section.is_none() && numbered && words(row, Role::Title) && words(row, Role::Progress)
    };
    let own: Vec<usize> = (0..rows.len()).filter(|row| own(&rows[*row])).collect();
    let mut blank = own.iter().filter(|row| rows[**row].cells.get(lead).is_some_and(|cell| cell.text().is_none()));
    match (blank.next(), blank.next()) {
        (Some(row), None) if own.len() >= FEWEST_ROWS => Some((*row, lead)),
        _ => None,
    }
}

/// Which empty cells of a row belong to the row above, in a grid that marks no merged cell: a row without number (in a
/// table without numbers: without title) goes on the task above; a row of number and title alone shares its cells.
fn share_above(columns: &[HeaderCell], row: &mut Row) {
    if row.section.is_some() {
        return;
    }
    let of = |role: Role| columns.iter().position(|column| column.role == role);
    let Some(opener) = of(Role::Number).or(of(Role::Title)) else { return };
    let told = |role: Role| matches!(role, Role::Progress | Role::Problem | Role::NextSteps | Role::Remark);
    let named = |role: Role| matches!(role, Role::Number | Role::Title | Role::Category);
    let goes_on = row.cells.get(opener) == Some(&Content::Empty);
    let bare = of(Role::Lead).is_some()
        && columns.iter().zip(&row.cells).all(|(column, cell)| named(column.role) || *cell == Content::Empty);
    // Beside a unit in charge another column of units may be empty.
    let charged = row.is_charged(columns.iter().map(|column| column.role));
    for (column, cell) in columns.iter().zip(&mut row.cells) {
        // Groups and units in charge are the columns whose cells rows share; hardly a task has nobody in charge.
        let group = column.role == Role::Category || column.role == Role::Lead && !charged;
        if *cell == Content::Empty && (bare || group || (goes_on && !told(column.role))) {
            *cell = Content::Merged;
        }
    }
    row.sub |= goes_on;
}

fn as_header(texts: Vec<String>) -> HeaderRun {
    let cells = texts.into_iter().map(|text| HeaderCell::named(text.trim().to_owned())).collect();
    HeaderRun { start: 0, end: 0, cells, score: 0.0 }
}

/// A row of the body; `None` where nothing is printed in it.
fn body_row(columns: &[HeaderCell], cells: &[Cell]) -> Option<Row> {
    let mut row = Row { cells: vec![Content::Empty; columns.len()], margin: SURE, ..Row::default() };
    let mut own = 0;
    for (content, cell) in row.cells.iter_mut().zip(cells) {
        *content = match cell.merged {
            Some(_) => Content::Merged,
            None if cell.text.trim().is_empty() => Content::Empty,
            None => {
                own += 1;
                Content::Text(passage(cell))
            }
        };
        if let (None, Some(lines), false) = (cell.merged, cell.lines, cell.text.trim().is_empty()) {
            row.lines = Some(row.lines.map_or(lines, |all| all.join(lines)));
        }
    }
    row.lines?;
    row.sub = columns.iter().zip(&row.cells).any(|(c, cell)| c.role == Role::Number && *cell == Content::Merged);
    // A section or sum row: its first text says so, and no number stands before it.
    let first = cells.iter().position(|cell| !cell.text.trim().is_empty() && cell.merged.is_none())?;
    let looks: Features = observe(&cells.get(first)?.text);
    let spans = cells.get(first + 1).is_some_and(|cell| cell.merged == Some(Merged::Left));
    let before_words = columns
        .iter()
        .take(first)
        .all(|column| matches!(column.role, Role::Number | Role::Category | Role::Lead | Role::Amount));
    let role = columns.get(first).map_or(Role::Other, |column| column.role);
    let heading = looks.sum
        || (looks.section
            && (first == 0 || matches!(role, Role::Number | Role::Category | Role::Title))
            && (spans || own == 1));
    if heading
        && before_words
        && looks.number.is_none()
        && let Content::Text(passage) = std::mem::take(&mut row.cells[first])
    {
        row.section = Some(passage);
    }
    Some(row)
}

/// Beside a column of words another that is called progress but holds only numbers (累计完成) holds amounts.
fn figures_are_no_words(table: &mut GridTable) {
    let progress: Vec<usize> =
        (0..table.columns.len()).filter(|at| table.columns[*at].role == Role::Progress).collect();
    let texts = |at: usize| table.rows.iter().filter_map(move |row| row.cells.get(at).and_then(Content::text));
    let figures = |at: &usize| texts(*at).all(|text| super::ranking::number(&text.text()).is_some());
    let (figures, words): (Vec<usize>, Vec<usize>) = progress.into_iter().partition(figures);
    if words.is_empty() {
        // Where nothing else is called progress, 一季度完成 may say it in words.
        let told = |at: &usize| {
            let amount = matches!(table.columns[*at].role, Role::Amount | Role::Rate);
            amount && texts(*at).any(|text| observe(&text.text()).progress > 0)
        };
        if let Some(at) = (0..table.columns.len()).find(told).filter(|_| figures.is_empty()) {
            table.columns[at].role = Role::Progress;
        }
        return;
    }
    for at in figures {
        table.columns[at].role = Role::Amount;
    }
}

/// Section rows whose number stands in the number column, 一 beside 产业项目: below a Chinese numeral stand no words of
/// progress, and other rows count in digits.
fn numbered_sections(table: &mut GridTable) {
    let of = |role: Role| table.columns.iter().position(|column| column.role == role);
    let (Some(number), Some(title)) = (of(Role::Number), of(Role::Title)) else { return };
    let printed = |row: &Row, at: usize| row.cells.get(at).and_then(Content::text).map(|text| fold(text.text().trim()));
    let digits = |text: String| text.bytes().all(|byte| byte.is_ascii_digit());
    if !table.rows.iter().any(|row| printed(row, number).is_some_and(digits)) {
        return;
    }
    for row in table.rows.iter_mut().filter(|row| row.section.is_none()) {
        let Some(numeral) = printed(row, number).filter(|text| sections::number(text).is_some()) else { continue };
        let figure = |role: Role| matches!(role, Role::Amount | Role::Rate | Role::Other | Role::Remark);
        let wordless =
            table.columns.iter().zip(&row.cells).enumerate().all(|(at, (column, cell))| {
                at == number || at == title || cell.text().is_none() || figure(column.role)
            });
        if !wordless {
            continue;
        }
        let Some(Content::Text(mut words)) = row.cells.get_mut(title).map(std::mem::take) else { continue };
        if let Some(first) = words.pieces.first_mut() {
            first.text = sections::heading(&numeral, &first.text);
        }
        row.section = Some(words);
        if let Some(cell) = row.cells.get_mut(number) {
            *cell = Content::Empty;
        }
    }
}

/// The paragraphs of a cell, each with its line where the cell has one for each.
fn passage(cell: &Cell) -> Passage {
    let mut passage = Passage::default();
    let Some(lines) = cell.lines else { return Passage::of(&cell.text, Lines::one(1)) };
    let paragraphs: Vec<&str> = cell.text.lines().filter(|line| !line.trim().is_empty()).collect();
    let each = lines.last - lines.first + 1 == paragraphs.len() as u32;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let at = if each { Lines::one(lines.first + index as u32) } else { lines };
        passage.push(paragraph, at);
    }
    passage
}

/// Joins the names of units that were broken over lines within their cells.
fn join_names(table: &mut GridTable) {
    for (index, column) in table.columns.iter().enumerate() {
        if !matches!(column.role, Role::Lead | Role::Support | Role::Supervisor) {
            continue;
        }
        let mut tokens: Vec<Token<'_>> = Vec::new();
        for passage in table.rows.iter().filter_map(|row| row.cells.get(index).and_then(Content::text)) {
            for (place, piece) in passage.pieces.iter().enumerate() {
                tokens.push(Token {
                    text: Cow::Owned(piece.text.clone()),
                    lines: piece.lines,
                    blanks: 0,
                    border: if place == 0 { Border::Tab } else { Border::Line },
                    soft_gap: false,
                    page_top: false,
                });
            }
        }
        let looks: Vec<Features> = tokens.iter().map(|token| observe(&token.text)).collect();
        if looks.iter().all(|looks| looks.unit == Likeness::Whole)
            && tokens.iter().all(|token| token.border == Border::Tab)
        {
            continue;
        }
        let hints = sequence::hints(&tokens.iter().collect::<Vec<_>>(), &looks.iter().collect::<Vec<_>>());
        let mut at = 0;
        for row in &mut table.rows {
            let Some(Content::Text(passage)) = row.cells.get_mut(index) else { continue };
            let mut joined = Passage::default();
            for piece in passage.pieces.drain(..) {
                let goes_on = hints.get(at).is_some_and(|hint| hint.wrapped);
                at += 1;
                match joined.pieces.last_mut() {
                    Some(last) if goes_on => {
                        last.text.push_str(&piece.text);
                        last.lines = last.lines.join(piece.lines);
                    }
                    _ => joined.pieces.push(piece),
                }
            }
            *passage = joined;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, line: u32) -> Cell {
        Cell { text: text.to_owned(), lines: Some(Lines::one(line)), merged: None }
    }

    fn merged(text: &str, line: u32, from: Merged) -> Cell {
        Cell { merged: Some(from), ..cell(text, line) }
    }

    #[test]
    fn a_two_row_header_names_the_columns_below() {
        let grid = Grid {
            lines: Lines::new(1, 20),
            rows: vec![
                vec![
                    cell("序号", 1),
                    cell("任务", 2),
                    cell("投资", 3),
                    merged("投资", 3, Merged::Left),
                    cell("进展情况", 4),
                ],
                vec![
                    merged("序号", 1, Merged::Above),
                    merged("任务", 2, Merged::Above),
                    cell("年度计划投资", 5),
                    cell("完成率", 6),
                    merged("进展情况", 4, Merged::Above),
                ],
                vec![cell("1", 7), cell("修路", 8), cell("35", 9), cell("50%", 10), cell("已开工", 11)],
            ],
        };
        let tables = tables(&grid, &[]);
        let roles: Vec<Role> = tables[0].columns.iter().map(|column| column.role).collect();
        assert_eq!(roles, [Role::Number, Role::Title, Role::Amount, Role::Rate, Role::Progress]);
        assert_eq!(tables[0].rows.len(), 1);
    }

    #[test]
    fn a_spanning_row_is_a_section() {
        let header = vec![cell("序号", 1), cell("任务", 2), cell("进展情况", 3), cell("责任单位", 4)];
        let section = vec![
            cell("一、产业项目", 5),
            merged("一、产业项目", 5, Merged::Left),
            merged("一、产业项目", 5, Merged::Left),
            merged("一、产业项目", 5, Merged::Left),
        ];
        let row = vec![cell("1", 6), cell("修路", 7), cell("已开工", 8), cell("县交通局", 9)];
        let tables = tables(&Grid { lines: Lines::new(1, 9), rows: vec![header, section, row] }, &[]);
        assert!(tables[0].rows[0].section.is_some());
        assert!(tables[0].rows[1].section.is_none());
    }

    /// A grid as a text writes it, cells between pipes, that marks no merged cell.
    fn piped(text: &str) -> Grid {
        let row = |(line, row): (usize, &str)| row.split('|').map(|text| cell(text.trim(), line as u32 + 1)).collect();
        let rows: Vec<Vec<Cell>> = text.lines().enumerate().map(row).collect();
        Grid { lines: Lines::new(1, rows.len() as u32), rows }
    }

    #[test]
    fn a_chinese_numeral_above_rows_in_digits_opens_a_section() {
        let grid = piped(
            "序号|项目名称|建设单位|总投资(万元)|形象进度\n一|产业项目||3000|\n1|建厂|县工信局|1000|主体封顶\n\
             2|扩产|县工信局|2000|正在招标\n（二）|民生项目|||\n3|建校|县教育局|900|未开工",
        );
        let tables = tables(&grid, &[]);
        let sections: Vec<Option<String>> =
            tables[0].rows.iter().map(|row| row.section.as_ref().map(Passage::text)).collect();
        let section = |text: &str| Some(text.to_owned());
        assert_eq!(sections, [section("一、产业项目"), None, None, section("(二)民生项目"), None]);
        // What the section sums stays in its columns.
        assert!(tables[0].rows[0].cells[3].text().is_some());
    }

    #[test]
    fn chinese_numerals_may_number_tasks() {
        let grid = piped("序号|任务|责任单位|进展情况\n一|建厂|县工信局|主体封顶\n二|建校|县教育局|未开工");
        assert!(tables(&grid, &[])[0].rows.iter().all(|row| row.section.is_none()));
    }

    #[test]
    fn beside_a_unit_in_charge_another_may_be_missing() {
        let grid = piped("序号|任务|牵头单位|责任单位|进展情况\n1|建厂|县工信局|各乡镇|封顶\n2|建校|县教育局||未开工");
        assert_eq!(tables(&grid, &[])[0].rows[1].cells[3], Content::Empty);
        let grid = piped("序号|任务|责任单位|进展情况\n1|建厂|县工信局|封顶\n2|建校||未开工");
        assert_eq!(tables(&grid, &[])[0].rows[1].cells[2], Content::Merged);
    }

    #[test]
    fn the_same_name_under_two_tops_takes_the_top_with_it() {
        let grid = piped(
            "乡镇|投资||项目||\n|目标数|完成率|目标数|完成率|排名\n东山镇|20|75%|10|90%|1\n西山镇|30|70%|15|80%|2",
        );
        let names: Vec<String> = tables(&grid, &[])[0].columns.iter().map(|column| column.text.clone()).collect();
        assert_eq!(names, ["乡镇", "投资目标数", "投资完成率", "项目目标数", "项目完成率", "排名"]);
    }

    #[test]
    fn a_column_of_figures_beside_words_of_progress_is_an_amount() {
        let grid = piped("序号|任务|责任单位|本月进展|累计完成\n1|建厂|县工信局|封顶|9100\n2|建校|县教育局|未开工|0");
        let roles: Vec<Role> = tables(&grid, &[])[0].columns.iter().map(|column| column.role).collect();
        assert_eq!(roles[3..], [Role::Progress, Role::Amount]);
    }
}
