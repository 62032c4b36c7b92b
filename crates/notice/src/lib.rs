//! The pure core of Tongbao: a supervision notice (督查通报) as text or document in, a report out.
//!
//! One way through: [`document::Document`] → [`notice::Notice`] (what was read) → [`report::Report`]
//! (what was judged). Reading never fails: it returns what could be read with diagnostics, and no
//! row is ever dropped. There is no web, no clock and no I/O in this crate, so that the page, the
//! command line and the tests get the same report from the same words.

pub mod document;
pub mod fold;
pub mod hint;
pub mod intake;
pub mod judge;
pub mod layout;
pub mod lexicon;
pub mod map;
pub mod notice;
pub mod number;
pub mod order;
pub mod overrule;
pub mod phrase;
pub mod place;
pub mod query;
pub mod read;
pub mod report;
pub mod source;
pub mod tally;
pub mod wire;

use document::Document;
use report::Report;
use serde::{Deserialize, Serialize};

/// What the user can set about a reading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Judge as of this day (ISO 8601) instead of the end of the notice's period.
    pub as_of: Option<String>,
    /// What the user says about tables, laid over their reading.
    pub tables: Vec<hint::TableHint>,
}

/// Reads and judges a text.
pub fn analyze(text: &str, options: &Options) -> Report {
    analyze_document(&Document::loose(text), options)
}

/// Reads and judges a document of any format.
pub fn analyze_document(document: &Document, options: &Options) -> Report {
    let mut report = judge::judge(read::read(document, options), options);
    judge::standing::settle(&mut report, &source::Source::new(&document.text));
    report
}
