//! One search over the lines of an interleaved table: which column each piece has and where rows begin.
//!
//! Columns and lines come in, a choice for each line goes out. It is a beam, as a state has to know how far every cell has
//! come: pieces of a line keep the order of columns, a line that fills its column goes on in the next, row numbers go up
//! by one, and the middle of every cell is the middle of its row. What a search finds teaches the next how wide columns
//! are and where they begin.

use super::{COLUMNS, Column, Line, MOST_PIECES, Piece};
use crate::layout::emission;
use crate::layout::sequence::Hints;
use crate::layout::tokens::width;
use crate::phrase::text::is_word;
use crate::phrase::units::Likeness;
use crate::report::Role;
use std::collections::BinaryHeap;

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
    /// How wide its last line is.
    wide: u16,
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
    /// The first line of its cells in the row at hand.
    begun: Option<u16>,
    /// A page cut the row: its middle says nothing.
    cut: bool,
    /// The choice that led here.
    choice: usize,
}

/// The columns of the pieces of a line.
type Columns = [u8; MOST_PIECES];

/// What was chosen for a line: whether a row begins there, and the column of each piece.
struct Choice {
    before: usize,
    begins: bool,
    columns: Columns,
    pieces: u8,
}

/// A way of giving the pieces of a line to columns, and what it earns whatever stands around it.
#[derive(Clone, Copy)]
struct Way {
    score: f32,
    columns: Columns,
    /// Which of the [`Looked::firsts`] it has.
    firsts: [u8; MOST_PIECES],
    count: u8,
    /// How wide the pieces are that stand in the column of the last one.
    wide: usize,
}

/// A line as the search asks for it.
struct Looked<'t> {
    at: u16,
    pieces: &'t [Piece<'t>],
    /// Of each piece: how wide it is, and whether it is a figure or a Latin word.
    looks: Vec<(usize, bool)>,
    /// The first pieces that a way gives to a column, each with that column.
    firsts: Vec<(u8, u8)>,
}

