//! Cells of status columns: a word or light as printed, a yes or no whose meaning stands in the
//! header (`lexicon/yes_no.tsv`), or a tick in one of several columns whose header is the word.

use crate::fold::fold;
use crate::lexicon;
use crate::notice::{Mark, MarkFrom};
use crate::place::Passage;
use crate::report::Status;

/// The mark that a status cell under this header makes; `None` where it says nothing.
pub fn mark(header: &str, cell: &Passage) -> Option<Mark> {
    let lines = cell.lines()?;
    let printed = cell.text();
    let text: String = fold(&printed).chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() || matches!(text.as_str(), "/" | "-" | "—" | "——") {
        return None;
    }
    let header: String = fold(header).chars().filter(|c| !c.is_whitespace()).collect();
    let yes = text == "是";
    if yes || text == "否" {
        let status = lexicon::rows(include_str!("../lexicon/yes_no.tsv"))
            .find(|row| row.first().is_some_and(|words| header.contains(words)))
            .and_then(|row| row.get(if yes { 1 } else { 2 }).copied())
            .and_then(Status::from_word);
        return Some(Mark { word: printed, status, lines, from: MarkFrom::Column });
    }
    let tick = matches!(text.as_str(), "√" | "✓" | "✔" | "V" | "v" | "☑" | "■" | "●" | "○");
    let word = if tick && !header.is_empty() { header } else { printed };
    Some(Mark { word, status: None, lines, from: MarkFrom::Column })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Lines;

    #[test]
    fn yes_no_and_ticks_take_their_meaning_from_the_header() {
        let cell = |text| Passage::of(text, Lines::one(1));
        assert_eq!(mark("是否达序", &cell("否")).and_then(|mark| mark.status), Some(Status::Behind));
        assert_eq!(mark("是否完成", &cell("是")).and_then(|mark| mark.status), Some(Status::Completed));
        assert_eq!(mark("解除列管", &cell("V")).map(|mark| mark.word), Some("解除列管".to_owned()));
        assert_eq!(mark("亮灯", &cell("●绿灯")).map(|mark| mark.word), Some("●绿灯".to_owned()));
        assert_eq!(mark("亮灯", &cell("/")), None);
    }
}
