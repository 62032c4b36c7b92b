//! Counts that the narrative states: 126项重点工作中,28项已完成全年目标,90项正常推进. Tokens of a paragraph
//! in, groups with their total and their parts out. A number is a part where a status phrase stands
//! right before or after it, else it may be a total; nothing is computed that is not printed.

use super::category;
use super::text::{Paragraph, is_han};
use super::tokens::{self, Kind, Token};
use crate::lexicon::statuses::{Phrase, Sort};
use crate::place::Lines;
use crate::report::{StatedCount, StatedPart};
use std::ops::Range;

/// The farthest a status may stand behind its number, in characters.
const REACH: usize = 26;

/// A total with its parts while it is being read.
#[derive(Clone, Debug, Default)]
struct Group {
    category: String,
    totals: Vec<u32>,
    parts: Vec<StatedPart>,
    lines: Option<Lines>,
    /// Made from a class within another total (124个新建项目); kept only if parts follow.
    tentative: bool,
}

impl Group {
    fn total(&self) -> Option<u32> {
        self.totals.last().copied()
    }

    fn takes(&self, count: u32) -> bool {
        self.total().is_none_or(|total| count <= total)
    }
}

/// Reads the counts of all paragraphs.
pub fn read(prose: &[Paragraph], subject: &str) -> Vec<StatedCount> {
    let mut reader = Reader { subject: category::short(subject), ..Reader::default() };
    for paragraph in prose {
        reader.paragraph(paragraph);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    groups: Vec<Group>,
    /// The group that numbers without a noun belong to, within a paragraph.
    scope: Option<usize>,
    /// The scope of the sentence before 其中.
    parent: Option<usize>,
    /// The group that last received a part, or the first total.
    main: Option<usize>,
    subject: String,
}

/// What the number before a bracket was; it decides how the bracket is read.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Total,
    Part,
}

