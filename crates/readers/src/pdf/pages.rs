//! The pages one after the other: paragraphs and tables in their order, without what is printed on
//! every page, and healed where a page cut them.

use std::collections::HashMap;

use super::columns;
use super::gaps::Gaps;
use super::grid::{self, Cell, Table};
use super::heal::{heal, same_columns};
use super::interpret::{Glyph, Shown};
use super::lines::{self, Line, Room, Spacing};
use super::overflow;
use super::text_columns;
use crate::compose::Composer;
use crate::compose::is_page_number;
use crate::table::SpanCell;

/// What stands on a page.
enum Piece {
    Line(Line),
    Table(Table),
}

impl Piece {
    fn top(&self) -> f64 {
        match self {
            Self::Line(line) => line.y,
            Self::Table(table) => table.ends.0,
        }
    }
}

/// Writes all pages.
pub fn write(pages: Vec<Shown>, composer: &mut Composer) {
    let mut read: Vec<(Vec<Table>, Vec<Glyph>)> = pages.into_iter().map(ruled_tables).collect();
    let apart = set_apart(&mut read);
    let bare = |(tables, glyphs): &(Vec<Table>, Vec<Glyph>)| {
        tables.is_empty().then_some(glyphs).and_then(|g| text_columns::parts(g))
    };
    let in_columns: Vec<Option<Vec<text_columns::Part>>> = read.iter().map(bare).collect();
    let bare = read
        .iter()
        .zip(&in_columns)
        .filter(|((tables, _), columns)| tables.is_empty() && columns.is_none())
        .map(|((_, glyphs), _)| columns::runs(glyphs));
    let gaps = Gaps::learn(&bare.collect::<Vec<_>>());
    for page in 1..read.len() {
        let (before, after) = read.split_at_mut(page);
        if let (Some((above, spilt)), Some((below, _))) = (before.last_mut(), after.first())
            && let (Some(last), Some(next)) = (above.last_mut(), below.first())
        {
            overflow::reclaim(last, spilt, next);
        }
    }
    let mut may_go_on = false;
    let bare = |((tables, glyphs), columns): (&mut (Vec<Table>, Vec<Glyph>), &Option<_>)| {
        let found =
            if tables.is_empty() && columns.is_none() { columns::blocks(glyphs, &gaps, may_go_on) } else { Vec::new() };
        may_go_on = !found.is_empty();
        found
    };
    let blocks: Vec<Vec<columns::Block>> = read.iter_mut().zip(&in_columns).map(bare).collect();
    for ((tables, _), found) in read.iter_mut().zip(columns::tables(blocks)) {
        tables.extend(found);
    }
    let pieces = read.into_iter().zip(in_columns).map(|((tables, glyphs), columns)| match columns {
        Some(parts) => column_pieces(parts),
        None => page_pieces(tables, glyphs),
    });
    let mut pieces: Vec<Vec<Piece>> = pieces.collect();
    let furniture = drop_furniture(&mut pieces);
    let mut flow: Vec<Piece> = Vec::new();
    // Some programs leave a row open where a page cuts it and draw the line where it does not.
    let tables = |piece: &Piece| if let Piece::Table(table) = piece { Some(table.closed) } else { None };
    let ends: Vec<(bool, bool)> = pieces.iter().flatten().filter_map(tables).collect();
    let lines_tell = ends.windows(2).any(|pair| !pair[0].1 && !pair[1].0);
    for page in pieces {
        for (index, piece) in page.into_iter().enumerate() {
            match (piece, flow.last_mut()) {
                (Piece::Table(next), Some(Piece::Table(last))) if index == 0 && same_columns(last, &next) => {
                    let whole = lines_tell && (last.closed.1 || next.closed.0);
                    heal(last, next, whole);
                }
                (piece, _) => flow.push(piece),
            }
        }
    }
    write_flow(flow, composer);
    // Headers and footers stand apart, behind the text: between two pages they would part what belongs together.
    for line in apart.into_iter().chain(furniture) {
        composer.paragraph(&line);
    }
}

/// The ruled tables of a page, and the glyphs outside of them.
fn ruled_tables(shown: Shown) -> (Vec<Table>, Vec<Glyph>) {
    let mut glyphs = shown.glyphs;
    (grid::tables(&shown.rules, &mut glyphs), glyphs)
}

