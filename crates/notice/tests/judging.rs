//! Judging alone: the hand readings of whole notices give the rows, and what the rules make of them is
//! held against what the readers judged. Floors, not equality; `--nocapture` prints every miss.

use serde_json::Value;
use std::collections::BTreeMap;
use tongbao_notice::Options;
use tongbao_notice::judge::judge;
use tongbao_notice::notice::{Notice, RawEntry, RawTask};
use tongbao_notice::place::{Lines, Passage};
use tongbao_notice::report::{NoticeFacts, NoticeKind, Period, Report, Status, Unit, UnitRole};

const GOLD: [(&str, &str); 6] = [
    ("yuhuan-2021-q3", include_str!("gold/yuhuan-2021-q3.json")),
    ("02-livelihood-list", include_str!("gold/02-livelihood-list.json")),
    ("05-lights", include_str!("gold/05-lights.json")),
    ("11-series-q1", include_str!("gold/11-series-q1.json")),
    ("12-series-q2", include_str!("gold/12-series-q2.json")),
    ("18-noise", include_str!("gold/18-noise.json")),
];

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

fn passage(words: &str, lines: Lines) -> Passage {
    let mut passage = Passage::default();
    for paragraph in words.split('\n') {
        passage.push(paragraph, lines);
    }
    passage
}

/// The notice that a perfect reader would make of the hand reading.
fn notice(gold: &Value) -> Notice {
    let period = &gold["notice"]["period"];
    let facts = NoticeFacts {
        kind: NoticeKind::Progress,
        period: Some(Period {
            year: period["year"].as_i64().map(|year| year as i32),
            label: text(period, "label").to_owned(),
            end: period["end"].as_str().map(str::to_owned),
        }),
        ..NoticeFacts::default()
    };
    let mut line = 0;
    let tasks = gold["tasks"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|task| {
            line += 1;
            let lines = Lines::one(line);
            let unit = |name: &Value| Unit {
                name: name.as_str().unwrap_or("").to_owned(),
                role: UnitRole::Lead,
                as_printed: name.as_str().unwrap_or("").to_owned(),
            };
            RawTask {
                category: text(task, "category").to_owned(),
                number: Some(text(task, "number").to_owned()),
                title: passage(text(task, "title"), lines),
                goal: passage(text(task, "goal"), lines),
                units: task["units"].as_array().into_iter().flatten().map(unit).collect(),
                entries: task["entries"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|entry| RawEntry {
                        task: passage(text(entry, "task"), lines),
                        progress: passage(text(entry, "progress"), lines),
                        problem: passage(text(entry, "problem"), lines),
                        ..RawEntry::default()
                    })
                    .collect(),
                confidence: 1.0,
                ..RawTask::default()
            }
        })
        .collect();
    Notice { facts, tasks, ..Notice::default() }
}

#[derive(Default)]
struct Figures(BTreeMap<&'static str, (f64, f64)>);

impl Figures {
    fn add(&mut self, name: &'static str, right: f64, all: f64) {
        let figure = self.0.entry(name).or_default();
        figure.0 += right;
        figure.1 += all;
    }

    fn rate(&self, name: &str) -> f64 {
        self.0.get(name).map_or(1.0, |(right, all)| if *all > 0.0 { right / all } else { 1.0 })
    }
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0),
        (a, b) => a.is_none() && b.is_none(),
    }
}

