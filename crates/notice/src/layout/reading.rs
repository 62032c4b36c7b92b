//! Which columns a table has, when its header leaves that open: the readings that could be meant are
//! tried on the first rows, each as a whole alignment, and the best is taken. The others are kept as
//! the alternatives that were considered.

use super::align::{self, Place};
use super::costs::role_of;
use super::emission;
use super::features::Features;
use super::grammar::{Grammar, Rhythm};
use super::header::HeaderCell;
use super::sequence::{self, Hints};
use super::tokens::{Border, Token};
use crate::lexicon;
use crate::phrase::units::Likeness;
use crate::report::Role;

/// The body of a table and all that is known of its tokens.
pub struct Body<'a> {
    /// Its tokens.
    pub tokens: Vec<&'a Token<'a>>,
    /// Their looks.
    pub features: Vec<&'a Features>,
    /// Their hints.
    pub hints: Vec<Hints>,
    /// How its blank lines speak.
    pub rhythm: Rhythm,
}

/// A reading of the columns.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The columns.
    pub columns: Vec<HeaderCell>,
    /// Which columns of words hold numbers (目标任务 a second time, 累计完成).
    pub numeric: Vec<bool>,
    /// The score of the first rows so read, less a price for each column.
    pub score: f32,
}

/// How many tokens are looked at to settle the columns.
const TRIAL: usize = 160;
/// By how much a reading must be better to be preferred to the header as it stands.
const TRIAL_GAIN: f32 = 4.0;
/// What each column must earn.
const COLUMN_PRICE: f32 = 2.0;
/// How many alternatives are kept.
const KEPT: usize = 3;

impl<'a> Body<'a> {
    /// Takes the tokens of a body with their looks.
    pub fn new(looks: impl Iterator<Item = (&'a Token<'a>, &'a Features)>) -> Self {
        let (tokens, features): (Vec<_>, Vec<_>) = looks.unzip();
        let rhythm = super::regions::rhythm(&tokens);
        let hints = sequence::hints(&tokens, &features);
        Self { tokens, features, hints, rhythm }
    }

    /// Aligns the tokens to these columns.
    pub fn align(&self, reading: &Reading) -> Vec<Place> {
        let columns: Vec<(Role, bool)> =
            reading.columns.iter().zip(&reading.numeric).map(|(column, numeric)| (column.role, *numeric)).collect();
        let fit = |at: usize, fits: &mut [f32]| {
            let (feature, hint) = (&self.features[at], &self.hints[at]);
            for (fit, (role, numeric)) in fits.iter_mut().zip(&columns) {
                *fit = emission::fit(*role, *numeric, feature, hint);
            }
            fits[columns.len()..].copy_from_slice(&emission::outside(feature, hint, self.rhythm.tabs));
        };
        let roles: Vec<Role> = columns.iter().map(|column| column.0).collect();
        align::align(&Grammar::new(&roles, self.rhythm), &self.tokens, &self.hints, &fit)
    }

    /// How many bare numbers of the first tokens make a chain.
    fn chained(&self) -> usize {
        self.hints.iter().take(TRIAL).filter(|hint| hint.chain > 0.0).count()
    }
}

/// Readings tried on the first tokens of a body. They share most of their columns, so how well a token fits a role is worked
/// out once.
struct Trials<'b> {
    body: &'b Body<'b>,
    count: usize,
    /// By role, then by token: how well it fits.
    fits: Vec<Vec<f32>>,
    /// How well the tokens fit a section row and the lines behind the end.
    outside: Vec<[f32; 2]>,
    /// The scores of the first reading after each token.
    course: Vec<f32>,
}

impl<'b> Trials<'b> {
    fn new(body: &'b Body<'b>) -> Self {
        let count = TRIAL.min(body.tokens.len());
        let looks = body.features.iter().zip(&body.hints).take(count);
        let outside = looks.map(|(feature, hint)| emission::outside(feature, hint, body.rhythm.tabs));
        Self {
            body,
            count,
            fits: vec![Vec::new(); Role::Other as usize + 1],
            outside: outside.collect(),
            course: Vec::new(),
        }
    }

