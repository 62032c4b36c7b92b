//! The worker's role: it listens, reads, judges and answers. It keeps the last report.

use super::protocol::{Ask, Fault, Found, Step, Tell};
use super::{parcel, sniff};
use crate::web::reader::{self, Silent};
use crate::web::text::PageText;
use crate::web::worker::{self, Load, Parcel};
use std::cell::RefCell;
use std::rc::Rc;
use tongbao_notice::document::{Block, Document, Refusal};
use tongbao_notice::intake::{self, MAX_BYTES};
use tongbao_notice::report::{NoticeKind, Report, Task};
use tongbao_notice::source::Source;
use tongbao_notice::{Options, judge, read};

/// Answers: what is said, and the loads that go with it.
pub type Answer<'a> = &'a dyn Fn(&Tell, Vec<Load>);

/// The report that was read last, and the number of its reading.
#[derive(Default)]
pub struct Desk {
    kept: Option<(u32, Report)>,
}

/// Makes this wasm the worker.
pub fn start() {
    let desk = Rc::new(RefCell::new(Desk::default()));
    worker::listen(move |parcel| {
        if let Ok(mut desk) = desk.try_borrow_mut() {
            desk.answer(&parcel, &|tell, loads| worker::answer(tell, loads));
        }
    });
}

impl Desk {
    /// Does what is asked.
    pub fn answer(&mut self, parcel: &Parcel, answer: Answer<'_>) {
        match parcel.head::<Ask>() {
            Some(Ask::Ping) => answer(&Tell::Pong, Vec::new()),
            Some(Ask::Read { id, name, entry, options }) => {
                self.read(id, &Asked { name, entry, options, parcel }, answer);
            }
            Some(Ask::Task { id, place }) => {
                if let Some(task) = self.report(id).and_then(|report| report.tasks.get(place as usize)) {
                    answer(&Tell::Task { id, place }, vec![Load::Made(parcel::pack_task(task))]);
                }
            }
            None => {}
        }
    }

    fn report(&self, id: u32) -> Option<&Report> {
        self.kept.as_ref().filter(|(kept, _)| *kept == id).map(|(_, report)| report)
    }

    fn read(&mut self, id: u32, asked: &Asked<'_>, answer: Answer<'_>) {
        self.kept = None;
        let step = |step, lines, rows| answer(&Tell::Step { id, step, lines, rows }, Vec::new());
        step(Step::Format, 0, 0);
        let (document, decoded) = match asked.document() {
            Ok(document) => document,
            Err(fault) => return answer(&Tell::Fault { id, fault }, Vec::new()),
        };
        let lines = Source::new(&document.text).len();
        step(Step::Tables, lines, 0);
        let options = &asked.options;
        let notice = read::read(&document, options);
        step(Step::Judging, lines, notice.tasks.len() as u32);
        let mut report = judge::judge(notice, options);
        judge::standing::settle(&mut report, &Source::new(&document.text));
        if let Some(fault) = no_notice(&report, &document.text, options) {
            let loads = if decoded { vec![Load::Text(PageText::from(document.text.as_str()))] } else { Vec::new() };
            return answer(&Tell::Fault { id, fault }, loads);
        }
        step(Step::Drawing, lines, report.tasks.len() as u32);
        let packed = parcel::pack(&mut report);
        let mut loads = vec![Load::Numbers(line_starts(&document.text)), Load::Made(packed.head)];
        loads.extend(packed.pieces.into_iter().map(Load::Made));
        if decoded {
            loads.push(Load::Text(PageText::from(document.text.as_str())));
        }
        answer(&Tell::Read { id, slim: packed.slim, decoded }, loads);
        self.kept = Some((id, report));
    }
}

/// What is to be read.
struct Asked<'parcel> {
    name: Option<String>,
    entry: Option<String>,
    options: Options,
    parcel: &'parcel Parcel,
}

