//! Excel 97–2003 workbooks (XLS): the records of the BIFF8 stream, in an OLE container.
//!
//! Read with `cfb` and our own records rather than calamine, for the same reasons as XLSX: number
//! formats (percentages, dates) as shown, hidden rows, and no dense range between two far cells.

use tongbao_notice::report::Severity;

use crate::compose::Composer;
use crate::decode::Decode;
use crate::error::ReadError;
use crate::limits;
use crate::numfmt::Format;
use crate::sheet::{self, Range, Sheet};

/// Reads the `Workbook` stream.
pub fn read(stream: &[u8], decode: &dyn Decode, composer: &mut Composer) -> Result<(), ReadError> {
    let mut book = Book {
        decode,
        strings: Vec::new(),
        formats: Vec::new(),
        styles: Vec::new(),
        from_1904: false,
        biff8: true,
        codepage: 936,
    };
    let (sheets, mut broken) = book.read_globals(stream)?;
    let mut out = Vec::new();
    let (mut missing, mut room, mut full) = (0, limits::CELLS, false);
    for (name, hidden, offset) in sheets.into_iter().take(limits::SHEETS) {
        let mut sheet = Sheet { name, hidden, cells: limits::CELLS - room, ..Sheet::default() };
        let Some(records) = stream.get(offset..) else {
            broken = true;
            continue;
        };
        let read = book.read_sheet(records, &mut sheet);
        missing += read.missing;
        full |= read.full;
        broken |= read.broken;
        room = limits::CELLS - sheet.cells;
        out.push(sheet);
    }
    sheet::write(out, composer);
    for (happened, code, hint) in [
        (missing > 0, "cells_unreadable", missing.to_string()),
        (full, "limit_cells", limits::CELLS.to_string()),
        (broken, "file_cut", "XLS".to_owned()),
    ] {
        if happened {
            composer.diagnose(code, Severity::Warning, Some(hint));
        }
    }
    Ok(())
}

struct Book<'decode> {
    decode: &'decode dyn Decode,
    strings: Vec<String>,
    formats: Vec<(usize, Format)>,
    /// The format of each cell style.
    styles: Vec<usize>,
    from_1904: bool,
    biff8: bool,
    codepage: u16,
}

#[derive(Default)]
struct Outcome {
    missing: usize,
    full: bool,
    broken: bool,
}

/// The records of a stream: kind and data. Ends at the first that reaches beyond the stream.
struct Records<'bytes> {
    bytes: &'bytes [u8],
    broken: bool,
}

impl<'bytes> Iterator for Records<'bytes> {
    type Item = (u16, &'bytes [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, size) = (word(self.bytes, 0)?, word(self.bytes, 2)? as usize);
        let Some(data) = self.bytes.get(4..4 + size) else {
            self.broken = true;
            return None;
        };
        self.bytes = &self.bytes[4 + size..];
        Some((kind, data))
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

fn double_word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn float(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..at + 8)?.try_into().ok().map(f64::from_le_bytes)
}

impl Book<'_> {
    /// Reads what belongs to the whole book; gives the sheets with where they begin.
    #[allow(clippy::type_complexity)]
    fn read_globals(&mut self, stream: &[u8]) -> Result<(Vec<(String, bool, usize)>, bool), ReadError> {
        let mut sheets = Vec::new();
        let mut records = Records { bytes: stream, broken: false };
        let mut table: Vec<&[u8]> = Vec::new();
        let mut in_table = false;
        let mut first = true;
        for (kind, data) in records.by_ref() {
            if first && !matches!(kind, 0x809 | 0x409 | 0x209 | 0x9) {
                return Err(ReadError::damaged("XLS", "the workbook does not begin with its header"));
            }
            first = false;
            match kind {
                0x809 => self.biff8 = word(data, 0) != Some(0x500),
                0x2F => return Err(ReadError::Encrypted { found: "XLS" }),
                0x42 => self.codepage = word(data, 0).unwrap_or(936),
                0x22 => self.from_1904 = word(data, 0) == Some(1),
                0x41E => {
                    let id = word(data, 0).unwrap_or(0) as usize;
                    let code = if self.biff8 {
                        self.long_string(data.get(2..).unwrap_or_default())
                    } else {
                        self.short_string(data.get(2..).unwrap_or_default())
                    };
                    self.formats.push((id, Format::parse(&code)));
                }
                0xE0 => self.styles.push(word(data, 2).unwrap_or(0) as usize),
                0x85 => {
                    if let (Some(offset), Some(kind)) = (double_word(data, 0), data.get(5)) {
                        let name = self.short_string(data.get(6..).unwrap_or_default());
                        // Only work sheets hold cells; the others are charts and macros.
                        if *kind == 0 {
                            sheets.push((name, data.get(4).is_some_and(|state| state & 3 != 0), offset as usize));
                        }
                    }
                }
                0xFC => {
                    table = vec![data];
                    in_table = true;
                    continue;
                }
                0x3C if in_table => {
                    table.push(data);
                    continue;
                }
                0x0A => break,
                _ => {}
            }
            in_table = false;
        }
        self.strings = Strings::new(&table).read();
        Ok((sheets, records.broken))
    }

