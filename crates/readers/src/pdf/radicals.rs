//! Radicals that stand for ideographs, made ideographs again.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pair = |line: &str| {
        let (radical, ideograph) = line.split_once('\t')?;
        Some((radical.chars().next()?, ideograph.chars().next()?))
    };
    include_str!("radicals.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(pair).collect()
});

/// The ideograph for a radical, and the dash for the bar that many fonts give in its place; any other character as it is.
pub fn fold(c: char) -> char {
    if c == '\u{2015}' {
        return '\u{2014}';
    }
    if ('\u{2e80}'..='\u{2fdf}').contains(&c) { TABLE.get(&c).copied().unwrap_or(c) } else { c }
}

#[cfg(test)]
mod tests {
    #[test]
    fn radicals_become_ideographs() {
        assert_eq!("⾸⻚⼀中".chars().map(super::fold).collect::<String>(), "首页一中");
    }
}
