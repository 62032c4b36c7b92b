//! The words around a number: its clause, the noun that is counted, whether a percentage is a share.

use crate::phrase::text::reach_before;
use crate::read::tokens::{self, Kind, Token};
use crate::report::{StatedPart, Status};

/// Whether a percentage is the share of the count before it.
pub(super) fn is_share(text: &str, token: Token) -> bool {
    let clause = clause_before(text, token.start);
    // (进度低于91.7%,下同): a bound, and no share of what was counted.
    if clause.ends_with('于') {
        return false;
    }
    clause.contains('占')
        || clause.contains("总数")
        || clause.ends_with('率')
        || clause.contains("率达")
        || clause.contains("率为")
}

/// Of the parts told so far the one whose share a percentage is: the last, unless the rate is one that another part names (办结率
/// behind 滞后6项), or an amount stands between.
pub(super) fn whose_share(parts: &[StatedPart], last: usize, text: &str, token: Token) -> Option<usize> {
    let clause = clause_before(text, token.start);
    let number = parts.get(last)?.count.to_string();
    let amount = |words: &str| words.contains(|c: char| c.is_ascii_digit());
    if clause.contains('占') {
        let ended = text[..token.start - clause.len()].trim_end_matches([',', '、', ';', '(', ':']);
        let before = clause_before(text, ended.len());
        return (!amount(before) || before.contains(&number)).then_some(last);
    }
    let rate = &clause[..clause.find('率')?];
    let stem = rate.char_indices().rev().nth(1).map_or(rate, |(at, _)| &rate[at..]);
    let names =
        |part: &&StatedPart| crate::fold::fold(&part.word).contains(stem) && part.status != Some(Status::NotCompleted);
    match parts.iter().position(|part| names(&part)) {
        Some(at) => Some(at),
        // 已整改3569个,完成率97.4%.
        None => parts.get(last).filter(|part| !part.status.is_some_and(Status::needs_attention)).map(|_| last),
    }
}

pub(super) fn share_in(text: &str, tokens: &[Token]) -> Option<f64> {
    tokens.iter().find_map(|token| match token.kind {
        Kind::Percent(value) if is_share(text, *token) => Some(value),
        _ => None,
    })
}

pub(super) fn clause_before(text: &str, at: usize) -> &str {
    let reach = reach_before(text, at);
    let start = text[reach..at]
        .rfind([',', '。', ';', '、', '(', '!', '?', ':'])
        .map_or(reach, |mark| reach + mark + text[reach + mark..].chars().next().map_or(1, char::len_utf8));
    &text[start..at]
}

/// Whether a noun names no category of its own: 项目, 具体事项.
pub(super) fn is_generic(noun: &str) -> bool {
    let grammar = tokens::grammar();
    let mut rest = noun.trim();
    while let Some(word) = grammar.bare.iter().find(|word| rest.starts_with(**word)) {
        rest = &rest[word.len()..];
    }
    grammar.heads.iter().any(|(word, generic)| *generic && rest == *word)
}

pub(super) fn is_generic_tail(gap: &str) -> bool {
    let grammar = tokens::grammar();
    gap.is_empty()
        || grammar.heads.iter().any(|(word, _)| gap.ends_with(word))
        || grammar.open.iter().any(|word| gap.ends_with(word))
}

/// Where the last counted noun of a text ends.
pub(super) fn last_head(text: &str) -> Option<usize> {
    let mut last = None;
    tokens::grammar().nouns.each(text, &mut |found| last = last.max(Some(found.end)));
    last
}

/// Where the noun that begins a text ends: its first counted noun, lengthened while others follow at once (民生实事 + 项目).
pub(super) fn first_noun(text: &str) -> Option<usize> {
    let nouns = &tokens::grammar().nouns;
    let mut end = nouns.find(text).next()?.end;
    while let Some(next) = nouns.leading(&text[end..]) {
        end += next.end;
    }
    Some(end)
}

pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0;
    text.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => return depth == 0,
            }
            false
        })
        .collect()
}
