//! The notices that the repository holds, each with what a careful reader found in it.
//!
//! Texts stand in `tests/notices`, readings in `tests/gold`, both at the root of the repository. One
//! reading serves every way in which its notice was copied: `05-lights.txt` (a browser's text) and
//! `05-lights.flat.txt` (a paragraph a line) both answer to `05-lights.json`.

use serde_json::Value;
use std::path::PathBuf;

/// A notice in one way of copying it, with its reading.
pub struct Specimen {
    /// The name of the text without `.txt`: `05-lights.flat`.
    pub name: String,
    /// The notice itself: `05-lights`.
    pub notice: String,
    /// The text.
    pub text: String,
    /// The reading, in the form of the report.
    pub gold: Value,
}

/// The notice that the first customer sent; its reading alone carries source lines.
pub const SAMPLE: &str = "yuhuan-2021-q3";

/// All specimens, by name.
///
/// # Panics
/// Where the repository is not whole: a text that cannot be read, or one without its reading.
pub fn specimens() -> Vec<Specimen> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join("notices"))
        .expect("tests/notices is a directory")
        .map(|entry| entry.expect("an entry of tests/notices").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let notice = name.split('.').next().unwrap_or_default().to_owned();
            let text = std::fs::read_to_string(&path).expect("a notice is UTF-8 text");
            let gold = std::fs::read_to_string(root().join("gold").join(format!("{notice}.json")))
                .expect("every notice has its reading");
            let gold = serde_json::from_str(&gold).expect("a reading is JSON");
            Specimen { name, notice, text, gold }
        })
        .collect()
}

/// The specimen of this name.
///
/// # Panics
/// Where there is none.
pub fn specimen(name: &str) -> Specimen {
    specimens().into_iter().find(|specimen| specimen.name == name).expect("a specimen of this name")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}
