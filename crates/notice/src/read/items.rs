//! Tasks that the narrative names with a status: lists under a heading (8项进度偏慢的重点工作为：①…),
//! enumerations (A、B、C等9项已完成; 未开工3个,分别是A、B、C; 暂缓1项（A）), quoted names (“A”已完成) and
//! tasks given by their unit (X局负责的“A”).

use super::outline::{self, Label, Level};
use super::text::{Paragraph, is_han};
use super::tokens::{self, Kind, Token};
use super::units;
use crate::lexicon::statuses::{Phrase, Sort};
use crate::place::Lines;
use crate::report::Status;
use std::ops::Range;

/// A task named in prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its name in the prose's own words.
    pub text: String,
    /// The units named beside it.
    pub units: Vec<String>,
    /// What the prose says of it; `None` for a stage of the notice's own.
    pub status: Option<Status>,
    /// The word by which it says so.
    pub word: String,
    /// Where that word stands: with the name, or in the heading above it.
    pub word_lines: Lines,
    /// The number printed beside it: (第6项), 第4件.
    pub number: Option<String>,
    /// What the prose reports of it.
    pub progress: String,
    /// The name of the list it stands in.
    pub category: String,
    /// Where it stands.
    pub lines: Lines,
}

/// A heading that gives the status of what is listed below it.
#[derive(Clone, Debug)]
struct Heading {
    status: Option<Status>,
    word: String,
    word_lines: Lines,
    category: String,
    level: Option<Level>,
    /// How many items are to come, where the heading says so.
    left: Option<u32>,
}

/// Reads all named tasks; they come in the order of the text, each once.
pub fn read(prose: &[Paragraph]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut headings: Vec<Heading> = Vec::new();
    for paragraph in prose {
        let text = paragraph.text.as_str();
        let marker = outline::marker(text);
        close_headings(&mut headings, marker.map(|marker| marker.level), text);
        if let Some(heading) = heading(paragraph, marker.map(|marker| marker.level), headings.last()) {
            // The words behind the heading on the same line are its first items.
            let (opened, rest) = heading;
            let items = inline(paragraph, rest, &opened);
            let ended = !items.is_empty() && opened.level.is_none();
            found.extend(items);
            if !ended {
                headings.push(opened);
            }
            continue;
        }
        if let Some(open) = headings.last_mut()
            && open.left != Some(0)
            && let Some(item) = item_of(paragraph, 0..text.len(), open, open.left.is_some())
        {
            if let Some(left) = &mut open.left {
                *left -= 1;
            }
            found.push(item);
            continue;
        }
        found.extend(sentences(paragraph));
        found.extend(charged(paragraph));
    }
    once(found)
}

/// Each task once; the units named beside it at several places are joined.
fn once(found: Vec<Named>) -> Vec<Named> {
    let mut places: std::collections::HashMap<(String, Option<String>, Option<Status>), usize> =
        std::collections::HashMap::new();
    let mut out: Vec<Named> = Vec::new();
    for named in found {
        let key = (named.text.clone(), named.number.clone(), named.status);
        if let Some(at) = places.get(&key) {
            let units = &mut out[*at].units;
            for unit in named.units {
                if !units.contains(&unit) {
                    units.push(unit);
                }
            }
            continue;
        }
        places.insert(key, out.len());
        out.push(named);
    }
    out
}

