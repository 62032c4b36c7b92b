//! Outlines as SVG path data, with no more digits than a pixel needs.

use crate::scene::Area;

/// A number with at most two decimals and without trailing zeros.
pub fn number(value: f64) -> String {
    let mut text = String::new();
    push(&mut text, value);
    text
}

/// Appends a number with at most two decimals and without trailing zeros.
pub fn push(out: &mut String, value: f64) {
    // Hundredths as an integer, digit by digit: a figure has thousands of numbers, and this is shorter code in the page
    // and several times as fast as formatting. There is no "-0".
    let hundredths = (value * 100.0).round() as i32;
    if hundredths < 0 {
        out.push('-');
    }
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    digits(out, whole);
    if rest > 0 {
        out.push('.');
        digit(out, rest / 10);
        if rest % 10 > 0 {
            digit(out, rest % 10);
        }
    }
}

fn digits(out: &mut String, number: u32) {
    if number > 9 {
        digits(out, number / 10);
    }
    digit(out, number % 10);
}

fn digit(out: &mut String, number: u32) {
    out.push(char::from(b'0' + number as u8));
}

/// Appends `command` and its numbers.
pub fn step(out: &mut String, command: char, numbers: &[f64]) {
    out.push(command);
    for (place, number) in numbers.iter().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        push(out, *number);
    }
}

/// Appends a rectangle with corners of this radius.
pub fn rectangle(out: &mut String, area: Area, radius: f64) {
    let radius = radius.min(area.width / 2.0).min(area.height / 2.0);
    if radius < 0.4 {
        step(out, 'M', &[area.x, area.y]);
        step(out, 'h', &[area.width]);
        step(out, 'v', &[area.height]);
        step(out, 'h', &[-area.width]);
        out.push('z');
        return;
    }
    let (across, down) = (area.width - 2.0 * radius, area.height - 2.0 * radius);
    let corner = |out: &mut String, x: f64, y: f64| step(out, 'a', &[radius, radius, 0.0, 0.0, 1.0, x, y]);
    step(out, 'M', &[area.x + radius, area.y]);
    step(out, 'h', &[across]);
    corner(out, radius, radius);
    step(out, 'v', &[down]);
    corner(out, -radius, radius);
    step(out, 'h', &[-across]);
    corner(out, -radius, -radius);
    step(out, 'v', &[-down]);
    corner(out, radius, -radius);
    out.push('z');
}

/// A circle as an outline.
pub fn circle(x: f64, y: f64, radius: f64) -> String {
    let mut out = String::new();
    step(&mut out, 'M', &[x - radius, y]);
    step(&mut out, 'a', &[radius, radius, 0.0, 1.0, 0.0, 2.0 * radius, 0.0]);
    step(&mut out, 'a', &[radius, radius, 0.0, 1.0, 0.0, -2.0 * radius, 0.0]);
    out.push('z');
    out
}

/// A line from one place to another.
pub fn line(x1: f64, y1: f64, x2: f64, y2: f64) -> String {
    let mut out = String::new();
    step(&mut out, 'M', &[x1, y1]);
    step(&mut out, 'L', &[x2, y2]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_more_digits_than_needed() {
        assert_eq!([1.0, 2.5, -0.004, 3.14519, -1.05].map(number), ["1", "2.5", "0", "3.15", "-1.05"]);
    }

    #[test]
    fn a_rectangle_too_small_for_its_corners_is_square() {
        let mut out = String::new();
        rectangle(&mut out, Area::new(0.0, 0.0, 0.5, 8.0), 1.5);
        assert_eq!(out, "M0 0h0.5v8h-0.5z");
    }
}
