//! A file or standard input, to a document, or to a sentence that says why not.

use crate::arguments::{Input, Job};
use crate::words::{self, Lang};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use tongbao_notice::document::{Block, Document};
use tongbao_notice::intake;
use tongbao_notice::overrule::Overruling;
use tongbao_readers::{NativeDecode, limits};

/// Reads what the job names.
pub fn document(job: &Job) -> Result<Document, String> {
    let lang = job.lang;
    let bytes = bytes(&job.input).map_err(|problem| words::unreadable(lang, job.input.file(), &problem))?;
    let document = match &job.entry {
        _ if job.clipboard => tongbao_readers::read_clipboard(&bytes, &NativeDecode),
        Some(name) => tongbao_readers::read_entry(&bytes, name, &NativeDecode),
        None => tongbao_readers::read(&bytes, &NativeDecode),
    };
    let document = document.map_err(|problem| words::refused(lang, &problem))?;
    // Loose text is cleaned of what nobody sees; in tables every line has its place already.
    if document.blocks.iter().all(|block| matches!(block, Block::Loose(_))) {
        intake::check(&document.text).map_err(|problem| words::no_text(lang, &problem))?;
        let cleaned = Document::loose(intake::clean(&document.text));
        let Document { whole_paragraphs, diagnostics, .. } = document;
        return Ok(Document { whole_paragraphs, diagnostics, ..cleaned });
    }
    Ok(document)
}

/// All bytes, but never more than one past the limit: what is larger is refused by its reader.
fn bytes(input: &Input) -> io::Result<Vec<u8>> {
    let most = limits::FILE_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    match input {
        Input::Standard => io::stdin().lock().take(most).read_to_end(&mut bytes)?,
        Input::File(path) => File::open(path)?.take(most).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

/// The user's own rulings from a file.
pub fn rulings(path: &Path, lang: Lang) -> Result<Vec<Overruling>, String> {
    let input = Input::File(path.to_owned());
    let bytes = bytes(&input).map_err(|problem| words::unreadable(lang, Some(path), &problem))?;
    serde_json::from_slice(&bytes).map_err(|problem| words::no_rulings(lang, path, &problem.to_string()))
}
