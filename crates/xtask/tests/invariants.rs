//! What must not be in the source, checked by reading it: see ARCHITECTURE.md, "Invariants".

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("the crate stands two folders below the root")
        .into()
}

/// All files below a folder of the project with one of these endings, as (name from the root, text).
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if name != "target" && name != "node_modules" && name != "dist" && name != ".git" {
                    walk(&path, out);
                }
            } else {
                out.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    let found: Vec<(String, String)> = paths
        .iter()
        .filter(|path| path.extension().and_then(|end| end.to_str()).is_some_and(|end| endings.contains(&end)))
        .filter_map(|path| {
            let name = path.strip_prefix(root()).ok()?.to_str()?.replace('\\', "/");
            Some((name, fs::read_to_string(path).ok()?))
        })
        .collect();
    assert!(!found.is_empty(), "{folder} has no file ending in {endings:?}: is the check looking at the right place?");
    found
}

/// The code without `//` comments, a line each.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line.split("//").next().unwrap_or(line)))
}

/// The part of a file before its unit tests.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn places(folder: &str, words: &[&str], but: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in files(folder, &["rs"]) {
        if but(&name) {
            continue;
        }
        for (line, code) in code(&text) {
            if let Some(word) = words.iter().find(|word| code.contains(**word)) {
                found.push(format!("{name}:{line} names {word}"));
            }
        }
    }
    found
}

