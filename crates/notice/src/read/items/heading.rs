//! Headings that give a status to what is listed below or behind them: 8项进度偏慢的重点工作为：, （二）正常推进（12项）. Paragraphs in,
//! open headings and the items on their own line out.

use super::Named;
use super::cut::{cut_items, enumeration, has_outside, outside_end};
use super::item::{item_of, items_of};
use super::sentence::{exhorts, sentence};
use super::words::tells_of_deeds;
use super::words::{WORDS, leading};
use crate::lexicon::statuses::{Phrase, Sort};
use crate::phrase::outline::{self, Level};
use crate::phrase::text::{Paragraph, is_han};
use crate::place::Lines;
use crate::read::tokens::{self, Kind, Token};
use crate::report::Status;
use std::cell::OnceCell;
use std::ops::Range;

/// A heading that gives the status of what is listed below it.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    pub(super) status: Option<Status>,
    pub(super) word: String,
    pub(super) word_lines: Lines,
    pub(super) category: String,
    pub(super) level: Option<Level>,
    /// How many items are to come, where the heading says so.
    pub(super) left: Option<u32>,
}

/// A marker of the same or an outer level ends what a heading opened; so does prose that is no item.
pub(super) fn close_headings(headings: &mut Vec<Heading>, level: Option<Level>, text: &str) {
    while let Some(last) = headings.last() {
        let outer = match (last.level, level) {
            (Some(of_heading), Some(level)) => level <= of_heading,
            _ => false,
        };
        let done = last.left == Some(0) && last.level.is_none();
        let prose = level.is_none() && text.chars().count() > 160 && last.left.is_none_or(|left| left == 0);
        if outer || done || prose {
            headings.pop();
        } else {
            break;
        }
    }
}

