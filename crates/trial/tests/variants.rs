//! Nothing is tuned to the sample: the sample with other names, columns, headers, numbers, widths and
//! line ends gives the same tables.

#![allow(clippy::format_push_string, reason = "what failed is told in plain words")]

use serde_json::Value;
use tongbao_notice::report::{Report, Role};
use tongbao_notice::{Options, analyze, analyze_document};
use tongbao_trial::compare;
use tongbao_trial::corpus::{SAMPLE, Specimen, specimen};
use tongbao_trial::flatten::Style;
use tongbao_trial::floors::floor;
use tongbao_trial::plan::Generated;
use tongbao_trial::score::{Figures, score};
use tongbao_trial::sheet::{Cell, Column, Row, Sheet};
use tongbao_trial::variants::{Change, renamed, renaming};

/// The share of the sample's rows that a variant must give with title, units and progress.
const FLOOR: f64 = 0.98;

fn read(text: &str) -> Report {
    analyze(text, &Options::default())
}

fn holds(what: &str, figures: &Figures) {
    let floors = ["tasks found", "task precision", "titles", "units", "progress cells"].map(|name| (name, FLOOR));
    let below = figures.below(&floors);
    assert!(below.is_empty(), "{what}\n{below}");
}

#[test]
fn with_other_places_units_and_persons() {
    let Specimen { text, gold, .. } = specimen(SAMPLE);
    let names = renaming(&text, &gold);
    assert!(names.len() >= 40, "{} names are exchanged", names.len());
    let gold: Value = serde_json::from_str(&renamed(&gold.to_string(), &names)).expect("names hold no quotes");
    holds("renamed", &score(&gold, &read(&renamed(&text, &names))));
}

#[test]
fn with_full_width_forms_line_ends_and_doubled_lines() {
    let Specimen { text, gold, .. } = specimen(SAMPLE);
    for change in [Change::FullWidth, Change::Crlf, Change::Doubled, Change::NoBreakSpaces, Change::Trailing] {
        holds(&format!("{change:?}"), &score(&gold, &read(&change.apply(&text))));
    }
}

/// The sample with the lines that are exactly these headers replaced.
fn with_headers(text: &str, headers: &[(&str, &str)]) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(|line| headers.iter().find(|(old, _)| *old == line.trim()).map_or(line, |&(_, new)| new))
        .collect();
    lines.join("\n")
}

#[test]
fn with_other_headers() {
    let Specimen { text, gold, .. } = specimen(SAMPLE);
    let old = ["序号", "重点任务", "民生实事项目", "三季度完成情况", "存在问题及解决建议", "牵头单位"];
    let sets = [
        ["编号", "工作内容", "实事项目", "第三季度推进情况", "困难和问题", "主办单位"],
        ["项次", "任务名称", "项目名称", "1-9月工作进展", "存在的主要问题及下步措施", "责任部门"],
        ["序號", "重點任務", "民生實事", "三季度完成情況", "存在問題及解決建議", "牽頭單位"],
        ["序　号", "重点 任务", "民生实事", "三季度 完成情况", "存在问题 及解决建议", "牵 头 单 位"],
    ];
    for set in sets {
        let headers: Vec<(&str, &str)> = old.into_iter().zip(set).collect();
        let changed = with_headers(&text, &headers);
        assert!(changed.lines().filter(|line| set.contains(&line.trim())).count() >= 9, "both headers are replaced");
        holds(&format!("{set:?}"), &score(&gold, &read(&changed)));
    }
}

#[test]
fn with_other_numbers() {
    let Specimen { text, mut gold, .. } = specimen(SAMPLE);
    let shifted = |number: &str| {
        let (whole, part) = number.split_once('.').map_or((number, None), |(whole, part)| (whole, Some(part)));
        let whole = whole.parse::<u32>().map_or(whole.to_owned(), |number| (number + 300).to_string());
        part.map_or(whole.clone(), |part| format!("{whole}.{part}"))
    };
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let bare = !line.is_empty() && line.len() <= 3 && line.bytes().all(|byte| byte.is_ascii_digit());
            if bare { shifted(line) } else { line.to_owned() }
        })
        .collect();
    for task in gold["tasks"].as_array_mut().into_iter().flatten() {
        task["number"] = Value::from(shifted(task["number"].as_str().unwrap_or("")));
    }
    holds("numbers", &score(&gold, &read(&lines.join("\n"))));
}

