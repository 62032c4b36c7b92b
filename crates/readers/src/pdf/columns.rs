//! Tables without rules: words that stand below each other in columns.
//!
//! Programs draw a cell line by line, so glyphs that follow each other on one base line are one line
//! of one cell. An upright gap that hardly any such line crosses divides two columns: a wide one by
//! itself, a narrow one where many lines begin right behind it. A table reaches as far as no line of
//! prose crosses the gaps; short lines that do are cells over several columns.

use super::gaps::{Gap, Gaps, column_of, learn};
use super::grid::{Cell, Table};
use super::interpret::Glyph;
use super::lines;
use super::rows::{self, Band};
use tongbao_notice::phrase::signature;

/// What is wider than this part of the table is prose and no cell.
const PROSE: f64 = 0.62;

/// Glyphs drawn one after the other on one base line.
#[derive(Debug)]
pub struct Run {
    pub glyphs: Vec<Glyph>,
    pub x0: f64,
    pub x1: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Run {
    pub fn new(glyphs: Vec<Glyph>) -> Self {
        let mut run =
            Self { glyphs, x0: f64::INFINITY, x1: f64::NEG_INFINITY, top: f64::INFINITY, bottom: f64::NEG_INFINITY };
        for glyph in &run.glyphs {
            run.x0 = run.x0.min(glyph.x0);
            run.x1 = run.x1.max(glyph.x1);
            run.top = run.top.min(glyph.y - 0.88 * glyph.size);
            run.bottom = run.bottom.max(glyph.y + 0.12 * glyph.size);
        }
        run
    }

    fn crosses(&self, gaps: &[Gap]) -> bool {
        gaps.iter().any(|gap| self.x0 < gap.0 - 1.0 && self.x1 > gap.1 + 1.0)
    }

    /// Whether the program went to the place of nearly every character.
    pub fn moves_often(&self) -> bool {
        let moves = self.glyphs.iter().filter(|glyph| glyph.moved).count();
        moves > 4 && moves * 2 > self.glyphs.len()
    }

    /// Its parts between blanks that the program left by going to a new place.
    pub fn segments(&self) -> impl Iterator<Item = &[Glyph]> {
        self.glyphs.chunk_by(|last, next| !(next.moved && is_blank(last, next)))
    }

    /// Size of its letters.
    pub fn size(&self) -> f64 {
        self.bottom - self.top
    }
}

/// Whether there is a blank between two characters, if a small one.
fn is_blank(last: &Glyph, next: &Glyph) -> bool {
    next.x0 - last.x1 > 0.12 * next.size
}

/// A run in its place: the columns from which and to which it reaches.
#[derive(Debug)]
pub struct Placed {
    pub column: usize,
    pub last: usize,
    pub run: Run,
}

/// Cuts the glyphs, in the order in which they were drawn, into runs.
pub fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut found: Vec<Vec<Glyph>> = Vec::new();
    let mut spaced = false;
    for glyph in glyphs {
        if glyph.c.is_whitespace() {
            spaced = true;
            continue;
        }
        let glyph = Glyph { spaced: std::mem::take(&mut spaced), ..*glyph };
        match found.last_mut() {
            Some(run)
                if run.last().is_some_and(|last| {
                    // A line that is stretched to both sides has wide gaps, but no new places.
                    let most = if glyph.moved { 0.7 } else { 1.5 };
                    (last.y - glyph.y).abs() < 0.2 * glyph.size
                        && (-0.5 * glyph.size..most * glyph.size).contains(&(glyph.x0 - last.x1))
                }) =>
            {
                run.push(glyph);
            }
            _ => found.push(vec![Glyph { spaced: false, ..glyph }]),
        }
    }
    found.into_iter().map(Run::new).collect()
}

/// Cuts a run where the program went on at a gap: two cells on one base line, drawn one after the other. Prose that
/// moves somewhere near a gap still crosses others, and stays whole.
fn cut(run: Run, gaps: &[Gap], out: &mut Vec<Run>) {
    if !run.crosses(gaps) {
        out.push(run);
        return;
    }
    let each = run.moves_often();
    let at_gap = |last: &Glyph, next: &Glyph| {
        let near = |x: f64, gap: &Gap| (gap.0 - 1.5..=gap.1 + 1.5).contains(&x);
        // Programs leave a quarter of a letter between digits and Chinese words.
        let kinds = last.c.is_ascii() != next.c.is_ascii() && next.x0 - last.x1 < 0.3 * next.size;
        next.moved
            && (!each || (is_blank(last, next) && !kinds))
            && gaps.iter().any(|gap| near(last.x1, gap) || near(next.x0, gap))
    };
    let parts: Vec<Run> =
        run.glyphs.chunk_by(|last, next| !at_gap(last, next)).map(|part| Run::new(part.to_vec())).collect();
    let wide = parts.iter().filter(|part| part.crosses(gaps)).count();
    if parts.len() > 1 && wide == 0 { out.extend(parts) } else { out.push(run) }
}