    fn read_sheet(&self, bytes: &[u8], sheet: &mut Sheet) -> Outcome {
        let mut out = Outcome::default();
        let mut records = Records { bytes, broken: false };
        let mut depth = 0;
        // The formula whose result, a string, comes in the next record.
        let mut formula = None::<(usize, usize)>;
        for (kind, data) in records.by_ref() {
            let place = || Some((word(data, 0)? as usize, word(data, 2)? as usize));
            let mut set = |place: Option<(usize, usize)>, text: &str| {
                if let Some((row, column)) = place {
                    out.full |= !sheet.set(row, column, text);
                }
            };
            let style = || word(data, 4).unwrap_or(0) as usize;
            match kind {
                0x809 => depth += 1,
                0x0A => {
                    depth -= 1;
                    if depth <= 0 {
                        break;
                    }
                }
                // Charts within the sheet have records of their own.
                _ if depth > 1 => {}
                0xFD => match double_word(data, 6).and_then(|index| self.strings.get(index as usize)) {
                    Some(text) => set(place(), text),
                    None => out.missing += 1,
                },
                0x203 => {
                    if let Some(value) = float(data, 6) {
                        set(place(), &self.shown(value, style()));
                    }
                }
                0x27E => {
                    if let Some(value) = double_word(data, 6) {
                        set(place(), &self.shown(packed(value), style()));
                    }
                }
                0xBD => {
                    let Some((row, first)) = place() else { continue };
                    for (index, six) in
                        data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6).enumerate()
                    {
                        if let (Some(style), Some(value)) = (word(six, 0), double_word(six, 2)) {
                            set(Some((row, first + index)), &self.shown(packed(value), style as usize));
                        }
                    }
                }
                0x204 | 0xD6 => {
                    let text = data.get(6..).unwrap_or_default();
                    let text = if self.biff8 {
                        self.long_string(text)
                    } else {
                        self.old_string(text.get(2..).unwrap_or_default())
                    };
                    set(place(), &text);
                }
                0x205 => {
                    if let (Some(value), Some(0)) = (data.get(6), data.get(7)) {
                        set(place(), if *value == 0 { "FALSE" } else { "TRUE" });
                    }
                }
                0x06 | 0x206 | 0x406 => {
                    formula = None;
                    if data.get(12..14) == Some(&[0xFF, 0xFF]) {
                        if data.get(6) == Some(&0) {
                            formula = place();
                        }
                    } else if let Some(value) = float(data, 6) {
                        set(place(), &self.shown(value, style()));
                    }
                }
                0x207 => {
                    let text = if self.biff8 {
                        self.long_string(data)
                    } else {
                        self.old_string(data.get(2..).unwrap_or_default())
                    };
                    set(formula.take(), &text);
                }
                0x208 if data.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                    sheet.hidden_rows.extend(word(data, 0).map(usize::from));
                }
                0xE5 => {
                    for eight in data.get(2..).unwrap_or_default().chunks_exact(8) {
                        let at = |index| word(eight, index).unwrap_or(0) as usize;
                        if sheet.merges.len() < limits::CELLS {
                            sheet.merges.push(Range { top: at(0), bottom: at(2), left: at(4), right: at(6) });
                        }
                    }
                }
                _ => {}
            }
        }
        out.broken = records.broken;
        out
    }

    /// A number in the format of its style.
    fn shown(&self, value: f64, style: usize) -> String {
        let id = self.styles.get(style).copied().unwrap_or(0);
        let own = self.formats.iter().find(|(own, _)| *own == id).map(|(_, format)| format.clone());
        own.unwrap_or_else(|| Format::built_in(id)).write(value, self.from_1904)
    }

    /// A string with its length in two bytes.
    fn long_string(&self, data: &[u8]) -> String {
        let count = word(data, 0).unwrap_or(0) as usize;
        characters(data.get(2).copied().unwrap_or(0), data.get(3..).unwrap_or_default(), count)
    }

    /// A string with its length in one byte.
    fn short_string(&self, data: &[u8]) -> String {
        let count = data.first().copied().unwrap_or(0) as usize;
        if self.biff8 {
            characters(data.get(1).copied().unwrap_or(0), data.get(2..).unwrap_or_default(), count)
        } else {
            let bytes = data.get(1..).unwrap_or_default();
            self.old_string(&bytes[..count.min(bytes.len())])
        }
    }

    /// Excel 95: bytes in the code page of the machine.
    fn old_string(&self, bytes: &[u8]) -> String {
        let label = if self.codepage == 950 { "big5" } else { "gb18030" };
        self.decode.decode(bytes, label).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
    }
}

