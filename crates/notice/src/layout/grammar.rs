//! The grammar of a table's rows: what it costs that a token follows another, for the columns of this
//! table. Columns and the rhythm of blank lines come in; out comes a table of costs for each kind of
//! gap, over which [`super::align`] finds the best reading.
//!
//! A state is a column in a full row, or in a *sub-row*, a row that starts right of the number column
//! because number (and often title and units) are merged with the row above. The first paragraph of a
//! sub-row has states of its own, so that a sub-row may follow another in the same column. Two more states
//! are a section row and the end of the table. What follows a paragraph of a sub-row does not depend on
//! whether it was the first: so there are fewer places to come from ([`Grammar::origins`]) than to go to
//! ([`Grammar::states`]).

use super::costs::{ColumnCosts, Costs, column_costs, costs};
use super::tokens::{Border, Token};
use crate::report::Role;
use std::cell::OnceCell;
use std::ops::Range;

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

/// How the blank lines of a table speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// The cost of a step that no reading can take.
pub const NEVER: f32 = -1.0e6;

/// How many of the neighbours' hints there are: for the same cell, the next cell, the next row, none, and a row that
/// begins in the same column.
pub const KINDS: usize = 5;
const SAME: u8 = 0;
const NEXT_CELL: u8 = 1;
const NEXT_ROW: u8 = 2;
const NO_HINT: u8 = 3;
/// A row that begins in the column where the last one stands: numbering may go on there.
const ROW_AGAIN: u8 = 4;

/// States side by side to which one goes by the same kind of step.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// The first.
    pub start: u8,
    /// The one behind the last.
    pub end: u8,
    /// Which hint speaks for the step.
    pub kind: u8,
}

/// Columns that a row leaves out side by side: what they cost merged with the row above, and what is gained by taking
/// one as printed but empty instead, best first.
#[derive(Clone, Debug, Default)]
struct Stretch {
    merged: f32,
    /// What all of them gain together where nothing speaks against it.
    gained: f32,
    /// With the column that gives it.
    gains: Vec<(f32, u8)>,
}

const NOTHING: &Stretch = &Stretch { merged: 0.0, gained: 0.0, gains: Vec::new() };

