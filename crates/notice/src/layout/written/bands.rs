//! Columns side by side, held apart by blanks, as a terminal or a PDF's layout shows them. The header
//! says where each column begins; what stands further down begins in the same place. A row begins
//! where its number does, or where a title does that does not go on the line above; all other lines
//! go on the cells above them.

use super::{Found, cell, unwrapped};
use crate::document::Cell;
use crate::fold::fold;
use crate::layout::{header, regions, tokens};
use crate::phrase::ordinal::paragraph_number;
use crate::place::Lines;
use crate::report::Role;
use crate::source::Source;

/// How wide a character stands: also signs that are narrow in Latin text are wide between Chinese.
fn width(text: &str) -> usize {
    let wide = |c: char| (c as u32) >= 0x2e80 || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '●' | '▲' | '■');
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// The words of a line that two blanks or more hold apart, each with where it begins.
fn words(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    // Where the word begins: its byte and its place; how far it goes; how wide the blanks behind it are.
    let (mut start, mut place, mut end, mut blanks) = (0, 0, 0, 2);
    let mut at = 0;
    for (index, c) in line.char_indices() {
        let wide = if c == '\u{3000}' { 2 } else { 1 };
        if c.is_whitespace() {
            blanks += wide;
            at += wide;
            continue;
        }
        if blanks >= 2 {
            if end > start {
                found.push((place, line.get(start..end).unwrap_or("")));
            }
            (start, place) = (index, at);
        }
        let letter = line.get(index..index + c.len_utf8()).unwrap_or("");
        (end, blanks, at) = (index + letter.len(), 0, at + width(letter));
    }
    if end > start {
        found.push((place, line.get(start..end).unwrap_or("")));
    }
    found
}

/// The names of the columns and where they begin.
struct Head<'a> {
    names: Vec<String>,
    starts: Vec<usize>,
    /// The column whose words begin a row.
    opener: usize,
    /// Whether that is a number.
    numbered: bool,
    /// What of each column stands on the lines of the row so far.
    row: Vec<Vec<(u32, &'a str)>>,
    /// The widest words of each column, and the table's rows of words.
    rooms: Vec<usize>,
}

impl<'a> Head<'a> {
    fn new(line: &'a str) -> Option<Self> {
        let words = words(line);
        let known = words.iter().filter(|word| header::classify(word.1).is_some()).count();
        if words.len() < 3 || known < 3 || known * 2 < words.len() {
            return None;
        }
        let starts: Vec<usize> = words.iter().map(|word| word.0).collect();
        // Between two columns stand three blanks; the last has the room that it takes.
        let rooms =
            (0..starts.len()).map(|i| starts.get(i + 1).map_or(0, |next| next.saturating_sub(starts[i] + 3))).collect();
        let names = words.iter().map(|word| word.1.to_owned()).collect();
        Some(Self { names, row: vec![Vec::new(); starts.len()], starts, opener: 0, numbered: false, rooms })
    }

    fn column(&self, at: usize) -> usize {
        self.starts.iter().rposition(|start| *start <= at + 1).unwrap_or(0)
    }

    /// Takes in a further line of the header; `false` where it is none.
    fn goes_on(&mut self, line: &str) -> bool {
        let words = words(line);
        let whole: Vec<(usize, String)> = words
            .iter()
            .map(|(at, word)| {
                let column = self.column(*at);
                (column, [self.names[column].as_str(), word].concat())
            })
            .collect();
        let fits = !whole.is_empty() && whole.iter().all(|(_, name)| header::classify(name).is_some());
        if fits {
            for (column, name) in whole {
                self.names[column] = name;
            }
        }
        fits
    }

    fn settle(&mut self) {
        let of =
            |role: Role| self.names.iter().position(|name| header::classify(name).is_some_and(|found| found.0 == role));
        self.numbered = of(Role::Number).is_some();
        self.opener = of(Role::Number).or(of(Role::Title)).or(of(Role::Goal)).unwrap_or(0);
    }

