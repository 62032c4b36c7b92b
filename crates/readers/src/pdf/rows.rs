//! The rows of a table without rules. Where rows stand further apart than the lines of a cell, the
//! lines of each column make cells, and cells beside each other make a row. Where they do not, lines
//! are put together around what stands in the first column.

use super::columns::Placed;

/// How much more than the usual step parts two cells, in letters.
const APART: f64 = 0.12;

/// How much of a line must overlap with the row before it to stand beside it. Rows do not overlap but where a cell
/// reaches over several, and that may be by little.
const OVERLAP: f64 = 0.1;

/// A level stretch of a table, at first as high as the words that overlap, in the end a row.
pub struct Band {
    /// Its upper end.
    pub top: f64,
    /// Its lower end.
    pub bottom: f64,
    /// Whether something stands in its first column.
    anchored: bool,
    /// What stands in it.
    pub runs: Vec<Placed>,
    /// Columns in which it shares a cell with the row above.
    pub shared: Vec<usize>,
}

impl Band {
    fn of(placed: Placed) -> Self {
        let (top, bottom, anchored) = (placed.run.top, placed.run.bottom, placed.column == 0);
        Self { top, bottom, anchored, runs: vec![placed], shared: Vec::new() }
    }

    fn push(&mut self, placed: Placed) {
        self.top = self.top.min(placed.run.top);
        self.bottom = self.bottom.max(placed.run.bottom);
        self.anchored |= placed.column == 0;
        self.runs.push(placed);
    }

    fn join(&mut self, other: Self) {
        self.top = self.top.min(other.top);
        self.bottom = self.bottom.max(other.bottom);
        self.anchored |= other.anchored;
        self.runs.extend(other.runs);
        self.shared.extend(other.shared);
    }

    fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    /// Whether something stands in a column.
    fn fills(&self, column: usize) -> bool {
        self.runs.iter().any(|placed| (placed.column..=placed.last).contains(&column))
    }
}

/// Puts runs, from top to bottom, together to parts of rows of a table of `width` columns. `pitch` is the step from
/// line to line within its cells, where that is known.
pub fn bands(runs: Vec<Placed>, width: usize, pitch: Option<f64>) -> Vec<Band> {
    let Some(pitch) = pitch else { return overlapping(runs) };
    let mut bands: Vec<Band> = Vec::new();
    for cells in beside_each_other(cells(runs, width, pitch)) {
        // Cells over several rows hold those together: what stands in the first column tells them apart.
        bands.extend(by_numbers(cells).into_iter().map(|mut row| {
            // A row that fills most columns needs no number.
            let mut filled: Vec<usize> = row.runs.iter().map(|placed| placed.column).collect();
            filled.sort_unstable();
            filled.dedup();
            row.anchored |= filled.len() > 2 && filled.len() * 2 >= width;
            row
        }));
    }
    share_between(bands)
}

/// A cell half-way between two rows that have nothing in its column belongs to both.
fn share_between(bands: Vec<Band>) -> Vec<Band> {
    let mut out: Vec<Band> = Vec::with_capacity(bands.len());
    let mut bands = bands.into_iter().peekable();
    while let Some(band) = bands.next() {
        if let (Some(above), Some(below)) = (out.last_mut(), bands.peek_mut())
            && above.anchored
            && !band.anchored
            && below.anchored
            && is_half_way(&[(0.0, above.middle()), (0.0, below.middle())], 0, band.middle())
            && band.runs.iter().all(|placed| !above.fills(placed.column) && !below.fills(placed.column))
        {
            below.shared.extend(band.runs.iter().map(|placed| placed.column));
            above.runs.extend(band.runs);
        } else {
            out.push(band);
        }
    }
    out
}

/// The least distance between two rows that both have something in the first column, as far as most tell.
pub fn between<'table>(tables: impl Iterator<Item = &'table [Band]>) -> Option<f64> {
    let pairs = tables.flat_map(|bands| bands.windows(2)).filter(|pair| pair[0].anchored && pair[1].anchored);
    let mut gaps: Vec<f64> = pairs.map(|pair| pair[1].top - pair[0].bottom).collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 10).copied()
}

