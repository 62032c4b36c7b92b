//! The sample notice in each format: its 140 tasks with their numbers, titles, units and progress.

#![cfg(feature = "native-text")]

mod common;

use tongbao_readers::{NativeDecode, read};

fn check(name: &str, titles: f64, progress: f64) {
    let document = read(&common::fixture(name), &NativeDecode).unwrap();
    let found = common::measure(&document);
    println!("{name}: {found:?}");
    assert!(found.titles >= titles && found.units >= titles && found.progress >= progress, "{name}: {found:?}");
}

#[test]
fn html() {
    check("yuhuan-2021-q3.html", 1.0, 0.95);
}

#[test]
fn docx() {
    check("yuhuan-2021-q3.docx", 1.0, 0.95);
}

#[test]
fn xlsx() {
    check("yuhuan-2021-q3.xlsx", 1.0, 0.95);
}

#[test]
fn odt() {
    check("yuhuan-2021-q3.odt", 1.0, 0.95);
}

#[test]
fn ods() {
    check("yuhuan-2021-q3.ods", 1.0, 0.95);
}

#[test]
fn xls() {
    check("yuhuan-2021-q3.xls", 1.0, 0.95);
}

#[test]
fn pdf() {
    check("yuhuan-2021-q3.pdf", 0.98, 0.92);
}

#[test]
fn pdf_printed_by_a_browser() {
    check("yuhuan-2021-q3.chromium.pdf", 1.0, 0.94);
}

#[test]
fn rtf() {
    check("yuhuan-2021-q3.rtf", 1.0, 0.95);
}

#[test]
fn doc() {
    check("yuhuan-2021-q3.doc", 1.0, 0.95);
}

/// The same PDF with its ruling lines taken out.
#[test]
fn pdf_without_rules() {
    check("yuhuan-2021-q3.norules.pdf", 0.93, 0.58);
}