/// Whether the words from `from` on are a heading that gives a status, and where the words behind it begin.
pub(super) fn heading(
    paragraph: &Paragraph,
    from: usize,
    level: Option<Level>,
    outer: Option<&Heading>,
) -> Option<(Heading, Range<usize>)> {
    let text = paragraph.text.get(from..)?;
    let first_end =
        text.find(['。', ':']).map_or(text.len(), |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let head = &text[..first_end];
    let length = head.chars().count();
    // 甲镇未完成2项,分别是…;乙镇未完成1项:…: a sentence, whose end happens to be a colon.
    if length > 60 || head.contains(';') {
        return None;
    }
    let listed = head.ends_with(':') || head.contains("如下");
    let decorated = level == Some(Level::Bullet) || head.starts_with(['【', '[']);
    let opens = listed || length <= 22 && (decorated || level.is_some_and(|level| level <= Level::Item));
    let part = outer.filter(|outer| length <= 24 && level.zip(outer.level).is_some_and(|(level, outer)| level > outer));
    // Most lines can be no heading, whatever their words say.
    if !opens && part.is_none() {
        return None;
    }
    let tokens = tokens::read(head);
    let count = tokens.iter().find_map(|token| match token.kind {
        Kind::Number { value, .. } => Some(value),
        _ => None,
    });
    // 已完成9项,进展较慢的6项分别是:甲、乙…: a colon without a marker opens what stands right before it.
    let last = listed && level.is_none();
    let clause = if last { head.rfind(',').unwrap_or(0) } else { 0 };
    let clause = if tokens.iter().any(|token| token.start > clause && token.value().is_some()) { clause } else { 0 };
    let tokens = &tokens[tokens.partition_point(|token| token.start < clause)..];
    let count = tokens.iter().find_map(Token::value).or(count);
    let phrase = tokens.iter().find_map(|token| match token.kind {
        // 开工 and 落实 alone are what is to be done: 一、细化任务抓落实。
        Kind::Status(phrase) if !matches!(phrase.sort, Sort::Begin | Sort::Loose) || phrase.firm || phrase.whole => {
            Some((token.start, phrase))
        }
        _ => None,
    });
    let marker = outline::marker(head).map_or(0, |marker| marker.length);
    // 二、正在整改的: what is meant needs no noun.
    let noun = tokens::grammar().nouns.any(head) || head.trim_end_matches(['。', ':']).ends_with('的');
    let category = || category_of(paragraph, &head[marker..], from + marker);
    match phrase {
        Some((_, phrase)) => {
            let behind = &head[phrase.end..];
            let short = behind.chars().filter(|c| is_han(*c)).count() <= 6;
            let counts = count.is_some() || noun || !behind.contains(is_han);
            let alone =
                short && counts && head[marker..phrase.start.max(marker)].trim_matches(['【', '[', ' ']).is_empty();
            // 黑榜:甲产业园(31%)、乙电站(25%)。
            let lit = listed && alone && phrase.sort == Sort::Light && has_outside(&text[first_end..], '、');
            // ✅ 已完成(3项), 【进度滞后】: a sign and a status, but no task with what is said of it.
            if !opens || !listed && decorated && !alone || (listed || !decorated) && !(noun || count.is_some() || lit) {
                return None;
            }
            // 1.甲布点,计划20处,建成6处: the words before a comma are a name. “新建公厕60座”未如期完成: so is what is quoted.
            if !listed && head[..phrase.start].contains([',', '”']) {
                return None;
            }
            // (一)关于预算执行进度缓慢的问题: what is to be mended.
            if !listed && behind.trim_end_matches('。').ends_with("问题") {
                return None;
            }
            // 为扎实推进民生工程,现将进度通报如下: a purpose. 对未完成任务的项目进行督查,有关事项通知如下: an inspection.
            if phrase.status.is_none()
                || tells_of_deeds(head)
                || phrase.future
                || exhorts(&head[marker..phrase.start.max(marker)])
                || promises(phrase, &head[phrase.end..])
            {
                return None;
            }
            let heading = Heading {
                status: phrase.status,
                word: paragraph.printed(from + phrase.start..from + phrase.end).to_owned(),
                word_lines: paragraph.lines(from + phrase.start..from + phrase.end),
                category: category(),
                level: level.filter(|level| *level != Level::Bullet),
                left: count.filter(|count| *count <= 400),
            };
            Some((heading, from + first_end..paragraph.text.len()))
        }
        // （一）重点工作6项。一是…: a part of a list that was opened above.
        None => {
            let outer = part?;
            (count.is_some() && noun).then(|| {
                let heading = Heading { category: category(), level, left: count, ..outer.clone() };
                (heading, from + first_end..paragraph.text.len())
            })
        }
    }
}

/// A heading that ends a paragraph: …8项进度相对滞后。滞后的任务有:
pub(super) fn heading_at_end(paragraph: &Paragraph) -> Option<Heading> {
    let text = paragraph.text.strip_suffix(':')?;
    let from = text.rfind(['。', ';']).map(|at| at + text[at..].chars().next().map_or(1, char::len_utf8))?;
    heading(paragraph, from, None, None).map(|(heading, _)| heading)
}

/// Whether a bare verb has an object of its own, so that the words promise and do not report: 完成老旧小区改造12个.
fn promises(phrase: Phrase, behind: &str) -> bool {
    let grammar = tokens::grammar();
    let counted =
        grammar.nouns.leading(behind).is_some() || grammar.fillers.iter().any(|word| behind.starts_with(word));
    phrase.sort == Sort::Done && !(phrase.firm || phrase.whole) && behind.starts_with(is_han) && !counted
}

/// The noun by which a heading names its list.
pub(super) fn category_of(paragraph: &Paragraph, head: &str, offset: usize) -> String {
    let best = tokens::grammar()
        .heads
        .iter()
        .filter(|(_, generic)| !generic)
        .filter_map(|(word, _)| head.rfind(word).map(|at| (at, word.len())))
        .max_by_key(|(at, length)| (*length, *at));
    best.map_or_else(String::new, |(at, length)| {
        crate::read::category::short(&paragraph.clean(offset + at..offset + at + length))
    })
}

/// The items that follow a heading in the same paragraph: 一是…；二是…, (1)…；(2)…, or parted by ；.
pub(super) fn inline(paragraph: &Paragraph, range: Range<usize>, heading: &Heading) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let body = text.get(range.clone()).unwrap_or("");
    if body.trim().is_empty() {
        return Vec::new();
    }
    // 进度滞后项目。主要有:甲工程,…;乙项目,….
    let opened =
        leading(&WORDS.opens, body).filter(|word| body[word.len()..].starts_with(':')).map_or(0, |word| word.len() + 1);
    let range = range.start + opened..range.end;
    let body = &body[opened..];
    let mut heading = heading.clone();
    let pieces = cut_items(body);
    let marked = pieces.iter().filter(|piece| outline::marker(&body[(*piece).clone()]).is_some()).count();
    // 5项未推行措施包括:A、B、C。…: the names are enumerated in the first sentence, where it holds as many as were counted.
    let first = outside_end(body).unwrap_or(body.len());
    let names = if marked == 0 { enumeration(&body[..first]) } else { Vec::new() };
    let counted =
        heading.left.is_some_and(|left| left > 1 && names.len() >= left as usize && pieces.len() < left as usize);
    let pieces = if marked == 0 && (pieces.len() == 1 || counted) { names } else { pieces };
    // 2、续建项目。续建项目共118个,…: behind a stop what only goes on is told of as a whole, unless as many follow as it counts.
    let stopped = paragraph.text[..range.start].ends_with('。') && heading.status == Some(Status::OnTrack);
    if stopped && marked == 0 && heading.left.is_none_or(|left| left as usize != pieces.len()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let tokens = OnceCell::new();
    // 未开工项目。仍有8个未开工,其中甲县3个(…): the first sentence says itself what it lists.
    if marked == 0 {
        let told = sentence(paragraph, range.start..range.start + first, tokens.get_or_init(|| tokens::read(text)));
        if !told.is_empty() {
            return told;
        }
    }
    for piece in pieces {
        let at = range.start + piece.start..range.start + piece.end;
        // Once an item without a marker follows marked ones, or the heading's number is reached, the list is over.
        if marked > 0 && outline::marker(&text[at.clone()]).is_none() {
            // 7件已完成:(1)…;3件正在办理:(1)…: the next heading stands on the same line.
            if let Some((next, rest)) = heading_of_list(paragraph, at.clone()) {
                heading = next;
                found.extend(item_of(paragraph, rest, &heading, true));
            } else {
                let tokens = tokens.get_or_init(|| tokens::read(text));
                found.extend(sentence(paragraph, at, tokens));
            }
            continue;
        }
        if heading.left == Some(0) {
            break;
        }
        let items = items_of(paragraph, at, &heading, true);
        if let Some(left) = &mut heading.left {
            *left = left.saturating_sub(items.len() as u32);
        }
        found.extend(items);
    }
    found
}

/// A heading in mid-line whose list begins right behind it.
fn heading_of_list(paragraph: &Paragraph, piece: Range<usize>) -> Option<(Heading, Range<usize>)> {
    let (found, rest) = heading(paragraph, piece.start, None, None)?;
    let behind = rest.start..piece.end;
    outline::marker(paragraph.text.get(behind.clone())?).is_some().then_some((found, behind))
}
