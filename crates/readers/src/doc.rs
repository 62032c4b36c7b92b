//! Word 97–2003 documents (DOC), and the WPS files that are the same inside. There is no library that
//! gives their cells: the text stands in pieces, and which paragraphs are cells and where rows end
//! stands in property pages of 512 bytes ([MS-DOC] 2.4, 2.6).

use tongbao_notice::document::Merged;
use tongbao_notice::report::Severity;

use crate::compose::Composer;
use crate::error::ReadError;
use crate::flow::Flow;
use crate::limits;
use crate::sides::{self, SidedCell};

const BAD: fn(&'static str) -> ReadError = |detail| ReadError::damaged("DOC", detail);

/// Reads the streams of a document.
pub fn read(document: &[u8], table: &[u8], data: &[u8], composer: &mut Composer) -> Result<(), ReadError> {
    if word(document, 0) != Some(0xA5EC) {
        return Err(if matches!(word(document, 0), Some(0xA5DC | 0xA59B..=0xA59C)) {
            ReadError::Unsupported { found: "a Word 6 or 95 document" }
        } else {
            BAD("it does not begin with the header of a Word document")
        });
    }
    let pieces = pieces(document, table).ok_or(BAD("its text cannot be found"))?;
    let mut reader = Reader {
        paragraphs: Properties::read(document, table, 0x102),
        characters: Properties::read(document, table, 0xFA),
        data,
        room: limits::PART_BYTES,
        flow: Flow::default(),
        text: String::new(),
        cells: Vec::new(),
        rows: Vec::new(),
        fields: Vec::new(),
    };
    // Main text, footnotes, headers, macros, comments, endnotes, text boxes: one after the other.
    let counts: Vec<usize> =
        (0..7).map(|index| double_word(document, 0x4C + 4 * index).unwrap_or(0) as usize).collect();
    let mut from = 0usize;
    for (index, count) in counts.into_iter().enumerate() {
        let to = from.saturating_add(count);
        if matches!(index, 0 | 1 | 5 | 6) {
            reader.read_range(document, &pieces, from, to);
            reader.end_all();
        }
        from = to;
    }
    let whole = reader.paragraphs.whole;
    reader.flow.write(composer);
    if !whole {
        composer.diagnose("file_cut", Severity::Warning, Some("DOC".to_owned()));
    }
    Ok(())
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

fn double_word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// A stretch of text that stands together in the file.
struct Piece {
    /// Number of its first character, and the one behind its last.
    from: usize,
    to: usize,
    /// Where it stands.
    at: usize,
    /// Characters of one byte.
    narrow: bool,
}

/// The table of pieces.
fn pieces(document: &[u8], table: &[u8]) -> Option<Vec<Piece>> {
    let start = double_word(document, 0x1A2)? as usize;
    let size = double_word(document, 0x1A6)? as usize;
    let mut rest = table.get(start..)?;
    rest = rest.get(..size).unwrap_or(rest);
    // Property lists may stand before the table.
    while rest.first() == Some(&1) {
        rest = rest.get(3 + word(rest, 1)? as usize..)?;
    }
    if rest.first() != Some(&2) {
        return None;
    }
    let size = double_word(rest, 1)? as usize;
    let body = rest.get(5..)?;
    let body = body.get(..size).unwrap_or(body);
    let count = body.len().saturating_sub(4) / 12;
    let mut pieces = Vec::new();
    for index in 0..count {
        let from = double_word(body, 4 * index)? as usize;
        let to = double_word(body, 4 * index + 4)? as usize;
        let place = double_word(body, 4 * (count + 1) + 8 * index + 2)?;
        let narrow = place & 0x4000_0000 != 0;
        let at = (place & 0x3FFF_FFFF) as usize;
        if to > from {
            pieces.push(Piece { from, to, at: if narrow { at / 2 } else { at }, narrow });
        }
    }
    Some(pieces)
}

/// Properties of stretches of the file, sorted by where they stand.
struct Properties {
    runs: Vec<(usize, usize, Vec<u8>)>,
    whole: bool,
}

impl Properties {
    /// Reads the property pages that the header names at `at`: of paragraphs at 0x102, of characters at 0xFA.
    fn read(document: &[u8], table: &[u8], at: usize) -> Self {
        let mut out = Self { runs: Vec::new(), whole: true };
        let place = (double_word(document, at), double_word(document, at + 4));
        let (Some(start), Some(size)) = place else { return out };
        let Some(list) = table.get(start as usize..).map(|rest| rest.get(..size as usize).unwrap_or(rest)) else {
            out.whole = size == 0;
            return out;
        };
        let count = list.len().saturating_sub(4) / 8;
        for index in 0..count {
            let number = double_word(list, 4 * (count + 1) + 4 * index).unwrap_or(0) as usize;
            match number.checked_mul(512).and_then(|at| document.get(at..at + 512)) {
                Some(page) => out.page(page, at == 0x102),
                None => out.whole = false,
            }
        }
        out.runs.sort_by_key(|run| run.0);
        out
    }

    fn page(&mut self, page: &[u8], paragraphs: bool) {
        let count = page[511] as usize;
        let width = if paragraphs { 13 } else { 1 };
        for index in 0..count {
            let (Some(from), Some(to)) = (double_word(page, 4 * index), double_word(page, 4 * index + 4)) else {
                return;
            };
            let Some(offset) = page.get(4 * (count + 1) + width * index).map(|offset| *offset as usize * 2) else {
                return;
            };
            let list = if offset == 0 { None } else { property_list(page, offset, paragraphs) };
            if self.runs.len() < limits::CELLS {
                self.runs.push((from as usize, to as usize, list.unwrap_or_default().to_vec()));
            }
        }
    }

    /// The properties of what stands at `at`.
    fn at(&self, at: usize) -> &[u8] {
        let after = self.runs.partition_point(|run| run.0 <= at);
        after.checked_sub(1).and_then(|index| self.runs.get(index)).filter(|run| at < run.1).map_or(&[], |run| &run.2)
    }
}

fn property_list(page: &[u8], offset: usize, paragraphs: bool) -> Option<&[u8]> {
    let size = *page.get(offset)? as usize;
    if !paragraphs {
        return page.get(offset + 1..offset + 1 + size);
    }
    let (start, size) =
        if size == 0 { (offset + 2, *page.get(offset + 1)? as usize * 2) } else { (offset + 1, size * 2 - 1) };
    // The style stands before the properties.
    page.get(start + 2..start + size)
}

/// Goes through a list of properties: code and operand.
fn each_property(mut list: &[u8], mut act: impl FnMut(u16, &[u8])) {
    while let Some(code) = word(list, 0) {
        let rest = &list[2..];
        let (skip, size) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == 0xD608 => (2, (word(rest, 0).unwrap_or(1) as usize).saturating_sub(1)),
            _ => (1, rest.first().copied().unwrap_or(0) as usize),
        };
        let Some(operand) = rest.get(skip..skip + size) else { return };
        act(code, operand);
        list = &rest[skip + size..];
    }
}

/// The same for a paragraph: a list that has no room in its page stands in the data stream ([MS-DOC] 2.6.2,
/// `sprmPHugePapx`). Rows of seven and more cells are of this kind.
/// `room` bounds how much of these lists is read in all: many paragraphs may name the same one.
fn each_of_paragraph(list: &[u8], data: &[u8], room: &mut usize, mut act: impl FnMut(u16, &[u8])) {
    let mut huge = None;
    each_property(list, |code, operand| match code {
        0x6645 | 0x6646 => huge = double_word(operand, 0),
        _ => act(code, operand),
    });
    if let Some(rest) = huge.and_then(|at| data.get(at as usize..)) {
        let size = word(rest, 0).unwrap_or(0) as usize;
        if let Some(left) = room.checked_sub(size) {
            *room = left;
            each_property(rest.get(2..2 + size).unwrap_or_default(), act);
        }
    }
}

struct Reader<'data> {
    paragraphs: Properties,
    characters: Properties,
    /// The stream that holds what is too large for the property pages.
    data: &'data [u8],
    /// How much of it may still be read.
    room: usize,
    flow: Flow,
    text: String,
    cells: Vec<String>,
    rows: Vec<Vec<SidedCell>>,
    /// For each open field whether its code is being read, which is not shown.
    fields: Vec<bool>,
}

