//! Runs many generated notices of one style, counts those recovered exactly, shrinks those that are not.

use crate::compare::{Fault, faults, narrative_faults};
use crate::flatten::Style;
use crate::plan::{Generated, Plan, plans};
use crate::sheet::{Cell, Row, Sheet};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::{BTreeMap, BTreeSet};
use tongbao_notice::report::Role;
use tongbao_notice::{Options, analyze_document};

/// A notice that was not recovered, made as small as possible.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The text that was read.
    pub text: String,
    /// What should have come back, a task a line.
    pub wanted: String,
    /// What was wrong.
    pub faults: Vec<Fault>,
}

/// The outcome of one style.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Notices tried.
    pub tried: usize,
    /// Notices whose tables came back exactly.
    pub exact: usize,
    /// Left out: another table of the generator flattens to the same text.
    pub ambiguous: usize,
    /// Notices whose tables came back but for the status they print.
    pub but_status: usize,
    /// For each trait of a notice: how often it was not recovered, and how often it was tried.
    pub by_trait: BTreeMap<String, (usize, usize)>,
    /// How many notices had their first fault in which part.
    pub by_part: BTreeMap<&'static str, usize>,
    /// Notices whose prose counts or names tasks.
    pub narrated: usize,
    /// Of those, the ones whose counts and named tasks came back.
    pub narrative_right: usize,
    /// How many narratives had their first fault in which part.
    pub by_narrative_part: BTreeMap<&'static str, usize>,
    /// The first failures, shrunk.
    pub failures: Vec<Failure>,
}

impl Outcome {
    /// Exact of those that have one answer.
    pub fn rate(&self) -> f64 {
        self.exact as f64 / (self.tried - self.ambiguous).max(1) as f64
    }
}

/// What is wrong with the reading of this plan in this style.
pub fn attempt(style: Style, plan: &Plan) -> Vec<Fault> {
    let notice = plan.notice(style.carries());
    let report = analyze_document(&style.document(&notice), &Options::default());
    faults(&notice, &report)
}

/// The first `cases` plans that [`run`] tries for this style and seed.
///
/// # Panics
/// Where proptest cannot draw a plan, which it always can.
pub fn draw(style: Style, cases: usize, seed: u8) -> Vec<Plan> {
    let mut runner = runner(style, seed);
    let strategy = plans();
    (0..cases).map(|_| strategy.new_tree(&mut runner).expect("a plan can be drawn").current()).collect()
}

fn runner(style: Style, seed: u8) -> TestRunner {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed.wrapping_add(style as u8); 32]);
    TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng)
}

/// What to try.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How many notices.
    pub cases: usize,
    /// How many failures of each part to shrink.
    pub shrink: usize,
    /// Where the random numbers begin.
    pub seed: u8,
    /// Traits of notices that are left aside, to see what else is wrong.
    pub without: Vec<String>,
}

