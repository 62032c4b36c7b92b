//! A task's row read once for judging: its cells, what it promises, and what it reports.

use super::cell::Cell;
use super::columns::{self, Pair};
use super::metrics::{self, AnnualRate, Tied};
use super::schedule;
use super::scope::{self, Said, Say};
use super::targets::{self, Target};
use super::words::{self, Kind};
use crate::lexicon::statuses::Sort;
use crate::notice::RawTask;
use crate::place::Passage;
use crate::report::{Evidence, Metric};

/// An entry's cells.
pub struct EntryCells<'n> {
    /// 进展.
    pub progress: Cell<'n>,
    /// 存在问题.
    pub problem: Cell<'n>,
    /// What the progress says.
    pub said: Vec<Said>,
    /// What the problems say.
    pub troubles: Vec<Said>,
}

/// A task's row as judging reads it.
pub struct Row<'n> {
    /// The row.
    pub raw: &'n RawTask,
    /// The task cell.
    pub title: Cell<'n>,
    /// The goal cell.
    pub goal: Cell<'n>,
    /// Its entries.
    pub entries: Vec<EntryCells<'n>>,
    /// Its targets with what is reported.
    pub tied: Vec<Tied>,
    /// Rates of the year's target that belong to no target.
    pub rates: Vec<AnnualRate>,
    /// Plan and done from columns.
    pub pair: Option<Pair>,
    /// The first and last year of a work of several years: 2021—2025年.
    pub years: Option<(i32, i32)>,
    /// What its title promises in words.
    pub promise: Promise,
}

/// What a title promises in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promise {
    /// It begins with an open verb (加快, 深化) and names no result.
    pub open: bool,
    /// Its only verb is one of beginning (开工建设…).
    pub start: bool,
    /// It grants something that holds once it is given (免除费用).
    pub grant: bool,
    /// It names a result (建成, 实现, 完成).
    pub result: bool,
    /// It lists several works (A、B、C等项目).
    pub several: bool,
}

impl<'n> Row<'n> {
    /// Reads a row.
    pub fn new(raw: &'n RawTask) -> Self {
        let title = Cell::new(&raw.title);
        let goal = Cell::new(&raw.goal);
        let entries: Vec<EntryCells<'n>> = raw
            .entries
            .iter()
            .map(|entry| {
                let (progress, problem) = (Cell::new(&entry.progress), Cell::new(&entry.problem));
                let (said, troubles) = (scope::read(&progress, false), scope::read(&problem, true));
                EntryCells { progress, problem, said, troubles }
            })
            .collect();
        let mut promised = targets::targets(&goal, true);
        let goals = promised.len();
        // A sentence that is both name and report promises nothing.
        let both = raw.entries.first().is_some_and(|entry| same_words(&raw.title, &entry.progress));
        for target in targets::targets(&title, false).into_iter().filter(|_| !both) {
            let twice =
                |other: &Target| (other.base() - target.base()).abs() < 1e-9 && other.unit.class == target.unit.class;
            // 新增停车位10万个 || 9300个停车位: the goal cell says how many of them are meant here.
            let unit = |target: &Target| target.unit_text.trim_start_matches(['万', '亿']).to_owned();
            let own = |other: &Target| unit(other) == unit(&target);
            if !promised[..goals].iter().any(|other| twice(other) || own(other)) {
                promised.push(target);
            }
        }
        for target in &mut promised {
            // 目标：３２００人 with the task 城镇新增就业: the name stands in the task cell.
            // 增长8% with the task 固定资产投资: so it does where there is only the word of growth.
            let growth = |hit: &words::Hit| {
                hit.end - hit.start == target.name.len() && matches!(hit.kind, Kind::Up | Kind::Down | Kind::Cut)
            };
            if target.name.chars().count() < 2 || words::hits(&target.name).first().is_some_and(growth) {
                let name = targets::clean(&title.text);
                // 新开工产业项目 with the goal 30个.
                target.start |=
                    words::has(&title.hits, Kind::Start) && !title.hits.iter().any(|hit| hit.kind.is_result());
                target.name = name.chars().take(40).collect();
            }
        }
        let (pair, rate) = columns::pair(raw);
        let done = if pair.is_none() && !promised.is_empty() { columns::done_cells(raw) } else { Vec::new() };
        let cells: Vec<&Cell<'_>> = entries.iter().map(|entry| &entry.progress).chain(&done).collect();
        if promised.is_empty() {
            promised.extend(targets::coverage(&title, &cells));
        }
        let years = schedule::years(&title.text).or_else(|| schedule::years(&goal.text));
        let (mut tied, mut rates) = metrics::tie(promised, &title.text, &cells, years.is_some());
        if years.is_some() {
            // The date of a figure is no share of so long a work.
            tied.iter_mut().for_each(|tied| tied.own_share = None);
        }
        if let Some(printed) = rate {
            // A rate column belongs to the target whose numbers give it, or to the first.
            let gives = |tied: &Tied| tied.rate().is_some_and(|own| (own - printed.rate).abs() < 0.02);
            let owner = tied
                .iter()
                .position(|tied| tied.printed.is_none() && gives(tied))
                .or_else(|| tied.iter().position(|tied| tied.printed.is_none() && tied.actual.is_some()));
            match (owner.and_then(|owner| tied.get_mut(owner)), printed.words.clone()) {
                (Some(tied), _) => tied.printed = Some(printed),
                (None, Some(evidence)) => rates.push(AnnualRate { rate: printed.rate, evidence, own_share: None }),
                (None, None) => {}
            }
        }
        let promise = if both { Promise::default() } else { promise(&title, &goal) };
        Self { raw, title, goal, entries, tied, rates, pair, years, promise }
    }

