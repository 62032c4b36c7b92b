//! Writes a [`Document`]: the text that will be shown as the source, line by line, and the blocks
//! over it. In the text a table stands one paragraph of a cell a line, its rows set off by an empty line,
//! so that every word has a line of its own to be pointed at.

use tongbao_notice::document::{Block, Cell, Document, Grid, Merged};
use tongbao_notice::place::Lines;
use tongbao_notice::report::{Diagnostic, Severity};

use crate::limits;
use crate::table::{self, Filled, Slot, SpanCell};

/// Visual lines have more than this many characters.
const VISUAL_LINE: usize = 24;

/// The document while it is being written.
#[derive(Default)]
pub struct Composer {
    text: String,
    lines: u32,
    blocks: Vec<Block>,
    /// First line of the stretch of loose lines that is being written.
    loose_from: Option<u32>,
    /// Whether that stretch holds more than the number of a page.
    loose_words: bool,
    diagnostics: Vec<Diagnostic>,
    /// Places of grids made so far.
    places: usize,
    /// Bytes copied into the places of merged cells so far.
    filled: usize,
    full: bool,
}

impl Composer {
    /// Writes a paragraph, a line for each line in it.
    pub fn paragraph(&mut self, text: &str) {
        for line in text.lines() {
            let line = line.trim();
            if !line.is_empty() {
                self.loose(line);
            }
        }
    }

    /// Writes one loose line, empty or not, as it stands.
    pub fn loose(&mut self, line: &str) {
        let at = self.line(line);
        self.loose_from.get_or_insert(at);
        self.loose_words |= !line.is_empty() && !is_page_number(line);
    }

    /// Writes a table. Rows at its top or end that hold a single cell are titles and notes and become
    /// prose, and so does a table that has only one column.
    pub fn table(&mut self, rows: Vec<Vec<SpanCell>>) {
        let filled = table::fill(rows, limits::CELLS.saturating_sub(self.places));
        if filled.cut {
            self.diagnose("limit_cells", Severity::Warning, Some(limits::CELLS.to_string()));
        }
        self.filled_table(&filled);
    }

    fn filled_table(&mut self, filled: &Filled) {
        let rows = &filled.rows;
        let mut at = 0;
        while at < rows.len() {
            let body = at + singles(filled, &rows[at..]);
            self.prose(filled, &rows[at..body]);
            at = body + table_length(filled, &rows[body..]);
            if at > body {
                self.grid(filled, &filled.used_columns(&rows[body..at]));
            }
        }
    }

    /// Writes rows of a single cell as paragraphs.
    fn prose(&mut self, filled: &Filled, rows: &[Vec<Slot>]) {
        for row in rows {
            for paragraph in
                only_cell(filled, row).and_then(|cell| filled.cells.get(cell as usize)).into_iter().flatten()
            {
                self.paragraph(paragraph);
            }
        }
    }

    fn grid(&mut self, filled: &Filled, body: &[Vec<Slot>]) {
        let continues = self.continues_last(filled, body);
        if continues {
            // The number of the page goes with the table.
            self.loose_from = None;
        } else {
            self.end_loose();
        }
        let first = self.lines + 1;
        if continues || self.lines > 0 {
            self.line("");
        }
        let mut places: Vec<Option<Lines>> = vec![None; filled.cells.len()];
        let mut rows = Vec::with_capacity(body.len());
        for (index, row) in body.iter().enumerate() {
            if index > 0 {
                self.line("");
            }
            rows.push(row.iter().map(|slot| self.cell(filled, *slot, &mut places)).collect());
            self.places += row.len();
        }
        self.line("");
        let lines = Lines::new(first, self.lines);
        match self.blocks.last_mut() {
            Some(Block::Grid(last)) if continues => {
                last.lines = last.lines.join(lines);
                last.rows.append(&mut rows);
            }
            _ => self.blocks.push(Block::Grid(Grid { lines, rows })),
        }
    }