impl Reader<'_> {
    fn read_range(&mut self, document: &[u8], pieces: &[Piece], from: usize, to: usize) {
        for piece in pieces {
            let (first, last) = (piece.from.max(from), piece.to.min(to));
            let width = if piece.narrow { 1 } else { 2 };
            let mut high = None::<u16>;
            for number in first..last {
                let Some(at) = (number - piece.from).checked_mul(width).and_then(|offset| offset.checked_add(piece.at))
                else {
                    break;
                };
                let unit = if piece.narrow { document.get(at).map(|byte| narrow(*byte)) } else { word(document, at) };
                let Some(unit) = unit else { break };
                let decoded = char::decode_utf16(high.take().into_iter().chain([unit])).next();
                match decoded {
                    Some(Ok(c)) => self.character(c, at),
                    _ => high = Some(unit).filter(|unit| (0xD800..0xDC00).contains(unit)),
                }
            }
        }
    }

    fn character(&mut self, c: char, at: usize) {
        match c {
            '\u{13}' => self.fields.push(true),
            '\u{14}' => {
                if let Some(field) = self.fields.last_mut() {
                    *field = false;
                }
            }
            '\u{15}' => drop(self.fields.pop()),
            '\r' | '\u{7}' => self.end_paragraph(c, at),
            _ if self.fields.contains(&true) || self.is_hidden(at) => {}
            '\u{c}' => {
                self.text.push('\n');
                if self.cells.is_empty() {
                    self.write_paragraph();
                }
            }
            '\u{b}' => self.text.push('\n'),
            '\t' | '\u{a0}' => self.text.push(' '),
            '\u{1e}' => self.text.push('-'),
            c if c.is_control() => {}
            c => self.text.push(c),
        }
    }

    /// Whether the characters at this place are hidden or deleted.
    fn is_hidden(&self, at: usize) -> bool {
        let mut hidden = false;
        each_property(self.characters.at(at), |code, operand| {
            if matches!(code, 0x0800 | 0x083C) {
                hidden |= operand.first() == Some(&1);
            }
        });
        hidden
    }

    fn end_paragraph(&mut self, end: char, at: usize) {
        let mut in_table = false;
        let mut ends_row = false;
        let mut row = Vec::new();
        each_of_paragraph(self.paragraphs.at(at), self.data, &mut self.room, |code, operand| match code {
            0x2416 => in_table = operand.first() == Some(&1),
            0x6649 => in_table |= operand.iter().any(|byte| *byte != 0),
            0x2417 => ends_row = operand.first() == Some(&1),
            0xD608 => row = definition(operand),
            _ => {}
        });
        if end == '\u{7}' && ends_row {
            let cells = std::mem::take(&mut self.cells);
            let cell = |(index, text): (usize, String)| {
                let (right, continues) = row.get(index).copied().unwrap_or_default();
                SidedCell { right, continues, text }
            };
            if self.rows.len() < limits::CELLS {
                self.rows.push(cells.into_iter().enumerate().map(cell).collect());
            }
            self.text.clear();
        } else if end == '\u{7}' {
            if self.cells.len() < limits::COLUMNS {
                self.cells.push(std::mem::take(&mut self.text));
            }
        } else if in_table {
            self.text.push('\n');
        } else {
            self.write_paragraph();
        }
    }

    fn write_paragraph(&mut self) {
        self.end_table();
        let text = std::mem::take(&mut self.text);
        for line in text.lines() {
            self.flow.text(line);
            self.flow.end_paragraph();
        }
    }

    fn end_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            sides::write_table(rows, &mut self.flow);
        }
    }

    /// Writes what is left at the end of a part.
    fn end_all(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            self.rows.push(cells.into_iter().map(|text| SidedCell { text, ..SidedCell::default() }).collect());
        }
        self.write_paragraph();
        self.fields.clear();
    }
}

