//! Bytes of a file in, a [`Document`] out: text with line numbers, its tables as grids.
//!
//! What a file is is decided by its content, never by its name. Nothing outside of the bytes is ever
//! opened. Readers do not fail half-way: what could be read is in the document, what could not is in
//! its diagnostics, and only a file of which nothing can be read is a [`ReadError`].

mod compose;
mod container;
mod csv_text;
mod decode;
mod doc;
mod docx;
mod error;
mod flat;
mod flow;
mod html;
pub mod limits;
mod mhtml;
mod numbering;
mod numfmt;
mod odf;
mod ole;
mod pdf;
mod rtf;
mod sheet;
mod sides;
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
    read_nested(bytes, decode, true)
}

/// Reads one file of an archive, by a name that [`ReadError::Archive`] gave.
///
/// # Errors
/// Where there is no such file, or nothing of it can be read.
pub fn read_entry(bytes: &[u8], name: &str, decode: &dyn Decode) -> Result<Document, ReadError> {
    let mut container = container::Container::open(bytes)?;
    let index = container.display_names(decode).into_iter().find(|(_, own)| own == name).map(|(index, _)| index);
    let index = index.ok_or(ReadError::damaged("ZIP", "there is no file of this name in it"))?;
    let inner = container.bytes_at(index)?.ok_or(ReadError::damaged("ZIP", "the file in it cannot be unfolded"))?;
    read_nested(&inner, decode, false)
}

/// Reads a file; of an archive the only readable file, unless it came out of an archive itself.
fn read_nested(bytes: &[u8], decode: &dyn Decode, open_archives: bool) -> Result<Document, ReadError> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: limits::FILE_BYTES });
    }
    let mut composer = Composer::default();
    match sniff(bytes)? {
        Kind::Text => return read_plain(bytes, decode),
        Kind::Html => html::read(bytes, None, decode, &mut composer),
        Kind::Zip => {
            let mut container = container::Container::open(bytes)?;
            if !read_office(&mut container, &mut composer)? {
                return if open_archives {
                    read_archive(&mut container, decode)
                } else {
                    Err(ReadError::Unsupported { found: "an archive within an archive" })
                };
            }
        }
        Kind::Ole => read_ole(bytes, decode, &mut composer)?,
        Kind::Pdf => pdf::read(bytes, decode, &mut composer)?,
        Kind::Rtf => rtf::read(bytes, decode, &mut composer),
        Kind::Mhtml => mhtml::read(bytes, decode, &mut composer)?,
        Kind::FlatXml => flat::read(&decode::decode(bytes, None, decode).text, &mut composer),
    }
    if composer.is_empty() { Err(ReadError::Empty) } else { Ok(composer.finish()) }
}

/// Reads the HTML that a program put on the clipboard, saved to a file: UTF-8 or UTF-16, with or without
/// the header of Windows.
///
/// # Errors
/// [`ReadError::Empty`] where no word is in it.
pub fn read_clipboard(bytes: &[u8], decode: &dyn Decode) -> Result<Document, ReadError> {
    read_clipboard_html(&decode::decode(bytes, None, decode).text)
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

/// Reads the office file that a container is; says whether it is one.
fn read_office(container: &mut container::Container<'_>, composer: &mut Composer) -> Result<bool, ReadError> {
    if container.has("word/document.xml") {
        docx::read(container, composer)?;
    } else if container.has("xl/workbook.xml") {
        xlsx::read(container, composer)?;
    } else if container.has("content.xml") {
        odf::read(container, composer)?;
    } else if container.has("xl/workbook.bin") {
        return Err(ReadError::Unsupported { found: "a binary Excel workbook (XLSB)" });
    } else if container.has("ppt/presentation.xml") {
        return Err(ReadError::Unsupported { found: "a presentation (PPTX)" });
    } else if container.has("OFD.xml") {
        return Err(ReadError::Unsupported { found: "an OFD document" });
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Reads the only readable file of an archive; of several the user has to choose.
fn read_archive(container: &mut container::Container<'_>, decode: &dyn Decode) -> Result<Document, ReadError> {
    let mut readable = Vec::new();
    for (index, name) in container.display_names(decode) {
        let own = name.rsplit('/').next().unwrap_or_default();
        // Folders, and what systems add to archives.
        if own.is_empty() || own.starts_with('.') || name.starts_with("__MACOSX/") {
            continue;
        }
        if container.start_of(index).is_some_and(|start| sniff(&start).is_ok()) {
            readable.push((index, name));
        }
    }
    match readable.as_slice() {
        [] => Err(ReadError::Unsupported { found: "an archive without a readable file" }),
        [(index, _)] => {
            let inner =
                container.bytes_at(*index)?.ok_or(ReadError::damaged("ZIP", "the file in it cannot be unfolded"))?;
            read_nested(&inner, decode, false)
        }
        _ => Err(ReadError::Archive { names: readable.into_iter().map(|(_, name)| name).collect() }),
    }
}

/// Reads a document of old Office.
fn read_ole(bytes: &[u8], decode: &dyn Decode, composer: &mut Composer) -> Result<(), ReadError> {
    match ole::open(bytes)? {
        ole::Content::Xls(stream) => xls::read(&stream, decode, composer),
        ole::Content::Doc { document, table, data } => doc::read(&document, &table, &data, composer),
    }
}

/// Plain text keeps its lines as they are: the core reads tables out of loose lines itself.
fn read_plain(bytes: &[u8], decode: &dyn Decode) -> Result<Document, ReadError> {
    let decoded = decode::decode(bytes, None, decode);
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut notes = Composer::default();
    if let Some(rows) = csv_text::rows(&decoded.text) {
        notes.table(rows);
    }
    if decoded.broken > 0 {
        diagnose_broken(&mut notes, decoded.broken, &decoded.encoding);
    }
    if !notes.is_empty() {
        return Ok(notes.finish());
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