    /// Writes a cell where it is met first, and makes the grid's cell.
    fn cell(&mut self, filled: &Filled, slot: Slot, places: &mut [Option<Lines>]) -> Cell {
        let Some(index) = slot.cell.map(|cell| cell as usize) else { return Cell::default() };
        let Some(paragraphs) = filled.cells.get(index) else { return Cell::default() };
        if places[index].is_none() {
            for paragraph in paragraphs {
                let at = Lines::one(self.line(paragraph));
                places[index] = Some(places[index].map_or(at, |all| all.join(at)));
            }
        }
        let bytes: usize = paragraphs.iter().map(|paragraph| paragraph.len() + 1).sum();
        if slot.merged.is_some() {
            self.filled += bytes;
        }
        let text = if self.full || (slot.merged.is_some() && self.filled > limits::FILLED_BYTES) {
            String::new()
        } else {
            paragraphs.join("\n")
        };
        Cell { text, lines: places[index], merged: slot.merged }
    }

    /// Whether this table is the rest of the one just written, cut by a page: nothing but the number of the page stands
    /// between them, they are equally wide, and it begins with a row like those inside a table (a number or
    /// nothing in its first cell) or with the same header once more.
    fn continues_last(&self, filled: &Filled, body: &[Vec<Slot>]) -> bool {
        let (false, Some(Block::Grid(last))) = (self.loose_words, self.blocks.last()) else { return false };
        let (Some(header), Some(first)) = (last.rows.first(), body.first()) else { return false };
        if header.len() != first.len() || first.len() < 2 {
            return false;
        }
        let text = |slot: &Slot| slot.cell.and_then(|cell| filled.cells.get(cell as usize)).map(|cell| cell.join("\n"));
        let number = first.first().and_then(text).unwrap_or_default();
        let same_header = header.iter().zip(first).all(|(a, b)| a.text == text(b).unwrap_or_default());
        same_header || number.is_empty() || number.chars().all(|c| c.is_ascii_digit() || c == '.')
    }

    /// Adds something to say about the file.
    pub fn diagnose(&mut self, code: &str, severity: Severity, hint: Option<String>) {
        if self.diagnostics.len() < 200 && !self.diagnostics.iter().any(|d| d.code == code && d.hint == hint) {
            self.diagnostics.push(Diagnostic { code: code.to_owned(), severity, lines: None, hint });
        }
    }

    /// Whether no word was written.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The finished document.
    pub fn finish(mut self) -> Document {
        self.end_loose();
        let whole_paragraphs = !self.has_visual_lines();
        Document { text: self.text, blocks: self.blocks, whole_paragraphs, diagnostics: self.diagnostics }
    }

    /// Whether the paragraphs of the file are the visual lines of another one, as programs that turn PDF into
    /// office files write them: most long lines then have one length, and end within a sentence.
    fn has_visual_lines(&self) -> bool {
        let lines: Vec<&str> = self.text.lines().collect();
        let mut all = 0;
        // How many lines have each width, and how many of them end within a sentence.
        let mut widths = vec![(0usize, 0usize); 256];
        for block in &self.blocks {
            let Block::Loose(at) = block else { continue };
            let stretch = lines.get(at.first as usize - 1..at.last as usize).unwrap_or_default();
            for line in stretch {
                let width: usize = line.chars().take(256).map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
                if width >= 2 * VISUAL_LINE {
                    all += 1;
                    let ends = line.ends_with(['。', '；', '：', '！', '？', ';', ':']);
                    if let Some(place) = widths.get_mut(width) {
                        *place = (place.0 + 1, place.1 + usize::from(!ends));
                    }
                }
            }
        }
        let most = widths.windows(7).map(|near| near.iter().fold((0, 0), |sum, at| (sum.0 + at.0, sum.1 + at.1))).max();
        let (alike, open) = most.unwrap_or_default();
        alike >= 6 && alike * 10 > all * 6 && open * 10 > alike * 6
    }