    /// Works out how well the tokens fit this role, where that is not known yet.
    fn look_at(&mut self, role: Role) {
        let fits = &mut self.fits[role as usize];
        if fits.is_empty() {
            let looks = self.body.features.iter().zip(&self.body.hints).take(self.count);
            fits.extend(looks.map(|(feature, hint)| emission::fit(role, false, feature, hint)));
        }
    }

    fn try_out(&mut self, columns: Vec<HeaderCell>, numeric: Vec<bool>) -> Reading {
        let roles: Vec<Role> = columns.iter().map(|column| column.role).collect();
        for role in &roles {
            self.look_at(*role);
        }
        self.look_at(Role::Amount);
        let of = |role: Role| self.fits[role as usize].as_slice();
        let plain: Vec<&[f32]> = roles.iter().map(|role| of(*role)).collect();
        let amount = of(Role::Amount);
        let (body, outside) = (self.body, &self.outside);
        let fit = |at: usize, fits: &mut [f32]| {
            for ((fit, plain), numeric) in fits.iter_mut().zip(&plain).zip(&numeric) {
                let empty = body.features[at].chars == 0;
                *fit = if *numeric && !empty { amount[at].max(plain[at] - 2.0) } else { plain[at] };
            }
            fits[plain.len()..].copy_from_slice(&outside[at]);
        };
        let grammar = Grammar::new(&roles, body.rhythm);
        let score =
            align::score(&grammar, &body.tokens[..self.count], &body.hints[..self.count], &fit, &mut self.course);
        let score = score - COLUMN_PRICE * columns.len() as f32;
        Reading { columns, numeric, score }
    }
}

/// The best reading of a table under this header, and the others that were considered, best first.
pub fn choose(header: &[HeaderCell], body: &Body<'_>) -> (Reading, Vec<Reading>) {
    let mut trials = Trials::new(body);
    let mut best = trials.try_out(header.to_vec(), vec![false; header.len()]);
    let mut others = Vec::new();
    let variants = if fills(header, body) { Vec::new() } else { variants(header, body) };
    for columns in variants {
        let numeric = vec![false; columns.len()];
        let reading = trials.try_out(columns, numeric);
        if reading.score > best.score + TRIAL_GAIN {
            others.push(std::mem::replace(&mut best, reading));
        } else {
            others.push(reading);
        }
    }
    let numbers = body.features.iter().take(TRIAL).filter(|f| f.numeric || (f.number.is_some() && !f.percent)).count();
    if numbers >= 4 {
        for index in 0..best.columns.len() {
            if matches!(best.columns[index].role, Role::Goal | Role::Progress | Role::Other | Role::Remark) {
                let mut numeric = best.numeric.clone();
                numeric[index] = true;
                let reading = trials.try_out(best.columns.clone(), numeric);
                if reading.score > best.score + TRIAL_GAIN {
                    best = reading;
                }
            }
        }
    }
    crate::order::sort_by(&mut others, |a, b| b.score.total_cmp(&a.score));
    others.truncate(KEPT);
    (best, others)
}

/// Whether most rows of the body have as many tokens as the header has names, or half of them and none has more, from one
/// row number to the next or, in a table without, from one unit to the next: then the header stands as it is meant.
fn fills(header: &[HeaderCell], body: &Body<'_>) -> bool {
    let numbered = header.iter().any(|cell| cell.role == Role::Number);
    let opens = |at: &usize| {
        if numbered { body.hints[*at].chain > 0.0 } else { body.features[*at].unit == Likeness::Whole }
    };
    let starts: Vec<usize> = (0..body.tokens.len().min(TRIAL)).filter(opens).collect();
    let widths = || starts.windows(2).map(|pair| pair[1] - pair[0]);
    let full = widths().filter(|width| *width == header.len()).count();
    let (most, half) = (full * 5 >= starts.len().saturating_sub(1) * 4, full * 2 >= starts.len().saturating_sub(1));
    full >= 3 && (most || half && widths().all(|width| width <= header.len()))
}

