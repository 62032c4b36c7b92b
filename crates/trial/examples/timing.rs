//! Where the time and the memory of reading go: `cargo run --release -p tongbao-trial --example timing [-- MEGABYTES [FILE]]`.
//!
//! One thread; the notices of the tests (or one file) joined over and over. Each size is read as often as takes a second, so
//! that the tables of words are made and the pages of memory are there. The peak is that of the whole process, text and
//! report included.

use std::time::{Duration, Instant};
use tongbao_notice::document::Document;
use tongbao_notice::{Options, judge, read, source};
use tongbao_trial::corpus::specimens;

fn main() {
    let megabytes: f64 = std::env::args().nth(1).and_then(|value| value.parse().ok()).unwrap_or(1.0);
    let texts: Vec<String> = match std::env::args().nth(2) {
        Some(path) => vec![std::fs::read_to_string(path).expect("the file can be read as text")],
        None => specimens().into_iter().map(|specimen| specimen.text).collect(),
    };
    let bytes = (megabytes * 1_048_576.0) as usize;
    let mut text = String::with_capacity(bytes + 200_000);
    for notice in texts.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text += notice;
        text += "\n\n";
    }
    let length = text.len() as f64;
    let document = Document::loose(text);
    let (mut reading, mut judging, mut turns) = (Duration::MAX, Duration::MAX, 0);
    let begun = Instant::now();
    while turns == 0 || begun.elapsed() < Duration::from_secs(1) {
        let start = Instant::now();
        let notice = read::read(&document, &Options::default());
        reading = reading.min(start.elapsed());
        let start = Instant::now();
        let mut report = judge::judge(notice, &Options::default());
        judge::standing::settle(&mut report, &source::Source::new(&document.text));
        judging = judging.min(start.elapsed());
        turns += 1;
        if turns == 1 {
            let (tasks, tables, findings) = (report.tasks.len(), report.tables.len(), report.findings.len());
            println!("{:.2} MB: {tasks} tasks, {tables} tables, {findings} findings", length / 1e6);
        }
    }
    let all = (reading + judging).as_secs_f64();
    println!(
        "best of {turns}: read {:.1} ms, judge {:.1} ms, {:.1} MB/s",
        reading.as_secs_f64() * 1e3,
        judging.as_secs_f64() * 1e3,
        length / all / 1e6
    );
    if let Some(peak) = peak() {
        println!("peak memory {:.0} MB, {:.1} × the text", peak / 1e6, peak / length);
    }
}

/// The most memory that this process has had, in bytes, where the system tells.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? * 1024.0)
}
