//! Where a text is signed: names of offices, each alone on its line, and below them a day. Tables and lists end there, even
//! without a blank line.

use super::{dates, units};
use crate::fold::fold;

/// No more offices sign together.
const OFFICES: usize = 3;

/// The name of an office alone on its line, folded.
pub fn signs(text: &str) -> bool {
    text.chars().count() >= 6 && units::likeness(text) == units::Likeness::Whole
}

/// Whether a line says a day and nothing else.
pub fn is_day(line: &str) -> bool {
    let line = fold(line.trim());
    let bare = line.trim_start_matches("中华民国").trim_start_matches("中華民國");
    bare.len() < 40 && dates::at_position(bare, 0).is_some_and(|day| day.end == bare.len())
}

/// Whether a signature begins with the first of these lines.
pub fn opens(lines: &mut dyn Iterator<Item = &str>) -> bool {
    for (at, line) in lines.take(OFFICES + 1).enumerate() {
        if at > 0 && is_day(line) {
            return true;
        }
        if line.len() > 120 || !signs(&fold(line.trim())) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_above_a_day_sign() {
        let opens = |lines: &[&str]| opens(&mut lines.iter().copied());
        assert!(opens(&["云岭市人民政府督查室", "2024年7月5日", "附件1"]));
        assert!(opens(&["中共云岭市委办公室", " 云岭市人民政府办公室", "二〇二四年七月五日"]));
        assert!(!opens(&["2024年7月5日"]));
        assert!(!opens(&["云岭市人民政府督查室", "完成率82%"]));
        assert!(!opens(&["已开工9个，完工4个。", "2024年7月5日"]));
    }
}
