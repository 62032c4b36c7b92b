//! A report that has arrived, with what the page looks up in it all the time: which task a line
//! belongs to, which words on a line are evidence, where a task stands.

use crate::web::text::LinedText;
use std::rc::Rc;
use tongbao_notice::Options;
use tongbao_notice::map::Map;
use tongbao_notice::overrule::{self, Overruling};
use tongbao_notice::place::Lines;
use tongbao_notice::report::{Report, Status, Task};

/// A report on screen.
#[derive(Clone)]
pub struct Reading {
    /// The report, with the user's own rulings.
    pub report: Rc<Report>,
    /// The text it was read from.
    pub source: LinedText,
    /// The name of the file, where it came from one.
    pub name: Option<String>,
    /// Whether long texts stayed with the worker.
    pub slim: bool,
    /// What the user set about it.
    pub options: Options,
    /// On which task each of the user's rulings falls; `None` for those of other notices.
    pub ruled: Vec<Option<usize>>,
    index: Rc<Index>,
}

/// What is looked up in a report, whatever the user rules.
struct Index {
    /// Lines of tasks, by their first line.
    owned: Vec<(Lines, usize)>,
    /// Words that prove something, by their first line.
    marked: Vec<Marked>,
    places: Map<String, usize>,
    names_some: bool,
    one_category: bool,
}

/// Words of the source that prove something.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// The words, of one line.
    pub words: String,
    /// Where they stand.
    pub lines: Lines,
    /// The task they speak of; `None` for counts.
    pub task: Option<usize>,
}

impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.report, &other.report)
    }
}

/// How far back a longer span is looked for: spans of tasks hardly ever overlap.
const LOOK_BACK: usize = 12;

impl Reading {
    /// Makes a report ready to be shown.
    pub fn new(report: Report, source: LinedText, slim: bool, name: Option<String>, options: Options) -> Self {
        let mut owned: Vec<(Lines, usize)> = report
            .tasks
            .iter()
            .enumerate()
            .flat_map(|(place, task)| task.entries.iter().filter_map(move |entry| Some((entry.lines?, place))))
            .collect();
        tongbao_notice::order::sort_by_key(&mut owned, |(lines, _)| (lines.first, std::cmp::Reverse(lines.last)));
        let places = report.tasks.iter().enumerate().map(|(place, task)| (task.id.clone(), place)).collect();
        let mut marked = marked(&report);
        tongbao_notice::order::sort_by_key(&mut marked, |mark| mark.lines.first);
        let names_some = report.tasks.iter().any(|task| task.status.stated.is_some_and(Status::needs_attention));
        let first = report.tasks.first().map(|task| &task.category);
        let one_category = report.tasks.iter().all(|task| Some(&task.category) == first);
        let index = Rc::new(Index { owned, marked, places, names_some, one_category });
        Self { report: Rc::new(report), source, name, slim, options, ruled: Vec::new(), index }
    }

    /// The same with these rulings laid over it, in place of those that lay there before.
    #[must_use]
    pub fn overruled(&self, rulings: &[Overruling]) -> Self {
        let mut report = (*self.report).clone();
        let ruled = overrule::overrule(&mut report, rulings);
        Self { report: Rc::new(report), ruled, ..self.clone() }
    }

    /// Tells one reading from another, whatever the user rules.
    pub fn id(&self) -> u64 {
        Rc::as_ptr(&self.index) as u64
    }

    /// The task of this id.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.index.places.get(id).copied()
    }

    /// The task at this place.
    pub fn task(&self, place: usize) -> Option<&Task> {
        self.report.tasks.get(place)
    }

    /// The task a line belongs to: of several the one that begins last.
    pub fn owner(&self, line: u32) -> Option<usize> {
        let owned = &self.index.owned;
        let after = owned.partition_point(|(lines, _)| lines.first <= line);
        let before = owned.get(..after)?;
        before.iter().rev().take(LOOK_BACK).find(|(lines, _)| lines.holds(line)).map(|(_, place)| *place)
    }

    /// The words on this line that prove something.
    pub fn marks_on(&self, line: u32) -> impl Iterator<Item = &Marked> {
        let marked = &self.index.marked;
        let after = marked.partition_point(|mark| mark.lines.first <= line);
        let from = marked.partition_point(|mark| mark.lines.first + 40 < line);
        marked.get(from..after).unwrap_or_default().iter().filter(move |mark| mark.lines.holds(line))
    }

    /// Whether the notice names any task as needing attention: one that names none leaves none out.
    pub fn names_some(&self) -> bool {
        self.index.names_some
    }

    /// Whether all tasks are of one category, which then tells none from another.
    pub fn has_one_category(&self) -> bool {
        self.index.one_category
    }

    /// Whether the notice itself rules on any task.
    pub fn states_anything(&self) -> bool {
        let report = &self.report;
        !report.stated.counts.is_empty() || report.tasks.iter().any(|task| task.status.stated.is_some())
    }
}

fn marked(report: &Report) -> Vec<Marked> {
    let mut marked = Vec::new();
    let mut add = |words: &str, lines: Lines, task: Option<usize>| {
        for words in words.split('\n').map(str::trim).filter(|words| !words.is_empty()) {
            marked.push(Marked { words: words.to_owned(), lines, task });
        }
    };
    for (place, task) in report.tasks.iter().enumerate() {
        let status = &task.status;
        let proven = task.metrics.iter().filter_map(|metric| metric.evidence.as_ref());
        for evidence in status.evidence.iter().chain(&status.stated_evidence).chain(proven) {
            add(&evidence.text, evidence.lines, Some(place));
        }
    }
    for count in &report.stated.counts {
        for part in &count.parts {
            // The number stands before or after the word; both belong to what is said.
            add(&part.word, count.lines, None);
        }
    }
    marked
}
