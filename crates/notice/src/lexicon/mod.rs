//! The words of the trade. Every list of words stands beside this file as a table (`*.tsv`) that a
//! colleague without Rust can extend: tab-separated columns, `#` begins a comment, the last column
//! says where the word was seen. Code holds no word lists of its own.

mod finder;
pub mod statuses;
mod word_table;

pub use finder::Finder;
pub use word_table::WordTable;

/// A table by its name, as the build leaves it: without comments and without its last column.
macro_rules! table {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".tsv"))
    };
}
pub(crate) use table;

/// The rows of a table: its columns, without comments and blank lines.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}
