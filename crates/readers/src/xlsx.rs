//! Excel workbooks (XLSX): all sheets, with numbers, percentages and dates as shown.
//!
//! Read with `zip` and `quick-xml` rather than a spreadsheet library: calamine keeps values without
//! the format that turns 0.85 into 85%, does not tell hidden rows, and lays two far cells out as a
//! dense range of billions.

use tongbao_notice::report::Severity;

use crate::compose::Composer;
use crate::container::Container;
use crate::error::ReadError;
use crate::limits;
use crate::numfmt::Format;
use crate::sheet::{self, Range, Sheet};
use crate::xml::{Item, Items};

/// Reads the workbook of a container.
pub fn read(container: &mut Container<'_>, composer: &mut Composer) -> Result<(), ReadError> {
    let book = container.xml("xl/workbook.xml")?.ok_or(ReadError::damaged("XLSX", "xl/workbook.xml is missing"))?;
    let book = Workbook::read(&book);
    let relations = container.xml("xl/_rels/workbook.xml.rels")?.map(|xml| relations(&xml)).unwrap_or_default();
    let strings = container.xml("xl/sharedStrings.xml")?.map(|xml| shared_strings(&xml)).unwrap_or_default();
    let formats = container.xml("xl/styles.xml")?.map(|xml| cell_formats(&xml)).unwrap_or_default();
    let mut sheets = Vec::new();
    let mut missing = Missing::default();
    let mut room = limits::CELLS;
    for (index, (name, relation, hidden)) in book.sheets.into_iter().take(limits::SHEETS).enumerate() {
        let target = relations.iter().find(|(id, _)| *id == relation).map(|(_, target)| target.clone());
        let part = target.unwrap_or_else(|| format!("xl/worksheets/sheet{}.xml", index + 1));
        let mut sheet = Sheet { name, hidden, cells: limits::CELLS - room, ..Sheet::default() };
        match container.xml(&part)? {
            Some(xml) => read_sheet(&xml, &strings, &formats, book.from_1904, &mut sheet, &mut missing),
            None => missing.broken = true,
        }
        room = limits::CELLS - sheet.cells;
        sheets.push(sheet);
    }
    sheet::write(sheets, composer);
    if missing.strings > 0 {
        composer.diagnose("cells_unreadable", Severity::Warning, Some(missing.strings.to_string()));
    }
    if missing.full {
        composer.diagnose("limit_cells", Severity::Warning, Some(limits::CELLS.to_string()));
    }
    if missing.broken || container.damaged {
        composer.diagnose("file_cut", Severity::Warning, Some("XLSX".to_owned()));
    }
    Ok(())
}

/// What could not be read.
#[derive(Default)]
struct Missing {
    /// Cells that name a shared string that is not there.
    strings: usize,
    broken: bool,
    full: bool,
}

#[derive(Default)]
struct Workbook {
    /// Name, relation and whether it is hidden.
    sheets: Vec<(String, String, bool)>,
    from_1904: bool,
}

impl Workbook {
    fn read(xml: &str) -> Self {
        let mut book = Self::default();
        for item in Items::new(xml) {
            let Item::Open(element) = item else { continue };
            match element.name() {
                "sheet" => {
                    let hidden = element.attribute("state").is_some_and(|state| state != "visible");
                    let relation = element.attribute("id").unwrap_or_default();
                    book.sheets.push((element.attribute("name").unwrap_or_default(), relation, hidden));
                }
                "workbookPr" => book.from_1904 = matches!(element.attribute("date1904").as_deref(), Some("1" | "true")),
                _ => {}
            }
        }
        book
    }
}

/// Relations and the parts they name, as paths within the container.
fn relations(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for item in Items::new(xml) {
        let Item::Open(element) = item else { continue };
        if element.name() == "Relationship"
            && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
        {
            let path = target
                .strip_prefix('/')
                .map_or_else(|| format!("xl/{}", target.trim_start_matches("./")), str::to_owned);
            found.push((id, path));
        }
    }
    found
}

/// The strings that cells name by their place. Readings above characters (`rPh`) are not part of them.
fn shared_strings(xml: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut current = None::<String>;
    let mut items = Items::new(xml);
    let mut in_text = false;
    while let Some(item) = items.next() {
        match item {
            Item::Open(element) => match element.name() {
                "si" => current = Some(String::new()),
                "t" => in_text = true,
                "rPh" => items.skip_element(),
                _ => {}
            },
            Item::Close(name) => match name.as_str() {
                "t" => in_text = false,
                "si" => strings.extend(current.take()),
                _ => {}
            },
            Item::Text(text) => {
                if let Some(current) = current.as_mut().filter(|_| in_text) {
                    current.push_str(&text);
                }
            }
        }
    }
    strings
}

