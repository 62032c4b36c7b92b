//! The worker's role: it listens, reads, judges and answers. It keeps the last report.

use super::protocol::{Ask, Fault, Found, Step, Tell};
use super::{parcel, sniff};
use crate::web::text::PageText;
use crate::web::worker::{self, Load, Parcel};
use std::cell::RefCell;
use std::rc::Rc;
use tongbao_notice::document::Document;
use tongbao_notice::intake::MAX_BYTES;
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

/// Read once before the worker says that it stands: then the word tables are built and the browser has compiled what
/// reading needs, and the first notice does not wait for either.
const REHEARSAL: &str = "关于一季度重点工作进展情况的通报\n截至3月底，3项重点工作中，已完成1项，正常推进1项，进展缓慢1项。\n\
    进展缓慢的有：种植树木。\n序号\t任务\t进展情况\t存在问题\t责任单位\n1\t修建道路10公里\t已完成8公里，完成率80%。\t\t交通局\n\
    2\t种植树木\t正在开展前期工作，进度滞后。\t资金不足\t林业局\n3\t改造小区\t已完成改造。\t无\t住建局\n";

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
            Some(Ask::Ping) => {
                let options = Options::default();
                let mut report = judge::judge(read::read(&Document::loose(REHEARSAL.to_owned()), &options), &options);
                parcel::pack(&mut report);
                answer(&Tell::Pong, Vec::new());
            }
            Some(Ask::Read { id, name }) => self.read(id, name, parcel, answer),
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

    fn read(&mut self, id: u32, name: Option<String>, parcel: &Parcel, answer: Answer<'_>) {
        self.kept = None;
        let step = |step, lines, rows| answer(&Tell::Step { id, step, lines, rows }, Vec::new());
        step(Step::Format, 0, 0);
        let (text, decoded) = match text_of(parcel, name) {
            Ok(text) => text,
            Err(fault) => return answer(&Tell::Fault { id, fault }, Vec::new()),
        };
        let document = Document::loose(text);
        let lines = Source::new(&document.text).len();
        step(Step::Tables, lines, 0);
        let options = Options::default();
        let notice = read::read(&document, &options);
        step(Step::Judging, lines, notice.tasks.len() as u32);
        let mut report = judge::judge(notice, &options);
        if let Some(fault) = no_notice(&report, &document.text) {
            return answer(&Tell::Fault { id, fault }, Vec::new());
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

/// The text to be read, and whether it was made from bytes here.
fn text_of(parcel: &Parcel, name: Option<String>) -> Result<(String, bool), Fault> {
    let (text, decoded) = if let Some(text) = parcel.text(0) {
        (worker::owned(&text), false)
    } else {
        let bytes = parcel.bytes(0).ok_or_else(|| Fault::Unreadable { name: name.clone() })?;
        if bytes.len() > MAX_BYTES {
            return Err(Fault::TooLarge { bytes: bytes.len() as u64 });
        }
        let not_text = |found: &str| Fault::NotText { found: found.to_owned(), name: name.clone() };
        let encoding = sniff::sniff(&bytes).map_err(not_text)?;
        let text = worker::decode(&bytes, encoding.label()).ok_or_else(|| not_text("binary"))?;
        (text, true)
    };
    if text.len() > MAX_BYTES {
        return Err(Fault::TooLarge { bytes: text.len() as u64 });
    }
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0').is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(found) = sniff::sniff_text(&text) {
        return Err(Fault::NotText { found: found.to_owned(), name });
    }
    Ok((text, decoded))
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
fn no_notice(report: &Report, text: &str) -> Option<Fault> {
    let says_nothing = report.stated.counts.is_empty() && report.stated.rulings.is_empty();
    if report.tasks.is_empty() && report.rankings.is_empty() && says_nothing {
        return Some(Fault::NoTasks(found(report, text)));
    }
    let judged = |task: &Task| task.status.stated.is_some() || task.status.assessed.is_some();
    let tells_progress = report.tasks.iter().any(|task| {
        judged(task) || task.entries.iter().any(|entry| !entry.progress.is_empty() || !entry.problem.is_empty())
    });
    let other = report.notice.kind == NoticeKind::Other && report.rankings.is_empty();
    (other && says_nothing && !tells_progress).then(|| Fault::NoProgress(found(report, text)))
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
