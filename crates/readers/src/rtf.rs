//! RTF documents. There is no library that gives cells, so the groups and control words are read here:
//! rows are defined by `\trowd … \cellx`, filled by `\cell` and ended by `\row`.

use std::collections::HashMap;

use tongbao_notice::document::Merged;
use tongbao_notice::report::Severity;

use crate::compose::Composer;
use crate::decode::Decode;
use crate::flow::Flow;
use crate::limits;
use crate::sides::{self, SidedCell};

/// Reads an RTF file.
pub fn read(bytes: &[u8], decode: &dyn Decode, composer: &mut Composer) {
    let mut reader = Reader {
        bytes,
        at: 0,
        decode,
        flow: Flow::default(),
        state: State { unicode_skip: 1, ..State::default() },
        saved: Vec::new(),
        depth: 0,
        too_deep: 0,
        codepage: 1252,
        charsets: HashMap::new(),
        raw: Vec::new(),
        wide: Vec::new(),
        to_skip: 0,
        definition: Row::default(),
        cell: Cell::default(),
        cells: Vec::new(),
        rows: Vec::new(),
        paragraph: String::new(),
        notes: String::new(),
    };
    let whole = reader.run();
    reader.flush();
    reader.end_paragraph();
    reader.end_row_if_open();
    reader.end_table();
    let notes = std::mem::take(&mut reader.notes);
    for note in notes.lines() {
        reader.flow.text(note);
        reader.flow.end_paragraph();
    }
    reader.flow.write(composer);
    if !whole {
        composer.diagnose("file_cut", Severity::Warning, Some("RTF".to_owned()));
    }
}

/// What holds within a group.
#[derive(Clone, Default)]
struct State {
    /// The group holds no text of the document.
    skip: bool,
    /// The group is the font table.
    fonts: bool,
    /// The group is a footnote.
    note: bool,
    /// Hidden or deleted words.
    hidden: bool,
    in_table: bool,
    font: i64,
    /// How many characters stand in for a `\u` where it is not understood.
    unicode_skip: usize,
}

/// A cell as the row defines it.
#[derive(Clone, Default)]
struct Cell {
    right: i64,
    continues: Option<Merged>,
}

#[derive(Clone, Default)]
struct Row {
    cells: Vec<Cell>,
}

struct Reader<'bytes> {
    bytes: &'bytes [u8],
    at: usize,
    decode: &'bytes dyn Decode,
    flow: Flow,
    state: State,
    saved: Vec<State>,
    depth: usize,
    /// Groups beyond the depth limit.
    too_deep: usize,
    codepage: i64,
    charsets: HashMap<i64, i64>,
    /// Bytes in the code page, not yet decoded.
    raw: Vec<u8>,
    /// Units of UTF-16, not yet decoded.
    wide: Vec<u16>,
    /// Characters still to be passed over after a `\u`.
    to_skip: usize,
    definition: Row,
    cell: Cell,
    /// The finished cells of the row that is being filled.
    cells: Vec<String>,
    /// The finished rows of the table that is being read.
    rows: Vec<(Row, Vec<String>)>,
    /// The paragraphs of the cell or text that is being read.
    paragraph: String,
    notes: String,
}

