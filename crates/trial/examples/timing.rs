//! Where the time of reading goes: `cargo run --release -p tongbao-trial --example timing [-- MEGABYTES]`.

use std::time::Instant;
use tongbao_notice::document::Document;
use tongbao_notice::{Options, judge, read};
use tongbao_trial::corpus::specimens;

fn main() {
    let megabytes: f64 = std::env::args().nth(1).and_then(|value| value.parse().ok()).unwrap_or(1.0);
    for size in [megabytes / 4.0, megabytes / 2.0, megabytes] {
        let bytes = (size * 1_048_576.0) as usize;
        let mut text = String::new();
        for specimen in specimens().iter().cycle() {
            if text.len() >= bytes {
                break;
            }
            text += &specimen.text;
            text += "\n\n";
        }
        let document = Document::loose(text.as_str());
        let start = Instant::now();
        let notice = read::read(&document, &Options::default());
        let reading = start.elapsed();
        let start = Instant::now();
        let report = judge::judge(notice, &Options::default());
        println!(
            "{:8.2} MB: read {:8.1} ms, judge {:8.1} ms, {} tasks, {} tables, {} findings",
            text.len() as f64 / 1_048_576.0,
            reading.as_secs_f64() * 1000.0,
            start.elapsed().as_secs_f64() * 1000.0,
            report.tasks.len(),
            report.tables.len(),
            report.findings.len(),
        );
    }
}
