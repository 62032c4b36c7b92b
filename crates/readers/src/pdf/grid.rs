//! Ruled tables: lines to columns, rows and cells, and the glyphs into them. Cells that no line
//! divides are one merged cell.

use tongbao_notice::document::Merged;

use super::interpret::{Glyph, Rule};
use super::lines::{self, Line, Room};

/// Lines nearer than this are one line, drawn twice or for two neighbours.
const NEAR: f64 = 3.0;

/// Base cells of one table; more is a drawing.
const MOST_CELLS: usize = 100_000;

/// A cell with its lines of text.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Left and right side.
    pub sides: (f64, f64),
    /// Set where the cell begins above or to the left.
    pub continues: Option<Merged>,
}

impl Cell {
    /// The room for its lines.
    pub fn room(&self) -> Room {
        Room { left: self.sides.0, right: self.sides.1 }
    }
}

/// A table on a page.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where its columns are divided, from its left to its right side.
    pub columns: Vec<f64>,
    /// Upper and lower end.
    pub ends: (f64, f64),
    /// Whether a line is drawn at the upper and at the lower end.
    pub closed: (bool, bool),
    /// Whether its cells are told by lines, and not by the space between words.
    pub ruled: bool,
    /// Its cells.
    pub rows: Vec<Vec<Cell>>,
}

/// Finds the ruled tables of a page and takes their glyphs out of `glyphs`.
pub fn tables(rules: &[Rule], glyphs: &mut Vec<Glyph>) -> Vec<Table> {
    let level = merge(rules.iter().filter(|rule| rule.level));
    let upright = merge(rules.iter().filter(|rule| !rule.level));
    if level.len().saturating_mul(upright.len()) > 4_000_000 {
        return Vec::new();
    }
    let mut found: Vec<Table> = components(&level, &upright)
        .into_iter()
        .filter_map(|(level, upright)| Frame::new(&level, &upright))
        .map(|frame| frame.fill(glyphs))
        .filter(|table| !table.rows.is_empty())
        .collect();
    found.sort_by(|a, b| a.ends.0.total_cmp(&b.ends.0));
    found
}

/// Joins lines that lie on or behind each other.
fn merge<'rule>(rules: impl Iterator<Item = &'rule Rule>) -> Vec<Rule> {
    let mut sorted: Vec<Rule> = rules.copied().collect();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out = Vec::new();
    let mut rest = sorted.as_slice();
    while let Some(first) = rest.first() {
        let mut count = 1;
        // A chain of near lines, but no wider than a line and its double.
        while rest
            .get(count)
            .is_some_and(|next| next.at - rest[count - 1].at <= 1.5 && next.at - first.at <= 2.0 * NEAR)
        {
            count += 1;
        }
        let (same, others) = rest.split_at(count);
        rest = others;
        let at = same.iter().map(|rule| rule.at).sum::<f64>() / count as f64;
        let mut same = same.to_vec();
        same.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut current: Option<Rule> = None;
        for rule in same {
            match &mut current {
                Some(current) if rule.from <= current.to + NEAR => current.to = current.to.max(rule.to),
                _ => out.extend(current.replace(Rule { at, ..rule })),
            }
        }
        out.extend(current);
    }
    out
}

