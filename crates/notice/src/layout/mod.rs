//! Tables: loose lines back into grids, grids of any source into rows, rows into tasks.
//!
//! The way through: [`tokens`] cuts the lines into paragraphs, [`features`] looks at each, [`regions`]
//! finds the tables and [`header`] their columns, [`sequence`] adds what neighbours tell, [`emission`]
//! scores each paragraph in each column, [`align`] finds the best alignment of the whole table,
//! [`rows`] and [`assemble`] make tasks of it, and [`heal`] joins what a page break cut. [`grid`] enters at
//! the rows, and so do tables that a text writes with marks of its own ([`written`]).

pub mod align;
pub mod assemble;
pub mod costs;
pub mod emission;
pub mod features;
pub mod grammar;
pub mod grid;
pub mod header;
pub mod heal;
pub mod hinted;
pub mod marks;
pub mod ranking;
pub mod reading;
pub mod regions;
pub mod rows;
pub mod sections;
pub mod sequence;
pub mod tokens;
pub mod written;

use crate::Options;
use crate::document::{Block, Document};
use crate::hint::{self, TableHint};
use crate::notice::{GroupRow, LineKind, Notice};
use crate::phrase::category;
use crate::place::Lines;
use crate::report::{Alternative, Column, Diagnostic, Role, Severity, TableReading};
use crate::source::Source;
use assemble::Assembled;
use features::Features;
use grid::GridTable;
use header::HeaderCell;
use reading::{Body, Reading};
use regions::Region;
use rows::Row;
use tokens::Token;
use written::Part;
use written::cards::Cards;

/// Finds and reads every table of the document; what it reads is added to `notice`, and its lines are claimed in `notice.lines`.
pub fn read_tables(document: &Document, source: &Source<'_>, options: &Options, notice: &mut Notice) {
    let hints = options.tables.as_slice();
    let mut cards = Cards::default();
    for block in &document.blocks {
        let blank = |lines: &Lines| (lines.first..=lines.last).all(|line| source.line(line).trim().is_empty());
        let tables = if let Block::Grid(grid) = block { grid::tables(grid, hints) } else { Vec::new() };
        let goes_on = match block {
            Block::Loose(lines) => blank(lines),
            Block::Grid(grid) => tables.is_empty() && cards.add_grid(grid),
        };
        if !goes_on {
            read_cards(source, std::mem::take(&mut cards), hints, notice);
        }
        match block {
            Block::Loose(lines) => {
                for part in written::parts(source, *lines, hints) {
                    match part {
                        Part::Loose(lines) => read_loose(source, lines, hints, notice),
                        Part::Tables(lines, tables) => {
                            // What is no cell is a rule.
                            claim(notice, lines, LineKind::Chrome);
                            read_grid(source, lines, tables, notice);
                        }
                    }
                }
            }
            Block::Grid(grid) => read_grid(source, grid.lines, tables, notice),
        }
    }
    read_cards(source, cards, hints, notice);
    marks::apply_legend(source, notice);
}

/// Paragraphs longer than this are no header and need no look before their table is known.
const HEADER_BYTES: usize = 120;

fn read_loose(source: &Source<'_>, lines: Lines, hints: &[TableHint], notice: &mut Notice) {
    let (tokens, furniture) = tokens::tokenize(source, lines);
    let mut features: Vec<Features> = tokens
        .iter()
        .map(|token| {
            if token.text.len() <= HEADER_BYTES {
                features::observe(&token.text)
            } else {
                Features { chars: token.text.len(), sentence: true, unseen: true, ..Features::default() }
            }
        })
        .collect();
    let regions = regions::find(&tokens, &features, hints);
    let mut taken = vec![false; tokens.len()];
    for region in &regions {
        look(&tokens, &mut features, region.body.iter().copied());
        for token in (region.header.start..region.header.end).chain(region.body.iter().copied()) {
            if let Some(taken) = taken.get_mut(token) {
                *taken = true;
            }
        }
        let hint = span(&tokens, region.header.start, region.body.last().copied()).and_then(|s| hint::about(hints, s));
        if hint.is_none_or(|hint| !hint.no_table) {
            read_region(&tokens, &features, region, hint, notice);
        }
    }
    for range in reading::headless(&tokens, &features, &taken) {
        look(&tokens, &mut features, range.clone());
        let hint = span(&tokens, range.start, range.clone().last()).and_then(|span| hint::about(hints, span));
        if hint.is_none_or(|hint| !hint.no_table) {
            read_headless(&tokens, &features, range, hint, notice);
        }
    }
    for line in furniture {
        claim(notice, Lines::one(line), LineKind::Chrome);
    }
}