/// What the header could also mean: a number column that it does not name, a column name broken in two.
fn variants(header: &[HeaderCell], body: &Body<'_>) -> Vec<Vec<HeaderCell>> {
    let mut variants = Vec::new();
    let nameless = |role| HeaderCell { text: String::new(), role, known: false };
    let words = header.iter().any(|cell| matches!(cell.role, Role::Title | Role::Progress | Role::Goal));
    if words && !header.iter().any(|cell| cell.role == Role::Number) && body.chained() >= 3 {
        for at in 0..=1.min(header.len()) {
            let mut columns = header.to_vec();
            columns.insert(at, nameless(Role::Number));
            variants.push(columns);
        }
    }
    two_rows(header, &mut variants);
    // 项目名称 before 主要工作内容 may name what several rows share: then the second is the task of each.
    if let Some(title) = header.windows(2).position(|pair| pair[0].role == Role::Title && pair[1].role == Role::Goal) {
        let mut columns = header.to_vec();
        (columns[title].role, columns[title + 1].role) = (Role::Category, Role::Title);
        variants.push(columns);
    }
    if !header.iter().any(|cell| cell.role == Role::Progress) {
        // 实际进度 over words is the progress, not a percentage.
        for at in 0..header.len() {
            if matches!(header[at].role, Role::Rate | Role::Amount | Role::Status | Role::Other | Role::Remark) {
                let mut columns = header.to_vec();
                columns[at].role = Role::Progress;
                variants.push(columns);
            }
        }
    }
    if !body.rhythm.tabs {
        for at in 1..header.len() {
            // Two names may be one that was broken in two: 任务 and 名称.
            let text = [header[at - 1].text.as_str(), &header[at].text].concat();
            let short = [at - 1, at].iter().all(|at| header[*at].text.chars().count() <= 3);
            let whole = super::header::classify(&text).filter(|_| short && header[at - 1].known && header[at].known);
            if let Some((role, _)) = whole.filter(|_| header.len() > 3) {
                let mut columns = header.to_vec();
                columns.remove(at);
                columns[at - 1] = HeaderCell { text, role, known: true };
                variants.push(columns);
            }
        }
        for at in 0..header.len() {
            if header[at].known {
                continue;
            }
            // An unknown word is perhaps half of the name beside it, or no column at all.
            let mut columns = header.to_vec();
            let half = columns.remove(at);
            if let Some(neighbour) = columns.get_mut(at) {
                neighbour.text = format!("{}{}", half.text, neighbour.text);
            } else if let Some(neighbour) = columns.last_mut() {
                neighbour.text.push_str(&half.text);
            }
            if columns.len() >= 3 {
                variants.push(columns);
            }
        }
    }
    variants
}

/// The longest lower row of a header that is looked for.
const LOWER: usize = 5;

/// What a header of two rows could mean: it prints its lower row last, whose columns stand under one or two cells of the
/// upper row, each a common title of at least two columns.
fn two_rows(header: &[HeaderCell], variants: &mut Vec<Vec<HeaderCell>>) {
    for below in 2..=LOWER.min(header.len().saturating_sub(2)) {
        let (upper, lower) = header.split_at(header.len() - below);
        if lower.iter().any(|cell| !cell.known) {
            continue;
        }
        // A common title is no column of its own: its words are unknown, or say again what stands below it.
        let may_span = |at: usize, below: &[HeaderCell]| {
            let title = &upper[at];
            let figure = super::ranking::names_figure(&title.text);
            !title.known || !figure && below.iter().any(|cell| related(title.role, cell.role))
        };
        for at in 0..upper.len() {
            if may_span(at, lower) {
                variants.push([&upper[..at], lower, &upper[at + 1..]].concat());
            }
            for first in 2..below.saturating_sub(1) {
                let (left, right) = lower.split_at(first);
                for later in at + 1..upper.len() {
                    if may_span(at, left) && may_span(later, right) {
                        variants.push([&upper[..at], left, &upper[at + 1..later], right, &upper[later + 1..]].concat());
                    }
                }
            }
        }
    }
}

