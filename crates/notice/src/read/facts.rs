//! The notice as a document: title, document number, issuers, dates, source. Page data above the
//! text, the title line, and the signature below it are where they stand.

use super::period;
use crate::fold::fold;
use crate::lexicon;
use crate::notice::{LineKind, Notice};
use crate::phrase::dates::{self, Date};
use crate::phrase::outline::{self, Label};
use crate::phrase::text::Paragraph;
use crate::report::{NoticeFacts, NoticeKind};
use crate::source::Source;
use std::sync::LazyLock;

/// A word that ends titles and the kind of text it makes.
struct TitleWord {
    word: &'static str,
    kind: Option<NoticeKind>,
}

static TITLE_WORDS: LazyLock<Vec<TitleWord>> = LazyLock::new(|| {
    let mut words: Vec<TitleWord> = lexicon::rows(lexicon::table!("titles"))
        .filter_map(|row| {
            let kind = match *row.get(1)? {
                "progress" => Some(NoticeKind::Progress),
                "plan" => Some(NoticeKind::Plan),
                "announcement" => Some(NoticeKind::Announcement),
                _ => None,
            };
            Some(TitleWord { word: row[0], kind })
        })
        .collect();
    crate::order::sort_by_key(&mut words, |word| std::cmp::Reverse(word.word.len()));
    words
});

/// Where page data and the title are looked for: the first lines that hold anything, and the last.
const HEAD_LINES: usize = 60;

/// The text before a bracket that closes a title: 情况表(截至9月底), 通报(十五).
fn without_bracket(text: &str) -> &str {
    let text = text.trim_end_matches(['。', ' ', '*', '#']);
    if text.ends_with(')')
        && let Some(open) = text.rfind('(')
    {
        return text[..open].trim_end();
    }
    text
}

/// Whether a folded line ends as a title does.
pub fn ends_like_title(text: &str) -> bool {
    title_word(text).is_some()
}

fn title_word(text: &str) -> Option<&'static TitleWord> {
    let text = without_bracket(text.trim());
    TITLE_WORDS.iter().find(|word| text.ends_with(word.word))
}

/// The kind of text that this title makes.
pub fn kind_of_title(title: &str) -> Option<NoticeKind> {
    title_word(&fold(title)).and_then(|word| word.kind)
}

/// Completes the facts of the notice.
pub fn read(source: &Source<'_>, prose: &[Paragraph], notice: &mut Notice) {
    let mut facts = NoticeFacts::default();
    page_data(source, notice, &mut facts);
    title(prose, &mut facts);
    if facts.document_number.is_none() {
        facts.document_number = prose.iter().take(HEAD_LINES).find_map(own_number);
    }
    signature(prose, &mut facts);
    facts.period = period::read(prose, &facts);
    notice.facts = facts;
}

/// Facts with a label, wherever on a line: 信息来源: … 发布时间: …. Lines that a reader of tables or chrome
/// took are looked at too: page data often stands in a table of its own.
fn page_data(source: &Source<'_>, notice: &Notice, facts: &mut NoticeFacts) {
    let count = notice.lines.len();
    let near_end = count.saturating_sub(HEAD_LINES);
    let mut seen = 0;
    let mut signed: Option<Date> = None;
    let mut issuer: Option<String> = None;
    for (index, kind) in notice.lines.iter().enumerate() {
        if *kind == LineKind::Blank || *kind == LineKind::Placed {
            continue;
        }
        seen += 1;
        if seen > HEAD_LINES && index < near_end {
            continue;
        }
        let line = source.line(index as u32 + 1);
        if line.len() > 600 {
            continue;
        }
        let paragraph = Paragraph::new([(index as u32 + 1, line)]);
        for (label, from, to) in labelled(&paragraph.text) {
            let value = paragraph.text[from..to].trim();
            if value.is_empty() {
                continue;
            }
            match label {
                Label::Source if facts.source.is_none() => {
                    facts.source = Some(paragraph.clean(from..to).trim().to_owned());
                }
                Label::Published => {
                    if let Some(date) = dates::find(value)
                        && (facts.published_at.is_none()
                            || date.time.is_some() && facts.published_at.as_ref().is_some_and(|at| !at.contains('T')))
                    {
                        facts.published_at = Some(date.iso());
                    }
                }
                Label::Signed if signed.is_none() => signed = dates::find(value),
                Label::Document
                    if facts.document_number.is_none() && value.ends_with(['号', '期']) && value.len() < 90 =>
                {
                    facts.document_number = Some(paragraph.clean(from..to).trim().to_owned());
                }
                Label::Issuer if issuer.is_none() => issuer = Some(paragraph.clean(from..to).trim().to_owned()),
                Label::Name if facts.title.is_none() && ends_like_title(value) => {
                    facts.title = Some(paragraph.clean(from..to).trim().to_owned());
                }
                _ => {}
            }
        }
    }
    if let Some(date) = signed {
        facts.signed_on = Some(dates::iso(date.year, date.month, date.day));
    }
    if let Some(issuer) = issuer {
        facts.issuers = issuer
            .split(['、', '，', ','])
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect();
    }
}