/// A marker of the same or an outer level ends what a heading opened; so does prose that is no item.
fn close_headings(headings: &mut Vec<Heading>, level: Option<Level>, text: &str) {
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

/// Whether a paragraph is a heading that gives a status, and where the words behind it begin.
fn heading(paragraph: &Paragraph, level: Option<Level>, outer: Option<&Heading>) -> Option<(Heading, Range<usize>)> {
    let text = paragraph.text.as_str();
    let first_end =
        text.find(['。', ':']).map_or(text.len(), |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let head = &text[..first_end];
    let length = head.chars().count();
    if length > 60 {
        return None;
    }
    let tokens = tokens::read(head);
    let count = tokens.iter().find_map(|token| match token.kind {
        Kind::Number { value, .. } => Some(value),
        _ => None,
    });
    let listed = head.ends_with(':') || head.contains("如下");
    let phrase = tokens.iter().find_map(|token| match token.kind {
        Kind::Status(phrase) if phrase.sort != Sort::Begin || phrase.firm => Some((token.start, phrase)),
        _ => None,
    });
    let marker = outline::marker(head).map_or(0, |marker| marker.length);
    let noun = tokens::grammar().heads.iter().any(|(word, _)| head.contains(word));
    let category = category_of(paragraph, &head[marker..], marker);
    match phrase {
        Some((_, phrase)) => {
            let short = length <= 22 && (level.is_some() || text.len() == first_end || head.ends_with(':'));
            if !(noun || count.is_some()) || !(listed || short && level.is_some_and(|level| level <= Level::Item)) {
                return None;
            }
            if phrase.status.is_none() || phrase.future {
                return None;
            }
            let heading = Heading {
                status: phrase.status,
                word: paragraph.printed(phrase.start..phrase.end).to_owned(),
                word_lines: paragraph.lines(phrase.start..phrase.end),
                category,
                level,
                left: count.filter(|count| *count <= 400),
            };
            Some((heading, first_end..text.len()))
        }
        // （一）重点工作6项。一是…: a part of a list that was opened above.
        None => {
            let outer = outer?;
            let inner = level.zip(outer.level).is_some_and(|(level, outer)| level > outer);
            (inner && count.is_some() && noun && length <= 24)
                .then(|| (Heading { category, level, left: count, ..outer.clone() }, first_end..text.len()))
        }
    }
}

/// The noun by which a heading names its list.
fn category_of(paragraph: &Paragraph, head: &str, offset: usize) -> String {
    let best = tokens::grammar()
        .heads
        .iter()
        .filter(|(_, generic)| !generic)
        .filter_map(|(word, _)| head.rfind(word).map(|at| (at, word.len())))
        .max_by_key(|(at, length)| (*length, *at));
    best.map_or_else(String::new, |(at, length)| {
        super::category::short(&paragraph.clean(offset + at..offset + at + length))
    })
}

/// The items that follow a heading in the same paragraph: 一是…；二是…, (1)…；(2)…, or parted by ；.
fn inline(paragraph: &Paragraph, range: Range<usize>, heading: &Heading) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let body = text.get(range.clone()).unwrap_or("");
    if body.trim().is_empty() {
        return Vec::new();
    }
    let mut heading = heading.clone();
    let pieces = cut_items(body);
    let marked = pieces.iter().filter(|piece| outline::marker(&body[(*piece).clone()]).is_some()).count();
    let pieces = if marked == 0 && pieces.len() == 1 { enumeration(body) } else { pieces };
    let mut found = Vec::new();
    for piece in pieces {
        let at = range.start + piece.start..range.start + piece.end;
        // Once an item without a marker follows marked ones, or the heading's number is reached, the list is over.
        if marked > 0 && outline::marker(&text[at.clone()]).is_none() {
            found.extend(sentence(paragraph, at));
            continue;
        }
        if heading.left == Some(0) {
            break;
        }
        if let Some(item) = item_of(paragraph, at, &heading, true) {
            if let Some(left) = &mut heading.left {
                *left -= 1;
            }
            found.push(item);
        }
    }
    found
}

/// Cuts at ； and 。 and before each marker that follows one of them.
fn cut_items(body: &str) -> Vec<Range<usize>> {
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
            _ if at > start && super::numeral::enclosed(c).is_some() => {
                push(body, start..at, &mut found);
                start = at;
            }
            _ => {}
        }
    }
    push(body, start..body.len(), &mut found);
    found
}

fn push(body: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let text = &body[range.clone()];
    let lead = text.len() - text.trim_start_matches([' ', ',', '、']).len();
    let end = text.trim_end_matches([' ', ',', '、', '。', ';']).len();
    if end > lead {
        found.push(range.start + lead..range.start + end);
    }
}

