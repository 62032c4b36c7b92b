//! Tasks that a sentence names beside a status phrase: A、B等9项已完成; 未开工3个,分别是A、B; 暂缓1项（A）; “A”已完成.

use super::Named;
use super::cut::{enumeration, halved, has_outside, outside_end, within_set};
use super::item::{is_count, is_noun, is_status, parse};
use super::words::{WORDS, lead, leading, tells_of_deeds};
use crate::lexicon::statuses::{Phrase, Sort};
use crate::lexicon::{self, Finder};
use crate::phrase::outline::{self, Level, Marker};
use crate::phrase::text::{Paragraph, is_han, reach_before};
use crate::phrase::units;
use crate::read::tokens::{self, Kind, Token};
use std::ops::Range;
use std::sync::LazyLock;

/// The tasks named in the sentences of a paragraph.
pub(super) fn sentences(paragraph: &Paragraph, tokens: &[Token]) -> Vec<Named> {
    named(paragraph, 0, tokens)
}

/// The tasks named in a stretch of a paragraph with these tokens.
pub(super) fn sentence(paragraph: &Paragraph, range: Range<usize>, tokens: &[Token]) -> Vec<Named> {
    let first = tokens.partition_point(|token| token.start < range.start);
    let behind = tokens.partition_point(|token| token.end <= range.end);
    named(paragraph, range.start, tokens.get(first..behind).unwrap_or_default())
}

/// The tasks named beside the status phrases among these tokens, from the byte `from` on.
fn named(paragraph: &Paragraph, from: usize, tokens: &[Token]) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let mut found = Vec::new();
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open => depth += 1,
            // A broken encoding leaves brackets that nothing opened.
            Kind::Close => depth = (depth - 1).max(0),
            Kind::Status(phrase) if depth == 0 && speaks(phrase) => {
                let before = &text[from.max(sentence_start(text, phrase.start))..phrase.start];
                if exhorts(before) || tells_of_deeds(before) {
                    continue;
                }
                // 对进展缓慢的,由督查室督办: a rule, unless the names follow.
                if let Some(behind) = text[phrase.end..].strip_prefix("的,")
                    && leading(&WORDS.opens, behind).is_none()
                {
                    continue;
                }
                let seen = Around { paragraph, text, tokens, index, phrase };
                if let Some(list) = seen
                    .list_before()
                    .filter(|_| !seen.has_counted_object())
                    .or_else(|| seen.list_behind())
                    .or_else(|| seen.list_in_bracket())
                    .or_else(|| seen.quoted_before().filter(|_| !seen.has_counted_object()))
                {
                    found.extend(seen.named(list));
                }
            }
            _ => {}
        }
    }
    found
}

pub(super) fn sentence_start(text: &str, at: usize) -> usize {
    let reach = reach_before(text, at);
    let mark = text[reach..at].rfind(['。', ';']).map(|mark| reach + mark);
    mark.map_or(reach, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8))
}

/// The words of `orders.tsv`: those that may stand anywhere, and those that must begin the sentence.
static ORDERS: LazyLock<[Finder; 2]> = LazyLock::new(|| {
    let of = |start: bool| {
        let rows = lexicon::rows(lexicon::table!("orders"));
        let words = rows.filter_map(|row| (start == (*row.get(1)? == "start")).then_some(*row.first()?));
        Finder::new(words.collect())
    };
    [of(false), of(true)]
});

/// Whether a sentence orders or wishes instead of reporting: 各单位要…, 为…, 确保….
pub fn exhorts(before: &str) -> bool {
    let [anywhere, first] = &*ORDERS;
    first.leading(before.trim_start()).is_some() || anywhere.any(before)
}

/// Whether a phrase says something of the tasks named beside it.
pub(super) fn speaks(phrase: Phrase) -> bool {
    !phrase.future
        && match phrase.sort {
            Sort::Done | Sort::Loose | Sort::Begin => phrase.firm || phrase.whole || phrase.sort == Sort::Done,
            Sort::Trap | Sort::Light | Sort::Class => false,
            _ => true,
        }
}

