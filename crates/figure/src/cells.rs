//! Runs of cells: one cell a task, or one bar of the same length where cells would be too narrow.

use crate::path::rectangle;
use crate::scene::{Area, Paint, Shape};
use tongbao_notice::report::Status;

/// Cells narrower than this become a bar of the same length.
pub const NARROWEST_CELL: f64 = 4.0;

/// From this width on a cell has a pattern of its own.
const PATTERNED_CELL: f64 = 14.0;

/// How the cells of one figure are measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// From one cell to the next, gap included.
    pub step: f64,
    /// The gap between two cells.
    pub gap: f64,
    /// The height of a cell.
    pub height: f64,
    /// The radius of its corners.
    pub round: f64,
}

/// A run of `count` cells of one status.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Its status.
    pub status: Status,
    /// How many cells.
    pub count: u32,
    /// How many of them are inside the filter; they stand next to the axis.
    pub lit: u32,
    /// Whether the cells are hollow.
    pub hollow: bool,
    /// The place from which it grows.
    pub from: f64,
    /// Its upper edge.
    pub y: f64,
    /// Whether it grows to the left.
    pub leftwards: bool,
}

impl Run {
    /// How long it is, from its start to the start of the next run.
    pub fn length(&self, measure: Measure) -> f64 {
        f64::from(self.count) * measure.step
    }

    /// Where it stands.
    pub fn area(&self, measure: Measure) -> Area {
        self.part(measure, 0.0, f64::from(self.count))
    }

    /// What is seen of it: the cells inside the filter, and the faded ones.
    pub fn shapes(&self, measure: Measure) -> Vec<Shape> {
        let lit = self.lit.min(self.count);
        let mut shapes = Vec::with_capacity(4);
        self.push(&mut shapes, measure, 0, lit, false);
        self.push(&mut shapes, measure, lit, self.count, true);
        shapes
    }

    fn push(&self, shapes: &mut Vec<Shape>, measure: Measure, first: u32, last: u32, faded: bool) {
        if first >= last {
            return;
        }
        let whole = self.hollow || measure.step - measure.gap < NARROWEST_CELL;
        let areas: Vec<Area> = if whole {
            vec![self.part(measure, f64::from(first), f64::from(last))]
        } else {
            (first..last).map(|cell| self.part(measure, f64::from(cell), f64::from(cell + 1))).collect()
        };
        // A pattern needs some width: over narrow cells it runs as over one area. Full cells and empty ones need none.
        let close = !whole
            && measure.step < PATTERNED_CELL
            && f64::from(last - first) * measure.step >= PATTERNED_CELL
            && !matches!(self.status, Status::Completed | Status::NotStarted);
        let mut outline = String::with_capacity(areas.len() * 96);
        for area in &areas {
            rectangle(&mut outline, if self.hollow { area.inset(0.8) } else { *area }, measure.round);
        }
        let paint = match (self.hollow, close) {
            (true, _) => Paint::Hollow(self.status),
            (false, true) => Paint::Close(self.status),
            (false, false) => Paint::Solid(self.status),
        };
        shapes.push(Shape::Path { d: outline, paint, faded });
        if !self.hollow {
            let areas = if close { vec![self.part(measure, f64::from(first), f64::from(last))] } else { areas };
            shapes.push(Shape::Hatch { areas, round: false, status: self.status, faded });
        }
    }

    /// The area of the cells from `first` up to but without `last`.
    fn part(&self, measure: Measure, first: f64, last: f64) -> Area {
        let width = ((last - first) * measure.step - measure.gap).max(1.5);
        let near = first * measure.step;
        let x = if self.leftwards { self.from - near - width } else { self.from + near };
        Area::new(x, self.y, width, measure.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: Run =
        Run { status: Status::Behind, count: 5, lit: 2, hollow: false, from: 100.0, y: 0.0, leftwards: true };

    fn faded(shape: &Shape) -> bool {
        matches!(shape, Shape::Path { faded: true, .. } | Shape::Hatch { faded: true, .. })
    }

    #[test]
    fn cells_outside_the_filter_are_faded_and_stand_farther_from_the_axis() {
        let measure = Measure { step: 10.0, gap: 2.0, height: 16.0, round: 0.0 };
        let shapes = RUN.shapes(measure);
        assert_eq!(shapes.iter().filter(|shape| faded(shape)).count(), 2);
        assert!(matches!(shapes.first(), Some(Shape::Path { paint: Paint::Close(_), .. })));
        let Some(Shape::Path { d, .. }) = shapes.first() else { panic!("cells first") };
        assert_eq!(d, "M92 0h8v16h-8zM82 0h8v16h-8z");
    }

    #[test]
    fn narrow_cells_become_a_bar_of_the_same_length() {
        let measure = Measure { step: 4.0, gap: 2.0, height: 16.0, round: 0.0 };
        let run = Run { lit: 5, leftwards: false, ..RUN };
        let Some(Shape::Path { d, .. }) = run.shapes(measure).first().cloned() else { panic!("a bar") };
        assert_eq!(d, "M100 0h18v16h-18z");
        assert!((run.length(measure) - 20.0).abs() < f64::EPSILON);
    }
}
