//! Where an enumeration is cut: at marks outside brackets and quotes, and before markers.

use crate::phrase::text::parts_numbers;
use crate::read::tokens;
use std::ops::Range;

/// Cuts at ； and 。 and before each marker that follows one of them.
pub(super) fn cut_items(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    for (at, c) in body.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ';' | '。' if depth <= 0 => {
                push(body, start..at, &mut found);
                start = at + c.len_utf8();
            }
            _ if at > start && crate::phrase::numeral::enclosed(c).is_some() => {
                push(body, start..at, &mut found);
                start = at;
            }
            _ => {}
        }
    }
    push(body, start..body.len(), &mut found);
    found
}

pub(super) fn push(body: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let text = &body[range.clone()];
    let lead = text.len() - text.trim_start_matches([' ', ',', '、']).len();
    let end = text.trim_end_matches([' ', ',', '、', '。', ';']).len();
    if end > lead {
        found.push(range.start + lead..range.start + end);
    }
}

/// Cuts an enumeration at 、, at commas where there is no 、, and at 和 between two quotes.
pub(super) fn enumeration(body: &str) -> Vec<Range<usize>> {
    let separators: &[char] = if has_outside(body, '、') { &['、', ';'] } else { &[',', ';'] };
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    let mut quotes = 0;
    let mut before = ' ';
    for (at, c) in body.char_indices() {
        match c {
            '(' | '《' => depth += 1,
            ')' | '》' => depth -= 1,
            '“' => {
                // “A”“B”: quotes back to back are items of their own.
                if before == '”' && quotes == 0 {
                    push(body, start..at, &mut found);
                    start = at;
                }
                quotes += 1;
            }
            '”' => quotes -= 1,
            _ if depth <= 0 && quotes <= 0 && separators.contains(&c) && !parts_numbers(body, at) => {
                push(body, start..at, &mut found);
                start = at + c.len_utf8();
            }
            // “A”和“B”, but “实施守则”和名册 is one name.
            '和' | '及' | '与'
                if depth <= 0 && quotes <= 0 && before == '”' && body[at + c.len_utf8()..].starts_with('“') =>
            {
                push(body, start..at, &mut found);
                start = at + c.len_utf8();
            }
            _ => {}
        }
        before = c;
    }
    push(body, start..body.len(), &mut found);
    if let Some(last) = found.last_mut()
        && let Some(at) = ends_with_count(&body[last.clone()])
    {
        last.end = last.start + at;
    }
    found
}

/// Where 等 stands if the words behind it only count what was listed before it: 等三个项目, 等工程.
pub fn ends_with_count(name: &str) -> Option<usize> {
    let at = name.rfind('等').filter(|at| *at > 0)?;
    let words = &name[at + '等'.len_utf8()..];
    let number = tokens::read(words)
        .first()
        .filter(|token| token.start == 0 && token.value().is_some())
        .map_or(0, |token| token.end);
    let noun = &words[number..];
    let counts = number > 0 && noun.is_empty() || tokens::grammar().heads.iter().any(|(word, _)| noun.ends_with(word));
    (counts && noun.chars().count() <= 8).then_some(at)
}

pub(super) fn has_outside(body: &str, mark: char) -> bool {
    let mut depth = 0;
    body.chars().any(|c| {
        match c {
            '(' | '“' | '《' => depth += 1,
            ')' | '”' | '》' => depth -= 1,
            _ => {}
        }
        depth <= 0 && c == mark
    })
}

/// Where a list ends: at 。 or ； outside brackets.
pub(super) fn outside_end(body: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in body.char_indices() {
        match c {
            '(' | '“' => depth += 1,
            ')' | '”' => depth -= 1,
            '。' | ';' if depth <= 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// The two names of an item with one 和 outside brackets and quotes; any other item is left whole.
pub(super) fn halved(body: &str, item: Range<usize>) -> Vec<Range<usize>> {
    let text = &body[item.clone()];
    let mut joints = text.match_indices(['和', '及', '与']).filter(|(at, _)| !has_outside_open(&text[..*at]));
    match (joints.next(), joints.next()) {
        (Some((at, joint)), None) if at > 0 && at + joint.len() < text.len() => {
            vec![item.start..item.start + at, item.start + at + joint.len()..item.end]
        }
        _ => vec![item],
    }
}

/// Whether a bracket or quote is still open at the end of a text.
fn has_outside_open(text: &str) -> bool {
    text.matches(['(', '“', '《']).count() > text.matches([')', '”', '》']).count()
}

/// The names in an item that also counts some of them: 空气质量优良率3项约束性指标和人均托位数.
pub(super) fn within_set(body: &str, item: Range<usize>) -> Vec<Range<usize>> {
    let text = &body[item.clone()];
    for token in tokens::read(text).iter().filter(|token| token.value().is_some() && token.start > 6) {
        let Some(joint) = text[token.end..].find(['和', '及']).map(|at| token.end + at) else { continue };
        let noun = &text[token.end..joint];
        if tokens::grammar().heads.iter().any(|(word, _)| noun.ends_with(word)) && noun.chars().count() <= 12 {
            let next = joint + '和'.len_utf8();
            return vec![item.start..item.start + token.start, item.start + next..item.end];
        }
    }
    vec![item]
}
