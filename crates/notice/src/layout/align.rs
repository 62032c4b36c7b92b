//! The alignment: one dynamic programme (Viterbi) over all tokens of a table, with the table's
//! columns in their order as states. Nothing is decided line by line; every weight stands in
//! `lexicon/costs.tsv`.
//!
//! A state is a column in a full row or in a *sub-row*, a row that starts right of the number column
//! because number (and often title and units) are merged with the row above. Two more states are
//! a section row and the end of the table.

use super::costs::{ColumnCosts, Costs, column_costs, costs};
use super::sequence::Hints;
use super::tokens::{Border, Token};
use crate::report::Role;

/// How a token stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A further paragraph of the same cell.
    Same,
    /// The first paragraph of a later cell of the same row.
    Cell,
    /// The first paragraph of a new row.
    Row,
    /// Behind the end of the table.
    End,
}

/// Where a token belongs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its column; the number of columns for a section row.
    pub column: usize,
    /// Whether its row is a sub-row.
    pub sub: bool,
    /// How it stands to the token before.
    pub step: Step,
    /// By how much the best reading beats the best one that puts this token into another column.
    pub margin: f32,
}

/// The reading of a table.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// One place a token.
    pub places: Vec<Place>,
    /// The score of the best path.
    pub score: f32,
}

/// How the blank lines of a table speak.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rhythm {
    /// Blank lines between two paragraphs, usually.
    pub usual: i32,
    /// How many more an empty cell adds.
    pub unit: i32,
    /// Whether surplus blank lines occur at all.
    pub speaks: bool,
    /// Whether cells are parted by tabs.
    pub tabs: bool,
}

/// The kinds of gaps for which transitions are tabulated: surplus −1 … 8, then silent, tab, tab before an empty cell,
/// end of a piped cell, start of a piped row, end of a piped empty cell, line end behind an empty cell.
const SURPLUS: i32 = 9;
const SILENT: usize = 10;
const TAB: usize = 11;
const TAB_EMPTY: usize = 12;
const CELL: usize = 13;
const ROW: usize = 14;
const CELL_EMPTY: usize = 15;
const AFTER_EMPTY: usize = 16;
const GAPS: usize = 17;

/// A table's transitions, tabulated.
pub struct Grammar {
    columns: Vec<Role>,
    costs: &'static Costs,
    column_costs: Vec<ColumnCosts>,
    /// The number column; without one, the first column that every full row must have begun by.
    anchor: usize,
    numbered: bool,
    rhythm: Rhythm,
    states: usize,
    /// `[gap][to][from]`.
    moves: Vec<Option<Vec<f32>>>,
    steps: Vec<Step>,
}

const NEVER: f32 = -1.0e6;

impl Grammar {
    /// For these columns and this rhythm of blank lines.
    pub fn new(columns: &[Role], rhythm: Rhythm) -> Self {
        let number = columns.iter().position(|role| *role == Role::Number);
        let anchor = number.unwrap_or_else(|| columns.iter().position(|role| *role == Role::Title).unwrap_or(0));
        let costs = costs();
        let mut column_costs: Vec<ColumnCosts> = columns.iter().map(|role| column_costs(*role)).collect();
        if !rhythm.speaks && !rhythm.tabs {
            for (role, cost) in columns.iter().zip(&mut column_costs) {
                if *role == Role::Problem {
                    cost.empty = costs.silent_empty_problem;
                }
            }
        }
        let states = columns.len() * 3 + 2;
        let mut grammar = Self {
            columns: columns.to_vec(),
            costs,
            column_costs,
            anchor,
            numbered: number.is_some(),
            rhythm,
            states,
            moves: vec![None; GAPS],
            steps: Vec::new(),
        };
        grammar.steps = (0..states * states).map(|index| grammar.step(index % states, index / states)).collect();
        grammar
    }

    fn width(&self) -> usize {
        self.columns.len()
    }

    fn section(&self) -> usize {
        self.columns.len() * 3
    }

