//! Holds a document against the hand-made reading of the sample: how many of its tasks stand in the
//! grids as a row with their number and exact title, and how many of its progress cells.
#![allow(dead_code, reason = "each test file uses its own part")]

use tongbao_notice::document::{Block, Cell, Document};

/// Shares from 0 to 1.
#[derive(Debug)]
pub struct Found {
    pub titles: f64,
    pub units: f64,
    pub progress: f64,
}

/// Words without white space and with the signs that formats write differently made one.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect()
}

pub fn rows(document: &Document) -> Vec<&[Cell]> {
    let grids =
        document.blocks.iter().filter_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None });
    grids.flat_map(|grid| grid.rows.iter().map(Vec::as_slice)).collect()
}

pub fn measure(document: &Document) -> Found {
    let gold = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/yuhuan-2021-q3.gold.json"))
        .unwrap();
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
    let tasks = gold["tasks"].as_array().unwrap();
    let rows: Vec<Vec<String>> =
        rows(document).iter().map(|row| row.iter().map(|cell| bare(&cell.text)).collect()).collect();
    let (mut titles, mut units, mut progress, mut entries) = (0, 0, 0, 0);
    for task in tasks {
        let (number, title) = (bare(task["number"].as_str().unwrap()), bare(task["title"].as_str().unwrap()));
        let own: Vec<&Vec<String>> = rows
            .iter()
            .filter(|row| {
                row.len() > 2 && row[1] == title && (row[0] == number || number.starts_with(&format!("{}.", row[0])))
            })
            .collect();
        titles += usize::from(!own.is_empty());
        if own.is_empty() && std::env::var("SHOW").is_ok() {
            eprintln!("missing {number} {title}");
        }
        let wanted: Vec<String> =
            task["units"].as_array().unwrap().iter().map(|unit| bare(unit.as_str().unwrap())).collect();
        units += usize::from(own.iter().any(|row| wanted.iter().all(|unit| row.last().unwrap().contains(unit))));
        for entry in task["entries"].as_array().unwrap() {
            entries += 1;
            let text = bare(entry["progress"].as_str().unwrap());
            let found = rows.iter().any(|row| row.contains(&text));
            progress += usize::from(found);
            if !found && std::env::var("SHOW").is_ok() {
                eprintln!("no progress {number} {text}");
            }
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    Found { titles: share(titles, tasks.len()), units: share(units, tasks.len()), progress: share(progress, entries) }
}

pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}
