//! Judging alone: the hand readings of whole notices give the rows, and what the rules make of them is
//! held against what the readers judged. Floors, not equality; `--nocapture` prints every miss.

use serde_json::Value;
use std::collections::BTreeMap;
use tongbao_notice::Options;
use tongbao_notice::judge::judge;
use tongbao_notice::judge::rules::Rule;
use tongbao_notice::notice::{Notice, RawEntry, RawTask};
use tongbao_notice::place::{Lines, Passage};
use tongbao_notice::report::{FindingKind, NoticeFacts, NoticeKind, Period, Report, Status, Unit, UnitRole};

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

fn words(value: &Value) -> Vec<&str> {
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

/// All words of the gold notices' tasks, line by line, as the harness numbers them.
fn lines_of(gold: &Value) -> Vec<String> {
    gold["tasks"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|task| {
            let mut words = format!("{}\n{}\n", text(task, "title"), text(task, "goal"));
            for entry in task["entries"].as_array().into_iter().flatten() {
                for key in ["task", "progress", "problem"] {
                    words.push_str(text(entry, key));
                    words.push('\n');
                }
            }
            words
        })
        .collect()
}

#[test]
fn every_status_and_finding_shows_words_that_stand_where_it_says() {
    for (name, source) in GOLD {
        let gold: Value = serde_json::from_str(source).expect("a hand reading is JSON");
        let lines = lines_of(&gold);
        let report = judge(notice(&gold), &Options::default());
        let stands =
            |words: &str, span: Lines| (span.first..=span.last).any(|line| lines[line as usize - 1].contains(words));
        for task in &report.tasks {
            let status = &task.status;
            assert!(status.rule.is_some(), "{name} {}: no rule", task.id);
            let rule = status.rule.as_deref().and_then(Rule::from_name);
            assert!(rule.is_some(), "{name} {}: {:?} is no rule", task.id, status.rule);
            if status.assessed != Some(Status::Unknown) {
                assert!(!status.evidence.is_empty(), "{name} {}: {:?} without evidence", task.id, status.rule);
            }
            for evidence in
                status.evidence.iter().chain(task.metrics.iter().filter_map(|metric| metric.evidence.as_ref()))
            {
                assert!(stands(&evidence.text, evidence.lines), "{name} {}: {evidence:?} stands nowhere", task.id);
            }
            for problem in &task.problems {
                assert!(stands(&problem.text, problem.lines), "{name} {}: {problem:?} stands nowhere", task.id);
            }
        }
        for finding in &report.findings {
            let absence = matches!(
                finding.kind,
                FindingKind::UnreportedTarget
                    | FindingKind::UnitMissing
                    | FindingKind::RulingUnmatched
                    | FindingKind::StatusMismatch
            );
            assert!(
                finding.places.len() >= 2 || absence && !finding.places.is_empty(),
                "{name} {:?} {:?}: {} place(s): {}",
                finding.kind,
                finding.tasks,
                finding.places.len(),
                finding.message
            );
        }
    }
}

/// A row with one target, judged three quarters through the year.
fn one_row(title: &str, progress: &str) -> Report {
    let task = RawTask {
        category: "重点".to_owned(),
        number: Some("1".to_owned()),
        title: Passage::of(title, Lines::one(1)),
        entries: vec![RawEntry { progress: Passage::of(progress, Lines::one(2)), ..RawEntry::default() }],
        confidence: 1.0,
        ..RawTask::default()
    };
    let facts = NoticeFacts {
        kind: NoticeKind::Progress,
        period: Some(Period { year: Some(2022), label: "三季度".to_owned(), end: Some("2022-09-30".to_owned()) }),
        ..NoticeFacts::default()
    };
    judge(Notice { facts, tasks: vec![task], ..Notice::default() }, &Options::default())
}

#[test]
fn a_changed_number_changes_the_status_exactly_where_the_rule_says() {
    let things = [
        ("新建城市书房", "座", "建成城市书房", 1.0),
        ("改造农村公路", "公里", "完成农村公路改造", 1.0),
        ("新增就业岗位", "个", "累计新增就业岗位", 1.0),
        ("完成植树造林", "亩", "完成植树造林", 1.0),
        ("引进到位资金", "亿元", "引进到位资金", 0.1),
        ("加装电梯", "台", "加装电梯", 1.0),
        ("培育家庭农场", "家", "培育家庭农场", 1.0),
        ("建设充电桩", "个", "建成充电桩", 1.0),
    ];
    let mut mutations = 0;
    for (promise, unit, report_words, step) in things {
        for target in [8_u32, 20, 36, 40, 100, 480, 1200] {
            let target = f64::from(target) * step;
            let due = target * 0.75;
            for share in [0.1, 0.3, 0.5, 0.7, 0.74, 0.76, 0.8, 0.9, 0.99, 1.0, 1.2] {
                let actual = (target * share / step).round() * step;
                let actual = (actual * 10.0).round() / 10.0;
                if actual <= 0.0 {
                    continue;
                }
                let report = one_row(
                    &format!("{promise}{target}{unit}。"),
                    &format!("截至9月底，{report_words}{actual}{unit}。"),
                );
                let task = &report.tasks[0];
                let metric = task.metrics.first();
                assert!(
                    metric.is_some_and(
                        |metric| close(metric.actual, Some(actual)) && close(Some(metric.target), Some(target))
                    ),
                    "{promise}{target}{unit} / {actual}: {metric:?}"
                );
                let wanted = if actual >= target - 1e-9 {
                    Status::Completed
                } else if actual < due - 1e-9 {
                    Status::Behind
                } else {
                    Status::OnTrack
                };
                assert_eq!(
                    task.status.assessed,
                    Some(wanted),
                    "{promise}{target}{unit}: {actual} by {:?}",
                    task.status.rule
                );
                // What would change it does change it, and a little less does not.
                let change = task.status.would_change.as_ref().expect("numbers can always change");
                let (needs, to) = (change.needs.expect("a number"), change.to.expect("a status"));
                let again = |value: f64| {
                    let report = one_row(
                        &format!("{promise}{target}{unit}。"),
                        &format!("截至9月底，{report_words}{value}{unit}。"),
                    );
                    report.tasks[0].status.assessed
                };
                if wanted == Status::Behind || wanted == Status::OnTrack {
                    assert_eq!(again(needs), Some(to), "{promise}{target}{unit}: {needs} should be {to:?}");
                    assert_eq!(
                        again(((needs - 0.1) * 10.0).round() / 10.0),
                        Some(wanted),
                        "{promise}{target}: just below {needs}"
                    );
                    mutations += 2;
                } else {
                    assert_ne!(
                        again(((needs - 0.1) * 10.0).round() / 10.0),
                        Some(wanted),
                        "{promise}{target}: just below {needs}"
                    );
                    mutations += 1;
                }
                mutations += 1;
            }
        }
    }
    assert!(mutations >= 500, "only {mutations} mutations");
}

#[test]
fn a_changed_word_changes_the_status_exactly_where_the_rule_says() {
    let cases = [
        ("建设档案馆新馆。", "已竣工并投入使用。", Status::Completed),
        ("建设档案馆新馆。", "预计12月竣工并投入使用。", Status::OnTrack),
        ("建设档案馆新馆。", "尚未开工。", Status::NotStarted),
        ("建设档案馆新馆。", "项目暂缓实施。", Status::Suspended),
        ("建设档案馆新馆。", "8月停工12天，现已复工。", Status::OnTrack),
        ("建设档案馆新馆。", "项目进度滞后。", Status::Behind),
        ("建设档案馆新馆。", "没有出现滞后。", Status::OnTrack),
        ("建设档案馆新馆。", "完成可研审查和招标。", Status::OnTrack),
        ("建设档案馆新馆。", "主体结构正在施工。", Status::OnTrack),
        ("建设档案馆新馆。", "未完成。", Status::NotCompleted),
        ("开工建设档案馆新馆。", "9月22日正式开工建设。", Status::Completed),
        ("开工建设档案馆新馆。", "计划10月开工建设。", Status::OnTrack),
        ("加快档案馆新馆建设。", "完成地质勘探。", Status::OnTrack),
        ("建设档案馆新馆。", "", Status::Unknown),
        ("新建书房20座。", "相关数据暂未公布。", Status::Unknown),
    ];
    for (title, progress, wanted) in cases {
        let report = one_row(title, progress);
        let status = &report.tasks[0].status;
        assert_eq!(status.assessed, Some(wanted), "{title} {progress}: {:?}", status.rule);
    }
}

#[test]
fn another_day_is_another_schedule() {
    let gold: Value = serde_json::from_str(GOLD[4].1).expect("a hand reading is JSON");
    let at = |day: &str| judge(notice(&gold), &Options { as_of: Some(day.to_owned()), ..Options::default() });
    let behind =
        |report: &Report| report.tasks.iter().filter(|task| task.status.assessed == Some(Status::Behind)).count();
    let (early, own, late) = (at("2023-03-31"), at("2023-06-30"), at("2023-12-31"));
    assert!(behind(&early) < behind(&own) && behind(&own) < behind(&late));
}

#[test]
fn what_is_no_progress_notice_gets_no_statuses() {
    let gold: Value = serde_json::from_str(GOLD[1].1).expect("a hand reading is JSON");
    let mut plan = notice(&gold);
    plan.facts.kind = NoticeKind::Plan;
    let report = judge(plan, &Options::default());
    assert!(report.tasks.iter().all(|task| task.status.assessed.is_none() && task.status.stated.is_none()));
    assert!(report.findings.is_empty());
}
