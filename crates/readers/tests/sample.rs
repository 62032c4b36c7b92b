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
    check("yuhuan-2021-q3.pdf", 0.99, 0.935);
}

#[test]
fn pdf_printed_by_a_browser() {
    check("yuhuan-2021-q3.chromium.pdf", 1.0, 0.944);
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

/// An invented notice of another layout: sections within the table, no lines at all, printed character by character.
#[test]
fn pdf_without_rules_and_with_sections() {
    let document =
        tongbao_readers::read(&common::fixture("sections.norules.pdf"), &tongbao_readers::NativeDecode).unwrap();
    let grids = document.blocks.iter().filter_map(|block| match block {
        tongbao_notice::document::Block::Grid(grid) => Some(grid),
        tongbao_notice::document::Block::Loose(_) => None,
    });
    let rows: Vec<Vec<String>> =
        grids.flat_map(|grid| &grid.rows).map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect();
    let numbered: Vec<&Vec<String>> = rows.iter().filter(|row| row[0].parse::<u32>().is_ok()).collect();
    assert_eq!(numbered.len(), 26, "{rows:?}");
    for (at, row) in numbered.iter().enumerate() {
        assert_eq!((row[0].as_str(), row.len()), ((at + 1).to_string().as_str(), 6));
        assert!(row[2].starts_with("截至9月底，") && row[4].starts_with('县'), "{row:?}");
        assert_eq!(row[5], ["已完成", "正常推进", "滞后", "未启动"][at % 4]);
    }
    let sections = rows.iter().filter(|row| row[0].ends_with("项）")).count();
    assert_eq!(sections, 3);
}

/// Pages that lie on their side or upside down.
#[test]
fn pdf_with_turned_pages() {
    let upright = common::fixture("small.pdf");
    let text = |bytes: &[u8]| read(bytes, &NativeDecode).unwrap().text;
    let at = upright.windows(10).position(|bytes| bytes == b"/MediaBox[").unwrap();
    for turn in ["90", "180", "270"] {
        let mut turned = upright.clone();
        // As long as what stood there, or the places of all objects would move.
        let room = format!("/MediaBox[0 0 595 842]/Rotate {turn}");
        turned[at..at + 48].copy_from_slice(format!("{room:48}").as_bytes());
        assert_eq!(text(&turned), text(&upright), "{turn}");
    }
}