    /// The metrics of the report.
    pub fn metrics(&self) -> Vec<Metric> {
        let mut metrics: Vec<Metric> = self.tied.iter().map(Tied::metric).collect();
        metrics.extend(self.pair.as_ref().map(|pair| pair.tied.metric()));
        metrics
    }

    /// Whether the row prints nothing of progress or problems.
    pub fn is_silent(&self) -> bool {
        self.entries.iter().all(|entry| entry.progress.is_empty() && entry.problem.is_empty())
    }

    /// What all progress cells say, with the entry each stands in.
    pub fn said(&self) -> impl Iterator<Item = (usize, &Said)> {
        self.entries.iter().enumerate().flat_map(|(index, entry)| entry.said.iter().map(move |said| (index, said)))
    }

    /// What all problem cells say, with the entry each stands in.
    pub fn troubles(&self) -> impl Iterator<Item = (usize, &Said)> {
        self.entries.iter().enumerate().flat_map(|(index, entry)| entry.troubles.iter().map(move |said| (index, said)))
    }

    /// The words of a phrase in a progress cell.
    pub fn words_of(&self, entry: usize, said: &Said) -> Option<Evidence> {
        self.entries.get(entry)?.progress.evidence(said.range.0, said.range.1)
    }

    /// The words of a phrase in a problem cell.
    pub fn trouble_of(&self, entry: usize, said: &Said) -> Option<Evidence> {
        self.entries.get(entry)?.problem.evidence(said.range.0, said.range.1)
    }

    /// How many numbered items and paragraphs the progress cells have.
    pub fn items(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| !entry.progress.is_empty())
            .map(|entry| entry.progress.clauses.last().map_or(1, |clause| clause.item as usize + 1))
            .sum()
    }

    /// The first words of the row's progress, else of its problems.
    pub fn first_words(&self) -> Option<Evidence> {
        let progress = self
            .entries
            .iter()
            .filter(|entry| !entry.progress.is_empty())
            .find_map(|entry| entry.progress.first_words());
        progress.or_else(|| self.entries.iter().find_map(|entry| entry.problem.first_words()))
    }

    /// Whether any progress cell says so.
    pub fn says(&self, say: Say) -> bool {
        self.said().any(|(_, said)| said.say == say)
    }
}

/// Whether the name of a task is the beginning of its report, on the same lines.
fn same_words(title: &Passage, progress: &Passage) -> bool {
    let (Some(title), Some(progress)) = (title.pieces.first(), progress.pieces.first()) else { return false };
    title.lines == progress.lines && progress.text.starts_with(title.text.trim_end_matches('。'))
}

/// What a title and goal promise in words.
fn promise(title: &Cell<'_>, goal: &Cell<'_>) -> Promise {
    let mut promise = Promise::default();
    let mut kinds = Vec::new();
    let mut leading = Vec::new();
    for cell in [title, goal] {
        for clause in &cell.clauses {
            let hits = cell.hits_in(clause.start, clause.end);
            leading.extend(
                hits.first()
                    .filter(|hit| cell.part(clause.start, hit.start).chars().filter(|c| c.is_alphabetic()).count() == 0)
                    .map(|hit| hit.kind),
            );
            kinds.extend(hits.iter().map(|hit| hit.kind));
        }
    }
    let named = |kind: Kind| leading.contains(&kind);
    // 推动实验室改造,6月底前投入使用 promises a result, whatever verb it begins with.
    let finished =
        |cell: &Cell<'_>| cell.phrases.iter().any(|phrase| phrase.sort == Sort::Done && phrase.status.is_some());
    promise.result = leading.iter().any(|kind| kind.is_result()) || finished(title) || finished(goal);
    promise.open = (named(Kind::Open) || named(Kind::Effect) && kinds.contains(&Kind::Open)) && !promise.result;
    promise.start = named(Kind::Start) && !promise.result && !named(Kind::Open);
    promise.grant = kinds.contains(&Kind::Grant);
    let hits = &title.hits;
    promise.several = title.text.matches('、').count() >= 2 || words::has(hits, Kind::Sub);
    promise
}
