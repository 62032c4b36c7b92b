//! One search over the lines of an interleaved table: which column each piece has and where rows begin.
//!
//! Columns and lines come in, a choice for each line goes out. It is a beam, as a state has to know how far every cell has
//! come: pieces of a line keep the order of columns, a line that fills its column goes on in the next, row numbers go up
//! by one, and the middle of every cell is the middle of its row. What a search finds teaches the next how wide columns
//! are and where they begin.

use super::{COLUMNS, Column, Line, Piece};
use crate::layout::emission;
use crate::layout::sequence::Hints;
use crate::layout::tokens::width;
use crate::read::units::Likeness;
use crate::report::Role;

/// How far the cell of a column has come in the row at hand.
#[derive(Clone, Copy, Default)]
struct Progress {
    lines: u16,
    first: u16,
    last: u16,
    /// Its last line is full and ends in no stop: the cell goes on.
    open: bool,
    /// Its last line is not full: nothing but a new paragraph follows.
    done: bool,
    /// Its last piece is a figure or a Latin word, which a viewer may put on a line of its own.
    figure: bool,
}

/// A reading of the lines so far.
#[derive(Clone)]
struct State {
    score: f32,
    cells: [Progress; COLUMNS],
    /// The number of the row and where it stands.
    number: Option<(u32, u16)>,
    /// The last number before this row.
    before: u32,
    /// A page cut the row: its middle says nothing.
    cut: bool,
    /// The choice that led here.
    choice: usize,
}

/// What was chosen for a line: whether a row begins there, and the column of each piece.
struct Choice {
    before: usize,
    begins: bool,
    columns: Vec<u8>,
}

/// How many readings are followed at once.
const BEAM: usize = 40;
/// How many of them may be in the same row.
const ALIKE: usize = 8;
/// How many ways of giving a line's pieces to columns are followed.
const WAYS: usize = 12;
const NONE: usize = usize::MAX;

struct Search<'t> {
    columns: &'t [Column],
    number: usize,
    choices: Vec<Choice>,
}