    fn end(&self) -> usize {
        self.columns.len() * 3 + 1
    }

    /// Column and sub flag of a cell state. The first paragraph of a sub-row has states of its own, so that a
    /// sub-row may follow another in the same column.
    fn cell(&self, state: usize) -> (usize, bool) {
        (state % self.width(), state / self.width() >= 1)
    }

    fn opens_sub(&self, state: usize) -> bool {
        state < self.section() && state / self.width() == 2
    }

    /// A step that no reading can take: a sub-row is entered by its first paragraph only.
    fn is_barred(&self, from: usize, to: usize) -> bool {
        let goes_on = to < self.section() && to / self.width() == 1;
        if !goes_on {
            return false;
        }
        from >= self.section() || from < self.width() || to % self.width() < from % self.width()
    }

    fn step(&self, from: usize, to: usize) -> Step {
        if to == self.end() {
            return Step::End;
        }
        if self.opens_sub(to) {
            return Step::Row;
        }
        if to == self.section() || from == self.end() {
            return Step::Row;
        }
        if from == self.section() {
            let (column, sub) = self.cell(to);
            let amounts = matches!(self.columns[column], Role::Amount | Role::Rate);
            return if amounts && !sub { Step::Cell } else { Step::Row };
        }
        let ((a, sub_a), (b, sub_b)) = (self.cell(from), self.cell(to));
        if sub_a != sub_b {
            Step::Row
        } else if a == b {
            Step::Same
        } else if b > a {
            Step::Cell
        } else {
            Step::Row
        }
    }

