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

impl State {
    /// The number of the row, or the last one before it.
    fn last_number(&self) -> u32 {
        self.number.map_or(self.before, |number| number.0)
    }

    /// A row that begins behind one with this number: no cell has come anywhere.
    fn of_row(before: u32) -> Self {
        let cells = [Progress::default(); COLUMNS];
        Self { score: 0.0, cells, number: None, before, begun: None, cut: false, choice: NONE }
    }
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
    /// Whether it has a row number, and whether it has pieces of cells.
    kinds: usize,
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

/// How many readings are followed at once, and how many of them may be in the same row.
#[derive(Clone, Copy)]
pub struct Beam {
    wide: usize,
    alike: usize,
}

/// Enough to see whether lines are interleaved.
pub const NARROW: Beam = Beam { wide: 12, alike: 3 };
/// Enough to read by.
pub const WIDE: Beam = Beam { wide: 40, alike: 8 };
/// A way has a row number.
const NUMBERED: usize = 1;
/// A way has pieces of cells.
const CELLS: usize = 2;
/// How many ways of giving a line's pieces to columns are followed.
const WAYS: usize = 12;
const NONE: usize = usize::MAX;
/// What cannot be.
const NEVER: f32 = -1e9;

struct Search<'t> {
    columns: &'t [Column],
    number: usize,
    beam: Beam,
    /// Whether lines show where columns stand.
    spatial: bool,
    choices: Vec<Choice>,
}

