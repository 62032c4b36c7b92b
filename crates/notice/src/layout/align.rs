//! The alignment: one dynamic programme (Viterbi) over all tokens of a table, with the states of its
//! [`Grammar`]. Nothing is decided line by line; every weight stands in `lexicon/costs.tsv`.
//!
//! Memory stays small on a table of any length: the scores are kept for one block of tokens at a time,
//! and of the blocks before it only how each begins, from where it is worked out again on the way back.

use super::grammar::{Grammar, KINDS, NEVER, Run, Step};
use super::sequence::Hints;
use super::tokens::Token;
use std::ops::Range;

/// Where a token belongs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its column; the number of columns for a section row.
    pub column: u8,
    /// Whether its row is a sub-row.
    pub sub: bool,
    /// How it stands to the token before.
    pub step: Step,
    /// By how much the best reading beats the best one that puts this token into another column.
    pub margin: f32,
    /// The columns left empty at the step that leads to it, a bit each: those of the row before below the width, those
    /// of its own row above.
    pub empties: u64,
}

/// How many tokens' scores are kept at once.
const BLOCK: usize = 2048;

/// A state that is so far behind the best is on no reading that matters, nor in the margin of one.
const REACH: f32 = 24.0;

/// Writes how well a token fits each column, a section row, and the lines behind the end.
pub type Fit<'a> = &'a dyn Fn(usize, &mut [f32]);

/// The programme over one table.
struct Programme<'a> {
    grammar: &'a Grammar,
    tokens: &'a [&'a Token<'a>],
    hints: &'a [Hints],
    fit: Fit<'a>,
}

/// A reading that has fallen so far behind another after the same tokens does not catch up.
const HOPELESS: f32 = 40.0;

