//! How wide words are, near enough to lay them out without a browser.

/// The width of a text in pixels at this size: Han characters and full-width signs take a square, others about half.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| share(c) * size).sum()
}

fn share(c: char) -> f64 {
    match c {
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'.. => 1.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '·' => 0.28,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' => 0.88,
        'A'..='Z' => 0.66,
        _ => 0.56,
    }
}

/// The text, or as much of it as fits with `…` behind it.
pub fn clip(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - size;
    let kept: String = text
        .chars()
        .take_while(|c| {
            left -= share(*c) * size;
            left >= 0.0
        })
        .collect();
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(clip("市发改局", 13.0, 60.0), "市发改局");
    }

    #[test]
    fn what_does_not_fit_ends_in_dots() {
        assert_eq!(clip("市城市更新与发展中心", 13.0, 80.0), "市城市更新…");
        assert_eq!(clip("市", 13.0, 0.0), "…");
    }
}