impl Search<'_> {
    /// What a piece earns in a column, whatever stands around it.
    fn fit(&self, piece: &Piece<'_>, column: usize) -> f32 {
        let (looks, column) = (&piece.looks, &self.columns[column]);
        let words = match column.role {
            Role::Number => return if looks.number.is_some() { 1.0 } else { -9.0 },
            Role::Lead | Role::Support | Role::Supervisor => match looks.unit {
                _ if piece.text.contains(|c: char| c.is_ascii_digit() || "，,。；：%（）()“”".contains(c)) => {
                    -3.0
                }
                Likeness::Whole => 2.5,
                Likeness::Part => 0.8,
                Likeness::No => -0.5,
            },
            Role::Status | Role::Rate | Role::Amount | Role::Deadline | Role::Leader => {
                within(emission::fit(column.role, false, looks, &Hints::default()), -4.0, 4.0)
            }
            role => 0.3 * within(emission::fit(role, false, looks, &Hints::default()), -3.0, 3.0),
        };
        let wide = width(piece.text);
        let room = match column.room {
            Some(room) if wide > room + 2 => -1.5 * (wide - room - 2).min(6) as f32,
            Some(room) if wide + 2 >= room => 1.2,
            _ => 0.0,
        };
        // Pushed aside by what stands before it a piece stands right of its place, never left of it.
        let off = |start: usize| {
            if piece.free { piece.start.abs_diff(start) } else { start.saturating_sub(piece.start + 2) }
        };
        let place = column.start.map_or(0.0, |start| -0.35 * (off(start).min(14) as f32));
        words + room + place
    }

    /// What it earns that the row of a state ends here.
    fn close(&self, state: &State) -> f32 {
        let mut score = 0.0;
        let middle = state.number.map(|number| f32::from(number.1));
        if middle.is_none() && !state.cut {
            score -= 8.0;
        }
        for (column, cell) in self.columns.iter().zip(&state.cells) {
            if column.role == Role::Number {
                continue;
            }
            if cell.lines == 0 {
                score -= match column.role {
                    Role::Title => 5.0,
                    Role::Lead | Role::Progress | Role::Status => 2.0,
                    _ => 0.2,
                };
                continue;
            }
            if cell.open {
                score -= if matches!(column.role, Role::Lead | Role::Support) { 2.0 } else { 4.0 };
            }
            if let Some(middle) = middle.filter(|_| !state.cut) {
                let own = f32::from(cell.first + cell.last) / 2.0;
                score -= 0.25 * within((own - middle).abs() - 0.5, 0.0, 6.0);
            }
        }
        score
    }

    /// The likeliest columns of the pieces of a line, whatever stands around it, with their scores.
    fn ways(&self, line: &[Piece<'_>]) -> Vec<(f32, Vec<u8>)> {
        let mut ways: Vec<(f32, Vec<u8>)> = vec![(0.0, Vec::new())];
        for (index, piece) in line.iter().enumerate() {
            let fits: Vec<f32> = (0..self.columns.len()).map(|column| self.fit(piece, column)).collect();
            let mut longer = Vec::new();
            for (score, way) in &ways {
                let least = way.last().map_or(0, |column| usize::from(*column));
                for (column, fit) in fits.iter().enumerate().skip(least) {
                    let again = index > 0 && column == least;
                    if column == self.number && (again || piece.looks.number.is_none() || index > self.number) {
                        continue;
                    }
                    let mut way = way.clone();
                    way.push(column as u8);
                    longer.push((score + fit - if again { 0.6 } else { 0.0 }, way));
                }
            }
            crate::order::sort_by(&mut longer, |a: &(f32, Vec<u8>), b| b.0.total_cmp(&a.0));
            longer.truncate(WAYS);
            ways = longer;
        }
        ways
    }

    /// Every reading that follows from `state` with this line.
    fn follow(&mut self, state: &State, at: u16, line: &[Piece<'_>], ways: &[(f32, Vec<u8>)], next: &mut Vec<State>) {
        let started = state.cells.iter().any(|cell| cell.lines > 0) || state.number.is_some();
        for begins in [false, true] {
            if begins && !started {
                continue;
            }
            let mut from = state.clone();
            if begins {
                from.score += self.close(state);
                from.before = state.number.map_or(state.before, |number| number.0);
                from.number = None;
                from.cells = [Progress::default(); COLUMNS];
                from.cut = false;
            }
            for (score, way) in ways {
                let Some(mut to) = self.place(&from, at, line, way) else { continue };
                to.score += score;
                to.choice = self.choices.len();
                self.choices.push(Choice { before: state.choice, begins, columns: way.clone() });
                next.push(to);
            }
        }
    }

    /// The state behind a line whose pieces have these columns; none where that cannot be.
    fn place(&self, state: &State, at: u16, line: &[Piece<'_>], way: &[u8]) -> Option<State> {
        let mut to = state.clone();
        let mut last = usize::MAX;
        // The next row's number at the beginning of a line is hardly anything else.
        let expected = state.number.map_or(state.before, |number| number.0) + 1;
        let opens = line.first().is_some_and(|piece| piece.looks.number == Some(expected));
        if opens && way.first().is_some_and(|column| usize::from(*column) != self.number) {
            to.score -= 8.0;
        }
        for (piece, column) in line.iter().zip(way.iter().map(|column| usize::from(*column))) {
            if column == self.number {
                let value = piece.looks.number.filter(|value| *value > 0 && to.number.is_none())?;
                to.score += if value == to.before + 1 { 7.0 } else { -5.0 };
                to.number = Some((value, at));
            } else {
                to.score += advance(&mut to.cells[column], piece, self.columns[column].room, at, last == column);
            }
            last = column;
        }
        Some(to)
    }
}

/// What it earns that a cell goes on with a piece; `again` behind another piece of the same line.
fn advance(cell: &mut Progress, piece: &Piece<'_>, room: Option<usize>, at: u16, again: bool) -> f32 {
    let figure = piece.text.chars().all(|c| c.is_ascii() || !c.is_alphanumeric());
    let score = if again {
        0.0
    } else if cell.lines == 0 {
        -0.3
    } else if cell.open {
        0.8
    } else if cell.done && !figure && !cell.figure && piece.looks.paragraph.is_none() {
        -2.5
    } else {
        0.0
    };
    let wide = width(piece.text);
    let full = room.is_none_or(|room| wide + 2 >= room) || again;
    if cell.lines == 0 {
        cell.first = at;
    }
    cell.lines += 1;
    cell.last = at;
    cell.open = room.is_some() && full && !piece.looks.stop;
    cell.done = room.is_some() && !full;
    cell.figure = figure;
    score
}

/// Which column each piece has and where rows begin.
pub fn search(columns: &[Column], lines: &[Line<'_>]) -> Vec<(bool, Vec<u8>)> {
    let number = columns.iter().position(|column| column.role == Role::Number).unwrap_or(0);
    let mut search = Search { columns, number, choices: Vec::new() };
    let start = State {
        score: 0.0,
        cells: [Progress::default(); COLUMNS],
        number: None,
        before: first_number(lines).saturating_sub(1),
        cut: false,
        choice: NONE,
    };
    let mut beam = vec![start];
    for (at, line) in lines.iter().enumerate() {
        let mut next = Vec::new();
        match line {
            Line::Page => {
                beam.iter_mut().for_each(|state| state.cut = true);
                continue;
            }
            Line::Pieces(_, pieces) => {
                let ways = search.ways(pieces);
                for state in &beam {
                    search.follow(state, at as u16, pieces, &ways, &mut next);
                }
            }
        }
        crate::order::sort_by(&mut next, |a: &State, b: &State| b.score.total_cmp(&a.score));
        thin(&mut next);
        if !next.is_empty() {
            beam = next;
        }
    }
    let best = beam.iter().map(|state| (state.score + search.close(state), state.choice));
    let mut choice = best.fold((f32::MIN, NONE), |best, other| if other.0 > best.0 { other } else { best }).1;
    let mut way = Vec::new();
    while let Some(step) = search.choices.get_mut(choice) {
        way.push((step.begins, std::mem::take(&mut step.columns)));
        choice = step.before;
    }
    way.reverse();
    way
}

/// Keeps the best states, but of each row at hand only so many: a row that has begun pays at once and earns when its
/// number comes, lines later.
fn thin(states: &mut Vec<State>) {
    let mut seen: Vec<(u32, bool, u16, usize)> = Vec::new();
    let mut kept = 0;
    states.retain(|state| {
        let begun = state.cells.iter().filter(|cell| cell.lines > 0).map(|cell| cell.first).min().unwrap_or(0);
        let row = (state.before, state.number.is_some(), begun);
        let count = match seen.iter_mut().find(|other| (other.0, other.1, other.2) == row) {
            Some(other) => {
                other.3 += 1;
                other.3
            }
            None => {
                seen.push((row.0, row.1, row.2, 1));
                1
            }
        };
        kept += usize::from(count <= ALIKE && kept < BEAM);
        count <= ALIKE && kept <= BEAM && seen.len() <= BEAM
    });
    states.truncate(BEAM);
}

/// The first row number: the first bare number that opens a line.
fn first_number(lines: &[Line<'_>]) -> u32 {
    let opens = |line: &Line<'_>| match line {
        Line::Pieces(_, pieces) => pieces.first().and_then(|piece| piece.looks.number),
        Line::Page => None,
    };
    lines.iter().find_map(opens).unwrap_or(1)
}

/// Learns how wide columns are and where they begin from the pieces that they were given.
pub fn learn(columns: &mut [Column], lines: &[Line<'_>], way: &[(bool, Vec<u8>)]) {
    let mut widths: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
    let mut starts: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
    let printed = lines.iter().filter_map(|line| match line {
        Line::Pieces(_, pieces) => Some(pieces),
        Line::Page => None,
    });
    for (pieces, (_, given)) in printed.zip(way) {
        for (index, (piece, column)) in pieces.iter().zip(given).enumerate() {
            let column = usize::from(*column);
            let whole = given.iter().filter(|other| usize::from(**other) == column).count() == 1;
            if whole {
                widths[column].push(width(piece.text));
            }
            if piece.free && (index == 0 || usize::from(given[index - 1]) != column) {
                starts[column].push(piece.start);
            }
        }
    }
    for ((column, widths), starts) in columns.iter_mut().zip(&mut widths).zip(&mut starts) {
        crate::order::sort(widths);
        crate::order::sort(starts);
        // Nearly the widest: a stray piece of another column may be wider.
        column.room = widths.get(widths.len() * 8 / 10).copied();
        column.start = starts.get(starts.len() / 2).copied();
    }
}

/// `f32::clamp` without its panic, which writes floats: see [`crate::number::within`].
fn within(value: f32, least: f32, most: f32) -> f32 {
    value.min(most).max(least)
}
