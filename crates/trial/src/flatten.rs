//! Every way in which a table falls apart on its way from a page to the clipboard.

use crate::plan::{Carries, Generated};
use crate::sheet::{Cell, Row, Sheet};
use tongbao_notice::document::{self, Block, Document, Grid};
use tongbao_notice::place::Lines;
use tongbao_notice::report::Role;

/// A way of flattening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// A paragraph a line, blank lines between, one more blank line for an empty cell.
    Spaced,
    /// The same, every line feed doubled by the page.
    Doubled,
    /// A paragraph a line without blank lines; an empty cell is an empty line.
    Packed,
    /// A paragraph a line; an empty cell leaves nothing.
    Bare,
    /// A browser's text: tabs between cells, line feeds inside them, merged cells missing.
    Tabbed,
    /// A spreadsheet's text: tabs between cells, quoted where a cell has line feeds.
    Quoted,
    /// Comma-separated values.
    Csv,
    /// A row a line between pipes, `<br>` between paragraphs, a rule under the header.
    Pipes,
    /// The same without outer pipes and rule.
    OpenPipes,
    /// A cell a line behind a pipe.
    PipeCells,
    /// A line holding only a pipe between cells.
    PipeLines,
    /// A line holding only a tab between cells, a no-break space in empty ones.
    TabLines,
    /// Columns side by side, held apart by spaces, cells wrapped, rows apart by a blank line.
    Columns,
    /// The same, rows following each other closely.
    CloseColumns,
    /// Drawn boxes.
    Boxes,
    /// Each task a small table of its own: a label and its value a line, a tab between them.
    Cards,
    /// No table at all: each task a heading with labelled lines.
    Labels,
    /// A grid from a file that knows its cells.
    Grid,
}

impl Style {
    /// All styles.
    pub const ALL: [Self; 18] = [
        Self::Spaced,
        Self::Doubled,
        Self::Packed,
        Self::Bare,
        Self::Tabbed,
        Self::Quoted,
        Self::Csv,
        Self::Pipes,
        Self::OpenPipes,
        Self::PipeCells,
        Self::PipeLines,
        Self::TabLines,
        Self::Columns,
        Self::CloseColumns,
        Self::Boxes,
        Self::Cards,
        Self::Labels,
        Self::Grid,
    ];

    /// What text of this style can carry.
    pub fn carries(self) -> Carries {
        let all = Carries { merges: true, paragraphs: true, empties: true, page_breaks: true };
        match self {
            Self::Bare => Carries { merges: false, empties: false, ..all },
            Self::Packed => Carries { merges: false, ..all },
            Self::Columns | Self::CloseColumns | Self::Labels | Self::Cards => {
                Carries { merges: false, page_breaks: false, ..all }
            }
            _ => all,
        }
    }

    /// The document of a generated notice.
    pub fn document(self, notice: &Generated) -> Document {
        let mut out = Writer { text: notice.before.clone(), blocks: Vec::new(), loose_from: 1 };
        for (index, sheet) in notice.sheets.iter().enumerate() {
            if notice.sheets.len() > 1 {
                out.text += &format!("附件{}\n\n", index + 1);
            }
            out.text += &sheet.caption;
            out.text += "\n\n";
            self.write(sheet, &mut out);
            out.text += "\n\n";
        }
        out.text += &notice.after;
        if self == Self::Doubled {
            out.text = out.text.replace('\n', "\n\n");
        }
        out.finish()
    }

    fn write(self, sheet: &Sheet, out: &mut Writer) {
        match self {
            Self::Spaced | Self::Doubled => loose(sheet, &mut out.text, "\n\n", "\n"),
            Self::Packed => loose(sheet, &mut out.text, "\n", "\n"),
            Self::Bare => loose(sheet, &mut out.text, "\n", ""),
            Self::Tabbed => separated(sheet, &mut out.text, &TABBED),
            Self::Quoted => separated(sheet, &mut out.text, &QUOTED),
            Self::Csv => separated(sheet, &mut out.text, &CSV),
            Self::Pipes => separated(sheet, &mut out.text, &PIPES),
            Self::OpenPipes => separated(sheet, &mut out.text, &OPEN_PIPES),
            Self::PipeCells => separated(sheet, &mut out.text, &PIPE_CELLS),
            Self::PipeLines => separated(sheet, &mut out.text, &PIPE_LINES),
            Self::TabLines => separated(sheet, &mut out.text, &TAB_LINES),
            Self::Columns => side_by_side(sheet, &mut out.text, true),
            Self::CloseColumns => side_by_side(sheet, &mut out.text, false),
            Self::Boxes => boxes(sheet, &mut out.text),
            Self::Cards => cards(sheet, &mut out.text),
            Self::Labels => labels(sheet, &mut out.text),
            Self::Grid => grid(sheet, out),
        }
    }
}

