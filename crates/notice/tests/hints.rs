//! A reading is redone with what the user says about its tables.

use tongbao_notice::document::{Block, Cell, Document, Grid};
use tongbao_notice::hint::TableHint;
use tongbao_notice::place::Lines;
use tongbao_notice::report::{Report, Role};
use tongbao_notice::{Options, analyze, analyze_document};

const LOOSE: &str = "重点工作进展情况表\n\n序号\n\n工作任务\n\n进展情况\n\n甲类\n\n责任单位\n\n\
    1\n\n新建公园2座\n\n已完成选址，正在办理手续。\n\n资金缺口较大，推进缓慢。\n\n县住建局\n\n\
    2\n\n改造道路3条\n\n累计完成投资200万元。\n\n用地尚未批复。\n\n县交通运输局\n\n\
    3\n\n建设泵站1座\n\n已完成主体施工。\n\n设备到货滞后。\n\n县水利局\n";

fn with(text: &str, hints: &[&str]) -> Report {
    let tables = hints.iter().map(|hint| TableHint::parse(hint).expect(hint)).collect();
    analyze(text, &Options { tables, ..Options::default() })
}

fn roles(report: &Report) -> Vec<Role> {
    report.tables[0].columns.iter().map(|column| column.role).collect()
}

#[test]
fn a_column_is_given_another_role() {
    let plain = with(LOOSE, &[]);
    assert_eq!(plain.tables.len(), 1);
    assert_eq!(plain.tables[0].header, Some(Lines::new(3, 11)));
    let line = plain.tables[0].lines.first;
    let told = with(LOOSE, &[&format!("{line}=number,title,progress,problem,lead")]);
    assert_eq!(roles(&told), [Role::Number, Role::Title, Role::Progress, Role::Problem, Role::Lead]);
    assert_eq!(told.tables[0].columns[3].header, "甲类", "the header stays as printed");
    assert_eq!(told.tables[0].alternatives[0].columns, plain.tables[0].columns);
    let problems: Vec<&str> = told.tasks.iter().map(|task| task.entries[0].problem.as_str()).collect();
    assert_eq!(problems, ["资金缺口较大，推进缓慢。", "用地尚未批复。", "设备到货滞后。"]);
}

#[test]
fn what_is_no_table_makes_no_tasks() {
    let told = with(LOOSE, &["3=none"]);
    assert!(told.tables.is_empty() && told.tasks.is_empty());
    assert_eq!(told.coverage.lines.all, with(LOOSE, &[]).coverage.lines.all, "no line is lost");
    assert_eq!(with(LOOSE, &["900=none"]).tasks.len(), 3, "a hint that meets no table changes nothing");
}

#[test]
fn a_header_is_shown_where_none_was_seen() {
    let unknown =
        LOOSE.replace("序号", "甲").replace("工作任务", "乙").replace("进展情况\n", "丙\n").replace("责任单位", "丁");
    let told = with(&unknown, &["3-11=number,title,progress,problem,lead"]);
    let titles: Vec<&str> = told.tasks.iter().map(|task| task.title.as_str()).collect();
    assert_eq!(titles, ["新建公园2座", "改造道路3条", "建设泵站1座"]);
    assert_eq!(told.tasks[2].units[0].name, "县水利局");
}

#[test]
fn grids_and_written_tables_take_hints_too() {
    let rows =
        [["序号", "项目", "情况", "单位"], ["1", "修路", "已开工", "县交通局"], ["2", "建桥", "已完工", "县水利局"]];
    let text: String = rows.iter().flatten().map(|cell| format!("{cell}\n")).collect();
    let cell =
        |at: usize, text: &str| Cell { text: text.to_owned(), lines: Some(Lines::one(at as u32 + 1)), merged: None };
    let grid = rows
        .iter()
        .enumerate()
        .map(|(row, cells)| cells.iter().enumerate().map(|(at, text)| cell(row * 4 + at, text)).collect());
    let grid = Grid { lines: Lines::new(1, 12), rows: grid.collect() };
    let document = Document { text, blocks: vec![Block::Grid(grid)], ..Document::loose("") };
    let options = |hint: &str| Options { tables: TableHint::parse(hint).into_iter().collect(), ..Options::default() };
    let told = analyze_document(&document, &options("1-4=number,title,problem,lead"));
    assert_eq!(told.tasks[1].entries[0].problem, "已完工");
    assert!(analyze_document(&document, &options("1=none")).tasks.is_empty());
    let piped = "| 序号 | 任务 | 进展情况 | 单位 |\n|---|---|---|---|\n| 1 | 修路 | 已开工 | 县交通局 |\n| 2 | 建桥 | 已完工 | 县水利局 |\n";
    assert_eq!(with(piped, &["1=number,title,problem,lead"]).tasks[0].entries[0].problem, "已开工");
    assert!(with(piped, &["1=none"]).tasks.is_empty());
}
