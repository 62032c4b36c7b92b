//! Decimal numbers as notices and tables write them: digits, perhaps a sign and one point. Read, and written with
//! a given number of decimals.
//!
//! The standard library also reads exponents, infinities and any number of digits to the last bit, for
//! which it needs tables of ten kilobytes that do not compress. Here a number of up to fifteen digits comes
//! out the same; beyond, the last bit may differ.

/// The largest power of ten that a double holds exactly.
const EXACT_POWER: u32 = 22;

/// The value of `text`; `None` if it is no plain decimal number.
pub fn decimal(text: &str) -> Option<f64> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let (mut mantissa, mut decimals, mut dropped) = (0_u64, 0_u32, 0_u32);
    let (mut any, mut point) = (false, false);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                any = true;
                let longer = mantissa.checked_mul(10).and_then(|tens| tens.checked_add(u64::from(byte - b'0')));
                match longer {
                    Some(longer) if dropped == 0 => {
                        mantissa = longer;
                        decimals += u32::from(point);
                    }
                    // More digits than anything is counted with: only their number matters.
                    _ => dropped += u32::from(!point),
                }
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    if !any {
        return None;
    }
    let mut value = mantissa as f64;
    while decimals > 0 {
        let step = decimals.min(EXACT_POWER);
        value /= power_of_ten(step);
        decimals -= step;
    }
    for _ in 0..dropped.min(400) {
        value *= 10.0;
    }
    Some(if negative { -value } else { value })
}

/// The value with this many decimals, halves away from zero, as people round. Beyond fifteen digits the last ones are
/// not to be relied on.
pub fn fixed(value: f64, decimals: u32) -> String {
    let scale = 10_u64.pow(decimals.min(15));
    let scaled = (value * scale as f64).round() as i64;
    let (whole, rest) = (scaled.unsigned_abs() / scale, scaled.unsigned_abs() % scale);
    let mut text = String::new();
    if scaled < 0 {
        text.push('-');
    }
    text.push_str(&whole.to_string());
    if decimals > 0 {
        let digits = rest.to_string();
        text.push('.');
        text.extend(std::iter::repeat_n('0', (decimals.min(15) as usize).saturating_sub(digits.len())));
        text.push_str(&digits);
    }
    text
}

/// The value with at most this many decimals: no zeros at the end, no point without digits behind it.
pub fn short(value: f64, decimals: u32) -> String {
    let mut text = fixed(value, decimals);
    if decimals > 0 {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// The value, or the nearer limit. The standard library's own writes its limits into a complaint where they are the
/// wrong way round, and all of writing floats with it: ten kilobytes of the page.
#[allow(clippy::manual_clamp)]
pub fn within(value: f64, least: f64, most: f64) -> f64 {
    value.min(most).max(least)
}

/// Ten to the power of `exponent`, exact up to [`EXACT_POWER`].
fn power_of_ten(exponent: u32) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

/// Whole digits with commas from a thousand on: 12,368.
pub fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut out = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needless_zeros_fall_away() {
        assert_eq!(
            [short(100.0, 2), short(93.75, 4), short(0.1 + 0.2, 4), short(120.0, 0)],
            ["100", "93.75", "0.3", "120"]
        );
    }

    #[test]
    fn decimals_are_rounded_as_people_do() {
        let texts = [fixed(0.25, 1), fixed(99.95, 1), fixed(-3.0, 0), fixed(7.0, 2), fixed(-0.004, 2), fixed(2.05, 3)];
        assert_eq!(texts, ["0.3", "100.0", "-3", "7.00", "0.00", "2.050"]);
    }

    #[test]
    fn as_the_standard_library_reads() {
        for text in
            ["0", "7", "0.1", "0.3", "12.5", "99.99", "-0.8", "+3", ".5", "5.", "1234567.891", "100000000", "0.000001"]
        {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
        for whole in 0..2000_u32 {
            let text = format!("{}.{:02}", whole / 7, whole % 100);
            assert_eq!(decimal(&text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", ".", "-", "1.2.3", "1e5", "inf", "12%", "十二", "--1"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn very_long_numbers_stay_finite_and_near() {
        let long = "9".repeat(30);
        let value = decimal(&long).unwrap_or_default();
        assert!((value / 1e30 - 1.0).abs() < 1e-9);
        assert_eq!(decimal(&format!("1.{}", "0".repeat(60))), Some(1.0));
    }
}
