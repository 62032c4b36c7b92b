//! Metrics as dots: how far each has come, against the due share and the target.
//!
//! Bins are five points wide and begin at the lines, so that 75.0 % stands right of a due line at 75 %.

use crate::bullet::metric_status;
use crate::hatch::hatch;
use crate::path::{circle, line};
use crate::phrase::{Phrase, Say};
use crate::scene::{Action, Anchor, Area, Mark, Paint, Row, Scene, Shape, Stroke, Style};

/// One metric to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// The place of its task in `report.tasks`.
    pub task: usize,
    /// The id of its task.
    pub task_id: String,
    /// Its place among the task's metrics.
    pub metric: usize,
    /// `actual / target`.
    pub rate: f64,
    /// Its sentence.
    pub sentence: String,
    /// Whether its task is inside the filter.
    pub lit: bool,
}

const BIN: f64 = 0.05;
/// The bin that holds this rate and everything beyond.
const LAST: usize = 31;
/// The tallest a stack may become before dots shrink and stand side by side.
const TALLEST: f64 = 190.0;

/// The bin of a rate.
fn bin(rate: f64) -> usize {
    ((rate / BIN + 1e-6).floor().max(0.0) as usize).min(LAST)
}

/// Lays out the dots; they are to be given lowest rate first.
pub fn dots(dots: &[Dot], due: Option<f64>, width: f64, say: Say<'_>) -> Scene {
    let left = 8.0;
    let across = |rate: f64| left + rate / (BIN * (LAST + 1) as f64) * (width - left - 26.0);
    let bin_width = across(BIN) - across(0.0);
    let mut counts = [0_usize; LAST + 1];
    for dot in dots {
        counts[bin(dot.rate)] += 1;
    }
    let tallest = counts.iter().copied().max().unwrap_or(0);
    let (side_by_side, radius) = sizes(tallest, bin_width);
    let pitch = radius * 2.0 + 1.5;
    let levels = tallest.div_ceil(side_by_side).max(1);
    let base = levels as f64 * pitch + 16.0;
    let mut stacked = [0_usize; LAST + 1];
    let mut by_level: Vec<Vec<Mark>> = vec![Vec::new(); levels];
    for dot in dots {
        let bin = bin(dot.rate);
        let (level, beside) = (stacked[bin] / side_by_side, stacked[bin] % side_by_side);
        stacked[bin] += 1;
        let slot = bin_width / side_by_side as f64;
        let x = across(bin as f64 * BIN) + slot * (beside as f64 + 0.5);
        let y = base - radius - 2.0 - level as f64 * pitch;
        if let Some(marks) = by_level.get_mut(level) {
            marks.push(mark(dot, due, x, y, radius));
        }
    }
    // Up is up: the highest level is the first row.
    let rows = by_level.into_iter().rev().map(|marks| Row { marks, ..Row::default() }).collect();
    let (under, over) = lines(width, base, due, &across, say);
    Scene { width, height: base + 24.0, label: say(&Phrase::Metrics { count: dots.len() as u32 }), under, rows, over }
}

/// How many dots stand side by side in a bin, and their radius.
fn sizes(tallest: usize, bin_width: f64) -> (usize, f64) {
    let fits = |beside: usize| {
        let radius = (bin_width / beside as f64 / 2.0 - 0.2).min(7.0);
        let height = tallest.div_ceil(beside) as f64 * (radius * 2.0 + 1.5);
        (height <= TALLEST).then_some((beside, radius))
    };
    (1..=6).find_map(fits).unwrap_or((6, (bin_width / 12.0 - 0.2).max(0.8)))
}

fn mark(dot: &Dot, due: Option<f64>, x: f64, y: f64, radius: f64) -> Mark {
    let status = metric_status(dot.rate, due);
    let (faded, area) = (!dot.lit, Area::new(x - radius, y - radius, radius * 2.0, radius * 2.0));
    let drawn = radius - 0.6;
    let mut shapes = vec![Shape::Path { d: circle(x, y, drawn), paint: Paint::Solid(status), faded }];
    let mut lines = String::new();
    hatch(&mut lines, status, area.inset(radius * 0.3));
    if !lines.is_empty() {
        shapes.push(Shape::Hatch { d: lines, status, faded });
    }
    Mark {
        id: format!("metric/{}/{}", dot.task, dot.metric),
        sentence: dot.sentence.clone(),
        action: Action::Open(dot.task),
        pressed: false,
        faded,
        hollow: false,
        data: vec![
            ("data-task", dot.task_id.clone()),
            ("data-rate", format!("{:.4}", dot.rate)),
            ("data-status", status.word().to_owned()),
        ],
        shapes,
        area,
    }
}