    /// Whether these words begin a row: the opener stands here and does not go on what stands above it.
    fn begins_row(&self, words: &[(usize, &str)], at: u32) -> bool {
        let [first, rest @ ..] = words else { return false };
        let section = rest.is_empty() && first.0 == 0 && matches!(paragraph_number(&fold(first.1)), Some((4 | 5, _)));
        if section
            || words.len() == self.names.len() && words.iter().zip(&self.names).all(|(word, name)| word.1 == name)
        {
            return true;
        }
        let Some((_, word)) = words.iter().find(|word| self.column(word.0) == self.opener) else { return false };
        // What is left of a broken word or sentence begins nothing.
        let rest =
            !self.numbered && (word.chars().nth(1).is_none() || word.starts_with(['。', '，', '、', '；', '）', '”']));
        !rest && (self.numbered || !self.goes_on_above(self.opener, at) || self.others_begin(words, at))
    }

    /// Whether a column has a full line right above, which may go on here.
    fn goes_on_above(&self, column: usize, at: u32) -> bool {
        let above = self.row[column].last().filter(|last| last.0 + 1 == at);
        above.is_some_and(|last| width(last.1) + 1 >= self.rooms[column])
    }

    /// Whether other columns show that a row begins: a cell that has ended has words again, or a sentence follows a line
    /// that was not full.
    fn others_begin(&self, words: &[(usize, &str)], at: u32) -> bool {
        words.iter().any(|(place, word)| {
            let column = self.column(*place);
            if column == self.opener {
                return false;
            }
            let ended = self.row[column].last().is_none_or(|last| last.0 + 1 < at);
            let text = header::classify(&self.names[column])
                .is_some_and(|(role, _)| matches!(role, Role::Goal | Role::Progress | Role::Problem | Role::NextSteps));
            let numbered = paragraph_number(&fold(word)).is_some_and(|(_, value)| value > 1);
            let last = column + 1 == self.starts.len();
            ended || text && !last && !numbered && !self.goes_on_above(column, at)
        })
    }

    fn close(&mut self, rows: &mut Vec<Vec<Vec<(u32, &'a str)>>>) {
        if self.row.iter().any(|cell| !cell.is_empty()) {
            rows.push(std::mem::replace(&mut self.row, vec![Vec::new(); self.starts.len()]));
        }
    }
}

/// The table of columns side by side whose header is on this line.
pub fn at(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let line = source.line(first);
    if !line.contains("  ") {
        return None;
    }
    let mut head = Head::new(line)?;
    let mut at = first + 1;
    while at <= last && head.goes_on(source.line(at)) {
        at += 1;
    }
    head.settle();
    let mut rows = Vec::new();
    let mut end = at;
    let mut blanks = 0;
    // Behind a blank line a row begins, where blank lines part rows.
    let apart = source.line(at).trim().is_empty();
    while at <= last {
        let line = source.line(at);
        let words = words(line);
        if words.is_empty() {
            blanks += 1;
        } else {
            if blanks > 1 || regions::is_title(line.trim()) {
                break;
            }
            if !tokens::is_page_number(line.trim()) {
                let begins = if apart { blanks > 0 } else { head.begins_row(&words, at) };
                if begins {
                    head.close(&mut rows);
                }
                for (start, word) in words {
                    let column = head.column(start);
                    head.rooms[column] = head.rooms[column].max(width(word));
                    head.row[column].push((at, word));
                }
            }
            blanks = 0;
            end = at + 1;
        }
        at += 1;
    }
    head.close(&mut rows);
    let mut grid: Vec<Vec<Cell>> = vec![head.names.iter().map(|name| cell(name, Lines::one(first))).collect()];
    for row in &rows {
        grid.push(row.iter().zip(&head.rooms).map(|(lines, room)| unwrapped(lines, *room, 1)).collect());
    }
    (rows.len() >= 2).then_some(Found { end, rows: grid, alone: false })
}