/// Cuts an enumeration at 、, at commas where there is no 、, and at 和 between two quotes.
fn enumeration(body: &str) -> Vec<Range<usize>> {
    let separators: &[char] = if has_outside(body, '、') { &['、'] } else { &[',', ';'] };
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
            _ if depth <= 0 && quotes <= 0 && separators.contains(&c) => {
                push(body, start..at, &mut found);
                start = at + c.len_utf8();
            }
            '和' | '及' | '与' if depth <= 0 && quotes <= 0 && before == '”' => {
                push(body, start..at, &mut found);
                start = at + c.len_utf8();
            }
            _ => {}
        }
        before = c;
    }
    push(body, start..body.len(), &mut found);
    found
}

fn has_outside(body: &str, mark: char) -> bool {
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

/// One item: its marker, name, units in a bracket or behind a label, number, and what is reported behind a colon.
fn item_of(paragraph: &Paragraph, range: Range<usize>, heading: &Heading, loose: bool) -> Option<Named> {
    let parsed = parse(paragraph, range.clone())?;
    let marked = outline::marker(paragraph.text.get(range.clone())?).is_some();
    let length = parsed.text.chars().count();
    if !(2..=120).contains(&length) || is_noun(&parsed.text) || !marked && !loose && parsed.units.is_empty() {
        return None;
    }
    Some(Named {
        status: heading.status,
        word: heading.word.clone(),
        word_lines: heading.word_lines,
        category: heading.category.clone(),
        lines: paragraph.lines(range),
        ..parsed
    })
}

/// Cuts an item into name, units, number and report.
fn parse(paragraph: &Paragraph, range: Range<usize>) -> Option<Named> {
    let text = paragraph.text.as_str();
    let mut start = range.start;
    let mut end = range.end;
    let mut units_found: Vec<String> = Vec::new();
    let mut number = None;
    let mut progress = String::new();
    if let Some(marker) = outline::marker(&text[start..end]) {
        start += marker.length;
    }
    let trim = |start: usize, end: usize| start + text[start..end].trim_end_matches([' ', '。', ';', ',', '、']).len();
    end = trim(start, end);
    // Unit「task」(reason), and X局负责的“task”: the unit stands before the name.
    if let Some(at) = text[start..end].find("负责的") {
        let names = &text[start..start + at];
        if !names.contains(['。', ';']) {
            units_found.extend(unit_names(&paragraph.clean(start..start + at), true));
            start += at + "负责的".len();
        }
    } else if let Some(quote) = text[start..end].find('“')
        && quote > 0
        && text[start..start + quote].chars().count() <= 14
        && units::is_complete(&text[start..start + quote])
    {
        units_found.push(paragraph.clean(start..start + quote));
        start += quote;
    }
    // Labels and brackets behind the name.
    loop {
        let body = &text[start..end];
        if let Some((at, label_end)) = find_unit_label(body) {
            let value_end = body[label_end..].find([')', ';', '。']).map_or(body.len(), |close| label_end + close);
            units_found.extend(unit_names(&paragraph.clean(start + label_end..start + value_end), true));
            let after = trim(start, end);
            if value_end + 3 < body.len() && progress.is_empty() {
                progress = paragraph
                    .clean(start + value_end + 1..after)
                    .trim_start_matches(['。', '，', ',', ')', '）', '；'])
                    .to_owned();
            }
            end = trim(start, start + body[..at].trim_end_matches(['(', '[']).len());
            continue;
        }
        if body.ends_with(')')
            && let Some(open) = body.rfind('(')
            && open > 0
        {
            let inner = &body[open + 1..body.len() - 1];
            if let Some(found) = ordinal(inner) {
                number = Some(found);
                end = trim(start, start + open);
                continue;
            }
            if units::likeness(inner) == units::Likeness::Whole {
                let mut names = unit_names(&paragraph.clean(start + open + 1..end - 1), false);
                names.append(&mut units_found);
                units_found = names;
                end = trim(start, start + open);
                continue;
            }
            if inner.contains('%') || inner.chars().count() > 12 && progress.is_empty() {
                progress = paragraph.clean(start + open + 1..end - 1);
                end = trim(start, start + open);
                continue;
            }
        }
        break;
    }
    // A report behind the name: 名称(第6项):增长6.7%; 名称,完成率仅13.3%.
    let body = &text[start..end];
    let quoted = body.starts_with('“') && body.find('”').is_some();
    let cut = if quoted {
        body.find('”').map(|at| at + '”'.len_utf8())
    } else {
        ordinal_bracket(body)
            .or_else(|| body.find(':').filter(|at| *at > 5))
            .or_else(|| body.find('。'))
            .or_else(|| body.find(',').filter(|at| *at >= 15 && body[*at..].contains(|c: char| c.is_ascii_digit())))
    };
    if let Some(at) = cut
        && at < body.len()
    {
        let report = start + at;
        if let Some(found) =
            body[at..].strip_prefix('(').and_then(|rest| rest.find(')').map(|close| &rest[..close])).and_then(ordinal)
        {
            number = Some(found);
        }
        let behind = text[report..end].trim_start_matches(|c: char| !is_han(c) && !c.is_alphanumeric() && c != '“');
        let behind = behind
            .strip_prefix("第")
            .and_then(|rest| rest.find(')').map(|close| rest[close + 1..].trim_start_matches([':', ',', '中'])))
            .filter(|_| number.is_some())
            .unwrap_or(behind);
        if progress.is_empty() {
            progress = paragraph.clean(end - behind.len()..end);
        }
        end = trim(start, report);
    }
    let name = paragraph.clean(start..end);
    let name = name.trim().trim_matches(['“', '”', '「', '」', '"', ' ', '：', ':']).trim_end_matches(['。', '；']);
    let han = name.chars().filter(|c| is_han(*c)).count();
    (han >= 2).then(|| Named {
        text: name.to_owned(),
        units: units_found,
        status: None,
        word: String::new(),
        word_lines: Lines::one(1),
        number,
        progress: progress.trim().to_owned(),
        category: String::new(),
        lines: Lines::one(1),
    })
}

/// 第6项, 第十一件.
fn ordinal(text: &str) -> Option<String> {
    let rest = text.strip_prefix('第')?;
    let number = super::numeral::number(rest, 0)?;
    matches!(&rest[number.end..], "项" | "件" | "条" | "").then(|| number.value.to_string())
}

fn ordinal_bracket(body: &str) -> Option<usize> {
    body.match_indices("(第")
        .map(|(at, _)| at)
        .find(|at| body[at + 1..].find(')').is_some_and(|close| ordinal(&body[at + 1..at + 1 + close]).is_some()))
}

/// A label of units inside an item: where it begins and where its value does.
fn find_unit_label(body: &str) -> Option<(usize, usize)> {
    body.match_indices(':').find_map(|(colon, _)| {
        let before = &body[..colon];
        let start = before.char_indices().rev().take(10).map(|(at, _)| at).find(|at| {
            outline::label(&body[*at..]).is_some_and(|(label, length)| label.of_units() && at + length > colon)
        })?;
        // The longest label: 整改责任单位 and not 单位.
        let start = before
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| *at <= start && start - at <= 18)
            .find(|at| {
                outline::label(&body[*at..]).is_some_and(|(label, length)| label.of_units() && at + length > colon)
            })
            .unwrap_or(start);
        Some((start, colon + 1))
    })
}

