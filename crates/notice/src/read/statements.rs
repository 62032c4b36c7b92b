//! Tasks of a report that only tells: numbered paragraphs under 完成情况, and sentences that report one
//! thing after another (甲工程已完成…；乙项目正在…；丙改造…). Read only where nothing else gave tasks.

use super::items::Named;
use super::outline::{self, Level};
use super::text::{Paragraph, is_han};
use crate::lexicon;
use crate::lexicon::statuses;
use std::ops::Range;
use std::sync::LazyLock;

/// Words after which a report begins, and words that end the name of a task.
struct Words {
    verbs: Vec<&'static str>,
    ends: Vec<&'static str>,
    not_names: Vec<&'static str>,
    /// Verbs that tell a time: what stands before them is a name, however it ends.
    times: Vec<&'static str>,
    /// Words before a name that are no part of it.
    leads: Vec<&'static str>,
    /// Words that speak of several tasks at once.
    several: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |sort: &str| -> Vec<&'static str> {
        lexicon::rows(lexicon::table!("names"))
            .filter(|row| row.get(1) == Some(&sort))
            .filter_map(|row| row.first().copied())
            .collect()
    };
    Words {
        verbs: of("verb"),
        ends: of("end"),
        not_names: of("not"),
        times: of("time"),
        leads: of("lead"),
        several: of("several"),
    }
});

/// Fewer statements than this in one sentence are no list.
const FEWEST: usize = 3;

/// Reads the numbered reports, else the told ones, else what a sentence lists by number.
pub fn read(paragraphs: &[Paragraph]) -> Vec<Named> {
    let numbered = numbered(paragraphs);
    if numbered.len() >= 2 {
        return numbered;
    }
    let told: Vec<Named> = paragraphs
        .iter()
        .flat_map(|paragraph| {
            let listed = listed(paragraph);
            let told = told(paragraph);
            if listed.len() > told.len() { listed } else { told }
        })
        .collect();
    if told.is_empty() { paragraphs.iter().flat_map(super::items::enumerated).collect() } else { told }
}

/// Joins the tasks that were named with a status and those that were told. Where a line tells several tasks, what else is named
/// there are parts of them; a task found both ways keeps the status it was named with.
pub fn merge(named: Vec<Named>, mut told: Vec<Named>) -> Vec<Named> {
    // Where more is named with a status in a line than is told there, the line is a list of names.
    let in_line = |all: &[Named], line: u32| all.iter().filter(|one| one.lines.first == line).count();
    let counts: Vec<bool> = told
        .iter()
        .map(|one| one.number.is_some() || in_line(&told, one.lines.first) >= in_line(&named, one.lines.first))
        .collect();
    let mut keep = counts.into_iter();
    told.retain(|_| keep.next().unwrap_or(true));
    // What is told within the report on a task that is named by its unit is part of that report.
    told.retain(|two| !named.iter().any(|one| one.lines == two.lines && holds(one, two)));
    let (same, other): (Vec<Named>, Vec<Named>) =
        named.into_iter().partition(|one| told.iter().any(|two| alike(one, two)));
    for one in same {
        if let Some(two) = told.iter_mut().find(|two| alike(&one, two)) {
            two.status = one.status.or(two.status);
            (two.word, two.word_lines) = (one.word, one.word_lines);
            if two.units.is_empty() {
                two.units = one.units;
            }
            two.number = two.number.take().or(one.number);
        }
    }
    let mut all: Vec<Named> =
        other.into_iter().filter(|one| told.iter().filter(|two| two.lines == one.lines).count() < FEWEST).collect();
    all.extend(told);
    crate::order::sort_by_key(&mut all, |one| one.lines.first);
    all
}

/// Whether one task's report tells of the other.
fn holds(one: &Named, two: &Named) -> bool {
    !one.units.is_empty()
        && (one.progress.contains(&two.text) || one.text == two.text && one.progress.contains(&two.progress))
}

fn alike(one: &Named, two: &Named) -> bool {
    one.lines == two.lines && (one.text == two.text || two.text.contains(&one.text) && one.text.chars().count() >= 6)
}

