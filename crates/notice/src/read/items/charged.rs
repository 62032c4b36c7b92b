//! Tasks given by their unit (X局负责的“A”, 甲局“A”（原因）), and tasks that a sentence lists by number without a status.

use super::Named;
use super::cut::{cut_items, enumeration, outside_end};
use super::heading::Heading;
use super::item::{item_of, unit_names};
use super::sentence::speaks;
use super::words::{WORDS, leading};
use crate::lexicon::statuses::Phrase;
use crate::phrase::outline;
use crate::phrase::text::Paragraph;
use crate::phrase::units;
use crate::read::tokens::{self, Kind, Token};
use std::ops::Range;

/// X局负责的“A”。截至目前,…; 甲局“A”（原因）; 由X局负责的第1件: tasks given by their unit, with the status of their sentence.
pub(super) fn charged(paragraph: &Paragraph, tokens: &[Token]) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let mut duties = duties(paragraph).into_iter().peekable();
    if duties.peek().is_none() && !text.contains("”(") {
        return Vec::new();
    }
    let phrases: Vec<Phrase> = tokens
        .iter()
        .filter_map(|token| match token.kind {
            Kind::Status(phrase) if speaks(phrase) && phrase.status.is_some() => Some(phrase),
            _ => None,
        })
        .collect();
    let behind =
        |at: usize| phrases.iter().find(|phrase| phrase.start >= at && !text[at..phrase.start].contains('。')).copied();
    let ahead = |at: usize| phrases.iter().rfind(|phrase| phrase.end <= at).copied();
    let mut found = Vec::new();
    // Tasks parted by ； stand under the phrase before the first of them.
    let mut governing: Option<Phrase> = None;
    while let Some(Duty { start, at, rest, names }) = duties.next() {
        if text[rest..].starts_with('“') {
            let Some(close) = text[rest..].find('”').map(|close| rest + close) else { continue };
            let limit = duties.peek().map_or(text.len(), |next| next.start.max(close));
            let own = &text[close..limit];
            let end = close + own.find(';').or_else(|| own.rfind('。')).unwrap_or(own.len());
            // A sentence of its own behind another task is told by its own words.
            let chained = if text[..start].ends_with(';') { governing } else { None };
            let alone = governing.is_some() && text[..start].ends_with('。');
            let Some(phrase) = chained.or_else(|| ahead(at).filter(|_| !alone)).or_else(|| behind(close)) else {
                continue;
            };
            governing = Some(phrase);
            // “四好农村路”建设,…: the quote is only the beginning of the name.
            let quoted = close + '”'.len_utf8();
            let tail = text[quoted..].find([',', '。', ';', '(', ':']).map_or(0, |at| at);
            let goes_on = text[quoted..quoted + tail].chars().count() <= 8
                && WORDS.ends.iter().any(|word| text[quoted..quoted + tail].ends_with(word));
            let (name, behind) = if goes_on && tail > 0 {
                (rest..quoted + tail, quoted + tail)
            } else {
                (rest + '“'.len_utf8()..close, quoted)
            };
            let report = paragraph.clean(behind..end.max(behind));
            found.push(of_unit(paragraph, name, names, None, &report, phrase));
        } else if text[rest..].starts_with('第') {
            let mut from = rest + '第'.len_utf8();
            let Some(phrase) = behind(rest) else { continue };
            while let Some(number) = crate::phrase::numeral::number(text, from) {
                let value = number.value.to_string();
                found.push(of_unit(paragraph, rest..number.end, names.clone(), Some(value), "", phrase));
                match text[number.end..].strip_prefix('、') {
                    Some(_) => from = number.end + '、'.len_utf8(),
                    None => break,
                }
            }
        }
    }
    // 甲部“A”（原因）、乙部“B”（原因）.
    for (close, _) in text.match_indices("”(") {
        let Some(open) = text[..close].rfind('“') else { continue };
        let start = text[..open]
            .rfind(['、', '及', '如', ',', ';', '。', '和', ':'])
            .map_or(0, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8));
        let unit = &text[start..open];
        let bracket = close + '”'.len_utf8() + 1;
        let Some(end) = text[bracket..].find(')').map(|end| bracket + end) else { continue };
        if unit.is_empty() || units::likeness(unit) == units::Likeness::No || unit.chars().count() > 14 {
            continue;
        }
        let Some(phrase) = ahead(open) else { continue };
        let report = paragraph.clean(bracket..end);
        found.push(of_unit(
            paragraph,
            open + '“'.len_utf8()..close,
            vec![paragraph.clean(start..open)],
            None,
            &report,
            phrase,
        ));
    }
    found
}

/// Units before words that say that what follows is theirs to do.
struct Duty {
    /// Where the units begin.
    start: usize,
    /// Where those words stand, and where they end.
    at: usize,
    rest: usize,
    names: Vec<String>,
}

