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
    let report = tongbao_notice::analyze(&String::from_utf8_lossy(&bytes), &tongbao_notice::Options::default());
    println!("{}", serde_json::to_string_pretty(&report).expect("a report is plain data"));
}