fn nothing(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn only_the_web_room_names_the_browser() {
    nothing(&places("src", &["web_sys", "js_sys"], |name| name.starts_with("src/web/") || name == "src/web.rs"));
}

#[test]
fn the_core_names_no_web_no_clock_no_files() {
    let words = [
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "gloo",
        "yew",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "std::io",
        "SystemTime",
        "Instant",
        "println!",
        "eprintln!",
        "dbg!",
    ];
    for room in ["crates/notice/src", "crates/figure/src"] {
        nothing(&places(room, &words, |_| false));
    }
}

#[test]
fn the_core_depends_on_little() {
    let allowed = ["aho-corasick", "memchr", "serde", "thiserror", "tongbao-notice", "tongbao-figure"];
    for room in ["crates/notice", "crates/figure"] {
        let (_, manifest) = files(room, &["toml"]).remove(0);
        let mut within = false;
        for line in manifest.lines() {
            if line.starts_with('[') {
                within = line == "[dependencies]";
            } else if within && !line.trim().is_empty() && !line.starts_with('#') {
                let name = line.split(['.', '=', ' ']).next().unwrap_or("");
                assert!(
                    allowed.contains(&name),
                    "{room} depends on {name}: the page loads it, so it needs a reason here"
                );
            }
        }
    }
}

#[test]
fn rooms_know_only_those_below() {
    for (room, above) in [
        ("crates/notice/src", &["tongbao_readers", "tongbao_figure", "tongbao_trial"][..]),
        ("crates/figure/src", &["tongbao_readers", "tongbao_trial"]),
        ("crates/readers/src", &["tongbao_figure", "yew", "web_sys"]),
        ("src", &["tongbao_trial"]),
    ] {
        nothing(&places(room, above, |_| false));
    }
}

#[test]
fn no_crate_allows_unsafe_code() {
    nothing(&places("crates", &["unsafe {", "unsafe fn", "unsafe impl", "allow(unsafe_code)"], |name| {
        name.ends_with("invariants.rs")
    }));
    nothing(&places("src", &["unsafe {", "unsafe fn", "unsafe impl", "allow(unsafe_code)"], |_| false));
}

/// Nothing of the product may know the notices it is tested with: their places and their units.
#[test]
fn no_rule_names_a_place_or_unit_of_the_tests() {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for place in ["玉环", "台州", "大麦屿", "坎门", "楚门", "漩门"] {
        names.insert(place.to_owned());
    }
    let gold = files("tests/gold", &["json"]);
    for (_, text) in &gold {
        let reading: Vec<&str> = text.split("\"units\":").skip(1).collect();
        for part in reading {
            let list = part.trim_start().strip_prefix('[').and_then(|rest| rest.split(']').next()).unwrap_or("");
            for name in list.split('"').skip(1).step_by(2) {
                // A unit's own name is a place and a kind of office: the office alone (教育局) is a word of the trade.
                if name.chars().count() >= 4 && !name.starts_with(['市', '县', '区', '州', '省', '各']) {
                    names.insert(name.to_owned());
                }
            }
        }
    }
    assert!(names.len() > 20, "only {} names found in the gold readings", names.len());
    let mut found = Vec::new();
    for folder in ["crates/notice/src", "crates/readers/src", "crates/figure/src", "src"] {
        for (name, text) in files(folder, &["rs"]) {
            for (line, code) in code(product(&text)) {
                if let Some(word) = names.iter().find(|word| code.contains(word.as_str())) {
                    found.push(format!("{name}:{line} names {word}"));
                }
            }
        }
    }
    for (name, text) in files("crates/notice/src/lexicon", &["tsv"]) {
        for (at, line) in text.lines().enumerate() {
            let words = line.split('#').next().unwrap_or("");
            if ["玉环", "台州"].iter().any(|place| words.contains(place)) {
                found.push(format!("{name}:{} names a place of the sample", at + 1));
            }
        }
    }
    nothing(&found);
}

/// Places that hold such a word today and are to hand it to the lexicon. The list only gets shorter.
const STILL_IN_CODE: [&str; 2] = ["crates/notice/src/judge/targets.rs", "crates/notice/src/read/tokens.rs"];

/// Judgement words stand in the lexicon, where a colleague without Rust can read and extend them.
#[test]
fn words_of_judgement_stand_in_the_lexicon_only() {
    let words = [
        "已完成",
        "未完成",
        "滞后",
        "偏慢",
        "未达序时",
        "正常推进",
        "超序时",
        "未启动",
        "未开工",
        "提前完成",
        "已办结",
        "力争",
        "以上",
        "暂缓",
        "红灯",
        "黄灯",
        "进展缓慢",
    ];
    let mut found = Vec::new();
    for (name, text) in files("crates/notice/src", &["rs"]) {
        // Findings are sentences for people, which name a status as people do.
        if name.starts_with("crates/notice/src/judge/findings/") || STILL_IN_CODE.contains(&name.as_str()) {
            continue;
        }
        for (line, code) in code(product(&text)) {
            if let Some(word) = words.iter().find(|word| code.contains(**word)) {
                found.push(format!("{name}:{line} holds {word}"));
            }
        }
    }
    nothing(&found);
}

/// The page and its loader name no host: there is nobody to ask.
#[test]
fn no_shipped_file_names_a_host() {
    let mut found = Vec::new();
    let mut shipped = files("static", &["js", "css", "svg", "html"]);
    shipped.push(("index.html".to_owned(), fs::read_to_string(root().join("index.html")).expect("index.html")));
    shipped.extend(files("src", &["rs"]));
    for (name, text) in shipped {
        for (at, line) in text.lines().enumerate() {
            let line = line.replace("http://www.w3.org/", "");
            if line.contains("http://") || line.contains("https://") || line.contains("src=\"//") {
                found.push(format!("{name}:{} names a host", at + 1));
            }
        }
    }
    nothing(&found);
}

/// A file should do what its name says; beyond this length it does more.
#[test]
fn files_stay_readable() {
    let mut found = Vec::new();
    for folder in ["src", "crates"] {
        for (name, text) in files(folder, &["rs"]) {
            let lines = product(&text).lines().count();
            if lines > 950 {
                found.push(format!("{name} has {lines} lines before its tests"));
            }
            if !name.contains("/tests/") && !name.contains("/benches/") && !text.starts_with("//!") {
                found.push(format!("{name} does not say what it is for (//!)"));
            }
        }
    }
    nothing(&found);
}