/// The text so far, with the grids in it.
struct Writer {
    text: String,
    blocks: Vec<Block>,
    loose_from: u32,
}

impl Writer {
    fn next_line(&self) -> u32 {
        self.text.matches('\n').count() as u32 + 1
    }

    fn finish(mut self) -> Document {
        let last = self.text.lines().count() as u32;
        if self.loose_from <= last {
            self.blocks.push(Block::Loose(Lines::new(self.loose_from, last)));
        }
        Document { text: self.text, blocks: self.blocks, ..Document::default() }
    }
}

/// A line of cells as it is printed.
struct Printed<'a> {
    /// The row; none for the header.
    row: Option<&'a Row>,
    /// Its cells, as many as the table has columns; none for the foot of a page.
    cells: Vec<Cell>,
}

/// The header: one row, or two where two columns stand under a common title.
fn header_rows(sheet: &Sheet) -> Vec<Vec<Cell>> {
    let own: Vec<Cell> =
        sheet.columns.iter().map(|column| Cell::Text(column.header.split('\n').map(str::to_owned).collect())).collect();
    let Some((from, title)) = &sheet.group else { return vec![own] };
    let grouped = |at: usize| at == *from || at == *from + 1;
    let upper = own.iter().enumerate().map(|(at, cell)| match at {
        _ if at == *from => Cell::Text(vec![title.clone()]),
        _ if grouped(at) => Cell::Spanned,
        _ => cell.clone(),
    });
    let lower = own.iter().enumerate().map(|(at, cell)| if grouped(at) { cell.clone() } else { Cell::Merged });
    vec![upper.collect(), lower.collect()]
}

/// All lines of cells, every one as wide as the table.
fn printed(sheet: &Sheet) -> Vec<Printed<'_>> {
    let header = |row| header_rows(sheet).into_iter().map(move |cells| Printed { row, cells });
    let mut all: Vec<Printed<'_>> = header(None).collect();
    for row in &sheet.rows {
        match row {
            Row::Header => all.extend(header(Some(row))),
            Row::Task(cells) | Row::Sum(cells) | Row::Resumed(cells) => {
                all.push(Printed { row: Some(row), cells: cells.clone() });
            }
            Row::Footer(_) => all.push(Printed { row: Some(row), cells: Vec::new() }),
            Row::Section(title) => {
                let mut cells = vec![Cell::Spanned; sheet.columns.len()];
                cells[0] = Cell::Text(vec![title.clone()]);
                all.push(Printed { row: Some(row), cells });
            }
        }
    }
    all
}

fn loose(sheet: &Sheet, out: &mut String, gap: &str, empty: &str) {
    let write = |cells: &[Cell], out: &mut String| {
        for cell in cells {
            match cell {
                Cell::Merged | Cell::Spanned => {}
                Cell::Text(paragraphs) if paragraphs.is_empty() => *out += empty,
                Cell::Text(paragraphs) => {
                    for paragraph in paragraphs {
                        *out += paragraph;
                        *out += gap;
                    }
                }
            }
        }
    };
    for Printed { row, cells } in printed(sheet) {
        if let Some(Row::Footer(page)) = row {
            *out += &format!("- {page} -{gap}");
        } else {
            write(&cells, out);
        }
    }
}

/// How cells and rows are held apart.
struct Separators {
    row_start: &'static str,
    cell: &'static str,
    row_end: &'static str,
    paragraph: &'static str,
    empty: &'static str,
    /// Whether a merged cell leaves an empty one.
    merged: bool,
    quotes: bool,
    rule: bool,
}