impl Reader<'_> {
    /// Reads to the end; says whether all groups were closed.
    fn run(&mut self) -> bool {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => self.open(),
                b'}' => {
                    self.close();
                    if self.depth == 0 {
                        return true;
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                _ => self.byte(byte),
            }
        }
        false
    }

    fn open(&mut self) {
        self.flush();
        self.to_skip = 0;
        self.depth += 1;
        if self.saved.len() < limits::MARKUP_DEPTH {
            self.saved.push(self.state.clone());
        } else {
            self.too_deep += 1;
        }
    }

    fn close(&mut self) {
        self.flush();
        self.to_skip = 0;
        self.depth = self.depth.saturating_sub(1);
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(state) = self.saved.pop() {
            if self.state.note && !state.note {
                self.notes.push('\n');
            }
            self.state = state;
        }
    }

    /// One byte of text.
    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        if self.state.skip || self.state.hidden {
            return;
        }
        if !self.wide.is_empty() {
            self.flush();
        }
        self.raw.push(byte);
    }

    fn text(&mut self, text: &str) {
        self.flush();
        self.put(text);
    }

    fn put(&mut self, text: &str) {
        if self.state.skip || self.state.hidden {
        } else if self.state.note {
            self.notes.push_str(text);
        } else {
            self.paragraph.push_str(text);
        }
    }

    /// Decodes what is pending.
    fn flush(&mut self) {
        if !self.wide.is_empty() {
            let wide = std::mem::take(&mut self.wide);
            let text: String = char::decode_utf16(wide).map(|c| c.unwrap_or('\u{fffd}')).collect();
            self.put(&text);
        }
        if self.raw.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        if raw.is_ascii() {
            self.put(&String::from_utf8_lossy(&raw));
            return;
        }
        let label = match (self.charsets.get(&self.state.font).copied().unwrap_or(1), self.codepage) {
            (134, _) => "gb18030",
            (136, _) => "big5",
            (_, 936 | 54936) => "gb18030",
            (_, 950) => "big5",
            (_, 65001) => "utf-8",
            _ => "windows-1252",
        };
        let text = self.decode.decode(&raw, label).unwrap_or_else(|| String::from_utf8_lossy(&raw).into_owned());
        self.put(&text);
    }

    /// What follows a backslash.
    fn control(&mut self) {
        let Some(first) = self.bytes.get(self.at).copied() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            match first {
                b'\'' => {
                    let hex = self.bytes.get(self.at..self.at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                    if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                        self.at += 2;
                        self.byte(byte);
                    }
                }
                // A destination that readers may not know: what is not known below is passed over.
                b'*' => self.optional_destination(),
                b'~' => self.text(" "),
                b'_' => self.text("-"),
                b'\n' | b'\r' => self.end_paragraph(),
                b'\\' | b'{' | b'}' => self.byte(first),
                _ => {}
            }
            return;
        }
        let (word, number) = self.word();
        self.act(&word, number);
    }

    /// A control word with its number; a space behind it belongs to it.
    fn word(&mut self) -> (String, Option<i64>) {
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = String::from_utf8_lossy(&rest[..letters]).into_owned();
        let minus = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[letters + minus..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let end = if digits == 0 { letters } else { letters + minus + digits };
        let number = std::str::from_utf8(&rest[letters..end]).ok().and_then(|digits| digits.parse().ok());
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        (word, number)
    }

    fn optional_destination(&mut self) {
        let known = [b"\\shpinst".as_slice(), b"\\shptxt", b"\\nesttableprops", b"\\footnote"];
        let rest = &self.bytes[self.at..];
        if !known.iter().any(|name| rest.starts_with(name)) {
            self.state.skip = true;
        }
    }

    fn act(&mut self, word: &str, number: Option<i64>) {
        let on = number != Some(0);
        match word {
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" | "nestcell" | "nestrow" => self.text("\n"),
            "tab" => self.text(" "),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "bullet" => self.text("•"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.unicode_skip = number.unwrap_or(1).clamp(0, 16) as usize,
            "bin" => self.at = self.at.saturating_add(number.unwrap_or(0).max(0) as usize).min(self.bytes.len()),
            "ansicpg" => self.codepage = number.unwrap_or(1252),
            "f" | "af" if word == "f" || self.state.fonts => {
                self.flush();
                self.state.font = number.unwrap_or(0);
            }
            "fcharset" if self.state.fonts => {
                if self.charsets.len() < limits::MARKUP_DEPTH {
                    self.charsets.insert(self.state.font, number.unwrap_or(0));
                }
            }
            "v" | "deleted" => {
                self.flush();
                self.state.hidden = on;
            }
            "plain" => {
                self.flush();
                self.state.hidden = false;
            }
            "pard" => {
                self.flush();
                self.state.in_table = false;
            }
            "intbl" => self.state.in_table = on,
            "footnote" => {
                self.flush();
                self.state.note = true;
            }
            "fonttbl" => {
                self.state.fonts = true;
                self.state.skip = true;
            }
            "colortbl" | "stylesheet" | "info" | "pict" | "objdata" | "header" | "headerl" | "headerr" | "headerf"
            | "footer" | "footerl" | "footerr" | "footerf" | "themedata" | "datastore" | "fldinst" | "nonshppict"
            | "filetbl" | "revtbl" | "nonesttables" | "sp" | "ftnsep" | "ftnsepc" | "aftnsep" | "annotation"
            | "atnid" | "atnauthor" | "xe" | "tc" => self.state.skip = true,
            _ => self.table_word(word, number),
        }
    }

    fn unicode(&mut self, number: i64) {
        if !self.state.skip && !self.state.hidden {
            if !self.raw.is_empty() {
                self.flush();
            }
            self.wide.push(number as u16);
        }
        self.to_skip = self.state.unicode_skip;
    }

    fn table_word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "trowd" => {
                self.definition = Row::default();
                self.cell = Cell::default();
            }
            "clvmrg" => self.cell.continues = Some(Merged::Above),
            "clmrg" => self.cell.continues = Some(Merged::Left),
            "cellx" => {
                let cell = Cell { right: number.unwrap_or(0), ..std::mem::take(&mut self.cell) };
                if self.definition.cells.len() < limits::COLUMNS {
                    self.definition.cells.push(cell);
                }
            }
            "cell" => {
                self.flush();
                let text = std::mem::take(&mut self.paragraph);
                if self.cells.len() < limits::COLUMNS {
                    self.cells.push(text);
                }
            }
            "row" => {
                self.flush();
                self.end_row_if_open();
            }
            _ => {}
        }
    }

    fn end_row_if_open(&mut self) {
        if !self.cells.is_empty() && self.rows.len() < limits::CELLS {
            self.rows.push((self.definition.clone(), std::mem::take(&mut self.cells)));
        }
        self.paragraph.clear();
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if self.state.skip {
            return;
        }
        if self.state.note {
            self.notes.push('\n');
        } else if self.state.in_table || !self.cells.is_empty() {
            self.paragraph.push('\n');
        } else {
            self.end_table();
            let paragraph = std::mem::take(&mut self.paragraph);
            self.flow.text(&paragraph);
            self.flow.end_paragraph();
        }
    }

    /// Writes the finished rows.
    fn end_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return;
        }
        let sided = rows.into_iter().map(|(row, cells)| {
            let cell = |(index, text): (usize, String)| {
                let defined = row.cells.get(index).cloned().unwrap_or_default();
                SidedCell { right: defined.right, continues: defined.continues, text }
            };
            cells.into_iter().enumerate().map(cell).collect()
        });
        sides::write_table(sided.collect(), &mut self.flow);
    }
}

