//! `OpenDocument` texts (ODT) and spreadsheets (ODS). Both keep cells as shown, so a percentage or date
//! needs no format. Read with `quick-xml`: the same elements serve both.

use std::collections::{HashMap, HashSet};

use tongbao_notice::report::Severity;

use crate::compose::Composer;
use crate::container::Container;
use crate::error::ReadError;
use crate::flow::{Flow, Span};
use crate::limits;
use crate::numbering::Style;
use crate::sheet::{self, Range, Sheet};
use crate::xml::{Element, Item, Items};

/// Reads the document or spreadsheet of a container.
pub fn read(container: &mut Container<'_>, composer: &mut Composer) -> Result<(), ReadError> {
    if container.xml("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Encrypted { found: "OpenDocument" });
    }
    let content = container.xml("content.xml")?.ok_or(ReadError::damaged("OpenDocument", "content.xml is missing"))?;
    let styles = container.xml("styles.xml")?.unwrap_or_default();
    if read_parts(&content, &styles, composer) || container.damaged {
        composer.diagnose("file_cut", Severity::Warning, Some("OpenDocument".to_owned()));
    }
    Ok(())
}

/// Reads the content and the styles of a document or spreadsheet; says whether it broke off.
pub fn read_parts(content: &str, styles: &str, composer: &mut Composer) -> bool {
    if content.contains("<office:spreadsheet") {
        read_sheets(content, composer)
    } else {
        let mut reader = TextReader::default();
        reader.read_lists(styles);
        reader.read_lists(content);
        let broken = reader.read_text(content);
        for note in std::mem::take(&mut reader.notes) {
            reader.flow.text(&note);
            reader.flow.end_paragraph();
        }
        reader.flow.write(composer);
        broken
    }
}

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    style: Style,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels the number shows.
    shown: usize,
}

#[derive(Default)]
struct TextReader {
    flow: Flow,
    lists: HashMap<String, HashMap<usize, Level>>,
    /// Names of the styles of the open lists, outermost first.
    open_lists: Vec<String>,
    /// How far each list style has been counted, a number a level.
    counters: HashMap<String, Vec<u32>>,
    /// The number that the next paragraph of a list item shows.
    number: Option<String>,
    /// Depth of open paragraphs; text outside of them is layout of the XML.
    paragraphs: usize,
    /// The footnote that is being read.
    note: Option<String>,
    notes: Vec<String>,
}

impl TextReader {
    fn read_lists(&mut self, xml: &str) {
        let mut name = None::<String>;
        for item in Items::new(xml) {
            match item {
                Item::Open(element) => match element.name() {
                    "list-style" => name = element.attribute("name"),
                    "list-level-style-number" => {
                        if let (Some(name), Some(level)) = (&name, element.number("level")) {
                            let format = element.attribute("num-format").unwrap_or_default();
                            let made = Level {
                                style: Style::of_open_document(&format),
                                prefix: element.attribute("num-prefix").unwrap_or_default(),
                                suffix: element.attribute("num-suffix").unwrap_or_default(),
                                start: element.number("start-value").unwrap_or(1) as u32,
                                shown: element.number("display-levels").unwrap_or(1),
                            };
                            self.lists.entry(name.clone()).or_default().insert(level, made);
                        }
                    }
                    _ => {}
                },
                Item::Close(closed) if closed == "list-style" => name = None,
                _ => {}
            }
        }
    }

    fn read_text(&mut self, xml: &str) -> bool {
        let mut items = Items::new(xml);
        let mut in_body = false;
        while let Some(item) = items.next() {
            match item {
                Item::Open(element) if element.name() == "body" => in_body = true,
                Item::Open(_) if !in_body => {}
                Item::Open(element) => match element.name() {
                    "tracked-changes" | "annotation" | "forms" | "sequence-decls" | "ruby-text" | "note-citation"
                    | "title" | "desc" => {
                        items.skip_element();
                    }
                    _ => self.open(&element),
                },
                Item::Close(name) => self.close(&name),
                Item::Text(text) if self.paragraphs > 0 => self.text(&text),
                Item::Text(_) => {}
            }
        }
        items.broken
    }

