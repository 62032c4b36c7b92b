//! Where an entry of a list is cut into the name of its task and what is told of it. A folded text in, two ranges out.

use super::name::{WORDS, find_outside, is_entry_name, report_start};
use crate::lexicon::statuses;
use crate::phrase::units;
use std::ops::Range;

/// An entry cut in two.
pub(super) struct Cut {
    pub name: Range<usize>,
    /// What is told; it holds the name where that begins the report (新增座位52个,为计划的104%).
    pub report: Range<usize>,
}

/// Cuts the words from `start` on.
pub(super) fn cut(text: &str, start: usize) -> Option<Cut> {
    let mut start = start;
    // 截至11月底,新增就业15.59万人: the time is no part of the name.
    if let Some(comma) = text[start..].find(',').filter(|comma| *comma <= 36)
        && WORDS.times.iter().any(|word| text[start..].starts_with(word))
    {
        start += comma + 1;
    }
    let body = &text[start..];
    if let Some((name, report)) = halves(body) {
        return Some(Cut {
            name: start + name.start..start + name.end,
            report: start + report.start..start + report.end,
        });
    }
    let (end, whole) = name_end(body);
    let report = if whole { start } else { start + end };
    Some(Cut { name: start..start + end, report: report..text.len() })
}

type Halves = (Range<usize>, Range<usize>);

/// Name and report where a mark parts them.
pub(super) fn halves(body: &str) -> Option<Halves> {
    quoted(body).or_else(|| bracketed(body)).or_else(|| headed(body))
}

/// A name in quotes: “甲工程”未达序时。目前…; 网民反映“乙小区漏水”的问题。…; 第3号《关于丙的建议》:….
fn quoted(body: &str) -> Option<Halves> {
    let (open, close) = [('【', '】'), ('“', '”'), ('《', '》')].into_iter().find_map(|(open, close)| {
        let at = body.find(open)?;
        let lead = &body[..at];
        let led = lead.is_empty()
            || open != '【'
                && lead.chars().count() <= 12
                && WORDS.voices.iter().any(|word| lead.ends_with(word) || lead.starts_with(word));
        // 【市教育局】…: who has to do it.
        let boxed_unit = || open == '【' && body[open.len_utf8()..].split(close).next().is_some_and(units::is_office);
        (led && !boxed_unit()).then_some((at + open.len_utf8(), close))
    })?;
    let end = open + body[open..].find(close)?;
    let mut rest = end + close.len_utf8();
    // …的问题, …事项: the noun for what was named.
    for word in &WORDS.nouns {
        if let Some(behind) = body[rest..].strip_prefix(word) {
            rest = body.len() - behind.len();
            break;
        }
    }
    // “甲”还没有达到…: what is said of it begins near, or “数字”平台上线: the quote is a part of the name.
    let near =
        report_start(&body[rest..]).or_else(|| statuses::phrases(&body[rest..]).first().map(|phrase| phrase.start));
    // 【人居环境】清理垃圾320吨,…: what is set in a box is the name.
    let goes_on = close != '】'
        && !body[rest..].starts_with(['。', ',', ':', '(', ';'])
        && near.is_none_or(|at| at > 2 * '还'.len_utf8());
    (body[open..end].chars().count() >= 4 && !goes_on && rest < body.len()).then_some((open..end, rest..body.len()))
}

/// A status in the bracket that ends the entry: 启动旧城改造(进行中,完成60%).
fn bracketed(body: &str) -> Option<Halves> {
    let text = body.trim_end_matches(['。', ';', ' ']);
    let inner = text.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let mut clauses = inner[open + 1..].split([',', ';', '。']);
    // (主体封顶,正在装修): the status may stand behind the part that is meant.
    let said = statuses::mark(clauses.clone().next()?).flatten().is_some()
        || clauses.any(|clause| {
            report_start(clause) == Some(0) && statuses::phrases(clause).iter().any(|phrase| phrase.status.is_some())
        });
    (said && !inner[..open].contains('。') && is_entry_name(inner[..open].trim_end()))
        .then(|| (0..open, open + 1..inner.len()))
}

/// A name before a colon: 甲工程:主体已封顶.
fn headed(body: &str) -> Option<Halves> {
    let colon = find_outside(body, ":")?;
    is_entry_name(&body[..colon]).then(|| (0..colon, colon + 1..body.len()))
}

/// Where the name ends, and whether it is a part of the report.
fn name_end(body: &str) -> (usize, bool) {
    let sentence = body.find('。').unwrap_or(body.len());
    let first = &body[..sentence];
    // …,截至目前已有75所开工: the report begins at a word that tells of a time.
    let timed = WORDS
        .verbs
        .iter()
        .filter(|verb| verb.starts_with(['截', '目', '上']))
        .filter_map(|verb| first.find(verb))
        .min();
    if let Some(at) = timed.filter(|at| *at > 12) {
        return (at, false);
    }
    let shared = first
        .match_indices([',', ';', ' '])
        .find(|(at, mark)| *mark == ";" || WORDS.shares.iter().any(|word| first[at + mark.len()..].starts_with(word)));
    // A promise and then its report: 新增住房5000套;改造3000套。上半年开工3200套。
    if shared.is_none_or(|(_, mark)| mark == ";")
        && body.get(sentence + '。'.len_utf8()..).is_some_and(|rest| report_start(rest) == Some(0))
    {
        return (sentence, false);
    }
    let shared = shared.map(|(at, _)| at);
    // 甲平台,接入企业86家,超额完成…: a name that ends as names do is all of the first clause.
    let clause = first.find(',').filter(|comma| shared.is_some_and(|at| at > *comma));
    if let Some(comma) = clause.filter(|comma| WORDS.ends.iter().any(|end| first[..*comma].ends_with(end))) {
        return (comma, false);
    }
    // 门诊楼已于10月启用: the verb ends the name.
    let verb = report_start(first).filter(|at| first[..*at].chars().count() >= 4 && !first[..*at].contains([',', ';']));
    match (verb, shared) {
        (Some(at), _) => (at, true),
        (None, Some(at)) => (at, true),
        (None, None) if sentence + 3 < body.len() => (sentence, false),
        (None, None) => (first.find(',').unwrap_or(sentence), true),
    }
}