/// A stretch of a page that is a table.
pub struct Block {
    gaps: Vec<Gap>,
    runs: Vec<Placed>,
}

impl Block {
    /// What stands in it, and how many columns it has.
    fn placed(&self) -> (&[Placed], usize) {
        (&self.runs, self.gaps.len() + 1)
    }

    /// The parts of its rows; `pitch` is the step from line to line within cells, where that is known.
    fn bands(self, pitch: Option<f64>) -> Banded {
        let bands = rows::bands(self.runs, self.gaps.len() + 1, pitch);
        Banded { gaps: self.gaps, bands }
    }
}

/// A table of which the parts of rows are known.
struct Banded {
    gaps: Vec<Gap>,
    /// Level stretches, from top to bottom.
    bands: Vec<Band>,
}

impl Banded {
    /// The table; `between` is the least distance between two rows, where other pages tell it.
    fn table(self, between: Option<f64>) -> Table {
        build(rows::by_anchors(self.bands, between), &self.gaps)
    }
}

/// The tables of all pages, page by page: what is learned of rows from some helps with all.
pub fn tables(pages: Vec<Vec<Block>>) -> Vec<Vec<Table>> {
    let pitch = rows::pitch(pages.iter().flatten().map(Block::placed));
    let bands = |page: Vec<Block>| page.into_iter().map(|block| block.bands(pitch)).collect();
    let pages: Vec<Vec<Banded>> = pages.into_iter().map(bands).collect();
    let between = rows::between(pages.iter().flatten().map(|banded| banded.bands.as_slice()));
    pages.into_iter().map(|page| page.into_iter().map(|banded| banded.table(between)).collect()).collect()
}

/// Finds the tables of a page and takes their glyphs out. `may_go_on` says that a table stands on the page before.
pub fn blocks(glyphs: &mut Vec<Glyph>, gaps: &Gaps, may_go_on: bool) -> Vec<Block> {
    let known = gaps.all.as_slice();
    let others = &gaps.pages;
    let mut page = vec![runs(glyphs)];
    let crossing = |gaps: &[Gap]| page[0].iter().filter(|run| run.crosses(gaps)).count();
    // What all pages teach is surer than what one does, unless this page has columns of its own.
    let own = learn(&page);
    let fits = known.len() > 1 && crossing(known) * 5 <= page[0].len();
    let better = own.len() >= known.len() && crossing(&own) < crossing(known);
    let gaps = if fits && !better { known } else { &own };
    if gaps.len() < 2 {
        return Vec::new();
    }
    let mut cells = Vec::with_capacity(page[0].len());
    for run in page.remove(0) {
        cut(run, gaps, &mut cells);
    }
    cells.sort_by(|a, b| a.top.total_cmp(&b.top));
    let left = cells.iter().map(|run| run.x0).fold(f64::INFINITY, f64::min);
    let right = cells.iter().map(|run| run.x1).fold(f64::NEG_INFINITY, f64::max);
    let mut found = Found { blocks: Vec::new(), rest: Vec::new(), others, may_go_on };
    let mut stretch: Vec<Run> = Vec::new();
    for run in cells {
        if run.crosses(gaps) && run.x1 - run.x0 > PROSE * (right - left) {
            found.tables(std::mem::take(&mut stretch), gaps);
            found.rest.extend(run.glyphs);
        } else {
            stretch.push(run);
        }
    }
    found.tables(stretch, gaps);
    if !found.blocks.is_empty() {
        *glyphs = found.rest;
    }
    found.blocks
}

/// What was found on a page.
struct Found<'gaps> {
    blocks: Vec<Block>,
    /// The gaps that single pages taught.
    others: &'gaps [Vec<Gap>],
    /// The glyphs outside of tables.
    rest: Vec<Glyph>,
    /// Whether the first row may be the rest of one on the page before.
    may_go_on: bool,
}

