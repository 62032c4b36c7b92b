//! What word processors and web pages have in common: paragraphs and tables that flow one after the
//! other, tables in cells of tables. A reader drives a [`Flow`] by what it meets; at the end the flow
//! decides which tables are data and which only scaffolding of a page, and writes the document.

use crate::compose::Composer;
use crate::limits;
use crate::table::SpanCell;
use tongbao_notice::document::Merged;

enum Piece {
    Paragraph(String),
    Table(Vec<Vec<FlowCell>>),
}

#[derive(Default)]
struct FlowCell {
    pieces: Vec<Piece>,
    span: Span,
}

/// How far a cell reaches; see [`SpanCell`].
#[derive(Clone, Copy)]
pub struct Span {
    /// Rows, 0 to the end of the table.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// A place that a merged cell covers.
    pub continues: Option<Merged>,
    /// Only drawn.
    pub drawn_only: bool,
}

impl Default for Span {
    fn default() -> Self {
        Self { rows: 1, columns: 1, continues: None, drawn_only: false }
    }
}

#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<FlowCell>>,
    row: Option<Vec<FlowCell>>,
    cell: Option<FlowCell>,
}

/// The paragraphs and tables read so far.
#[derive(Default)]
pub struct Flow {
    pieces: Vec<Piece>,
    tables: Vec<OpenTable>,
    paragraph: String,
    /// Tables below the depth limit that were opened and not yet closed.
    ignored: usize,
    cells: usize,
}

impl Flow {
    /// Adds words to the paragraph.
    pub fn text(&mut self, text: &str) {
        self.paragraph.push_str(text);
    }

    /// Adds one character to the paragraph.
    pub fn push(&mut self, c: char) {
        self.paragraph.push(c);
    }

    /// The paragraph so far.
    pub fn pending(&self) -> &str {
        &self.paragraph
    }

    /// Ends the paragraph.
    pub fn end_paragraph(&mut self) {
        if self.paragraph.trim().is_empty() {
            self.paragraph.clear();
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let piece = Piece::Paragraph(paragraph.trim().to_owned());
        // Words in a table but in none of its cells (a caption, broken markup) stand before the table.
        let open = self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut());
        open.map_or(&mut self.pieces, |cell| &mut cell.pieces).push(piece);
    }

    /// Begins a table where the flow stands.
    pub fn open_table(&mut self) {
        self.end_paragraph();
        if self.tables.len() >= limits::TABLE_DEPTH {
            self.ignored += 1;
        } else {
            self.tables.push(OpenTable::default());
        }
    }

    /// Begins a row; one that is open ends.
    pub fn open_row(&mut self) {
        self.close_row();
        if self.ignored == 0
            && let Some(table) = self.tables.last_mut()
        {
            table.row = Some(Vec::new());
        }
    }

    /// Begins a cell; one that is open ends, and a missing row begins.
    pub fn open_cell(&mut self, span: Span) {
        self.close_cell();
        if self.ignored > 0 {
            return;
        }
        if let Some(table) = self.tables.last_mut()
            && self.cells < limits::CELLS
        {
            self.cells += 1;
            table.row.get_or_insert_default();
            table.cell = Some(FlowCell { pieces: Vec::new(), span });
        }
    }

    /// Sets the span of the open cell, for formats that say it inside of the cell.
    pub fn span(&mut self, change: impl FnOnce(&mut Span)) {
        if self.ignored == 0
            && let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut())
        {
            change(&mut cell.span);
        }
    }

    /// Ends the cell.
    pub fn close_cell(&mut self) {
        self.end_paragraph();
        if self.ignored == 0
            && let Some(table) = self.tables.last_mut()
            && let Some(cell) = table.cell.take()
        {
            table.row.get_or_insert_default().push(cell);
        }
    }

    /// Ends the row.
    pub fn close_row(&mut self) {
        self.close_cell();
        if self.ignored == 0
            && let Some(table) = self.tables.last_mut()
            && let Some(row) = table.row.take()
        {
            table.rows.push(row);
        }
    }

    /// Ends the innermost table.
    pub fn close_table(&mut self) {
        if self.ignored > 0 {
            self.end_paragraph();
            self.ignored -= 1;
            return;
        }
        self.close_row();
        if let Some(table) = self.tables.pop()
            && !table.rows.is_empty()
        {
            let open = self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut());
            open.map_or(&mut self.pieces, |cell| &mut cell.pieces).push(Piece::Table(table.rows));
        }
    }

    /// Ends everything that is open and writes all of it.
    pub fn write(mut self, composer: &mut Composer) {
        self.ignored = 0;
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.end_paragraph();
        write_pieces(self.pieces, composer);
    }
}

