//! Broken copies of real files: whatever byte is changed, cut out or doubled, every reader comes to an
//! end without a crash, and what it gives holds together.

#![cfg(feature = "native-text")]

mod common;
#[path = "hostile/files.rs"]
mod files;

use proptest::prelude::*;
use tongbao_notice::document::{Block, Document};
use tongbao_readers::{NativeDecode, read};

/// Small enough to be read hundreds of times.
const FILES: [&str; 9] = [
    "small.html",
    "small.docx",
    "small.odt",
    "small.xlsx",
    "small.ods",
    "small.xls",
    "small.rtf",
    "small.doc",
    "small.pdf",
];

#[derive(Clone, Debug)]
enum Change {
    Set(usize, u8),
    Flip(usize, u8),
    Cut(usize, usize),
    Double(usize, usize),
    End(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0usize..1 << 20;
    prop_oneof![
        4 => (at.clone(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        4 => (at.clone(), 0u8..8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        1 => (at.clone(), 1usize..300).prop_map(|(at, count)| Change::Cut(at, count)),
        1 => (at.clone(), 1usize..300).prop_map(|(at, count)| Change::Double(at, count)),
        1 => at.prop_map(Change::End),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let length = bytes.len().max(1);
    if bytes.is_empty() {
        return;
    }
    match *change {
        Change::Set(at, byte) => bytes[at % length] = byte,
        Change::Flip(at, bit) => bytes[at % length] ^= 1 << bit,
        Change::Cut(at, count) => {
            let from = at % length;
            bytes.drain(from..(from + count).min(length));
        }
        Change::Double(at, count) => {
            let from = at % length;
            let copy = bytes[from..(from + count).min(length)].to_vec();
            bytes.splice(from..from, copy);
        }
        Change::End(at) => bytes.truncate(at % length),
    }
}

/// Blocks cover every line once, rows of a grid are equally long, and cells stand on lines of their grid.
fn holds_together(document: &Document) {
    let lines = document.text.lines().count() as u32;
    let mut next = 1;
    for block in &document.blocks {
        let at = match block {
            Block::Loose(at) => *at,
            Block::Grid(grid) => {
                let width = grid.rows.first().map_or(0, Vec::len);
                assert!(width > 0 && grid.rows.iter().all(|row| row.len() == width));
                for cell in grid.rows.iter().flatten() {
                    assert!(cell.lines.is_none_or(|at| grid.lines.holds(at.first) && grid.lines.holds(at.last)));
                }
                grid.lines
            }
        };
        assert_eq!(at.first, next);
        next = at.last + 1;
    }
    assert_eq!(next, lines + 1);
}

#[test]
fn the_whole_files_hold_together() {
    for name in FILES {
        let document = read(&common::fixture(name), &NativeDecode).unwrap();
        holds_together(&document);
        assert!(document.blocks.iter().any(|block| matches!(block, Block::Grid(_))), "{name} has a table");
    }
}

/// The hostile files that are small enough to be read hundreds of times.
fn corpus() -> &'static [Vec<u8>] {
    static CORPUS: std::sync::LazyLock<Vec<Vec<u8>>> = std::sync::LazyLock::new(|| {
        files::cases().into_iter().map(|case| case.bytes).filter(|bytes| bytes.len() < 50_000).collect()
    });
    &CORPUS
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_copies_are_survived(file in 0..FILES.len(), changes in prop::collection::vec(change(), 1..12)) {
        let mut bytes = common::fixture(FILES[file]);
        for change in &changes {
            apply(&mut bytes, change);
        }
        if let Ok(document) = read(&bytes, &NativeDecode) {
            holds_together(&document);
        }
    }

    /// The hostile files are a corpus too: what lies next to a harmful file may be harmful in another way.
    #[test]
    fn broken_copies_of_hostile_files_are_survived(at in 0usize..1000, changes in prop::collection::vec(change(), 1..12)) {
        let corpus = corpus();
        let mut bytes = corpus[at % corpus.len()].clone();
        for change in &changes {
            apply(&mut bytes, change);
        }
        if let Ok(document) = read(&bytes, &NativeDecode) {
            holds_together(&document);
        }
    }

    #[test]
    fn any_bytes_are_survived(mut bytes in prop::collection::vec(any::<u8>(), 0..2000), start in 0usize..7) {
        let starts: [&[u8]; 7] = [b"", b"PK\x03\x04", b"%PDF-1.4\n", b"{\\rtf1 ", b"<table>", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"MIME-Version: 1.0\nContent-Type: text/html\n\n"];
        bytes.splice(0..0, starts[start].iter().copied());
        if let Ok(document) = read(&bytes, &NativeDecode) {
            holds_together(&document);
        }
    }
}