/// A table's transitions, tabulated.
pub struct Grammar {
    columns: Vec<Role>,
    costs: &'static Costs,
    column_costs: Vec<ColumnCosts>,
    /// The number column; without one, the first column that every full row must have begun by.
    anchor: usize,
    numbered: bool,
    rhythm: Rhythm,
    /// What a row leaves out behind a column, in a full row, in a sub-row and in one that another sub-row follows.
    behind: [Vec<Stretch>; 3],
    /// What a row leaves out before a column, in a full row and in a sub-row.
    before: [Vec<Stretch>; 2],
    /// What a row leaves out between two columns, `[first][second]`, in a full row and in a sub-row.
    between: [Vec<Stretch>; 2],
    /// `[gap][origin]`, then by state.
    moves: Vec<OnceCell<Vec<f32>>>,
    runs: Vec<Vec<Run>>,
}

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
        let mut grammar = Self {
            columns: columns.to_vec(),
            costs,
            column_costs,
            anchor,
            numbered: number.is_some(),
            rhythm,
            behind: [Vec::new(), Vec::new(), Vec::new()],
            before: [Vec::new(), Vec::new()],
            between: [Vec::new(), Vec::new()],
            moves: vec![OnceCell::new(); GAPS * (columns.len() * 2 + 2)],
            runs: Vec::new(),
        };
        let width = grammar.width();
        for sub in [false, true] {
            let behind = (0..width).map(|at| grammar.stretch(at + 1..width, sub, Left::Trailing, Some(at))).collect();
            let before = (0..width).map(|at| grammar.stretch(0..at, sub, Left::Leading, None)).collect();
            grammar.behind[usize::from(sub)] = behind;
            grammar.before[usize::from(sub)] = before;
            let between = (0..width * width).map(|pair| (pair / width, pair % width));
            let between =
                between.map(|(at, to)| grammar.stretch(at + 1..to.max(at + 1), sub, Left::Middle, Some(at))).collect();
            grammar.between[usize::from(sub)] = between;
        }
        grammar.behind[2] =
            (0..width).map(|at| grammar.stretch(at + 1..width, true, Left::Between, Some(at))).collect();
        grammar.runs = grammar.all_runs();
        grammar
    }

    /// How many columns the table has.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The state of a section row; before it stand the columns of full rows, of sub-rows that go on, and of sub-rows
    /// that begin.
    pub fn section(&self) -> usize {
        self.width() * 3
    }

    /// The state behind the end of the table.
    pub fn end(&self) -> usize {
        self.width() * 3 + 1
    }

    /// How many states there are.
    pub fn states(&self) -> usize {
        self.width() * 3 + 2
    }

    /// How many origins there are: the columns of full rows, of sub-rows, a section row and the end.
    pub fn origins(&self) -> usize {
        self.width() * 2 + 2
    }

    /// The origin that a state is.
    pub fn origin(&self, state: usize) -> usize {
        if state < self.width() * 2 { state } else { state - self.width() }
    }

    /// Column and sub flag of a cell's state; the number of columns stands for a section row and the end.
    pub fn cell(&self, state: usize) -> (usize, bool) {
        let width = self.width();
        if state >= self.section() {
            (width, false)
        } else if state < width {
            (state, false)
        } else if state < width * 2 {
            (state - width, true)
        } else {
            (state - width * 2, true)
        }
    }

    fn opens_sub(&self, state: usize) -> bool {
        (self.width() * 2..self.section()).contains(&state)
    }

    /// How a state stands to the state before it.
    pub fn step(&self, from: usize, to: usize) -> Step {
        if to == self.end() {
            return Step::End;
        }
        if self.opens_sub(to) || to == self.section() || from == self.end() {
            return Step::Row;
        }
        let (column, sub) = self.cell(to);
        if from == self.section() {
            let amounts = matches!(self.columns.get(column), Some(Role::Amount | Role::Rate));
            return if amounts && !sub { Step::Cell } else { Step::Row };
        }
        let (before, sub_before) = self.cell(from);
        if sub_before != sub || column < before {
            Step::Row
        } else if column == before {
            Step::Same
        } else {
            Step::Cell
        }
    }

    /// A state that is left like this origin.
    pub fn stand_in(&self, origin: usize) -> usize {
        if origin < self.width() * 2 { origin } else { origin + self.width() }
    }

    /// Which of the neighbours' hints speaks for a step.
    pub fn kind(&self, from: usize, to: usize) -> u8 {
        let cells = self.section();
        match self.step(from, to) {
            Step::Same => SAME,
            Step::Cell => NEXT_CELL,
            Step::Row if from < cells && to < cells && self.cell(from).0 == self.cell(to).0 => ROW_AGAIN,
            Step::Row => NEXT_ROW,
            Step::End => NO_HINT,
        }
    }

    /// The stretches of states for which the same hint speaks, by origin; steps that no reading can take are in none.
    fn all_runs(&self) -> Vec<Vec<Run>> {
        let runs_from = |from: usize| {
            let mut runs: Vec<Run> = Vec::new();
            for to in (0..self.states()).filter(|to| !self.is_barred(from, *to)) {
                let kind = self.kind(from, to);
                match runs.last_mut() {
                    Some(run) if run.kind == kind && usize::from(run.end) == to => run.end += 1,
                    _ => runs.push(Run { start: to as u8, end: to as u8 + 1, kind }),
                }
            }
            runs
        };
        (0..self.origins()).map(|origin| runs_from(self.stand_in(origin))).collect()
    }

    /// Whether no reading takes this step.
    fn is_barred(&self, from: usize, to: usize) -> bool {
        if from == self.end() {
            return to != self.end();
        }
        let (column, sub) = self.cell(from);
        let goes_on = (self.width()..self.width() * 2).contains(&to);
        // A sub-row is entered by its first paragraph only, and begins right of the number column.
        goes_on && (from >= self.section() || !sub || to - self.width() < column)
            || self.opens_sub(to) && !self.may_open_sub(self.cell(to).0)
    }

    /// Whether a sub-row may begin in this column: right of the number, or with a title that stands left of it.
    fn may_open_sub(&self, column: usize) -> bool {
        !self.numbered || column > self.anchor || self.columns.get(column) == Some(&Role::Title)
    }

    /// The states to go to from an origin, by the hint that speaks for the step.
    pub fn runs(&self, origin: usize) -> &[Run] {
        &self.runs[origin]
    }

    /// What the columns `range` cost when a row leaves them out at this place, behind the cell `from`.
    fn stretch(&self, range: Range<usize>, sub: bool, place: Left, from: Option<usize>) -> Stretch {
        let mut stretch = Stretch { merged: 0.0, gained: 0.0, gains: Vec::with_capacity(range.len()) };
        // A sub-row that has a title of its own must have progress.
        let titled = sub && from.is_some_and(|from| self.columns.get(from) == Some(&Role::Title));
        // Rows that share the unit in charge may differ in those that help, rarely the other way round.
        let leads = range.clone().any(|column| self.columns[column] == Role::Lead);
        for column in range {
            let own = self.column_costs[column];
            let mut merged = match (place, sub) {
                // Left of a sub-row's first cell everything is merged: that is what a sub-row is.
                (Left::Leading, true) => own.merged * self.costs.subrow_leading,
                // What one further row leaves out, the next leaves out too.
                (Left::Between, true) => own.merged * self.costs.subrow_again,
                (_, true) => own.merged,
                (Left::Middle, false) if self.is_shared(column) => self.costs.merged_shared,
                (Left::Middle, false) => self.costs.merged_full,
                (Left::Trailing | Left::Between, false) => self.costs.trailing_merged,
                (Left::Leading, false) if column < self.anchor => self.costs.merged_left,
                (Left::Leading, false) if column == self.anchor && self.numbered => self.costs.number_missing - 0.5,
                (Left::Leading, false) => self.costs.merged_full,
            };
            let mut empty = if place == Left::Leading && !sub && column == self.anchor && self.numbered {
                self.costs.number_missing
            } else {
                own.empty
            };
            if titled && self.columns[column] == Role::Progress {
                merged += self.costs.bare_title;
                empty += self.costs.bare_title;
            }
            if !sub && self.columns[column] == Role::Support && !leads {
                merged += self.costs.merged_support;
            }
            stretch.merged += merged;
            let gain = empty - merged;
            stretch.gained += gain.max(0.0);
            let at = stretch.gains.iter().position(|other| other.0 < gain).unwrap_or(stretch.gains.len());
            stretch.gains.insert(at, (gain, column as u8));
        }
        stretch
    }

    /// Whether rows often share the cell of this column.
    fn is_shared(&self, column: usize) -> bool {
        matches!(
            self.columns.get(column),
            Some(Role::Lead | Role::Support | Role::Supervisor | Role::Leader | Role::Category | Role::Deadline)
        )
    }

    /// What the cheapest way costs to explain a gap by columns left out.
    fn cost(&self, first: &Stretch, second: &Stretch, gap: usize) -> f32 {
        let merged = first.merged + second.merged;
        if gap == SILENT {
            merged + first.gained + second.gained
        } else if gap >= TAB || self.rhythm.tabs {
            merged
        } else {
            self.explain(first, second, gap).0
        }
    }

    /// The cheapest way to explain a gap by columns left out, as empty or merged: its cost, and how many are empty in
    /// either stretch.
    fn explain(&self, first: &Stretch, second: &Stretch, gap: usize) -> (f32, usize, usize) {
        let merged = first.merged + second.merged;
        if gap != SILENT && (gap >= TAB || self.rhythm.tabs) {
            return (merged, 0, 0);
        }
        let (mut from_first, mut from_second, mut sum) = (0, 0, merged);
        let mut next = || {
            let gain = |stretch: &Stretch, at: usize| stretch.gains.get(at).map(|gain| gain.0);
            let (a, b) = (gain(first, from_first), gain(second, from_second));
            match (a, b) {
                (Some(a), b) if b.is_none_or(|b| a >= b) => {
                    from_first += 1;
                    Some((a, from_first, from_second))
                }
                (_, Some(b)) => {
                    from_second += 1;
                    Some((b, from_first, from_second))
                }
                _ => None,
            }
        };
        if gap == SILENT {
            let mut best = (merged, 0, 0);
            while let Some((gain, a, b)) = next().filter(|next| next.0 > 0.0) {
                sum += gain;
                best = (sum, a, b);
            }
            return best;
        }
        let surplus = gap as i32 - 1;
        let off = |empties: usize| {
            if surplus < 0 { 0.3 } else { (surplus - empties as i32).unsigned_abs() as f32 }
        };
        let mut best = (merged + self.costs.blank_mismatch * off(0), 0, 0);
        // Gains fall, so the first step that does not pay is the last to be looked at.
        while let Some((gain, a, b)) = next() {
            sum += gain;
            let cost = sum + self.costs.blank_mismatch * off(a + b);
            if cost > best.0 {
                best = (cost, a, b);
            } else {
                break;
            }
        }
        best
    }

    /// The kind of the gap before a token.
    pub fn gap(&self, token: &Token<'_>) -> usize {
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
            Border::Line if token.soft_gap => SILENT,
            Border::Line => {
                let surplus = (i32::from(token.blanks) - self.rhythm.usual).div_euclid(self.rhythm.unit.max(1));
                // Where blank lines hardly ever speak, only one that is there says something.
                if !self.rhythm.speaks && surplus <= 0 {
                    return SILENT;
                }
                (surplus.clamp(-1, SURPLUS - 1) + 1) as usize
            }
        }
    }

    /// What a border costs for which the gap leaves no choice, and whether an empty cell overflows the last column.
    fn hard(&self, from: usize, gap: usize, step: Step) -> (f32, bool) {
        let costs = self.costs;
        let cost = match (gap, step) {
            (TAB_EMPTY | CELL_EMPTY, Step::Same) if from < self.section() && self.cell(from).0 + 1 == self.width() => {
                return (costs.overflow, true);
            }
            (TAB | TAB_EMPTY, Step::Same) => costs.tab_same,
            (TAB | TAB_EMPTY, Step::Row | Step::End) => costs.tab_row,
            (CELL | CELL_EMPTY, Step::Same) => costs.tab_same,
            (ROW, Step::Same | Step::Cell) => costs.row_needed,
            (AFTER_EMPTY, Step::Same) => costs.empty_goes_on,
            (1 | 2 | SILENT | AFTER_EMPTY, Step::Cell) if self.rhythm.tabs => costs.tab_needed,
            (2, Step::Row) if self.rhythm.tabs => costs.gap_row,
            (2, Step::Same) if self.rhythm.tabs => costs.gap_not_row,
            _ => 0.0,
        };
        (cost, false)
    }

    /// The costs of the steps from an origin over a kind of gap, a state each.
    fn row(&self, gap: usize, origin: usize) -> Vec<f32> {
        let width = self.width();
        let mut row = vec![NEVER; self.states()];
        let from = self.stand_in(origin);
        if from == self.end() {
            row[from] = 0.0;
            return row;
        }
        let (column, sub) = self.cell(from);
        let in_cell = from < self.section();
        let behind = if in_cell { &self.behind[usize::from(sub)][column] } else { NOTHING };
        // Behind a section row nothing is left out; before the end blank lines need no explanation.
        let row_gap = if in_cell { gap } else { SILENT };
        let border = self.hard(from, gap, Step::Row).0;
        let begins =
            |to: usize| border + self.cost(behind, self.before(to), row_gap) + self.row_cost(in_cell && sub, to);
        let cell_border = self.hard(from, gap, Step::Cell).0;
        let goes_on = |to: usize| cell_border + self.cost(self.between(from, to), NOTHING, gap);
        // The cells that this row can go on to: full ones from a full row, a sub-row's from a sub-row.
        let own = if sub { width } else { 0 };
        for to in 0..width {
            row[to] = match self.step(from, to) {
                Step::Cell if !in_cell => cell_border - 0.5,
                Step::Row => begins(to),
                _ => NEVER,
            };
        }
        if in_cell {
            for to in column + 1..width {
                row[own + to] = goes_on(own + to);
            }
            let (hard, overflows) = self.hard(from, gap, Step::Same);
            let again = if overflows { 0.0 } else { self.column_costs[column].again };
            let surplus = if gap < SILENT && !self.rhythm.tabs { (gap as f32 - 1.0).max(0.0) } else { 0.0 };
            row[own + column] = hard + again + self.costs.blank_mismatch * surplus;
        }
        let between = if in_cell && sub { &self.behind[2][column] } else { behind };
        for to in width * 2..self.section() {
            row[to] = border + self.cost(between, self.before(to), row_gap) + self.row_cost(in_cell && sub, to);
        }
        row[self.section()] = begins(self.section());
        row[self.end()] = self.hard(from, gap, Step::End).0 + self.cost(behind, NOTHING, SILENT) + self.costs.end;
        row
    }

    /// What the row that begins with this state leaves out before it.
    fn before(&self, to: usize) -> &Stretch {
        let (column, sub) = self.cell(to);
        self.before[usize::from(sub)].get(column).unwrap_or(NOTHING)
    }

    /// What lies between two cells of a row.
    fn between(&self, from: usize, to: usize) -> &Stretch {
        let (column, sub) = self.cell(from);
        self.between[usize::from(sub)].get(column * self.width() + self.cell(to).0).unwrap_or(NOTHING)
    }

    /// What a row costs that begins with this state; `again` behind a sub-row.
    fn row_cost(&self, again: bool, to: usize) -> f32 {
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
        if !self.opens_sub(to) || !self.may_open_sub(column) {
            return NEVER;
        }
        let titled = if self.columns.get(column) == Some(&Role::Title) { costs.subrow_title } else { 0.0 };
        costs.row + titled + costs.subrow * if again { costs.subrow_again } else { 1.0 }
    }

    /// What it costs that a table begins with this state.
    pub fn first(&self, state: usize) -> f32 {
        if state == self.end() {
            return NEVER;
        }
        self.explain(NOTHING, self.before(state), SILENT).0 + self.row_cost(false, state)
    }

    /// What it costs that a table ends in the row of this cell.
    pub fn last(&self, origin: usize) -> f32 {
        if origin >= self.width() * 2 {
            return 0.0;
        }
        let (column, sub) = self.cell(origin);
        let behind = self.stretch(column + 1..self.width(), sub, Left::Trailing, None);
        self.explain(&behind, NOTHING, if self.rhythm.tabs { TAB } else { SILENT }).0
    }

    /// The costs of the steps from an origin over a kind of gap, a state each; worked out when they are first asked for, as
    /// from many origins no reading ever goes on.
    pub fn moves(&self, gap: usize, origin: usize) -> &[f32] {
        self.moves[gap * self.origins() + origin].get_or_init(|| self.row(gap, origin))
    }

    /// Which columns a step leaves printed but empty, a bit each: the old row's below the width, the new row's above.
    pub fn empties(&self, from: usize, to: usize, gap: usize) -> u64 {
        let step = self.step(from, to);
        if from >= self.section() || step == Step::Same || gap >= TAB || self.rhythm.tabs && gap < SILENT {
            return 0;
        }
        let gap = if step == Step::End || to == self.section() { SILENT } else { gap };
        let (column, sub) = self.cell(from);
        let (first, second) = if step == Step::Cell {
            (self.between(from, to), NOTHING)
        } else {
            let kind = if sub && self.opens_sub(to) { 2 } else { usize::from(sub) };
            (&self.behind[kind][column], self.before(to))
        };
        let (_, old, new) = self.explain(first, second, gap);
        let bits = |stretch: &Stretch, count: usize, shift: usize| {
            let bit = |gain: &(f32, u8)| 1_u64.checked_shl(u32::from(gain.1) + shift as u32).unwrap_or(0);
            stretch.gains.iter().take(count).map(bit).sum::<u64>()
        };
        bits(first, old, 0) | bits(second, new, self.width())
    }
}

/// Where a row leaves columns out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    Leading,
    Middle,
    Trailing,
    /// At the end of a sub-row, where another follows.
    Between,
}