/// Numbered paragraphs that hold a name or promise and then what was done.
fn numbered(paragraphs: &[Paragraph]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut reporting = paragraphs.iter().take(8).any(|paragraph| reports(&paragraph.text));
    for paragraph in paragraphs {
        let text = paragraph.text.as_str();
        let length = text.chars().count();
        if length < 40 && (super::facts::ends_like_title(text) || text.ends_with(':')) {
            reporting =
                ["完成情况", "进展", "落实情况", "推进情况", "成效", "实施情况"].iter().any(|word| text.contains(word));
        } else if length < 24 && outline::marker(text).is_some_and(|marker| marker.level <= Level::Chapter) {
            reporting = false;
        }
        let Some(marker) = outline::marker(text)
            .filter(|marker| matches!(marker.level, Level::Item | Level::Chapter | Level::Bracket))
        else {
            continue;
        };
        if !reporting || length < 24 || outline::label(&text[marker.length..]).is_some() {
            continue;
        }
        let range = marker.length..text.len();
        let cut = report_start(&text[range.clone()]).map_or(range.end, |at| range.start + at);
        let name = paragraph.clean(range.start..cut);
        let name = name.trim_matches(['，', ',', '。', '；', ' ', '：', ':']);
        if name.chars().count() < 4 {
            continue;
        }
        found.push(named(paragraph, name, Some(marker.number.to_string()), cut..range.end));
    }
    found
}

/// Whether words say that a report on progress follows.
fn reports(text: &str) -> bool {
    ["完成情况", "进展情况", "最新进展", "落实情况", "推进情况", "实施情况"].iter().any(|word| text.contains(word))
}

/// Where the report begins: after the first sentence, or at the first word that tells of time or progress.
fn report_start(text: &str) -> Option<usize> {
    let sentence = text.find('。').map(|at| at + 3).filter(|at| *at < text.len());
    let comma = WORDS
        .verbs
        .iter()
        .filter(|verb| verb.starts_with(['截', '目', '上']))
        .filter_map(|verb| text.find(verb))
        .filter(|at| *at > 12)
        .min();
    match (sentence, comma) {
        (Some(sentence), Some(comma)) => Some(sentence.min(comma)),
        (one, other) => one.or(other),
    }
}

/// The statements of a paragraph, parted by ；.
fn told(paragraph: &Paragraph) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    for sentence in text.split_inclusive('。') {
        let range = at..at + sentence.len();
        at = range.end;
        let pieces = split(text, range, &[';', '。']);
        if pieces.len() < 2 {
            continue;
        }
        let statements: Vec<Named> = pieces
            .iter()
            .enumerate()
            .filter_map(|(index, piece)| statement(paragraph, piece.clone(), index == 0))
            .collect();
        // Where few pieces begin with a name, the sentence is no list of tasks.
        let paced = statements.iter().all(|one| one.status.is_some()) && statements.len() >= 2;
        if (statements.len() >= FEWEST || paced) && statements.len() * 3 >= pieces.len() * 2 {
            found.extend(statements);
        }
    }
    found
}

/// The statements of a paragraph that only commas part: 甲工程已完成1处(50%)、乙改造正在施工,丙…. A report goes on to the next
/// name. A name at the end of a bare enumeration (甲、乙、丙已完成) is left to those who read enumerations.
fn listed(paragraph: &Paragraph) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    let mut most = 0;
    for sentence in text.split_inclusive('。') {
        let range = at..at + sentence.len();
        at = range.end;
        let pieces = split(text, range.clone(), &[';', '。', ',', '、']);
        let mut open: Option<Range<usize>> = None;
        let mut count = 0;
        let mut bare = false;
        for piece in &pieces {
            let words = &text[piece.clone()];
            let name = name_of(text, piece.clone(), false).filter(|name| {
                name.end < piece.end && !bare && WORDS.verbs.iter().any(|verb| text[name.end..piece.end].contains(verb))
            });
            bare = text[..piece.start].ends_with('、') && bare && name.is_none()
                || WORDS.ends.iter().any(|end| words.ends_with(end));
            let over = WORDS.several.iter().any(|word| words.starts_with(word));
            if (name.is_some() || over)
                && let Some(open) = open.take()
            {
                found.push(named(paragraph, &paragraph.clean(open.clone()), None, open.end..piece.start));
            }
            if let Some(name) = name {
                count += 1;
                open = Some(name);
            }
        }
        if let Some(open) = open.take() {
            found.push(named(paragraph, &paragraph.clean(open.clone()), None, open.end..range.end));
        }
        most = most.max(count);
    }
    let plain = found.iter().all(|one| one.progress.starts_with(['已', '正']));
    let enough = most >= 2 && (found.len() >= FEWEST || found.len() == most && plain);
    if enough { found } else { Vec::new() }
}