/// Tries notices of one style.
///
/// # Panics
/// Where proptest cannot draw a plan, which it always can.
pub fn run(style: Style, settings: &Settings) -> Outcome {
    let Settings { cases, shrink, seed, ref without } = *settings;
    let mut runner = runner(style, seed);
    let strategy = plans();
    let mut outcome = Outcome::default();
    let mut samples: Vec<Failure> = Vec::new();
    let mut reduced: BTreeMap<&'static str, usize> = BTreeMap::new();
    for _ in 0..cases {
        let mut tree = strategy.new_tree(&mut runner).expect("a plan can be drawn");
        let plan = tree.current();
        if !without.is_empty() && traits(&plan.notice(style.carries())).iter().any(|name| without.contains(name)) {
            continue;
        }
        outcome.tried += 1;
        if crate::twin::has_twin(style, &plan) {
            outcome.ambiguous += 1;
            continue;
        }
        let notice = plan.notice(style.carries());
        let report = analyze_document(&style.document(&notice), &Options::default());
        if notice.facts.is_some() {
            outcome.narrated += 1;
            let told = narrative_faults(&notice, &report);
            outcome.narrative_right += usize::from(told.is_empty());
            if let Some(fault) = told.first() {
                *outcome.by_narrative_part.entry(fault.part).or_default() += 1;
            }
            if let (Some(fault), true) = (told.first(), samples.len() < shrink) {
                samples.push(Failure {
                    text: notice.before.clone(),
                    wanted: String::new(),
                    faults: vec![fault.clone()],
                });
            }
        }
        let found = faults(&notice, &report);
        let failed = found.iter().any(|fault| fault.part != "status");
        outcome.but_status += usize::from(!failed);
        for name in traits(&notice) {
            let (wrong, all) = outcome.by_trait.entry(name).or_default();
            *wrong += usize::from(failed);
            *all += 1;
        }
        let Some(first) = found.first() else {
            outcome.exact += 1;
            continue;
        };
        let part = first.part;
        *outcome.by_part.entry(part).or_default() += 1;
        let done = reduced.entry(part).or_default();
        if *done < shrink {
            *done += 1;
            outcome.failures.push(smallest(style, &mut tree, part, without));
        }
    }
    outcome.failures.extend(samples);
    outcome
}

/// What a notice has that some notices have not, and the words of its headers.
pub fn traits(notice: &Generated) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut has = |name: &str, is: bool| {
        if is {
            all.insert(name.to_owned());
        }
    };
    has("any notice", true);
    has("two tables", notice.sheets.len() > 1);
    has("no narrative", notice.before.is_empty());
    for sheet in &notice.sheets {
        has("no number column", sheet.column(Role::Number).is_none());
        has("no unit column", sheet.column(Role::Lead).is_none());
        has("header in two rows", sheet.group.is_some());
        has("header word over two lines", sheet.columns.iter().any(|column| column.header.contains('\n')));
        let tasks = sheet.rows.iter().filter_map(|row| if let Row::Task(cells) = row { Some(cells) } else { None });
        for cells in tasks {
            let merged = |role| sheet.column(role).is_some_and(|at| cells[at] == Cell::Merged);
            has("further row", merged(Role::Title));
            has("numbered parts", merged(Role::Number) && !merged(Role::Title));
            has("unit of the row above", merged(Role::Lead) && !merged(Role::Title));
        }
        for row in &sheet.rows {
            has("section rows", matches!(row, Row::Section(_)));
            has("sum row", matches!(row, Row::Sum(_)));
            has("header again", matches!(row, Row::Header));
            has("foot of a page", matches!(row, Row::Footer(_)));
            has("row cut by a page", matches!(row, Row::Resumed(_)));
        }
        for column in &sheet.columns {
            has(&format!("{:?} called {}", column.role, column.header.replace('\n', "⏎")), true);
        }
        let roles: Vec<String> = sheet.columns.iter().map(|column| format!("{:?}", column.role)).collect();
        has(&format!("last column {}", roles.last().map_or("", String::as_str)), true);
    }
    all
}

/// Shrinks while the first fault stays in the same part.
fn smallest(style: Style, tree: &mut impl ValueTree<Value = Plan>, part: &'static str, without: &[String]) -> Failure {
    let fails = |plan: &Plan| {
        !crate::twin::has_twin(style, plan)
            && (without.is_empty() || !traits(&plan.notice(style.carries())).iter().any(|name| without.contains(name)))
            && attempt(style, plan).first().is_some_and(|fault| fault.part == part)
    };
    let mut best = tree.current();
    for _ in 0..150 {
        let moved = if fails(&tree.current()) {
            best = tree.current();
            tree.simplify()
        } else {
            tree.complicate()
        };
        if !moved {
            break;
        }
    }
    let notice = best.notice(style.carries());
    let tasks: Vec<String> = notice.sheets.iter().flat_map(Sheet::wanted).map(|task| task.line()).collect();
    Failure { text: style.document(&notice).text, wanted: tasks.join("\n"), faults: attempt(style, &best) }
}