impl Found<'_> {
    /// Cuts a stretch without prose into tables: behind a title, one with other columns may begin.
    fn tables(&mut self, stretch: Vec<Run>, gaps: &[Gap]) {
        let titles: Vec<bool> = (0..stretch.len()).map(|at| alone(&stretch, at, gaps)).collect();
        let mut parts: Vec<Vec<Run>> = vec![Vec::new()];
        for (run, title) in stretch.into_iter().zip(titles) {
            match parts.last_mut() {
                Some(part) if part.is_empty() || !title => part.push(run),
                _ => parts.push(vec![run]),
            }
        }
        let mut table: Vec<Run> = Vec::new();
        for part in parts {
            let crossing = |gaps: &[Gap]| part.iter().filter(|run| run.crosses(gaps)).count();
            let before = crossing(gaps);
            let own = if before > 2 { learn(std::slice::from_ref(&part)) } else { Vec::new() };
            let sets = self.others.iter().chain([&own]).filter(|own| own.len() > 1);
            let best = sets.map(|own| (crossing(own), own)).min_by_key(|(crossing, _)| *crossing);
            if let Some((_, own)) = best.filter(|(crossing, _)| before > 2 && crossing * 2 < before) {
                self.table(std::mem::take(&mut table), gaps);
                let mut cells = Vec::with_capacity(part.len());
                for run in part {
                    cut(run, own, &mut cells);
                }
                self.table(cells, own);
            } else {
                table.extend(part);
            }
        }
        self.table(table, gaps);
    }

    /// Keeps a stretch as a table, if it is one. Lines over several columns at its ends, where nothing stands beside
    /// them, are titles and notes.
    fn table(&mut self, mut stretch: Vec<Run>, gaps: &[Gap]) {
        if let Some((from, count)) = signature(&stretch) {
            let mut rest = stretch.split_off(from);
            self.rest.extend(rest.drain(..count).flat_map(|run| run.glyphs));
            self.table(stretch, gaps);
            self.table(rest, gaps);
            return;
        }
        let left = stretch.iter().map(|run| run.x0).fold(f64::INFINITY, f64::min);
        // A section of the table may be parted from its rows by a page: it begins at the side and is numbered.
        let section = |run: &Run| {
            let text: String = run.glyphs.iter().map(|glyph| glyph.c).collect();
            run.x0 - left < 0.5 * run.size() && lines::starts_item(&text)
        };
        let title = |stretch: &[Run], at: usize| alone(stretch, at, gaps) && !section(&stretch[at]);
        while stretch.last().is_some_and(|_| title(&stretch, stretch.len() - 1)) {
            self.rest.extend(stretch.pop().into_iter().flat_map(|run| run.glyphs));
        }
        let titles = titles(&stretch, gaps, std::mem::take(&mut self.may_go_on), title);
        self.rest.extend(stretch.drain(..titles).flat_map(|run| run.glyphs));
        let place = |run: Run| {
            let middle = column_of(gaps, f64::midpoint(run.x0, run.x1));
            let spans = run.crosses(gaps);
            let ends = (column_of(gaps, run.x0 + 1.0), column_of(gaps, run.x1 - 1.0));
            let (first, last) = if spans { ends } else { (middle, middle) };
            Placed { column: first, last: last.max(first), run }
        };
        let placed: Vec<Placed> = stretch.into_iter().map(place).collect();
        if is_table(&placed, gaps.len() + 1) {
            self.blocks.push(Block { gaps: gaps.to_vec(), runs: placed });
        } else {
            self.rest.extend(placed.into_iter().flat_map(|placed| placed.run.glyphs));
        }
    }
}

/// Where the text is signed: lines with nothing beside them that name offices, and a day. The place of the first, and how
/// many they are.
fn signature(stretch: &[Run]) -> Option<(usize, usize)> {
    let text = |run: &Run| run.glyphs.iter().map(|glyph| glyph.c).collect::<String>();
    (1..stretch.len()).find_map(|day| {
        let size = stretch[day].glyphs.len();
        if !(8..=20).contains(&size) || !is_beside_none(stretch, day) || !signature::is_day(&text(&stretch[day])) {
            return None;
        }
        let from = (day.saturating_sub(3)..day).find(|from| {
            let lines: Vec<String> = stretch[*from..=day].iter().map(text).collect();
            (*from..day).all(|at| is_beside_none(stretch, at))
                && signature::opens(&mut lines.iter().map(String::as_str))
        })?;
        Some((from, day + 1 - from))
    })
}

