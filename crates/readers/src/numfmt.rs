//! Numbers of spreadsheet cells as the program shows them. A cell holds 0.8512 and a format `0.0%`; the
//! reader of the sheet sees 85.1%, and so must we. Dates are days counted from 1900 or 1904.

/// A number format, as far as notices use them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// As many digits as the number has.
    #[default]
    General,
    /// Fixed decimals, with thousands separated or not, as a percentage or not; with signs around it.
    Number {
        /// How many digits after the point.
        decimals: usize,
        /// Digits in groups of three.
        grouped: bool,
        /// Hundredths.
        percent: bool,
        /// Before and after the number.
        around: (String, String),
    },
    /// A date or time; the letters of the format.
    Date(String),
    /// As written.
    Text,
}

impl Format {
    /// The format of a code as Excel writes them.
    pub fn parse(code: &str) -> Self {
        // Positive numbers use the first section.
        let section = first_section(code);
        if section.trim().is_empty()
            || section.eq_ignore_ascii_case("general")
            || section.starts_with("[$-") && section.len() < 9
        {
            return Self::General;
        }
        if section.trim() == "@" {
            return Self::Text;
        }
        let bare = without_quotes(&section);
        let is_date = bare.chars().any(|c| matches!(c.to_ascii_lowercase(), 'y' | 'd' | 'h' | 's' | 'm'))
            && !bare.contains(['0', '#']);
        if is_date {
            return Self::Date(section);
        }
        if !bare.contains(['0', '#', '?']) {
            return Self::General;
        }
        let decimals = bare.split_once('.').map_or(0, |(_, after)| {
            after.chars().take_while(|c| matches!(c, '0' | '#' | '?')).filter(|c| *c != '#').count()
        });
        Self::Number {
            decimals,
            grouped: bare.contains("#,") || bare.contains("0,0"),
            percent: bare.contains('%'),
            around: around(&section),
        }
    }

    /// The format that Excel means by a number below 164.
    pub fn built_in(id: usize) -> Self {
        match id {
            1 => Self::parse("0"),
            2 => Self::parse("0.00"),
            3 | 37 | 38 | 41 | 42 => Self::parse("#,##0"),
            4 | 39 | 40 | 43 | 44 => Self::parse("#,##0.00"),
            9 => Self::parse("0%"),
            10 => Self::parse("0.00%"),
            14 => Self::parse("yyyy/m/d"),
            15..=17 => Self::parse("yyyy-m-d"),
            22 => Self::parse("yyyy/m/d h:mm"),
            18 | 20 => Self::parse("h:mm"),
            19 | 21 => Self::parse("h:mm:ss"),
            // The Chinese versions' own.
            27 | 36 | 50 | 52 | 57 => Self::parse("yyyy\"年\"m\"月\""),
            28 | 29 | 51 | 53 | 54 | 58 => Self::parse("m\"月\"d\"日\""),
            30 => Self::parse("m-d-yy"),
            31 => Self::parse("yyyy\"年\"m\"月\"d\"日\""),
            32..=35 | 55 | 56 => Self::parse("h:mm"),
            49 => Self::Text,
            _ => Self::General,
        }
    }

    /// Writes `value`.
    pub fn write(&self, value: f64, from_1904: bool) -> String {
        match self {
            Self::General | Self::Text => general(value),
            Self::Number { decimals, grouped, percent, around } => {
                let scaled = if *percent { value * 100.0 } else { value };
                // Excel rounds halves away from zero, on the decimal digits that it shows.
                let mut digits = format!("{:.*}", (*decimals).min(12), round_half_up(scaled, *decimals));
                if *grouped {
                    digits = group(&digits);
                }
                let sign = if *percent { "%" } else { "" };
                format!("{}{digits}{sign}{}", around.0, around.1)
            }
            Self::Date(code) => date(code, value, from_1904).unwrap_or_else(|| general(value)),
        }
    }
}

fn round_half_up(value: f64, decimals: usize) -> f64 {
    let scale = 10f64.powi(decimals.min(12) as i32);
    let scaled = value * scale;
    if scaled.abs() < 1e15 { (scaled + scaled.signum() * 1e-9 * scaled.abs().max(1.0)).round() / scale } else { value }
}

/// A number with the digits that Excel shows: at most 11 significant, without noise of binary fractions.
fn general(value: f64) -> String {
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let magnitude = value.abs().log10().floor() as i32;
    if !(-9..15).contains(&magnitude) {
        return format!("{value:e}");
    }
    let decimals = (10 - magnitude).clamp(0, 12) as usize;
    let shown = format!("{value:.decimals$}");
    if shown.contains('.') { shown.trim_end_matches('0').trim_end_matches('.').to_owned() } else { shown }
}

fn group(digits: &str) -> String {
    let (whole, rest) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mut out = String::new();
    for (index, c) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    format!("{sign}{out}{rest}")
}

