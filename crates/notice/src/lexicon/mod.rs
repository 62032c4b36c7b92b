//! The words of the trade. Every list of words stands beside this file as a table (`*.tsv`) that a
//! colleague without Rust can extend: tab-separated columns, `#` begins a comment, the last column
//! says where the word was seen. Code holds no word lists of its own.

mod finder;
pub mod statuses;
mod word_table;

pub use finder::Finder;
use std::ops::Deref;
pub use word_table::WordTable;

/// A table by its name, as the build leaves it: without comments and without its last column.
macro_rules! table {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".tsv"))
    };
}
pub(crate) use table;

/// No table has more columns than this.
const MOST_COLUMNS: usize = 6;

/// A row of a table: its columns.
#[derive(Clone, Copy)]
pub struct Row {
    columns: [&'static str; MOST_COLUMNS],
    count: usize,
}

impl Deref for Row {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.columns.get(..self.count).unwrap_or_default()
    }
}

/// The rows of a table that the build has made lean: no comments, no blank lines, no blanks around columns.
pub fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table.lines().map(|line| {
        let mut row = Row { columns: [""; MOST_COLUMNS], count: 0 };
        for (place, column) in row.columns.iter_mut().zip(line.split('\t')) {
            *place = column;
            row.count += 1;
        }
        row
    })
}
