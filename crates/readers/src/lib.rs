//! Bytes of a file in, a [`Document`] out: text with line numbers, its tables as grids.
//!
//! What a file is is decided by its content, never by its name. Nothing outside of the bytes is ever
//! opened. Readers do not fail half-way: what could be read is in the document, what could not is in
//! its diagnostics, and only a file of which nothing can be read is a [`ReadError`].

mod compose;
mod container;
mod decode;
mod docx;
mod error;
mod flow;
mod html;
pub mod limits;
mod numbering;
mod numfmt;
mod odf;
mod ole;
mod pdf;
mod rtf;
mod sheet;
mod sniff;
mod table;
mod xls;
mod xlsx;
mod xml;

#[cfg(feature = "native-text")]
pub use decode::NativeDecode;
pub use decode::{Decode, UnicodeOnly};
pub use error::ReadError;
pub use sniff::{Kind, sniff};

use tongbao_notice::document::Document;
use tongbao_notice::report::Severity;

use compose::Composer;

/// Reads a file of any kind.
///
/// # Errors
/// Where nothing can be read: see [`ReadError`].
pub fn read(bytes: &[u8], decode: &dyn Decode) -> Result<Document, ReadError> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: limits::FILE_BYTES });
    }
    let mut composer = Composer::default();
    match sniff(bytes)? {
        Kind::Text => return read_plain(bytes, decode),
        Kind::Html => html::read(bytes, decode, &mut composer),
        Kind::Zip => read_container(bytes, decode, &mut composer)?,
        Kind::Ole => read_ole(bytes, decode, &mut composer)?,
        Kind::Pdf => pdf::read(bytes, decode, &mut composer)?,
        Kind::Rtf => rtf::read(bytes, decode, &mut composer),
        Kind::Mhtml => return Err(ReadError::Unsupported { found: "MHTML" }),
    }
    if composer.is_empty() { Err(ReadError::Empty) } else { Ok(composer.finish()) }
}

/// Reads the HTML that a program put on the clipboard.
///
/// # Errors
/// [`ReadError::Empty`] where no word is in it.
pub fn read_clipboard_html(html: &str) -> Result<Document, ReadError> {
    let mut composer = Composer::default();
    html::read_text(html, &mut composer);
    if composer.is_empty() { Err(ReadError::Empty) } else { Ok(composer.finish()) }
}

/// Reads an office file, or an archive with one readable file in it.
fn read_container(bytes: &[u8], _decode: &dyn Decode, composer: &mut Composer) -> Result<(), ReadError> {
    let mut container = container::Container::open(bytes)?;
    if container.has("word/document.xml") {
        return docx::read(&mut container, composer);
    }
    if container.has("xl/workbook.xml") {
        return xlsx::read(&mut container, composer);
    }
    if container.has("content.xml") {
        return odf::read(&mut container, composer);
    }
    Err(ReadError::Unsupported { found: "ZIP" })
}

/// Reads a document of old Office.
fn read_ole(bytes: &[u8], decode: &dyn Decode, composer: &mut Composer) -> Result<(), ReadError> {
    match ole::open(bytes)? {
        ole::Content::Xls(stream) => xls::read(&stream, decode, composer),
        ole::Content::Doc { .. } => Err(ReadError::Unsupported { found: "DOC" }),
    }
}

/// Plain text keeps its lines as they are: the core reads tables out of loose lines itself.
fn read_plain(bytes: &[u8], decode: &dyn Decode) -> Result<Document, ReadError> {
    let decoded = decode::decode(bytes, None, decode);
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut notes = Composer::default();
    if decoded.broken > 0 {
        diagnose_broken(&mut notes, decoded.broken, &decoded.encoding);
    }
    // Line ends of Windows and of old Macs; the rest of the text stays as it is.
    let mut document = Document::loose(decoded.text.replace("\r\n", "\n").replace('\r', "\n"));
    document.diagnostics = notes.finish().diagnostics;
    Ok(document)
}

/// Says that some bytes of a text were wrong.
fn diagnose_broken(composer: &mut Composer, broken: usize, encoding: &str) {
    composer.diagnose("text_broken", Severity::Warning, Some(format!("{broken} × {encoding}")));
}