/// Characters of one or two bytes, as `flags` say.
fn characters(flags: u8, bytes: &[u8], count: usize) -> String {
    if flags & 1 == 0 {
        bytes.iter().take(count).map(|byte| *byte as char).collect()
    } else {
        let units = bytes.chunks_exact(2).take(count).map(|two| u16::from_le_bytes([two[0], two[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    }
}

/// A number packed in 30 bits.
fn packed(value: u32) -> f64 {
    let number =
        if value & 2 == 0 { f64::from_bits(u64::from(value & !3) << 32) } else { f64::from((value as i32) >> 2) };
    if value & 1 == 0 { number } else { number / 100.0 }
}

/// The table of shared strings: one stretch of bytes cut into records. A cut within the characters
/// of a string repeats its flags, for the rest may be packed differently.
struct Strings<'bytes> {
    parts: &'bytes [&'bytes [u8]],
    part: usize,
    at: usize,
}

impl<'bytes> Strings<'bytes> {
    fn new(parts: &'bytes [&'bytes [u8]]) -> Self {
        Self { parts, part: 0, at: 8 }
    }

    fn read(mut self) -> Vec<String> {
        // The claimed number of strings is not believed: what is there is read.
        let mut strings = Vec::new();
        while strings.len() < limits::CELLS
            && let Some(string) = self.string()
        {
            strings.push(string);
        }
        strings
    }

    /// The rest of the part that is being read; goes on to the next one at its end.
    fn rest(&mut self) -> Option<&'bytes [u8]> {
        loop {
            let rest = self.parts.get(self.part)?.get(self.at..).unwrap_or_default();
            if !rest.is_empty() {
                return Some(rest);
            }
            self.part += 1;
            self.at = 0;
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest()?.first()?;
        self.at += 1;
        Some(byte)
    }

    fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn string(&mut self) -> Option<String> {
        let mut left = self.word()? as usize;
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.word()? as usize } else { 0 };
        let extra = if flags & 4 != 0 { (u32::from(self.word()?) | u32::from(self.word()?) << 16) as usize } else { 0 };
        let mut text = String::new();
        while left > 0 {
            let at_cut = self.parts.get(self.part).is_none_or(|part| self.at >= part.len());
            let Some(rest) = self.rest() else { break };
            if at_cut {
                flags = rest[0];
                self.at += 1;
                let Some(_) = self.rest() else { break };
            }
            let rest = self.rest()?;
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let count = (rest.len() / width).min(left);
            if count == 0 {
                break;
            }
            text.push_str(&characters(flags, rest, count));
            self.at += count * width;
            left -= count;
        }
        self.skip(runs * 4 + extra);
        Some(text)
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let Some(rest) = self.rest() else { return };
            let step = rest.len().min(count);
            self.at += step;
            count -= step;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers() {
        assert!((packed(0x3FF0_0000) - 1.0).abs() < 1e-12);
        assert!((packed((1234 << 2) | 3) - 12.34).abs() < 1e-12);
    }

    #[test]
    fn a_string_may_go_on_in_the_next_record_in_another_width() {
        let mut first = vec![0; 8];
        first.extend([4, 0, 1, 0x70, 0x65, 0x74, 0x5e]); // four characters, two of them here
        let second = [0, b'O', b'K', 1, 0, 0, b'x'];
        let parts: Vec<&[u8]> = vec![&first, &second];
        assert_eq!(Strings::new(&parts).read(), ["数年OK", "x"]);
    }
}
