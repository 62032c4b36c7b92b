//! The upright gaps between columns of words, learned from where lines begin and end on all pages.

use std::ops::Range;

use super::columns::Run;

/// Gaps narrower than this, in points, divide only where lines begin right behind them.
const LEAST_GAP: f64 = 4.0;

/// The fewest runs of a page from which columns can be learned.
const LEAST_RUNS: usize = 14;

/// The fewest lines that begin behind a narrow gap.
const LEAST_STARTS: usize = 6;

/// No table that people read has so many columns.
const MOST_GAPS: usize = 60;

/// A gap between columns.
pub type Gap = (f64, f64);

/// The gaps of a document.
#[derive(Debug, Default)]
pub struct Gaps {
    /// What all pages together teach.
    pub all: Vec<Gap>,
    /// What single pages teach, each once.
    pub pages: Vec<Vec<Gap>>,
}

/// The most pages of which the gaps are kept one by one.
const MOST_SETS: usize = 12;

impl Gaps {
    /// Learns from the runs of all pages.
    pub fn learn(pages: &[Vec<Run>]) -> Self {
        let mut sets: Vec<Vec<Gap>> = Vec::new();
        for page in pages {
            let own = learn(std::slice::from_ref(page));
            let same = |set: &Vec<Gap>| {
                set.len() == own.len() && set.iter().zip(&own).all(|(a, b)| a.0 < b.1 + 2.0 && b.0 < a.1 + 2.0)
            };
            if own.len() > 1 && sets.len() < MOST_SETS && !sets.iter().any(same) {
                sets.push(own);
            }
        }
        Self { all: learn(pages), pages: sets }
    }
}

/// Learns the gaps between columns from the runs of several pages.
pub fn learn(pages: &[Vec<Run>]) -> Vec<Gap> {
    // A line with nothing beside it is no evidence of columns: a heading, a section, a paragraph.
    let runs: Vec<&Run> = pages.iter().flat_map(|page| with_neighbours(page)).collect();
    let left = runs.iter().map(|run| run.x0).fold(f64::INFINITY, f64::min);
    let right = runs.iter().map(|run| run.x1).fold(f64::NEG_INFINITY, f64::max);
    if !(right - left).is_finite() || right - left > 5_000.0 {
        return Vec::new();
    }
    // Prose reaches over half of the page; what is narrower may be a cell.
    let narrow: Vec<&Run> = runs.into_iter().filter(|run| run.x1 - run.x0 < 0.5 * (right - left)).collect();
    if narrow.len() < LEAST_RUNS {
        return Vec::new();
    }
    // How many pieces cover each half point, and how many begin there. A line that fills its cell ends where the
    // next cell begins, so the last tenth of a letter does not count.
    let place = |x: f64| ((x - left) * 2.0).max(0.0) as usize;
    let mut change = vec![0i64; place(right) + 2];
    let mut begins = vec![0usize; place(right) + 2];
    let mut passing = change.clone();
    for run in &narrow {
        for segment in run.segments() {
            let (Some(first), Some(last)) = (segment.first(), segment.last()) else { continue };
            begins[place(first.x0)] += 1;
            passing[place(first.x0 + 1.5)] += 1;
            passing[place((last.x1 - 1.5).max(first.x0 + 1.5))] -= 1;
            let whole = run.moves_often();
            for piece in segment.chunk_by(|_, next| !next.moved || whole) {
                let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
                let end = (last.x1 - 0.1 * last.size).max(first.x0);
                change[place(first.x0)] += 1;
                change[place(end)] -= 1;
            }
        }
    }
    let count = narrow.len();
    let (few, some) = (count as i64 / 50, count as i64 / 16);
    // How many runs begin about here, where not half as many pass.
    let passing = sums(&passing);
    let starts = |at: usize| {
        let begun = begins[at.saturating_sub(2)..(at + 4).min(begins.len())].iter().sum::<usize>();
        if passing[at] * 2 <= begun as i64 { begun } else { 0 }
    };
    let covering = sums(&change);
    let x = |at: usize| left + at as f64 / 2.0;
    let mut gaps: Vec<Gap> = Vec::new();
    // Where hardly anything stands.
    for clear in clearings(&covering, 1..covering.len(), few) {
        let wide = x(clear.end) - x(clear.start) >= LEAST_GAP;
        if wide || starts(clear.end) >= LEAST_STARTS.max(count / 25) {
            gaps.push((x(clear.start), x(clear.end)));
        }
    }
    // Where many lines begin, some lines over several columns may pass.
    for at in 1..begins.len() {
        if begins[at] == 0 || starts(at) < LEAST_STARTS.max(count / 10) {
            continue;
        }
        let before = at.saturating_sub(8)..at;
        let least = covering[before.clone()].iter().min().copied().unwrap_or(0);
        if least > some {
            continue;
        }
        if let Some(clear) = clearings(&covering, before, least).last()
            && x(clear.start) > left
            && !gaps.iter().any(|gap| gap.0 < x(at) + 2.0 && gap.1 > x(clear.start) - 2.0)
        {
            gaps.push((x(clear.start), x(clear.end)));
        }
    }
    if gaps.len() > MOST_GAPS {
        return Vec::new();
    }
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    prune(&mut gaps, &narrow);
    gaps
}

/// Takes out narrow gaps beside which hardly anything stands: they are no sides of columns, but where the words of
/// one column happen to begin.
fn prune(gaps: &mut Vec<Gap>, runs: &[&Run]) {
    let mut counts = vec![0usize; gaps.len() + 1];
    for run in runs {
        counts[column_of(gaps, f64::midpoint(run.x0, run.x1))] += 1;
    }
    let sparse: Vec<bool> = counts.iter().map(|count| count * 40 < runs.len()).collect();
    let mut at = 0;
    gaps.retain(|gap| {
        at += 1;
        gap.1 - gap.0 >= LEAST_GAP || !(sparse[at - 1] || sparse[at])
    });
}

/// The column in which this place is.
pub fn column_of(gaps: &[Gap], x: f64) -> usize {
    gaps.iter().filter(|gap| f64::midpoint(gap.0, gap.1) < x).count()
}

fn sums(changes: &[i64]) -> Vec<i64> {
    let sum = |sum: &mut i64, change: &i64| {
        *sum += change;
        Some(*sum)
    };
    changes.iter().scan(0, sum).collect()
}

/// The stretches of `within` that at most `few` runs cover, behind the first that more do.
fn clearings(covering: &[i64], within: Range<usize>, few: i64) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, end) = (None, within.end);
    for at in within {
        match (covering[at] <= few, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start.filter(|_| end < covering.len()) {
        found.push(from..end);
    }
    found
}

/// The runs beside which another stands.
fn with_neighbours(runs: &[Run]) -> Vec<&Run> {
    let mut runs: Vec<&Run> = runs.iter().collect();
    runs.sort_by(|a, b| a.top.total_cmp(&b.top));
    let near = |a: &Run, b: &Run| b.top < a.bottom - 0.4 * a.size() && b.bottom > a.top + 0.4 * a.size();
    let lonely = |at: usize| {
        let around = at.saturating_sub(12)..(at + 13).min(runs.len());
        !around.into_iter().any(|other| other != at && near(runs[at], runs[other]))
    };
    (0..runs.len()).filter(|at| !lonely(*at)).map(|at| runs[at]).collect()
}
