//! A text with the words that prove something marked in it.

use super::element::{Child, el, list};
use yew::Html;

/// Cuts `text` where any of `words` stands: each piece with the place of its word, if it is one.
/// Of words that overlap, the one that begins first and is longest is taken.
pub fn cut<'a>(text: &'a str, words: &[&str]) -> Vec<(&'a str, Option<usize>)> {
    let mut hits: Vec<(usize, usize, usize)> = Vec::new();
    for (place, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
        hits.extend(text.match_indices(word).map(|(at, hit)| (at, at + hit.len(), place)));
    }
    tongbao_notice::order::sort_by_key(&mut hits, |(start, end, _)| (*start, std::cmp::Reverse(*end)));
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, end, place) in hits {
        if start < at {
            continue;
        }
        if let Some(before) = text.get(at..start).filter(|before| !before.is_empty()) {
            pieces.push((before, None));
        }
        if let Some(hit) = text.get(start..end) {
            pieces.push((hit, Some(place)));
        }
        at = end;
    }
    if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        pieces.push((rest, None));
    }
    pieces
}

/// The text with marks, line feeds as line breaks.
pub fn paragraphs(text: &str, words: &[&str]) -> Html {
    let paragraph = |line: &str| {
        let pieces = cut(line, words).into_iter().map(|(piece, word)| match word {
            Some(_) => el("mark").attr("data-evidence", "").child(piece.to_owned()).into(),
            None => piece.to_owned().html(),
        });
        el("span").class("para").child(pieces.collect::<Vec<Html>>()).into()
    };
    list(text.split('\n').map(paragraph).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_occurrence_is_cut_out_and_nothing_is_lost() {
        let text = "完成21家，累计完成21家。";
        let pieces = cut(text, &["21家", "完成21家"]);
        assert_eq!(pieces.iter().map(|(piece, _)| *piece).collect::<String>(), text);
        assert_eq!(pieces.iter().filter(|(_, word)| word.is_some()).count(), 2);
        assert_eq!(pieces.first(), Some(&("完成21家", Some(1))));
    }

    #[test]
    fn a_text_without_the_words_stays_whole() {
        assert_eq!(cut("修路", &["种树", ""]), [("修路", None)]);
        assert!(cut("", &["种树"]).is_empty());
    }
}