/// The cells of a row: right side, and whether one merges with the cell above or to the left.
fn definition(operand: &[u8]) -> Vec<(i64, Option<Merged>)> {
    let count = operand.first().copied().unwrap_or(0) as usize;
    let side = |index: usize| word(operand, 1 + 2 * index).map(|side| i64::from(side as i16));
    let left = side(0).unwrap_or(0);
    let cells = (0..count).filter_map(|index| {
        let flags = word(operand, 1 + 2 * (count + 1) + 20 * index).unwrap_or(0);
        let continues = match ((flags >> 5) & 3, flags & 3) {
            (1, _) => Some(Merged::Above),
            (_, 2 | 3) if flags & 1 == 0 => Some(Merged::Left),
            _ => None,
        };
        // Counted from the table's left side, so that no side is negative.
        Some((side(index + 1)? - left + 1, continues))
    });
    cells.collect()
}

/// Characters of one byte are Windows' Latin ones.
fn narrow(byte: u8) -> u16 {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9f => HIGH.chars().nth(byte as usize - 0x80).map_or(0xFFFD, |c| c as u16),
        _ => u16::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_defined_with_their_merges() {
        let mut operand = vec![2u8];
        for side in [-100i16, 900, 1900] {
            operand.extend(side.to_le_bytes());
        }
        operand.extend([0x20, 0].into_iter().chain([0; 18]));
        operand.extend([0, 0].into_iter().chain([0; 18]));
        assert_eq!(definition(&operand), [(1001, Some(Merged::Above)), (2001, None)]);
    }

    #[test]
    fn properties_too_large_for_their_page_stand_in_the_data_stream() {
        let mut codes = Vec::new();
        let data = [9, 9, 6, 0, 0x17, 0x24, 1, 0x16, 0x24, 1, 7];
        let mut room = 10;
        let list = [0x46, 0x66, 2, 0, 0, 0];
        each_of_paragraph(&list, &data, &mut room, |code, operand| codes.push((code, operand.to_vec())));
        assert_eq!(codes, [(0x2417, vec![1]), (0x2416, vec![1])]);
        each_of_paragraph(&[0x46, 0x66, 255, 255, 0, 0], &data, &mut room, |_, _| panic!("there is nothing"));
        each_of_paragraph(&list, &data, &mut room, |_, _| panic!("there is no room left"));
    }

    #[test]
    fn properties_end_where_the_list_ends() {
        let mut codes = Vec::new();
        each_property(&[0x16, 0x24, 1, 0x49, 0x66, 1, 0, 0, 0, 0x08, 0xD6, 0xFF, 0xFF], |code, _| codes.push(code));
        assert_eq!(codes, [0x2416, 0x6649]);
    }
}
