//! Counts that the narrative states: 126项重点工作中,28项已完成全年目标,90项正常推进. Tokens of a paragraph
//! in, groups with their total and their parts out. A number is a part where a status phrase stands
//! right before or after it, else it may be a total; nothing is computed that is not printed.

mod nouns;
mod seen;

use super::category;
use super::text::Paragraph;
use super::tokens::{self, Kind, Token};
use crate::lexicon::statuses::{Phrase, Sort};
use crate::place::Lines;
use crate::report::{StatedCount, StatedPart, Status};
use nouns::{clause_before, first_noun, is_generic, is_generic_tail, is_share, share_in};
use seen::Seen;
use std::ops::Range;

/// A total with its parts while it is being read.
#[derive(Clone, Debug, Default)]
struct Group {
    category: String,
    totals: Vec<u32>,
    parts: Vec<StatedPart>,
    lines: Option<Lines>,
    /// Made from a class within another total (124个新建项目); kept only if parts follow.
    tentative: bool,
    /// What it counts may be no task: 工程许可73个.
    doubtful: bool,
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
        // A bracket that divides the part before it: where it ends, and the scope behind it.
        let mut within: Option<(usize, Option<usize>)> = None;
        let mut index = 0;
        while index < tokens.len() {
            let token = tokens[index];
            if let Some((close, scope)) = within
                && index >= close
            {
                (self.scope, within) = (scope, None);
                last = Last::Part;
            }
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
                    if let Some(placed) = last_part
                        && divides(&tokens[index..close])
                    {
                        within = Some((close, self.scope));
                        self.divide(placed);
                        last = Last::Nothing;
                        index += 1;
                        continue;
                    }
                    index = close;
                    continue;
                }
                Kind::Percent(value) => {
                    // 完成率达到100%的51个: a band, and no share of the count before it.
                    let band = text[token.end..].starts_with('的');
                    if !band
                        && let Some((group, part)) = last_part.take()
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
            && (noun.is_none()
                || matches!(phrase.sort, Sort::Stage | Sort::Begin)
                || noun.as_ref().is_some_and(|noun| seen.plain_noun(noun)))
            && !seen.counts_its_own(at)
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
            if tokens::grammar().bands.contains(&gap) && seen.ends_after(number.end) {
                let start = percent.start - clause_before(seen.text(), percent.start).len();
                let end = number.start - if gap.ends_with('的') { "的".len() } else { 0 };
                // 完成率达到100%的51个 are done.
                let done = matches!(percent.kind, Kind::Percent(value) if value >= 1.0)
                    && tokens::grammar().rates.iter().any(|word| seen.text()[start..percent.start].contains(word));
                let status = done.then_some(Status::Completed);
                let phrase = Phrase { start, end, status, sort: Sort::Stage, firm: true, whole: false, future: false };
                return Some((None, phrase, None));
            }
        }
        if let Some((at, phrase)) = seen.explained(index) {
            return Some((Some(at), phrase, None));
        }
        // 36个项目中,已完成投资过半的24个: a stage in the notice's own words.
        if let Some(range) = seen.named_by_clause(index)
            && seen.text()[range.clone()].starts_with(['已', '未', '尚'])
            && self.scope.and_then(|scope| self.groups[scope].total()).is_some_and(|total| total > seen.value(index))
        {
            let (start, end) = (range.start, range.end);
            let phrase =
                Phrase { start, end, status: None, sort: Sort::Stage, firm: true, whole: false, future: false };
            return Some((None, phrase, None));
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
        let scope = self.scope.map(|scope| &self.groups[scope]).filter(|scope| !scope.doubtful);
        let scoped = scope.and_then(Group::total).is_some_and(|total| value <= total);
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
        // 交办建议118件,已全部办结: what is said behind the comma is said of all.
        if self.scope.is_none() && text.get(number.end..phrase.start).is_some_and(|gap| gap.contains(',')) {
            self.total(seen, index);
        }
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
        let noun_before_is_set = named.as_ref().is_some_and(|noun| !seen.plain_noun(noun));
        let place = seen.place_before(number.start);
        let group = if let Some(place) = place {
            self.groups.push(Group { category: place, lines: Some(lines), ..Group::default() });
            self.groups.len() - 1
        } else {
            {
                // 103件为民办实事项目已全部完成: the number is the total too. 44项工作 after 十件惠民实事 divides it finer.
                // 转办城中区工单1164件: so is one that names its set before it.
                let named_before = phrase.end < number.start && noun_before_is_set;
                let whole = specific.is_some()
                    && (phrase.start > number.start || named_before)
                    && !seen.is_some_of(number.start);
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
                // What is planned is a total of its own, whether or not something is said of it.
                tentative: !phrase.future,
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
        let doubtful = noun.as_ref().is_some_and(|noun| seen.names_another(noun, number.start));
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
        self.groups.push(Group {
            category: name,
            totals: vec![value],
            lines: Some(lines),
            doubtful,
            ..Group::default()
        });
        let at = self.groups.len() - 1;
        self.enter(at, seen, number.start);
        if self.main.is_none() {
            self.main = Some(at);
        }
        true
    }

    /// Opens a group for what a bracket says of a part: 计划开工255项(其中1-10月计划新开工223项).
    fn divide(&mut self, (group, part): (usize, usize)) {
        let part = &self.groups[group].parts[part];
        let (category, count) = (part.word.clone(), part.count);
        let lines = self.groups[group].lines;
        self.groups.push(Group { category, totals: vec![count], lines, tentative: true, ..Group::default() });
        self.scope = Some(self.groups.len() - 1);
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

/// Whether a bracket counts by status.
fn divides(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| matches!(token.kind, Kind::Status(_)))
        && tokens.iter().any(|token| matches!(token.kind, Kind::Number { lost: false, .. }))
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
