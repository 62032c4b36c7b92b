//! Tables without rules: words that stand below each other in columns, with clear space between them.
//!
//! Programs draw a cell line by line, so glyphs that follow each other on one base line are one line
//! of one cell. Upright gaps that hardly any such line crosses are the columns. A table reaches as far
//! as no line crosses a gap; its rows are put together around what stands in its first column.

use super::grid::{Cell, Table};
use super::interpret::Glyph;
use super::lines;

/// Gaps narrower than this, in points, divide nothing.
const LEAST_GAP: f64 = 4.0;

/// The fewest runs of a page from which columns can be learned.
const LEAST_RUNS: usize = 14;

/// A gap between columns.
pub type Gap = (f64, f64);

/// Glyphs drawn one after the other on one base line.
struct Run {
    glyphs: Vec<Glyph>,
    x0: f64,
    x1: f64,
    top: f64,
    bottom: f64,
}

impl Run {
    fn crosses(&self, gaps: &[Gap]) -> bool {
        gaps.iter().any(|gap| self.x0 < gap.0 - 0.5 && self.x1 > gap.1 + 0.5)
    }
}

/// Cuts the glyphs, in the order in which they were drawn, into runs.
fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| !glyph.c.is_whitespace()) {
        let (top, bottom) = (glyph.y - 0.88 * glyph.size, glyph.y + 0.12 * glyph.size);
        if let Some(run) = runs.last_mut()
            && let Some(last) = run.glyphs.last()
            && (last.y - glyph.y).abs() < 0.2 * glyph.size
            && (-0.5 * glyph.size..0.7 * glyph.size).contains(&(glyph.x0 - last.x1))
        {
            run.x1 = run.x1.max(glyph.x1);
            run.top = run.top.min(top);
            run.bottom = run.bottom.max(bottom);
            run.glyphs.push(*glyph);
        } else {
            runs.push(Run { glyphs: vec![*glyph], x0: glyph.x0, x1: glyph.x1, top, bottom });
        }
    }
    runs
}

/// Learns the gaps between columns from the glyphs of several pages.
pub fn learn<'page>(pages: impl Iterator<Item = &'page [Glyph]>) -> Vec<Gap> {
    let runs: Vec<(f64, f64)> = pages.flat_map(runs).map(|run| (run.x0, run.x1)).collect();
    let left = runs.iter().map(|run| run.0).fold(f64::INFINITY, f64::min);
    let right = runs.iter().map(|run| run.1).fold(f64::NEG_INFINITY, f64::max);
    if !(right - left).is_finite() || right - left > 20_000.0 {
        return Vec::new();
    }
    // Prose reaches over half of the page; what is narrower may be a cell.
    let narrow: Vec<(f64, f64)> = runs.into_iter().filter(|run| run.1 - run.0 < 0.5 * (right - left)).collect();
    if narrow.len() < LEAST_RUNS {
        return Vec::new();
    }
    // How many runs cover each half point.
    let place = |x: f64| ((x - left) * 2.0).max(0.0) as usize;
    let mut change = vec![0i64; place(right) + 2];
    for (x0, x1) in &narrow {
        change[place(*x0)] += 1;
        change[place(*x1)] -= 1;
    }
    let few = narrow.len() as i64 / 60;
    let mut gaps = Vec::new();
    let (mut covering, mut start) = (0, None);
    for (at, step) in change.iter().enumerate() {
        covering += step;
        let x = left + at as f64 / 2.0;
        match (covering <= few, start) {
            (true, None) => start = Some(x),
            (false, Some(from)) => {
                if x - from >= LEAST_GAP && from > left {
                    gaps.push((from, x));
                }
                start = None;
            }
            _ => {}
        }
    }
    gaps
}

/// Finds the tables of a page and takes their glyphs out. `known` are the gaps of the whole document.
pub fn tables(glyphs: &mut Vec<Glyph>, known: &[Gap]) -> Vec<Table> {
    let mut runs = runs(glyphs);
    let crossing = |gaps: &[Gap]| runs.iter().filter(|run| run.crosses(gaps)).count();
    // What all pages teach is surer than what one does, unless this page has columns of its own.
    let own = learn(std::iter::once(glyphs.as_slice()));
    let fits = known.len() > 1 && crossing(known) * 5 <= runs.len();
    let better = own.len() >= known.len() && crossing(&own) < crossing(known);
    let gaps = if fits && !better { known } else { &own };
    if gaps.len() < 2 {
        return Vec::new();
    }
    runs.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut found = Vec::new();
    let mut rest = Vec::new();
    let mut block: Vec<Run> = Vec::new();
    for run in runs {
        if run.crosses(gaps) {
            end_block(&mut block, gaps, &mut found, &mut rest);
            rest.extend(run.glyphs);
        } else {
            block.push(run);
        }
    }
    end_block(&mut block, gaps, &mut found, &mut rest);
    if !found.is_empty() {
        *glyphs = rest;
    }
    found
}

/// Makes a table of a stretch of runs that cross no gap, if it is one.
fn end_block(block: &mut Vec<Run>, gaps: &[Gap], found: &mut Vec<Table>, rest: &mut Vec<Glyph>) {
    let block = std::mem::take(block);
    let column =
        |run: &Run| gaps.iter().filter(|gap| f64::midpoint(gap.0, gap.1) < f64::midpoint(run.x0, run.x1)).count();
    let mut used = vec![0; gaps.len() + 1];
    for run in &block {
        used[column(run)] += 1;
    }
    if used.iter().filter(|count| **count > 0).count() < 3 || block.len() < 6 {
        rest.extend(block.into_iter().flat_map(|run| run.glyphs));
        return;
    }
    let placed: Vec<(usize, Run)> = block.into_iter().map(|run| (column(&run), run)).collect();
    found.push(build(placed, gaps));
}

