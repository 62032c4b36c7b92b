//! Tables that a text writes with marks of its own: pipes, drawn boxes, a spreadsheet's quoted cells,
//! comma-separated values, cards of labels and values. Loose lines come in; out come the stretches
//! that are such tables, as grids, and the lines between them. Nothing has to be guessed from the
//! looks of paragraphs there, so such a stretch is read like the grid of a file; one without a header
//! that is known stays loose.

mod bands;
mod boxes;
pub mod cards;
mod interleaved;
mod labels;
mod pipes;
mod separated;

use super::grid::{self, GridTable, SURE};
use super::header::HeaderCell;
use super::rows::Row;
use super::{features, header};
use crate::document::{Cell, Grid};
use crate::hint::TableHint;
use crate::phrase::units::{self, Likeness};
use crate::place::Lines;
use crate::report::Role;
use crate::source::{Signs, Source};

/// A stretch of loose lines.
#[derive(Debug)]
pub enum Part {
    /// Lines that show no table by marks.
    Loose(Lines),
    /// A written table: its lines, and what was read of it.
    Tables(Lines, Vec<GridTable>),
}

/// A table found: the line after its last, and its rows; none where lines up to there were read in vain.
struct Found {
    end: u32,
    rows: Vec<Vec<Cell>>,
    /// Each row is a task that stands alone, so that none shares a cell with the one above.
    alone: bool,
}

