//! Prints what a reader makes of a file: `cargo run -p tongbao-readers --example read -- FILE [text]`.

use tongbao_notice::document::{Block, Merged};
use tongbao_readers::{NativeDecode, read};

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let bytes = std::fs::read(path).expect("the file can be read");
    let started = std::time::Instant::now();
    let document = match read(&bytes, &NativeDecode) {
        Ok(document) => document,
        Err(error) => {
            println!("{}: {error}", error.code());
            return;
        }
    };
    let taken = started.elapsed();
    if std::env::args().nth(2).is_some() {
        println!("{}", document.text);
    }
    let lines: Vec<&str> = document.text.lines().collect();
    for block in &document.blocks {
        match block {
            Block::Loose(at) => {
                for line in &lines[at.first as usize - 1..at.last as usize] {
                    println!("  {line}");
                }
            }
            Block::Grid(grid) => {
                println!(
                    "== grid {} × {} lines {}–{}",
                    grid.rows.len(),
                    grid.rows[0].len(),
                    grid.lines.first,
                    grid.lines.last
                );
                for row in &grid.rows {
                    let cells: Vec<String> = row
                        .iter()
                        .map(|cell| {
                            let mark = match cell.merged {
                                Some(Merged::Above) => "^",
                                Some(Merged::Left) => "<",
                                None => "",
                            };
                            let short: String = cell.text.replace('\n', "/").chars().take(24).collect();
                            format!("{mark}{short}")
                        })
                        .collect();
                    println!("| {}", cells.join(" | "));
                }
            }
        }
    }
    for diagnostic in &document.diagnostics {
        println!("! {} {:?}", diagnostic.code, diagnostic.hint);
    }
    println!("{taken:?}");
}
