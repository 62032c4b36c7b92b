//! Takes out of the tables of words what only their readers need: comments, and the last column, which
//! says where a word was seen. That is half of their bytes, and the page carries them all. A row that says of its word what
//! the row before says of another keeps the word alone. The pairs of characters become numbers that compress well.

use std::path::Path;
use std::{env, fs};

/// The table of pairs of characters, which has no columns.
const PAIRS: &str = "traditional.tsv";

/// First code point of the block that holds the Chinese characters of everyday use.
const HAN_FIRST: u32 = 0x4e00;

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
        let (name, bytes) = match name {
            PAIRS => ("traditional.bin", numbers(&table)),
            name => (name, lean(name, &table).into_bytes()),
        };
        fs::write(Path::new(&out).join(name), bytes).expect("the lean table can be written");
    }
}

/// Pairs of characters in order, as offsets from the first: how many (two bytes, the lower first), then the upper bytes of
/// what is read, its lower bytes, and the steps from one character to the next, of which a byte 255 says only that more follow.
/// They take two fifths less than the characters, compressed.
fn numbers(table: &str) -> Vec<u8> {
    let offset = |c: char| {
        let offset = u32::from(c).checked_sub(HAN_FIRST).and_then(|offset| u16::try_from(offset).ok());
        offset.unwrap_or_else(|| panic!("{PAIRS}: {c} is not in the block of everyday characters"))
    };
    let mut pairs = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let line: Vec<char> = line.trim().chars().collect();
        for pair in line.chunks(2) {
            let [from, to] = pair else { panic!("{PAIRS}: a character without its pair: {pair:?}") };
            pairs.push((offset(*from), offset(*to)));
        }
    }
    pairs.sort_unstable();
    let doubled = pairs.windows(2).find(|pair| pair[0].0 == pair[1].0);
    assert!(doubled.is_none(), "{PAIRS}: a character stands there twice: {doubled:?}");
    let count = u16::try_from(pairs.len()).expect("fewer pairs than characters");
    let mut bytes = count.to_le_bytes().to_vec();
    bytes.extend(pairs.iter().map(|(_, to)| to.to_le_bytes()[1]));
    bytes.extend(pairs.iter().map(|(_, to)| to.to_le_bytes()[0]));
    let mut before = 0;
    for (from, _) in pairs {
        let mut step = from - before;
        while step >= 255 {
            bytes.push(255);
            step -= 255;
        }
        bytes.push(step as u8);
        before = from;
    }
    bytes
}

/// A table without comments, blank lines, its last column, and what the row before says already.
fn lean(name: &str, table: &str) -> String {
    let rows = || table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let columns = rows().map(|(_, line)| line.split('\t').count()).max().unwrap_or(0);
    let mut lean = String::new();
    let mut before = None;
    for (number, row) in rows() {
        let kept = match row.rsplit_once('\t') {
            Some((kept, seen)) if row.split('\t').count() == columns && !seen.trim().is_empty() => kept,
            // Without this check a row that lacks its last column would lose its meaning instead.
            _ => panic!("{name}, line {}: {columns} columns are wanted, the last says where it was seen", number + 1),
        };
        // Readers take the columns as they stand.
        let columns: Vec<String> = kept.split('\t').map(|column| column.trim().to_owned()).collect();
        let (word, said) = columns.split_first().expect("a row has a column");
        lean.push_str(word);
        if !said.is_empty() && before.as_deref() != Some(said) {
            lean.push('\t');
            lean.push_str(&said.join("\t"));
        }
        lean.push('\n');
        before = Some(said.to_vec());
    }
    lean
}