impl Asked<'_> {
    /// The document to be read, and whether its text was made here, so that the page does not have it.
    fn document(&self) -> Result<(Document, bool), Fault> {
        if let Some(text) = self.parcel.text(1) {
            let rich = self.parcel.text(0).ok_or(Silent::Missing).and_then(|html| reader::clip(&html));
            // Without a table in it, or where it could not be read, the plain text is as good.
            return match self.unpack(rich) {
                Ok(document) if document.blocks.iter().any(|block| matches!(block, Block::Grid(_))) => {
                    Ok((document, true))
                }
                _ => Ok((Document::loose(self.checked(worker::owned(&text))?), true)),
            };
        }
        if let Some(text) = self.parcel.text(0) {
            return Ok((Document::loose(self.checked(worker::owned(&text))?), false));
        }
        let bytes = self.parcel.file(0).ok_or_else(|| Fault::Unreadable { name: self.name.clone() })?;
        if bytes.len() as usize > MAX_BYTES {
            return Err(Fault::TooLarge { bytes: u64::from(bytes.len()) });
        }
        let document = match reader::read(&bytes, self.entry.as_deref()) {
            Err(Silent::Missing) => Document::loose(self.plain(&bytes.to_vec())?),
            answer => self.unpack(answer)?,
        };
        // Loose text is cleaned of what nobody sees, as pasted text is; in tables every line has its place.
        if document.blocks.iter().all(|block| matches!(block, Block::Loose(_))) {
            let Document { text, whole_paragraphs, diagnostics, .. } = document;
            let cleaned = Document::loose(intake::clean(&self.checked(text)?));
            return Ok((Document { whole_paragraphs, diagnostics, ..cleaned }, true));
        }
        Ok((document, true))
    }

    /// What the readers of files answered.
    fn unpack(&self, answer: Result<Vec<u8>, Silent>) -> Result<Document, Fault> {
        let refuse = |refusal| Fault::File { refusal, name: self.name.clone() };
        let broke = || refuse(Refusal { code: Fault::BROKE.to_owned(), ..Refusal::default() });
        let bytes = answer.map_err(|_| broke())?;
        parcel::unpack_document(&bytes).ok_or_else(broke)?.map_err(refuse)
    }

    /// Where the readers could not be fetched: plain text can be read all the same.
    fn plain(&self, bytes: &[u8]) -> Result<String, Fault> {
        let refusal = || Refusal { code: Fault::NO_READERS.to_owned(), ..Refusal::default() };
        let encoding = sniff::sniff(bytes).map_err(|found| match found {
            "PDF" | "ZIP" | "OLE" | "RTF" => Fault::File { refusal: refusal(), name: self.name.clone() },
            found => Fault::NotText { found: found.to_owned(), name: self.name.clone() },
        })?;
        let not_text = || Fault::NotText { found: "binary".to_owned(), name: self.name.clone() };
        worker::decode(bytes, encoding.label()).ok_or_else(not_text)
    }

    /// The text, if it is one.
    fn checked(&self, text: String) -> Result<String, Fault> {
        if text.len() > MAX_BYTES {
            return Err(Fault::TooLarge { bytes: text.len() as u64 });
        }
        if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0').is_empty() {
            return Err(Fault::Empty);
        }
        match sniff::sniff_text(&text) {
            Some(found) => Err(Fault::NotText { found: found.to_owned(), name: self.name.clone() }),
            None => Ok(text),
        }
    }
}

/// Where each line begins in UTF-16 units, and where the text ends: as many lines as [`Source`] counts.
fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.encode_utf16().count() as u32;
        starts.push(at);
    }
    starts
}

/// Why this is no notice to be shown, if it is none.
fn no_notice(report: &Report, text: &str, options: &Options) -> Option<Fault> {
    let says_nothing = report.stated.counts.is_empty() && report.stated.rulings.is_empty();
    if report.tasks.is_empty() && report.rankings.is_empty() && says_nothing {
        return Some(Fault::NoTasks(found(report, text)));
    }
    let judged = |task: &Task| task.status.stated.is_some() || task.status.assessed.is_some();
    let tells_progress = report.tasks.iter().any(|task| {
        judged(task) || task.entries.iter().any(|entry| !entry.progress.is_empty() || !entry.problem.is_empty())
    });
    let other = report.notice.kind == NoticeKind::Other && report.rankings.is_empty();
    // Where the user says what is a table, it is shown whatever it tells.
    let told = !options.tables.is_empty();
    (other && says_nothing && !tells_progress && !told).then(|| Fault::NoProgress(found(report, text)))
}

fn found(report: &Report, text: &str) -> Found {
    let starts_with_number = |line: &&str| {
        let mut chars = line.trim_start().chars();
        chars.next().is_some_and(|c| c.is_numeric() || "一二三四五六七八九十(（①".contains(c))
    };
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let headers = report.tables.first().map(|table| &table.columns);
    Found {
        kind: report.notice.kind,
        lines: lines().count() as u32,
        numbered: lines().filter(starts_with_number).count() as u32,
        rows: report.coverage.rows.read,
        headers: headers
            .into_iter()
            .flatten()
            .map(|column| column.header.clone())
            .filter(|it| !it.is_empty())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::line_starts;

    #[test]
    fn lines_begin_where_the_source_says() {
        assert_eq!(line_starts("甲乙\r\n\n丙"), [0, 4, 5, 6]);
        assert_eq!(line_starts("甲\n"), [0, 2]);
        assert_eq!(line_starts(""), [0]);
        assert_eq!(line_starts("😀\n乙"), [0, 3, 4]);
    }
}
