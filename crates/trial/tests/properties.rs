//! What holds for any text at all: nothing panics, no row and no line is lost, every figure stands on words.

#![allow(clippy::format_push_string, reason = "what failed is told in plain words")]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tongbao_notice::document::Document;
use tongbao_notice::place::Lines;
use tongbao_notice::report::{Evidence, Report, Status};
use tongbao_notice::source::Source;
use tongbao_notice::{Options, analyze, analyze_document};
use tongbao_trial::campaign::{self, Settings};
use tongbao_trial::corpus::{SAMPLE, specimen, specimens};
use tongbao_trial::flatten::Style;
use tongbao_trial::plan::plans;
use tongbao_trial::score::squeeze;

/// What is wrong with a report as a report of this text; nothing where it is sound.
fn unsound(text: &str, report: &Report) -> Vec<String> {
    let source = Source::new(text);
    let mut wrong = Vec::new();
    let lines = report.coverage.lines;
    let sum = lines.placed + lines.narrative + lines.chrome + lines.blank + lines.unplaced;
    if lines.all != source.len() || sum != lines.all {
        wrong.push(format!("lines do not add up: {lines:?} of {}", source.len()));
    }
    let rows = report.coverage.rows;
    if rows.read != rows.placed + rows.unplaced {
        wrong.push(format!("rows do not add up: {rows:?}"));
    }
    let blank = (1..=source.len()).filter(|&number| source.line(number).trim().is_empty()).count() as u32;
    if lines.blank > blank {
        wrong.push(format!("{} blank lines of {blank}", lines.blank));
    }
    let mut stands = |what: &str, words: &str, span: Lines| {
        let printed: String = source.within(span).map(|(_, line)| line).collect();
        let inside = span.first >= 1 && span.last <= source.len();
        if !inside || !squeeze(&printed).contains(&squeeze(words)) {
            wrong.push(format!("{what} does not stand at {span:?}: {words:?}"));
        }
    };
    for task in &report.tasks {
        for Evidence { text, lines } in task.status.evidence.iter().chain(&task.status.stated_evidence) {
            stands("evidence", text, *lines);
        }
        for problem in &task.problems {
            stands("problem", &problem.text, problem.lines);
        }
        for metric in &task.metrics {
            if let Some(Evidence { text, lines }) = &metric.evidence {
                stands("metric", text, *lines);
            }
        }
    }
    for count in &report.stated.counts {
        for part in &count.parts {
            stands("count", &part.word, count.lines);
        }
    }
    for finding in &report.findings {
        for Evidence { text, lines } in &finding.places {
            stands("finding", text, *lines);
        }
    }
    for task in &report.tasks {
        let judged = task.status.assessed.is_some_and(|status| status != Status::Unknown);
        if judged && task.status.rule.is_none() {
            wrong.push(format!("{} has a status without a rule", task.id));
        }
        if judged && task.status.evidence.is_empty() {
            wrong.push(format!("{} has a status without evidence", task.id));
        }
        if task.status.stated.is_some() && task.status.stated_evidence.is_empty() {
            wrong.push(format!("{} has a stated status without its words", task.id));
        }
        if !(0.0..=1.0).contains(&task.status.confidence) {
            wrong.push(format!("{} has a confidence of {}", task.id, task.status.confidence));
        }
    }
    let mut ids: Vec<&str> = report.tasks.iter().map(|task| task.id.as_str()).collect();
    ids.sort_unstable();
    if let Some((twice, _)) = ids.iter().zip(ids.iter().skip(1)).find(|(a, b)| a == b) {
        wrong.push(format!("two tasks are called {twice}"));
    }
    for finding in &report.findings {
        if let Some(stranger) = finding.tasks.iter().find(|id| ids.binary_search(&id.as_str()).is_err()) {
            wrong.push(format!("a finding names a task that is not there: {stranger}"));
        }
    }
    let tally = |name: &str, sum: u32, all: u32| (sum != all).then(|| format!("{name}: {sum} statuses of {all} tasks"));
    for group in std::iter::once(&report.totals.overall)
        .chain(&report.totals.by_category)
        .chain(&report.totals.by_unit)
        .chain(&report.totals.by_theme)
    {
        wrong.extend(tally(&group.name, group.merged.iter().map(|(_, count)| count).sum(), group.tasks));
    }
    wrong.extend(tally("overall", report.totals.overall.tasks, report.tasks.len() as u32));
    wrong
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let wrong = unsound(text, &analyze(text, &Options::default()));
    prop_assert!(wrong.is_empty(), "{:#?}", &wrong[..wrong.len().min(6)]);
    Ok(())
}

fn runner(cases: u32) -> TestRunner {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    TestRunner::new_with_rng(Config { cases, failure_persistence: None, ..Config::default() }, rng)
}

