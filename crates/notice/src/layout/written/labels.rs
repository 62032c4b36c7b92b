//! Headings with labels: `1.修路`, below it `进展情况：…`, `责任单位：…`, and so on for every task. A
//! line without label goes on the one above it, unless a label that this task has had already
//! follows, or it goes on the numbering of the headings: then it is the next heading.

use super::{Found, cell};
use crate::document::Cell;
use crate::fold::fold;
use crate::layout::header;
use crate::phrase::ordinal::paragraph_number;
use crate::phrase::signature;
use crate::place::Lines;
use crate::report::Role;
use crate::source::{Signs, Source};

/// The longest label and the longest heading, in characters.
const LABEL: usize = 14;
const HEADING: usize = 90;
/// Headings that hold labels too make a list that is read as paragraphs: of how many headings that is asked.
const LOOKED_AT: usize = 16;
/// Number and title, which stand in the heading.
const HEAD: usize = 2;

/// The label of a line, and its value.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once(['：', ':'])?;
    let label = label.trim();
    let (role, _) = (label.chars().count() <= LABEL).then(|| header::classify(label)).flatten()?;
    (!matches!(role, Role::Number | Role::Title)).then_some((label, value.trim()))
}

/// Whether a heading says more of its task than number and title: `（责任单位：…）`, `。目标任务：…`.
fn names_more(heading: &str) -> bool {
    let labels = heading.split(['：', ':']).rev().skip(1);
    labels.filter_map(|before| before.rsplit(['（', '(', '。', '；', '，', ' ']).next()).any(|label| {
        let short = label.chars().count() <= LABEL;
        short && header::classify(label.trim()).is_some_and(|(role, _)| !matches!(role, Role::Number))
    })
}

/// The list of headings with labels that begins at this line.
pub fn at(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    // Cheap first: a label stands right below the first heading, which may have a section above it.
    let opening = source.line(first);
    let labels = |at| at <= last && source.signs(at).any(Signs::COLON) && labelled(source.line(at)).is_some();
    let blank = source.line(first + 1).trim().is_empty();
    if !labels(first + 1) && (blank || !is_section(opening) || !labels(first + 2)) {
        return None;
    }
    if opening.contains(['：', ':', '\t']) || opening.chars().nth(HEADING).is_some() {
        return None;
    }
    // 1 ⏎ 修路 ⏎ 牵头单位:…: the labels stand in the cells of a table, whose row this is the number of.
    if first > 1 && source.line(first - 1).trim().parse::<usize>().is_ok() {
        return None;
    }
    let mut list = List { labels: Vec::new(), rows: Vec::new(), at: 0, number: None, end: first };
    let mut at = Some(first);
    while let Some(number) = at {
        let line = source.line(number).trim();
        at = next_line(source, number, last);
        if let Some((label, value)) = labelled(line) {
            list.label(label, value, number);
            continue;
        }
        // The number of the next row alone on its line: the labels stand in the cells of a table.
        if line.parse() == Ok(list.rows.len() + 1) {
            return None;
        }
        let opens = |below: Option<u32>| {
            let label = below.and_then(|below| labelled(source.line(below)));
            label.is_some_and(|label| list.restarts(line, label.0))
        };
        if !list.rows.is_empty() && signature::opens(&mut (number..=last).map(|at| source.line(at))) {
            break;
        }
        let section = is_section(line) && !opens(at) && opens(at.and_then(|at| next_line(source, at, last)));
        if section {
            list.section(line, number);
        } else if list.rows.is_empty() || opens(at) {
            if list.rows.len() < LOOKED_AT && names_more(line) {
                return None;
            }
            list.heading(line, number);
        } else if !list.goes_on(line, number) {
            break;
        }
    }
    let tasks = list.rows.iter().filter(|row| row.len() > 1).count();
    // One label alone must tell the progress, and often.
    let enough = match list.labels.as_slice() {
        [] => false,
        [label] => tasks >= 3 && header::classify(label).is_some_and(|(role, _)| role == Role::Progress),
        _ => tasks >= 2,
    };
    enough.then(|| list.found())
}