fn first_section(code: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    for c in code.chars() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => break,
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The format's own letters, without quoted words, colours and conditions.
fn without_quotes(section: &str) -> String {
    let mut out = String::new();
    let mut letters = section.chars();
    while let Some(c) = letters.next() {
        match c {
            '"' => letters.by_ref().take_while(|c| *c != '"').for_each(drop),
            '[' => letters.by_ref().take_while(|c| *c != ']').for_each(drop),
            '\\' | '_' | '*' => drop(letters.next()),
            _ => out.push(c),
        }
    }
    out
}

/// Quoted words and signs before and after the digits.
fn around(section: &str) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    let mut seen = false;
    let mut letters = section.chars();
    while let Some(c) = letters.next() {
        let words: String = match c {
            '"' => letters.by_ref().take_while(|c| *c != '"').collect(),
            '[' => {
                // [$¥-804] holds a currency; colours and conditions are not shown.
                let inner: String = letters.by_ref().take_while(|c| *c != ']').collect();
                inner.strip_prefix('$').and_then(|sign| sign.split('-').next()).unwrap_or_default().to_owned()
            }
            '\\' => letters.next().into_iter().collect(),
            '_' | '*' => {
                letters.next();
                String::new()
            }
            '0' | '#' | '?' | '.' | ',' | '%' => {
                seen = true;
                String::new()
            }
            '¥' | '￥' | '$' => c.to_string(),
            _ => String::new(),
        };
        if seen { after.push_str(&words) } else { before.push_str(&words) }
    }
    (before, after)
}

fn date(code: &str, value: f64, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    // To the second, so that 0.9999999 is the next day and not 24:00.
    let seconds = (value * 86400.0).round() as i64;
    let (day, second) = (seconds / 86400, seconds % 86400);
    // Excel counts a 29 February 1900 that never was.
    let day = if from_1904 { day + 1462 } else { day };
    let (year, month, dom) = civil(day - 25569 + i64::from(day < 60));
    let mut out = String::new();
    let letters: Vec<char> = code.chars().collect();
    let mut at = 0;
    let mut hours_before = false;
    while at < letters.len() {
        let c = letters[at].to_ascii_lowercase();
        let run = letters[at..].iter().take_while(|next| next.eq_ignore_ascii_case(&c)).count();
        let two = |number: i64| if run > 1 { format!("{number:02}") } else { number.to_string() };
        let mut step = run;
        match c {
            'y' => out.push_str(&if run > 2 { year.to_string() } else { format!("{:02}", year % 100) }),
            'm' if hours_before
                || letters[at + run..]
                    .iter()
                    .find(|c| c.is_ascii_alphabetic())
                    .is_some_and(|c| c.eq_ignore_ascii_case(&'s')) =>
            {
                out.push_str(&two(second / 60 % 60));
                hours_before = false;
            }
            'm' => out.push_str(&two(month)),
            'd' if run <= 2 => out.push_str(&two(dom)),
            'h' => {
                out.push_str(&two(second / 3600));
                hours_before = true;
            }
            's' => out.push_str(&two(second % 60)),
            '"' => {
                let words: String = letters[at + 1..].iter().take_while(|c| **c != '"').collect();
                step = words.chars().count() + 2;
                out.push_str(&words);
            }
            '[' => step = letters[at..].iter().take_while(|c| **c != ']').count() + 1,
            '\\' => {
                out.extend(letters.get(at + 1));
                step = 2;
            }
            '_' | '*' => step = 2,
            '-' | '/' | ':' | '.' | ' ' | '年' | '月' | '日' | '时' | '分' | '秒' => {
                out.extend(std::iter::repeat_n(letters[at], run));
            }
            _ => {}
        }
        at += step.max(1);
    }
    Some(out.trim().to_owned())
}

/// Year, month and day of a count of days from 1 January 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: f64) -> String {
        Format::parse(code).write(value, false)
    }

    #[test]
    fn numbers_as_shown() {
        assert_eq!(shown("General", 24.88), "24.88");
        assert_eq!(shown("General", 0.1 + 0.2), "0.3");
        assert_eq!(shown("General", 126.0), "126");
        assert_eq!(shown("0.0%", 0.8512), "85.1%");
        assert_eq!(shown("0%", 0.285), "29%");
        assert_eq!(shown("0.00_ ", 1.005), "1.01");
        assert_eq!(shown("#,##0.00", 1_234_567.891), "1,234,567.89");
        assert_eq!(shown("0\"个\"", 3.0), "3个");
        assert_eq!(shown("[Red]\\-0;0", 5.0), "-5");
    }

    #[test]
    fn dates_as_shown() {
        assert_eq!(shown("yyyy/m/d", 44482.0), "2021/10/13");
        assert_eq!(shown("yyyy\"年\"mm\"月\"dd\"日\"", 44482.0), "2021年10月13日");
        assert_eq!(shown("[$-804]yyyy\\-mm\\-dd h:mm", 44529.775), "2021-11-29 18:36");
        assert_eq!(shown("m/d", 44482.0), "10/13");
        assert_eq!(Format::parse("yyyy-mm-dd").write(43020.0, true), "2021-10-13");
    }
}