/// The pieces of a stretch between these marks, where they stand outside brackets and quotes.
fn split(text: &str, range: Range<usize>, marks: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    let mut depth = 0;
    for (offset, c) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        match c {
            '(' | '“' => depth += 1,
            ')' | '”' => depth -= 1,
            _ if depth <= 0 && marks.contains(&c) => {
                if at > start {
                    found.push(start..at);
                }
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if range.end > start {
        found.push(start..range.end);
    }
    found
}

/// A statement: its name up to the word that begins the report.
fn statement(paragraph: &Paragraph, range: Range<usize>, first: bool) -> Option<Named> {
    let name = name_of(&paragraph.text, range.clone(), first)?;
    Some(named(paragraph, paragraph.clean(name.clone()).trim(), None, name.end..range.end))
}

/// The name with which a statement begins.
fn name_of(text: &str, range: Range<usize>, first: bool) -> Option<Range<usize>> {
    let mut start = range.start;
    // The first statement may stand behind an opening: 测评结果显示,甲工程,…; 其中,2023年甲工程….
    if first && let Some(open) = text[range.clone()].find([',', ':']) {
        let lead = &text[range.start..range.start + open];
        if lead.chars().count() <= 12 && !WORDS.ends.iter().any(|end| lead.ends_with(end)) {
            start = range.start + open + 1;
        }
    }
    // 滞后项目:一是甲工程…; 其中甲工程….
    if let Some(colon) = text[start..range.end].find(':').filter(|colon| *colon <= 36) {
        start += colon + 1;
    }
    if let Some(marker) = outline::marker(&text[start..range.end]) {
        start += marker.length;
    }
    while let Some(lead) = WORDS.leads.iter().find(|lead| text[start..range.end].starts_with(**lead)) {
        start += lead.len();
    }
    let body = &text[start..range.end];
    // 提升计划,截至…: a word that both ends names and begins reports ends the name where a comma follows it.
    let verb = WORDS
        .verbs
        .iter()
        .filter_map(|verb| {
            find_outside(body, verb)
                .filter(|at| !(WORDS.ends.contains(verb) && body[at + verb.len()..].starts_with(',')))
        })
        .min();
    let comma = find_outside(body, ",");
    let cut = match (verb, comma) {
        (Some(verb), Some(comma)) => verb.min(comma),
        (Some(at), None) | (None, Some(at)) => at,
        (None, None) => return None,
    };
    let timed = WORDS.times.iter().any(|word| body[cut..].starts_with(word));
    // …改造工程土建已完成: what follows the end of the name belongs to the report.
    let cut = WORDS
        .ends
        .iter()
        .filter_map(|end| body[..cut].rfind(end).map(|at| at + end.len()))
        .max()
        .filter(|end| body[*end..cut].chars().count() <= 4 && body[*end..cut].chars().all(is_han))
        .unwrap_or(cut);
    let name = body[..cut].trim();
    let length = name.chars().count();
    let bare = name.split('(').next().unwrap_or(name).trim_end_matches('”');
    // 263场送戏进万村: a number and what it counts is a name too.
    let counted = name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().filter(|c| is_han(*c)).count() >= 4
        && !name.contains(['月', '日'])
        && !super::tokens::grammar().heads.iter().any(|(word, _)| name.ends_with(word));
    if !(4..=44).contains(&length)
        || name.contains('。')
        || WORDS.not_names.iter().any(|word| name.starts_with(word))
        || !(timed || counted || WORDS.ends.iter().any(|end| bare.ends_with(end) || name.ends_with(end)))
    {
        return None;
    }
    Some(start..start + cut)
}

/// The first place of a word outside brackets and quotes.
fn find_outside(body: &str, word: &str) -> Option<usize> {
    body.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = &body[..*at];
        before.matches('(').count() <= before.matches(')').count()
            && before.matches('“').count() <= before.matches('”').count()
    })
}