impl Search<'_> {
    /// What a piece earns in a column, whatever stands around it.
    fn fit(&self, piece: &Piece<'_>, column: usize) -> f32 {
        let (looks, column) = (&piece.looks, &self.columns[column]);
        match column.role {
            Role::Number => {
                if looks.number.is_some() {
                    1.0
                } else {
                    -9.0
                }
            }
            Role::Lead | Role::Support | Role::Supervisor => match looks.unit {
                _ if piece.marked => -3.0,
                Likeness::Whole => 2.5,
                Likeness::Part => 0.8,
                Likeness::No => -0.5,
            },
            Role::Status | Role::Rate | Role::Amount | Role::Deadline | Role::Leader => {
                within(emission::fit(column.role, false, looks, &Hints::default()), -4.0, 4.0)
            }
            role => 0.3 * within(emission::fit(role, false, looks, &Hints::default()), -3.0, 3.0),
        }
    }

    /// What the place of a piece earns that opens the line of a column: pushed aside by what stands before it it stands right of
    /// its place, never left of it.
    fn place(&self, piece: &Piece<'_>, column: usize) -> f32 {
        let off = |start: usize| {
            if piece.free { piece.start.abs_diff(start) } else { start.saturating_sub(piece.start + 2) }
        };
        self.columns[column].start.map_or(0.0, |start| -0.35 * (off(start).min(14) as f32))
    }

    /// What so wide a line earns in a column: it hardly leaves some where it does not end a sentence with
    /// this piece, and is hardly wider.
    fn filling(&self, column: usize, wide: usize, last: &Piece<'_>) -> f32 {
        let Column { room: Some(room), start, .. } = &self.columns[column] else { return 0.0 };
        let full = wide + 2 >= *room || last.looks.stop;
        if wide > room + 2 {
            -1.5 * (wide - room - 2).min(6) as f32
        } else if start.is_some() {
            if full { 0.6 } else { -0.6 }
        } else if full {
            1.2
        } else {
            0.0
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
        let mut ways = vec![Way {
            score: 0.0,
            columns: Columns::default(),
            firsts: Columns::default(),
            count: 0,
            kinds: 0,
            wide: 0,
        }];
        for (index, piece) in line.iter().enumerate() {
            let fits: Vec<f32> = (0..self.columns.len()).map(|column| self.fit(piece, column)).collect();
            let own = width(piece.text);
            let mut longer: Vec<Way> = Vec::with_capacity(WAYS);
            for way in &ways {
                let least = index.checked_sub(1).map_or(0, |last| usize::from(way.columns[last]));
                for (column, fit) in fits.iter().enumerate().skip(least) {
                    let again = index > 0 && column == least;
                    if column == self.number && (again || piece.looks.number.is_none() || index > self.number) {
                        continue;
                    }
                    // Pieces of one cell are one line of it, with a blank between them, hardly with many.
                    let (wide, gain) = if let (true, Some(last)) = (again, index.checked_sub(1).map(|last| &line[last]))
                    {
                        let placed = self.columns[column].start.is_some();
                        let gap = piece.start.saturating_sub(last.start + width(last.text) + 1).min(14);
                        let apart = match (placed, self.spatial) {
                            (true, _) => 0.1 + 0.35 * gap as f32,
                            (false, true) => 0.6,
                            (false, false) => 0.1,
                        };
                        let wide = way.wide + usize::from(placed) + own;
                        (wide, self.filling(column, wide, piece) - self.filling(column, way.wide, last) - apart)
                    } else {
                        (own, self.filling(column, own, piece) + self.place(piece, column))
                    };
                    let score = way.score + fit + gain;
                    // The best first, of equal ones the earlier.
                    let place = longer.iter().rposition(|other| other.score >= score).map_or(0, |last| last + 1);
                    if place < WAYS {
                        let mut columns = way.columns;
                        columns[index] = column as u8;
                        longer.truncate(WAYS - 1);
                        longer.insert(place, Way { score, columns, wide, ..*way });
                    }
                }
            }
            ways = longer;
        }
        ways
    }

    /// Lists the first pieces that each way gives to a column, and what kinds of pieces it has.
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
                    way.kinds |= if usize::from(*column) == self.number { NUMBERED } else { CELLS };
                }
                last = Some(column);
            }
        }
    }

    /// What each of the first pieces earns behind this state, or in the row that `begins` behind it; its other pieces have no
    /// part in that. Less than anything where that cannot be.
    fn gains(&self, state: &State, begins: bool, line: &Looked<'_>, gains: &mut Vec<f32>) {
        gains.clear();
        let (numbered, before) =
            if begins { (false, state.last_number()) } else { (state.number.is_some(), state.before) };
        gains.extend(line.firsts.iter().map(|(piece, column)| {
            let (looks, column) = (&line.pieces[usize::from(*piece)].looks, usize::from(*column));
            if column == self.number {
                return match looks.number {
                    Some(value) if value > 0 && !numbered => {
                        if value == before + 1 {
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
            if begins || cell.lines == 0 {
                // Hardly a cell of words begins with a figure alone, and many a row has no trouble.
                match self.columns[column].role {
                    Role::Problem | Role::NextSteps | Role::Remark | Role::Other => -0.8 - f32::from(u8::from(figure)),
                    Role::Title | Role::Progress | Role::Lead if figure => -1.3,
                    _ => -0.3,
                }
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
                cell.wide = if joins {
                    cell.wide + u16::from(last == column && self.columns[column].start.is_some()) + *wide as u16
                } else {
                    *wide as u16
                };
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
        // The states, and whether the next row begins behind them, with the score of that.
        let mut from: Vec<(&State, bool, f32)> = Vec::with_capacity(beam.len() * 2);
        for state in beam {
            from.push((state, false, state.score));
            if state.begun.is_some() || state.number.is_some() {
                from.push((state, true, state.score + self.close(state)));
            }
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut gains = Vec::new();
        for (place, (state, begins, begun)) in from.iter().enumerate() {
            self.gains(state, *begins, line, &mut gains);
            // The next row's number at the beginning of a line is hardly anything else.
            let expected = state.last_number() + 1;
            let opens = line.pieces.first().is_some_and(|piece| piece.looks.number == Some(expected));
            // The row that a line with these kinds of pieces belongs to.
            let mut known: [Option<usize>; 4] = [None; 4];
            for (index, way) in ways.iter().enumerate() {
                let missed = opens && usize::from(way.columns[0]) != self.number;
                let begun = if missed { begun - 8.0 } else { *begun };
                let firsts = &way.firsts[..usize::from(way.count)];
                let score = firsts.iter().fold(begun, |score, first| score + gains[usize::from(*first)]);
                if score > NEVER / 2.0 {
                    let row = *known[way.kinds].get_or_insert_with(|| {
                        let first = if way.kinds & CELLS != 0 { line.at } else { 0 };
                        let numbered = way.kinds & NUMBERED != 0;
                        Row::among(
                            &mut rows,
                            match begins {
                                true => (state.last_number(), numbered, first),
                                false => {
                                    (state.before, numbered || state.number.is_some(), state.begun.unwrap_or(first))
                                }
                            },
                        )
                    });
                    rows[row].offer(ranked(score + way.score, place * WAYS + index), self.beam.alike);
                }
            }
        }
        let mut best = Vec::with_capacity(rows.len() * WIDE.alike);
        rows.iter().for_each(|row| best.extend_from_slice(&row.best));
        let mut best = BinaryHeap::from(best);
        let mut next = Vec::with_capacity(self.beam.wide);
        while let Some(best) = best.pop().filter(|_| next.len() < self.beam.wide) {
            let (score, place) = unranked(best);
            let (Some((state, begins, _)), Some(way)) = (from.get(place / WAYS), ways.get(place % WAYS)) else {
                continue;
            };
            let mut to = if *begins { State::of_row(state.last_number()) } else { (*state).clone() };
            self.advance(&mut to, line, way.columns);
            (to.score, to.choice) = (score, self.choices.len());
            let pieces = line.pieces.len().min(MOST_PIECES) as u8;
            self.choices.push(Choice { before: state.choice, begins: *begins, columns: way.columns, pieces });
            next.push(to);
        }
        next
    }
}

/// The best that follow in one row, which is known by the number before it, whether its own has come, and where it begins.
struct Row {
    key: (u32, bool, u16),
    /// As [`ranked`], best first.
    best: Vec<u64>,
}

impl Row {
    /// Where the row of this key stands among all.
    fn among(rows: &mut Vec<Self>, key: (u32, bool, u16)) -> usize {
        rows.iter().position(|row| row.key == key).unwrap_or_else(|| {
            rows.push(Self { key, best: Vec::with_capacity(WIDE.alike) });
            rows.len() - 1
        })
    }

    /// Takes one in if it is among so many.
    fn offer(&mut self, rank: u64, most: usize) {
        let place = self.best.iter().rposition(|other| *other > rank).map_or(0, |last| last + 1);
        if place < most {
            self.best.truncate(most - 1);
            self.best.insert(place, rank);
        }
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
pub fn search(columns: &[Column], lines: &[Line<'_>], beam: Beam) -> Vec<(bool, Vec<u8>)> {
    let number = columns.iter().position(|column| column.role == Role::Number).unwrap_or(0);
    let free = |line: &Line<'_>| matches!(line, Line::Pieces(_, pieces) if pieces.iter().any(|piece| piece.free));
    let mut search = Search { columns, number, beam, spatial: lines.iter().any(free), choices: Vec::new() };
    let mut states = vec![State::of_row(first_number(lines).saturating_sub(1))];
    for (at, line) in lines.iter().enumerate() {
        match line {
            Line::Page => states.iter_mut().for_each(|state| state.cut = true),
            Line::Pieces(_, pieces) => {
                let figure = |piece: &Piece<'_>| piece.text.chars().all(|c| c.is_ascii() || !is_word(c));
                let looks = pieces.iter().map(|piece| (width(piece.text), figure(piece))).collect();
                let next = search.follow(&states, &mut Looked { at: at as u16, pieces, looks, firsts: Vec::new() });
                if !next.is_empty() {
                    states = next;
                }
            }
        }
    }
    let best = states.iter().map(|state| (state.score + search.close(state), state.choice));
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
