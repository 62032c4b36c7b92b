//! Takes out of the tables of words what only their readers need: comments, and the last column, which
//! says where a word was seen. That is half of their bytes, and the page carries them all.

use std::path::Path;
use std::{env, fs};

/// Tables that have no columns, and so no last one.
const WITHOUT_COLUMNS: [&str; 1] = ["traditional.tsv"];

fn main() {
    let folder = Path::new("src/lexicon");
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = env::var("OUT_DIR").expect("cargo names a folder for what is generated");
    for entry in fs::read_dir(folder).expect("the tables lie in src/lexicon") {
        let path = entry.expect("the folder of the tables can be listed").path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if path.extension().is_none_or(|ending| ending != "tsv") {
            continue;
        }
        println!("cargo::rerun-if-changed={}", path.display());
        let table = fs::read_to_string(&path).expect("a table is UTF-8");
        fs::write(Path::new(&out).join(name), lean(name, &table)).expect("the lean table can be written");
    }
}

/// A table without comments, blank lines and, where it has columns, its last one.
fn lean(name: &str, table: &str) -> String {
    let rows = || table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let columns = rows().map(|(_, line)| line.split('\t').count()).max().unwrap_or(0);
    let mut lean = String::new();
    for (number, row) in rows() {
        let kept = match row.rsplit_once('\t') {
            _ if WITHOUT_COLUMNS.contains(&name) => row,
            Some((kept, seen)) if row.split('\t').count() == columns && !seen.trim().is_empty() => kept,
            // Without this check a row that lacks its last column would lose its meaning instead.
            _ => panic!("{name}, line {}: {columns} columns are wanted, the last says where it was seen", number + 1),
        };
        // Readers take the columns as they stand.
        let columns: Vec<&str> = kept.split('\t').map(str::trim).collect();
        lean.push_str(&columns.join("\t"));
        lean.push('\n');
    }
    lean
}
