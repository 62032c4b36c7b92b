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

/// The rows of a table that the build has made lean: no comments, no blank lines, no blanks around columns. A word that
/// stands alone has the other columns of the row before.
pub fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    let mut row = Row { columns: [""; MOST_COLUMNS], count: 0 };
    table.lines().map(move |line| {
        for (number, (place, column)) in row.columns.iter_mut().zip(line.split('\t')).enumerate() {
            *place = column;
            row.count = row.count.max(number + 1);
        }
        row
    })
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn a_word_alone_has_what_the_row_before_says() {
        let read = |table| rows(table).map(|row| row.join("+")).collect::<Vec<_>>();
        assert_eq!(read("a\tx\ty\nb\nc\tz\t\nd\n"), ["a+x+y", "b+x+y", "c+z+", "d+z+"]);
        assert_eq!(read("a\nb\n"), ["a", "b"]);
    }
}
