//! Office files that are one XML text instead of a container of parts: `OpenDocument` (FODT, FODS), Word (2003, and the
//! later packages), and Excel 2003, which web systems write under the name `.xls`.

use std::collections::HashMap;

use tongbao_notice::report::Severity;

use crate::compose::Composer;
use crate::numfmt::Format;
use crate::sheet::{self, Range, Sheet};
use crate::sniff::find;
use crate::xml::{Element, Item, Items};
use crate::{docx, limits, odf};

/// How far the root element may stand behind the start.
const HEAD: usize = 2048;

/// Whether a text that begins so is such a file.
pub fn is_flat(start: &[u8]) -> bool {
    let head = &start[..start.len().min(HEAD)];
    let roots = [b"<office:document ".as_slice(), b"<w:wordDocument", b"<pkg:package"];
    (head.starts_with(b"<?xml") || head.starts_with(b"<"))
        && (roots.iter().any(|root| find(head, root).is_some())
            || (find(head, b"<Workbook").is_some() || find(head, b"<ss:Workbook").is_some())
                && find(head, b"microsoft-com:office:spreadsheet").is_some())
}

/// Reads such a file.
pub fn read(xml: &str, composer: &mut Composer) {
    let head = xml.char_indices().nth(HEAD).map_or(xml, |(end, _)| &xml[..end]);
    let broken = if head.contains("<office:document ") {
        odf::read_parts(xml, xml, composer)
    } else if head.contains("<w:wordDocument") {
        docx::read_parts(xml, xml, xml, composer)
    } else if head.contains("<pkg:package") {
        let part = |name: &str| part(xml, name);
        docx::read_parts(part("w:document"), part("w:numbering"), part("w:styles"), composer)
    } else {
        read_workbook(xml, composer)
    };
    if broken {
        composer.diagnose("file_cut", Severity::Warning, Some("XML".to_owned()));
    }
}

/// The element of this name; all that follows where it is not closed.
fn part<'xml>(xml: &'xml str, name: &str) -> &'xml str {
    let opening = [" ", ">"].iter().filter_map(|end| xml.find(&format!("<{name}{end}"))).min();
    let Some(rest) = opening.and_then(|at| xml.get(at..)) else { return "" };
    let end = format!("</{name}>");
    rest.find(&end).map_or(rest, |at| rest.get(..at + end.len()).unwrap_or(rest))
}

/// A workbook of Excel 2003; says whether it broke off.
fn read_workbook(xml: &str, composer: &mut Composer) -> bool {
    let mut items = Items::new(xml);
    let mut book = Workbook::default();
    while let Some(item) = items.next() {
        match item {
            Item::Open(element) if matches!(element.name(), "Comment" | "NamedRange") => items.skip_element(),
            Item::Open(element) => book.open(&element),
            Item::Close(name) => book.close(&name),
            Item::Text(text) => {
                if let Some(data) = book.data.as_mut() {
                    data.push_str(&text);
                }
                if let Some(visible) = book.visible.as_mut() {
                    visible.push_str(&text);
                }
            }
        }
    }
    if book.full {
        composer.diagnose("limit_cells", Severity::Warning, Some(limits::CELLS.to_string()));
    }
    sheet::write(book.sheets, composer);
    items.broken
}

#[derive(Default)]
struct Workbook {
    sheets: Vec<Sheet>,
    formats: HashMap<String, Format>,
    /// The style that is being defined.
    style: String,
    row: usize,
    column: usize,
    /// Rows that the last one stands for.
    span: usize,
    /// The cell: its style, and how many further columns and rows it covers.
    cell: (Option<String>, usize, usize),
    /// What the cell holds, while it is read, and whether that is a number or a day.
    data: Option<String>,
    kind: String,
    /// Whether a sheet is shown, while that is read.
    visible: Option<String>,
    full: bool,
}

impl Workbook {
    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "Style" => self.style = element.attribute("ID").unwrap_or_default(),
            "NumberFormat" => {
                if let Some(code) = element.attribute("Format") {
                    self.formats.insert(self.style.clone(), format(&code));
                }
            }
            "Worksheet" if self.sheets.len() < limits::SHEETS => {
                self.sheets.push(Sheet { name: element.attribute("Name").unwrap_or_default(), ..Sheet::default() });
                (self.row, self.span) = (0, 0);
            }
            "Visible" => self.visible = Some(String::new()),
            "Row" => {
                self.row = element.number("Index").and_then(|row| row.checked_sub(1)).unwrap_or(self.row + self.span);
                self.span = element.number("Span").unwrap_or(0).min(limits::CELLS) + 1;
                self.column = 0;
                if element.attribute("Hidden").as_deref() == Some("1")
                    && let Some(sheet) = self.sheets.last_mut()
                {
                    sheet.hidden_rows.push(self.row);
                }
            }
            "Cell" => {
                let own = element.number("Index").and_then(|column| column.checked_sub(1));
                self.column = own.unwrap_or(self.column);
                let more = |name| element.number(name).unwrap_or(0).min(limits::SPAN);
                self.cell = (element.attribute("StyleID"), more("MergeAcross"), more("MergeDown"));
            }
            "Data" => {
                self.kind = element.attribute("Type").unwrap_or_default();
                self.data = Some(String::new());
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "Data" => {
                let Some(data) = self.data.take() else { return };
                let format = self.cell.0.as_ref().and_then(|style| self.formats.get(style));
                let shown = shown(&self.kind, &data, format.unwrap_or(&Format::General));
                if let Some(sheet) = self.sheets.last_mut() {
                    self.full |= !sheet.set(self.row, self.column, &shown);
                }
            }
            "Cell" => {
                let (_, across, down) = self.cell;
                if let Some(sheet) = self.sheets.last_mut()
                    && across + down > 0
                    && sheet.merges.len() < limits::CELLS
                {
                    let (bottom, right) = (self.row + down, self.column + across);
                    sheet.merges.push(Range { top: self.row, left: self.column, bottom, right });
                }
                self.column = self.column.saturating_add(across + 1);
            }
            "Visible" => {
                let hidden = self.visible.take().is_some_and(|word| word.contains("Hidden"));
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.hidden |= hidden;
                }
            }
            _ => {}
        }
    }
}