/// Whether a line has the number of a section: `一、城建`, `（一）道路`.
fn is_section(line: &str) -> bool {
    matches!(paragraph_number(&fold(line.trim())), Some((4 | 5, _)))
}

/// The next line with words.
fn next_line(source: &Source<'_>, at: u32, last: u32) -> Option<u32> {
    (at + 1..=last).find(|line| !source.line(*line).trim().is_empty())
}

/// What was read so far.
struct List<'a> {
    labels: Vec<&'a str>,
    /// Of each row its cells, each with its column.
    rows: Vec<Vec<(usize, String, Lines)>>,
    /// The column that was last filled.
    at: usize,
    /// The number of the last heading.
    number: Option<(u8, u32)>,
    end: u32,
}

impl<'a> List<'a> {
    /// Whether this line is the next heading, when that label follows: the task has had it already, or the line goes on
    /// the numbering of the headings and not that of the paragraphs above it.
    fn restarts(&self, line: &str, label: &str) -> bool {
        // Below a section stands the first of its headings.
        let Some(row) = self.rows.last().filter(|row| row.len() > 1) else { return true };
        let column = self.labels.iter().position(|known| *known == label).map(|column| column + HEAD);
        if column.is_some_and(|column| row.iter().any(|part| part.0 == column)) {
            return true;
        }
        let number = paragraph_number(&fold(line));
        let above = row.last().and_then(|part| part.1.lines().last()).and_then(|text| paragraph_number(&fold(text)));
        let next_of =
            |before: Option<(u8, u32)>| before.is_some_and(|(style, value)| number == Some((style, value + 1)));
        next_of(self.number) && !next_of(above)
    }

    fn heading(&mut self, line: &str, at: u32) {
        let folded = fold(line);
        self.number = paragraph_number(&folded);
        let numbered = matches!(self.number, Some((1 | 2 | 4 | 5, _)));
        let mark = line.find(['.', '、', '．', '）', ')']).filter(|_| numbered);
        let behind = mark.and_then(|mark| Some(mark + line.get(mark..)?.chars().next()?.len_utf8())).unwrap_or(0);
        let (number, title) = (line.get(..behind).unwrap_or(""), line.get(behind..).unwrap_or(line));
        let number = number.trim_matches(['.', '、', '．', '（', '）', '(', ')']);
        self.rows.push(vec![(0, number.to_owned(), Lines::one(at)), (1, title.to_owned(), Lines::one(at))]);
        self.at = 0;
        self.end = at;
    }

    fn section(&mut self, line: &str, at: u32) {
        self.rows.push(vec![(0, line.to_owned(), Lines::one(at))]);
        self.end = at;
    }

    fn label(&mut self, label: &'a str, value: &str, at: u32) {
        let known = self.labels.iter().position(|known| *known == label);
        let column = HEAD
            + known.unwrap_or_else(|| {
                self.labels.push(label);
                self.labels.len() - 1
            });
        if let Some(row) = self.rows.last_mut() {
            row.push((column, value.to_owned(), Lines::one(at)));
        }
        self.at = column;
        self.end = at;
    }

    /// Adds a line to the value above it; `false` where a blank line stands between.
    fn goes_on(&mut self, line: &str, at: u32) -> bool {
        let Some((_, text, lines)) = self.rows.last_mut().and_then(|row| row.last_mut()) else { return false };
        if at != self.end + 1 || self.at < HEAD {
            return false;
        }
        text.push('\n');
        text.push_str(line);
        lines.last = at;
        self.end = at;
        true
    }

    fn found(self) -> Found {
        let name = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
        let mut header = vec![name("序号"), name("任务")];
        header.extend(self.labels.iter().map(|label| name(label)));
        let width = header.len();
        let mut rows = vec![header];
        for parts in self.rows {
            let mut row = vec![Cell::default(); width];
            for (column, text, lines) in parts {
                row[column] = cell(&text, lines);
            }
            rows.push(row);
        }
        Found { end: self.end + 1, rows, alone: true }
    }
}