#[test]
fn reports_of_whole_notices_are_sound() {
    let mut all = String::new();
    for specimen in specimens() {
        let wrong = unsound(&specimen.text, &analyze(&specimen.text, &Options::default()));
        if !wrong.is_empty() {
            all += &format!("{}: {} faults: {:#?}\n", specimen.name, wrong.len(), &wrong[..wrong.len().min(5)]);
        }
    }
    assert!(all.is_empty(), "\n{all}");
}

#[test]
fn reports_of_generated_notices_are_sound() {
    for style in Style::ALL {
        let outcome = runner(40).run(&plans(), |plan| {
            let document = style.document(&plan.notice(style.carries()));
            let wrong = unsound(&document.text, &analyze_document(&document, &Options::default()));
            prop_assert!(wrong.is_empty(), "{:#?}\n{}", &wrong[..wrong.len().min(6)], document.text);
            Ok(())
        });
        if let Err(error) = outcome {
            panic!("{style:?}: {error}");
        }
    }
}

#[test]
fn any_text_gets_a_sound_report() {
    let word = prop_oneof![
        any::<char>().prop_map(String::from),
        proptest::sample::select(vec![
            "序号",
            "任务",
            "进展情况",
            "存在问题",
            "责任单位",
            "完成",
            "滞后",
            "%",
            "万元",
            "1",
            "２",
            "三",
            "、",
            "，",
            "。",
            "；",
            "：",
            "(",
            "）",
            "\t",
            "\n",
            "\n\n",
            "|",
            "│",
            "┌",
            "<br>",
            "\u{a0}",
            "\u{3000}",
            "\r\n",
            "\u{feff}",
            "\u{0}",
            "市发改局",
            "县住建局",
            "2024",
            "年",
            "月",
            "日",
            "〔",
            "〕",
            "号",
            "项",
            "其中",
            "已完成",
            "未达序时",
            "附件",
            "一、",
            "（一）",
            "1.",
            "①",
            "\"",
            ",",
            "●",
            "\u{301}",
            "👍🏽",
            "占",
            "~",
            "-",
            "/",
            "亿",
            "0",
            "99999999999999999999",
        ])
        .prop_map(str::to_owned),
    ];
    let texts = proptest::collection::vec(word, 0..120).prop_map(|words| words.concat());
    if let Err(error) = runner(1500).run(&texts, |text| check(&text)) {
        panic!("{error}");
    }
}

#[test]
fn a_damaged_notice_gets_a_sound_report() {
    let sample = specimen(SAMPLE).text;
    let lines: Vec<&str> = sample.lines().collect();
    let count = lines.len();
    let window = 160;
    let edits = proptest::collection::vec((0u8..5, 0..window, 0..window), 0..12);
    let outcome = runner(150).run(&(0..count.saturating_sub(window), edits), |(from, edits)| {
        let mut part: Vec<String> = lines[from..from + window].iter().map(|&line| line.to_owned()).collect();
        for (kind, a, b) in edits {
            let (a, b) = (a % part.len().max(1), b % part.len().max(1));
            match kind {
                0 if part.len() > 2 => drop(part.remove(a)),
                1 => part.insert(b, part[a].clone()),
                2 => part.swap(a, b),
                3 => part[a] = part[a].chars().rev().collect(),
                _ => {
                    let cut: String = part[a].chars().take(b).collect();
                    part[a] = cut;
                }
            }
        }
        check(&part.join("\n"))
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn a_shuffled_notice_loses_no_line() {
    let sample = specimen(SAMPLE).text;
    for step in [3, 7, 11] {
        let lines: Vec<&str> = sample.lines().collect();
        let shuffled: Vec<&str> = (0..step).flat_map(|from| lines.iter().skip(from).step_by(step).copied()).collect();
        let text = shuffled.join("\n");
        let wrong = unsound(&text, &analyze(&text, &Options::default()));
        assert!(wrong.is_empty(), "{:#?}", &wrong[..wrong.len().min(6)]);
    }
}

#[test]
fn reading_twice_gives_the_same() {
    for specimen in specimens() {
        let document = Document::loose(specimen.text.as_str());
        let first = analyze_document(&document, &Options::default());
        assert_eq!(first, analyze_document(&document, &Options::default()), "{}", specimen.name);
    }
}

#[test]
fn the_generator_draws_notices_worth_reading() {
    // A generator that draws the same, or nothing, would find nothing.
    let outcome = campaign::run(Style::Spaced, &Settings { cases: 50, seed: 1, ..Settings::default() });
    assert_eq!(outcome.tried, 50);
    assert!(outcome.ambiguous <= 2, "{} of 50 have a twin", outcome.ambiguous);
}