/// The lines from one token to another.
fn span(tokens: &[Token<'_>], first: usize, last: Option<usize>) -> Option<Lines> {
    let first = tokens.get(first)?.lines;
    Some(last.and_then(|last| tokens.get(last)).map_or(first, |last| first.join(last.lines)))
}

/// A reading, and after it what else was considered, with the user's word for the columns before all.
fn told(hint: Option<&TableHint>, read: (Reading, Vec<Reading>)) -> (Reading, Vec<Reading>) {
    let (reading, mut others) = read;
    let Some(hint) = hint.filter(|hint| !hint.roles.is_empty()) else { return (reading, others) };
    let columns = hint.columns(&reading.columns);
    let told = Reading { numeric: vec![false; columns.len()], columns, score: reading.score };
    others.insert(0, reading);
    (told, others)
}

/// Looks at those of these tokens that nobody has looked at.
fn look(tokens: &[Token<'_>], features: &mut [Features], which: impl Iterator<Item = usize>) {
    for at in which {
        if let (Some(token), Some(features)) = (tokens.get(at), features.get_mut(at))
            && features.unseen
        {
            *features = features::observe(&token.text);
        }
    }
}

fn read_region(
    tokens: &[Token<'_>],
    features: &[Features],
    region: &Region,
    hint: Option<&TableHint>,
    notice: &mut Notice,
) {
    let body = Body::new(region.body.iter().filter_map(|i| Some((tokens.get(*i)?, features.get(*i)?))));
    let (reading, others) = told(hint, reading::choose(&region.header.cells, &body));
    let mut headers: Vec<Lines> = Vec::new();
    for range in std::iter::once(region.header.start..region.header.end).chain(region.repeats.iter().cloned()) {
        headers.extend(tokens.get(range).unwrap_or_default().iter().map(|token| token.lines));
    }
    let title = region.title.as_ref().map(|title| (title.0.as_str(), title.1));
    read_body(&body, &reading, &others, title, &headers, notice);
}

/// What a reading without a header is worth beside one with a header.
const HEADLESS: f64 = 0.8;

fn read_headless(
    tokens: &[Token<'_>],
    features: &[Features],
    range: std::ops::Range<usize>,
    hint: Option<&TableHint>,
    notice: &mut Notice,
) {
    let (title, start) = (regions::title_above(tokens, range.start), range.start);
    let body = Body::new(range.filter_map(|i| Some((tokens.get(i)?, features.get(i)?))));
    let Some(read) = reading::choose_usual(&body) else { return };
    let (reading, others) = told(hint, read);
    let before = notice.tables.len();
    let title = title.as_ref().map(|title| (title.0.as_str(), title.1));
    read_body(&body, &reading, &others, title, &[], notice);
    if let Some(table) = notice.tables.get_mut(before) {
        table.confidence *= HEADLESS;
        notice.diagnostics.push(Diagnostic {
            code: "table_without_header".to_owned(),
            severity: Severity::Info,
            lines: tokens.get(start).map(|token| token.lines),
            hint: None,
        });
    }
}

fn read_body(
    body: &Body<'_>,
    reading: &Reading,
    others: &[Reading],
    title: Option<(&str, Lines)>,
    headers: &[Lines],
    notice: &mut Notice,
) {
    let places = body.align(reading);
    let roles: Vec<Role> = reading.columns.iter().map(|column| column.role).collect();
    let (mut rows, _used) = rows::rows(&roles, &body.tokens, &body.hints, &places);
    drop(places);
    if rows.is_empty() {
        return;
    }
    let before = notice.tables.len();
    place(&reading.columns, &mut rows, title, headers, notice);
    if let Some(table) = notice.tables.get_mut(before) {
        table.alternatives = others
            .iter()
            .map(|other| Alternative {
                columns: columns_of(&other.columns),
                // A reading that scores worse by a nat is less likely by that factor.
                confidence: f64::from((other.score - reading.score).min(0.0).exp()) * 0.5,
            })
            .collect();
    }
}

fn columns_of(cells: &[HeaderCell]) -> Vec<Column> {
    cells.iter().map(|cell| Column { role: cell.role, header: cell.text.clone() }).collect()
}

/// How many printed lines above a grid its title may stand.
const GRID_TITLE_REACH: usize = 8;

/// Reads the cards that stand one after the other as grids of a file.
fn read_cards(source: &Source<'_>, cards: Cards, hints: &[TableHint], notice: &mut Notice) {
    if let Some(grid) = cards.grid() {
        claim(notice, grid.lines, LineKind::Chrome);
        read_grid(source, grid.lines, grid::alone(&grid, hints), notice);
    }
}

fn read_grid(source: &Source<'_>, lines: Lines, tables: Vec<GridTable>, notice: &mut Notice) {
    for mut table in tables {
        let above = (1..lines.first)
            .rev()
            .map(|line| (source.line(line), Lines::one(line)))
            .filter(|(line, _)| !line.trim().is_empty())
            .take(GRID_TITLE_REACH)
            .find(|(line, _)| regions::is_title(line));
        let title = table.title.as_ref().map(|title| (title.0.as_str(), title.1)).or(above);
        place(&table.columns, &mut table.rows, title, &table.header_lines, notice);
    }
}

/// Makes tasks of the rows of a table, says what its lines are, and lists it among the tables.
fn place(
    columns: &[HeaderCell],
    rows: &mut [Row],
    title: Option<(&str, Lines)>,
    headers: &[Lines],
    notice: &mut Notice,
) {
    let category = title.map(|title| category::short_name(title.0)).unwrap_or_default();
    let ranking = ranking::ranking(columns, rows, title.map(|title| title.0));
    let mut made = match &ranking {
        Some(_) => {
            let tasks = ranking::tasks(columns, rows, &category, confidence_of(3.0));
            Assembled { tasks, ..Assembled::default() }
        }
        None => assemble::assemble(columns, rows, &category, confidence_of),
    };
    notice.rankings.extend(ranking);
    if let Some(mark) = title.and_then(|(text, lines)| marks::of_title(text, lines)) {
        for task in made.tasks.iter_mut().filter(|task| task.mark.is_none()) {
            task.mark = Some(mark.clone());
        }
    }
    let mut all: Option<Lines> = None;
    for lines in rows.iter().filter_map(|row| row.lines) {
        claim(notice, lines, LineKind::Placed);
        all = Some(all.map_or(lines, |all| all.join(lines)));
    }
    for heading in &made.headings {
        claim(notice, *heading, LineKind::Narrative);
    }
    for unplaced in &made.unplaced {
        claim(notice, unplaced.lines, LineKind::Unplaced);
    }
    for lines in headers {
        claim(notice, *lines, LineKind::Chrome);
        all = Some(all.map_or(*lines, |all| all.join(*lines)));
    }
    let margin = rows.iter().map(|row| row.margin).fold(grid::SURE, f32::min);
    notice.tables.push(TableReading {
        category,
        lines: all.unwrap_or(Lines::one(1)),
        confidence: costs::table_confidence(margin),
        margin,
        columns: columns_of(columns),
        header: headers.first().map(|first| headers.iter().fold(*first, |all, lines| all.join(*lines))),
        alternatives: Vec::new(),
    });
    let scopes: Vec<Vec<(usize, usize)>> =
        (0..made.groups.len()).map(|group| scopes(&made.groups, group, made.tasks.len())).collect();
    let base = notice.tasks.len();
    for (group, scopes) in made.groups.into_iter().zip(scopes) {
        let scopes = scopes.into_iter().map(|(from, to)| (base + from, base + to)).collect();
        notice.groups.push(GroupRow { scopes, ..group.row });
    }
    notice.tasks.extend(made.tasks);
    notice.unplaced.extend(made.unplaced);
}

/// The tasks that a heading or sum may speak of: a heading of those up to the next, a sum of those since the last, of those up
/// to the next, or of the whole table.
fn scopes(groups: &[assemble::Group], at: usize, all: usize) -> Vec<(usize, usize)> {
    let Some(group) = groups.get(at) else { return Vec::new() };
    let above = groups.iter().take(at).rev().find(|other| other.heading).map_or(0, |other| other.after);
    let below = groups.iter().skip(at + 1).find(|other| other.heading).map_or(all, |other| other.after);
    let mut found = if group.heading {
        vec![(group.after, below)]
    } else {
        vec![(above, group.after), (group.after, below), (0, all)]
    };
    found.retain(|(from, to)| from < to);
    found
}

/// The chance that a row with this margin was put together rightly, from altered notices with known readings.
fn confidence_of(margin: f32) -> f64 {
    match margin {
        m if m < 0.5 => 0.78,
        m if m < 1.0 => 0.8,
        m if m < 2.0 => 0.89,
        m if m < 3.0 => 0.96,
        _ => 0.985,
    }
}

/// Says what the lines of `span` are; blank lines stay blank.
fn claim(notice: &mut Notice, span: Lines, kind: LineKind) {
    for line in span.first..=span.last {
        if let Some(place) = line.checked_sub(1).and_then(|index| notice.lines.get_mut(index as usize))
            && *place != LineKind::Blank
        {
            *place = kind;
        }
    }
}