/// The number format of each cell style.
fn cell_formats(xml: &str) -> Vec<Format> {
    let mut own: Vec<(usize, Format)> = Vec::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    for item in Items::new(xml) {
        match item {
            Item::Open(element) => match element.name() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (element.number("numFmtId"), element.attribute("formatCode")) {
                        own.push((id, Format::parse(&code)));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = element.number("numFmtId").unwrap_or(0);
                    let format = own.iter().find(|(own, _)| *own == id).map(|(_, format)| format.clone());
                    formats.push(format.unwrap_or_else(|| Format::built_in(id)));
                }
                _ => {}
            },
            Item::Close(name) if name == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    formats
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    row: usize,
    column: usize,
    kind: String,
    style: usize,
    value: String,
}

fn read_sheet(
    xml: &str,
    strings: &[String],
    formats: &[Format],
    from_1904: bool,
    sheet: &mut Sheet,
    missing: &mut Missing,
) {
    let mut items = Items::new(xml);
    let mut cell = None::<Open>;
    let (mut row, mut column) = (0, 0);
    let mut in_value = false;
    while let Some(item) = items.next() {
        match item {
            Item::Open(element) => match element.name() {
                "row" => {
                    row = element.number("r").map_or(row, |number| number.saturating_sub(1));
                    column = 0;
                    if matches!(element.attribute("hidden").as_deref(), Some("1" | "true")) {
                        sheet.hidden_rows.push(row);
                    }
                }
                "c" => {
                    let place = element.attribute("r").and_then(|place| self::place(&place));
                    let (at_row, at_column) = place.unwrap_or((row, column));
                    column = at_column + 1;
                    cell = Some(Open {
                        row: at_row,
                        column: at_column,
                        kind: element.attribute("t").unwrap_or_default(),
                        style: element.number("s").unwrap_or(0),
                        value: String::new(),
                    });
                }
                "v" | "t" => in_value = true,
                "rPh" | "f" => items.skip_element(),
                "mergeCell" => sheet.merges.extend(element.attribute("ref").and_then(|range| self::range(&range))),
                _ => {}
            },
            Item::Close(name) => match name.as_str() {
                "v" | "t" => in_value = false,
                "row" => row += 1,
                "c" => {
                    if let Some(cell) = cell.take() {
                        let text = shown(&cell, strings, formats, from_1904, missing);
                        missing.full |= !sheet.set(cell.row, cell.column, &text);
                    }
                }
                _ => {}
            },
            Item::Text(text) => {
                if let Some(cell) = cell.as_mut().filter(|_| in_value) {
                    cell.value.push_str(&text);
                }
            }
        }
    }
    missing.broken |= items.broken;
}

/// What the cell shows.
fn shown(cell: &Open, strings: &[String], formats: &[Format], from_1904: bool, missing: &mut Missing) -> String {
    match cell.kind.as_str() {
        "s" => {
            let index = cell.value.trim().parse::<usize>().ok();
            if let Some(text) = index.and_then(|index| strings.get(index)) {
                return text.clone();
            }
            missing.strings += usize::from(!cell.value.is_empty());
            String::new()
        }
        "str" | "inlineStr" | "e" | "d" => cell.value.clone(),
        "b" => if cell.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        _ => match cell.value.trim().parse::<f64>() {
            Ok(value) => formats.get(cell.style).unwrap_or(&Format::General).write(value, from_1904),
            Err(_) => cell.value.clone(),
        },
    }
}

/// Row and column, from 0, of a place like `B7`.
fn place(text: &str) -> Option<(usize, usize)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 4 {
        return None;
    }
    let column = text
        .bytes()
        .take(letters)
        .fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: usize = text.get(letters..)?.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

fn range(text: &str) -> Option<Range> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (place(from)?, place(to)?);
    Some(Range { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("XFD1048576"), Some((1_048_575, 16383)));
        assert_eq!(place("A0"), None);
        assert_eq!(place("12"), None);
    }

    #[test]
    fn cells_are_read_as_shown_and_bad_ones_counted() {
        let xml = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.85</v></c><c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c><c t="s"><v>99</v></c></row><row r="2" hidden="1"><c r="A2"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>"#;
        let mut sheet = Sheet::default();
        let mut missing = Missing::default();
        read_sheet(xml, &["序号".into()], &[Format::General, Format::parse("0%")], false, &mut sheet, &mut missing);
        let row: Vec<_> = sheet.rows[&0].values().map(String::as_str).collect();
        assert_eq!(row, ["序号", "85%", "甲乙"]);
        assert_eq!(
            (missing.strings, sheet.hidden_rows.as_slice(), sheet.rows[&1][&0].as_str()),
            (1, [1].as_slice(), "2")
        );
    }
}