const PLAIN: Separators = Separators {
    row_start: "",
    cell: "\t",
    row_end: "\n",
    paragraph: "\n",
    empty: "",
    merged: false,
    quotes: false,
    rule: false,
};
const TABBED: Separators = PLAIN;
const QUOTED: Separators = Separators { merged: true, quotes: true, ..PLAIN };
const CSV: Separators = Separators { cell: ",", ..QUOTED };
const PIPES: Separators =
    Separators { row_start: "| ", cell: " | ", row_end: " |\n", paragraph: "<br>", merged: true, rule: true, ..PLAIN };
const OPEN_PIPES: Separators = Separators { cell: " | ", paragraph: " ", merged: true, ..PLAIN };
const PIPE_CELLS: Separators =
    Separators { row_start: "| ", cell: "\n| ", row_end: " |\n", paragraph: " ", merged: true, ..PLAIN };
const PIPE_LINES: Separators =
    Separators { row_start: "|\n", cell: "\n|\n", row_end: "\n|\n\n", merged: true, ..PLAIN };
const TAB_LINES: Separators =
    Separators { cell: "\n\n\t\n\n", row_end: "\n\n\n\n\n", paragraph: "\n\n", empty: "\u{a0}", ..PLAIN };

fn separated(sheet: &Sheet, out: &mut String, how: &Separators) {
    for (index, Printed { row, cells }) in printed(sheet).into_iter().enumerate() {
        if matches!(row, Some(Row::Footer(_))) {
            continue;
        }
        let kept = cells.iter().filter(|cell| match cell {
            Cell::Merged | Cell::Spanned => how.merged,
            Cell::Text(_) => true,
        });
        let texts: Vec<String> = kept
            .map(|cell| {
                let text = cell.paragraphs().join(how.paragraph);
                if how.quotes && text.contains(['\n', ',', '"', '\t']) {
                    format!("\"{}\"", text.replace('"', "\"\""))
                } else if text.is_empty() {
                    how.empty.to_owned()
                } else {
                    text
                }
            })
            .collect();
        *out += how.row_start;
        *out += &texts.join(how.cell);
        *out += how.row_end;
        if index == 0 && how.rule {
            *out += &format!("|{}\n", "---|".repeat(sheet.columns.len()));
        }
    }
}

/// How many columns of a terminal a text takes.
fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> usize {
    if (c as u32) < 0x2e80 && !matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '●' | '▲' | '■') {
        1
    } else {
        2
    }
}

