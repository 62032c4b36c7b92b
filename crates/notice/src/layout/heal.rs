//! Healing: a row that a page break cut in two is one entry again. Whether the second part goes on
//! the first or is a row of its own is told by the numbering of its paragraphs and by unfinished
//! sentences.

use crate::fold::{fold, fold_char};
use crate::phrase::ordinal::{paragraph_number, printed_number};
use crate::place::{Passage, Piece};

/// What is known of a task's rows so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct History {
    /// Numbering has gone on across an ordinary row border: then it proves nothing.
    pub across_rows: bool,
    /// How many rows.
    pub rows: usize,
}

/// How many paragraphs of a cell tell how its numbering goes on.
const RECENT: usize = 64;

/// The last paragraphs of a passage.
fn recent(passage: &Passage) -> &[Piece] {
    passage.pieces.get(passage.pieces.len().saturating_sub(RECENT)..).unwrap_or_default()
}

/// The numbers of the last paragraphs of a passage; `before` is the last number before it.
fn numbers(passage: &Passage, before: Option<(u8, u32)>) -> Vec<(u8, u32)> {
    let mut found: Vec<(u8, u32)> = Vec::new();
    for piece in recent(passage) {
        if let Some(number) = printed_number(&piece.text) {
            found.push(number);
        } else if let (Some(digit), Some(last)) =
            (piece.text.chars().next().and_then(|c| fold_char(c).to_digit(10)), found.last().copied().or(before))
        {
            // A number that lost its dot.
            if last.0 == 1 && digit == last.1 + 1 {
                found.push((1, digit));
            }
        }
        // Paragraphs that were joined: 1.…。 2.….
        for (at, _) in piece.text.match_indices(['。', '；', ';']) {
            let rest = piece.text.get(at..).unwrap_or("").trim_start_matches(['。', '；', ';', ' ', '\u{3000}']);
            let next =
                printed_number(rest).filter(|next| found.last().is_some_and(|last| *next == (last.0, last.1 + 1)));
            found.extend(next);
        }
    }
    found
}

/// A paragraph that is nothing but a heading: 垃圾革命：.
fn is_heading(text: &str) -> bool {
    text.trim_end().ends_with([':', '：']) && text.chars().count() <= 40
}

fn opens_with_heading(text: &str) -> bool {
    is_heading(text)
        || text.find([':', '：']).is_some_and(|at| text.get(..at).is_some_and(|head| head.chars().count() <= 12))
}

/// Whether a passage ends in mid-sentence.
pub fn is_unfinished(passage: &Passage) -> bool {
    passage.pieces.last().is_some_and(|piece| {
        let last = piece.text.trim_end().chars().next_back().unwrap_or('。');
        !matches!(last, '。' | '!' | '！' | '；' | ';' | '.' | '%' | '％' | '）' | ')' | ':' | '：' | '”' | '》')
            && !last.is_ascii_digit()
    })
}

/// Whether `next` goes on in `first`: the progress of a row that repeats number and title of the row before.
pub fn goes_on(first: &Passage, next: &Passage, history: History) -> bool {
    let Some(opening) = next.pieces.first().filter(|_| !first.is_empty()) else {
        return false;
    };
    let opening_text = fold(&opening.text);
    let before = numbers(first, None);
    let after = numbers(next, before.last().copied());
    let opening_numbered = paragraph_number(&opening_text).is_some()
        || numbers(&Passage { pieces: vec![opening.clone()] }, before.last().copied()).len() == 1;
    if let Some((style, value)) = after.first().copied() {
        let last = before.iter().rev().find(|number| number.0 == style).map(|number| number.1);
        if value == 1 && opening_numbered {
            return false;
        }
        if let Some(last) = last {
            if value == last + 1 {
                return !history.across_rows;
            }
        } else if value == 2 && !opening_numbered {
            return true;
        }
    }
    if opens_with_heading(&opening_text) {
        // A further standalone heading goes on a cell of standalone headings; else a heading opens a row.
        return is_heading(&opening_text) && recent(first).iter().any(|piece| is_heading(&piece.text));
    }
    !opening_numbered && is_unfinished(first)
}

/// Whether the numbering of `next` goes on that of `first`.
pub fn numbering_goes_on(first: &Passage, next: &Passage) -> bool {
    let before = numbers(first, None);
    match (before.last(), numbers(next, before.last().copied()).first()) {
        (Some(a), Some(b)) => a.0 == b.0 && b.1 == a.1 + 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Lines;

    fn passage(texts: &[&str]) -> Passage {
        let mut passage = Passage::default();
        for (index, text) in texts.iter().enumerate() {
            passage.push(text, Lines::one(index as u32 + 1));
        }
        passage
    }

    #[test]
    fn numbering_that_goes_on_is_one_cell() {
        let first = passage(&["1.甲。", "2.乙。"]);
        assert!(goes_on(&first, &passage(&["3.丙。"]), History::default()));
        assert!(!goes_on(&first, &passage(&["1.丙。"]), History::default()));
        assert!(!goes_on(&first, &passage(&["3.丙。"]), History { across_rows: true, rows: 2 }));
        assert!(goes_on(&passage(&["1.甲。 2.乙。"]), &passage(&["3.丙。"]), History::default()));
    }

    #[test]
    fn a_sentence_goes_on_and_a_finished_one_does_not() {
        assert!(goes_on(&passage(&["发放手"]), &passage(&["册、海报等。"]), History::default()));
        assert!(!goes_on(&passage(&["全部发放。"]), &passage(&["又开会一次。"]), History::default()));
    }

    #[test]
    fn standalone_headings_go_on() {
        let first = passage(&["垃圾革命：", "建成两座。"]);
        assert!(goes_on(&first, &passage(&["公厕革命：", "改造三座。"]), History::default()));
        assert!(!goes_on(&passage(&["建成两座。"]), &passage(&["公厕革命：", "改造三座。"]), History::default()));
    }
}