/// The labelled values of a folded line: label, and the range of its value. A value ends at a wide gap, a bar, or the next label.
fn labelled(text: &str) -> Vec<(Label, usize, usize)> {
    let mut found: Vec<(Label, usize, usize)> = Vec::new();
    let mut at = 0;
    let mut fresh = true;
    while at < text.len() {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or(' ');
        if fresh
            && let Some((label, length)) = outline::label(rest)
            && !label.of_task()
        {
            close(text, &mut found, at);
            found.push((label, at + length, text.len()));
            at += length.max(1);
            fresh = false;
            continue;
        }
        if matches!(c, '|' | '[' | '【' | '‧') || rest.starts_with(" 浏览") {
            close(text, &mut found, at);
        }
        // A label may follow anything but a character that it could be part of; a word after a date or an office is a new label.
        fresh = !crate::phrase::text::is_han(c)
            || found.last().is_some_and(|(label, from, _)| *label != Label::Name && at > *from);
        at += c.len_utf8();
    }
    found.retain(|(label, ..)| *label != Label::Ignore);
    found.iter().map(|(label, from, to)| (*label, *from, trim_value(text, *from, *to))).collect()
}

fn close(text: &str, found: &mut [(Label, usize, usize)], at: usize) {
    if let Some(last) = found.last_mut()
        && last.2 == text.len()
    {
        last.2 = at.max(last.1);
    }
}

/// Cuts what follows a value with another label that the tables do not know: 浏览次数:, 作者:.
fn trim_value(text: &str, from: usize, to: usize) -> usize {
    let value = &text[from..to];
    let lead = value.len() - value.trim_start().len();
    let body = value.trim();
    // A date keeps the blank before its hour; any other value ends at the first blank.
    let end = match body.find([' ', '\t']) {
        Some(blank) if !body.starts_with(|c: char| c.is_ascii_digit()) => blank,
        _ => body.len(),
    };
    from + lead + end
}

/// The title: the line among the first that looks most like one.
fn title(prose: &[Paragraph], facts: &mut NoticeFacts) {
    let mut best: Option<(i32, usize, std::ops::Range<usize>)> = None;
    let mut bodies = 0;
    for (index, paragraph) in prose.iter().take(HEAD_LINES).enumerate() {
        let text = paragraph.text.as_str();
        if text.contains('。') && text.len() > 240 {
            bodies += 1;
            if bodies > 1 {
                break;
            }
        }
        let mut range = trimmed(text);
        if let Some(number) = number_range(text)
            && number.end < range.end
            && number.start <= range.start + 6
        {
            if facts.document_number.is_none() {
                facts.document_number = Some(paragraph.clean(number.clone()));
            }
            range.start = number.end;
        }
        // What a page says of itself may stand behind the title on one line: …的通报 发布时间:….
        if let Some(data) = page_label(text, range.start).filter(|at| *at > range.start) {
            range.end = data.min(range.end);
        }
        let line = text[range.clone()].trim();
        let start = range.start + (text[range.clone()].len() - text[range.clone()].trim_start().len());
        let score = title_score(line) - bodies * 3;
        if score > best.as_ref().map_or(3, |(score, ..)| *score) {
            best = Some((score, index, start..start + line.len()));
        }
    }
    if let Some((_, index, range)) = best {
        facts.title = Some(prose[index].clean(range));
    } else if facts.title.is_none() {
        // A text without a title of the trade: its first short line before the body, or nothing.
        facts.title = prose
            .iter()
            .take(6)
            .find(|p| {
                (12..150).contains(&p.text.len())
                    && !p.text.contains(['。', ':', '|', '>', '?'])
                    // [本期综述] heads a part.
                    && !p.text.starts_with(['[', '【', '§'])
                    && dates::at_position(&p.text, 0).is_none()
                    && outline::marker(&p.text).is_none()
            })
            .map(|p| p.clean(trimmed(&p.text)));
    }
}

