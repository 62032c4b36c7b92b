//! The narrative: title, document number, issuers, dates, period, stated counts, and the tasks that
//! it names, each matched to its row.

use super::{counts, facts, items, kind, prose, rulings, statements};
use crate::notice::Notice;
use crate::source::Source;

/// Reads the prose and completes `notice` from it.
pub fn read(source: &Source<'_>, notice: &mut Notice) {
    let paragraphs = prose::paragraphs(source, notice);
    facts::read(source, &paragraphs, notice);
    notice.counts = counts::read(&paragraphs, notice.facts.title.as_deref().unwrap_or(""));
    let mut named = items::read(&paragraphs);
    if notice.tasks.is_empty() && kind::may_tell(notice) {
        named = statements::merge(named, statements::read(&paragraphs));
    }
    let alone = if notice.tasks.is_empty() { Vec::new() } else { items::alone(&paragraphs) };
    rulings::apply(named, alone, notice);
    notice.facts.kind = kind::decide(&paragraphs, notice);
}