fn write_pieces(pieces: Vec<Piece>, composer: &mut Composer) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) => composer.paragraph(&text),
            Piece::Table(rows) if is_scaffold(&rows) => {
                for cell in rows.into_iter().flatten() {
                    write_pieces(cell.pieces, composer);
                }
            }
            Piece::Table(rows) => {
                composer.table(rows.into_iter().map(|row| row.into_iter().map(span_cell).collect()).collect());
            }
        }
    }
}

fn span_cell(cell: FlowCell) -> SpanCell {
    let mut paragraphs = Vec::new();
    flatten(cell.pieces, &mut paragraphs);
    let Span { rows, columns, continues, drawn_only } = cell.span;
    SpanCell { paragraphs, rows, columns, continues, drawn_only }
}

/// The paragraphs of a cell; a small table in it is read row by row.
fn flatten(pieces: Vec<Piece>, into: &mut Vec<String>) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) => {
                into.extend(text.lines().map(|line| line.trim().to_owned()).filter(|l| !l.is_empty()));
            }
            Piece::Table(rows) => rows.into_iter().flatten().for_each(|cell| flatten(cell.pieces, into)),
        }
    }
}

/// Whether a table only arranges a page: most of its words stand in tables within it, or it is one
/// row around a long text.
fn is_scaffold(rows: &[Vec<FlowCell>]) -> bool {
    let filled = |row: &&Vec<FlowCell>| row.iter().any(|cell| !cell.pieces.is_empty());
    let used = rows.iter().filter(filled).count();
    let (mut own, mut nested) = (0, 0);
    let mut long_cell = false;
    for cell in rows.iter().flatten() {
        let (mine, inner) = words(&cell.pieces);
        own += mine;
        nested += inner;
        long_cell |= cell.pieces.len() > 2 || mine > 200;
    }
    nested > own || (used <= 1 && (long_cell || nested > 0))
}

/// Bytes of the paragraphs in `pieces`, and of those in tables among them.
fn words(pieces: &[Piece]) -> (usize, usize) {
    let mut sum = (0, 0);
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) => sum.0 += text.len(),
            Piece::Table(rows) => {
                for cell in rows.iter().flatten() {
                    let (own, nested) = words(&cell.pieces);
                    sum.1 += own + nested;
                }
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao_notice::document::Block;

    fn data_table(flow: &mut Flow) {
        flow.open_table();
        for row in [["序号", "任务"], ["1", "甲"], ["2", "乙"]] {
            flow.open_row();
            for text in row {
                flow.open_cell(Span::default());
                flow.text(text);
            }
        }
        flow.close_table();
    }

    #[test]
    fn scaffolding_is_taken_apart_and_the_table_in_it_kept() {
        let mut flow = Flow::default();
        flow.open_table();
        flow.open_row();
        flow.open_cell(Span::default());
        flow.text("导航");
        flow.open_cell(Span::default());
        flow.text("通报");
        data_table(&mut flow);
        flow.close_table();
        let mut composer = Composer::default();
        flow.write(&mut composer);
        let document = composer.finish();
        assert!(matches!(&document.blocks[..], [Block::Loose(_), Block::Grid(grid)] if grid.rows.len() == 3));
    }

    #[test]
    fn too_deep_tables_become_words() {
        let mut flow = Flow::default();
        for _ in 0..100 {
            flow.open_table();
            flow.open_row();
            flow.open_cell(Span::default());
        }
        flow.text("深");
        for _ in 0..100 {
            flow.close_table();
        }
        let mut composer = Composer::default();
        flow.write(&mut composer);
        assert_eq!(composer.finish().text.trim(), "深");
    }
}
