//! From a document to a notice. Each reader takes the lines that the ones before it left: tables
//! first, then lists with labels, then prose; at the end names are joined and rulings are matched to
//! their rows.

pub mod category;
pub mod charged;
pub mod counts;
pub mod facts;
pub mod glosses;
pub mod items;
pub mod kind;
pub mod list;
pub mod matching;
pub mod narrative;
pub mod period;
pub mod prose;
pub mod rulings;
pub mod statements;
pub mod tokens;
pub mod twice;

use crate::Options;
use crate::document::Document;
use crate::intake;
use crate::layout;
use crate::notice::{LineKind, Notice};
use crate::phrase::chrome;
use crate::place::Lines;
use crate::report::{Diagnostic, Severity};
use crate::source::Source;

/// Reads a document.
pub fn read(document: &Document, options: &Options) -> Notice {
    let source = Source::new(&document.text);
    let mut notice = Notice {
        diagnostics: document.diagnostics.clone(),
        whole_paragraphs: document.whole_paragraphs,
        ..Notice::default()
    };
    if !source.is_empty() {
        notice.lines = source
            .within(Lines::new(1, source.len()))
            .map(|(_, line)| if line.trim().is_empty() { LineKind::Blank } else { LineKind::Narrative })
            .collect();
    }
    layout::read_tables(document, &source, options, &mut notice);
    glosses::take_out(&document.text, &mut notice);
    chrome::mark(&source, &mut notice);
    let rows = notice.tasks.len();
    let prose = list::read(&source, &mut notice);
    twice::join(&mut notice, rows);
    charged::complete(&mut notice);
    let told = notice.tasks.is_empty();
    narrative::read(&source, &prose, &mut notice);
    if told {
        charged::complete(&mut notice);
    }
    if intake::is_misdecoded(&document.text) {
        notice.diagnostics.push(Diagnostic {
            code: "misdecoded".to_owned(),
            severity: Severity::Warning,
            lines: None,
            hint: None,
        });
    }
    notice
}
