//! What the user says about a table, so that the notice is read again with it: which columns hold what, where the header
//! stands, or that it is no table at all.
//!
//! A table is named by one of its lines, as [`TableReading::lines`](crate::report::TableReading) gives them; its first is
//! the surest. A hint that meets no table changes nothing.

use crate::layout::costs::role_of;
use crate::layout::header;
use crate::place::Lines;
use crate::report::Role;
use serde::{Deserialize, Serialize};

/// What the user says about one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableHint {
    /// A line of the table it is about.
    pub line: u32,
    /// It is no table: its lines are read as prose.
    pub no_table: bool,
    /// Its header stands on these lines: in loose text each paragraph there names a column, in a grid each cell. It may
    /// name a table that was not found.
    pub header: Option<Lines>,
    /// What its columns hold, left to right; empty where they are to be read from the header.
    pub roles: Vec<Role>,
}

impl TableHint {
    /// Reads a hint as the command line writes it: `66=none`, `66=number,title,progress,lead`, and with the lines of its
    /// header `66-72=` or `66-72=number,title,…`. A role is a word of the report or a header that the notices use
    /// (`序号,工作任务,进展情况`). `None` where it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let (place, says) = text.split_once('=')?;
        let (first, last) = match place.split_once('-') {
            Some((first, last)) => (first, Some(last)),
            None => (place, None),
        };
        let line = |text: &str| text.trim().parse::<u32>().ok().filter(|line| *line > 0);
        let first = line(first)?;
        let header = match last {
            Some(last) => Some(Lines::new(first, line(last)?)),
            None => None,
        };
        let hint = Self { line: first, header, ..Self::default() };
        match says.trim() {
            "none" if header.is_none() => Some(Self { no_table: true, ..hint }),
            "" if header.is_some() => Some(hint),
            says => {
                let roles: Option<Vec<Role>> = says.split([',', '，', '、']).map(|word| role(word.trim())).collect();
                Some(Self { roles: roles?, ..hint })
            }
        }
    }

    /// The columns under these names, with the roles that the user gives them.
    pub(crate) fn columns(&self, named: &[header::HeaderCell]) -> Vec<header::HeaderCell> {
        let text = |at: usize| named.get(at).filter(|_| named.len() == self.roles.len()).map(|cell| cell.text.clone());
        let cell = |(at, role): (usize, &Role)| header::HeaderCell {
            text: text(at).unwrap_or_default(),
            role: *role,
            known: true,
        };
        self.roles.iter().enumerate().map(cell).collect()
    }
}

fn role(word: &str) -> Option<Role> {
    role_of(word).or_else(|| header::classify(word).map(|found| found.0))
}

/// What is said about the table on these lines.
pub(crate) fn about(hints: &[TableHint], lines: Lines) -> Option<&TableHint> {
    hints.iter().rev().find(|hint| lines.holds(hint.line))
}

/// The header that is said to begin on this line.
pub(crate) fn header_from(hints: &[TableHint], line: u32) -> Option<Lines> {
    hints.iter().rev().filter_map(|hint| hint.header).find(|header| header.first == line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_read_as_the_command_line_writes_them() {
        let hint = TableHint::parse("66=number,title,progress").unwrap();
        assert_eq!((hint.line, hint.roles), (66, vec![Role::Number, Role::Title, Role::Progress]));
        assert!(TableHint::parse("66=none").unwrap().no_table);
        let hint = TableHint::parse("8-11=序号,工作任务,进展情况,责任单位").unwrap();
        assert_eq!(hint.header, Some(Lines::new(8, 11)));
        assert_eq!(hint.roles.last(), Some(&Role::Lead));
        assert!(TableHint::parse("8-11=").is_some_and(|hint| hint.roles.is_empty()));
        for wrong in ["", "66", "x=none", "66=", "66=number,gibberish", "0=none", "8-11=none"] {
            assert_eq!(TableHint::parse(wrong), None, "{wrong}");
        }
    }
}