impl Reader {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = paragraph.text.as_str();
        let tokens = tokens::read(text);
        if !tokens.iter().any(|token| matches!(token.kind, Kind::Number { .. })) {
            return;
        }
        self.scope = None;
        self.parent = None;
        let mut used = vec![false; tokens.len()];
        let mut sentence = 0;
        let mut last = Last::Nothing;
        let mut last_part: Option<(usize, usize)> = None;
        let mut index = 0;
        while index < tokens.len() {
            let token = tokens[index];
            match token.kind {
                Kind::Stop => {
                    if self.parent.is_some() {
                        self.scope = self.parent.take();
                    }
                    sentence = token.end;
                    last = Last::Nothing;
                }
                Kind::Open if last == Last::Part => {
                    // What stands in a bracket behind a part is a breakdown of that part, or names.
                    let close = closing(&tokens, index);
                    if let Some(share) = share_in(text, &tokens[index..close])
                        && let Some((group, part)) = last_part
                    {
                        self.groups[group].parts[part].share.get_or_insert(share);
                    }
                    index = close;
                    continue;
                }
                Kind::Percent(value) => {
                    if let Some((group, part)) = last_part.take()
                        && is_share(text, token)
                    {
                        self.groups[group].parts[part].share.get_or_insert(value);
                    }
                }
                Kind::Number { .. } => {
                    let seen = Seen { paragraph, tokens: &tokens, sentence };
                    if let Some((phrase_at, phrase, noun)) = self.part_of(&seen, &used, index) {
                        if let Some(at) = phrase_at {
                            used[at] = true;
                        }
                        if let Some(placed) = self.part(&seen, index, phrase, noun) {
                            last_part = Some(placed);
                        }
                        last = Last::Part;
                    } else {
                        last = if self.total(&seen, index) { Last::Total } else { Last::Nothing };
                    }
                }
                _ => {}
            }
            index += 1;
        }
    }

    /// The status phrase that belongs to the number at `index`, with its token and the noun between.
    fn part_of(
        &self,
        seen: &Seen<'_>,
        used: &[bool],
        index: usize,
    ) -> Option<(Option<usize>, Phrase, Option<Range<usize>>)> {
        let number = seen.tokens[index];
        // Status before number: 已完成26件, 未达序时进度11项, 欠进度的有17个.
        if let Some(at) = seen.before(index)
            && !used[at]
            && let Kind::Status(phrase) = seen.tokens[at].kind
            && let Some(noun) = seen.filled(phrase.end, number.start)
            && seen.ends_after(number.end)
            && self.may_be_part(seen, index, phrase, noun.is_some(), true)
        {
            return Some((Some(at), phrase, noun));
        }
        // 完成率达到100%的51个,80%以下的4个: a band of percentages counts as a word of the notice's own.
        if let Some(at) = seen.before(index)
            && matches!(seen.tokens[at].kind, Kind::Percent(_))
        {
            let percent = seen.tokens[at];
            let gap = &seen.text()[percent.end.min(number.start)..number.start];
            if matches!(gap, "的" | "以上的" | "以下的" | "以内的" | "以上" | "以下") && seen.ends_after(number.end)
            {
                let start = percent.start - clause_before(seen.text(), percent.start).len();
                let end = number.start - if gap.ends_with('的') { "的".len() } else { 0 };
                let phrase =
                    Phrase { start, end, status: None, sort: Sort::Stage, firm: true, whole: false, future: false };
                return Some((None, phrase, None));
            }
        }
        // Number before status: 28项已完成, 有642个面上问题未完成整改.
        let at = seen.after(index)?;
        let Kind::Status(phrase) = seen.tokens[at].kind else { return None };
        // 28件正在办理的事项中: not a part, but what the next numbers divide. 82个在建或预备项目: a class with a longer name.
        if seen.noun_behind(phrase.end).is_some_and(|noun| seen.text()[noun.end..].starts_with('中'))
            || matches!(phrase.sort, Sort::Doing | Sort::Stage | Sort::Class)
                && !phrase.firm
                && seen.text()[phrase.end..].starts_with(['或', '和', '、'])
        {
            return None;
        }
        if phrase.sort == Sort::Light || seen.counts_what_follows(at) {
            return None;
        }
        let noun = seen.between(number.end, phrase.start)?;
        self.may_be_part(seen, index, phrase, noun.is_some(), false).then_some((Some(at), phrase, noun))
    }

    /// Whether a phrase is strong enough to make a part here.
    fn may_be_part(&self, seen: &Seen<'_>, index: usize, phrase: Phrase, noun: bool, before: bool) -> bool {
        let value = seen.value(index);
        let class = seen.head_at(phrase.end);
        let scoped = self.scope.and_then(|scope| self.groups[scope].total()).is_some_and(|total| value <= total);
        if phrase.future || phrase.sort == Sort::Class {
            return class || before && scoped && phrase.sort != Sort::Class;
        }
        let number = seen.tokens[index];
        if matches!(number.kind, Kind::Number { class: true, .. })
            && !(phrase.whole || phrase.firm || matches!(phrase.sort, Sort::Pace))
        {
            return false;
        }
        let adjacent = number.end == phrase.start;
        let strong = match phrase.sort {
            Sort::Pace | Sort::Undone | Sort::Idle | Sort::Stop | Sort::Light => true,
            Sort::Done | Sort::Loose | Sort::Begin => phrase.firm || phrase.whole,
            Sort::Doing => noun || phrase.firm || before || adjacent,
            Sort::Stage => noun || phrase.firm || before || class,
            Sort::Class | Sort::Trap => false,
        };
        if strong {
            return true;
        }
        if phrase.sort == Sort::Loose {
            // 已通过其他途径解决的(A类)22件, not 实现4条.
            return before && scoped && number.start > phrase.end;
        }
        // 完成5项 says something only of a total that stands before it.
        if before { scoped } else { adjacent && (class || scoped) || noun && seen.noun_touches(phrase.start) }
    }

    /// Places a part in its group; says where it went.
    fn part(
        &mut self,
        seen: &Seen<'_>,
        index: usize,
        phrase: Phrase,
        noun: Option<Range<usize>>,
    ) -> Option<(usize, usize)> {
        let text = seen.text();
        let count = seen.value(index);
        let number = seen.tokens[index];
        let lines = seen.paragraph.lines(number.start.min(phrase.start)..number.end.max(phrase.end));
        let word_range = phrase.start..phrase.end;
        // 8项进展偏慢的市政府重点工作: the noun behind the status names what is counted.
        let named = seen.noun_behind(phrase.end).filter(|_| phrase.start > number.start).or(noun);
        let class_noun = (phrase.future
            || matches!(phrase.sort, Sort::Class | Sort::Stage | Sort::Begin | Sort::Doing))
            && seen.head_at(phrase.end);
        let specific = named
            .clone()
            .filter(|range| !is_generic(&text[range.clone()]))
            .map(|range| category::short(&seen.paragraph.clean(range)));
        let place = seen.place_before(number.start);
        let group = if let Some(place) = place {
            self.groups.push(Group { category: place, lines: Some(lines), ..Group::default() });
            self.groups.len() - 1
        } else {
            {
                // 103件为民办实事项目已全部完成: the number is the total too. 44项工作 after 十件惠民实事 divides it finer.
                let whole = specific.is_some() && phrase.start > number.start && !seen.is_some_of(number.start);
                if phrase.start > number.start
                    && let Some(scope) = self.scope
                    && self.groups[scope].parts.is_empty()
                    && self.groups[scope].total().is_some_and(|total| total < count)
                    && !seen.is_some_of(number.start)
                {
                    self.groups[scope].totals.push(count);
                }
                self.group_for(count, specific.as_deref(), lines, whole)
            }
        };
        let part = StatedPart {
            word: seen.paragraph.printed(word_range).trim().to_owned(),
            status: phrase.status,
            count,
            share: None,
        };
        let holder = &mut self.groups[group];
        // The same part said again, in a heading or in a repeated body.
        if let Some(at) = holder
            .parts
            .iter()
            .position(|old| old.count == count && (old.status == part.status || old.word == part.word))
        {
            return Some((group, at));
        }
        holder.lines = Some(holder.lines.map_or(lines, |all| all.join(lines)));
        holder.parts.push(part);
        let placed = (group, holder.parts.len() - 1);
        self.main = Some(group);
        if self.scope.is_none() {
            self.scope = Some(group);
        }
        if class_noun {
            let noun = first_noun(&text[phrase.end..]).map_or(phrase.end, |end| phrase.end + end);
            let name = seen.paragraph.clean(phrase.start..noun);
            self.groups.push(Group {
                category: name,
                totals: vec![count],
                lines: Some(lines),
                tentative: true,
                ..Group::default()
            });
            // Parts that follow in this sentence may divide this class.
            self.parent.get_or_insert(group);
            self.scope = Some(self.groups.len() - 1);
        }
        Some(placed)
    }

    /// The group a part belongs to.
    fn group_for(&mut self, count: u32, specific: Option<&str>, lines: Lines, whole: bool) -> usize {
        if let Some(name) = specific
            && let Some(at) = self.groups.iter().rposition(|group| group.category == name && group.takes(count))
        {
            return at;
        }
        let fits = |at: &usize| self.groups.get(*at).is_some_and(|group| group.takes(count));
        let scoped = self.scope.filter(&fits).or(self.parent.filter(&fits));
        if let Some(at) = scoped {
            return at;
        }
        if specific.is_none()
            && let Some(at) = self.main.filter(&fits)
        {
            return at;
        }
        let category = specific.map_or_else(|| self.subject.clone(), str::to_owned);
        self.groups.push(Group {
            category,
            totals: Vec::from_iter(whole.then_some(count)),
            lines: Some(lines),
            ..Group::default()
        });
        self.groups.len() - 1
    }

    /// Takes the number at `index` for a total, or for a reference to one; says whether it was.
    fn total(&mut self, seen: &Seen<'_>, index: usize) -> bool {
        let number = seen.tokens[index];
        let Kind::Number { value, class, .. } = number.kind else { return false };
        let text = seen.text();
        if seen.is_rest(number.start) {
            return self.scope.is_some();
        }
        let lines = seen.paragraph.lines(number.start..number.end);
        let noun = seen.noun_after(index).or_else(|| seen.noun_before(index)).or_else(|| seen.named_by_clause(index));
        let adjacent = index > 0 && matches!(seen.tokens[index - 1].kind, Kind::Number { .. }) && {
            let gap = &text[seen.tokens[index - 1].end.min(number.start)..number.start];
            gap.is_empty()
                || gap == "、"
                || gap == ","
                || gap.chars().count() <= 12 && !gap.contains(['。', ';', ',', '和', '及']) && is_generic_tail(gap)
        } || index > 1
            && matches!(seen.tokens[index - 1].kind, Kind::Mark('、' | ','))
            && matches!(seen.tokens[index - 2].kind, Kind::Number { .. })
            && seen.tokens[index - 2].end == seen.tokens[index - 1].start
            && seen.tokens[index - 1].end == number.start;
        let generic = noun.as_ref().is_none_or(|range| is_generic(&text[range.clone()]));
        if generic {
            let refines = adjacent || seen.refines(number.start);
            if let Some(scope) = self.scope.filter(|_| refines)
                && self.groups[scope].parts.is_empty()
            {
                self.groups[scope].totals.push(value);
                return true;
            }
            if let Some(at) = self.groups.iter().rposition(|group| group.totals.contains(&value)) {
                self.enter(at, seen, number.start);
                return true;
            }
            if noun.is_none() || class {
                return false;
            }
        }
        let name = noun.map_or_else(String::new, |range| category::short(&seen.paragraph.clean(range)));
        let name =
            if generic && !self.subject.is_empty() && self.groups.is_empty() { self.subject.clone() } else { name };
        if let Some(at) = self
            .groups
            .iter()
            .position(|group| group.category == name && (group.totals.is_empty() || group.totals.contains(&value)))
        {
            if self.groups[at].totals.is_empty() && self.groups[at].takes(value) {
                self.groups[at].totals.push(value);
            }
            self.enter(at, seen, number.start);
            return true;
        }
        self.groups.push(Group { category: name, totals: vec![value], lines: Some(lines), ..Group::default() });
        let at = self.groups.len() - 1;
        self.enter(at, seen, number.start);
        if self.main.is_none() {
            self.main = Some(at);
        }
        true
    }

    fn enter(&mut self, at: usize, seen: &Seen<'_>, number: usize) {
        if self.scope.is_some_and(|scope| scope != at)
            && text_between(seen.text(), seen.sentence, number).contains("其中")
        {
            self.parent = self.parent.or(self.scope);
        }
        self.scope = Some(at);
    }

    fn finish(self) -> Vec<StatedCount> {
        let mut out: Vec<StatedCount> = Vec::new();
        let mut finer: Vec<StatedCount> = Vec::new();
        for group in self.groups {
            if group.parts.is_empty() && (group.tentative || group.totals.is_empty()) {
                continue;
            }
            let lines = group.lines.unwrap_or(Lines::one(1));
            for total in group.totals.iter().rev().skip(1) {
                finer.push(StatedCount {
                    category: group.category.clone(),
                    total: Some(*total),
                    lines,
                    parts: Vec::new(),
                });
            }
            out.push(StatedCount {
                category: group.category.clone(),
                total: group.totals.last().copied(),
                lines,
                parts: group.parts,
            });
        }
        out.append(&mut finer);
        out
    }
}

