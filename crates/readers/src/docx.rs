//! Word documents (DOCX) as they look once all changes are accepted: deleted words are gone, numbers
//! of automatic lists are written out, text boxes and footnotes are read, merged cells are joined.

use std::collections::HashMap;

use tongbao_notice::document::Merged;
use tongbao_notice::report::Severity;

use crate::compose::Composer;
use crate::container::Container;
use crate::error::ReadError;
use crate::flow::{Flow, Span};
use crate::limits;
use crate::numbering::Style;
use crate::xml::{Element, Item, Items};

/// Reads a document that is one text: its body, its lists and its styles; says whether it broke off.
pub fn read_parts(body: &str, numbering: &str, styles: &str, composer: &mut Composer) -> bool {
    let mut lists = Lists::default();
    lists.read_numbering(numbering);
    lists.read_styles(styles);
    let mut reader = Reader { lists, ..Reader::default() };
    let broken = reader.read_part(body);
    reader.flow.write(composer);
    broken
}

/// Reads the document of a container.
pub fn read(container: &mut Container<'_>, composer: &mut Composer) -> Result<(), ReadError> {
    let body = container.xml("word/document.xml")?.ok_or(ReadError::damaged("DOCX", "word/document.xml is missing"))?;
    let mut lists = Lists::default();
    if let Some(xml) = container.xml("word/numbering.xml")? {
        lists.read_numbering(&xml);
    }
    if let Some(xml) = container.xml("word/styles.xml")? {
        lists.read_styles(&xml);
    }
    let mut reader = Reader { lists, ..Reader::default() };
    let mut broken = reader.read_part(&body);
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = container.xml(part)? {
            reader.flow.end_paragraph();
            broken |= reader.read_part(&xml);
        }
    }
    reader.flow.write(composer);
    if broken || container.damaged {
        composer.diagnose("file_cut", Severity::Warning, Some("DOCX".to_owned()));
    }
    Ok(())
}

#[derive(Default)]
struct Reader {
    flow: Flow,
    lists: Lists,
    /// The open paragraphs, innermost last: a text box holds paragraphs within a paragraph.
    paragraphs: Vec<Paragraph>,
    in_run: bool,
    in_text: bool,
    hidden_run: bool,
}

#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    level: Option<usize>,
    list: Option<String>,
    /// Whether its number has been written, or there is none.
    numbered: bool,
}

impl Reader {
    /// Reads a part into the flow; says whether the part broke off.
    fn read_part(&mut self, xml: &str) -> bool {
        let mut items = Items::new(xml);
        while let Some(item) = items.next() {
            match item {
                Item::Open(element) => match element.name() {
                    // Deleted or moved away, a second drawing of the same thing, formulas behind fields, and
                    // properties that were valid before a change.
                    "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rPrChange" | "pPrChange"
                    | "tcPrChange" | "trPrChange" | "tblPrChange" | "tblGrid" | "sectPr" => items.skip_element(),
                    _ => self.open(&element),
                },
                Item::Close(name) => self.close(&name),
                Item::Text(text) if self.in_text && !self.hidden_run => {
                    self.number();
                    self.flow.text(&text);
                }
                Item::Text(_) => {}
            }
        }
        items.broken
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "p" => {
                self.flow.end_paragraph();
                if self.paragraphs.len() < limits::TABLE_DEPTH * 2 {
                    self.paragraphs.push(Paragraph::default());
                }
            }
            "pStyle" => self.paragraph(|paragraph| paragraph.style = element.attribute("val")),
            "ilvl" => self.paragraph(|paragraph| paragraph.level = element.number("val")),
            "numId" => self.paragraph(|paragraph| paragraph.list = element.attribute("val")),
            "r" => {
                self.in_run = true;
                self.hidden_run = false;
            }
            "vanish" => self.hidden_run = self.in_run && element.is_on("val"),
            "t" => self.in_text = true,
            "tab" if self.in_run && !self.flow.pending().is_empty() => self.flow.push(' '),
            "br" | "cr" if self.in_run => self.flow.push('\n'),
            "noBreakHyphen" => self.flow.push('-'),
            "sym" => {
                if let Some(c) = element.attribute("char").and_then(|code| symbol(&code)) {
                    self.number();
                    self.flow.push(c);
                }
            }
            "tbl" => self.flow.open_table(),
            "tr" => self.flow.open_row(),
            "tc" => self.flow.open_cell(Span::default()),
            "gridBefore" => {
                let columns = element.number("val").unwrap_or(0).min(limits::SPAN);
                if columns > 0 {
                    self.flow.open_cell(Span { columns, drawn_only: true, ..Span::default() });
                    self.flow.close_cell();
                }
            }
            "gridSpan" => {
                let columns = element.number("val").unwrap_or(1).clamp(1, limits::SPAN);
                self.flow.span(|span| span.columns = columns);
            }
            "vMerge" | "vmerge" if element.attribute("val").as_deref() != Some("restart") => {
                self.flow.span(|span| span.continues = Some(Merged::Above));
            }
            "hMerge" if element.attribute("val").as_deref() != Some("restart") => {
                self.flow.span(|span| span.continues = Some(Merged::Left));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => {
                self.in_run = false;
                self.hidden_run = false;
            }
            "p" => {
                // An empty paragraph shows its number too: automatic 序号 columns have nothing else.
                self.number();
                self.flow.end_paragraph();
                self.paragraphs.pop();
            }
            "tc" => self.flow.close_cell(),
            "tr" => self.flow.close_row(),
            "tbl" => self.flow.close_table(),
            _ => {}
        }
    }

    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }

    /// Writes the automatic number of the paragraph before its first word.
    fn number(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.numbered) else { return };
        paragraph.numbered = true;
        if let Some(number) = self.lists.next(paragraph) {
            self.flow.text(&number);
        }
    }
}

