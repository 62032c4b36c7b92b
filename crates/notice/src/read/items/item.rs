//! One item of a list: its marker, name, units, number and what is reported of it, cut out of its words.

use super::Named;
use super::cut::cut_items;
use super::heading::Heading;
use super::owner::{in_bracket, owner};
use super::words::{WORDS, leading};
use crate::phrase::outline;
use crate::phrase::text::{Paragraph, is_han};
use crate::phrase::units;
use crate::place::Lines;
use crate::read::tokens::{self, Kind, Token};
use std::ops::Range;

/// One item: its marker, name, units in a bracket or behind a label, number, and what is reported behind a colon.
pub(super) fn item_of(paragraph: &Paragraph, range: Range<usize>, heading: &Heading, loose: bool) -> Option<Named> {
    let parsed = parse(paragraph, range.clone(), true)?;
    let marked = outline::marker(paragraph.text.get(range.clone())?).is_some();
    let length = parsed.text.chars().count();
    // A paragraph of its own below the heading: 农贸市场违规搭建问题,至今未拆除。
    let told = || !parsed.progress.is_empty() && WORDS.ends.iter().any(|word| parsed.text.ends_with(word));
    if !(2..=120).contains(&length) || is_noun(&parsed.text) || !marked && !loose && parsed.units.is_empty() && !told()
    {
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

/// The items of a stretch: one, or where units lead it (县住建局2项:管网改造、污水处理厂扩建) as many as they are said to have.
pub(super) fn items_of(paragraph: &Paragraph, range: Range<usize>, heading: &Heading, loose: bool) -> Vec<Named> {
    let Some((units, parts)) = led_by_units(paragraph, range.clone()) else {
        return item_of(paragraph, range, heading, loose).into_iter().collect();
    };
    let item = |part| item_of(paragraph, part, heading, true);
    let with_units =
        |named: Named| if named.units.is_empty() { Named { units: units.clone(), ..named } } else { named };
    parts.into_iter().filter_map(item).map(with_units).collect()
}

/// The units before the colon of an item, and the stretches behind it that are tasks of theirs.
fn led_by_units(paragraph: &Paragraph, range: Range<usize>) -> Option<(Vec<String>, Vec<Range<usize>>)> {
    let text = paragraph.text.get(range.clone())?;
    let start = range.start + outline::marker(text).map_or(0, |marker| marker.length);
    let body = paragraph.text.get(start..range.end)?;
    // 【市教育局】新建幼儿园3所.
    let boxed = body.strip_prefix('【').and_then(|inner| inner.find('】'));
    let first = start + boxed.map_or(0, |_| '【'.len_utf8());
    // A colon in a bracket belongs to a label: 新建食堂6处(责任单位:市民政局).
    let end = first + boxed.or_else(|| body.find(':'))?;
    let head = paragraph.text.get(first..end).filter(|head| !head.contains('('))?;
    let names = head.trim_end_matches(|c: char| !c.is_ascii_digit());
    let names = names.trim_end_matches(|c: char| c.is_ascii_digit());
    // 县住建局2项: a number and a measure word of tasks behind the names.
    let (names, count) = match head.get(names.len()..).unwrap_or("") {
        tail if names.is_empty() || tail.chars().count() > 4 => (head, 1),
        tail => (names, tail.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap_or(1)),
    };
    if units::likeness(names.trim()) != units::Likeness::Whole {
        return None;
    }
    let behind = paragraph.text.get(end..range.end)?;
    let from = range.end - behind.trim_start_matches(['】', ':', ' ']).len();
    let rest = paragraph.text.get(from..range.end)?.trim_end_matches(['。', ';', ',', ' ']);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut at = from;
    for piece in rest.split('、') {
        parts.push(at..at + piece.len());
        at += piece.len() + '、'.len_utf8();
    }
    if count < 2 || parts.len() != count {
        // 市教育局:新增学位5000个;改造食堂30个。
        let tasks = if rest.contains('。') { Vec::new() } else { cut_items(rest) };
        parts = tasks.into_iter().map(|part| from + part.start..from + part.end).collect();
        let told = |part: &Range<usize>| WORDS.begins_report(&paragraph.text[part.clone()]);
        if parts.len() < 2 || parts.iter().any(told) {
            parts.clear();
            parts.push(from..from + rest.len());
        }
    }
    let units = unit_names(&paragraph.clean(first..first + names.len()), false);
    Some((units, parts))
}

/// Cuts an item into name, units, number and report. Where it stands in a list of its own (`listed`), its report may follow without a
/// mark.
pub(super) fn parse(paragraph: &Paragraph, range: Range<usize>, listed: bool) -> Option<Named> {
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
    if let Some((units, from)) = owner(&text[start..end]) {
        units_found.extend(unit_names(&paragraph.clean(start + units.start..start + units.end), true));
        start += from;
    }
    // Labels and brackets behind the name.
    loop {
        let body = &text[start..end];
        if let Some((at, label_end)) = find_unit_label(body) {
            let value_end = label_end + names_end(&body[label_end..]);
            units_found.extend(unit_names(&paragraph.clean(start + label_end..start + value_end), true));
            let after = trim(start, end);
            if value_end + 3 < body.len() && progress.is_empty() {
                progress = paragraph
                    .clean(start + value_end + 1..after)
                    .trim_start_matches(['。', '，', ',', ')', '）', '；'])
                    .to_owned();
            }
            end = trim(start, start + body[..at].trim_end_matches(['(', '[', ',']).len());
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
            if in_bracket(body).is_some() {
                let mut names = unit_names(&paragraph.clean(start + open + 1..end - 1), false);
                names.append(&mut units_found);
                units_found = names;
                end = trim(start, start + open);
                continue;
            }
            if inner.contains('%') || (inner.chars().count() > 12 || tells_status(inner)) && progress.is_empty() {
                progress = paragraph.clean(start + open + 1..end - 1);
                end = trim(start, start + open);
                continue;
            }
        }
        break;
    }
    // A report behind the name: 名称(第6项):增长6.7%; 名称,完成率仅13.3%.
    let body = &text[start..end];
    let quoted = body.starts_with('“') && body.find('”').is_some_and(|at| !goes_on(&body[at + '”'.len_utf8()..]));
    let cut = if quoted {
        body.find('”').map(|at| at + '”'.len_utf8())
    } else {
        ordinal_bracket(body)
            .map(|(at, _)| at)
            .or_else(|| body.find(':').filter(|at| *at > 5))
            .or_else(|| body.find('。'))
            .or_else(|| ended(body).filter(|_| listed))
            .or_else(|| body.find(',').filter(|at| reports_behind(body, *at)))
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
        // 北延工程(区交通局):…: the bracket stood before the report.
        if let Some((open, names)) = in_bracket(&text[start..end]) {
            units_found.extend(unit_names(&paragraph.clean(start + names.start..start + names.end), false));
            end = trim(start, start + open);
        }
    }
    let name = paragraph.clean(start..end);
    let name = without_quotes(name.trim_matches([' ', '：', ':']).trim_end_matches(['。', '；']));
    let han = name.chars().filter(|c| is_han(*c)).count();
    // 截至9月底签约9个: what begins with a time is a report.
    (han >= 2 && leading(&WORDS.times, &crate::fold::fold(name)).is_none()).then(|| Named {
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

/// Whether a bracket ends in what is said of a task: (开工滞后).
fn tells_status(inner: &str) -> bool {
    tokens::read(inner).last().is_some_and(|token| token.end == inner.len() && matches!(token.kind, Kind::Status(_)))
}

/// Whether what follows the comma behind a name reports on it: 甲建设项目,完成率仅13.3%; 乙桥,因资金不足停工.
fn reports_behind(body: &str, comma: usize) -> bool {
    let behind = &body[comma..];
    comma >= 15 && behind.contains(|c: char| c.is_ascii_digit()) || leading(&WORDS.cause, &behind[1..]).is_some()
}

/// Where a name ends before a cause or a report, with a comma between or no mark at all: 安置点建设受资金影响停工.
fn ended(body: &str) -> Option<usize> {
    let told = |behind: &str| leading(&WORDS.cause, behind).is_some() || WORDS.begins_report(behind);
    let named = |name: &str| WORDS.ends.iter().any(|word| name.ends_with(word));
    if let Some(comma) = body.find(',').filter(|at| *at >= 12 && (told(&body[at + 1..]) || named(&body[..*at]))) {
        return Some(comma);
    }
    let at = WORDS.first_end(body, &|end| {
        let behind = &body[end..];
        end > 12 && told(behind) && leading(&WORDS.aims, behind).is_none() && leading(&WORDS.ends, behind).is_none()
    })?;
    let whole = WORDS.ends.iter().any(|word| body.ends_with(word));
    (!whole).then_some(at)
}

/// Whether a quote is only the beginning of a name: “数字城市”平台上线, and not “A”(第6项) or “A”已完成.
fn goes_on(behind: &str) -> bool {
    behind.starts_with(is_han)
        && tokens::read(behind).first().is_none_or(|token| token.start != 0)
        && !WORDS.begins_report(behind)
}

/// A name without the quotes around it; quotes within it stay.
pub fn without_quotes(name: &str) -> &str {
    let mut name = name.trim();
    for (open, close) in [('“', '”'), ('「', '」'), ('"', '"')] {
        if let Some(inner) =
            name.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).filter(|inner| !inner.contains(close))
        {
            name = inner;
        }
        if name.matches(open).count() != name.matches(close).count() {
            name = name.trim_matches([open, close]);
        }
    }
    name.trim()
}

/// 第6项, 第十一件.
pub(super) fn ordinal(text: &str) -> Option<String> {
    let rest = text.strip_prefix('第')?;
    let number = crate::phrase::numeral::number(rest, 0)?;
    matches!(&rest[number.end..], "项" | "件" | "条" | "").then(|| number.value.to_string())
}

/// A bracket with an ordinal behind a name, and its number: 实际利用外资(第7项).
pub fn ordinal_bracket(body: &str) -> Option<(usize, String)> {
    body.match_indices("(第").find_map(|(at, _)| {
        let inner = &body[at + 1..];
        Some((at, ordinal(&inner[..inner.find(')')?])?))
    })
}

/// Where the names behind a label end: a comma before what is no unit begins the report (牵头部门:市交通局,尚未启动).
pub fn names_end(value: &str) -> usize {
    let value = &value[..value.find([')', ';', '。']).unwrap_or(value.len())];
    let mut commas = value.match_indices(',').map(|(at, _)| at);
    let told = |at: &usize| {
        let next = value[at + 1..].split(',').next().unwrap_or("");
        units::likeness(next.trim()) != units::Likeness::Whole
    };
    commas.find(told).unwrap_or(value.len())
}

/// A label of units inside an item: where it begins and where its value does.
pub fn find_unit_label(body: &str) -> Option<(usize, usize)> {
    body.match_indices(':')
        .find_map(|(colon, _)| {
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
        .or_else(|| unmarked_label(body))
}

/// A label of units with no colon behind it: 大坝渗漏问题,责任单位县水利局,….
fn unmarked_label(body: &str) -> Option<(usize, usize)> {
    body.match_indices([',', ';', '(', '。']).find_map(|(mark, sign)| {
        let at = mark + sign.len();
        let value = at + outline::unit_label(&body[at..])?;
        let name = body[value..].split([',', ';', ')', '。', '、']).next()?;
        units::is_complete(name).then_some((at, value))
    })
}

/// The names in a list of units; only those that look like units unless a label says that they are.
pub fn unit_names(printed: &str, labelled: bool) -> Vec<String> {
    let printed = printed.trim_start_matches(['由', '（', '(', '如']).trim_start_matches("涉及");
    units::split(printed)
        .into_iter()
        .map(|name| name.trim_end_matches('等').trim().to_owned())
        .filter(|name| {
            !name.is_empty() && (labelled && name.chars().count() <= 30 || units::is_complete(&crate::fold::fold(name)))
        })
        .collect()
}

/// Whether a name is nothing but a status and a number: 已完成整改19个.
pub(super) fn is_status(name: &str) -> bool {
    let folded = crate::fold::fold(name);
    if crate::lexicon::statuses::mark(&folded).flatten().is_some() && folded.chars().count() <= 4 {
        return true;
    }
    let tokens = tokens::read(&folded);
    if !tokens.iter().any(|token| matches!(token.kind, Kind::Status(_))) {
        return false;
    }
    let mut at = 0;
    let mut left = 0;
    for token in &tokens {
        left += folded.get(at..token.start).unwrap_or("").chars().filter(|c| is_han(*c)).count();
        at = token.end;
    }
    left += folded.get(at..).unwrap_or("").chars().filter(|c| is_han(*c)).count();
    left < 2
}

/// Whether a name is a number of tasks with what is said of them: 10个社会事业项目完成年度计划158%.
pub(super) fn is_count(name: &str) -> bool {
    let tokens = tokens::read(&crate::fold::fold(name));
    tokens.first().is_some_and(|token| token.start == 0 && token.value().is_some())
        && tokens.iter().any(|token| matches!(token.kind, Kind::Status(_)))
}

/// Whether a name is nothing but a counted noun: 项目, 民生实事, 9个综合指标, 综合指标类9项, 重点工作中的.
pub fn is_noun(name: &str) -> bool {
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
