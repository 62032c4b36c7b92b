//! Takes out of the page's wasm what would only say why it broke down.
//!
//! A panic ends the page's work either way: the wasm stops, the worker with it, and the page says so. Which sentence
//! Rust would have written into the console, and the code at each of some thousand places that hands it numbers
//! and its own line, is for developers; `cargo xtask serve` leaves it in. Here the functions that panic become an
//! instruction that stops at once, and `wasm-opt` takes out what was only there to call them.
//!
//! The places in the sources, a file, a line and a column for each panic, become zeros, which the wasm does not carry.
//!
//! So do those that write values for developers (`Debug`): nothing but panics writes so in the page, and their tables of characters
//! that cannot be printed are three kilobytes.
//!
//! The functions are known by their names, which the linker leaves in the wasm until `wasm-opt` has run.

use crate::varint::{number, write_number};
use std::collections::BTreeSet;

/// How functions that never come back begin, in the names of Rust's standard library.
const NEVER_BACK: [&str; 14] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_index_fail",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::str::slice_error_fail",
    "core::cell::panic_already_",
    "core::cell::lazy::panic_poisoned",
    "std::thread::local::panic_access_error",
    "std::sync::lazy_lock::panic_poisoned",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "alloc::alloc::handle_alloc_error",
];

/// The same, as they end, and those that only panics call.
const NEVER_BACK_ENDS: [&str; 3] =
    ["::remove::assert_failed", "::insert_mut::assert_failed", " as core::fmt::Debug>::fmt"];

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// A function without variables that stops: `unreachable`, `end`.
const STOP: [u8; 3] = [0, 0x00, 0x0b];

/// The wasm without its panics; an error where it names no function that panics.
pub fn panics(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let unreadable = || "a wasm that cannot be read".to_owned();
    let sections = sections(wasm).ok_or_else(unreadable)?;
    let content = |wanted| sections.iter().filter(move |(kind, _)| *kind == wanted).map(|(_, content)| *content);
    let imported = content(IMPORTS).next().map_or(Some(0), functions_imported).ok_or_else(unreadable)?;
    let names = content(CUSTOM).find_map(|custom| custom.strip_prefix(b"\x04name"));
    let ends: BTreeSet<usize> = names.and_then(never_back).ok_or("a wasm without names of functions")?;
    if ends.is_empty() {
        return Err("no function of the wasm is one that panics: their names have changed".to_owned());
    }
    let mut out = wasm[..8].to_vec();
    for (kind, content) in sections {
        out.push(kind);
        let content = match kind {
            CODE => stopped(content, imported, &ends).ok_or_else(unreadable)?,
            DATA => without_places(content).ok_or_else(unreadable)?,
            _ => content.to_vec(),
        };
        write_number(&mut out, content.len());
        out.extend(content);
    }
    Ok(out)
}

fn sections(wasm: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut sections = Vec::new();
    let mut rest = wasm.get(8..)?;
    while let [kind, after @ ..] = rest {
        let (length, content) = number(after)?;
        let (content, after) = content.split_at_checked(length)?;
        sections.push((*kind, content));
        rest = after;
    }
    Some(sections)
}

/// All that a page of ours imports are functions.
fn functions_imported(imports: &[u8]) -> Option<usize> {
    number(imports).map(|(count, _)| count)
}

/// The numbers of the functions that never come back, from the section of names.
fn never_back(names: &[u8]) -> Option<BTreeSet<usize>> {
    const FUNCTIONS: u8 = 1;
    let mut rest = names;
    while let [kind, after @ ..] = rest {
        let (length, content) = number(after)?;
        let (content, after) = content.split_at_checked(length)?;
        if *kind == FUNCTIONS {
            let (count, mut content) = number(content)?;
            let mut found = BTreeSet::new();
            for _ in 0..count {
                let (function, after) = number(content)?;
                let (length, after) = number(after)?;
                let (name, after) = after.split_at_checked(length)?;
                if is_never_back(std::str::from_utf8(name).ok()?) {
                    found.insert(function);
                }
                content = after;
            }
            return Some(found);
        }
        rest = after;
    }
    None
}

/// Whether a function of this name never comes back. Crates may carry a hash: `core[0123abcd…]::panicking::panic`.
fn is_never_back(name: &str) -> bool {
    let plain: String = name
        .split('[')
        .enumerate()
        .map(|(at, part)| match part.split_once(']') {
            Some((_, after)) if at > 0 => after,
            _ => part,
        })
        .collect();
    NEVER_BACK.iter().any(|start| plain.starts_with(start)) || NEVER_BACK_ENDS.iter().any(|end| plain.ends_with(end))
}

/// The section of code in which these functions stop.
fn stopped(code: &[u8], imported: usize, ends: &BTreeSet<usize>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(code)?;
    let mut out = Vec::with_capacity(code.len());
    write_number(&mut out, count);
    for place in 0..count {
        let (length, after) = number(rest)?;
        let (body, after) = after.split_at_checked(length)?;
        let body = if ends.contains(&(imported + place)) { &STOP } else { body };
        write_number(&mut out, body.len());
        out.extend(body);
        rest = after;
    }
    Some(out)
}

