//! Runs many generated notices of one style, counts those recovered exactly, shrinks those that are not.

use crate::compare::{Fault, faults, narrative_faults};
use crate::flatten::Style;
use crate::plan::{Plan, plans};
use crate::sheet::Sheet;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
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

/// Tries `cases` notices; shrinks the first `shrink` of each kind of fault.
///
/// # Panics
/// Where proptest cannot draw a plan, which it always can.
pub fn run(style: Style, cases: usize, shrink: usize, seed: u8) -> Outcome {
    let mut runner = runner(style, seed);
    let strategy = plans();
    let mut outcome = Outcome::default();
    let mut samples: Vec<Failure> = Vec::new();
    let mut reduced: BTreeMap<&'static str, usize> = BTreeMap::new();
    for _ in 0..cases {
        let mut tree = strategy.new_tree(&mut runner).expect("a plan can be drawn");
        let plan = tree.current();
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
        let Some(first) = found.first() else {
            outcome.exact += 1;
            continue;
        };
        let part = first.part;
        *outcome.by_part.entry(part).or_default() += 1;
        let done = reduced.entry(part).or_default();
        if *done < shrink {
            *done += 1;
            outcome.failures.push(smallest(style, &mut tree, part));
        }
    }
    outcome.failures.extend(samples);
    outcome
}

/// Shrinks while the first fault stays in the same part.
fn smallest(style: Style, tree: &mut impl ValueTree<Value = Plan>, part: &'static str) -> Failure {
    let fails = |plan: &Plan| {
        !crate::twin::has_twin(style, plan) && attempt(style, plan).first().is_some_and(|fault| fault.part == part)
    };
    let mut best = tree.current();
    for _ in 0..400 {
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