/// The ticks and boxes that forms draw with symbol fonts.
fn symbol(code: &str) -> Option<char> {
    match u32::from_str_radix(code, 16).ok()? {
        0xf052 | 0xf0fe => Some('☑'),
        0xf0fc | 0xf050 => Some('√'),
        0xf0a3 | 0xf0a8 | 0xf06f => Some('□'),
        0xf051 | 0xf0fd => Some('☒'),
        0xf06e => Some('■'),
        0xf06c => Some('●'),
        code => char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)),
    }
}

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    style: Style,
    /// The number with its signs, `%1` standing for the number of the first level.
    text: String,
    style_name: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, style: Style::Decimal, text: String::new(), style_name: None }
    }
}

/// How many levels a list of Word has.
const LEVELS: usize = 9;

/// All list definitions of a document, and how far each has been counted.
#[derive(Default)]
struct Lists {
    abstracts: HashMap<String, Vec<Level>>,
    /// List to its definition, with starts that the list sets anew.
    lists: HashMap<String, (String, HashMap<usize, u32>)>,
    /// Paragraph style to list, level and the style it is based on.
    styles: HashMap<String, (Option<String>, Option<usize>, Option<String>)>,
    /// How far each definition has been counted; lists of one definition count on together.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose own starts have been applied.
    begun: HashMap<(String, usize), bool>,
}

impl Lists {
    fn read_numbering(&mut self, xml: &str) {
        let (mut definition, mut list) = (None::<String>, None::<String>);
        let (mut level, mut overridden) = (0, 0);
        for item in Items::new(xml) {
            match item {
                Item::Open(element) => match element.name() {
                    "abstractNum" => {
                        definition = element.attribute("abstractNumId");
                        if let Some(id) = &definition {
                            self.abstracts.insert(id.clone(), vec![Level::default(); LEVELS]);
                        }
                    }
                    "lvl" => level = element.number("ilvl").unwrap_or(0).min(LEVELS - 1),
                    "num" => list = element.attribute("numId"),
                    "abstractNumId" => {
                        if let (Some(list), Some(id)) = (&list, element.attribute("val")) {
                            self.lists.insert(list.clone(), (id, HashMap::new()));
                        }
                    }
                    "lvlOverride" => overridden = element.number("ilvl").unwrap_or(0).min(LEVELS - 1),
                    "startOverride" => {
                        if let (Some(list), Some(start)) =
                            (list.as_ref().and_then(|l| self.lists.get_mut(l)), element.number("val"))
                        {
                            list.1.insert(overridden, start as u32);
                        }
                    }
                    name => {
                        let level = definition
                            .as_ref()
                            .and_then(|id| self.abstracts.get_mut(id))
                            .map(|levels| &mut levels[level]);
                        if let (Some(level), Some(value)) = (level, element.attribute("val")) {
                            match name {
                                "start" => level.start = value.parse().unwrap_or(1),
                                "numFmt" => level.style = Style::of_office(&value),
                                "lvlText" => level.text = value,
                                "pStyle" => level.style_name = Some(value),
                                _ => {}
                            }
                        }
                    }
                },
                Item::Close(name) if name == "abstractNum" => definition = None,
                _ => {}
            }
        }
    }

    fn read_styles(&mut self, xml: &str) {
        let mut style = None::<String>;
        for item in Items::new(xml) {
            match item {
                Item::Open(element) => match (element.name(), &style) {
                    ("style", _) => {
                        style = element.attribute("styleId");
                        if let Some(id) = &style {
                            self.styles.insert(id.clone(), (None, None, None));
                        }
                    }
                    ("numId", Some(id)) => self.change_style(id, |style| style.0 = element.attribute("val")),
                    ("ilvl", Some(id)) => self.change_style(id, |style| style.1 = element.number("val")),
                    ("basedOn", Some(id)) => self.change_style(id, |style| style.2 = element.attribute("val")),
                    _ => {}
                },
                Item::Close(name) if name == "style" => style = None,
                _ => {}
            }
        }
    }