/// The names in a list of units; only those that look like units unless a label says that they are.
fn unit_names(printed: &str, labelled: bool) -> Vec<String> {
    let printed = printed.trim_start_matches(['由', '（', '(', '如']);
    units::split(printed)
        .into_iter()
        .map(|name| name.trim_end_matches('等').trim().to_owned())
        .filter(|name| {
            !name.is_empty() && (labelled && name.chars().count() <= 30 || units::is_complete(&crate::fold::fold(name)))
        })
        .collect()
}

/// X局负责的“A”。截至目前,…; 甲局“A”（原因）; 由X局负责的第1件: tasks given by their unit, with the status of their sentence.
fn charged(paragraph: &Paragraph) -> Vec<Named> {
    let text = paragraph.text.as_str();
    if !text.contains("负责的") && !text.contains("”(") {
        return Vec::new();
    }
    let phrases: Vec<Phrase> = tokens::read(text)
        .into_iter()
        .filter_map(|token| match token.kind {
            Kind::Status(phrase) if speaks(phrase) && phrase.status.is_some() => Some(phrase),
            _ => None,
        })
        .collect();
    let behind =
        |at: usize| phrases.iter().find(|phrase| phrase.start >= at && !text[at..phrase.start].contains('。')).copied();
    let ahead = |at: usize| phrases.iter().rfind(|phrase| phrase.end <= at).copied();
    let mut found = Vec::new();
    for (at, verb) in text.match_indices("负责的") {
        let start = text[..at]
            .rfind([';', '。', ',', ':', '如'])
            .map_or(0, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8));
        let names = unit_names(&paragraph.clean(start..at), false);
        let rest = at + verb.len();
        if names.is_empty() {
            continue;
        }
        if text[rest..].starts_with('“') {
            let Some(close) = text[rest..].find('”').map(|close| rest + close) else { continue };
            let end =
                text[close..].find(';').or_else(|| text[close..].rfind('。')).map_or(text.len(), |end| close + end);
            let Some(phrase) = ahead(at).or_else(|| behind(close)) else { continue };
            let report = paragraph.clean(close + '”'.len_utf8()..end.max(close + '”'.len_utf8()));
            found.push(of_unit(paragraph, rest + '“'.len_utf8()..close, names, None, &report, phrase));
        } else if text[rest..].starts_with('第') {
            let mut from = rest + '第'.len_utf8();
            let Some(phrase) = behind(rest) else { continue };
            while let Some(number) = super::numeral::number(text, from) {
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
            .rfind(['、', '及', '如', ',', ';', '。', '和'])
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

fn of_unit(
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
    let Some(start) =
        ["分别为:", "分别是:", "如下:", "包括:"].iter().find_map(|word| text.find(word).map(|at| at + word.len()))
    else {
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
    cut_items(&text[start..end])
        .into_iter()
        .filter(|piece| outline::marker(&text[start + piece.start..start + piece.end]).is_some())
        .filter_map(|piece| item_of(paragraph, start + piece.start..start + piece.end, &heading, true))
        .collect()
}

/// The tasks named in the sentences of a paragraph.
fn sentences(paragraph: &Paragraph) -> Vec<Named> {
    sentence(paragraph, 0..paragraph.text.len())
}

fn sentence(paragraph: &Paragraph, range: Range<usize>) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let tokens: Vec<Token> =
        tokens::read(text).into_iter().filter(|token| token.start >= range.start && token.end <= range.end).collect();
    let mut found = Vec::new();
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            Kind::Status(phrase) if depth == 0 && speaks(phrase) => {
                if exhorts(&text[range.start.max(sentence_start(text, phrase.start))..phrase.start]) {
                    continue;
                }
                let seen = Around { paragraph, text, tokens: &tokens, index, phrase };
                if let Some(list) = seen
                    .list_before()
                    .or_else(|| seen.list_behind())
                    .or_else(|| seen.list_in_bracket())
                    .or_else(|| seen.quoted_before())
                {
                    found.extend(seen.named(list));
                }
            }
            _ => {}
        }
    }
    found
}

fn sentence_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['。', ';']).map_or(0, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8))
}