#[cfg(all(test, feature = "native-text"))]
mod tests {
    use super::*;
    use crate::decode::NativeDecode;
    use tongbao_notice::document::{Block, Document};

    fn document(rtf: &[u8]) -> Document {
        let mut composer = Composer::default();
        read(rtf, &NativeDecode, &mut composer);
        composer.finish()
    }

    #[test]
    fn characters_of_all_kinds() {
        let rtf = br"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset136 MingLiU;}}\uc1\f0\'cd\'a8\'b1\'a8 \u23436?\u25104?{\f1 \'b3\'71}{\*\generator x;}{\v secret}\par {\listtext 1.\tab}A\emdash B}";
        assert_eq!(document(rtf).text, "通报 完成通\n1. A—B\n");
    }

    #[test]
    fn cells_with_spans_and_merges() {
        let rtf = br"{\rtf1 before\par\trowd\cellx1000\cellx2000\cellx3000\pard\intbl a\cell b\par bb\cell c\cell\row\trowd\clvmgf\cellx1000\cellx3000\pard\intbl d\cell e\cell\row\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell f\cell g\cell\row\pard after\par}";
        let document = document(rtf);
        let [Block::Loose(_), Block::Grid(grid), Block::Loose(_)] = &document.blocks[..] else {
            panic!("{:?}", document.blocks)
        };
        let rows: Vec<Vec<&str>> =
            grid.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(rows, [["a", "b\nbb", "c"], ["d", "e", "e"], ["d", "f", "g"]]);
        assert_eq!(grid.rows[2][0].merged, Some(Merged::Above));
    }

    #[test]
    fn lying_lengths_and_open_groups_end_well() {
        assert_eq!(document(br"{\rtf1 a\bin99999999999 xyz").text, "a\n");
        assert_eq!(document(&[br"{\rtf1 ".as_slice(), &b"{".repeat(100_000), b"x"].concat()).text, "x\n");
    }
}