    fn text(&mut self, text: &str) {
        if let Some(note) = &mut self.note {
            note.push_str(text);
        } else {
            self.write_number();
            // White space of the XML counts as one space.
            let mut space = false;
            for c in text.chars() {
                if matches!(c, '\n' | '\t' | '\r') {
                    space = true;
                } else {
                    if std::mem::take(&mut space) && !self.flow.pending().is_empty() {
                        self.flow.push(' ');
                    }
                    self.flow.push(c);
                }
            }
        }
    }

    fn write_number(&mut self) {
        if let Some(number) = self.number.take() {
            self.flow.text(&number);
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "p" | "h" => {
                self.paragraphs += 1;
                if self.note.is_none() {
                    self.flow.end_paragraph();
                }
            }
            "s" => {
                for _ in 0..element.number("c").unwrap_or(1).min(100) {
                    self.text(" ");
                }
            }
            "tab" => self.text(" "),
            "line-break" if self.note.is_none() => self.flow.push('\n'),
            "note" => self.note = Some(String::new()),
            "list" if self.open_lists.len() < limits::MARKUP_DEPTH => {
                let name =
                    element.attribute("style-name").or_else(|| self.open_lists.last().cloned()).unwrap_or_default();
                let goes_on = element.attribute("continue-numbering").as_deref() == Some("true")
                    || element.attribute("continue-list").is_some();
                if self.open_lists.is_empty() && !goes_on {
                    self.counters.remove(&name);
                }
                self.open_lists.push(name);
            }
            "list-item" => self.next_number(element),
            "table" => self.flow.open_table(),
            "table-row" => self.flow.open_row(),
            "table-cell" => self.flow.open_cell(span(element)),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                if let Some(note) = &mut self.note {
                    note.push('\n');
                } else {
                    self.write_number();
                    self.flow.end_paragraph();
                }
            }
            "note" => self.notes.extend(self.note.take()),
            "list" => {
                self.open_lists.pop();
            }
            "list-item" => self.number = None,
            "table-cell" => self.flow.close_cell(),
            "table-row" => self.flow.close_row(),
            "table" => self.flow.close_table(),
            _ => {}
        }
    }

    /// Counts the list on and makes the number of its next item.
    fn next_number(&mut self, element: &Element<'_>) {
        let depth = self.open_lists.len();
        let Some(name) = self.open_lists.last() else { return };
        let Some(levels) = self.lists.get(name) else { return };
        let Some(level) = levels.get(&depth) else { return };
        let counters = self.counters.entry(name.clone()).or_default();
        while counters.len() < depth {
            let start = levels.get(&(counters.len() + 1)).map_or(1, |level| level.start);
            counters.push(start.saturating_sub(1));
        }
        counters.truncate(depth);
        if let Some(last) = counters.last_mut() {
            *last = element.number("start-value").map_or(last.saturating_add(1), |start| start as u32);
        }
        if level.style == Style::None {
            return;
        }
        let first = depth.saturating_sub(level.shown.max(1));
        let numbers: Vec<String> = (first..depth)
            .filter_map(|at| {
                levels.get(&(at + 1)).zip(counters.get(at)).map(|(level, count)| level.style.write(*count))
            })
            .collect();
        self.number = Some(format!("{}{}{}", level.prefix, numbers.join("."), level.suffix));
    }
}

fn span(element: &Element<'_>) -> Span {
    let number = |name| element.number(name).unwrap_or(1).clamp(1, limits::SPAN);
    Span { rows: number("number-rows-spanned"), columns: number("number-columns-spanned"), ..Span::default() }
}