/// How many runs at the top of a stretch are titles above the header, `Annex 1`, the unit of its amounts: lines over
/// several columns, and narrow ones that stand apart from what follows. Where the table `may_go_on` from the page before,
/// what stands alone in another than the first column may be the rest of a row, unless it stands below a title.
fn titles(stretch: &[Run], gaps: &[Gap], may_go_on: bool, over_columns: impl Fn(&[Run], usize) -> bool) -> usize {
    let usual = usual_step(stretch, gaps);
    let apart = |at: usize| {
        stretch.get(at + 1).is_some_and(|next| (next.bottom - stretch[at].bottom) / stretch[at].size().max(1.0) > usual)
    };
    let in_first = |run: &Run| {
        let number = run.glyphs.iter().all(|glyph| glyph.c.is_ascii_digit() || matches!(glyph.c, '.' | '-'));
        column_of(gaps, run.x1) == 0 && !number
    };
    let mut count = 0;
    while count < stretch.len() {
        let narrow = is_beside_none(stretch, count) && !stretch[count].crosses(gaps);
        let title = narrow && apart(count) && (!may_go_on || count > 0 || in_first(&stretch[count]));
        if !title && !over_columns(stretch, count) {
            break;
        }
        count += 1;
    }
    count
}

/// The step from line to line within cells, and a little more: that of the nearest quarter of all lines that stand below
/// another one of their column.
fn usual_step(stretch: &[Run], gaps: &[Gap]) -> f64 {
    let mut last: Vec<Option<f64>> = vec![None; gaps.len() + 1];
    let mut steps = Vec::new();
    for run in stretch {
        let column = column_of(gaps, f64::midpoint(run.x0, run.x1));
        if let Some(before) = last[column].replace(run.bottom) {
            steps.push((run.bottom - before) / run.size().max(1.0));
        }
    }
    steps.retain(|step| *step > 0.5);
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 4).map_or(f64::INFINITY, |step| step + 0.3)
}

/// Whether a line over several columns has nothing beside it.
fn alone(stretch: &[Run], at: usize, gaps: &[Gap]) -> bool {
    stretch[at].crosses(gaps) && is_beside_none(stretch, at)
}

/// Whether nothing stands beside a line.
fn is_beside_none(stretch: &[Run], at: usize) -> bool {
    let run = &stretch[at];
    let beside = |other: &Run| other.top < run.bottom - 0.3 * run.size() && other.bottom > run.top + 0.3 * run.size();
    let near = at.saturating_sub(8)..(at + 9).min(stretch.len());
    !near.into_iter().any(|other| other != at && beside(&stretch[other]))
}

/// Whether this fills three columns and three lines.
fn is_table(placed: &[Placed], width: usize) -> bool {
    let mut used = vec![false; width];
    let (mut lines, mut base) = (0, f64::NEG_INFINITY);
    for placed in placed {
        if placed.column == placed.last {
            used[placed.column] = true;
        }
        let run = &placed.run;
        if run.bottom - base > 0.5 * run.size() {
            lines += 1;
            base = run.bottom;
        }
    }
    used.iter().filter(|used| **used).count() > 2 && placed.len() > 5 && lines > 2
}

/// Makes the cells of rows.
fn build(bands: Vec<Band>, gaps: &[Gap]) -> Table {
    use tongbao_notice::document::Merged;
    let placed = || bands.iter().flat_map(|band| &band.runs);
    let left = placed().map(|placed| placed.run.x0).fold(f64::INFINITY, f64::min);
    let right = placed().map(|placed| placed.run.x1).fold(f64::NEG_INFINITY, f64::max);
    let mut columns: Vec<f64> = gaps.iter().map(|gap| f64::midpoint(gap.0, gap.1)).collect();
    columns.insert(0, left.min(gaps[0].0) - 0.5);
    columns.push(right.max(gaps[gaps.len() - 1].1) + 0.5);
    let ends = (bands.first().map_or(0.0, |band| band.top), bands.last().map_or(0.0, |band| band.bottom));
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(bands.len());
    for band in bands {
        let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); columns.len() - 1];
        let mut reach: Vec<usize> = (0..columns.len() - 1).collect();
        for placed in band.runs {
            reach[placed.column] = reach[placed.column].max(placed.last);
            cells[placed.column].extend(placed.run.glyphs);
        }
        let mut row: Vec<Cell> = Vec::with_capacity(cells.len());
        let mut covered = 0;
        for (column, glyphs) in cells.into_iter().enumerate() {
            let merged = covered > column && glyphs.is_empty();
            if !merged {
                covered = reach[column] + 1;
            }
            let above = !rows.is_empty() && glyphs.is_empty() && band.shared.contains(&column);
            row.push(Cell {
                lines: lines::lines(glyphs),
                sides: (columns[column], columns[if merged { column + 1 } else { reach[column] + 1 }]),
                continues: if above { Some(Merged::Above) } else { merged.then_some(Merged::Left) },
            });
        }
        rows.push(row);
    }
    fit_sides(&mut rows);
    Table { columns, ends, closed: (true, true), ruled: false, rows }
}