/// Lines that touch each other belong to one table.
fn components(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let count = level.len() + upright.len();
    let mut parent: Vec<usize> = (0..count).collect();
    for (i, h) in level.iter().enumerate() {
        for (j, v) in upright.iter().enumerate() {
            if v.at >= h.from - NEAR && v.at <= h.to + NEAR && h.at >= v.from - NEAR && h.at <= v.to + NEAR {
                let (a, b) = (root(&mut parent, i), root(&mut parent, level.len() + j));
                parent[a] = b;
            }
        }
    }
    let mut out: Vec<(Vec<Rule>, Vec<Rule>)> = Vec::new();
    let mut index = std::collections::HashMap::new();
    for item in 0..count {
        let own = root(&mut parent, item);
        let at = *index.entry(own).or_insert_with(|| {
            out.push((Vec::new(), Vec::new()));
            out.len() - 1
        });
        match level.get(item) {
            Some(rule) => out[at].0.push(*rule),
            None => out[at].1.push(upright[item - level.len()]),
        }
    }
    out
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// The empty table: where it is divided, and which neighbours a line divides.
struct Frame {
    columns: Vec<f64>,
    rows: Vec<f64>,
    closed: (bool, bool),
    /// For each base cell the cell that it is part of (its own index where it is the first).
    owner: Vec<usize>,
}

impl Frame {
    fn new(level: &[Rule], upright: &[Rule]) -> Option<Self> {
        if level.is_empty() || upright.is_empty() {
            return None;
        }
        let range = |rules: &[Rule]| {
            rules
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), rule| (from.min(rule.from), to.max(rule.to)))
        };
        // At a page break some programs draw no line: a table ends where its upright lines end. Tables
        // without lines at their sides reach as far as their level lines.
        let columns = divisions(upright, range(level));
        let rows = divisions(level, range(upright));
        if columns.len() < 3 || rows.len() < 2 || (columns.len() - 1) * (rows.len() - 1) > MOST_CELLS {
            return None;
        }
        let (left, right) = (columns[0], columns[columns.len() - 1]);
        let closed = (divided(level, rows[0], left, right), divided(level, rows[rows.len() - 1], left, right));
        let mut frame = Self { owner: Vec::new(), closed, columns, rows };
        frame.join(level, upright);
        Some(frame)
    }

    /// Joins base cells that no line divides.
    fn join(&mut self, level: &[Rule], upright: &[Rule]) {
        let (width, height) = (self.columns.len() - 1, self.rows.len() - 1);
        let mut parent: Vec<usize> = (0..width * height).collect();
        for row in 0..height {
            for column in 0..width {
                let here = row * width + column;
                if column + 1 < width && !divided(upright, self.columns[column + 1], self.rows[row], self.rows[row + 1])
                {
                    let (a, b) = (root(&mut parent, here), root(&mut parent, here + 1));
                    parent[a.max(b)] = a.min(b);
                }
                if row + 1 < height
                    && !divided(level, self.rows[row + 1], self.columns[column], self.columns[column + 1])
                {
                    let (a, b) = (root(&mut parent, here), root(&mut parent, here + width));
                    parent[a.max(b)] = a.min(b);
                }
            }
        }
        self.owner = (0..width * height).map(|cell| root(&mut parent, cell)).collect();
    }

    /// Puts the glyphs into the cells.
    fn fill(self, glyphs: &mut Vec<Glyph>) -> Table {
        let width = self.columns.len() - 1;
        let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); self.owner.len()];
        glyphs.retain(|glyph| {
            let column = interval(&self.columns, f64::midpoint(glyph.x0, glyph.x1));
            let row = interval(&self.rows, glyph.y - 0.35 * glyph.size);
            let (Some(column), Some(row)) = (column, row) else { return true };
            inside[self.owner[row * width + column]].push(*glyph);
            false
        });
        let mut rows = Vec::with_capacity(self.rows.len() - 1);
        for row in 0..self.rows.len() - 1 {
            let mut line = Vec::with_capacity(width);
            for column in 0..width {
                let here = row * width + column;
                let owner = self.owner[here];
                let mut cell = Cell { sides: (self.columns[column], self.columns[column + 1]), ..Cell::default() };
                if owner == here {
                    let reach =
                        (column..width).take_while(|c| self.owner[row * width + c] == here).last().unwrap_or(column);
                    cell.sides.1 = self.columns[reach + 1];
                    cell.lines = lines::lines(std::mem::take(&mut inside[here]));
                } else if row > 0 && self.owner[here - width] == owner {
                    cell.continues = Some(Merged::Above);
                } else {
                    cell.continues = Some(Merged::Left);
                }
                line.push(cell);
            }
            rows.push(line);
        }
        let filled = rows.iter().flatten().filter(|cell| !cell.lines.is_empty()).count();
        if filled == 0 {
            rows.clear();
        }
        Table {
            ends: (self.rows[0], self.rows[self.rows.len() - 1]),
            closed: self.closed,
            ruled: true,
            columns: self.columns,
            rows,
        }
    }
}

/// The places of `rules`, with the ends of the crossing lines where no line is near them.
fn divisions(rules: &[Rule], ends: (f64, f64)) -> Vec<f64> {
    let mut places: Vec<f64> = rules.iter().map(|rule| rule.at).collect();
    for end in [ends.0, ends.1] {
        if !places.iter().any(|place| (place - end).abs() <= 2.0 * NEAR) {
            places.push(end);
        }
    }
    places.sort_by(f64::total_cmp);
    places.dedup_by(|b, a| *b - *a <= NEAR);
    places
}

/// Whether a line at `at` covers most of `from`–`to`.
fn divided(rules: &[Rule], at: f64, from: f64, to: f64) -> bool {
    let start = rules.partition_point(|rule| rule.at < at - NEAR);
    let near = rules[start..].iter().take_while(|rule| rule.at <= at + NEAR);
    let covered: f64 = near.map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0.0)).sum();
    covered > 0.6 * (to - from)
}

/// Between which two of the sorted places `at` lies.
pub fn interval(places: &[f64], at: f64) -> Option<usize> {
    let after = places.partition_point(|place| *place <= at);
    (after > 0 && after < places.len()).then(|| after - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_without_a_line_between_them_are_one() {
        let h = |at, from, to| Rule { level: true, at, from, to };
        let v = |at| Rule { level: false, at, from: 0.0, to: 60.0 };
        // Three columns, three rows; the first column's last two rows are one cell.
        let rules = [
            h(0.0, 0.0, 90.0),
            h(20.0, 0.0, 90.0),
            h(40.0, 30.0, 90.0),
            h(60.0, 0.0, 90.0),
            v(0.0),
            v(30.0),
            v(60.0),
            v(90.0),
        ];
        let glyph = |c, x, y| Glyph { c, x0: x, x1: x + 10.0, y, size: 10.0, moved: true, spaced: false };
        let mut glyphs = vec![
            glyph('号', 5.0, 15.0),
            glyph('一', 5.0, 44.0),
            glyph('甲', 35.0, 35.0),
            glyph('乙', 35.0, 55.0),
            glyph('外', 5.0, 90.0),
        ];
        let tables = tables(&rules, &mut glyphs);
        assert_eq!(glyphs.len(), 1);
        let table = &tables[0];
        assert_eq!((table.rows.len(), table.rows[0].len()), (3, 3));
        assert_eq!(table.rows[1][0].lines[0].text, "一");
        assert_eq!(table.rows[2][0].continues, Some(Merged::Above));
    }
}