/// Where behind a blank a label of the page's own data begins: its source, its day, how often it was read.
fn page_label(text: &str, from: usize) -> Option<usize> {
    let line = text.get(from..).filter(|line| line.contains(':'))?;
    let behind = |(at, blank): (usize, &str)| from + at + blank.len();
    let places = line.match_indices([' ', '\t']).map(behind);
    places.into_iter().find(|at| outline::label(&text[*at..]).is_some_and(|(label, _)| !label.of_task()))
}

/// Without the marks of a heading: `#`, `*`, blanks.
fn trimmed(text: &str) -> std::ops::Range<usize> {
    let start = text.len() - text.trim_start_matches(['#', '*', ' ', '-', '•', '|']).len();
    let end = text.trim_end_matches(['#', '*', ' ', '|']).len();
    start.min(end)..end
}

fn title_score(line: &str) -> i32 {
    let length = line.chars().count();
    if !(6..=90).contains(&length) || line.contains(['>', '|', '。', ';']) || outline::marker(line).is_some() {
        return -9;
    }
    let mut score = 0;
    if let Some(word) = title_word(line) {
        score += if word.kind.is_some() { 4 } else { 3 };
    }
    if line.starts_with("关于") || line.contains("关于") {
        score += 3;
    }
    if ["情况", "进展", "进度", "落实", "督查", "完成"].iter().any(|word| line.contains(word)) {
        score += 2;
    }
    if period::find(line).is_some() {
        score += 1;
    }
    if line.starts_with("附件") || line.contains(':') {
        score -= 4;
    }
    score
}

/// A document number that stands for itself: 市政督〔2023〕3号, not one cited after 《…》.
fn own_number(paragraph: &Paragraph) -> Option<String> {
    let range = number_range(&paragraph.text)?;
    let text = &paragraph.text;
    let before = text[..range.start].trim_end();
    let alone = before.is_empty() && text[range.end..].trim().len() < 60;
    alone.then(|| paragraph.clean(range))
}

/// 〔2021〕37号, [2021]5号, (2020)18号 with the words before it, or 字第1120198765号.
fn number_range(text: &str) -> Option<std::ops::Range<usize>> {
    let open = text.char_indices().find(|(at, c)| {
        matches!(c, '〔' | '[' | '(' | '【')
            && crate::phrase::numeral::digits(text, at + c.len_utf8())
                .is_some_and(|n| (1949..2100).contains(&n.value) && text[n.end..].starts_with(['〕', ']', ')', '】']))
    });
    if let Some((at, c)) = open {
        let year_end = at + c.len_utf8() + 4;
        let close = text[year_end..].chars().next().map_or(0, char::len_utf8);
        let number = crate::phrase::numeral::number(
            text,
            year_end + close + if text[year_end + close..].starts_with('第') { 3 } else { 0 },
        )?;
        if !text[number.end..].starts_with('号') {
            return None;
        }
        let before = &text[..at];
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| crate::phrase::text::is_han(*c) || *c == '、' || *c == ',')
            .last()
            .map_or(at, |(start, _)| start);
        return (at > start).then_some(start..number.end + 3);
    }
    let at = text.find("字第")?;
    let number = crate::phrase::numeral::digits(text, at + "字第".len())?;
    let start = text[..at]
        .char_indices()
        .rev()
        .take_while(|(_, c)| crate::phrase::text::is_han(*c))
        .last()
        .map_or(at, |(start, _)| start);
    text[number.end..].starts_with('号').then_some(start..number.end + 3)
}