/// Whether a sentence orders or wishes instead of reporting: 各单位要…, 为…, 确保….
fn exhorts(before: &str) -> bool {
    let words = crate::lexicon::rows(crate::lexicon::table!("orders"));
    words.filter_map(|row| Some((*row.first()?, *row.get(1)?))).any(|(word, sort)| match sort {
        "start" => before.trim_start().starts_with(word),
        _ => before.contains(word),
    })
}

/// Whether a phrase says something of the tasks named beside it.
fn speaks(phrase: Phrase) -> bool {
    !phrase.future
        && match phrase.sort {
            Sort::Done | Sort::Loose | Sort::Begin => phrase.firm || phrase.whole || phrase.sort == Sort::Done,
            Sort::Trap | Sort::Light | Sort::Class => false,
            _ => true,
        }
}

/// A status phrase and what stands around it.
struct Around<'a> {
    paragraph: &'a Paragraph,
    text: &'a str,
    tokens: &'a [Token],
    index: usize,
    phrase: Phrase,
}

impl Around<'_> {
    /// Where the clause of `at` begins.
    fn clause_start(&self, at: usize) -> usize {
        let before = &self.text[..at];
        let mut depth = 0;
        for (offset, c) in before.char_indices().rev() {
            match c {
                ')' | '”' => depth += 1,
                '(' | '“' => depth -= 1,
                ',' | '。' | ';' | ':' | '!' | '?' if depth <= 0 => return offset + c.len_utf8(),
                _ => {}
            }
        }
        0
    }

    /// A、B、C等9项工作已完成; A、B 4个子项已提前完成; A等13个项目,完成年计划70%以上.
    fn list_before(&self) -> Option<Vec<Range<usize>>> {
        let mut to = self.phrase.start;
        let mut start = self.clause_start(to);
        if to.saturating_sub(start) < 4 && start > 0 && self.text[..start].ends_with(',') {
            to = start - 1;
            start = self.clause_start(to);
        }
        let segment = self.text.get(start..to)?;
        let number = self.tokens[..self.index]
            .iter()
            .rev()
            .find(|token| matches!(token.kind, Kind::Number { .. }) && token.start >= start && token.end <= to);
        let list_end = match segment.rfind('等') {
            Some(at) if segment[at..].chars().count() <= 18 => start + at,
            _ => {
                let number = number?;
                let left = &self.text[number.end..to];
                if left.chars().count() > 12
                    || !(has_outside(&self.text[start..number.start], '、') || self.text[..number.start].ends_with('”'))
                {
                    return None;
                }
                number.start
            }
        };
        let list = &self.text[start..list_end];
        let lead = ["其中", "目前", "现", "如", "比如", "包括"]
            .iter()
            .find_map(|word| list.strip_prefix(word))
            .map_or(0, |rest| list.len() - rest.len());
        let items: Vec<Range<usize>> = enumeration(&list[lead..])
            .into_iter()
            .map(|item| start + lead + item.start..start + lead + item.end)
            .collect();
        // One name before 等 counts only with a number behind it, or everything 等 would be a list.
        (items.len() > 1 || items.len() == 1 && number.is_some()).then_some(items)
    }

    /// 未开工3个,分别是A、B、C; 5项已完成,分别为：A; 进度滞后的项目8个：A（52%）、B.
    fn list_behind(&self) -> Option<Vec<Range<usize>>> {
        let mut at = self.phrase.end;
        let grammar = tokens::grammar();
        let mut counted = self.index > 0 && matches!(self.tokens[self.index - 1].kind, Kind::Number { .. });
        loop {
            let rest = &self.text[at..];
            if let Some(token) = self.tokens.iter().find(|token| token.start == at)
                && matches!(token.kind, Kind::Number { .. })
            {
                counted = true;
                at = token.end;
            } else if rest.starts_with('(') {
                at += rest.find(')')? + 1;
            } else if let Some((word, _)) = grammar.heads.iter().find(|(word, _)| rest.starts_with(word)) {
                at += word.len();
            } else if let Some(word) =
                ["、占", ",占", "占", "的", "有", "共", "具体", "主要"].iter().find(|word| rest.starts_with(**word))
            {
                at += word.len();
                if word.ends_with('占') {
                    at += rest[word.len()..].find([',', '。', ';'])?;
                }
            } else {
                break;
            }
        }
        if !counted
            && !self.text[at..].starts_with(':')
            && !self.text[at..].starts_with(",分别")
            && !self.text[at..].starts_with("分别")
        {
            return None;
        }
        let rest = &self.text[at..];
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        let body = ["分别是", "分别为", "包括", "具体为", "具体是", "为", "是", "有", "如", ":"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))?;
        let body = body.trim_start_matches([':', ',']);
        let start = self.text.len() - body.len();
        let end = outside_end(body).map_or(self.text.len(), |end| start + end);
        let body = &self.text[start..end];
        // Clauses with a status or number of their own behind a comma are no names any more.
        let body = body.find(",其").map_or(body, |at| &body[..at]);
        let items = enumeration(body);
        (!items.is_empty()).then(|| items.into_iter().map(|item| start + item.start..start + item.end).collect())
    }

    /// 推进缓慢的有3项（A、B、C）; 暂缓实施1项（A）.
    fn list_in_bracket(&self) -> Option<Vec<Range<usize>>> {
        let near = self.tokens[self.index + 1..].iter().take(3).find(|token| matches!(token.kind, Kind::Number { .. }));
        let before = self.index.checked_sub(1).map(|at| self.tokens[at]);
        let (value, open) = match (near, before) {
            (Some(token), _) if self.text[token.end..].starts_with('(') && token.start - self.phrase.end <= 18 => {
                (token.kind, token.end)
            }
            // 甲区有3(A、B、C)推进缓慢, 3项(A)进展滞后
            (_, Some(close)) if matches!(close.kind, Kind::Close) && close.end == self.phrase.start => {
                let open = self.text[..close.start].rfind('(')?;
                let token = self
                    .tokens
                    .iter()
                    .rev()
                    .find(|token| token.end == open && matches!(token.kind, Kind::Number { .. }))?;
                (token.kind, open)
            }
            _ => return None,
        };
        let Kind::Number { value, .. } = value else { return None };
        let close = open + self.text[open..].find(')')?;
        let inner = &self.text[open + 1..close];
        if inner.contains('%')
            || inner.contains(':')
            || ["含", "其中", "详见", "占", "见"].iter().any(|word| inner.starts_with(word))
            || inner.chars().filter(|c| is_han(*c)).count() < 3
        {
            return None;
        }
        if tokens::read(inner)
            .iter()
            .any(|token| matches!(token.kind, Kind::Status(phrase) if phrase.sort == Sort::Light))
            || crate::lexicon::statuses::light(inner).is_some()
        {
            return None;
        }
        let items = if value == 1 { std::iter::once(0..inner.len()).collect() } else { enumeration(inner) };
        Some(items.into_iter().map(|item| open + 1 + item.start..open + 1 + item.end).collect())
    }

    /// “A”和“B”已完成; “A”“B”6项行动已全部完成.
    fn quoted_before(&self) -> Option<Vec<Range<usize>>> {
        let before = &self.text[..self.phrase.start];
        let close = before.rfind('”')?;
        let gap = &before[close + '”'.len_utf8()..];
        if gap.chars().count() > 12 || gap.contains([',', '。', ';', ':', '、']) {
            return None;
        }
        let mut items = Vec::new();
        let mut end = close + '”'.len_utf8();
        loop {
            let open = self.text[..end].rfind('“')?;
            items.push(open..end);
            let left = self.text[..open].trim_end_matches(['、', '和', '及', '与']);
            if !left.ends_with('”') {
                break;
            }
            end = left.len();
        }
        items.reverse();
        // “三优”38个项目: a quote that names the set is no task; “A”“B”“C”3项 counts the quotes.
        let counts = self.tokens.iter().find_map(|token| match token.kind {
            Kind::Number { value, .. } if token.start >= close && token.end <= self.phrase.start => {
                Some(value as usize)
            }
            _ => None,
        });
        counts.is_none_or(|count| count == items.len()).then_some(items)
    }

    /// 甲区有3(A、B、C)推进缓慢: the district before a list in a bracket.
    fn place_before(&self, at: usize) -> Option<String> {
        let before = self.text.get(..at)?.strip_suffix('(')?;
        let number = self
            .tokens
            .iter()
            .rev()
            .find(|token| token.end == before.len() && matches!(token.kind, Kind::Number { .. }))?;
        let start = self.clause_start(number.start);
        let name = self.text.get(start..number.start)?.strip_suffix('有')?;
        let name = name.strip_prefix("其中").unwrap_or(name);
        let from = number.start - '有'.len_utf8() - name.len();
        let place = (2..=6).contains(&name.chars().count()) && name.ends_with(['区', '县', '镇', '乡', '市', '道']);
        place.then(|| self.paragraph.clean(from..from + name.len()))
    }

    fn named(&self, items: Vec<Range<usize>>) -> Vec<Named> {
        let word = self.paragraph.printed(self.phrase.start..self.phrase.end).to_owned();
        let word_lines = self.paragraph.lines(self.phrase.start..self.phrase.end);
        let place = items.first().and_then(|item| self.place_before(item.start));
        items
            .into_iter()
            .filter_map(|range| {
                let parsed = parse(self.paragraph, range.clone())?;
                let length = parsed.text.chars().count();
                ((2..=80).contains(&length) && !is_noun(&parsed.text)).then(|| Named {
                    units: if parsed.units.is_empty() { Vec::from_iter(place.clone()) } else { parsed.units.clone() },
                    status: self.phrase.status,
                    word: word.clone(),
                    word_lines,
                    lines: self.paragraph.lines(range),
                    ..parsed
                })
            })
            .collect()
    }
}

