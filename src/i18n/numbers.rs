//! How numbers and dates are written: commas from a thousand on, no more decimals than were printed.

use super::Lang;
use tongbao_notice::number::{fixed, grouped, short};

/// A count with commas: 2,281.
pub fn count(number: u32) -> String {
    grouped(&number.to_string())
}

/// An amount as printed, with commas: 1,000; 33.73.
pub fn amount(number: f64) -> String {
    // Four decimals are more than notices print; what is left of binary fractions falls away with them.
    let text = short(number, 4);
    match text.split_once('.') {
        Some((whole, decimals)) => [&grouped(whole), ".", decimals].concat(),
        None => grouped(&text),
    }
}

/// A rate with one decimal: 35.0%.
pub fn rate(rate: f64) -> String {
    fixed(rate * 100.0, 1) + "%"
}

/// A rate as the ledger's column shows it: 35%.
pub fn whole_rate(rate: f64) -> String {
    fixed(rate * 100.0, 0) + "%"
}

/// A rate in a sentence: as many decimals as it needs, two at most: 35%, 93.75%.
pub fn short_rate(rate: f64) -> String {
    short(rate * 100.0, 2) + "%"
}

/// An ISO date in a sentence: 2021年10月13日, 13 Oct 2021. What is no date stays as it is.
pub fn date(lang: Lang, iso: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = iso.get(..10).unwrap_or(iso).splitn(3, '-').map(str::parse::<u32>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) = (parts.next(), parts.next(), parts.next()) else {
        return iso.to_owned();
    };
    match (lang, MONTHS.get((month as usize).wrapping_sub(1))) {
        (Lang::Zh, _) => format!("{year}年{month}月{day}日"),
        (Lang::En, Some(name)) => format!("{day} {name} {year}"),
        (Lang::En, None) => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_from_a_thousand_on() {
        assert_eq!(count(999), "999");
        assert_eq!(count(2281), "2,281");
        assert_eq!(amount(1000.0), "1,000");
        assert_eq!(amount(1_234_567.5), "1,234,567.5");
        assert_eq!(amount(33.73), "33.73");
        assert_eq!(amount(-1234.0), "-1,234");
        assert_eq!(amount(0.1 + 0.2), "0.3");
        assert_eq!(amount(1200.0), "1,200");
    }

    #[test]
    fn rates_have_the_decimals_of_their_place() {
        assert_eq!(
            (rate(0.35), whole_rate(0.674), short_rate(0.9375), short_rate(0.35)),
            ("35.0%".into(), "67%".into(), "93.75%".into(), "35%".into())
        );
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        assert_eq!(date(Lang::Zh, "2021-10-13"), "2021年10月13日");
        assert_eq!(date(Lang::En, "2021-10-13T18:36"), "13 Oct 2021");
        assert_eq!(date(Lang::En, "年底前"), "年底前");
    }
}
