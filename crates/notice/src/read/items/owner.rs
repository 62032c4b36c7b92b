//! Who has to do a task, where the words before or behind its name say so: X局牵头的甲工程, X局“乙平台”, 丙工程(X局). Words in, units and
//! the name without them out.

use super::words::WORDS;
use crate::phrase::{charge, units};
use std::ops::Range;

/// The longest name of a unit before a task in quotes, in characters.
const LONGEST_UNIT: usize = 14;

/// The units before a name and where it begins.
pub fn owner(text: &str) -> Option<(Range<usize>, usize)> {
    let before = |at: usize| {
        let names = text[..at].trim_start_matches('由');
        let units = !names.is_empty() && units::split(names).into_iter().all(units::is_complete);
        units.then_some(at - names.len()..at)
    };
    for word in &WORDS.duties {
        if let Some(at) = text.find(word)
            && !text[..at].contains(['。', ';', ':', ','])
        {
            return before(at).map(|units| (units, at + word.len()));
        }
    }
    if let Some(quote) = text.find('“').filter(|quote| text[..*quote].chars().count() <= LONGEST_UNIT) {
        // 教育处主办“国民运动中心”: the verb gives the role, and is read with the task.
        let told = charge::leading(text).is_some_and(|charge| charge.units.iter().all(|(_, unit)| unit.end < quote));
        let named = |units: &Range<usize>| !told && !units::is_town(&text[units.clone()]);
        return before(quote).filter(named).map(|units| (units, quote));
    }
    // 甲村辖区内的水库: the village has to do it.
    let (at, word) = WORDS.within.iter().find_map(|word| text.find(word).map(|at| (at, word)))?;
    before(at).map(|units| (units, at + word.len()))
}

/// The units in a bracket that ends a name: where it opens, and the names.
pub fn in_bracket(name: &str) -> Option<(usize, Range<usize>)> {
    let body = name.trim_end().strip_suffix(')')?;
    let open = body.rfind('(').filter(|open| *open > 0)?;
    let inner = &body[open + 1..];
    // 甲中学(乙学校): another name of what is itself a unit.
    let alias = units::is_complete(&body[..open]) && !units::has_level(inner) && !units::is_town(inner);
    let units = units::likeness(inner) == units::Likeness::Whole;
    (units && !alias).then_some((open, open + 1..body.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_beside_names() {
        let read = |text: &str| owner(text).map(|(units, start)| (text[units].to_owned(), text[start..].to_owned()));
        let two = |unit: &str, name: &str| Some((unit.to_owned(), name.to_owned()));
        assert_eq!(read("县水务局承担的城区内涝治理工程"), two("县水务局", "城区内涝治理工程"));
        assert_eq!(read("由市教育局、市住建局牵头的校舍加固"), two("市教育局、市住建局", "校舍加固"));
        assert_eq!(read("县人社局“零工驿站”建设"), two("县人社局", "“零工驿站”建设"));
        assert_eq!(read("建设承担教学任务的实训楼"), None);
        assert_eq!(in_bracket("北延工程(区交通局)").map(|(open, _)| open), Some("北延工程".len()));
        assert_eq!(in_bracket("北延工程(二期)"), None);
        assert_eq!(in_bracket("青云医院(云溪医院)"), None);
    }
}