/// A way of writing tables: the table that begins at this line, if one does.
type Way = fn(&Source<'_>, u32, u32) -> Option<Found>;

/// The ways, each with the signs of which one stands in the first line, where it needs one, and how sure its cells are at best:
/// marks are beyond doubt, places are not.
const WAYS: [(Option<Signs>, Way, f32); 7] = [
    (Some(Signs::BAR), boxes::at, SURE),
    (Some(Signs::BAR), pipes::at, SURE),
    (Some(Signs::TAB.and(Signs::COMMA).and(Signs::QUOTE)), separated::at, SURE),
    (Some(Signs::TAB), cards::at, SURE),
    (Some(Signs::SPACE), interleaved::at, PLACED),
    (Some(Signs::SPACE), bands::at, PLACED),
    (None, labels::at, SURE),
];

/// The margin of rows that are told by places and look right, and that of rows which do not.
const PLACED: f32 = 7.0;
const DOUBTFUL: f32 = 0.1;

/// From how many lines of a stretch that is no table a way is asked again: a title may stand above the header, and a stretch of
/// any length must not be read once for each of its lines.
const STARTS: u32 = 24;

/// What a way found that was no table after all.
#[derive(Clone, Copy, Default)]
struct Vain {
    /// The line behind it.
    end: u32,
    /// On how many of its lines it was tried.
    starts: u32,
}

/// The parts of a stretch of lines, in order.
pub fn parts(source: &Source<'_>, span: Lines, hints: &[TableHint]) -> Vec<Part> {
    let mut parts = Vec::new();
    let last = span.last.min(source.len());
    let mut loose = span.first;
    let mut at = span.first;
    let mut vain = [Vain::default(); WAYS.len()];
    while at <= last {
        if source.line(at).trim().is_empty() {
            at += 1;
            continue;
        }
        let signs = source.signs(at);
        let tried = WAYS.iter().zip(&mut vain).find_map(|((needed, way, margin), vain)| {
            if needed.is_some_and(|needed| !signs.any(needed)) || at < vain.end && vain.starts >= STARTS {
                return None;
            }
            let found = way(source, at, last)?;
            let starts = if at < vain.end { vain.starts + 1 } else { 1 };
            *vain = Vain { end: found.end.max(vain.end), starts };
            read(found, at, hints, *margin)
        });
        let Some((end, tables)) = tried else {
            at += 1;
            continue;
        };
        if loose < at {
            parts.push(Part::Loose(Lines::new(loose, at - 1)));
        }
        parts.push(Part::Tables(Lines::new(at, end - 1), tables));
        at = end;
        loose = end;
    }
    if loose <= last {
        parts.push(Part::Loose(Lines::new(loose, last)));
    }
    parts
}

fn read(found: Found, first: u32, hints: &[TableHint], margin: f32) -> Option<(u32, Vec<GridTable>)> {
    let width = found.rows.iter().map(Vec::len).max()?;
    let mut rows = found.rows;
    for row in &mut rows {
        row.resize(width, Cell::default());
    }
    if !found.alone && is_shifted(&rows) {
        return None;
    }
    let grid = Grid { lines: Lines::new(first, found.end - 1), rows };
    let mut tables = if found.alone { grid::alone(&grid, hints) } else { grid::tables(&grid, hints) };
    for table in tables.iter_mut().filter(|_| margin < SURE) {
        for row in &mut table.rows {
            row.margin = if is_torn(&table.columns, row) { DOUBTFUL } else { margin };
        }
    }
    (found.end > first && !tables.is_empty()).then_some((found.end, tables))
}

/// Whether a row shows that its cells were put together wrongly: a number without a task, or words that are no unit among
/// the units.
fn is_torn(columns: &[HeaderCell], row: &Row) -> bool {
    let numbered =
        columns.iter().zip(&row.cells).any(|(column, cell)| column.role == Role::Number && cell.text().is_some());
    row.section.is_none()
        && columns.iter().zip(&row.cells).any(|(column, cell)| match column.role {
            Role::Title => numbered && cell.text().is_none(),
            Role::Lead => cell.text().is_some_and(|text| features::observe(&text.text()).unit != Likeness::Whole),
            _ => false,
        })
}

/// Whether the cells of a row stand too far left: those it shares with the row above are left out, so that words stand in
/// the column of numbers or of units and the row ends in empty cells. Then columns are no places, and loose lines tell more.
fn is_shifted(rows: &[Vec<Cell>]) -> bool {
    let Some((header, rows)) = rows.split_first() else { return false };
    let roles: Vec<Option<Role>> =
        header.iter().map(|cell| header::classify(&cell.text).map(|found| found.0)).collect();
    let empty = |row: &[Cell]| row.iter().rev().take_while(|cell| cell.text.is_empty()).count();
    let usual = empty(header);
    let elsewhere = |(role, cell): (&Option<Role>, &Cell)| {
        let asked = matches!(role, Some(Role::Number | Role::Lead)) && !cell.text.is_empty();
        let looks = asked.then(|| features::observe(&cell.text)).filter(|looks| looks.chars > 4);
        looks.is_some_and(|looks| match role {
            Some(Role::Number) => !looks.numeric && !looks.sum && looks.number.is_none() && looks.paragraph.is_none(),
            _ => looks.unit == Likeness::No && (looks.sentence || looks.progress > 0 || looks.numeric),
        })
    };
    rows.iter().any(|row| (usual + 1..row.len() - 1).contains(&empty(row)) && roles.iter().zip(row).any(elsewhere))
}

/// A cell of these words.
fn cell(text: &str, lines: Lines) -> Cell {
    let text = text.replace("**", "");
    let text = text.trim();
    if text.is_empty() { Cell::default() } else { Cell { text: text.to_owned(), lines: Some(lines), merged: None } }
}

/// How many of these texts name a column: the cheap look before a table is cut into cells.
fn names<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    cells.filter(|cell| header::classify(cell).is_some()).count()
}

