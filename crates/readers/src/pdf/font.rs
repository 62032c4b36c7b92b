//! Fonts of a PDF as far as text needs them: bytes to codes, codes to characters and widths.
//!
//! Most fonts say their characters in a `ToUnicode` map. The predefined maps of Chinese fonts need no
//! tables: in `UniGB-UCS2-H` the code is the character, in `GBK-EUC-H` the bytes are GBK.

use std::collections::HashMap;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::radicals;
use crate::decode::Decode;
use crate::limits;

/// How the bytes of a string are cut into codes and what the codes are.
enum Coding {
    /// One byte a code, with the characters of the encoding.
    Simple(Vec<char>),
    /// Two bytes a code, which is only the number of a glyph.
    Glyphs,
    /// UTF-16, big-endian.
    Utf16,
    /// An old Chinese encoding: one byte below 0x81, else two (GB18030: or four).
    Legacy(&'static str),
}

/// A font.
pub struct Font {
    coding: Coding,
    to_unicode: Option<CMap>,
    widths: HashMap<u32, f64>,
    default_width: f64,
}

/// One code of a string.
pub struct Code {
    /// Its character or characters; empty where the font does not tell.
    pub text: Text,
    /// How far it goes, in units of the font size.
    pub width: f64,
    /// It is a single byte 32, to which word spacing applies.
    pub is_space: bool,
}

/// The characters of one code, mostly one.
pub enum Text {
    /// The usual case.
    One(char),
    /// A ligature or a character that was written as several.
    Several(String),
    /// The font does not tell.
    Unknown,
}

impl Font {
    /// Reads a font dictionary.
    pub fn read(dict: &Dict<'_>, decode: &dyn Decode) -> Self {
        let to_unicode = dict
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| super::bounded(&stream))
            .and_then(|data| CMap::parse(&data, |_| None));
        let name = |key: &str| dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned());
        if name("Subtype").as_deref() == Some("Type0") {
            return Self::composite(dict, to_unicode, name("Encoding").as_deref().unwrap_or_default());
        }
        let mut widths = HashMap::new();
        let first = dict.get::<i32>("FirstChar").unwrap_or(0).max(0) as u32;
        if let Some(array) = dict.get::<Array<'_>>("Widths") {
            for (index, width) in array.iter::<Object<'_>>().take(256).enumerate() {
                if let Object::Number(width) = width {
                    widths.insert(first + index as u32, width.as_f64() / 1000.0);
                }
            }
        }
        // Type 3 fonts have widths in units of their own matrix.
        if name("Subtype").as_deref() == Some("Type3") {
            let scale =
                dict.get::<Array<'_>>("FontMatrix").and_then(|matrix| matrix.iter::<f64>().next()).unwrap_or(0.001)
                    * 1000.0;
            widths.values_mut().for_each(|width| *width *= scale);
        }
        let _ = decode;
        Self { coding: Coding::Simple(simple_encoding(dict)), to_unicode, widths, default_width: 0.5 }
    }

    fn composite(dict: &Dict<'_>, to_unicode: Option<CMap>, encoding: &str) -> Self {
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let coding = match encoding {
            name if name.contains("UCS2") || name.contains("UTF16") => Coding::Utf16,
            name if name.starts_with("GB") => Coding::Legacy("gb18030"),
            name if name.contains("B5") || name.starts_with("HKscs") => Coding::Legacy("big5"),
            _ => Coding::Glyphs,
        };
        let mut widths = HashMap::new();
        let mut default_width = 1.0;
        if let Some(descendant) = descendant {
            default_width = descendant.get::<f64>("DW").unwrap_or(1000.0) / 1000.0;
            if let Some(array) = descendant.get::<Array<'_>>("W") {
                read_widths(&array, &mut widths);
            }
        }
        Self { coding, to_unicode, widths, default_width }
    }

    /// Cuts a string into its codes.
    pub fn codes(&self, bytes: &[u8], decode: &dyn Decode, mut each: impl FnMut(Code)) {
        match &self.coding {
            Coding::Simple(encoding) => {
                for byte in bytes {
                    let own = encoding.get(*byte as usize).copied().filter(|c| *c != '\0');
                    let text = self.mapped(u32::from(*byte)).unwrap_or_else(|| own.map_or(Text::Unknown, Text::One));
                    each(Code { text, width: self.width(u32::from(*byte)), is_space: *byte == 32 });
                }
            }
            Coding::Glyphs => {
                for two in bytes.chunks_exact(2) {
                    let code = u32::from(u16::from_be_bytes([two[0], two[1]]));
                    each(Code {
                        text: self.mapped(code).unwrap_or(Text::Unknown),
                        width: self.width(code),
                        is_space: false,
                    });
                }
            }
            Coding::Utf16 => {
                let units = bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
                for c in char::decode_utf16(units) {
                    let c = c.unwrap_or('\u{fffd}');
                    let width = half_or_full(c, self.default_width);
                    each(Code { text: Text::One(radicals::fold(c)), width, is_space: false });
                }
            }
            Coding::Legacy(label) => {
                let text = decode.decode(bytes, label).unwrap_or_default();
                for c in text.chars() {
                    each(Code { text: Text::One(c), width: half_or_full(c, self.default_width), is_space: c == ' ' });
                }
            }
        }
    }

    fn mapped(&self, code: u32) -> Option<Text> {
        match self.to_unicode.as_ref()?.lookup_bf_string(code)? {
            BfString::Char('\0' | '\u{fffd}') => None,
            BfString::Char(c) => Some(Text::One(radicals::fold(c))),
            BfString::String(text) => Some(Text::Several(text.chars().take(16).map(radicals::fold).collect())),
        }
    }

    fn width(&self, code: u32) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.default_width)
    }
}