/// How many readings are followed at once.
const BEAM: usize = 40;
/// How many of them may be in the same row.
const ALIKE: usize = 8;
/// How many ways of giving a line's pieces to columns are followed.
const WAYS: usize = 12;
const NONE: usize = usize::MAX;
/// What cannot be.
const NEVER: f32 = -1e9;

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
        // Pushed aside by what stands before it a piece stands right of its place, never left of it.
        let off = |start: usize| {
            if piece.free { piece.start.abs_diff(start) } else { start.saturating_sub(piece.start + 2) }
        };
        let place = column.start.map_or(0.0, |start| -0.35 * (off(start).min(14) as f32));
        words + place
    }

    /// What so wide a line earns in a column: it fills the room or leaves some, but is hardly wider.
    fn filling(&self, column: usize, wide: usize) -> f32 {
        match self.columns[column].room {
            Some(room) if wide > room + 2 => -1.5 * (wide - room - 2).min(6) as f32,
            Some(room) if wide + 2 >= room => 1.2,
            _ => 0.0,
        }
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

    /// The likeliest columns of the pieces of a line, whatever stands around it.
    fn ways(&self, line: &[Piece<'_>]) -> Vec<Way> {
        let mut ways =
            vec![Way { score: 0.0, columns: Columns::default(), firsts: Columns::default(), count: 0, wide: 0 }];
        for (index, piece) in line.iter().enumerate() {
            let fits: Vec<f32> = (0..self.columns.len()).map(|column| self.fit(piece, column)).collect();
            let own = width(piece.text);
            let mut longer = Vec::new();
            for way in &ways {
                let least = index.checked_sub(1).map_or(0, |last| usize::from(way.columns[last]));
                for (column, fit) in fits.iter().enumerate().skip(least) {
                    let again = index > 0 && column == least;
                    if column == self.number && (again || piece.looks.number.is_none() || index > self.number) {
                        continue;
                    }
                    let mut columns = way.columns;
                    columns[index] = column as u8;
                    // Pieces of one cell are one line of it.
                    let before = if again { way.wide } else { 0 };
                    let wide = before + own;
                    let line =
                        self.filling(column, wide) - if again { self.filling(column, before) + 0.6 } else { 0.0 };
                    longer.push(Way { score: way.score + fit + line, columns, wide, ..*way });
                }
            }
            crate::order::sort_by(&mut longer, |a, b| b.score.total_cmp(&a.score));
            longer.truncate(WAYS);
            ways = longer;
        }
        ways
    }

    /// The state behind that of a row which ends before the next line: no cell has come anywhere.
    fn begin(&self, state: &State) -> State {
        State {
            score: state.score + self.close(state),
            cells: [Progress::default(); COLUMNS],
            number: None,
            before: state.number.map_or(state.before, |number| number.0),
            begun: None,
            cut: false,
            choice: state.choice,
        }
    }

    /// Lists the first pieces that each way gives to a column.
    fn firsts(&self, line: &mut Looked<'_>, ways: &mut [Way]) {
        for way in ways {
            let mut last = None;
            for (piece, column) in way.columns.iter().enumerate().take(line.pieces.len()) {
                if last != Some(column) {
                    let first = (piece as u8, *column);
                    let place = line.firsts.iter().position(|other| *other == first).unwrap_or_else(|| {
                        line.firsts.push(first);
                        line.firsts.len() - 1
                    });
                    way.firsts[usize::from(way.count)] = place as u8;
                    way.count += 1;
                }
                last = Some(column);
            }
        }
    }

    /// What each of the first pieces earns behind this state, which its other pieces have no part in; less than anything where
    /// that cannot be.
    fn gains(&self, state: &State, line: &Looked<'_>, gains: &mut Vec<f32>) {
        gains.clear();
        gains.extend(line.firsts.iter().map(|(piece, column)| {
            let (looks, column) = (&line.pieces[usize::from(*piece)].looks, usize::from(*column));
            if column == self.number {
                return match looks.number {
                    Some(value) if value > 0 && state.number.is_none() => {
                        if value == state.before + 1 {
                            7.0
                        } else {
                            -5.0
                        }
                    }
                    _ => NEVER,
                };
            }
            let cell = &state.cells[column];
            let (wide, figure) = line.looks[usize::from(*piece)];
            if cell.lines == 0 {
                -0.3
            } else if cell.open {
                0.8
            } else if cell.done && !self.joins(cell, column, wide, figure) && looks.paragraph.is_none() {
                -2.5
            } else {
                0.0
            }
        }));
    }

    /// Whether a piece goes on the last line of a cell, which a viewer broke at a figure: both are no wider than the column.
    fn joins(&self, cell: &Progress, column: usize, wide: usize, figure: bool) -> bool {
        (figure || cell.figure)
            && cell.lines > 0
            && self.columns[column].room.is_none_or(|room| usize::from(cell.wide) + wide <= room + 2)
    }

    /// Goes on to the state behind a line whose pieces have these columns.
    fn advance(&self, state: &mut State, line: &Looked<'_>, columns: Columns) {
        let mut last = usize::MAX;
        for ((piece, (wide, figure)), column) in line.pieces.iter().zip(&line.looks).zip(columns) {
            let column = usize::from(column);
            if column == self.number {
                state.number = piece.looks.number.map(|value| (value, line.at));
            } else {
                let room = self.columns[column].room;
                let joins = last == column || self.joins(&state.cells[column], column, *wide, *figure);
                let cell = &mut state.cells[column];
                cell.wide = if joins { cell.wide + *wide as u16 } else { *wide as u16 };
                let full = room.is_none_or(|room| usize::from(cell.wide) + 2 >= room);
                if cell.lines == 0 {
                    cell.first = line.at;
                }
                cell.lines += 1;
                cell.last = line.at;
                cell.open = room.is_some() && full && !piece.looks.stop;
                cell.done = room.is_some() && !full;
                cell.figure = *figure;
                state.begun = state.begun.or(Some(line.at));
            }
            last = column;
        }
    }

    /// The best states behind a line, best first, but of each row at hand only so many: a row that has begun pays at once
    /// and earns when its number comes, lines later. Only these are made; of all others the score is enough.
    fn follow(&mut self, beam: &[State], line: &mut Looked<'_>) -> Vec<State> {
        let mut ways = self.ways(line.pieces);
        self.firsts(line, &mut ways);
        let mut from: Vec<(bool, State)> = Vec::with_capacity(beam.len() * 2);
        for state in beam {
            from.push((false, state.clone()));
            if state.begun.is_some() || state.number.is_some() {
                from.push((true, self.begin(state)));
            }
        }
        let mut scores: Vec<u64> = Vec::with_capacity(from.len() * ways.len());
        let mut gains = Vec::new();
        for (place, (_, state)) in from.iter().enumerate() {
            self.gains(state, line, &mut gains);
            // The next row's number at the beginning of a line is hardly anything else.
            let expected = state.number.map_or(state.before, |number| number.0) + 1;
            let opens = line.pieces.first().is_some_and(|piece| piece.looks.number == Some(expected));
            for (index, way) in ways.iter().enumerate() {
                let missed = opens && usize::from(way.columns[0]) != self.number;
                let begun = if missed { state.score - 8.0 } else { state.score };
                let firsts = &way.firsts[..usize::from(way.count)];
                let score = firsts.iter().fold(begun, |score, first| score + gains[usize::from(*first)]);
                if score > NEVER / 2.0 {
                    scores.push(ranked(score + way.score, place * WAYS + index));
                }
            }
        }
        let mut scores = BinaryHeap::from(scores);
        let mut seen: Vec<((u32, bool, u16), usize)> = Vec::new();
        let mut next = Vec::with_capacity(BEAM);
        while let Some(best) = scores.pop() {
            let (score, place) = unranked(best);
            let (Some((begins, state)), Some(way)) = (from.get(place / WAYS), ways.get(place % WAYS)) else { continue };
            let columns = way.columns;
            let used = &columns[..line.pieces.len().min(MOST_PIECES)];
            let cells = used.iter().any(|column| usize::from(*column) != self.number);
            let numbered = state.number.is_some() || used.iter().any(|column| usize::from(*column) == self.number);
            let begun = state.begun.unwrap_or(if cells { line.at } else { 0 });
            let row = (state.before, numbered, begun);
            match seen.iter().position(|(other, _)| *other == row) {
                Some(same) if seen[same].1 == ALIKE => continue,
                Some(same) => seen[same].1 += 1,
                None if seen.len() == BEAM => break,
                None => seen.push((row, 1)),
            }
            let mut to = state.clone();
            self.advance(&mut to, line, columns);
            (to.score, to.choice) = (score, self.choices.len());
            self.choices.push(Choice { before: state.choice, begins: *begins, columns, pieces: used.len() as u8 });
            next.push(to);
            if next.len() == BEAM {
                break;
            }
        }
        next
    }
}

/// A score and a place as one number: the better score is the greater, of equal ones the earlier place.
fn ranked(score: f32, place: usize) -> u64 {
    let bits = score.to_bits();
    let order = if bits >> 31 == 1 { !bits } else { bits | 1 << 31 };
    u64::from(order) << 32 | u64::from(!(place as u32))
}

/// The score and the place of [`ranked`].
fn unranked(rank: u64) -> (f32, usize) {
    let order = (rank >> 32) as u32;
    let bits = if order >> 31 == 1 { order & !(1 << 31) } else { !order };
    (f32::from_bits(bits), !(rank as u32) as usize)
}

/// Which column each piece has and where rows begin.
pub fn search(columns: &[Column], lines: &[Line<'_>]) -> Vec<(bool, Vec<u8>)> {
    let number = columns.iter().position(|column| column.role == Role::Number).unwrap_or(0);
    let mut search = Search { columns, number, choices: Vec::new() };
    let mut beam = vec![State {
        score: 0.0,
        cells: [Progress::default(); COLUMNS],
        number: None,
        before: first_number(lines).saturating_sub(1),
        begun: None,
        cut: false,
        choice: NONE,
    }];
    for (at, line) in lines.iter().enumerate() {
        match line {
            Line::Page => beam.iter_mut().for_each(|state| state.cut = true),
            Line::Pieces(_, pieces) => {
                let figure = |piece: &Piece<'_>| piece.text.chars().all(|c| c.is_ascii() || !is_word(c));
                let looks = pieces.iter().map(|piece| (width(piece.text), figure(piece))).collect();
                let next = search.follow(&beam, &mut Looked { at: at as u16, pieces, looks, firsts: Vec::new() });
                if !next.is_empty() {
                    beam = next;
                }
            }
        }
    }
    let best = beam.iter().map(|state| (state.score + search.close(state), state.choice));
    let mut choice = best.fold((f32::MIN, NONE), |best, other| if other.0 > best.0 { other } else { best }).1;
    let mut way = Vec::new();
    while let Some(step) = search.choices.get(choice) {
        way.push((step.begins, step.columns[..usize::from(step.pieces)].to_vec()));
        choice = step.before;
    }
    way.reverse();
    way
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