/// The units of a paragraph that have something to do, in their order.
fn duties(paragraph: &Paragraph) -> Vec<Duty> {
    let text = paragraph.text.as_str();
    let mut found: Vec<Duty> = Vec::new();
    for word in &WORDS.duties {
        for (at, _) in text.match_indices(word) {
            let start = text[..at]
                .rfind([';', '。', ',', ':', '如'])
                .map_or(0, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8));
            let names = unit_names(&paragraph.clean(start..at), false);
            if !names.is_empty() {
                found.push(Duty { start, at, rest: at + word.len(), names });
            }
        }
    }
    crate::order::sort_by_key(&mut found, |duty| duty.at);
    found
}

pub(super) fn of_unit(
    paragraph: &Paragraph,
    name: Range<usize>,
    units: Vec<String>,
    number: Option<String>,
    report: &str,
    phrase: Phrase,
) -> Named {
    Named {
        text: paragraph.clean(name.clone()).trim_end_matches(['。', '；']).to_owned(),
        units,
        status: phrase.status,
        word: paragraph.printed(phrase.start..phrase.end).to_owned(),
        word_lines: paragraph.lines(phrase.start..phrase.end),
        number,
        progress: report.trim().trim_start_matches(['，', ',', '。']).to_owned(),
        category: String::new(),
        lines: paragraph.lines(name),
    }
}

/// 任务有3个,分别为:一是A(责任单位:…);二是B: tasks that a sentence lists without a status.
pub fn enumerated(paragraph: &Paragraph) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let Some(start) = WORDS.listing.iter().find_map(|word| text.find(word).map(|at| at + word.len())) else {
        return Vec::new();
    };
    let end = outline::marker(&text[start..]).and_then(|_| text[start..].find('。')).map(|end| start + end);
    let Some(end) = end else { return Vec::new() };
    let heading = Heading {
        status: None,
        word: String::new(),
        word_lines: paragraph.all_lines(),
        category: String::new(),
        level: None,
        left: None,
    };
    let mut found: Vec<Named> = cut_items(&text[start..end])
        .into_iter()
        .filter(|piece| outline::marker(&text[start + piece.start..start + piece.end]).is_some())
        .filter_map(|piece| item_of(paragraph, start + piece.start..start + piece.end, &heading, true))
        .collect();
    if let Some(phrase) = said_of_all(&tokens::read(text), end, found.len()) {
        for one in &mut found {
            one.status = phrase.status;
            paragraph.printed(phrase.start..phrase.end).clone_into(&mut one.word);
            one.word_lines = paragraph.lines(phrase.start..phrase.end);
        }
    }
    found
}

/// 共4项,分别是A、B、C、D。截至10月底,4项均已完成: tasks that are listed first and ruled on by their number.
pub(super) fn ruled_on_together(paragraph: &Paragraph, tokens: &[Token]) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let opens = |at: usize| {
        let rest = text[at..].strip_prefix(',').unwrap_or(&text[at..]);
        let word = leading(&WORDS.opens, rest).filter(|word| word.chars().count() > 1)?;
        Some(text.len() - rest[word.len()..].trim_start_matches(':').len())
    };
    for (index, token) in tokens.iter().enumerate() {
        if token.value().is_none() {
            continue;
        }
        // 6项工程,分别是: the noun stands between.
        let noun = text[token.end..].find([',', '。', ';', ':', '、']).filter(|at| *at <= 24).unwrap_or(0);
        let Some(start) = opens(token.end).or_else(|| opens(token.end + noun)) else { continue };
        let end = outside_end(&text[start..]).map_or(text.len(), |end| start + end);
        let names = enumeration(&text[start..end]);
        let within = || tokens[index..].iter().take_while(|token| token.end <= end);
        // 有6项列入全省20项工程,分别是…: any number before it may count the list.
        let counted = tokens[..=index].iter().any(|token| token.value() == u32::try_from(names.len()).ok());
        if names.len() < 2 || !counted || within().any(|token| matches!(token.kind, Kind::Status(_))) {
            continue;
        }
        let Some(phrase) = said_of_all(tokens, end, names.len()) else { break };
        let name = |piece: Range<usize>| {
            of_unit(paragraph, start + piece.start..start + piece.end, Vec::new(), None, "", phrase)
        };
        return names.into_iter().map(name).collect();
    }
    Vec::new()
}

/// What a sentence behind a list says of all in it by their number: 目前,3个任务都已完成.
fn said_of_all(tokens: &[Token], from: usize, count: usize) -> Option<Phrase> {
    let at = tokens.iter().position(|token| token.start >= from && token.value() == u32::try_from(count).ok())?;
    let next =
        tokens[at + 1..].iter().find(|token| !matches!(token.kind, Kind::Mark(',') | Kind::Open | Kind::Close))?;
    match next.kind {
        Kind::Status(phrase) if speaks(phrase) && phrase.status.is_some() => Some(phrase),
        _ => None,
    }
}