/// The tables and lines of a page from top to bottom.
fn page_pieces(tables: Vec<Table>, glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = tables.into_iter().map(Piece::Table).collect();
    pieces.extend(lines::lines(glyphs).into_iter().map(Piece::Line));
    pieces.sort_by(|a, b| a.top().total_cmp(&b.top()));
    pieces
}

/// The lines of a page set in columns, in the order in which they are read.
fn column_pieces(parts: Vec<text_columns::Part>) -> Vec<Piece> {
    let lines = parts.into_iter().flat_map(|(glyphs, room)| {
        lines::lines(glyphs).into_iter().map(move |line| Piece::Line(Line { room, ..line }))
    });
    lines.collect()
}

/// How far a header or footer stands from the next line, in sizes of its letters.
const APART: f64 = 1.8;

/// Takes the headers and footers of pages without ruled tables out before tables are looked for: within one they would be words
/// of a cell. They stand apart at the ends of several pages, in one piece, while the header of a table has several. Gives
/// each once.
fn set_apart(pages: &mut [(Vec<Table>, Vec<Glyph>)]) -> Vec<String> {
    let mut found: HashMap<(String, i64), (usize, bool, String, Vec<usize>)> = HashMap::new();
    let bare = pages.iter().filter(|(tables, _)| tables.is_empty()).count();
    for (page, (tables, glyphs)) in pages.iter().enumerate() {
        if !tables.is_empty() {
            continue;
        }
        let mut own: Vec<Glyph> = glyphs.iter().filter(|glyph| !glyph.c.is_whitespace()).copied().collect();
        let groups = lines::group(&mut own);
        let ends = [
            (groups.first(), groups.get(1)),
            (groups.last(), groups.len().checked_sub(2).and_then(|at| groups.get(at))),
        ];
        for (line, next) in ends {
            let (Some(glyphs), Some(next)) = (line, next) else { continue };
            let Some(line) = lines::finish(glyphs) else { continue };
            let number = is_page_number(&line.text);
            let step = next.first().map_or(0.0, |glyph| (glyph.y - line.y).abs() / line.size.max(1.0));
            if step > APART && (number || columns::runs(glyphs).len() == 1) {
                let entry = found.entry(key(&line)).or_insert((0, number, line.text, Vec::new()));
                entry.0 += 1;
                entry.3.push(page);
            }
        }
    }
    let mut words = Vec::new();
    for ((_, place), (count, number, text, at)) in found {
        if count < 2 || !number && count * 2 <= bare {
            continue;
        }
        let y = place as f64 * 4.0;
        for page in at {
            pages[page].1.retain(|glyph| (glyph.y - y).abs() > 0.6 * glyph.size.max(4.0));
        }
        if !number {
            words.push(text);
        }
    }
    words.sort();
    words
}

/// By what a line is known that stands on several pages: its words without numbers, and how far down it stands.
fn key(line: &Line) -> (String, i64) {
    let words: String = line.text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
    (words, (line.y / 4.0).round() as i64)
}

/// Takes out page numbers, headers and footers; gives each header and footer once.
fn drop_furniture(pages: &mut [Vec<Piece>]) -> Vec<String> {
    // How many pages have this line among their two first or last pieces.
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    for page in pages.iter() {
        for index in edges(page.len()) {
            if let Piece::Line(line) = &page[index] {
                *seen.entry(key(line)).or_default() += 1;
            }
        }
    }
    let count = pages.len();
    let mut kept: HashMap<(String, i64), bool> = HashMap::new();
    let mut furniture = Vec::new();
    for page in pages.iter_mut() {
        let at_edge: Vec<usize> = edges(page.len()).collect();
        let mut index = 0;
        page.retain(|piece| {
            let edge = at_edge.contains(&index);
            index += 1;
            let Piece::Line(line) = piece else { return true };
            if !edge {
                return true;
            }
            let repeated = seen.get(&key(line)).copied().unwrap_or(0);
            let is_number = is_page_number(&line.text);
            if count > 1 && repeated > 1 && (is_number || repeated * 2 > count) {
                if !is_number && kept.insert(key(line), true).is_none() {
                    furniture.push(line.text.clone());
                }
                false
            } else {
                // `1/1` is one on a single page too; a mere number may be anything.
                !(is_number && line.text.chars().any(|c| !c.is_ascii_digit()))
            }
        });
    }
    furniture
}

/// The places of the first and last two of `count` pieces.
fn edges(count: usize) -> impl Iterator<Item = usize> {
    (0..count).filter(move |index| *index < 2 || *index + 2 >= count)
}