/// A level stretch of a table, at first as high as the words that overlap, in the end a row.
struct Band {
    top: f64,
    bottom: f64,
    /// Whether something stands in its first column.
    anchored: bool,
    runs: Vec<(usize, Run)>,
}

/// Puts the runs of a table into its rows and columns.
fn build(runs: Vec<(usize, Run)>, gaps: &[Gap]) -> Table {
    let left = runs.iter().map(|(_, run)| run.x0).fold(f64::INFINITY, f64::min);
    let right = runs.iter().map(|(_, run)| run.x1).fold(f64::NEG_INFINITY, f64::max);
    let mut columns: Vec<f64> = gaps.iter().map(|gap| f64::midpoint(gap.0, gap.1)).collect();
    columns.insert(0, left.min(gaps[0].0) - 0.5);
    columns.push(right.max(gaps[gaps.len() - 1].1) + 0.5);
    let bands = rows(runs);
    let ends = (bands.first().map_or(0.0, |band| band.top), bands.last().map_or(0.0, |band| band.bottom));
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(bands.len());
    for band in bands {
        let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); columns.len() - 1];
        for (column, run) in band.runs {
            cells[column].extend(run.glyphs);
        }
        let cell = |(column, glyphs)| Cell {
            lines: lines::lines(glyphs),
            sides: (columns[column], columns[column + 1]),
            continues: None,
        };
        rows.push(cells.into_iter().enumerate().map(cell).collect());
    }
    fit_sides(&mut rows);
    Table { columns, ends, closed: (true, true), ruled: false, rows }
}

/// Gives each column the room that its words use: there are no sides to see.
fn fit_sides(rows: &mut [Vec<Cell>]) {
    let width = rows.first().map_or(0, Vec::len);
    for column in 0..width {
        let lines = rows.iter().flat_map(|row| row[column].lines.iter());
        let (from, to) =
            lines.fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), line| (from.min(line.x0), to.max(line.x1)));
        if from < to {
            for row in rows.iter_mut() {
                row[column].sides = (from, to);
            }
        }
    }
}

/// Puts runs together to rows: first those that overlap, then, the nearest first, neighbours of which
/// at most one has something in the first column.
fn rows(runs: Vec<(usize, Run)>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (column, run) in runs {
        let anchored = column == 0;
        match bands.last_mut() {
            Some(band) if run.top < band.bottom => {
                band.bottom = band.bottom.max(run.bottom);
                band.anchored |= anchored;
                band.runs.push((column, run));
            }
            _ => bands.push(Band { top: run.top, bottom: run.bottom, anchored, runs: vec![(column, run)] }),
        }
    }
    let mut gaps: Vec<(f64, usize)> =
        bands.windows(2).enumerate().map(|(index, pair)| (pair[1].top - pair[0].bottom, index)).collect();
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let anchored: Vec<bool> = bands.iter().map(|band| band.anchored).collect();
    let mut group: Vec<usize> = (0..bands.len()).collect();
    if anchored.contains(&true) {
        let row_gap = join_bands(&gaps, anchored.clone(), &mut group.clone(), f64::INFINITY);
        join_bands(&gaps, anchored, &mut group, 0.9 * row_gap);
    }
    let mut out: Vec<Band> = Vec::new();
    let mut last = usize::MAX;
    for (index, band) in bands.into_iter().enumerate() {
        let own = first_of(&mut group, index);
        match out.last_mut() {
            Some(row) if own == last => {
                row.bottom = row.bottom.max(band.bottom);
                row.runs.extend(band.runs);
            }
            _ => out.push(band),
        }
        last = own;
    }
    out
}

/// Joins neighbours, the nearest first; gives the least distance that kept two rows apart. What stands
/// above the first row, the rest of a row on the page before, is joined to it only over less than `least`.
fn join_bands(gaps: &[(f64, usize)], mut anchored: Vec<bool>, group: &mut [usize], least: f64) -> f64 {
    let mut row_gap = f64::INFINITY;
    for (gap, index) in gaps {
        let (a, b) = (first_of(group, *index), first_of(group, index + 1));
        if anchored[a] && anchored[b] {
            row_gap = row_gap.min(*gap);
        } else if a > 0 || anchored[a] || !anchored[b] || *gap < least {
            group[b] = a;
            anchored[a] |= anchored[b];
        }
    }
    row_gap
}

fn first_of(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .map(|(i, c)| Glyph { c, x0: x + 10.0 * i as f64, x1: x + 10.0 * (i + 1) as f64, y, size: 10.0 })
            .collect()
    }

    #[test]
    fn aligned_words_are_a_table() {
        let mut glyphs = Vec::new();
        for (words, y) in [
            ("号任进", 20.0),
            ("1甲一", 44.0),
            (" 乙 ", 58.0),
            ("2丙二", 82.0),
            (" 丁三", 96.0),
            ("3戊四", 120.0),
            ("4己五", 144.0),
        ] {
            for (index, c) in words.chars().enumerate() {
                glyphs.extend(print(&c.to_string(), 50.0 * index as f64, y));
            }
        }
        glyphs.extend(print("一段没有表格的文字在下面很长很长", 0.0, 190.0));
        let tables = tables(&mut glyphs, &[]);
        assert_eq!((tables.len(), tables[0].rows.len()), (1, 5));
        assert_eq!(tables[0].rows[1][1].lines.len(), 2);
    }

    #[test]
    fn prose_is_no_table() {
        let mut glyphs: Vec<Glyph> =
            (0..12).flat_map(|line| print("完成道路改造三公里并通车", 0.0, 20.0 * line as f64)).collect();
        assert!(tables(&mut glyphs, &[]).is_empty());
        assert_eq!(glyphs.len(), 144);
    }
}