fn words<'v>(value: &'v Value) -> Vec<&'v str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Adds the figures of one notice and prints what is missed.
fn hold(name: &str, gold: &Value, report: &Report, figures: &mut Figures) {
    for (wanted, got) in gold["tasks"].as_array().into_iter().flatten().zip(&report.tasks) {
        let label = format!("{name} {}", got.id);
        let wanted_status = words(&wanted["status"]["assessed_any_of"]);
        let assessed = got.status.assessed.map_or("none", Status::word);
        let right = wanted_status.contains(&assessed);
        figures.add("assessed", f64::from(u8::from(right)), 1.0);
        if let [only] = wanted_status.as_slice() {
            match *only {
                "completed" => figures.add("completed", f64::from(u8::from(right)), 1.0),
                "behind" => figures.add("behind", f64::from(u8::from(right)), 1.0),
                _ => {}
            }
        }
        if got.status.confidence >= 0.8 {
            figures.add("confident", f64::from(u8::from(right)), 1.0);
        }
        figures.add("share confident", f64::from(u8::from(got.status.confidence >= 0.8)), 1.0);
        let rule = got.status.rule.as_deref().unwrap_or("");
        if !right {
            println!("STATUS {label}: {assessed} by {rule} ({}) for {wanted_status:?}", got.status.confidence);
        }
        if let Some(metrics) = wanted["metrics"].as_array() {
            let mut left: Vec<_> = got.metrics.iter().collect();
            let mut hits = 0.0;
            for metric in metrics {
                let (target, actual) = (metric["target"].as_f64(), metric["actual"].as_f64());
                let place = left.iter().position(|got| close(Some(got.target), target) && close(got.actual, actual));
                figures.add("metric recall", f64::from(u8::from(place.is_some())), 1.0);
                match place {
                    Some(place) => {
                        left.remove(place);
                        hits += 1.0;
                    }
                    None => println!("METRIC {label}: missing {} {target:?} {actual:?}", text(metric, "name")),
                }
            }
            for extra in &left {
                println!(
                    "METRIC {label}: extra {} {} {} {:?} {:?}",
                    extra.name,
                    extra.target,
                    extra.unit,
                    extra.actual,
                    extra.evidence.as_ref().map(|e| &e.text)
                );
            }
            figures.add("metric precision", hits, got.metrics.len() as f64);
        }
        let themes = words(&wanted["theme_any_of"]);
        if !themes.is_empty() {
            let theme = got.theme.as_deref().unwrap_or("none");
            figures.add("theme", f64::from(u8::from(themes.contains(&theme))), 1.0);
            if !themes.contains(&theme) {
                println!("THEME {label}: {theme} for {themes:?}: {}", got.title.chars().take(30).collect::<String>());
            }
        }
        if wanted["problem_kinds_all"].is_array() {
            let (all, any) = (words(&wanted["problem_kinds_all"]), words(&wanted["problem_kinds_any"]));
            let kinds: Vec<&str> = got.problem_kinds.iter().map(|kind| kind.word()).collect();
            if !any.is_empty() || !kinds.is_empty() {
                let right = all.iter().all(|kind| kinds.contains(kind)) && kinds.iter().all(|kind| any.contains(kind));
                figures.add("problem kinds", f64::from(u8::from(right)), 1.0);
                if !right {
                    println!("PROBLEM {label}: {kinds:?} for {all:?} in {any:?}");
                }
            }
        }
    }
}

#[test]
fn the_hand_readings_are_judged_as_by_hand() {
    let mut whole = Figures::default();
    for (name, source) in GOLD {
        let gold: Value = serde_json::from_str(source).expect("a hand reading is JSON");
        let report = judge(notice(&gold), &Options::default());
        let mut figures = Figures::default();
        hold(name, &gold, &report, &mut figures);
        println!("== {name}");
        for (figure, (right, all)) in &figures.0 {
            println!("   {figure:18} {:.3} ({right}/{all})", right / all.max(1.0));
            whole.add(figure, *right, *all);
        }
    }
    println!("== all");
    for (figure, (right, all)) in &whole.0 {
        println!("   {figure:18} {:.3} ({right}/{all})", right / all.max(1.0));
    }
    let floors = [
        ("assessed", 0.97),
        ("completed", 0.92),
        ("behind", 0.92),
        ("confident", 0.98),
        ("share confident", 0.85),
        ("metric recall", 0.96),
        ("metric precision", 0.96),
        ("theme", 0.96),
        ("problem kinds", 0.9),
    ];
    for (figure, floor) in floors {
        assert!(whole.rate(figure) >= floor, "{figure} is {:.3}, below {floor}", whole.rate(figure));
    }
}