/// Reads the sheets of a spreadsheet; says whether the part broke off.
fn read_sheets(xml: &str, composer: &mut Composer) -> bool {
    let mut items = Items::new(xml);
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut hidden_styles = HashSet::new();
    let mut style = None::<String>;
    let (mut row, mut column) = (0usize, 0usize);
    let mut cell = None::<(String, Span, usize)>;
    let (mut row_repeats, mut paragraphs, mut full, mut used) = (1, 0usize, false, 0);
    while let Some(item) = items.next() {
        match item {
            Item::Open(element) => match element.name() {
                "style" => style = element.attribute("name"),
                "table-properties" if element.attribute("display").as_deref() == Some("false") => {
                    hidden_styles.extend(style.clone());
                }
                "annotation" | "shapes" | "tracked-changes" | "forms" => items.skip_element(),
                "table" if sheets.len() < limits::SHEETS => {
                    let hidden = element.attribute("style-name").is_some_and(|name| hidden_styles.contains(&name));
                    used += sheets.last().map_or(0, |sheet| sheet.cells);
                    sheets.push(Sheet {
                        name: element.attribute("name").unwrap_or_default(),
                        hidden,
                        ..Sheet::default()
                    });
                    row = 0;
                }
                "table-row" => {
                    column = 0;
                    row_repeats = element.number("number-rows-repeated").unwrap_or(1).max(1);
                    let collapsed = matches!(element.attribute("visibility").as_deref(), Some("collapse" | "filter"));
                    if let Some(sheet) = sheets.last_mut().filter(|_| collapsed) {
                        sheet.hidden_rows.push(row);
                    }
                }
                "table-cell" | "covered-table-cell" => {
                    let repeats = element.number("number-columns-repeated").unwrap_or(1).max(1);
                    cell = Some((String::new(), span(&element), repeats));
                }
                "p" | "h" => {
                    paragraphs += 1;
                    if let Some((text, ..)) = cell.as_mut().filter(|(text, ..)| !text.is_empty()) {
                        text.push('\n');
                    }
                }
                "s" => add(&mut cell, &" ".repeat(element.number("c").unwrap_or(1).min(100))),
                "tab" => add(&mut cell, " "),
                "line-break" => add(&mut cell, "\n"),
                _ => {}
            },
            Item::Close(name) => match name.as_str() {
                "p" | "h" => paragraphs = paragraphs.saturating_sub(1),
                "table-row" => {
                    // A row that repeats is written once: what is repeated on purpose in a notice is written
                    // out, and the millions of the last row are only there to fill the sheet.
                    row = row.saturating_add(row_repeats);
                }
                "table-cell" | "covered-table-cell" => {
                    let Some((text, span, repeats)) = cell.take() else { continue };
                    let Some(sheet) = sheets.last_mut() else { continue };
                    if !text.trim().is_empty() {
                        for step in 0..repeats.min(limits::COLUMNS) {
                            if used + sheet.cells >= limits::CELLS {
                                full = true;
                                break;
                            }
                            full |= !sheet.set(row, column + step, &text);
                        }
                        for step in 1..row_repeats.min(limits::SPAN) {
                            full |= used + sheet.cells >= limits::CELLS || !sheet.set(row + step, column, &text);
                        }
                    }
                    if (span.rows > 1 || span.columns > 1) && sheet.merges.len() < limits::CELLS {
                        let (bottom, right) = (row + span.rows - 1, column + span.columns - 1);
                        sheet.merges.push(Range { top: row, left: column, bottom, right });
                    }
                    column = column.saturating_add(repeats);
                }
                _ => {}
            },
            Item::Text(text) if paragraphs > 0 => add(&mut cell, &text),
            Item::Text(_) => {}
        }
    }
    if full {
        composer.diagnose("limit_cells", Severity::Warning, Some(limits::CELLS.to_string()));
    }
    sheet::write(sheets, composer);
    items.broken
}

fn add(cell: &mut Option<(String, Span, usize)>, text: &str) {
    if let Some((own, ..)) = cell {
        own.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_show_their_numbers() {
        let mut reader = TextReader::default();
        let xml = r#"<office:document-content><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-prefix="(" style:num-suffix=")" style:num-format="1"/></text:list-style><office:body><office:text><text:list text:style-name="L1"><text:list-item><text:p>甲</text:p><text:list><text:list-item><text:p>子</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>乙<text:s text:c="2"/>丙</text:p></text:list-item></text:list></office:text></office:body></office:document-content>"#;
        reader.read_lists(xml);
        assert!(!reader.read_text(xml));
        let mut composer = Composer::default();
        reader.flow.write(&mut composer);
        assert_eq!(composer.finish().text, "一、甲\n(1)子\n二、乙  丙\n");
    }

    #[test]
    fn the_last_rows_of_a_sheet_cost_nothing() {
        let xml = r#"<office:spreadsheet><table:table table:name="表"><table:table-row><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1"><text:p>1</text:p></table:table-cell><table:table-cell office:value="0.85"><text:p>85%</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048353"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet>"#;
        let mut composer = Composer::default();
        assert!(!read_sheets(xml, &mut composer));
        assert_eq!(composer.finish().text, "1\n85%\n\n乙\n\n");
    }
}
