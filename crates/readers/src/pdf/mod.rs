//! PDF files with text. The pages are run for their glyphs and lines; ruled tables come from the
//! lines, tables without rules from the alignment of the words; what is repeated on every page
//! (headers, footers, page numbers) is set apart, and tables, rows and paragraphs cut by a page are healed.

mod columns;
mod font;
mod gaps;
mod grid;
mod heal;
mod interpret;
mod lines;
mod overflow;
mod pages;
mod radicals;
mod rows;
mod text_columns;

use hayro_syntax::object::Stream;
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use tongbao_notice::report::Severity;

use crate::compose::Composer;
use crate::decode::Decode;
use crate::error::ReadError;
use crate::limits;

/// Reads a PDF.
pub fn read(bytes: &[u8], decode: &dyn Decode, composer: &mut Composer) -> Result<(), ReadError> {
    if hidden_bomb(bytes) {
        return Err(ReadError::damaged("PDF", "a part unfolds to more than can be read"));
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted { found: "PDF" },
        LoadPdfError::Decryption(_) => ReadError::Encrypted { found: "PDF" },
        LoadPdfError::Invalid => ReadError::damaged("PDF", "its pages cannot be found"),
    })?;
    let mut interpreter = interpret::Interpreter::new(decode);
    let mut shown = Vec::new();
    let (mut glyphs, mut images, mut unknown) = (0, 0, 0);
    let count = pdf.pages().len();
    for page in pdf.pages().iter().take(limits::PDF_PAGES) {
        let page = interpreter.page(page);
        glyphs += page.glyphs.len();
        images += page.images;
        unknown += page.unknown;
        shown.push(page);
    }
    if glyphs == 0 && count > 0 {
        return Err(if images > 0 {
            ReadError::Scanned { pages: count }
        } else if unknown > 0 {
            ReadError::damaged("PDF", "its fonts do not tell which characters they draw")
        } else {
            ReadError::Empty
        });
    }
    if count == 0 {
        return Err(ReadError::damaged("PDF", "it has no pages"));
    }
    pages::write(shown, composer);
    if unknown * 50 > glyphs {
        composer.diagnose("pdf_unknown_characters", Severity::Warning, Some(unknown.to_string()));
    }
    if interpreter.cut || count > limits::PDF_PAGES {
        composer.diagnose("limit_pages", Severity::Warning, Some(count.to_string()));
    }
    Ok(())
}

/// The content of a page with every stream bounded.
fn page_content(page: &Page<'_>) -> Vec<u8> {
    use hayro_syntax::object::{Array, Object};
    let raw = page.raw();
    if let Some(stream) = raw.get::<Stream<'_>>("Contents") {
        return bounded(&stream).unwrap_or_default();
    }
    let mut content = Vec::new();
    for object in raw.get::<Array<'_>>("Contents").iter().flat_map(hayro_syntax::object::Array::iter::<Object<'_>>) {
        if let Some(part) = object.into_stream().and_then(|stream| bounded(&stream)) {
            if content.len() + part.len() > limits::PART_BYTES {
                break;
            }
            content.extend_from_slice(&part);
            content.push(b' ');
        }
    }
    content
}

/// The data of a stream, unfolded to at most [`limits::PART_BYTES`]. The usual filter is undone here,
/// because the library unfolds without a bound; any other only for streams too small to become large.
fn bounded(stream: &Stream<'_>) -> Option<Vec<u8>> {
    use hayro_syntax::object::{Array, Name};
    let dict = stream.dict();
    let filters: Vec<String> = match dict.get::<Name<'_>>("Filter") {
        Some(name) => vec![name.as_str().to_owned()],
        None => dict
            .get::<Array<'_>>("Filter")
            .iter()
            .flat_map(hayro_syntax::object::Array::iter::<Name<'_>>)
            .map(|name| name.as_str().to_owned())
            .collect(),
    };
    let names: Vec<&str> = filters.iter().map(String::as_str).collect();
    let folds = |name: &str| matches!(name, "FlateDecode" | "Fl" | "LZWDecode" | "LZW" | "RunLengthDecode" | "RL");
    let spells = |name: &str| matches!(name, "ASCIIHexDecode" | "AHx" | "ASCII85Decode" | "A85");
    let raw = stream.raw_data();
    let small = match names.as_slice() {
        [] => return Some(raw.into_owned()),
        ["FlateDecode" | "Fl"] if !dict.contains_key("DecodeParms") && !dict.contains_key("DP") => {
            return inflate(&raw);
        }
        [only] if spells(only) => true,
        // The worst filters turn a byte into a thousand; two of them after each other are never honest.
        [only] if folds(only) => raw.len() <= limits::PART_BYTES / 1024,
        [first, second] if spells(first) && folds(second) => raw.len() <= limits::PART_BYTES / 1024,
        _ => false,
    };
    if small { stream.decoded_data().ok().map(std::borrow::Cow::into_owned) } else { None }
}

fn inflate(raw: &[u8]) -> Option<Vec<u8>> {
    use std::io::Read;
    let mut out = Vec::new();
    let result = flate2::read::ZlibDecoder::new(raw).take(limits::PART_BYTES as u64).read_to_end(&mut out);
    // Cut or damaged streams give what they have.
    (result.is_ok() || !out.is_empty()).then_some(out)
}

/// Whether one of the streams that are unfolded when the file is opened (object and reference streams) is a bomb.
fn hidden_bomb(bytes: &[u8]) -> bool {
    use std::io::Read;
    let mut total = 0u64;
    let mut at = 0;
    while let Some(step) = bytes.get(at..).and_then(|rest| crate::sniff::find(rest, b"stream")) {
        let start = at + step;
        at = start + 6;
        let head = &bytes[start.saturating_sub(400)..start];
        let dict = head.windows(4).rposition(|w| w == b" obj").map_or(head, |obj| &head[obj..]);
        let opens = crate::sniff::find(dict, b"ObjStm").is_some() || crate::sniff::find(dict, b"XRef").is_some();
        if !opens {
            continue;
        }
        let data =
            bytes[at..].strip_prefix(b"\r\n").or_else(|| bytes[at..].strip_prefix(b"\n")).unwrap_or(&bytes[at..]);
        let room = limits::CONTAINER_BYTES as u64 + 1 - total;
        total += std::io::copy(&mut flate2::read::ZlibDecoder::new(data).take(room), &mut std::io::sink()).unwrap_or(0);
        if total > limits::CONTAINER_BYTES as u64 {
            return true;
        }
    }
    false
}