/// The paragraphs of a cell that was broken into lines of a given room: a line that is full goes on in the next,
/// unless that opens with a number of its own.
fn unwrapped(lines: &[(u32, &str)], room: usize, slack: usize) -> Cell {
    let mut text = String::new();
    let mut span: Option<Lines> = None;
    let mut full = false;
    let mut before = "";
    for (number, line) in lines {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let two_names = units::is_complete(before) && units::is_complete(line);
        let goes_on = full && !two_names && crate::phrase::ordinal::paragraph_number(line).is_none();
        if !text.is_empty() && !goes_on {
            text.push('\n');
        }
        text.push_str(line);
        span = Some(span.map_or(Lines::one(*number), |span| span.join(Lines::one(*number))));
        full = super::tokens::width(line) + slack >= room;
        before = line;
    }
    Cell { text, lines: span, merged: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::rows::Content;

    /// The cells of the first table of a text, row by row, as read.
    fn cells(text: &str) -> Vec<Vec<String>> {
        let source = Source::new(text);
        for part in parts(&source, Lines::new(1, source.len()), &[]) {
            if let Part::Tables(_, tables) = part {
                let text = |cell: &Content| cell.text().map_or(String::new(), crate::place::Passage::text);
                return tables[0].rows.iter().map(|row| row.cells.iter().map(text).collect()).collect();
            }
        }
        Vec::new()
    }

    const ROW: [&str; 4] = ["1", "修路", "1.已开工。\n2.完成一半。", "县交通局"];

    #[test]
    fn a_row_a_line_between_pipes() {
        let text = "表\n\n| 序号 | 任务 | 进展情况 | 责任单位 |\n|---|---|---|---|\n| 1 | 修路 | 1.已开工。<br>2.完成一半。 | 县交通局 |\n";
        assert_eq!(cells(text), [ROW]);
    }

    #[test]
    fn a_pipe_alone_on_its_line() {
        let text = "|\n序号\n|\n任务\n|\n进展情况\n|\n责任单位\n|\n\n|\n1\n|\n修路\n|\n1.已开工。\n2.完成一半。\n|\n县交通局\n|\n\n|\n2\n|\n建桥\n|\n\n|\n县交通局\n|\n";
        let got = cells(text);
        assert_eq!(got[0], ROW);
        assert_eq!(got[1], ["2", "建桥", "", "县交通局"]);
    }

    #[test]
    fn cells_in_quotes_hold_line_feeds() {
        for separator in ["\t", ","] {
            let text =
                ["序号", "任务", "进展情况", "责任单位\n1", "修路", "\"1.已开工。\n2.完成一半。\"", "县交通局\n"]
                    .join(separator);
            assert_eq!(cells(&text), [ROW]);
        }
    }

    #[test]
    fn drawn_boxes() {
        let text = "┌────┬────┬────────────┬────────┐\n│序号│任务│进展情况    │责任单位│\n├────┼────┼────────────┼────────┤\n│1   │修路│1.已开工。  │县交通局│\n│    │    │2.完成一半。│        │\n└────┴────┴────────────┴────────┘\n";
        assert_eq!(cells(text), [ROW]);
    }

    #[test]
    fn columns_side_by_side() {
        let text = "序号   任务   进展情况       责任单位\n1      修路   1.已开工。     县交通局\n              2.完成一半。\n2      建桥   已完工。       县水利局\n";
        let got = cells(text);
        assert_eq!(got[0], ROW);
        assert_eq!(got[1], ["2", "建桥", "已完工。", "县水利局"]);
    }

    #[test]
    fn headings_with_labels() {
        let text = "1.修路\n进展情况：1.已开工。\n2.完成一半。\n责任单位：县交通局\n2.建桥\n进展情况：已完工。\n责任单位：县水利局\n";
        let got = cells(text);
        assert_eq!(got[0], ROW);
        assert_eq!(got[1], ["2", "建桥", "已完工。", "县水利局"]);
    }

    #[test]
    fn a_list_begins_with_its_section_and_ends_where_it_is_signed() {
        let text = "一、城建\n（一）修路。\n责任单位：县交通局\n进展情况：已开工。\n（二）建桥。\n责任单位：县水利局\n进展情况：已完工。\n白河县人民政府督查室\n2023年10月12日\n";
        let source = Source::new(text);
        let parts = parts(&source, Lines::new(1, source.len()), &[]);
        let [Part::Tables(lines, tables), Part::Loose(rest)] = parts.as_slice() else { panic!("{parts:?}") };
        assert_eq!((lines.last, rest.first, tables[0].rows.len()), (7, 8, 3));
        assert!(tables[0].rows[0].section.is_some());
    }

    #[test]
    fn prose_is_no_table() {
        assert!(cells("一、总体情况\n完成5项,正常推进10项,滞后4项,未启动1项。\n下一步,要加快进度。\n").is_empty());
    }
}
