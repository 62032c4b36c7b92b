//! Is a confidence worth its number? Of the tables read with a confidence of 0.9, nine in ten must be right.

use crate::campaign;
use crate::compare;
use crate::corpus::specimens;
use crate::flatten::Style;
use crate::score::{score, squeeze};
use crate::variants::Change;
use serde_json::{Value, json};
use std::fmt::Write;
use tongbao_notice::report::Report;
use tongbao_notice::{Options, analyze, analyze_document};

/// A table that was read: how sure the reading was, and whether it was right in every cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// The confidence of the table.
    pub confidence: f64,
    /// The margin that this was made from.
    pub margin: f32,
    /// Whether every task of it is right.
    pub right: bool,
}

/// Lower ends of the bands of confidence.
const BANDS: [f64; 8] = [0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99];

/// From this confidence on a table is taken as read.
pub const SURE: f64 = 0.8;

/// The tables of all notices of the corpus, as they are and changed in every way that may not matter.
pub fn of_corpus() -> Vec<Observation> {
    let mut all = Vec::new();
    for specimen in specimens() {
        let ways = Change::ALL.into_iter().filter(|change| change.applies_to(&specimen.text));
        let texts = std::iter::once(specimen.text.clone()).chain(ways.map(|change| change.apply(&specimen.text)));
        for text in texts {
            let report = analyze(&text, &Options::default());
            for table in &report.tables {
                all.push(Observation {
                    confidence: table.confidence,
                    margin: table.margin,
                    right: table_is_right(&specimen.gold, &report, &table.category),
                });
            }
        }
    }
    all
}

/// Whether all tasks of one category are right, none missing and none invented.
fn table_is_right(gold: &Value, report: &Report, category: &str) -> bool {
    let mut report = report.clone();
    report.tasks.retain(|task| task.category == category);
    let of_table = |task: &&Value| {
        std::iter::once(&task["category"])
            .chain(task["also_accept"]["category"].as_array().into_iter().flatten())
            .any(|name| squeeze(name.as_str().unwrap_or("")) == squeeze(category))
    };
    let tasks: Vec<&Value> = gold["tasks"].as_array().into_iter().flatten().filter(of_table).collect();
    let figures = score(&json!({ "tasks": tasks, "unit_aliases": gold["unit_aliases"] }), &report);
    !tasks.is_empty()
        && ["tasks found", "task precision", "titles", "units", "entry count", "progress cells", "problem cells"]
            .iter()
            .all(|name| figures.rate(name) >= 1.0)
}

/// The tables of generated notices of one table, `cases` a style.
pub fn of_generated(cases: usize, seed: u8) -> Vec<Observation> {
    let mut all = Vec::new();
    for style in Style::ALL {
        for plan in campaign::draw(style, cases, seed) {
            let notice = plan.notice(style.carries());
            let report = analyze_document(&style.document(&notice), &Options::default());
            if let ([table], [_]) = (report.tables.as_slice(), notice.sheets.as_slice()) {
                let right = compare::faults(&notice, &report).is_empty();
                all.push(Observation { confidence: table.confidence, margin: table.margin, right });
            }
        }
    }
    all
}

/// Of the sure tables the share that is right, and of all tables the share that is sure.
pub fn sure(all: &[Observation]) -> (f64, f64) {
    let sure: Vec<&Observation> = all.iter().filter(|table| table.confidence >= SURE).collect();
    let right = sure.iter().filter(|table| table.right).count();
    (right as f64 / sure.len().max(1) as f64, sure.len() as f64 / all.len().max(1) as f64)
}

/// The reliability table: for each band of confidence how many tables, their mean confidence, the share right.
pub fn table(all: &[Observation]) -> String {
    let mut out = String::from("confidence    tables   mean   right\n");
    for (index, &low) in BANDS.iter().enumerate() {
        let high = BANDS.get(index + 1).copied().unwrap_or(f64::INFINITY);
        let band: Vec<&Observation> =
            all.iter().filter(|table| table.confidence >= low && table.confidence < high).collect();
        if !band.is_empty() {
            let mean = band.iter().map(|table| table.confidence).sum::<f64>() / band.len() as f64;
            let right = band.iter().filter(|table| table.right).count() as f64 / band.len() as f64;
            let _ = writeln!(out, "{low:4.2} – {:4.2} {:8} {mean:6.3} {right:7.3}", high.min(1.0), band.len());
        }
    }
    let (right, share) = sure(all);
    let _ = writeln!(out, "from {SURE}: {right:.3} right, {share:.3} of all {}", all.len());
    out
}

/// Lower ends of the bands of margins.
const MARGINS: [f32; 12] = [0.0, 0.2, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0];

/// The chance that a table is right, by the margin of its least sure row: the share in each band, bands joined until the
/// shares rise (pool adjacent violators). Of each the lower end, the chance, and how many tables there were.
pub fn calibrated(all: &[Observation]) -> Vec<(f32, f64, usize)> {
    let mut pooled: Vec<(f32, f64, usize)> = Vec::new();
    for (index, &low) in MARGINS.iter().enumerate() {
        let high = MARGINS.get(index + 1).copied().unwrap_or(f32::INFINITY);
        let band = all.iter().filter(|table| table.margin >= low && table.margin < high);
        let (right, count) =
            band.fold((0.0, 0), |(right, count), table| (right + f64::from(u8::from(table.right)), count + 1));
        if count == 0 {
            continue;
        }
        pooled.push((low, right, count));
        while let [.., (_, right_before, before), (_, right, count)] = pooled.as_slice()
            && right_before / *before as f64 >= right / *count as f64
        {
            let (right, count) = (right_before + right, before + count);
            pooled.pop();
            if let Some(last) = pooled.last_mut() {
                (last.1, last.2) = (right, count);
            }
        }
    }
    pooled.iter_mut().for_each(|band| band.1 /= band.2 as f64);
    pooled
}
