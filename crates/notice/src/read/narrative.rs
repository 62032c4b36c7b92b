//! The narrative: title, document number, issuers, dates, period, stated counts, and the tasks that
//! it names, each matched to its row.

use super::{counts, facts, items, kind, rulings, statements, tokens};
use crate::notice::Notice;
use crate::phrase::text::{Paragraph, is_note};
use crate::source::Source;

/// Reads the prose, whose paragraphs these are, and completes `notice` from it.
pub fn read(source: &Source<'_>, paragraphs: &[Paragraph], notice: &mut Notice) {
    facts::read(source, paragraphs, notice);
    notice.counts = counts::read(paragraphs, notice.facts.title.as_deref().unwrap_or(""));
    let (mut named, mut alone) = (items::Reader::default(), Vec::new());
    for paragraph in paragraphs.iter().filter(|paragraph| !is_note(&paragraph.text)) {
        // Both ask for the tokens of a paragraph.
        let tokens = tokens::read(&paragraph.text);
        named.paragraph(paragraph, &tokens);
        if !notice.tasks.is_empty() {
            alone.extend(items::alone(paragraph, &tokens));
        }
    }
    let mut named = named.finish();
    if notice.tasks.is_empty() && kind::may_tell(notice) {
        named = statements::complete(named, paragraphs);
    }
    rulings::apply(named, alone, notice);
    notice.facts.kind = kind::decide(paragraphs, notice);
}
