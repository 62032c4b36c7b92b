//! No place of a known notice stands in code or lexicon: a rule that names one helps one notice only.
//! The other rules of the house that the compiler cannot see are checked by `xtask`'s `invariants`.

#![allow(clippy::format_push_string, reason = "what failed is told in plain words")]

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All files with this extension under `folder`.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_none_or(|name| name != "target" && name != "tests") {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found
}

/// The product's part of a source file: what stands before its tests.
fn product(path: &Path) -> String {
    let text = std::fs::read_to_string(path).expect("a source file is UTF-8");
    text.split("#[cfg(test)]").next().unwrap_or("").to_owned()
}

fn sources() -> Vec<PathBuf> {
    let mut all = files(&root().join("src"), "rs");
    for room in ["notice", "figure", "readers", "cli"] {
        all.extend(files(&root().join("crates").join(room).join("src"), "rs"));
    }
    all
}

#[test]
fn no_place_of_a_known_notice_stands_in_code_or_lexicon() {
    let places: Vec<&str> = include_str!("../words/places.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split('\t'))
        .collect();
    assert!(places.len() > 100);
    let mut found = String::new();
    for path in sources() {
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        let text = product(&path);
        for (number, line) in text.lines().enumerate() {
            for place in places.iter().filter(|place| line.contains(**place)) {
                found += &format!("{}:{} {place}\n", path.display(), number + 1);
            }
        }
    }
    for path in files(&root().join("crates/notice/src/lexicon"), "tsv") {
        let text = std::fs::read_to_string(&path).expect("a table is UTF-8");
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            // The last column says where a word was seen.
            let words = line.rsplit_once('\t').map_or(line, |(words, _)| words);
            for place in places.iter().filter(|place| words.contains(**place)) {
                found += &format!("{}:{} {place}\n", path.display(), number + 1);
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
}