/// Gives each column the room that its words use: there are no sides to see.
fn fit_sides(rows: &mut [Vec<Cell>]) {
    let width = rows.first().map_or(0, Vec::len);
    let spans = |row: &[Cell], column: usize| row.get(column + 1).is_some_and(|next| next.continues.is_some());
    for column in 0..width {
        let own = rows.iter().filter(|row| !spans(row, column));
        let lines = own.flat_map(|row| row[column].lines.iter());
        let (from, to) =
            lines.fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), line| (from.min(line.x0), to.max(line.x1)));
        if from < to {
            for row in rows.iter_mut().filter(|row| !spans(row, column)) {
                row[column].sides = (from, to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(glyphs: &mut Vec<Glyph>) -> Vec<Table> {
        super::tables(vec![blocks(glyphs, &Gaps::default(), false)]).remove(0)
    }

    fn print(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .map(|(i, c)| {
                let x0 = x + 10.0 * i as f64;
                Glyph { c, x0, x1: x0 + 10.0, y, size: 10.0, moved: i == 0, spaced: false }
            })
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
        let tables = tables(&mut glyphs);
        assert_eq!((tables.len(), tables[0].rows.len()), (1, 5));
        assert_eq!(tables[0].rows[1][1].lines.len(), 2);
    }

    #[test]
    fn cells_that_touch_are_told_by_where_lines_begin() {
        let mut glyphs = Vec::new();
        for row in 0..8 {
            let y = 40.0 * row as f64;
            glyphs.extend(print(&(row + 1).to_string(), 0.0, y));
            // Where the second column fills its room, the third begins where it ends, on the same base line.
            glyphs.extend(print(if row % 3 == 0 { "改造道路工程" } else { "修路" }, 20.0, y));
            glyphs.extend(print("完成路基施工", 80.0, y));
            glyphs.extend(print("并通车", 80.0, y + 14.0));
            glyphs.extend(print("县交通运输局", 320.0, y));
        }
        glyphs.extend(print("一、民生项目共八个", 0.0, 330.0));
        glyphs.extend(print("9", 0.0, 370.0));
        glyphs.extend(print("修桥", 20.0, 370.0));
        glyphs.extend(print("完工", 80.0, 370.0));
        glyphs.extend(print("县水利局", 320.0, 370.0));
        let tables = tables(&mut glyphs);
        assert_eq!((tables.len(), tables[0].rows.len(), tables[0].columns.len()), (1, 10, 5));
        let words = |row: usize, column: usize| {
            tables[0].rows[row][column].lines.iter().map(|line| line.text.as_str()).collect::<String>()
        };
        assert_eq!((words(3, 1).as_str(), words(3, 2).as_str()), ("改造道路工程", "完成路基施工并通车"));
        assert_eq!(words(8, 0), "一、民生项目共八个");
        assert!(tables[0].rows[8][1].continues.is_some());
    }

    #[test]
    fn a_table_ends_where_the_text_is_signed() {
        let mut glyphs = Vec::new();
        for row in 0..6 {
            for (words, x) in [((row + 1).to_string().as_str(), 0.0), ("修路", 50.0), ("已完工", 120.0)] {
                glyphs.extend(print(words, x, 20.0 + 24.0 * row as f64));
            }
        }
        glyphs.extend(print("白河县人民政府", 100.0, 170.0));
        glyphs.extend(print("2023年10月12日", 90.0, 190.0));
        let tables = tables(&mut glyphs);
        assert_eq!((tables[0].rows.len(), glyphs.len()), (6, 18));
    }

    #[test]
    fn prose_is_no_table() {
        let mut glyphs: Vec<Glyph> =
            (0..12).flat_map(|line| print("完成道路改造三公里并通车", 0.0, 20.0 * line as f64)).collect();
        assert!(tables(&mut glyphs).is_empty());
        assert_eq!(glyphs.len(), 144);
    }
}
