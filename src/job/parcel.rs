//! The report on its way from worker to page: packed into pieces that each unpack in a few
//! milliseconds, because the page must not stand still for longer than a blink.

use tongbao_notice::document::{Document, Refusal};
use tongbao_notice::report::{Report, Task};
use tongbao_notice::wire::{self, pack_list};

/// About how many bytes one piece holds.
const PIECE: usize = 192 << 10;

/// From how many bytes of tasks on the long texts stay behind.
const SLIM_FROM: usize = 3 << 20;

/// How many characters of a long text go along where the rest stays behind: enough for the ledger's line.
const SNIPPET: usize = 100;

/// How many findings, unplaced texts and the like go along of a very large report.
const LISTED: usize = 2000;

/// The packed report.
pub struct Packed {
    /// Everything but the tasks.
    pub head: Vec<u8>,
    /// The tasks in pieces.
    pub pieces: Vec<Vec<u8>>,
    /// Whether long texts stayed behind.
    pub slim: bool,
}

/// Packs `report`, which keeps everything but is handed back with nothing missing.
pub fn pack(report: &mut Report) -> Packed {
    let tasks = std::mem::take(&mut report.tasks);
    let slim = tasks.iter().map(weight).sum::<usize>() > SLIM_FROM;
    let head = if slim { wire::pack(&shortened(report)) } else { wire::pack(report) };
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut held = 0;
    for (place, task) in tasks.iter().enumerate() {
        held += if slim { weight(task).min(1024) } else { weight(task) };
        if held > PIECE || place + 1 == tasks.len() {
            let some = tasks.get(from..=place).unwrap_or_default();
            pieces.push(if slim { wire::pack(&some.iter().map(cut).collect::<Vec<_>>()) } else { pack_list(some) });
            (from, held) = (place + 1, 0);
        }
    }
    report.tasks = tasks;
    Packed { head, pieces, slim }
}

/// Unpacks the report without its tasks.
pub fn unpack_head(bytes: &[u8]) -> Option<Report> {
    wire::unpack(bytes)
}

/// Unpacks one piece of tasks.
pub fn unpack_tasks(bytes: &[u8]) -> Option<Vec<Task>> {
    wire::unpack(bytes)
}

/// Unpacks what the readers of files answer.
pub fn unpack_document(bytes: &[u8]) -> Option<Result<Document, Refusal>> {
    wire::unpack(bytes)
}

/// Packs one whole task.
pub fn pack_task(task: &Task) -> Vec<u8> {
    wire::pack(task)
}

/// Unpacks one whole task.
pub fn unpack_task(bytes: &[u8]) -> Option<Task> {
    wire::unpack(bytes)
}

fn weight(task: &Task) -> usize {
    let texts = |entry: &tongbao_notice::report::Entry| {
        entry.progress.len() + entry.problem.len() + entry.next_steps.len() + 64
    };
    256 + task.title.len() + task.entries.iter().map(texts).sum::<usize>()
}

fn shortened(report: &Report) -> Report {
    let mut report = report.clone();
    report.findings.truncate(LISTED);
    report.unplaced.truncate(LISTED);
    report.diagnostics.truncate(LISTED);
    report
}

fn cut(task: &Task) -> Task {
    let mut task = task.clone();
    for entry in &mut task.entries {
        for text in [&mut entry.progress, &mut entry.problem, &mut entry.next_steps] {
            if let Some((end, _)) = text.char_indices().nth(SNIPPET) {
                text.truncate(end);
            }
        }
    }
    task
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao_notice::{Options, analyze};

    const NOTICE: &str = "关于重点工作三季度完成情况的通报\n序号\t任务\t进展\t单位\n1\t修路\t已完成\t交通局\n2\t种树\t进度滞后\t林业局\n";

    fn unpack(packed: &Packed) -> Report {
        let mut report = unpack_head(&packed.head).expect("the head unpacks");
        report.tasks = packed.pieces.iter().flat_map(|piece| unpack_tasks(piece).expect("the piece unpacks")).collect();
        report
    }

    #[test]
    fn a_report_arrives_as_it_was_sent() {
        let mut report = analyze(NOTICE, &Options::default());
        let packed = pack(&mut report);
        assert_eq!(unpack(&packed), report);
        assert!(!packed.slim);
    }

    #[test]
    fn of_a_huge_report_every_task_arrives_with_its_long_texts_cut() {
        let mut report = analyze(NOTICE, &Options::default());
        let entry = tongbao_notice::report::Entry { progress: "进".repeat(4000), ..Default::default() };
        let task = Task {
            id: "甲/1".into(),
            category: "甲".into(),
            number: None,
            title: "修路".into(),
            theme: None,
            units: Vec::new(),
            goal: None,
            deadline: None,
            leader: None,
            entries: vec![entry],
            metrics: Vec::new(),
            problem_kinds: Vec::new(),
            problems: Vec::new(),
            status: tongbao_notice::report::Judgement {
                stated: None,
                assessed: None,
                basis: tongbao_notice::report::Basis::None,
                confidence: 0.0,
                rule: None,
                would_change: None,
                evidence: Vec::new(),
                stated_evidence: Vec::new(),
                ruling: None,
            },
        };
        report.tasks = vec![task; 1000];
        let packed = pack(&mut report);
        let arrived = unpack(&packed);
        assert!(packed.slim && packed.pieces.iter().all(|piece| piece.len() < 2 * PIECE));
        assert_eq!((arrived.tasks.len(), report.tasks.len()), (1000, 1000));
        assert!(arrived.tasks.iter().all(|task| task.entries[0].progress.chars().count() == SNIPPET));
    }
}