/// Whether a phrase is only the beginning of a rate that does not reach the whole: 完成年度任务的92%.
pub fn is_rate(text: &str, phrase: Phrase) -> bool {
    text[phrase.end..].strip_prefix('的').is_some_and(|rest| {
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let digits = &rest[..rest.len() - number.len()];
        number.starts_with('%') && digits.split('.').next().is_some_and(|whole| !whole.is_empty() && whole.len() < 3)
    })
}

/// Whether words open a list of names: 为:, 分别是.
pub(super) fn opens_list(text: &str) -> bool {
    leading(&WORDS.opens, text).is_some_and(|word| word.chars().count() > 1 || text[word.len()..].starts_with(':'))
}

/// Whether a numbered list begins here: ,一是….
fn first_of_series(text: &str) -> bool {
    let begins =
        |marker: Marker| marker.number == 1 && matches!(marker.level, Level::Clause | Level::Circle | Level::Bracket);
    outline::marker(text.strip_prefix([',', ':']).unwrap_or(text)).is_some_and(begins)
}

/// The items of a list whose numbers go on within a sentence: 一是A,二是B,三是C.
fn numbered(body: &str) -> Vec<Range<usize>> {
    let starts = outline::series(body);
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([body.len()]);
    starts.iter().zip(ends).map(|((at, _), end)| *at..end).collect()
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
        let reach = reach_before(self.text, at);
        let before = &self.text[reach..at];
        let mut depth = 0;
        for (offset, c) in before.char_indices().rev() {
            match c {
                ')' | '”' => depth += 1,
                '(' | '“' => depth -= 1,
                ',' | '。' | ';' | ':' | '!' | '?' if depth <= 0 => return reach + offset + c.len_utf8(),
                _ => {}
            }
        }
        reach
    }

    /// 甲、乙等7省市已完成313项整改任务: what is done is what is counted behind, and not the names before it.
    fn has_counted_object(&self) -> bool {
        let next = self.tokens.get(self.index + 1).filter(|next| next.start == self.phrase.end);
        self.phrase.sort == Sort::Done && next.is_some_and(|next| next.value().is_some())
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
            .take_while(|token| token.start >= start)
            .find(|token| matches!(token.kind, Kind::Number { .. }) && token.start >= start && token.end <= to);
        let list_end = match segment.rfind('等') {
            Some(at) if segment[at..].chars().count() <= 18 => start + at,
            _ if number.is_none() => return self.tasks_alone(start, to),
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
        // “三优”38个项目: a quote that names the set is no task.
        let quoted = self.text[..list_end].ends_with('”');
        let list = &self.text[start..list_end];
        let lead = lead(list);
        let items: Vec<Range<usize>> = enumeration(&list[lead..])
            .into_iter()
            .map(|item| start + lead + item.start..start + lead + item.end)
            .collect();
        if quoted && number.and_then(Token::value).is_some_and(|count| count as usize != items.len()) {
            return None;
        }
        // One name before 等 counts only with a number behind it, or where the noun says that it is a task: 老年病医院二期等项目.
        let task = self
            .text
            .get(list_end..)
            .and_then(|rest| rest.strip_prefix('等'))
            .is_some_and(|rest| tokens::grammar().nouns.leading(rest).is_some());
        (items.len() > 1 || items.len() == 1 && (number.is_some() || task && self.phrase.sort == Sort::Pace))
            .then_some(items)
    }

    /// 甲建设项目、乙改造工程因资金不足推进滞后: names of tasks, each ending as such names do.
    fn tasks_alone(&self, start: usize, to: usize) -> Option<Vec<Range<usize>>> {
        let segment = self.text.get(start..to)?;
        let pause = segment.rfind('、')?;
        // The last name ends where nothing or a word like 因 follows its end.
        let last = &segment[pause..];
        let ended = |end: usize| last[end..].is_empty() || leading(&WORDS.cause, &last[end..]).is_some();
        let end = pause + WORDS.first_end(last, &ended)?;
        let lead = lead(&segment[..end]);
        let items: Vec<Range<usize>> = enumeration(&segment[lead..end])
            .into_iter()
            .map(|item| start + lead + item.start..start + lead + item.end)
            .collect();
        let named = |item: &Range<usize>| {
            let name = self.text[item.clone()].trim_end_matches(['”', ')']);
            name.chars().count() >= 4 && WORDS.ends.iter().any(|word| name.ends_with(word))
        };
        (items.len() > 1 && self.phrase.sort != Sort::Begin && items.iter().all(named)).then_some(items)
    }

    /// 未开工3个,分别是A、B、C; 5项已完成,分别为：A; 进度滞后的项目8个：A（52%）、B.
    fn list_behind(&self) -> Option<Vec<Range<usize>>> {
        let mut at = self.phrase.end;
        let grammar = tokens::grammar();
        let mut counted = self.index.checked_sub(1).and_then(|before| self.tokens[before].value());
        loop {
            let rest = &self.text[at..];
            let token = self.tokens.partition_point(|token| token.start < at);
            if let Some(token) = self.tokens.get(token).filter(|token| token.start == at)
                && let Some(value) = token.value()
            {
                counted = Some(value);
                at = token.end;
            } else if rest.starts_with('(') {
                at += rest.find(')')? + 1;
            } else if let Some(noun) = grammar.nouns.leading(rest) {
                at += noun.end;
            } else if let Some(word) = leading(&WORDS.between, rest) {
                at += word.len();
                if word.contains('占') {
                    at += rest[word.len()..].find([',', '。', ';'])?;
                }
            } else if let Some(token) = self.some_of_them(at) {
                counted = token.value();
                at = token.end;
            } else {
                break;
            }
        }
        // 25个,占比62.5%。分别为:A、B: the list may be a sentence of its own.
        if counted.is_some()
            && let Some(next) = self.text[at..].strip_prefix('。')
            && WORDS.opens.iter().any(|word| word.chars().count() > 2 && next.starts_with(word))
        {
            at += '。'.len_utf8();
        }
        let rest = &self.text[at..];
        // 进度较慢的项目,一是A,二是B, and not 进展缓慢,一是重视不够,二是….
        let series = at > self.phrase.end && first_of_series(rest);
        let opened = series
            || rest.starts_with(':')
            || rest.starts_with(",分别")
            || rest.starts_with("分别")
            || at > self.phrase.end && leading(&WORDS.opens, rest).is_some_and(|word| word.chars().count() > 1);
        if counted.is_none() && !opened {
            return None;
        }
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        // 已完成11项,有序推进27项: the next part of the count.
        let from = self.text.len() - rest.len();
        let token = self.tokens.get(self.tokens.partition_point(|token| token.start < from));
        if token.is_some_and(|token| token.start == from && matches!(token.kind, Kind::Status(_))) {
            return None;
        }
        let opening = if series { 0 } else { leading(&WORDS.opens, rest)?.len() };
        let body = &rest[opening..];
        let body = body.trim_start_matches([':', ',']);
        let start = self.text.len() - body.len();
        // …的项目包括:(1)A;(2)B。
        let series = series || first_of_series(body);
        let end = if series { body.find('。') } else { list_end(body, counted) };
        let end = end.map_or(self.text.len(), |end| start + end);
        let body = &self.text[start..end];
        // Clauses with a status or number of their own behind a comma are no names any more.
        let body = body.find(",其").map_or(body, |at| &body[..at]);
        let mut items: Vec<Range<usize>> = if series {
            numbered(body)
        } else {
            enumeration(body).into_iter().flat_map(|item| within_set(body, item)).collect()
        };
        // 2项,分别是甲增长率和乙增速: as many names as were counted.
        if counted.map(|count| count as usize) == Some(items.len() + 1)
            && let Some(last) = items.pop()
        {
            items.extend(halved(body, last));
        }
        // 4项分别是A、B、C和D,据介绍…: behind the last of them a comma ends the list.
        if let Some(count) = counted.map(|count| count as usize).filter(|count| *count < items.len())
            && let Some(comma) =
                items[..count].last().and_then(|last| body[last.clone()].find(',').map(|at| last.start + at))
        {
            items.truncate(count);
            items[count - 1].end = comma;
        }
        (!items.is_empty()).then(|| items.into_iter().map(|item| start + item.start..start + item.end).collect())
    }

    /// 61个,其中9月当月13个: the number that the list is of.
    fn some_of_them(&self, at: usize) -> Option<Token> {
        let rest = self.text[at..].strip_prefix(",其中")?;
        let behind = self.tokens.partition_point(|token| token.start <= at);
        let token = self.tokens.get(behind..)?.iter().find(|token| token.value().is_some())?;
        let gap = self.text.get(self.text.len() - rest.len()..token.start)?;
        let listed = self.text[token.end..].starts_with('(');
        (gap.chars().count() <= 8 && !listed && !gap.contains([',', '。', ';', ':'])).then_some(*token)
    }

    /// 推进缓慢的有3项（A、B、C）; 暂缓实施1项（A）.
    fn list_in_bracket(&self) -> Option<Vec<Range<usize>>> {
        let near = self.tokens[self.index + 1..].iter().take(3).find(|token| matches!(token.kind, Kind::Number { .. }));
        let before = self.index.checked_sub(1).map(|at| self.tokens[at]);
        let (value, open) = match (near, before) {
            // Behind a ； the next district begins: 甲区有3(…)推进缓慢;乙区有1(…)推进缓慢.
            (Some(token), _)
                if self.text[token.end..].starts_with('(')
                    && token.start - self.phrase.end <= 18
                    && !self.text[self.phrase.end..token.start].contains([';', '。']) =>
            {
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
        if let Some(sets) = self.sets_of_units(open, close) {
            return Some(sets);
        }
        let inner = &self.text[open + 1..close];
        if inner.contains('%')
            || inner.contains(':')
            || leading(&WORDS.remark, inner).is_some()
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

    /// 其中甲县3个(A、B、C)、乙县1个(D): sets of tasks, each counted by its unit.
    fn sets_of_units(&self, open: usize, close: usize) -> Option<Vec<Range<usize>>> {
        let mut sets = Vec::new();
        let number = self.tokens.iter().find(|token| token.end == open && token.value().is_some())?;
        let start = self.clause_start(number.start);
        let start = start + lead(&self.text[start..number.start]);
        let named = |range: Range<usize>| units::likeness(&self.text[range]) == units::Likeness::Whole;
        if !named(start..number.start) {
            return None;
        }
        sets.push(start..close + 1);
        let mut at = close + 1;
        while let Some(mark) = self.text[at..].chars().next().filter(|c| matches!(c, '、' | ',' | ';' | '和')) {
            at += mark.len_utf8();
            let next = self.tokens.iter().find(|token| token.start > at && token.value().is_some());
            let Some(next) = next.filter(|next| self.text[next.end..].starts_with('(') && named(at..next.start)) else {
                break;
            };
            let Some(close) = self.text[next.end..].find(')').map(|close| next.end + close + 1) else { break };
            sets.push(at..close);
            at = close;
        }
        Some(sets)
    }

    /// “A”和“B”已完成; “A”“B”6项行动已全部完成.
    fn quoted_before(&self) -> Option<Vec<Range<usize>>> {
        let before = &self.text[..self.phrase.start];
        let close = before.rfind('”')?;
        let gap = &before[close + '”'.len_utf8()..];
        // “工程类”项目快速推进 speaks of a class.
        if gap.chars().count() > 12 || gap.contains([',', '。', ';', ':', '、']) || before[..close].ends_with('类') {
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

    /// What the sentence reports of the tasks named in it: a rate (完成年计划70%以上), and of one task alone all that is said behind
    /// its name (进展较快,可望提前开工).
    fn report(&self, items: &[Range<usize>]) -> String {
        let behind = items.last().is_some_and(|last| last.end <= self.phrase.start);
        let words = &self.text[self.phrase.start..self.phrase.end];
        if !behind || items.len() > 1 && !words.contains('%') {
            return String::new();
        }
        let rest = &self.text[self.phrase.end..];
        let end = outside_end(rest).unwrap_or(rest.len());
        let next = self.tokens[self.index + 1..].iter().find(|token| token.value().is_some());
        let alone = items.len() == 1 && next.is_none_or(|next| next.start >= self.phrase.end + end);
        let end = if alone { self.phrase.end + end } else { self.phrase.end };
        self.paragraph.clean(self.phrase.start..end)
    }

    /// The unit of which the sentence says how many of its tasks are how far: 丙镇未完成4项,分别是….
    fn subject(&self, items: &[Range<usize>]) -> Option<String> {
        items.first().filter(|first| first.start > self.phrase.end)?;
        let start = self.clause_start(self.phrase.start);
        let name = self.text.get(start..self.phrase.start)?;
        let opened = name.len() - name[lead(name)..].len();
        let name = name[opened..].trim_end_matches("还").trim_end_matches("仍").trim_end_matches("有");
        let from = start + opened;
        (units::is_office(name) && units::is_complete(name)).then(|| self.paragraph.clean(from..from + name.len()))
    }

    /// The tasks that an item counts by their unit: 甲县3个(A、B、C). Any other item is itself one.
    fn owned_set(&self, item: Range<usize>) -> Vec<(Option<String>, Range<usize>)> {
        let set = || {
            let number = self.tokens.iter().find(|token| token.start > item.start && token.value().is_some())?;
            let inner = self.text.get(number.end..item.end)?.strip_prefix('(')?.strip_suffix(')')?;
            let name = item.start..number.start;
            (units::likeness(&self.text[name.clone()]) == units::Likeness::Whole).then_some(())?;
            let from = number.end + 1;
            let parts =
                if number.value() == Some(1) { std::iter::once(0..inner.len()).collect() } else { enumeration(inner) };
            let owner = Some(self.paragraph.clean(name));
            Some(parts.into_iter().map(|part| (owner.clone(), from + part.start..from + part.end)).collect())
        };
        set().unwrap_or_else(|| vec![(None, item.clone())])
    }

    fn named(&self, items: Vec<Range<usize>>) -> Vec<Named> {
        let word = self.paragraph.printed(self.phrase.start..self.phrase.end).to_owned();
        let word_lines = self.paragraph.lines(self.phrase.start..self.phrase.end);
        let place = items.first().and_then(|item| self.place_before(item.start));
        let report = self.report(&items);
        // 甲镇、乙镇12项指标全部完成: said of units, and no names of tasks.
        let town = |name: &str| units::is_town(name) || units::is_place(name);
        if items.iter().all(|item| town(&self.text[item.clone()])) {
            return Vec::new();
        }
        let subject = self.subject(&items);
        items
            .into_iter()
            .flat_map(|item| self.owned_set(item))
            .filter_map(|(owner, range)| {
                let parsed = parse(self.paragraph, range.clone(), false)?;
                let place = owner.or_else(|| place.clone()).or_else(|| subject.clone());
                let length = parsed.text.chars().count();
                let named = (2..=80).contains(&length)
                    && !is_noun(&parsed.text)
                    && !is_status(&parsed.text)
                    && !is_count(&parsed.text);
                named.then(|| Named {
                    units: if parsed.units.is_empty() { Vec::from_iter(place) } else { parsed.units.clone() },
                    status: self.phrase.status.filter(|_| !is_rate(self.text, self.phrase)),
                    word: word.clone(),
                    word_lines,
                    lines: self.paragraph.lines(range),
                    progress: if parsed.progress.is_empty() { report.clone() } else { parsed.progress.clone() },
                    ..parsed
                })
            })
            .collect()
    }
}

/// Where a list ends: at 。 or ； outside brackets; a ； before as many names as were counted only parts them.
fn list_end(body: &str, counted: Option<u32>) -> Option<usize> {
    let mut end = outside_end(body)?;
    while let Some(count) = counted
        && body[end..].starts_with(';')
        && !body[..end].contains(',')
        && enumeration(&body[..end]).len() < count as usize
    {
        end = outside_end(&body[end + 1..]).map_or(body.len(), |next| end + 1 + next);
    }
    Some(end)
}
