//! Tables of unlike make, each copied in every way that keeps its cells apart: all copies give the same tasks.
//!
//! `tests/layouts` holds invented notices with tables between pipes; behind `===` stand the ways of copying it and the
//! tasks that a careful reader finds. Notices that do not number their tasks, count by unit, or have sections are here, which
//! the generator does not make.

use std::fmt::Write;
use std::path::PathBuf;
use tongbao_notice::report::Task;
use tongbao_notice::{Options, analyze};

/// A notice with tables, and what is expected of it.
struct Layout {
    name: String,
    notice: String,
    copies: Vec<String>,
    tasks: Vec<String>,
}

fn layouts() -> Vec<Layout> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/layouts");
    let entries = std::fs::read_dir(folder).expect("tests/layouts is a directory");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry of tests/layouts").path()).collect();
    paths.sort();
    paths.iter().map(layout).collect()
}

fn layout(path: &PathBuf) -> Layout {
    let text = std::fs::read_to_string(path).expect("a layout is UTF-8 text");
    let (notice, expected) = text.split_once("=== ").expect("=== before what is expected");
    let (copies, tasks) = expected.split_once('\n').expect("tasks below the ways of copying");
    let (_, copies) = copies.split_once("copied as ").expect("the ways of copying");
    Layout {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        notice: notice.to_owned(),
        copies: copies.split_whitespace().map(str::to_owned).collect(),
        tasks: tasks.lines().map(str::to_owned).collect(),
    }
}

/// The notice with its tables as this way of copying leaves them.
fn copied(notice: &str, copy: &str) -> String {
    let mut text = String::new();
    for line in notice.lines() {
        let Some(inner) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
            text.push_str(line);
            text.push('\n');
            continue;
        };
        let row: Vec<&str> = inner.split('|').map(str::trim).collect();
        let written = match copy {
            "pipes" => format!("| {} |\n", row.join(" | ")),
            "tabs" => row.join("\t") + "\n",
            "lines" => row.join("\n") + "\n",
            "blanks" => row.join("\n\n") + "\n\n",
            "dropped" => row.iter().filter(|cell| !cell.is_empty()).fold(String::new(), |all, cell| all + cell + "\n"),
            other => panic!("no way of copying: {other}"),
        };
        text.push_str(&written);
    }
    text
}

fn said(task: &Task) -> String {
    let or_dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let units: Vec<&str> = task.units.iter().map(|unit| unit.name.as_str()).collect();
    let status = task.status.stated.or(task.status.assessed).map_or("-".to_owned(), |status| {
        serde_json::to_value(status).ok().and_then(|word| Some(word.as_str()?.to_owned())).unwrap_or_default()
    });
    let number = task.number.as_deref().unwrap_or("-");
    [&or_dash(&task.category), number, &or_dash(&task.title), &or_dash(&units.join("、")), &status].join(" | ")
}

#[test]
fn every_copy_of_a_table_gives_the_tasks_that_a_reader_finds() {
    let mut wrong = String::new();
    for layout in layouts() {
        for copy in &layout.copies {
            let report = analyze(&copied(&layout.notice, copy), &Options::default());
            let found: Vec<String> = report.tasks.iter().map(said).collect();
            if found != layout.tasks {
                let _ = writeln!(wrong, "{} as {copy}:\n{}\n", layout.name, found.join("\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