/// The step from line to line within cells, in letters, in tables of which rows stand further apart. A line that
/// reaches to the right side of its column goes on in the next one; no number stands so near to the one above it,
/// and where there are no numbers, most lines that end before are followed by more than that step.
pub fn pitch<'table>(tables: impl Iterator<Item = (&'table [Placed], usize)>) -> Option<f64> {
    let (mut full, mut ended, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    for (runs, width) in tables {
        let mut right = vec![f64::NEG_INFINITY; width];
        for placed in runs.iter().filter(|placed| placed.column == placed.last) {
            right[placed.column] = right[placed.column].max(placed.run.x1);
        }
        let mut last: Vec<Option<&Placed>> = vec![None; width];
        for placed in runs.iter().filter(|placed| placed.column == placed.last) {
            let Some(before) = last[placed.column].replace(placed) else { continue };
            let step = step(before, placed);
            if step < 0.5 {
                continue;
            }
            if placed.column == 0 && is_number(placed) && is_number(before) {
                numbers.push(step);
            }
            let goes_on = before.run.x1 > right[placed.column] - 1.2 * before.run.size();
            if goes_on && step < 3.5 { full.push(step) } else { ended.push(step) }
        }
    }
    full.sort_by(f64::total_cmp);
    let pitch = full.get(full.len() / 4).copied().filter(|_| full.len() > 3)?;
    let apart = |steps: &[f64]| steps.iter().filter(|step| **step > pitch + APART).count();
    let told = if numbers.len() > 1 {
        apart(&numbers) * 20 >= numbers.len() * 19
    } else {
        apart(&ended) * 10 > ended.len() * 6
    };
    told.then_some(pitch)
}

fn step(before: &Placed, placed: &Placed) -> f64 {
    (placed.run.bottom - before.run.bottom) / before.run.size().max(placed.run.size()).max(1.0)
}

/// The lines of each column that stand as near as the lines of a cell do.
fn cells(runs: Vec<Placed>, width: usize, pitch: f64) -> Vec<Band> {
    let mut cells: Vec<Band> = Vec::new();
    // The cell of each column that was met last.
    let mut open: Vec<Option<usize>> = vec![None; width];
    for placed in runs {
        let column = placed.column;
        let near = open[column].filter(|cell| {
            let last = cells[*cell].runs.last();
            let same = last.is_some_and(|last| last.last == placed.last && step(last, &placed) <= pitch + APART);
            let beside = last.is_some_and(|last| step(last, &placed) < 0.5);
            beside || (same && !(column == 0 && is_number(&placed)))
        });
        match near {
            Some(cell) => cells[cell].push(placed),
            None => {
                open[column] = Some(cells.len());
                cells.push(Band::of(placed));
            }
        }
    }
    cells.sort_by(|a, b| a.top.total_cmp(&b.top));
    cells
}

/// Cells beside each other are a row.
fn beside_each_other(cells: Vec<Band>) -> Vec<Vec<Band>> {
    let mut rows: Vec<Vec<Band>> = Vec::new();
    let mut bottom = f64::NEG_INFINITY;
    for cell in cells {
        let beside = cell.top < bottom - OVERLAP * (cell.bottom - cell.top).min(12.0);
        bottom = if beside { bottom.max(cell.bottom) } else { cell.bottom };
        match rows.last_mut() {
            Some(row) if beside => row.push(cell),
            _ => rows.push(vec![cell]),
        }
    }
    rows
}

/// Parts a row that has several numbers: each of its cells goes with the number at whose top it begins, or whose
/// middle is nearest to its own.
fn by_numbers(cells: Vec<Band>) -> Vec<Band> {
    let is_anchor = |cell: &Band| cell.runs.first().is_some_and(|placed| placed.column == 0 && is_number(placed));
    let (anchors, others): (Vec<Band>, Vec<Band>) = cells.into_iter().partition(is_anchor);
    let places: Vec<(f64, f64)> = anchors.iter().map(|anchor| (anchor.top, anchor.middle())).collect();
    let mut rows = anchors;
    // Cells half-way between two rows, each with the upper one: they may belong to both.
    let mut between = Vec::new();
    for cell in others {
        // The numbers stand in their order: only those next to the cell's place can be nearest.
        let after = places.partition_point(|(_, own)| *own < cell.middle());
        let near = after.saturating_sub(2)..(after + 2).min(places.len());
        let level = near.clone().find(|at| (places[*at].0 - cell.top).abs() < 3.0);
        let distance = |at: &usize| (places[*at].1 - cell.middle()).abs();
        let nearest = near.min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let upper = after.checked_sub(1).filter(|upper| level.is_none() && is_half_way(&places, *upper, cell.middle()));
        match (upper, level.or(nearest).and_then(|at| rows.get_mut(at))) {
            (Some(upper), _) => between.push((upper, nearest, cell)),
            (None, Some(row)) => row.join(cell),
            (None, None) => match rows.first_mut() {
                Some(row) => row.join(cell),
                None => rows.push(cell),
            },
        }
    }
    for (upper, nearest, cell) in between {
        let column = cell.runs.first().map_or(0, |placed| placed.column);
        let free = [upper, upper + 1].iter().all(|at| !rows[*at].fills(column));
        match nearest.and_then(|at| rows.get_mut(if free { upper } else { at })) {
            // It reaches into the next row, but that does not begin there.
            Some(row) if free => row.runs.extend(cell.runs),
            Some(row) => row.join(cell),
            None => {}
        }
        if free {
            rows[upper + 1].shared.push(column);
        }
    }
    rows
}

/// Whether a place is about half-way between the middles of a row and the next.
fn is_half_way(rows: &[(f64, f64)], upper: usize, middle: f64) -> bool {
    let (Some((_, above)), Some((_, below))) = (rows.get(upper), rows.get(upper + 1)) else { return false };
    (0.4..0.6).contains(&((middle - above) / (below - above).max(1.0)))
}

/// Whether this is the number of a row: 3, 3.1, （三）.
fn is_number(placed: &Placed) -> bool {
    let mut letters = placed.run.glyphs.iter().map(|glyph| glyph.c);
    letters.all(|c| c.is_ascii_digit() || "一二三四五六七八九十百.-－()（）★*".contains(c))
}

/// Runs that overlap; two lines of the first column do not go together.
fn overlapping(runs: Vec<Placed>) -> Vec<Band> {
    let new_anchor = |band: &Band, placed: &Placed| {
        let other = band.runs.iter().rfind(|other| other.column == 0);
        placed.column == 0 && other.is_some_and(|other| step(other, placed) > 0.5)
    };
    let mut bands: Vec<Band> = Vec::new();
    for placed in runs {
        match bands.last_mut() {
            Some(band) if placed.run.top < band.bottom && !(band.anchored && new_anchor(band, &placed)) => {
                band.push(placed);
            }
            _ => bands.push(Band::of(placed)),
        }
    }
    bands
}

/// Puts bands together to rows, the nearest first: neighbours of which at most one has something in the first column.
/// `between` is the least distance between two rows, where other pages tell it.
pub fn by_anchors(bands: Vec<Band>, between: Option<f64>) -> Vec<Band> {
    let mut gaps: Vec<(f64, usize)> =
        bands.windows(2).enumerate().map(|(index, pair)| (pair[1].top - pair[0].bottom, index)).collect();
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let anchored: Vec<bool> = bands.iter().map(|band| band.anchored).collect();
    let mut group: Vec<usize> = (0..bands.len()).collect();
    if anchored.contains(&true) {
        let row_gap = join_bands(&gaps, anchored.clone(), &mut group.clone(), f64::INFINITY);
        let row_gap = between.map_or(row_gap, |between| between.min(row_gap));
        join_bands(&gaps, anchored, &mut group, 0.9 * row_gap);
    } else {
        // Nothing in the first column: all is the rest of one row.
        group.fill(0);
    }
    let mut out: Vec<Band> = Vec::new();
    let mut last = usize::MAX;
    for (index, band) in bands.into_iter().enumerate() {
        let own = first_of(&mut group, index);
        match out.last_mut() {
            Some(row) if own == last => row.join(band),
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
    use super::super::columns::Run;
    use super::super::interpret::Glyph;
    use super::*;

    fn placed(column: usize, text: &str, y: f64) -> Placed {
        let x = 60.0 * column as f64;
        let glyph = |(at, c)| {
            let x0 = x + 10.0 * at as f64;
            Glyph { c, x0, x1: x0 + 10.0, y, size: 10.0, moved: at == 0, spaced: false }
        };
        Placed { column, last: column, run: Run::new(text.chars().enumerate().map(glyph).collect()) }
    }

    #[test]
    fn a_cell_half_way_between_two_rows_belongs_to_both() {
        let mut runs = Vec::new();
        for row in 0..3 {
            let y = 60.0 * f64::from(row);
            runs.extend([(0, "1"), (1, "修路"), (3, "完工")].map(|(column, text)| placed(column, text, y)));
        }
        // Of two lines between the first two rows, of one on the base line of the third.
        runs.extend([placed(2, "经开区", 23.0), placed(2, "管委会", 37.0), placed(2, "水利局", 120.0)]);
        runs.sort_by(|a, b| a.run.top.total_cmp(&b.run.top));
        let rows = bands(runs, 4, Some(1.4));
        let shown: Vec<(usize, Vec<usize>)> = rows.iter().map(|row| (row.runs.len(), row.shared.clone())).collect();
        assert_eq!(shown, [(5, vec![]), (3, vec![2, 2]), (4, vec![])]);
    }

    #[test]
    fn a_cell_over_two_rows_may_hardly_reach_into_the_first() {
        let mut runs = Vec::new();
        for row in 0..2 {
            let y = 43.0 * f64::from(row);
            runs.extend([(0, "1"), (1, "修路"), (3, "完工")].map(|(column, text)| placed(column, text, y)));
        }
        // Its first line overlaps with the first row by a seventh of a letter, its second with the other by half of one.
        runs.extend([placed(2, "经开区", 8.6), placed(2, "管委会", 35.6)]);
        runs.sort_by(|a, b| a.run.top.total_cmp(&b.run.top));
        let rows = bands(runs, 4, Some(2.7));
        let shown: Vec<(usize, Vec<usize>)> = rows.iter().map(|row| (row.runs.len(), row.shared.clone())).collect();
        assert_eq!(shown, [(5, vec![]), (3, vec![2])]);
    }
}
