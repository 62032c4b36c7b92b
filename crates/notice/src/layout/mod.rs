//! Tables: loose lines back into grids, grids of any source into rows, rows into tasks.
//!
//! The way through: [`tokens`] cuts the lines into paragraphs, [`features`] looks at each, [`regions`]
//! finds the tables and [`header`] their columns, [`sequence`] adds what neighbours tell, [`emission`]
//! scores each paragraph in each column, [`align`] finds the best alignment of the whole table,
//! [`rows`] and [`assemble`] make tasks of it, and [`heal`] joins what a page break cut. [`grid`] enters at
//! the rows.

pub mod align;
pub mod assemble;
pub mod category;
pub mod costs;
pub mod emission;
pub mod features;
pub mod grid;
pub mod header;
pub mod heal;
pub mod marks;
pub mod regions;
pub mod rows;
pub mod sequence;
pub mod tokens;

use crate::Options;
use crate::document::{Block, Document, Grid};
use crate::notice::{LineKind, Notice};
use crate::place::Lines;
use crate::report::{Column, Role, TableReading};
use crate::source::Source;
use features::Features;
use header::HeaderCell;
use regions::Region;
use rows::Row;
use tokens::Token;

/// Finds and reads every table of the document; what it reads is added to `notice`, and its lines are claimed in `notice.lines`.
pub fn read_tables(document: &Document, source: &Source<'_>, _options: &Options, notice: &mut Notice) {
    for block in &document.blocks {
        match block {
            Block::Loose(lines) => read_loose(source, *lines, notice),
            Block::Grid(grid) => read_grid(source, grid, notice),
        }
    }
    marks::apply_legend(source, notice);
    crate::read::units::join_variants(notice);
}

/// Paragraphs longer than this are no header and need no look before their table is known.
const HEADER_BYTES: usize = 120;

fn read_loose(source: &Source<'_>, lines: Lines, notice: &mut Notice) {
    let (tokens, furniture) = tokens::tokenize(source, lines);
    let features: Vec<Features> = tokens
        .iter()
        .map(|token| {
            if token.text.len() <= HEADER_BYTES {
                features::observe(&token.text)
            } else {
                Features { chars: token.text.len(), sentence: true, ..Features::default() }
            }
        })
        .collect();
    for region in regions::find(&tokens, &features) {
        read_region(&tokens, &region, notice);
    }
    for line in furniture {
        claim(notice, Lines::one(line), LineKind::Chrome);
    }
}

fn read_region(tokens: &[Token<'_>], region: &Region, notice: &mut Notice) {
    let body: Vec<Token<'_>> = region.body.iter().filter_map(|i| tokens.get(*i)).cloned().collect();
    let features: Vec<Features> = body.iter().map(|token| features::observe(&token.text)).collect();
    let hints = sequence::hints(&body, &features);
    let columns: Vec<Role> = region.header.cells.iter().map(|cell| cell.role).collect();
    let rhythm = regions::rhythm(&body);
    let mut grammar = align::Grammar::new(&columns, rhythm);
    let numeric = numeric_columns(&mut grammar, &columns, &body, &features, &hints, rhythm.tabs);
    let emissions: Vec<_> = features
        .iter()
        .zip(&hints)
        .map(|(feature, hint)| emission::emission(&columns, &numeric, feature, hint, rhythm.tabs))
        .collect();
    let (alignment, empties) = align::align(&mut grammar, &body, &emissions, &hints);
    let (rows, _used) = rows::rows(&columns, &body, &hints, &alignment, &empties);
    if rows.is_empty() {
        return;
    }
    let mut headers: Vec<Lines> = Vec::new();
    for range in std::iter::once(region.header.start..region.header.end).chain(region.repeats.iter().cloned()) {
        headers.extend(tokens.get(range).unwrap_or_default().iter().map(|token| token.lines));
    }
    let title = region.title.as_ref().map(|title| title.0.as_str());
    place(&region.header.cells, &rows, title, &headers, notice);
}

/// How many tokens are looked at to settle what a column holds.
const TRIAL: usize = 160;
/// By how much a reading must be better to be preferred to the plain one.
const TRIAL_GAIN: f32 = 4.0;

/// Which columns of words hold numbers in this table (目标任务 a second time, 累计完成): those for which the whole
/// alignment of the first rows is clearly better so.
fn numeric_columns(
    grammar: &mut align::Grammar,
    columns: &[Role],
    body: &[Token<'_>],
    features: &[Features],
    hints: &[sequence::Hints],
    tabs: bool,
) -> Vec<bool> {
    let mut numeric = vec![false; columns.len()];
    let end = body.len().min(TRIAL);
    let numbers = features[..end].iter().filter(|f| f.numeric || f.number.is_some() && !f.percent).count();
    let wanted = |role: &Role| matches!(role, Role::Goal | Role::Progress | Role::Other | Role::Remark);
    if numbers < 4 || !columns.iter().any(wanted) {
        return numeric;
    }
    let mut score = |numeric: &[bool]| {
        let emissions: Vec<_> = features[..end]
            .iter()
            .zip(hints)
            .map(|(feature, hint)| emission::emission(columns, numeric, feature, hint, tabs))
            .collect();
        align::align(grammar, &body[..end], &emissions, &hints[..end]).0.score
    };
    let mut best = score(&numeric);
    for index in (0..columns.len()).filter(|index| wanted(&columns[*index])) {
        numeric[index] = true;
        let with = score(&numeric);
        if with > best + TRIAL_GAIN {
            best = with;
        } else {
            numeric[index] = false;
        }
    }
    numeric
}

/// How many printed lines above a grid its title may stand.
const GRID_TITLE_REACH: usize = 8;

fn read_grid(source: &Source<'_>, grid: &Grid, notice: &mut Notice) {
    for table in grid::tables(grid) {
        let above = (1..grid.lines.first)
            .rev()
            .map(|line| source.line(line))
            .filter(|line| !line.trim().is_empty())
            .take(GRID_TITLE_REACH)
            .find(|line| regions::is_title(line));
        let title = table.title.as_ref().map(|title| title.0.as_str()).or(above);
        place(&table.columns, &table.rows, title, &table.header_lines, notice);
    }
}

/// Makes tasks of the rows of a table, says what its lines are, and lists it among the tables.
fn place(columns: &[HeaderCell], rows: &[Row], title: Option<&str>, headers: &[Lines], notice: &mut Notice) {
    let category = title.map(category::short_name).unwrap_or_default();
    let made = assemble::assemble(columns, rows, &category, confidence_of);
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
    let sure = rows.iter().map(|row| confidence_of(row.margin)).sum::<f64>() / rows.len().max(1) as f64;
    notice.tables.push(TableReading {
        category,
        lines: all.unwrap_or(Lines::one(1)),
        confidence: sure,
        columns: columns.iter().map(|cell| Column { role: cell.role, header: cell.text.clone() }).collect(),
        alternatives: Vec::new(),
    });
    notice.tasks.extend(made.tasks);
    notice.unplaced.extend(made.unplaced);
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
        if let Some(place) = line.checked_sub(1).and_then(|index| notice.lines.get_mut(index as usize)) {
            if *place != LineKind::Blank {
                *place = kind;
            }
        }
    }
}