/// The visual lines of a cell that is `room` wide.
fn wrapped(cell: &Cell, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in cell.paragraphs() {
        let mut line = String::new();
        for c in paragraph.chars() {
            if width(&line) + char_width(c) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
        lines.push(line);
    }
    lines
}

fn room(role: Role, header: &str) -> usize {
    let least = match role {
        Role::Title | Role::Goal => 18,
        Role::Progress => 30,
        Role::Problem | Role::NextSteps => 22,
        Role::Lead | Role::Support => 20,
        _ => 8,
    };
    least.max(if width(header) <= 14 { width(header) } else { 12 })
}

/// The visual lines of a row: each as wide as the table.
fn visual(sheet: &Sheet, cells: &[Cell], gap: &str, edge: &str) -> Vec<String> {
    let rooms: Vec<usize> = sheet.columns.iter().map(|column| room(column.role, &column.header)).collect();
    let columns: Vec<Vec<String>> = cells.iter().zip(&rooms).map(|(cell, &room)| wrapped(cell, room)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0).max(1);
    (0..height)
        .map(|at| {
            let parts: Vec<String> = columns
                .iter()
                .zip(&rooms)
                .map(|(lines, &room)| {
                    let line = lines.get(at).map_or("", String::as_str);
                    format!("{line}{}", " ".repeat(room.saturating_sub(width(line))))
                })
                .collect();
            format!("{edge}{}{edge}", parts.join(gap))
        })
        .collect()
}

fn side_by_side(sheet: &Sheet, out: &mut String, apart: bool) {
    for Printed { row, cells } in printed(sheet) {
        if let Some(Row::Section(title)) = row {
            *out += title;
            out.push('\n');
        } else if let Some(Row::Footer(page)) = row {
            *out += &format!("{}- {page} -\n", " ".repeat(30));
        } else {
            for line in visual(sheet, &cells, "   ", "") {
                *out += line.trim_end();
                out.push('\n');
            }
        }
        if apart {
            out.push('\n');
        }
    }
}

fn boxes(sheet: &Sheet, out: &mut String) {
    let rule = |left: &str, cross: &str, right: &str| {
        let parts: Vec<String> =
            sheet.columns.iter().map(|column| "─".repeat(room(column.role, &column.header))).collect();
        format!("{left}{}{right}\n", parts.join(cross))
    };
    *out += &rule("┌", "┬", "┐");
    let rows: Vec<Vec<Cell>> =
        printed(sheet).into_iter().map(|line| line.cells).filter(|cells| !cells.is_empty()).collect();
    let count = rows.len();
    for (index, cells) in rows.into_iter().enumerate() {
        for line in visual(sheet, &cells, "│", "│") {
            *out += &line;
            out.push('\n');
        }
        *out += &if index + 1 < count { rule("├", "┼", "┤") } else { rule("└", "┴", "┘") };
    }
}

fn cards(sheet: &Sheet, out: &mut String) {
    for row in &sheet.rows {
        let Row::Task(cells) = row else { continue };
        for (column, cell) in sheet.columns.iter().zip(cells) {
            *out += &format!("{}\t{}\n", column.header.replace('\n', ""), cell.paragraphs().join("\n"));
        }
        out.push('\n');
    }
}

fn labels(sheet: &Sheet, out: &mut String) {
    for (at, row) in sheet.rows.iter().enumerate() {
        let cells = match row {
            Row::Section(title) => {
                *out += title;
                out.push('\n');
                continue;
            }
            Row::Task(cells) => cells,
            _ => continue,
        };
        let number = sheet.column(Role::Number).map(|index| cells[index].paragraphs().concat());
        let title = sheet.column(Role::Title).map(|index| cells[index].paragraphs().concat()).unwrap_or_default();
        *out += &format!("{}.{title}\n", number.unwrap_or_else(|| (at + 1).to_string()));
        for (column, cell) in sheet.columns.iter().zip(cells) {
            if matches!(column.role, Role::Number | Role::Title) || cell.paragraphs().is_empty() {
                continue;
            }
            let glue = if matches!(column.role, Role::Lead | Role::Support) { "、" } else { "\n" };
            *out += &format!("{}：{}\n", column.header.replace('\n', ""), cell.paragraphs().join(glue));
        }
    }
}

fn grid(sheet: &Sheet, out: &mut Writer) {
    let first = out.next_line();
    if out.loose_from < first {
        out.blocks.push(Block::Loose(Lines::new(out.loose_from, first - 1)));
    }
    let mut rows: Vec<Vec<document::Cell>> = Vec::new();
    for Printed { cells, .. } in printed(sheet) {
        if cells.is_empty() {
            continue;
        }
        let mut grid_row: Vec<document::Cell> = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            grid_row.push(match cell {
                Cell::Merged => {
                    let above = rows.last().and_then(|row| row.get(at)).cloned().unwrap_or_default();
                    document::Cell { merged: Some(document::Merged::Above), ..above }
                }
                Cell::Spanned => {
                    let left = grid_row.last().cloned().unwrap_or_default();
                    document::Cell { merged: Some(document::Merged::Left), ..left }
                }
                Cell::Text(paragraphs) if paragraphs.is_empty() => document::Cell::default(),
                Cell::Text(paragraphs) => {
                    let from = out.next_line();
                    for paragraph in paragraphs {
                        out.text += paragraph;
                        out.text.push('\n');
                    }
                    let lines = Some(Lines::new(from, out.next_line() - 1));
                    document::Cell { text: paragraphs.join("\n"), lines, merged: None }
                }
            });
        }
        rows.push(grid_row);
    }
    let last = out.next_line() - 1;
    out.blocks.push(Block::Grid(Grid { lines: Lines::new(first, last), rows }));
    out.loose_from = last + 1;
}