/// Whether a column of the one kind may stand under a title of the other.
fn related(title: Role, below: Role) -> bool {
    let kind = |role: Role| match role {
        Role::Lead | Role::Support | Role::Supervisor | Role::Leader => 1,
        Role::Amount | Role::Rate | Role::Goal => 2,
        Role::Progress | Role::Problem | Role::NextSteps | Role::Status => 3,
        _ => 0,
    };
    kind(title) != 0 && kind(title) == kind(below)
}

/// The usual orders of columns, for a table without a header.
pub fn usual_orders() -> Vec<Vec<HeaderCell>> {
    lexicon::rows(lexicon::table!("column_orders"))
        .filter_map(|row| {
            let roles: Vec<Role> = row.first()?.split(' ').filter_map(role_of).collect();
            Some(roles.into_iter().map(|role| HeaderCell { text: String::new(), role, known: false }).collect())
        })
        .collect()
}

/// The best of the usual orders for a body without a header.
pub fn choose_usual(body: &Body<'_>) -> Option<(Reading, Vec<Reading>)> {
    let mut trials = Trials::new(body);
    let mut all: Vec<Reading> = usual_orders()
        .into_iter()
        .map(|columns| {
            let numeric = vec![false; columns.len()];
            trials.try_out(columns, numeric)
        })
        .collect();
    crate::order::sort_by(&mut all, |a, b| b.score.total_cmp(&a.score));
    let mut all = all.into_iter();
    let best = all.next()?;
    Some((best, all.take(KEPT).collect()))
}

/// How far apart two row numbers may stand, in tokens.
const ROW_TOKENS: usize = 40;
/// How many rows a table without a header must have.
const ROWS: usize = 5;

/// Stretches of tokens that are the rows of a table without a header: row numbers in a chain, a paragraph each, with
/// units or status words in most rows. `taken` are the tokens of tables that have one.
pub fn headless(tokens: &[Token<'_>], features: &[Features], taken: &[bool]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    let mut last = 0;
    for (i, feature) in features.iter().enumerate() {
        let is_taken = taken.get(i).copied().unwrap_or(false);
        let far = run.last().is_some_and(|at| i - at > ROW_TOKENS);
        if far || is_taken {
            close(tokens, features, &mut run, &mut found);
        }
        let Some(value) = feature.number.filter(|_| !is_taken) else { continue };
        let goes_on = run.last().is_some_and(|at| i - at >= 2) && (value == last + 1 || value == last);
        if run.is_empty() || goes_on {
            run.push(i);
            last = value;
        } else if value == 1 {
            close(tokens, features, &mut run, &mut found);
            run.push(i);
            last = value;
        }
    }
    close(tokens, features, &mut run, &mut found);
    found
}

fn close(tokens: &[Token<'_>], features: &[Features], run: &mut Vec<usize>, found: &mut Vec<std::ops::Range<usize>>) {
    let rows = std::mem::take(run);
    let (Some(first), Some(last)) = (rows.first().copied(), rows.last().copied()) else { return };
    if rows.len() < ROWS || features[first].number.is_none_or(|value| value > 3) {
        return;
    }
    let row_length = ((last - first) / (rows.len() - 1)).max(3);
    let end = (last + row_length * 2).min(tokens.len());
    let told = rows
        .iter()
        .enumerate()
        .filter(|(k, at)| {
            let to = rows.get(k + 1).copied().unwrap_or(end);
            features[**at..to].iter().any(|f| f.status || f.percent || f.unit == Likeness::Whole)
        })
        .count();
    if told * 10 < rows.len() * 6 || tokens[first].border == Border::Tab {
        return;
    }
    found.push(first..end);
}