/// Writes paragraphs and tables.
fn write_flow(flow: Vec<Piece>, composer: &mut Composer) {
    let body = Body::of(&flow);
    let spacing = body_spacing(&flow, body.room);
    let mut paragraph: Vec<Line> = Vec::new();
    for piece in flow {
        match piece {
            Piece::Line(line) => {
                if !paragraph.last().is_none_or(|before| same_paragraph(before, &line, body, spacing)) {
                    write_paragraph(&mut paragraph, composer);
                }
                paragraph.push(line);
            }
            Piece::Table(table) => {
                write_paragraph(&mut paragraph, composer);
                write_table(table, composer);
            }
        }
    }
    write_paragraph(&mut paragraph, composer);
}

/// How the lines outside of tables follow each other.
fn body_spacing(flow: &[Piece], body: Room) -> Spacing {
    let pairs = flow.windows(2).filter_map(|pair| match pair {
        [Piece::Line(before), Piece::Line(line)] => {
            Some((lines::step(before, line), lines::is_full(before, line, before.room.unwrap_or(body), 0.0)))
        }
        _ => None,
    });
    Spacing::learn(&pairs.collect::<Vec<_>>())
}

/// The text outside of tables.
#[derive(Clone, Copy)]
struct Body {
    /// Where its lines begin and end.
    room: Room,
    /// The size of most of its letters.
    size: f64,
}

impl Body {
    fn of(flow: &[Piece]) -> Self {
        let mut room = Room { left: f64::INFINITY, right: f64::NEG_INFINITY };
        let mut sizes: Vec<(f64, usize)> = Vec::new();
        for piece in flow {
            if let Piece::Line(line) = piece {
                room.left = room.left.min(line.x0);
                room.right = room.right.max(line.x1);
                sizes.push((line.size, line.text.len()));
            }
        }
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
        let mut seen = 0;
        let middle = sizes.iter().find(|(_, length)| {
            seen += length;
            seen >= half
        });
        Self { room, size: middle.map_or(0.0, |(size, _)| *size) }
    }
}

fn same_paragraph(before: &Line, line: &Line, body: Body, spacing: Spacing) -> bool {
    let indented = line.x0 - line.room.unwrap_or(body.room).left > 1.2 * line.size;
    // A heading in large letters may take several lines, each in the middle.
    let large = before.size.min(line.size) > 1.15 * body.size && (before.size - line.size).abs() < 0.5;
    let middle = |line: &Line| f64::midpoint(line.x0, line.x1);
    let heading = large && (middle(before) - middle(line)).abs() < line.size && is_centred(line, body.room);
    let below = line.y - before.y;
    (!indented && lines::goes_on(before, line, before.room.unwrap_or(body.room), 0.0, spacing))
        || (heading && below > 0.0 && below < 2.6 * line.size)
}

fn is_centred(line: &Line, body: Room) -> bool {
    let (left, right) = (line.x0 - body.left, body.right - line.x1);
    left > line.size && (left - right).abs() < 1.5 * line.size
}

fn write_paragraph(paragraph: &mut Vec<Line>, composer: &mut Composer) {
    let mut text = String::new();
    for line in paragraph.drain(..) {
        if text.is_empty() {
            text = line.text;
        } else {
            lines::join(&mut text, &line.text);
        }
    }
    composer.paragraph(&text);
}

fn write_table(table: Table, composer: &mut Composer) {
    // The least distance of words from the left side of their cell is the padding of all.
    let gap = |cell: &Cell| cell.lines.iter().map(|line| line.x0 - cell.sides.0).fold(f64::INFINITY, f64::min);
    let padding = table.rows.iter().flatten().map(gap).fold(f64::INFINITY, f64::min).clamp(0.0, 10.0);
    let cells = table.rows.iter().flatten();
    let pairs = cells.flat_map(|cell| cell.lines.windows(2).map(move |pair| (cell, &pair[0], &pair[1])));
    let steps: Vec<(f64, bool)> =
        pairs.map(|(cell, a, b)| (lines::step(a, b), lines::is_full(a, b, cell.room(), padding))).collect();
    let spacing = Spacing::learn(&steps);
    let rows = table.rows.into_iter().map(|row| {
        let cell = |cell: Cell| SpanCell {
            continues: cell.continues,
            ..SpanCell::new(lines::paragraphs(&cell.lines, cell.room(), padding, spacing))
        };
        row.into_iter().map(cell).collect()
    });
    composer.table(rows.collect());
}