/// The sample's tables, built again from the reading, with their columns in this order.
fn rebuilt(gold: &Value, text: &str, order: &[(Role, &str)]) -> Generated {
    let columns: Vec<Column> = order.iter().map(|&(role, header)| Column { role, header: header.to_owned() }).collect();
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut category = "";
    for task in gold["tasks"].as_array().into_iter().flatten() {
        let number = task["number"].as_str().unwrap_or("");
        // Sub-items and a row merged with the one above are other forms of row.
        if number.contains('.') || !task["inherits_from"].is_null() {
            continue;
        }
        let own = task["category"].as_str().unwrap_or("");
        if own != category {
            category = own;
            sheets.push(Sheet {
                caption: format!("2021年市政府{own}三季度完成情况表"),
                columns: columns.clone(),
                group: None,
                rows: Vec::new(),
            });
        }
        let Some(sheet) = sheets.last_mut() else { continue };
        let cell = |value: &Value| {
            let text = value.as_str().unwrap_or("");
            Cell::Text(text.split('\n').filter(|line| !line.is_empty()).map(str::to_owned).collect())
        };
        for (index, entry) in task["entries"].as_array().into_iter().flatten().enumerate() {
            let own_title = !entry["task"].is_null();
            if own_title {
                continue;
            }
            let cells = columns.iter().map(|column| match column.role {
                Role::Progress => cell(&entry["progress"]),
                Role::Problem => cell(&entry["problem"]),
                _ if index > 0 => Cell::Merged,
                Role::Number => Cell::Text(vec![number.to_owned()]),
                Role::Title => cell(&task["title"]),
                _ => Cell::Text(
                    task["units"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(|unit| unit.as_str())
                        .map(str::to_owned)
                        .collect(),
                ),
            });
            let cells = cells.collect();
            sheet.rows.push(Row::Task(cells));
        }
    }
    let before = text.split("附件1\n").next().unwrap_or("").to_owned() + "\n\n";
    Generated { before, sheets, after: String::new(), facts: None, count: None, slow: Vec::new() }
}

#[test]
fn with_columns_in_another_order() {
    let Specimen { text, gold, .. } = specimen(SAMPLE);
    let number = (Role::Number, "序号");
    let title = (Role::Title, "重点任务");
    let progress = (Role::Progress, "三季度完成情况");
    let problem = (Role::Problem, "存在问题及解决建议");
    let lead = (Role::Lead, "牵头单位");
    let orders = [
        [number, title, progress, problem, lead],
        [number, lead, title, progress, problem],
        [number, title, lead, progress, problem],
        [lead, number, title, progress, problem],
        [number, title, lead, problem, progress],
    ];
    for order in orders {
        let notice = rebuilt(&gold, &text, &order);
        let wanted: usize = notice.sheets.iter().map(|sheet| sheet.wanted().len()).sum();
        assert!(wanted > 130, "{wanted} tasks are rebuilt");
        // A task of several progress cells has several rows.
        let rows: usize = notice.sheets.iter().flat_map(Sheet::wanted).map(|task| task.entries.len().max(1)).sum();
        for style in [Style::Spaced, Style::TabLines, Style::Tabbed, Style::Grid, Style::Pipes] {
            let report = analyze_document(&style.document(&notice), &Options::default());
            let faults = compare::faults(&notice, &report);
            let grave: Vec<_> = faults
                .iter()
                .filter(|fault| ["title", "units", "progress", "entry count"].contains(&fault.part))
                .collect();
            let found = report.tasks.len().min(wanted) as f64 / report.tasks.len().max(wanted) as f64;
            let rate = found - grave.len() as f64 / rows as f64;
            let roles: Vec<&str> = order.iter().map(|&(_, header)| header).collect();
            // Where a flat text ends its rows in a cell of paragraphs, nothing but words tells a further row from a
            // further paragraph of that cell: blank lines would show it only before a unit.
            let silent = style == Style::Spaced && order.last() != Some(&lead);
            let floor = if silent { floor("variants", "rows end in a text, no tabs") } else { FLOOR };
            assert!(
                rate >= floor,
                "{style:?} {roles:?}: {rate:.3} of {rows} rows, {} of {wanted} tasks; {:#?}",
                report.tasks.len(),
                &grave[..grave.len().min(4)]
            );
        }
    }
}