    fn change_style(&mut self, id: &str, change: impl FnOnce(&mut (Option<String>, Option<usize>, Option<String>))) {
        if let Some(style) = self.styles.get_mut(id) {
            change(style);
        }
    }

    /// The number that `paragraph` shows, counted on.
    fn next(&mut self, paragraph: &Paragraph) -> Option<String> {
        let (list, level) = self.list_of(paragraph)?;
        let (definition, starts) = self.lists.get(&list)?;
        let levels = self.abstracts.get(definition)?;
        let own = levels.get(level)?;
        let counters = self.counters.entry(definition.clone()).or_default();
        if let Some(start) = starts.get(&level)
            && self.begun.insert((list.clone(), level), true).is_none()
        {
            counters[level] = start.checked_sub(1);
            if *start == 0 {
                counters[level] = None;
            }
        }
        counters[level] = Some(counters[level].map_or(own.start, |count| count.saturating_add(1)));
        for deeper in &mut counters[level + 1..] {
            *deeper = None;
        }
        if own.style == Style::None {
            return None;
        }
        let mut out = String::new();
        let mut signs = own.text.chars().peekable();
        while let Some(c) = signs.next() {
            let place = (c == '%').then(|| signs.peek().and_then(|d| d.to_digit(10))).flatten().filter(|d| *d > 0);
            if let Some(place) = place {
                signs.next();
                let place = place as usize - 1;
                if let Some(level) = levels.get(place) {
                    out.push_str(&level.style.write(counters[place].unwrap_or(level.start)));
                }
            } else {
                out.push(c);
            }
        }
        Some(out)
    }

    /// The list and level of a paragraph, its own or that of its style.
    fn list_of(&self, paragraph: &Paragraph) -> Option<(String, usize)> {
        let mut list = paragraph.list.clone();
        let mut level = paragraph.level;
        let mut style = paragraph.style.clone();
        // Styles build upon each other; a chain is never longer than a dozen, a loop is.
        for _ in 0..32 {
            let Some(id) = style.take().filter(|_| list.is_none()) else { break };
            let Some((own_list, own_level, based_on)) = self.styles.get(&id) else { break };
            list.clone_from(own_list);
            level = level.or(*own_level).or_else(|| self.level_by_style(own_list.as_deref(), &id));
            style.clone_from(based_on);
        }
        let list = list.filter(|list| list != "0")?;
        Some((list, level.unwrap_or(0).min(LEVELS - 1)))
    }

    fn level_by_style(&self, list: Option<&str>, style: &str) -> Option<usize> {
        let (definition, _) = self.lists.get(list?)?;
        self.abstracts.get(definition)?.iter().position(|level| level.style_name.as_deref() == Some(style))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao_notice::document::Block;

    fn document(body: &str, numbering: &str) -> tongbao_notice::document::Document {
        let mut reader = Reader::default();
        reader.lists.read_numbering(numbering);
        reader.read_part(body);
        let mut composer = Composer::default();
        reader.flow.write(&mut composer);
        composer.finish()
    }

    const NUMBERING: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

    fn item(level: usize, text: &str) -> String {
        let run = if text.is_empty() { String::new() } else { format!("<w:r><w:t>{text}</w:t></w:r>") };
        format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>{run}</w:p>"#)
    }

    #[test]
    fn automatic_numbers_are_written() {
        let body = [item(0, "甲"), item(1, "子"), item(1, "丑"), item(0, "乙"), item(1, "寅")].concat();
        assert_eq!(document(&body, NUMBERING).text, "一、甲\n1.子\n2.丑\n二、乙\n1.寅\n");
    }

    #[test]
    fn changes_are_read_as_accepted_and_boxes_once() {
        let body = "<w:p><w:r><w:t>完成</w:t></w:r><w:del><w:r><w:delText>八</w:delText></w:r></w:del><w:ins><w:r><w:t>九</w:t></w:r></w:ins><w:r><w:t>项</w:t></w:r></w:p><w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>";
        assert_eq!(document(body, "").text, "完成九项\n框\n");
    }

    #[test]
    fn merged_cells_and_numbers_in_empty_cells() {
        let cell = |properties: &str, inner: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>");
        let word = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let body = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("", &word("序号")),
            cell("", &word("任务")),
            cell(r#"<w:vMerge w:val="restart"/>"#, &item(1, "")),
            cell("", &word("甲")),
            cell("<w:vMerge/>", "<w:p/>"),
            cell("", &word("乙")),
        );
        let document = document(&body, NUMBERING);
        let Block::Grid(grid) = &document.blocks[0] else { panic!("a grid") };
        let shown: Vec<_> =
            grid.rows.iter().map(|row| (row[0].text.as_str(), row[0].merged, row[1].text.as_str())).collect();
        assert_eq!(shown, [("序号", None, "任务"), ("1.", None, "甲"), ("1.", Some(Merged::Above), "乙")]);
    }
}