fn text_between(text: &str, from: usize, to: usize) -> &str {
    text.get(from.min(to)..to).unwrap_or("")
}

/// The token after the bracket that opens at `index`.
fn closing(tokens: &[Token], index: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(index) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            Kind::Stop if at > index + 60 => break,
            _ => {}
        }
    }
    index + 1
}

/// Whether a percentage is the share of the count before it.
fn is_share(text: &str, token: Token) -> bool {
    let clause = clause_before(text, token.start);
    clause.contains('占')
        || clause.contains("总数")
        || clause.ends_with('率')
        || clause.contains("率达")
        || clause.contains("率为")
}

fn share_in(text: &str, tokens: &[Token]) -> Option<f64> {
    tokens.iter().find_map(|token| match token.kind {
        Kind::Percent(value) if is_share(text, *token) => Some(value),
        _ => None,
    })
}

fn clause_before(text: &str, at: usize) -> &str {
    let start = text[..at]
        .rfind([',', '。', ';', '、', '(', '!', '?', ':'])
        .map_or(0, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8));
    &text[start..at]
}

/// Whether a noun names no category of its own: 项目, 具体事项.
fn is_generic(noun: &str) -> bool {
    let grammar = tokens::grammar();
    let mut rest = noun.trim();
    for filler in ["具体", "重点", "上述", "个", "小", "的", "“", "”"] {
        if filler != "重点" {
            rest = rest.strip_prefix(filler).unwrap_or(rest);
        }
    }
    grammar.heads.iter().any(|(word, generic)| *generic && rest == *word)
}