fn named(paragraph: &Paragraph, name: &str, number: Option<String>, report: Range<usize>) -> Named {
    let folded = &paragraph.text[report.clone()];
    let phrase = statuses::phrases(folded).into_iter().find(|phrase| {
        phrase.status.is_some()
            && (phrase.whole || phrase.sort == statuses::Sort::Pace || phrase.sort == statuses::Sort::Stop)
    });
    let progress = paragraph.clean(report.clone());
    let progress =
        progress.trim().trim_start_matches(|c: char| !is_han(c) && !c.is_alphanumeric() && c != '“').to_owned();
    let progress = progress.trim_end_matches(['，', '、', '；', ',', ';']).to_owned();
    Named {
        text: name.to_owned(),
        units: Vec::new(),
        // What a report says of itself is for judging; the notice rules on it only by a phrase on its pace or on the whole.
        status: phrase.and_then(|phrase| phrase.status),
        word: phrase.map_or_else(String::new, |phrase| {
            paragraph.printed(report.start + phrase.start..report.start + phrase.end).to_owned()
        }),
        word_lines: phrase.map_or_else(
            || paragraph.lines(report.clone()),
            |phrase| paragraph.lines(report.start + phrase.start..report.start + phrase.end),
        ),
        number,
        progress,
        category: String::new(),
        lines: paragraph.lines(report.start.saturating_sub(1)..report.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_after_another() {
        let found = read(&[Paragraph::new([(
            1,
            "其中，甲街道公园建设工程已完成主体；乙路改造提升工程正在推进选址，进度50%；丙片区雨水管网修复工程已进场。",
        )])]);
        assert_eq!(
            found.iter().map(|named| named.text.as_str()).collect::<Vec<_>>(),
            ["甲街道公园建设工程", "乙路改造提升工程", "丙片区雨水管网修复工程"]
        );
        assert_eq!(found[1].progress, "正在推进选址，进度50%");
    }

    #[test]
    fn told_between_commas() {
        let found = read(&[Paragraph::new([(
            1,
            "剩余8项中，2个养老机构建设已完成1个（50%）、15个幸福院建设已完成8个（53%），263场送戏进万村已送230场（87%），这3项预计10月底前全部完成。",
        )])]);
        assert_eq!(
            found.iter().map(|named| (named.text.as_str(), named.progress.as_str())).collect::<Vec<_>>(),
            [
                ("2个养老机构建设", "已完成1个（50%）"),
                ("15个幸福院建设", "已完成8个（53%）"),
                ("263场送戏进万村", "已送230场（87%）")
            ]
        );
        assert!(read(&[Paragraph::new([(1, "甲工程、乙工程、丙改造已完成，各部门配合密切。")])]).is_empty());
    }

    #[test]
    fn numbered_reports() {
        let found = read(&[
            Paragraph::new([(1, "（二）其他指标任务完成情况")]),
            Paragraph::new([(2, "1.引进投资项目不少于3个；新开工项目100个。上半年，引进项目3个，新开工项目80个。")]),
            Paragraph::new([(3, "2.培育发展平台2家，示范企业总数达30家。支持企业实施改造，推动技术应用。")]),
        ]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "引进投资项目不少于3个；新开工项目100个");
        assert!(found[0].progress.starts_with("上半年"));
    }
}
