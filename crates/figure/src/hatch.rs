//! Patterns that take the place of colour: in print, for forced colours, and in the patterns theme.
//!
//! They are real lines cut to their area. An SVG pattern would be shorter here and made printed pages
//! ten times as big (28 MB for six pages, against 2.7 MB).

use crate::path::{circle, rectangle, step};
use crate::scene::Area;
use tongbao_notice::report::Status;

/// How much smaller than its area a disc is drawn, so that neighbours do not touch.
pub const DISC_GAP: f64 = 0.6;

/// How thick the lines of a pattern are.
pub fn thickness(status: Status) -> f64 {
    match status {
        Status::Suspended => 1.8,
        Status::NotCompleted | Status::Unknown => 1.2,
        Status::Behind => 1.9,
        Status::Ahead => 1.5,
        Status::OnTrack => 1.6,
        Status::NotStarted | Status::Completed => 0.0,
    }
}

/// Whether the pattern is the full area: drawn by filling, not by lines.
pub fn is_full(status: Status) -> bool {
    status == Status::Completed
}

/// The pattern of a status over these areas, discs where `round`; empty where it has no lines.
pub fn lines(status: Status, areas: &[Area], round: bool) -> String {
    let mut out = String::new();
    for area in areas {
        if round && is_full(status) {
            let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0);
            out.push_str(&circle(x, y, area.width / 2.0 - DISC_GAP));
        } else {
            hatch(&mut out, status, if round { area.inset(0.3 * area.width / 2.0) } else { *area });
        }
    }
    out
}

/// Appends the lines of a status, cut to `area`. Nothing for those that are empty or full.
fn hatch(out: &mut String, status: Status, area: Area) {
    if status == Status::Completed {
        rectangle(out, area, 0.0);
        return;
    }
    let area = area.inset(1.0);
    if area.width < 1.0 || area.height < 1.0 {
        return;
    }
    match status {
        // Empty, with an outline; full, and drawn above.
        Status::NotStarted | Status::Completed => {}
        Status::Suspended => {
            for x in steps(area.x, area.right(), 5.0) {
                step(out, 'M', &[x, area.y]);
                step(out, 'v', &[area.height]);
            }
        }
        Status::NotCompleted => {
            rising(out, area, 6.0);
            falling(out, area, 6.0);
        }
        Status::Behind => rising(out, area, 6.0),
        Status::Ahead => {
            for y in rows(area, 8.0) {
                for x in steps(area.x, area.right() - 3.0, 6.0) {
                    step(out, 'M', &[x, y - 3.0]);
                    step(out, 'l', &[3.0, 3.0]);
                    step(out, 'l', &[-3.0, 3.0]);
                }
            }
        }
        // A line of no length with round ends is a dot.
        Status::OnTrack => {
            for y in rows(area, 6.0) {
                for x in steps(area.x, area.right(), 6.0) {
                    step(out, 'M', &[x, y]);
                    out.push_str("h0");
                }
            }
        }
        Status::Unknown => {
            for y in rows(area, 6.0) {
                for x in steps(area.x - 3.0, area.right() - 3.0, 6.0) {
                    step(out, 'M', &[x, y]);
                    out.push_str("h3");
                }
            }
        }
    }
}

/// Multiples of `apart` within `from..=to`, so that patterns of neighbours run on.
fn steps(from: f64, to: f64, apart: f64) -> impl Iterator<Item = f64> {
    let first = (from / apart).ceil().max(0.0) as u32;
    let last = (to / apart).floor();
    (first..).map(move |at| f64::from(at) * apart).take_while(move |at| *at <= last * apart + 0.01)
}

/// Rows `apart` from each other, centred in the area.
fn rows(area: Area, apart: f64) -> impl Iterator<Item = f64> {
    let count = ((area.height / apart).round() as u32).max(1);
    let top = area.y + (area.height - f64::from(count - 1) * apart) / 2.0;
    (0..count).map(move |row| top + f64::from(row) * apart)
}

/// Lines from lower left to upper right: x + y is constant along each.
fn rising(out: &mut String, area: Area, apart: f64) {
    for sum in steps(area.x + area.y, area.right() + area.bottom(), apart) {
        let left = area.x.max(sum - area.bottom());
        let right = area.right().min(sum - area.y);
        if right > left {
            step(out, 'M', &[left, sum - left]);
            step(out, 'L', &[right, sum - right]);
        }
    }
}

/// Lines from upper left to lower right: x − y is constant along each.
fn falling(out: &mut String, area: Area, apart: f64) {
    // Shifted to stay positive whatever the height.
    let shift = (area.bottom() / apart).ceil() * apart;
    for sum in steps(area.x - area.bottom() + shift, area.right() - area.y + shift, apart) {
        let difference = sum - shift;
        let left = area.x.max(area.y + difference);
        let right = area.right().min(area.bottom() + difference);
        if right > left {
            step(out, 'M', &[left, left - difference]);
            step(out, 'L', &[right, right - difference]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(status: Status, area: Area) -> String {
        super::lines(status, &[area], false)
    }

    #[test]
    fn every_status_but_the_empty_one_has_lines_of_its_own() {
        let area = Area::new(10.0, 4.0, 34.0, 16.0);
        let drawn: Vec<String> = Status::ALL.into_iter().map(|status| lines(status, area)).collect();
        for (place, one) in drawn.iter().enumerate() {
            assert!(drawn.iter().skip(place + 1).all(|other| other != one), "{:?}", Status::ALL[place]);
        }
    }

    #[test]
    fn no_line_leaves_its_area() {
        let area = Area::new(100.0, 40.0, 34.0, 16.0);
        for status in [Status::Behind, Status::NotCompleted] {
            for pair in lines(status, area).split(['M', 'L']).filter(|pair| !pair.is_empty()) {
                let (x, y) = pair.split_once(' ').expect("two numbers");
                let (x, y): (f64, f64) = (x.parse().expect("x"), y.parse().expect("y"));
                assert!(x >= area.x && x <= area.right() && y >= area.y && y <= area.bottom(), "{status:?} {x} {y}");
            }
        }
    }

    #[test]
    fn an_area_without_size_has_no_lines() {
        for status in Status::ALL.into_iter().filter(|status| !is_full(*status)) {
            assert_eq!(lines(status, Area::new(5.0, 5.0, 0.5, 16.0)), "");
        }
    }
}