/// Where a list ends: at 。 or ； outside brackets.
fn outside_end(body: &str) -> Option<usize> {
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

/// Whether a name is nothing but a counted noun: 项目, 民生实事, 9个综合指标, 综合指标类9项, 重点工作中的.
fn is_noun(name: &str) -> bool {
    let folded = crate::fold::fold(name);
    let heads = &tokens::grammar().heads;
    if heads.iter().any(|(word, _)| *word == folded) || folded.ends_with("中的") || folded.ends_with('的') {
        return true;
    }
    let tokens = tokens::read(&folded);
    let number = |token: &Token| matches!(token.kind, Kind::Number { .. });
    let short = folded.chars().count() <= 12;
    short
        && tokens.first().is_some_and(|token| number(token) && token.start == 0)
        && heads.iter().any(|(word, _)| folded.ends_with(word))
        || short
            && tokens.last().is_some_and(|token| number(token) && token.end == folded.len())
            && heads.iter().any(|(word, _)| folded.contains(word))
}

/// Whether a paragraph is a label line; lists with labels are read elsewhere.
pub fn is_label(text: &str) -> bool {
    outline::label(text).is_some_and(|(label, _)| label.of_task() && label != Label::Extra)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lines: &[&str]) -> Vec<(String, Option<Status>, Vec<String>)> {
        let prose: Vec<Paragraph> =
            lines.iter().enumerate().map(|(at, line)| Paragraph::new([(at as u32 + 1, *line)])).collect();
        read(&prose).into_iter().map(|named| (named.text, named.status, named.units)).collect()
    }

    #[test]
    fn a_list_under_its_heading() {
        let found = names(&[
            "2项进展偏慢的市政府重点工作为：",
            "①实现“小升规”60家（责任单位：市经信局）；",
            "新建高标准农田6700亩（责任单位：市农业农村水利局）。",
            "各单位要高度重视。",
        ]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], ("实现“小升规”60家".into(), Some(Status::Behind), vec!["市经信局".into()]));
        assert_eq!(found[1].0, "新建高标准农田6700亩");
    }

    #[test]
    fn enumerations() {
        let found = names(&["其中，老旧小区改造、扶残助残工程等项目进度相对缓慢，其他项目正按序时推进。"]);
        assert_eq!(found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["老旧小区改造", "扶残助残工程"]);
        let found = names(&["未开工3个，分别是再生铝、水库除险加固、实训基地项目；停工1个，为云计算数据中心项目。"]);
        assert_eq!(found.len(), 4);
        assert_eq!(found[3].1, Some(Status::Suspended));
        let found = names(&["暂缓实施1项（市健康驿站），其余正常。"]);
        assert_eq!(found[0].0, "市健康驿站");
        let found = names(&["其中“提高困难群众生活保障水平”和“县（市）人民医院提质升级”已完成。"]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn numbers_beside_the_name() {
        let found =
            read(&[Paragraph::new([(1, "其中2项已完成，分别是：提高报销比例（第五项）、实施培训工程（第十一项）。")])]);
        assert_eq!(found[1].number.as_deref(), Some("11"));
        assert_eq!(found[1].text, "实施培训工程");
    }
}
