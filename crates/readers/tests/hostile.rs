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

/// How `docs/hostile-files.md` begins.
const TABLE: &str = "# Files that mean harm\n\nMade by `crates/readers/tests/hostile/files.rs`; the test `hostile` reads each within 5 seconds and 256 MB and keeps \
                     this table true.\nThe page and the command line have a sentence in Chinese and in English for every answer.\n\n| file | answer | \
                     message |\n| --- | --- | --- |\n";

/// Five seconds for what is shipped; a build without optimisation is several times slower.
const MOST_MILLISECONDS: u128 = if cfg!(debug_assertions) { 25_000 } else { 5000 };

#[test]
fn every_hostile_file_has_its_answer() {
    let mut wrong = Vec::new();
    let mut table = TABLE.to_owned();
    let cases = files::cases();
    assert!(cases.len() >= 40);
    // What the files themselves take is not the reader's.
    let before = peak();
    println!("| file | bytes | answer | ms | MB |\n| --- | ---: | --- | ---: | ---: |");
    for case in cases {
        let started = Instant::now();
        let (answer, message) = match read(&case.bytes, &NativeDecode) {
            Ok(document) => {
                let codes: Vec<&str> = document.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
                let read = format!(
                    "what could be read is shown{}{}",
                    if codes.is_empty() { "" } else { ", with " },
                    codes.join(" ")
                );
                (std::iter::once("ok").chain(codes).collect::<Vec<_>>().join(" "), read)
            }
            Err(error) => (error.code().to_owned(), error.to_string()),
        };
        let (taken, memory) = (started.elapsed().as_millis(), peak() - before);
        println!("| {} | {} | {answer} | {taken} | {memory} |", case.name, case.bytes.len());
        table += &format!("| {} | {answer} | {message} |\n", case.name);
        let expected = case.expected == "any" || answer == case.expected;
        if !expected || taken > MOST_MILLISECONDS || memory > 256 {
            wrong.push(format!("{}: {answer} instead of {}, {taken} ms, {memory} MB", case.name, case.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/hostile-files.md");
    if std::env::var_os("WRITE_TABLE").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == table, "docs/hostile-files.md is not what the readers say: write it with WRITE_TABLE=1");
}