/// The signature: a line that is only a day, under one to three lines that name offices.
fn signature(prose: &[Paragraph], facts: &mut NoticeFacts) {
    let mut signed = None;
    for (index, paragraph) in prose.iter().enumerate() {
        let text = paragraph.text.trim();
        if text.len() > 60 {
            continue;
        }
        let bare = text.trim_start_matches("中华民国");
        let Some(date) =
            dates::at_position(bare, 0).or_else(|| dates::find(text).filter(|d| text[..d.start] == *"中华民国"))
        else {
            continue;
        };
        if date.time.is_some() || date.end < bare.len() && date.end + "中华民国".len() < text.len() {
            continue;
        }
        let offices = offices_above(prose, index);
        // The first signed day counts; a bare day without offices only while there is no better one.
        if !offices.is_empty() {
            facts.issuers = offices;
            signed = Some(date);
            break;
        }
        if index > 2 && signed.is_none() {
            signed = Some(date);
        }
    }
    if let Some(date) = signed {
        if date.recovered {
            facts.recovered.push("signed_on".to_owned());
        }
        facts.signed_on = Some(dates::iso(date.year, date.month, date.day));
    }
}

fn offices_above(prose: &[Paragraph], index: usize) -> Vec<String> {
    let mut offices: Vec<String> = Vec::new();
    for paragraph in prose[..index].iter().rev().take(3) {
        let text = paragraph.text.trim();
        let parts: Vec<&str> = text.split_whitespace().collect();
        if text.is_empty() || text.len() > 180 || !parts.iter().all(|part| is_office(part)) {
            break;
        }
        let printed = paragraph.clean(0..paragraph.text.len());
        let mut found: Vec<String> = printed
            .split([' ', '\t', '\u{3000}', '\u{a0}'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        found.append(&mut offices);
        offices = found;
    }
    offices
}

/// Whether a folded text can be the name of an office that signs.
fn is_office(text: &str) -> bool {
    const LAST: &str = "室办局委府组会处部院厅科站司队段所心署社厂店校团";
    let length = text.chars().count();
    (4..=40).contains(&length)
        && text.chars().all(|c| crate::phrase::text::is_han(c) || matches!(c, '(' | ')' | '、' | '“' | '”'))
        && text.chars().next_back().is_some_and(|last| LAST.contains(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;

    #[test]
    fn number_glued_to_the_title() {
        let text = "甲市委、市政府督通〔2021〕37号关于2021年市政府重点工作三季度完成情况的通报\n\n根据要求，现将有关情况通报如下。\n\n中共甲市委督查室       甲市人民政府督查室\n\n20211013\n";
        let facts = analyze(text, &crate::Options::default()).notice;
        assert_eq!(facts.document_number.as_deref(), Some("甲市委、市政府督通〔2021〕37号"));
        assert_eq!(facts.title.as_deref(), Some("关于2021年市政府重点工作三季度完成情况的通报"));
        assert_eq!(facts.issuers, ["中共甲市委督查室", "甲市人民政府督查室"]);
        assert_eq!(facts.signed_on.as_deref(), Some("2021-10-13"));
        assert_eq!(facts.recovered, ["signed_on"]);
        assert_eq!(facts.period.and_then(|period| period.end).as_deref(), Some("2021-09-30"));
    }

    #[test]
    fn page_data_behind_the_title() {
        let text = "甲县人民政府\n关于2024年5月“三重”工作亮灯情况的通报 发布时间：2024/06/11 16:48 | 来源：县政府督查室作者：某某\n\n现将有关情况通报如下。\n";
        let facts = analyze(text, &crate::Options::default()).notice;
        assert_eq!(facts.title.as_deref(), Some("关于2024年5月“三重”工作亮灯情况的通报"));
        assert_eq!(facts.source.as_deref(), Some("县政府督查室"));
    }

    #[test]
    fn labels_on_one_line() {
        let text = "信息来源：县发展和改革局   发布日期：2022-09-15 10:12   浏览次数：389 次";
        let folded = fold(text);
        let values: Vec<&str> = labelled(&folded).into_iter().map(|(_, from, to)| &folded[from..to]).collect();
        assert_eq!(values, ["县发展和改革局", "2022-09-15 10:12"]);
    }
}