/// The section of data with zeros for places in sources: four words, where the file's name stands, its length, line and
/// column, as `core::panic::Location` lies in memory. Nothing else points at the name of a source.
fn without_places(data: &[u8]) -> Option<Vec<u8>> {
    const LOCATION: usize = 16;
    let segments = segments(data)?;
    let at_address = |address: usize, length: usize| {
        let (start, range) = segments.iter().rfind(|(start, _)| *start <= address)?;
        let from = range.start + (address - start);
        (from + length <= range.end).then_some(from..from + length)
    };
    let mut out = data.to_vec();
    for (_, range) in &segments {
        for at in range.clone().step_by(4).take_while(|at| at + LOCATION <= range.end) {
            let word =
                |place: usize| data[at + 4 * place..][..4].iter().rfold(0, |word, byte| word << 8 | usize::from(*byte));
            let (name, line, column) = (at_address(word(0), word(1)), word(2), word(3));
            let name = name.filter(|name| data[name.clone()].ends_with(b".rs"));
            if let Some(name) = name
                && (1..1 << 16).contains(&line)
                && (1..1 << 10).contains(&column)
            {
                out[at..at + LOCATION].fill(0);
                out[name].fill(0);
            }
        }
    }
    Some(out)
}

/// What the section of data puts into the memory: at which address, and where it stands in the section.
fn segments(data: &[u8]) -> Option<Vec<(usize, std::ops::Range<usize>)>> {
    const CONSTANT: u8 = 0x41;
    const END: u8 = 0x0b;
    let (count, mut rest) = number(data)?;
    let mut segments = Vec::new();
    for _ in 0..count {
        let (start, after) = number(rest.strip_prefix(&[0, CONSTANT])?)?;
        let (length, after) = number(after.strip_prefix(&[END])?)?;
        rest = after.get(length..)?;
        let end = data.len() - rest.len();
        segments.push((start, end - length..end));
    }
    Some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wasm that imports one function and has two, with these names.
    fn wasm(names: [&str; 2]) -> Vec<u8> {
        let mut told = vec![2];
        for (place, name) in names.iter().enumerate() {
            told.extend([place as u8 + 1, name.len() as u8]);
            told.extend(name.as_bytes());
        }
        let mut section = b"\x04name".to_vec();
        section.extend([1, told.len() as u8]);
        section.extend(told);
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([IMPORTS, 6, 1, 1, b'm', 1, b'f', 0]);
        wasm.extend([CODE, 11, 2, 4, 0, 0x41, 1, 0x0b, 4, 0, 0x41, 2, 0x0b]);
        wasm.extend([CUSTOM, section.len() as u8]);
        wasm.extend(section);
        wasm
    }

    #[test]
    fn what_panics_stops_and_the_rest_stays() {
        let wasm = wasm(["core[0123456789abcdef]::panicking::panic_fmt", "main"]);
        let snipped = panics(&wasm).unwrap();
        let code = [CODE, 10, 2, 3, 0, 0x00, 0x0b, 4, 0, 0x41, 2, 0x0b];
        assert!(snipped.windows(code.len()).any(|window| window == code));
        assert_eq!(snipped.len() + 1, wasm.len());
    }

    #[test]
    fn places_in_sources_go_and_other_words_stay() {
        let start = 32_u32;
        let mut memory = b"a/b.rstext".to_vec();
        memory.resize(12, b'.');
        // A place, and a text beside two numbers.
        for word in [start, 6, 7, 8, start + 6, 4, 7, 8] {
            memory.extend(word.to_le_bytes());
        }
        let data = |memory: &[u8]| [&[1, 0, 0x41, start as u8, 0x0b, memory.len() as u8], memory].concat();
        let mut wanted = memory.clone();
        wanted[..6].fill(0);
        wanted[12..28].fill(0);
        assert_eq!(without_places(&data(&memory)), Some(data(&wanted)));
        assert_eq!(without_places(&[1, 0]), None);
    }

    #[test]
    fn a_wasm_without_names_or_panics_is_an_error() {
        assert!(panics(&wasm(["main", "std::panicking::set_hook"])).is_err());
        assert!(panics(b"\0asm\x01\0\0\0\x0a\x01\0").is_err());
    }

    #[test]
    fn names_are_known_with_and_without_hashes() {
        for name in [
            "core::panicking::panic_bounds_check",
            "<alloc[0]::vec::Vec<_, _>>::remove::assert_failed",
            "<char as core[0123abcd]::fmt::Debug>::fmt",
        ] {
            assert!(is_never_back(name), "{name}");
        }
        for name in ["std::panicking::set_hook", "tongbao::main", "<char as core[0123abcd]::fmt::Display>::fmt"] {
            assert!(!is_never_back(name), "{name}");
        }
    }
}