/// A format by its code or by the name that stands for it.
fn format(code: &str) -> Format {
    Format::parse(match code {
        "Percent" => "0.00%",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Short Date" => "yyyy/m/d",
        "Long Date" => "yyyy\"年\"m\"月\"d\"日\"",
        code => code,
    })
}

/// A value as it is shown; days are written as `2023-12-31T00:00:00.000`.
fn shown(kind: &str, data: &str, format: &Format) -> String {
    match kind {
        "Number" => data.trim().parse().map_or_else(|_| data.to_owned(), |value| format.write(value, false)),
        "DateTime" => {
            let day = data.trim().trim_end_matches(".000").trim_end_matches("T00:00:00");
            let serial = serial(day).filter(|_| matches!(format, Format::Date(_)));
            serial.map_or_else(|| day.to_owned(), |serial| format.write(serial, false))
        }
        _ => data.to_owned(),
    }
}

/// The number that Excel keeps for a day from 1900-03-01 on.
fn serial(day: &str) -> Option<f64> {
    let mut parts = day.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if !(1901..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days since 0000-03-01, with years that begin in March.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    Some((days - 693_899) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao_notice::document::{Block, Document, Merged};

    fn document(xml: &str) -> Document {
        assert!(is_flat(xml.as_bytes()));
        let mut composer = Composer::default();
        read(xml, &mut composer);
        composer.finish()
    }

    fn cells(document: &Document) -> Vec<Vec<&str>> {
        let grid =
            document.blocks.iter().find_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None });
        grid.unwrap().rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect()
    }

    #[test]
    fn a_workbook_of_excel_2003_shows_its_percents_and_days() {
        let cell = |kind: &str, style: &str, data: &str| {
            format!("<Cell ss:StyleID=\"{style}\"><Data ss:Type=\"{kind}\">{data}</Data></Cell>")
        };
        let xml = format!(
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"p\"><NumberFormat ss:Format=\"0.0%\"/></Style><Style ss:ID=\"d\"><NumberFormat ss:Format=\"Long Date\"/></Style></Styles><Worksheet ss:Name=\"通报\"><Table><Row>{}{}{}</Row><Row ss:Index=\"3\"><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">修路</Data></Cell>{}{}</Row><Row>{}</Row></Table></Worksheet></Workbook>",
            cell("String", "", "任务"),
            cell("String", "", "完成率"),
            cell("String", "", "时限"),
            cell("Number", "p", "0.825"),
            cell("DateTime", "d", "2023-12-31T00:00:00.000"),
            "<Cell ss:Index=\"2\"><Data ss:Type=\"Number\">3</Data></Cell>",
        );
        let document = document(&xml);
        assert_eq!(
            cells(&document),
            [["任务", "完成率", "时限"], ["修路", "82.5%", "2023年12月31日"], ["修路", "3", ""]]
        );
        let Block::Grid(grid) = &document.blocks[0] else { panic!("a grid") };
        assert_eq!(grid.rows[2][0].merged, Some(Merged::Above));
    }

    #[test]
    fn texts_of_word_and_of_open_document() {
        let table = |row: &str, cell: &str, ends: [&str; 2]| {
            let row_of = |words: [&str; 2]| {
                let cells: String = words.iter().map(|word| cell.replace('@', word)).collect();
                row.replace('@', &cells)
            };
            format!("{}{}{}{}", ends[0], row_of(["序号", "任务"]), row_of(["1", "修路"]), ends[1])
        };
        let body = table(
            "<w:tr>@</w:tr>",
            "<w:tc><w:p><w:r><w:t>@</w:t></w:r></w:p></w:tc>",
            ["<w:tbl>", "</w:tbl><w:sectPr><w:ftr><w:p><w:r><w:t>页脚</w:t></w:r></w:p></w:ftr></w:sectPr>"],
        );
        let wanted = [["序号", "任务"], ["1", "修路"]];
        assert_eq!(cells(&document(&format!("<w:wordDocument><w:body>{body}</w:body></w:wordDocument>"))), wanted);
        let package = format!(
            "<?xml version=\"1.0\"?><pkg:package><pkg:part><pkg:xmlData><w:document><w:body>{body}</w:body></w:document></pkg:xmlData></pkg:part><pkg:part><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></pkg:part></pkg:package>"
        );
        let document_of_package = document(&package);
        assert_eq!(cells(&document_of_package), wanted);
        assert!(!document_of_package.text.contains('页'));
        let open = table(
            "<table:table-row>@</table:table-row>",
            "<table:table-cell><text:p>@</text:p></table:table-cell>",
            ["<table:table>", "</table:table>"],
        );
        let text = format!(
            "<office:document a=\"b\"><office:body><office:text>{open}</office:text></office:body></office:document>"
        );
        assert_eq!(cells(&document(&text)), wanted);
    }
}
