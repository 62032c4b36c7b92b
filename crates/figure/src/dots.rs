//! Metrics as dots: how far each has come, against the due share and the target.
//!
//! Bins are five points wide and begin at the lines, so that 75.0 % stands right of a due line at 75 %.

use crate::bullet::metric_status;
use crate::hatch::DISC_GAP;
use crate::path::{circle, line};
use crate::phrase::{Phrase, Say};
use crate::scene::{Action, Anchor, Area, Mark, Paint, Row, Scene, Shape, Stroke, Style};
use crate::text;
use tongbao_notice::number::{fixed, within};

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
    let shapes = vec![
        Shape::Path { d: circle(x, y, radius - DISC_GAP), paint: Paint::Solid(status), faded },
        Shape::Hatch { areas: vec![area], round: true, status, faded },
    ];
    Mark {
        id: format!("metric/{}/{}", dot.task, dot.metric),
        sentence: dot.sentence.clone(),
        action: Action::Open(dot.task),
        pressed: false,
        faded,
        hollow: false,
        data: vec![
            ("data-task", dot.task_id.clone()),
            ("data-rate", fixed(dot.rate, 4)),
            ("data-status", status.word().to_owned()),
        ],
        shapes,
        area,
    }
}

/// Base line, ticks and their numbers below; the due line and the target above. The lines have their words first, and
/// a tick has its number only where it does not run into another.
fn lines(
    width: f64,
    base: f64,
    due: Option<f64>,
    across: &dyn Fn(f64) -> f64,
    say: Say<'_>,
) -> (Vec<Shape>, Vec<Shape>) {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut over = Vec::new();
    let goal = across(1.0);
    let label = |middle: f64, style: Style, text: String, taken: &mut Vec<(f64, f64)>, must: bool| {
        let room = text::width(&text, style.size()) * if style.bold() { 1.06 } else { 1.0 };
        let mut x = within(middle - room / 2.0, 0.0, (width - room).max(0.0));
        if must {
            // Two lines close together: the later word gives way to the left or to the right.
            if let Some((from, to)) = taken.iter().copied().find(|(from, to)| x < to + 8.0 && x + room > from - 8.0) {
                x = if middle >= f64::midpoint(from, to) { to + 8.0 } else { (from - 8.0 - room).max(0.0) };
            }
        } else if taken.iter().any(|(from, to)| x < to + 8.0 && x + room > from - 8.0) {
            return None;
        }
        taken.push((x, x + room));
        Some(Shape::Text { x, y: base + 18.0, anchor: Anchor::Start, style, text })
    };
    over.push(Shape::Line { d: line(goal, 8.0, goal, base + 4.0), stroke: Stroke::Goal });
    over.extend(label(goal, Style::HintBold, say(&Phrase::Goal), &mut taken, true));
    if let Some(due) = due.filter(|due| *due < 1.0) {
        let x = across(due);
        over.push(Shape::Line { d: line(x, 8.0, x, base + 4.0), stroke: Stroke::Due });
        over.extend(label(x, Style::HintBold, say(&Phrase::Due(due)), &mut taken, true));
    }
    let mut under = vec![Shape::Line { d: line(8.0, base, width - 20.0, base), stroke: Stroke::Tick }];
    let last = LAST as f64 * BIN;
    for (rate, text) in [
        (last, say(&Phrase::PercentAndMore(last))),
        (0.0, "0".to_owned()),
        (0.5, say(&Phrase::Percent(0.5))),
        (0.25, say(&Phrase::Percent(0.25))),
        (0.75, say(&Phrase::Percent(0.75))),
        (1.25, say(&Phrase::Percent(1.25))),
    ] {
        let x = across(rate);
        if let Some(words) = label(x, Style::Hint, text, &mut taken, false) {
            under.push(Shape::Line { d: line(x, base, x, base + 4.0), stroke: Stroke::Tick });
            under.push(words);
        }
    }
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
        let due = scene.over.iter().find_map(|shape| match shape {
            Shape::Line { d, stroke: Stroke::Due } => Some(d),
            _ => None,
        });
        let d = due.expect("a due line");
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
    fn words_below_the_line_never_run_into_each_other() {
        for due in [None, Some(1.0 / 12.0), Some(0.5), Some(0.75), Some(10.0 / 12.0), Some(11.0 / 12.0), Some(1.0)] {
            for width in [358.0, 520.0, 794.0] {
                let scene = dots(&[dot(0, 0.5)], due, width, &say);
                let mut words: Vec<(f64, f64)> = scene
                    .under
                    .iter()
                    .chain(&scene.over)
                    .filter_map(|shape| match shape {
                        Shape::Text { x, text, style, .. } => Some((*x, x + text::width(text, style.size()))),
                        _ => None,
                    })
                    .collect();
                tongbao_notice::order::sort_by(&mut words, |a, b| a.0.total_cmp(&b.0));
                for pair in words.windows(2) {
                    assert!(pair[0].1 <= pair[1].0, "{due:?} {width} {words:?}");
                }
            }
        }
    }

    #[test]
    fn without_metrics_there_are_lines_only() {
        assert_eq!(dots(&[], None, 358.0, &say).marks().count(), 0);
    }
}