/// The width of a character of a predefined map, whose glyph numbers we do not know.
fn half_or_full(c: char, full: f64) -> f64 {
    if c.is_ascii() { full / 2.0 } else { full }
}

/// `c [w w w]` and `from to w`.
fn read_widths(array: &Array<'_>, widths: &mut HashMap<u32, f64>) {
    let mut pending: Vec<f64> = Vec::new();
    for object in array.iter::<Object<'_>>() {
        if widths.len() >= limits::PDF_FONT_CODES {
            return;
        }
        match object {
            Object::Number(number) => {
                pending.push(number.as_f64());
                if let [from, to, width] = pending[..] {
                    for code in from.max(0.0) as u32..=(to.max(0.0) as u32).min(from.max(0.0) as u32 + 0xffff) {
                        widths.insert(code, width / 1000.0);
                    }
                    pending.clear();
                }
            }
            Object::Array(list) => {
                if let Some(first) = pending.pop() {
                    for (index, width) in list.iter::<f64>().take(limits::PDF_FONT_CODES).enumerate() {
                        widths.insert(first.max(0.0) as u32 + index as u32, width / 1000.0);
                    }
                }
                pending.clear();
            }
            _ => pending.clear(),
        }
    }
}

/// The characters of a one-byte encoding: Latin, changed by the font's `Differences`.
fn simple_encoding(dict: &Dict<'_>) -> Vec<char> {
    let mut table: Vec<char> = (0..=255u8).map(|byte| if byte < 32 { '\0' } else { latin(byte) }).collect();
    let differences = dict.get::<Dict<'_>>("Encoding").and_then(|encoding| encoding.get::<Array<'_>>("Differences"));
    let mut code = 0usize;
    for object in differences.iter().flat_map(hayro_syntax::object::Array::iter::<Object<'_>>).take(1024) {
        match object {
            Object::Number(number) => code = number.as_f64().max(0.0) as usize,
            Object::Name(name) => {
                if let Some(place) = table.get_mut(code) {
                    *place = glyph_name(name.as_str()).unwrap_or('\0');
                }
                code += 1;
            }
            _ => {}
        }
    }
    table
}

/// Windows' Latin encoding, which is ASCII where it matters.
fn latin(byte: u8) -> char {
    const HIGH: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";
    match byte {
        0x80..=0x9f => HIGH.chars().nth(byte as usize - 0x80).unwrap_or('\0'),
        _ => byte as char,
    }
}

/// The character of a glyph name: letters name themselves, other signs have words, and `uni4E00` or
/// `u4E00` give the number.
fn glyph_name(name: &str) -> Option<char> {
    const NAMES: &str = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at";
    const MORE: [(&str, char); 14] = [
        ("bracketleft", '['),
        ("backslash", '\\'),
        ("bracketright", ']'),
        ("underscore", '_'),
        ("braceleft", '{'),
        ("bar", '|'),
        ("braceright", '}'),
        ("asciitilde", '~'),
        ("quoteleft", '‘'),
        ("quoteright", '’'),
        ("quotedblleft", '“'),
        ("quotedblright", '”'),
        ("endash", '–'),
        ("emdash", '—'),
    ];
    let mut letters = name.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return Some(only);
    }
    if let Some(index) = NAMES.split(' ').position(|own| own == name) {
        return char::from_u32(32 + index as u32);
    }
    if let Some((_, c)) = MORE.iter().find(|(own, _)| *own == name) {
        return Some(*c);
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    char::from_u32(u32::from_str_radix(hex.get(..4.max(hex.len().min(6)))?, 16).ok()?).map(radicals::fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_names() {
        assert_eq!(glyph_name("A"), Some('A'));
        assert_eq!(glyph_name("seven"), Some('7'));
        assert_eq!(glyph_name("uni4E2D"), Some('中'));
        assert_eq!(glyph_name("g123"), None);
    }
}
