//! OLE containers: which of the old Office formats is in it.

use std::io::{Cursor, Read};

use crate::error::ReadError;
use crate::limits;

/// What an OLE container holds.
pub enum Content {
    /// The `Workbook` stream of an Excel file.
    Xls(Vec<u8>),
    /// The `WordDocument` stream and the table stream it names.
    Doc {
        /// Text and properties.
        document: Vec<u8>,
        /// Where they are.
        table: Vec<u8>,
        /// What is too large for the property pages: the rows of wide tables. Empty where there is none.
        data: Vec<u8>,
    },
}

/// Opens the container in `bytes`.
pub fn open(bytes: &[u8]) -> Result<Content, ReadError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes))
        .map_err(|_| ReadError::damaged("OLE", "its directory cannot be read"))?;
    for name in ["/Workbook", "/Book"] {
        if let Some(stream) = stream(&mut file, name) {
            return Ok(Content::Xls(stream));
        }
    }
    if let Some(document) = stream(&mut file, "/WordDocument") {
        let flags = document.get(10..12).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]));
        if flags & 0x100 != 0 {
            return Err(ReadError::Encrypted { found: "DOC" });
        }
        let name = if flags & 0x200 == 0 { "/0Table" } else { "/1Table" };
        let table = stream(&mut file, name).ok_or(ReadError::damaged("DOC", "its table stream is missing"))?;
        let data = stream(&mut file, "/Data").unwrap_or_default();
        return Ok(Content::Doc { document, table, data });
    }
    let has = |name: &str| file.exists(name);
    if has("/EncryptedPackage") || has("/EncryptionInfo") {
        return Err(ReadError::Encrypted { found: "Office" });
    }
    Err(ReadError::Unsupported {
        found: if has("/PowerPoint Document") { "a presentation (PPT)" } else { "an OLE file without a document" },
    })
}

/// A stream, as far as it can be read; `None` where there is none or nothing of it can be read.
fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut from = file.open_stream(name).ok()?.take(limits::FILE_BYTES as u64);
    let mut data = Vec::new();
    let whole = from.read_to_end(&mut data).is_ok();
    (whole || !data.is_empty()).then_some(data)
}