    /// What the columns `range` cost when a row leaves them out at this place.
    fn left_out(
        &self,
        range: std::ops::Range<usize>,
        sub: bool,
        place: LeftOut,
    ) -> impl Iterator<Item = (usize, f32, f32)> + '_ {
        range.map(move |column| {
            let own = self.column_costs[column];
            let merged = match (place, sub) {
                (_, true) => own.merged,
                (LeftOut::Middle, false) if self.is_shared(column) => self.costs.merged_shared,
                (LeftOut::Middle, false) => self.costs.merged_full,
                (LeftOut::Trailing, false) => self.costs.trailing_merged,
                (LeftOut::Leading, false) if column < self.anchor => self.costs.merged_left,
                (LeftOut::Leading, false) if column == self.anchor && self.numbered => self.costs.number_missing - 0.5,
                (LeftOut::Leading, false) => self.costs.merged_full,
            };
            let empty = if place == LeftOut::Leading && !sub && column == self.anchor && self.numbered {
                self.costs.number_missing
            } else {
                own.empty
            };
            (column, merged, empty)
        })
    }

    /// Whether rows often share the cell of this column.
    fn is_shared(&self, column: usize) -> bool {
        matches!(
            self.columns.get(column),
            Some(Role::Lead | Role::Support | Role::Supervisor | Role::Leader | Role::Category | Role::Deadline)
        )
    }

    /// The columns that a step leaves out.
    fn skipped(&self, from: Option<usize>, to: Option<usize>, step: Step) -> Vec<(usize, f32, f32)> {
        let mut items = Vec::new();
        let from_cell = from.filter(|state| *state < self.section()).map(|state| self.cell(state));
        let to_cell = to.filter(|state| *state < self.section()).map(|state| self.cell(state));
        match step {
            Step::Cell => {
                if let (Some((a, sub)), Some((b, _))) = (from_cell, to_cell) {
                    items.extend(self.left_out(a + 1..b, sub, LeftOut::Middle));
                }
            }
            Step::Row | Step::End => {
                if let Some((a, sub)) = from_cell {
                    items.extend(self.left_out(a + 1..self.width(), sub, LeftOut::Trailing));
                }
                if let Some((b, sub)) = to_cell {
                    // A column index beyond the width marks the new row's columns.
                    items.extend(
                        self.left_out(0..b, sub, LeftOut::Leading)
                            .map(|(column, merged, empty)| (column + self.width(), merged, empty)),
                    );
                }
            }
            Step::Same => {}
        }
        if let Some((a, true)) = from_cell {
            // A sub-row that has a title of its own must have progress.
            if self.columns.get(a) == Some(&Role::Title) {
                for item in items.iter_mut().filter(|item| self.columns.get(item.0) == Some(&Role::Progress)) {
                    item.1 += self.costs.bare_title;
                    item.2 += self.costs.bare_title;
                }
            }
        }
        items
    }

    /// The cheapest way to explain a gap by empty and merged columns: its cost, and which are empty.
    fn explain(&self, items: &mut [(usize, f32, f32)], gap: usize) -> (f32, usize) {
        crate::order::sort_by(items, |a, b| (b.2 - b.1).total_cmp(&(a.2 - a.1)));
        let merged: f32 = items.iter().map(|item| item.1).sum();
        if gap == SILENT {
            let free = items.iter().take_while(|item| item.2 > item.1).count();
            return (merged + items.iter().take(free).map(|item| item.2 - item.1).sum::<f32>(), free);
        }
        if gap >= TAB || self.rhythm.tabs {
            return (merged, 0);
        }
        let surplus = gap as i32 - 1;
        let mut best = (NEVER, 0);
        let mut sum = merged;
        for empties in 0..=items.len() {
            if empties > 0 {
                sum += items[empties - 1].2 - items[empties - 1].1;
            }
            let off = if surplus < 0 { 0.3 } else { (surplus - empties as i32).unsigned_abs() as f32 };
            let cost = sum + self.costs.blank_mismatch * off;
            if cost > best.0 {
                best = (cost, empties);
            }
        }
        best
    }

    fn gap(&self, token: &Token<'_>) -> usize {
        match token.border {
            Border::Tab if token.text.is_empty() => TAB_EMPTY,
            Border::Tab => TAB,
            Border::Cell if token.text.is_empty() => CELL_EMPTY,
            Border::Cell => CELL,
            Border::Row => ROW,
            Border::LineAfterEmpty if self.rhythm.tabs => AFTER_EMPTY,
            Border::LineAfterEmpty => SILENT,
            Border::Line if self.rhythm.tabs => {
                // Only two kinds are told apart: a paragraph border and a wide gap.
                let surplus = i32::from(token.blanks) - self.rhythm.usual;
                if token.soft_gap {
                    SILENT
                } else if surplus > 0 {
                    2
                } else {
                    1
                }
            }
            Border::Line if token.soft_gap || !self.rhythm.speaks => SILENT,
            Border::Line => {
                let surplus = (i32::from(token.blanks) - self.rhythm.usual).div_euclid(self.rhythm.unit.max(1));
                (surplus.clamp(-1, SURPLUS - 1) + 1) as usize
            }
        }
    }

    fn move_cost(&self, from: usize, to: usize, gap: usize) -> f32 {
        let costs = self.costs;
        let step = self.step(from, to);
        if self.is_barred(from, to) {
            return NEVER;
        }
        if from == self.end() {
            return if to == self.end() { 0.0 } else { NEVER };
        }
        let hard = match (gap, step) {
            (TAB_EMPTY, Step::Same) if from < self.section() && self.cell(from).0 + 1 == self.width() => costs.overflow,
            (TAB | TAB_EMPTY, Step::Same) => costs.tab_same,
            (TAB | TAB_EMPTY, Step::Row | Step::End) => costs.tab_row,
            (CELL_EMPTY, Step::Same) if from < self.section() && self.cell(from).0 + 1 == self.width() => {
                costs.overflow
            }
            (CELL | CELL_EMPTY, Step::Same) => costs.tab_same,
            (ROW, Step::Same | Step::Cell) => costs.row_needed,
            (AFTER_EMPTY, Step::Same) => costs.empty_goes_on,
            (1 | 2 | SILENT | AFTER_EMPTY, Step::Cell) if self.rhythm.tabs => costs.tab_needed,
            (2, Step::Row) if self.rhythm.tabs => costs.gap_row,
            (2, Step::Same) if self.rhythm.tabs => costs.gap_not_row,
            _ => 0.0,
        };
        match step {
            Step::Same => {
                let (column, _) = self.cell(from);
                let again = if hard == costs.overflow { 0.0 } else { self.column_costs[column].again };
                let surplus = if gap < SILENT && !self.rhythm.tabs { (gap as f32 - 1.0).max(0.0) } else { 0.0 };
                hard + again + costs.blank_mismatch * surplus
            }
            Step::Cell if from == self.section() => hard - 0.5,
            Step::Cell => {
                let mut items = self.skipped(Some(from), Some(to), step);
                hard + self.explain(&mut items, gap).0
            }
            Step::Row | Step::End => {
                let mut items = self.skipped(Some(from), Some(to), step);
                // Behind a section row nothing is left out; before the end blank lines need no explanation.
                let free = from == self.section();
                let explained = if free {
                    items.retain(|item| item.0 >= self.width());
                    self.explain(&mut items, SILENT).0
                } else if step == Step::End {
                    self.explain(&mut items, SILENT).0
                } else {
                    self.explain(&mut items, gap).0
                };
                hard + explained + self.row_cost(Some(from), to)
            }
        }
    }

    fn row_cost(&self, from: Option<usize>, to: usize) -> f32 {
        let costs = self.costs;
        if to == self.end() {
            return costs.end;
        }
        if to == self.section() {
            return costs.section;
        }
        let (column, sub) = self.cell(to);
        if !sub {
            return costs.row;
        }
        if !self.opens_sub(to) {
            return NEVER;
        }
        if column <= self.anchor && self.numbered {
            return NEVER;
        }
        let again = from.is_some_and(|state| state < self.section() && self.cell(state).1);
        costs.row + costs.subrow * if again { costs.subrow_again } else { 1.0 }
    }

    fn tabulate(&mut self, gap: usize) {
        if self.moves[gap].is_none() {
            let n = self.states;
            let table = (0..n * n).map(|index| self.move_cost(index % n, index / n, gap)).collect();
            self.moves[gap] = Some(table);
        }
    }

    /// Which columns a step to `to` leaves printed but empty: old row's columns below the width, new row's above.
    fn empties(&self, from: usize, to: usize, gap: usize) -> Vec<usize> {
        let step = self.step(from, to);
        if from >= self.section() || step == Step::Same || (self.rhythm.tabs && gap < SILENT) || gap >= TAB {
            return Vec::new();
        }
        let mut items = self.skipped(Some(from), Some(to), step);
        let (_, count) = self.explain(&mut items, gap);
        items.into_iter().take(count).map(|item| item.0).collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    Leading,
    Middle,
    Trailing,
}

