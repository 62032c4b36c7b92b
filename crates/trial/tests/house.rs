//! Rules of the house that the compiler cannot see: no name of a known notice in code or lexicon, no web
//! in the pure rooms, and words of judgement in the lexicon only.

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

#[test]
fn the_pure_rooms_name_no_web_no_clock_and_no_files() {
    let mut found = String::new();
    for room in ["notice", "figure"] {
        let folder = root().join("crates").join(room);
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("a room has its manifest");
        for word in ["web-sys", "js-sys", "wasm-bindgen", "regex", "chrono"] {
            if manifest.lines().any(|line| line.trim_start().starts_with(word)) {
                found += &format!("crates/{room}/Cargo.toml: {word}\n");
            }
        }
        for path in files(&folder.join("src"), "rs") {
            let text = product(&path);
            for word in [
                "web_sys",
                "js_sys",
                "std::fs",
                "std::io",
                "std::net",
                "std::env",
                "SystemTime",
                "Instant::now",
                "println!",
            ] {
                if text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(word)) {
                    found += &format!("{}: {word}\n", path.display());
                }
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn words_of_judgement_stand_in_the_lexicon_only() {
    let words =
        ["滞后", "偏慢", "未达序时", "超序时", "正常推进", "暂缓", "未开工", "已办结", "红灯", "黄灯", "进展缓慢"];
    let mut found = String::new();
    for path in files(&root().join("crates/notice/src"), "rs") {
        for (number, line) in product(&path).lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for word in words.iter().filter(|word| code.contains(**word)) {
                found += &format!("{}:{} {word}\n", path.display(), number + 1);
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
}
