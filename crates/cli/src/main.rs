//! The command line `tongbao`.

use std::io::Read as _;

fn main() {
    let path = std::env::args().nth(2).unwrap_or_else(|| "-".to_owned());
    let mut bytes = Vec::new();
    if path == "-" {
        std::io::stdin().read_to_end(&mut bytes).expect("standard input can be read");
    } else {
        bytes = std::fs::read(path).expect("the file can be read");
    }
    let document = match tongbao_readers::read(&bytes, &tongbao_readers::NativeDecode) {
        Ok(document) => document,
        Err(error) => {
            eprintln!("tongbao: {error}");
            std::process::exit(2);
        }
    };
    let report = tongbao_notice::analyze_document(&document, &tongbao_notice::Options::default());
    println!("{}", serde_json::to_string_pretty(&report).expect("a report is plain data"));
}