    fn end_loose(&mut self) {
        if let Some(first) = self.loose_from.take() {
            self.blocks.push(Block::Loose(Lines::new(first, self.lines)));
        }
        self.loose_words = false;
    }

    /// Writes one line and says its number.
    fn line(&mut self, line: &str) -> u32 {
        if self.full {
            return self.lines.max(1);
        }
        if self.text.len() + line.len() > limits::TEXT_BYTES {
            self.full = true;
            self.diagnose("limit_text", Severity::Warning, Some(limits::TEXT_BYTES.to_string()));
            if self.lines > 0 {
                return self.lines;
            }
        }
        let room = limits::TEXT_BYTES.saturating_sub(self.text.len());
        let clean = |c: char| if c == '\u{b}' || c == '\u{c}' || c == '\t' || c == '\n' || c == '\r' { ' ' } else { c };
        let kept = line.chars().map(clean).filter(|c| !c.is_control() && *c != '\u{feff}');
        let mut written = 0;
        for c in kept {
            written += c.len_utf8();
            if written > room {
                break;
            }
            self.text.push(c);
        }
        self.text.push('\n');
        self.lines += 1;
        self.lines
    }
}

/// `3`, `- 3 -`, `— 3 —`, `第3页`, `3/40`, `第 3 页 共 40 页`.
pub fn is_page_number(text: &str) -> bool {
    // A year or a date is none.
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let short = |number: &str| number.len() < 4;
    numbers.next().is_some_and(short)
        && numbers.next().is_none_or(short)
        && numbers.next().is_none()
        && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "-—–－·/／第页頁共,，".contains(c))
}

/// How many rows at the start of `rows` hold a single cell.
fn singles(filled: &Filled, rows: &[Vec<Slot>]) -> usize {
    rows.iter().take_while(|row| only_cell(filled, row).is_some()).count()
}

/// How many rows belong to the table that begins `rows`. Single cells among them are its sections,
/// unless another header follows them: sheets hold several tables, each under its title. Single cells
/// after the last full row are notes.
fn table_length(filled: &Filled, rows: &[Vec<Slot>]) -> usize {
    let Some(header) = rows.first() else { return 0 };
    let text = |slot: &Slot| {
        slot.cell.and_then(|cell| filled.cells.get(cell as usize)).map_or_else(String::new, |cell| cell.join(""))
    };
    let first = |row: &[Slot]| row.first().map(text).unwrap_or_default();
    let is_header = |row: &[Slot], titles: usize| {
        let key = first(row);
        let same = !key.is_empty() && key == first(header);
        // Another table of the sheet may have its columns in another order.
        let mut again: Vec<String> = row.iter().filter(|slot| slot.merged.is_none()).map(text).collect();
        again.retain(|words| !words.is_empty() && header.iter().any(|slot| text(slot) == *words));
        let full = row.iter().all(|slot| !text(slot).is_empty());
        same || again.len() > 1 || (titles > 1 && full && !key.starts_with(|c: char| c.is_numeric()))
    };
    let mut at = 1;
    while at < rows.len() {
        let titles = singles(filled, &rows[at..]);
        let ends = titles > 0 && rows.get(at + titles).is_none_or(|next| is_header(next, titles));
        if ends {
            return at;
        }
        at += titles.max(1);
    }
    rows.len()
}