fn is_generic_tail(gap: &str) -> bool {
    let grammar = tokens::grammar();
    gap.is_empty()
        || grammar.heads.iter().any(|(word, _)| gap.ends_with(word))
        || grammar.open.iter().any(|word| gap.ends_with(word))
}

/// A paragraph's tokens and the questions that the grammar asks of them.
struct Seen<'a> {
    paragraph: &'a Paragraph,
    tokens: &'a [Token],
    sentence: usize,
}

impl Seen<'_> {
    fn text(&self) -> &str {
        &self.paragraph.text
    }

    fn value(&self, index: usize) -> u32 {
        match self.tokens[index].kind {
            Kind::Number { value, .. } => value,
            _ => 0,
        }
    }

    /// The token before `index`, brackets skipped.
    fn before(&self, index: usize) -> Option<usize> {
        let mut at = index.checked_sub(1)?;
        let mut depth = 0;
        loop {
            match self.tokens[at].kind {
                Kind::Close => depth += 1,
                Kind::Open if depth > 0 => depth -= 1,
                Kind::Open => return None,
                _ if depth == 0 => return Some(at),
                _ => {}
            }
            at = at.checked_sub(1)?;
        }
    }

    /// The next token that is a status, over brackets, one comma, and marks inside a noun.
    fn after(&self, index: usize) -> Option<usize> {
        let mut at = index + 1;
        let mut depth = 0;
        while let Some(token) = self.tokens.get(at) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth > 0 => depth -= 1,
                Kind::Close => return None,
                _ if depth > 0 => {}
                Kind::Status(_) => return Some(at),
                // 等13个省市重点项目,完成年计划70%以上: the status is all that follows the comma.
                Kind::Mark(',') => {
                    let next = self.tokens.get(at + 1)?;
                    return (matches!(next.kind, Kind::Status(_)) && next.start == token.end).then_some(at + 1);
                }
                Kind::Mark('、') => {}
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// Whether the status at `at` counts the number behind it: 38个指标已完成32个.
    fn counts_what_follows(&self, at: usize) -> bool {
        let Some(next) = self.tokens[at + 1..].iter().find(|token| !matches!(token.kind, Kind::Open | Kind::Close))
        else {
            return false;
        };
        let next_index = self.tokens.iter().position(|token| token.start == next.start);
        matches!(next.kind, Kind::Number { .. })
            && self.filled(self.tokens[at].end, next.start).is_some()
            && next_index.is_some_and(|index| self.ends_after(self.tokens[index].end))
    }

    /// Whether only fillers, nouns and brackets stand between: the noun, if there is one.
    fn filled(&self, from: usize, to: usize) -> Option<Option<Range<usize>>> {
        let text = self.text();
        let grammar = tokens::grammar();
        let mut at = from;
        let mut noun: Option<Range<usize>> = None;
        while at < to {
            let rest = &text[at..to];
            let c = rest.chars().next()?;
            if c == '(' {
                at += rest.find(')')? + 1;
            } else if matches!(c, ' ' | '“' | '”' | '"' | '<' | '>') {
                at += c.len_utf8();
            } else if let Some((word, _)) = grammar.heads.iter().find(|(word, _)| rest.starts_with(word)) {
                let start = noun.as_ref().map_or(at, |noun| noun.start);
                at += word.len();
                noun = Some(start..at);
            } else {
                let word = grammar.fillers.iter().chain(&grammar.open).find(|word| rest.starts_with(**word))?;
                at += word.len();
            }
        }
        Some(noun)
    }

    /// Whether a count ends here: a mark, a bracket or the end follows, or a counted noun and then one of them.
    fn ends_after(&self, at: usize) -> bool {
        let text = self.text();
        let rest = text[at..].trim_start_matches(['”', '"', ' ']);
        let ends = |rest: &str| {
            rest.chars().next().is_none_or(|c| !is_han(c) && !c.is_alphanumeric())
                || ["占", "的", "中", "均", "和", "及", "以"].iter().any(|word| rest.starts_with(word))
        };
        ends(rest)
            || tokens::grammar().heads.iter().any(|(word, _)| rest.strip_prefix(word).is_some_and(&ends))
            || self.tokens.iter().any(|token| token.start == at && matches!(token.kind, Kind::Number { .. }))
    }

    /// Whether a number and a status belong together over the words between: the noun, if there is one.
    fn between(&self, from: usize, to: usize) -> Option<Option<Range<usize>>> {
        let text = self.text();
        let gap = text.get(from..to)?;
        let bare: String = without_brackets(gap);
        if bare.chars().count() > REACH || bare.contains([';', ':', '。']) {
            return None;
        }
        let words = bare.trim_end_matches(',').trim();
        let noun = last_head(gap).map(|end| from..from + end);
        if words.is_empty() {
            return Some(None);
        }
        // 5个农贸市场已完成: a noun that is no task makes no part.
        if noun.is_none() {
            let only_words = ["因", "按", "仍", "也", "处", "已", "报", "为", "在", "均", "由", "正", "需", "将", "须"]
                .iter()
                .any(|word| words.starts_with(word));
            return only_words.then_some(None);
        }
        Some(noun)
    }

    /// Whether a counted noun begins at `at`.
    fn head_at(&self, at: usize) -> bool {
        tokens::grammar().heads.iter().any(|(word, _)| self.text()[at..].starts_with(word))
    }

    /// Whether a counted noun ends at `at`.
    fn noun_touches(&self, at: usize) -> bool {
        tokens::grammar().heads.iter().any(|(word, _)| self.text()[..at].ends_with(word))
    }

    /// The noun behind a status that ends at `at`: …的市政府重点工作.
    fn noun_behind(&self, at: usize) -> Option<Range<usize>> {
        let text = self.text();
        let start = at + "的".len();
        if !text[at..].starts_with('的') {
            return None;
        }
        let span: usize = text[start..]
            .char_indices()
            .take(20)
            .take_while(|(_, c)| is_han(*c) || matches!(c, '“' | '”'))
            .last()
            .map_or(0, |(offset, c)| offset + c.len_utf8());
        last_head(&text[start..start + span]).map(|end| start..start + end)
    }

    /// The noun behind a number: 项市政府重点工作中.
    fn noun_after(&self, index: usize) -> Option<Range<usize>> {
        let text = self.text();
        let start = self.tokens[index].end;
        if text[start..].starts_with(['、', ',', '。', ';', '(', ')']) {
            return None;
        }
        let limit = self.tokens.get(index + 1).map_or(text.len(), |token| match token.kind {
            Kind::Status(phrase) if matches!(phrase.sort, Sort::Stage | Sort::Done | Sort::Begin) => token.end,
            Kind::Mark('、') => self.tokens.get(index + 2).map_or(text.len(), |token| token.start),
            _ => token.start,
        });
        let span = text.get(start..limit)?;
        let cut = span.find(['中', '已', '(', '。', ',', ';', ':']).unwrap_or(span.len());
        let span = &span[..cut];
        let span: &str = span.char_indices().nth(24).map_or(span, |(at, _)| &span[..at]);
        first_noun(span).map(|end| start..start + end)
    }

    /// The noun before a number: 全县重点项目共计 37个.
    fn noun_before(&self, index: usize) -> Option<Range<usize>> {
        let text = self.text();
        let number = self.tokens[index].start;
        let floor = self.tokens[..index]
            .iter()
            .rev()
            .find(|token| {
                matches!(
                    token.kind,
                    Kind::Number { .. } | Kind::Percent(_) | Kind::Stop | Kind::Mark(_) | Kind::Open | Kind::Close
                )
            })
            .map_or(0, |token| token.end);
        let mut span = text.get(floor..number)?;
        loop {
            let trimmed = span.trim_end_matches(['“', '”', ' ', '"', '》']);
            let cut = tokens::grammar().open.iter().find_map(|word| trimmed.strip_suffix(word)).unwrap_or(trimmed);
            if cut.len() == span.len() {
                break;
            }
            span = cut;
        }
        // What is left behind the noun may only say when and where: 列管计划110年度截至6月底止共计1246项.
        let end = last_head(span)?;
        let left = &span[end..];
        let loose = left.chars().count() <= 4
            || left.starts_with(|c: char| c.is_ascii_digit())
            || ["涉及", "截至", "截止", "明确", "确定", "细化", "分解"].iter().any(|word| left.starts_with(word));
        if !loose || left.chars().count() > 16 {
            return None;
        }
        let start = span.char_indices().rev().nth(23).map_or(0, |(at, _)| at);
        Some(floor + start..floor + end)
    }

    /// 列入本次通报的为4项, 共计24项: a total that its clause names, or that has no name at all.
    fn named_by_clause(&self, index: usize) -> Option<Range<usize>> {
        let text = self.text();
        let number = self.tokens[index];
        if !self.ends_after(number.end) || matches!(number.kind, Kind::Number { class: true, .. }) {
            return None;
        }
        let clause = clause_before(text, number.start);
        let start = number.start - clause.len();
        let bare = clause.trim();
        if tokens::grammar().open.contains(&bare) && bare.starts_with(['共', '总', '合']) {
            return Some(number.start..number.start);
        }
        let words = clause
            .strip_suffix('为')
            .or_else(|| clause.strip_suffix('有'))
            .or_else(|| clause.strip_suffix("共"))
            .unwrap_or(clause);
        let name = words.strip_suffix('的')?;
        (name.chars().count() >= 4).then(|| start..start + name.len())
    }

    /// Whether the number at `at` is a remainder: 其余27项.
    fn is_rest(&self, at: usize) -> bool {
        tokens::grammar().rest.iter().any(|word| self.text()[..at].ends_with(word))
    }

    /// Whether the words before `at` say that a total is divided finer: 细化为222个, (含25个子项目).
    fn refines(&self, at: usize) -> bool {
        let clause = clause_before(self.text(), at);
        ["含", "细化", "分解", "包含", "包涵", "涉及", "拆分", "涵盖"].iter().any(|word| clause.contains(word))
    }

    /// Whether the number at `at` is some of a larger total: 其中6项, 等9项, 有22项.
    fn is_some_of(&self, at: usize) -> bool {
        let before = &self.text()[..at];
        ["其中", "其中有", "等", "有", "另", "除"].iter().any(|word| before.ends_with(word))
            || self.is_rest(at)
            || clause_before(self.text(), at).contains("其中")
    }

    /// A district or town that has the number: 甲区有3(…)推进缓慢.
    fn place_before(&self, at: usize) -> Option<String> {
        let text = self.text();
        let clause = clause_before(text, at);
        let start = at - clause.len();
        let name = clause.strip_suffix('有').unwrap_or(clause).trim_start_matches("其中");
        let length = name.chars().count();
        let place = (2..=6).contains(&length) && name.ends_with(['区', '县', '镇', '乡', '市'])
            || (3..=7).contains(&length) && name.ends_with("街道");
        let from = start + clause.find(name).unwrap_or(0);
        (place && !name.starts_with(['全', '我'])).then(|| self.paragraph.clean(from..from + name.len()))
    }
}

