//! A metric against its target and the due share, small enough for a row of a list.

use crate::path::{line, rectangle, step};
use crate::scene::{Area, Paint, Scene, Shape, Stroke};
use tongbao_notice::number::within;
use tongbao_notice::report::Status;

/// Rates beyond this are cut off, with a point to the right.
const CAP: f64 = 1.3;

/// The status a metric has against its own target and due share. Without a due share what is not reached is not behind.
pub fn metric_status(rate: f64, due: Option<f64>) -> Status {
    if rate >= 1.0 {
        Status::Completed
    } else if due.is_none_or(|due| rate + 1e-9 >= due) {
        Status::OnTrack
    } else {
        Status::Behind
    }
}

/// Lays out one metric. `label` is its sentence.
pub fn bullet(rate: f64, due: Option<f64>, width: f64, height: f64, label: String) -> Scene {
    let across = |rate: f64| within(rate, 0.0, CAP) / CAP * (width - 8.0);
    let status = metric_status(rate, due);
    let middle = height / 2.0;
    let filled = |area: Area, paint: Paint| {
        let mut d = String::new();
        rectangle(&mut d, area, 0.0);
        Shape::Path { d, paint, faded: false }
    };
    let mut under = vec![
        filled(Area::new(0.0, middle - 5.0, across(1.0), 10.0), Paint::Track),
        filled(Area::new(0.0, middle - 3.0, across(rate).max(2.0), 6.0), Paint::Solid(status)),
    ];
    if rate > CAP {
        let mut point = String::new();
        step(&mut point, 'M', &[width - 7.0, 2.0]);
        step(&mut point, 'l', &[6.0, middle - 2.0]);
        step(&mut point, 'l', &[-6.0, middle - 2.0]);
        point.push('z');
        under.push(Shape::Path { d: point, paint: Paint::Solid(status), faded: false });
    }
    let mut over = Vec::new();
    if let Some(due) = due.filter(|due| *due < 1.0) {
        over.push(Shape::Line { d: line(across(due), 0.0, across(due), height), stroke: Stroke::Due });
    }
    over.push(Shape::Line { d: line(across(1.0), 1.0, across(1.0), height - 1.0), stroke: Stroke::Goal });
    Scene { width, height, label, under, rows: Vec::new(), over }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_on_the_due_line_is_on_track() {
        assert_eq!(metric_status(0.75, Some(0.75)), Status::OnTrack);
        assert_eq!(metric_status(0.749, Some(0.75)), Status::Behind);
        assert_eq!(metric_status(1.0, Some(0.75)), Status::Completed);
        assert_eq!(metric_status(0.1, None), Status::OnTrack);
    }

    #[test]
    fn a_rate_far_beyond_the_target_ends_in_a_point() {
        let shapes = |rate| bullet(rate, Some(0.75), 92.0, 14.0, String::new()).under.len();
        assert_eq!((shapes(1.2), shapes(19.0)), (2, 3));
    }
}