/// The score of the best reading of these tokens, which is all that a trial of columns asks for. `course` has the scores of
/// another reading after each token: one that falls hopelessly behind it is given up, and keeps the distance. Where it is
/// empty, the scores of this reading are written there.
pub fn score(grammar: &Grammar, tokens: &[&Token<'_>], hints: &[Hints], fit: Fit<'_>, course: &mut Vec<f32>) -> f32 {
    if tokens.is_empty() || grammar.width() == 0 {
        return 0.0;
    }
    let leads = course.is_empty();
    let programme = Programme { grammar, tokens, hints, fit };
    let mut fits = vec![0.0; programme.fits()];
    let mut scores = programme.first();
    let mut next = scores.clone();
    for at in 1..tokens.len() {
        fit(at, &mut fits);
        programme.advance(at, &fits, &scores, &mut next);
        std::mem::swap(&mut scores, &mut next);
        if leads {
            course.push(most(scores.iter().copied()));
        } else if at % 8 == 0
            && let (Some(other), Some(end)) = (course.get(at - 1), course.last())
        {
            let behind = other - most(scores.iter().copied());
            if behind > HOPELESS {
                return end - behind;
            }
        }
    }
    let last = |(state, score): (usize, &f32)| score + programme.grammar.last(programme.grammar.origin(state));
    most(scores.iter().enumerate().map(last))
}

/// The best reading: a place for each token.
pub fn align(grammar: &Grammar, tokens: &[&Token<'_>], hints: &[Hints], fit: Fit<'_>) -> Vec<Place> {
    if tokens.is_empty() || grammar.width() == 0 {
        return Vec::new();
    }
    let programme = Programme { grammar, tokens, hints, fit };
    let (states, width) = (programme.grammar.states(), programme.fits());
    let mut fits = vec![0.0; width * BLOCK.min(tokens.len())];
    // How each block begins.
    let mut begins = vec![programme.first()];
    let mut next = vec![0.0; states];
    while begins.len() * BLOCK < tokens.len() {
        let end = begins.len() * BLOCK;
        let mut scores = begins.last().cloned().unwrap_or_default();
        for at in end - BLOCK + 1..=end {
            fit(at, &mut fits[..width]);
            programme.advance(at, &fits[..width], &scores, &mut next);
            std::mem::swap(&mut scores, &mut next);
        }
        // Only differences count, and small numbers are more exact.
        let best = most(scores.iter().copied());
        scores.iter_mut().for_each(|score| *score -= best);
        begins.push(scores);
    }
    let mut back = Back::new(&programme);
    let mut block = vec![0.0; states * BLOCK.min(tokens.len())];
    for (number, begin) in begins.iter().enumerate().rev() {
        let first = number * BLOCK;
        let end = (first + BLOCK).min(tokens.len());
        block[..states].copy_from_slice(begin);
        fit(first, &mut fits[..width]);
        for at in first + 1..end {
            let (place, fits) = (at - first, &mut fits[(at - first) * width..(at - first + 1) * width]);
            fit(at, fits);
            let (before, now) = block.split_at_mut(place * states);
            programme.advance(at, fits, &before[(place - 1) * states..], &mut now[..states]);
        }
        for at in (first..end).rev() {
            let place = at - first;
            back.token(&programme, at, &block[place * states..(place + 1) * states]);
            back.fits.copy_from_slice(&fits[place * width..(place + 1) * width]);
        }
    }
    back.places
}

/// The greatest of these scores.
fn most(scores: impl Iterator<Item = f32>) -> f32 {
    scores.fold(f32::MIN, |most, score| if score > most { score } else { most })
}

/// How many scores are compared side by side.
const LANES: usize = 4;

/// The greatest sum of a cost and an arrival.
fn best_move(costs: &[f32], arrivals: &[f32]) -> f32 {
    let mut best = [f32::MIN; LANES];
    let mut take = |lane: usize, value: f32| best[lane] = if value > best[lane] { value } else { best[lane] };
    let (mut costs, mut arrivals) = (costs.chunks_exact(LANES), arrivals.chunks_exact(LANES));
    for (costs, arrivals) in costs.by_ref().zip(arrivals.by_ref()) {
        for lane in 0..LANES {
            take(lane, costs[lane] + arrivals[lane]);
        }
    }
    for (lane, (cost, arrival)) in costs.remainder().iter().zip(arrivals.remainder()).enumerate() {
        take(lane, cost + arrival);
    }
    most(best.into_iter())
}

impl Programme<'_> {
    /// What the neighbours say of the steps to a token, if anything.
    fn bonus(&self, at: usize) -> Option<[f32; KINDS]> {
        let hint = &self.hints[at];
        let silent = hint.same == 0.0 && hint.cell == 0.0 && hint.row == 0.0 && hint.column_again == 0.0;
        (!silent).then_some([hint.same, hint.cell, hint.row, 0.0, hint.row + hint.column_again])
    }

    /// How many fits a token has: one a column, one as a section row, one behind the end.
    fn fits(&self) -> usize {
        self.grammar.width() + 2
    }

    /// The scores of the first token.
    fn first(&self) -> Vec<f32> {
        let mut fits = vec![0.0; self.fits()];
        (self.fit)(0, &mut fits);
        let mut scores: Vec<f32> = (0..self.grammar.states()).map(|state| self.grammar.first(state)).collect();
        self.add(&fits, &mut scores);
        scores
    }

    /// Adds how well a token fits to the score of each state.
    fn add(&self, fits: &[f32], scores: &mut [f32]) {
        let width = self.grammar.width();
        let (cells, rest) = scores.split_at_mut(width * 3);
        for scores in cells.chunks_exact_mut(width).chain([rest]).zip([0, 0, 0, width]) {
            for (score, fit) in scores.0.iter_mut().zip(&fits[scores.1..]) {
                *score += fit;
            }
        }
    }

    /// The score of an origin: a sub-row's cell is left alike however it was entered.
    fn origin(&self, scores: &[f32], origin: usize) -> f32 {
        let width = self.grammar.width();
        if origin < width {
            scores[origin]
        } else if origin < width * 2 {
            scores[origin].max(scores[origin + width])
        } else {
            scores[origin + width]
        }
    }

    /// The scores of the token `at` from those of the token before.
    fn advance(&self, at: usize, fits: &[f32], before: &[f32], now: &mut [f32]) {
        let states = self.grammar.states();
        let gap = self.grammar.gap(self.tokens[at]);
        let bonus = self.bonus(at);
        let before = &before[..states];
        let least = most(before.iter().copied()) - REACH;
        now.fill(NEVER * 2.0);
        for origin in 0..self.grammar.origins() {
            let score = self.origin(before, origin);
            if score < least {
                continue;
            }
            let moves = self.grammar.moves(gap, origin);
            let mut to = |states: Range<usize>, bonus: f32| {
                for (now, cost) in now[states.clone()].iter_mut().zip(&moves[states]) {
                    let value = score + cost + bonus;
                    *now = if value > *now { value } else { *now };
                }
            };
            match &bonus {
                None => to(0..states, 0.0),
                Some(bonus) => {
                    for run in self.grammar.runs(origin) {
                        to(usize::from(run.start)..usize::from(run.end), bonus[usize::from(run.kind)]);
                    }
                }
            }
        }
        self.add(fits, now);
    }
}

/// The way back from the last token to the first.
struct Back {
    places: Vec<Place>,
    /// The state of the token behind, if there is one.
    behind: Option<usize>,
    /// The best score from each origin of this token to the end.
    to_come: Vec<f32>,
    /// Of each state of the token behind: its fit and what comes after it.
    arrival: Vec<f32>,
    /// The fits of the token behind.
    fits: Vec<f32>,
}

impl Back {
    fn new(programme: &Programme<'_>) -> Self {
        let grammar = programme.grammar;
        let place = Place { column: 0, sub: false, step: Step::Row, margin: 0.0, empties: 0 };
        Self {
            places: vec![place; programme.tokens.len()],
            behind: None,
            to_come: (0..grammar.origins()).map(|origin| grammar.last(origin)).collect(),
            arrival: vec![0.0; grammar.states()],
            fits: vec![0.0; programme.fits()],
        }
    }

    /// Settles the place of the token `at`, whose scores are given.
    fn token(&mut self, programme: &Programme<'_>, at: usize, scores: &[f32]) {
        let grammar = programme.grammar;
        let states = grammar.states();
        let state = match self.behind {
            Some(behind) => {
                let next = at + 1;
                let gap = grammar.gap(programme.tokens[next]);
                let hints = programme.bonus(next);
                let bonus = hints.unwrap_or_default();
                let least = most(scores.iter().copied()) - REACH;
                // Where the token behind came from.
                let mut best = (NEVER * 3.0, 0);
                for origin in (0..grammar.origins()).filter(|origin| programme.origin(scores, *origin) >= least) {
                    let kind = || usize::from(grammar.kind(grammar.stand_in(origin), behind));
                    let bonus = hints.map_or(0.0, |hints| hints[kind()]);
                    let value = programme.origin(scores, origin) + grammar.moves(gap, origin)[behind] + bonus;
                    if value > best.0 {
                        best = (value, origin);
                    }
                }
                let state = self.state_of(programme, scores, best.1);
                let place = &mut self.places[next];
                place.step = grammar.step(state, behind);
                place.empties = grammar.empties(state, behind, gap);
                self.look_ahead(programme, gap, &bonus, scores);
                state
            }
            None => {
                let value = |state: usize| scores[state] + self.to_come[grammar.origin(state)];
                (1..states).fold(0, |best, state| if value(state) > value(best) { state } else { best })
            }
        };
        let (column, sub) = grammar.cell(state);
        let value = |state: usize| scores[state] + self.to_come[grammar.origin(state)];
        // The best reading that puts this token elsewhere: into another column, whatever kind of row that is in.
        let (width, section) = (grammar.width(), grammar.section());
        let mut other = f32::MIN;
        for (segment, origin) in [0, width, width].into_iter().enumerate() {
            let (scores, to_come) = (&scores[segment * width..], &self.to_come[origin..origin + width]);
            for (at, (score, to_come)) in scores.iter().zip(to_come).enumerate() {
                if at != column {
                    other = other.max(score + to_come);
                }
            }
        }
        other = (section..states).filter(|at| *at != state).map(value).fold(other, f32::max);
        let place = &mut self.places[at];
        (place.column, place.sub, place.margin) = (column as u8, sub, value(state) - other);
        self.behind = Some(state);
    }

    /// The state that an origin stands for on the best reading.
    fn state_of(&self, programme: &Programme<'_>, scores: &[f32], origin: usize) -> usize {
        let width = programme.grammar.width();
        if origin < width || origin < width * 2 && scores[origin] >= scores[origin + width] {
            origin
        } else {
            origin + width
        }
    }

    /// Brings the scores to come from the token behind to this one, whose scores say which origins count.
    fn look_ahead(&mut self, programme: &Programme<'_>, gap: usize, bonus: &[f32; KINDS], scores: &[f32]) {
        let grammar = programme.grammar;
        let width = grammar.width();
        self.arrival[..width * 2].copy_from_slice(&self.to_come[..width * 2]);
        self.arrival[width * 2..].copy_from_slice(&self.to_come[width..]);
        programme.add(&self.fits, &mut self.arrival);
        let least = most(scores.iter().copied()) - REACH;
        let plain = *bonus == [0.0; KINDS];
        for origin in 0..grammar.origins() {
            self.to_come[origin] = if programme.origin(scores, origin) < least {
                NEVER
            } else if plain {
                best_move(grammar.moves(gap, origin), &self.arrival)
            } else {
                let moves = grammar.moves(gap, origin);
                let of = |run: &Run| {
                    let states = usize::from(run.start)..usize::from(run.end);
                    best_move(&moves[states.clone()], &self.arrival[states]) + bonus[usize::from(run.kind)]
                };
                most(grammar.runs(origin).iter().map(of))
            };
        }
    }
}
