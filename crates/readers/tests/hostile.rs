//! Files that mean harm: none may crash the reader, take more than five seconds or 256 MB, and each
//! has its answer.

#![cfg(feature = "native-text")]

#[path = "hostile/files.rs"]
mod files;

use std::time::Instant;

use tongbao_readers::{NativeDecode, read};

/// The most memory that this process has had, in MB.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<usize>().unwrap_or(0) / 1024
}

/// Five seconds for what is shipped; a build without optimisation is several times slower.
const MOST_MILLISECONDS: u128 = if cfg!(debug_assertions) { 25_000 } else { 5000 };

#[test]
fn every_hostile_file_has_its_answer() {
    let mut wrong = Vec::new();
    let cases = files::cases();
    assert!(cases.len() >= 40);
    // What the files themselves take is not the reader's.
    let before = peak();
    println!("| file | bytes | answer | ms | MB |\n| --- | ---: | --- | ---: | ---: |");
    for case in cases {
        let started = Instant::now();
        let answer = match read(&case.bytes, &NativeDecode) {
            Ok(document) => {
                let codes: Vec<&str> = document.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
                std::iter::once("ok").chain(codes).collect::<Vec<_>>().join(" ")
            }
            Err(error) => error.code().to_owned(),
        };
        let (taken, memory) = (started.elapsed().as_millis(), peak() - before);
        println!("| {} | {} | {answer} | {taken} | {memory} |", case.name, case.bytes.len());
        let expected = case.expected == "any" || answer == case.expected;
        if !expected || taken > MOST_MILLISECONDS || memory > 256 {
            wrong.push(format!("{}: {answer} instead of {}, {taken} ms, {memory} MB", case.name, case.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