/// Where the last counted noun of a text ends.
fn last_head(text: &str) -> Option<usize> {
    tokens::grammar().heads.iter().filter_map(|(word, _)| text.rfind(word).map(|at| at + word.len())).max()
}

/// Where the noun that begins a text ends: its first counted noun, lengthened while others follow at once (民生实事 + 项目).
fn first_noun(text: &str) -> Option<usize> {
    let grammar = tokens::grammar();
    let (mut end, _) = grammar
        .heads
        .iter()
        .filter_map(|(word, _)| text.find(word).map(|at| (at + word.len(), at)))
        .min_by_key(|(end, at)| (*at, std::cmp::Reverse(*end)))?;
    while let Some((word, _)) = grammar.heads.iter().find(|(word, _)| text[end..].starts_with(word)) {
        end += word.len();
    }
    Some(end)
}

fn without_brackets(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Status;

    fn counts(text: &str) -> Vec<StatedCount> {
        read(&[Paragraph::new([(1, text)])], "")
    }

    fn parts(count: &StatedCount) -> Vec<(&str, u32)> {
        count.parts.iter().map(|part| (part.word.as_str(), part.count)).collect()
    }

    #[test]
    fn number_before_status() {
        let counts = counts(
            "126项市政府重点工作中，28项已完成全年目标，90项正常推进，8项进度偏慢；12项民生实事项目中，8项已完成全年目标，4项尚未完成年度目标任务。",
        );
        assert_eq!(counts.len(), 2);
        assert_eq!((counts[0].category.as_str(), counts[0].total), ("重点工作", Some(126)));
        assert_eq!(parts(&counts[0]), [("已完成全年目标", 28), ("正常推进", 90), ("进度偏慢", 8)]);
        assert_eq!((counts[1].category.as_str(), counts[1].total), ("民生实事", Some(12)));
        assert_eq!(counts[1].parts[1].status, Some(Status::NotCompleted));
    }

    #[test]
    fn status_before_number() {
        let counts = counts("2023年安排重点工作任务20项，完成5项，正常推进10项，滞后4项，未启动1项。");
        assert_eq!(parts(&counts[0]), [("完成", 5), ("正常推进", 10), ("滞后", 4), ("未启动", 1)]);
        assert_eq!(counts[0].total, Some(20));
    }

    #[test]
    fn a_total_and_its_done_ones() {
        let counts = counts("截至目前，10项暖民心行动38个指标已完成32个，其中6项暖民心行动已全部完成年度指标任务。");
        assert_eq!(parts(&counts[0])[0], ("已完成", 32));
    }

    #[test]
    fn what_is_no_part() {
        assert!(
            counts("建成公园10个，新建学校5所，完成投资12亿元，召开会议5次。")
                .iter()
                .all(|count| count.parts.is_empty())
        );
        assert!(counts("86个小区已全部开工，3个农贸市场已完成改造。").iter().all(|count| count.parts.is_empty()));
    }

    #[test]
    fn shares_belong_to_their_part() {
        let counts = counts("欠进度的有17个，占总任务的7.7%；超进度的有10个，占总任务的4.5%。");
        assert_eq!(counts[0].parts[0].share, Some(0.077));
        assert_eq!(counts[0].parts[1].share, Some(0.045));
    }
}