/// Base line, ticks and their numbers below; the due line and the target above.
fn lines(
    width: f64,
    base: f64,
    due: Option<f64>,
    across: &dyn Fn(f64) -> f64,
    say: Say<'_>,
) -> (Vec<Shape>, Vec<Shape>) {
    let narrow = width < 500.0;
    let due = due.filter(|due| *due < 1.0);
    let tick = |x: f64| Shape::Line { d: line(x, base, x, base + 4.0), stroke: Stroke::Tick };
    let label =
        |x: f64, anchor: Anchor, style: Style, text: String| Shape::Text { x, y: base + 18.0, anchor, style, text };
    let mut under = vec![Shape::Line { d: line(8.0, base, width - 20.0, base), stroke: Stroke::Tick }];
    for rate in [0.0, 0.25, 0.5, 0.75, 1.25] {
        let near_due = due.is_some_and(|due| (due - rate).abs() < 0.13);
        if near_due || (narrow && (rate - 0.75_f64).abs() > 0.6) || (narrow && (rate - 0.75_f64).abs() < 0.3) {
            continue;
        }
        let x = across(rate);
        under.push(tick(x));
        let (anchor, text) =
            if rate == 0.0 { (Anchor::Start, "0".to_owned()) } else { (Anchor::Middle, say(&Phrase::Percent(rate))) };
        under.push(label(x, anchor, Style::Hint, text));
    }
    let last = across(LAST as f64 * BIN);
    under.push(tick(last));
    under.push(label(width, Anchor::End, Style::Hint, say(&Phrase::PercentAndMore(LAST as f64 * BIN))));
    let mut over = Vec::new();
    if let Some(due) = due {
        let x = across(due);
        over.push(Shape::Line { d: line(x, 8.0, x, base + 4.0), stroke: Stroke::Due });
        let near_goal = across(1.0) - x < 130.0;
        let anchor = if near_goal { Anchor::End } else { Anchor::Middle };
        let at = if near_goal { (x + 20.0).min(across(1.0) - 34.0) } else { x };
        over.push(label(at, anchor, Style::HintBold, say(&Phrase::Due(due))));
    }
    let x = across(1.0);
    over.push(Shape::Line { d: line(x, 8.0, x, base + 4.0), stroke: Stroke::Goal });
    let anchor = if narrow { Anchor::Start } else { Anchor::Middle };
    over.push(label(if narrow { x - 24.0 } else { x }, anchor, Style::HintBold, say(&Phrase::Goal)));
    (under, over)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chinese::say;

    fn dot(task: usize, rate: f64) -> Dot {
        Dot { task, task_id: format!("甲/{task}"), metric: 0, rate, sentence: String::new(), lit: true }
    }

    #[test]
    fn a_rate_on_a_line_stands_right_of_it() {
        assert_eq!((bin(0.75), bin(0.7499), bin(1.0), bin(0.9999)), (15, 14, 20, 19));
        assert_eq!((bin(19.5), bin(0.0)), (31, 0));
    }

    #[test]
    fn a_dot_at_the_due_share_stands_right_of_the_due_line() {
        let scene = dots(&[dot(0, 0.75)], Some(0.75), 760.0, &say);
        let Some(Shape::Line { d, .. }) = scene.over.first() else { panic!("a due line") };
        let x: f64 = d.trim_start_matches('M').split(' ').next().and_then(|x| x.parse().ok()).expect("x");
        assert!(scene.marks().next().is_some_and(|mark| mark.area.x >= x - 0.5));
    }

    #[test]
    fn many_metrics_at_one_rate_stay_within_the_height() {
        let many: Vec<Dot> = (0..300).map(|task| dot(task, 1.0)).collect();
        let scene = dots(&many, Some(0.75), 358.0, &say);
        assert_eq!(scene.marks().count(), 300);
        assert!(scene.marks().all(|mark| mark.area.y >= 0.0 && mark.area.right() <= 358.0));
    }

    #[test]
    fn without_metrics_there_are_lines_only() {
        assert_eq!(dots(&[], None, 358.0, &say).marks().count(), 0);
    }
}