/// What the alignment needs to know of one token.
pub struct Emission {
    /// Score in each column, as a full and as a sub-row alike.
    pub columns: Vec<f32>,
    /// As a section row.
    pub section: f32,
    /// Behind the end.
    pub end: f32,
}

/// An alignment and, for every token, the columns left empty at the step that leads to it.
pub fn align(
    grammar: &mut Grammar,
    tokens: &[Token<'_>],
    emissions: &[Emission],
    hints: &[Hints],
) -> (Alignment, Vec<Vec<usize>>) {
    let n = grammar.states;
    let width = grammar.width();
    let count = tokens.len();
    if count == 0 || width == 0 {
        return (Alignment::default(), Vec::new());
    }
    let gaps: Vec<usize> = tokens.iter().map(|token| grammar.gap(token)).collect();
    for gap in &gaps {
        grammar.tabulate(*gap);
    }
    let emit = |i: usize, state: usize| -> f32 {
        if state < width * 3 {
            emissions[i].columns[state % width]
        } else if state == width * 3 {
            emissions[i].section
        } else {
            emissions[i].end
        }
    };
    let bonus = |i: usize| -> [f32; 5] {
        [hints[i].same, hints[i].cell, hints[i].row, 0.0, hints[i].row + hints[i].column_again]
    };
    let step_index = |step: Step| match step {
        Step::Same => 0,
        Step::Cell => 1,
        Step::Row => 2,
        Step::End => 3,
    };
    // A row that begins in the column where the last one stands is told apart: numbering may go on there.
    let kinds: Vec<usize> = grammar
        .steps
        .iter()
        .enumerate()
        .map(|(index, step)| {
            let (from, to) = (index % n, index / n);
            let again = *step == Step::Row && from < width * 3 && to < width * 3 && from % width == to % width;
            if again { 4 } else { step_index(*step) }
        })
        .collect();
    let mut forward = vec![NEVER; count * n];
    let mut back = vec![0_u8; count * n];
    for state in 0..n {
        let start = if state == grammar.end() {
            NEVER
        } else {
            let mut items = grammar.skipped(None, Some(state), Step::Row);
            grammar.explain(&mut items, SILENT).0 + grammar.row_cost(None, state)
        };
        forward[state] = start + emit(0, state);
    }
    for i in 1..count {
        let Some(table) = grammar.moves[gaps[i]].as_ref() else { continue };
        let extra = bonus(i);
        let (before, now) = forward.split_at_mut(i * n);
        let before = &before[(i - 1) * n..];
        for to in 0..n {
            let row = &table[to * n..(to + 1) * n];
            let kind = &kinds[to * n..(to + 1) * n];
            let mut best = NEVER * 2.0;
            let mut best_from = 0;
            for from in 0..n {
                let value = before[from] + row[from] + extra[kind[from]];
                if value > best {
                    best = value;
                    best_from = from;
                }
            }
            now[to] = best + emit(i, to);
            back[i * n + to] = best_from as u8;
        }
    }
    // Backward scores, for the margins.
    let mut backward = vec![0.0_f32; count * n];
    for state in 0..width * 3 {
        let (column, sub) = grammar.cell(state);
        let mut items: Vec<_> = grammar.left_out(column + 1..width, sub, LeftOut::Trailing).collect();
        backward[(count - 1) * n + state] = grammar.explain(&mut items, SILENT).0;
    }
    for i in (1..count).rev() {
        let Some(table) = grammar.moves[gaps[i]].as_ref() else { continue };
        let extra = bonus(i);
        for from in 0..n {
            let mut best = NEVER * 2.0;
            for to in 0..n {
                let value = table[to * n + from] + extra[kinds[to * n + from]] + emit(i, to) + backward[i * n + to];
                if value > best {
                    best = value;
                }
            }
            backward[(i - 1) * n + from] = best;
        }
    }
    let last = count - 1;
    let mut state = 0;
    let mut score = f32::MIN;
    for s in 0..n {
        let value = forward[last * n + s] + backward[last * n + s];
        if value > score {
            score = value;
            state = s;
        }
    }
    let mut path = vec![0; count];
    for i in (0..count).rev() {
        path[i] = state;
        state = back[i * n + state] as usize;
    }
    let mut places = Vec::with_capacity(count);
    let mut empties = Vec::with_capacity(count);
    for i in 0..count {
        let state = path[i];
        let column_of = |s: usize| if s < width * 3 { s % width } else { s };
        let mut other = f32::MIN;
        for s in (0..n).filter(|s| column_of(*s) != column_of(state)) {
            other = other.max(forward[i * n + s] + backward[i * n + s]);
        }
        let step = if i == 0 { Step::Row } else { grammar.step(path[i - 1], state) };
        let (column, sub) = if state < width * 3 { grammar.cell(state) } else { (width, false) };
        places.push(Place { column, sub, step, margin: score - other });
        empties.push(if i == 0 { Vec::new() } else { grammar.empties(path[i - 1], state, gaps[i]) });
    }
    (Alignment { places, score }, empties)
}