/// The one cell of a row that holds words, where no other cell of the row does.
fn only_cell(filled: &Filled, row: &[Slot]) -> Option<u32> {
    let mut only = None;
    for slot in row {
        let Some(cell) = slot.cell.filter(|cell| filled.cells.get(*cell as usize).is_some_and(|own| !own.is_empty()))
        else {
            continue;
        };
        if only.is_some_and(|only| only != cell) || slot.merged == Some(Merged::Above) {
            return None;
        }
        only = Some(cell);
    }
    only
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<SpanCell> {
        cells.iter().map(|text| SpanCell::new(text.lines().map(str::to_owned).collect())).collect()
    }

    #[test]
    fn blocks_cover_every_line_once_and_cells_know_their_lines() {
        let mut composer = Composer::default();
        composer.paragraph("标题");
        composer.table(vec![row(&["序号", "任务"]), row(&["1", "建学校\n建医院"])]);
        composer.paragraph("落款");
        let document = composer.finish();
        let lines: Vec<&str> = document.text.lines().collect();
        let Block::Grid(grid) = &document.blocks[1] else { panic!("a grid") };
        let at = grid.rows[1][1].lines.unwrap();
        assert_eq!(lines[at.first as usize - 1..at.last as usize], ["建学校", "建医院"]);
        let mut next = 1;
        for block in &document.blocks {
            let lines = match block {
                Block::Loose(lines) => *lines,
                Block::Grid(grid) => grid.lines,
            };
            assert_eq!(lines.first, next);
            next = lines.last + 1;
        }
        assert_eq!(next as usize, lines.len() + 1);
    }

    #[test]
    fn a_second_table_of_a_sheet_may_have_its_columns_in_another_order() {
        let mut composer = Composer::default();
        composer.table(vec![
            row(&["责任单位", "序号", "任务", ""]),
            row(&["甲局", "1", "修路", ""]),
            row(&["附件2", "", "", ""]),
            row(&["序号", "项目名称", "责任单位", ""]),
            row(&["1", "桥", "乙局", ""]),
        ]);
        let grids = composer.finish().blocks.iter().filter(|block| matches!(block, Block::Grid(_))).count();
        assert_eq!(grids, 2);
    }

    #[test]
    fn a_table_cut_by_a_page_is_one() {
        let mut composer = Composer::default();
        composer.table(vec![row(&["序号", "任务"]), row(&["1", "甲"])]);
        composer.table(vec![row(&["2", "乙"])]);
        composer.table(vec![row(&["名称", "说明"])]);
        let document = composer.finish();
        assert_eq!(document.blocks.len(), 2);
    }

    #[test]
    fn the_number_of_a_page_parts_no_table() {
        let mut composer = Composer::default();
        composer.table(vec![row(&["序号", "任务"]), row(&["1", "甲"])]);
        composer.paragraph("- 1 -");
        composer.table(vec![row(&["2", "乙"])]);
        composer.paragraph("另有一项");
        composer.table(vec![row(&["3", "丙"])]);
        let document = composer.finish();
        assert!(
            matches!(&document.blocks[..], [Block::Grid(grid), Block::Loose(_), Block::Grid(_)] if grid.rows.len() == 3)
        );
    }

    #[test]
    fn page_numbers_are_no_dates() {
        assert!(["3", "- 3 -", "3/40", "第 3 页 共 40 页", "1/1"].iter().all(|text| is_page_number(text)));
        assert!(!["2024-07-05", "2024", "5月", "1-2-3", ""].iter().any(|text| is_page_number(text)));
    }

    #[test]
    fn visual_lines_are_told_from_paragraphs() {
        let whole = |lines: &[&str]| {
            let mut composer = Composer::default();
            lines.iter().for_each(|line| composer.paragraph(line));
            composer.finish().whole_paragraphs
        };
        let wrapped = "为推动年度目标任务落地见效办公室对各项工作任务落实情况进行了督查";
        assert!(!whole(&[wrapped; 8]));
        assert!(whole(&[
            &format!("{wrapped}。"),
            wrapped,
            "1.新建口袋公园和城市绿道建设工程项目等。责任单位:市城管局"
        ]));
    }

    #[test]
    fn title_rows_and_notes_are_prose() {
        let mut composer = Composer::default();
        composer.table(vec![
            vec![SpanCell { columns: 2, ..SpanCell::new(vec!["情况表".into()]) }],
            row(&["序号", "任务"]),
            row(&["1", "甲"]),
            vec![SpanCell { columns: 2, ..SpanCell::new(vec!["注：略".into()]) }],
        ]);
        let document = composer.finish();
        assert!(matches!(document.blocks[..], [Block::Loose(_), Block::Grid(_), Block::Loose(_)]));
    }
}
