//! A paragraph's tokens and the questions that the grammar of counting asks of them: what stands before and behind a number.

use super::nouns::{clause_before, first_noun, last_head, without_brackets};
use crate::lexicon::statuses::{Phrase, Sort};
use crate::phrase::text::{Paragraph, is_han};
use crate::read::tokens::{self, Kind, Measure, Token};
use crate::report::Status;
use std::ops::Range;

/// The farthest a status may stand behind its number, in characters.
pub(super) const REACH: usize = 26;

/// The longest name of things that no table knows, in characters.
const LONGEST_THING: usize = 14;

/// The longest noun between a status and its number, in characters: 新开工 + 重大水利项目 + 175个.
const LONGEST_NOUN: usize = 8;

/// A paragraph's tokens and the questions that the grammar asks of them.
pub(super) struct Seen<'a> {
    pub(super) paragraph: &'a Paragraph,
    pub(super) tokens: &'a [Token],
    pub(super) sentence: usize,
}

impl Seen<'_> {
    pub(super) fn text(&self) -> &str {
        &self.paragraph.text
    }

    pub(super) fn value(&self, index: usize) -> u32 {
        match self.tokens[index].kind {
            Kind::Number { value, .. } => value,
            _ => 0,
        }
    }

    /// The measure of the number at `index`.
    pub(super) fn measure(&self, index: usize) -> Measure {
        match self.tokens[index].kind {
            Kind::Number { measure, .. } => measure,
            _ => Measure { word: "", thing: false },
        }
    }

    /// The token before `index`, brackets skipped.
    pub(super) fn before(&self, index: usize) -> Option<usize> {
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

    /// The status in the bracket right before the number, where the bracket explains a class: A类(已经解决)22件.
    pub(super) fn explained(&self, index: usize) -> Option<(usize, Phrase)> {
        let close = index.checked_sub(1).filter(|at| self.tokens[*at].kind == Kind::Close)?;
        if self.tokens[close].end != self.tokens[index].start {
            return None;
        }
        let open = (0..close).rev().find(|at| self.tokens[*at].kind == Kind::Open)?;
        let class = self.text()[..self.tokens[open].start].ends_with('类');
        (open + 1..close).find_map(|at| match self.tokens[at].kind {
            Kind::Status(phrase) if class => Some((at, phrase)),
            _ => None,
        })
    }

    /// Whether a number in the clause before `at` counts something else than tasks: 2个养老机构建设已完成1个.
    pub(super) fn counts_its_own(&self, at: usize, counted: usize) -> bool {
        let start = self.tokens[at].start;
        let clause = start - clause_before(self.text(), start).len();
        self.tokens[..at].iter().rposition(|token| token.start >= clause && token.value().is_some()).is_some_and(
            |number| {
                let gap = &self.text()[self.tokens[number].end..start];
                gap.chars().filter(|c| is_han(*c)).count() >= 4
                    && first_noun(gap).is_none()
                    // 7条道路硬化已完成5条: divided in the same measure.
                    && !(self.measure(number).word == self.measure(counted).word && self.value(counted) <= self.value(number))
            },
        )
    }

    /// The next token that is a status, over brackets, one comma, and marks inside a noun.
    pub(super) fn after(&self, index: usize) -> Option<usize> {
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
                // 9个综合指标、重点工作中的17个事项推进滞后: one status of several numbers.
                Kind::Number { .. } if self.shares_with(index, at) => {}
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// Whether the number at `index` and a later one stand in one enumeration, each before what it counts.
    pub(super) fn shares_with(&self, index: usize, later: usize) -> bool {
        let gap = &self.text()[self.tokens[index].end..self.tokens[later].start];
        let bare = without_brackets(gap);
        first_noun(&bare).is_some_and(|end| bare[end..].starts_with(['、', '和', '及']))
            && self.text()[self.tokens[later].end..].chars().next().is_some_and(is_han)
    }

    /// Whether the status at `at` counts the number behind it: 38个指标已完成32个.
    pub(super) fn counts_what_follows(&self, at: usize) -> bool {
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
    pub(super) fn filled(&self, from: usize, to: usize) -> Option<Option<Range<usize>>> {
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
            } else if let Some(found) = grammar.nouns.leading(rest) {
                let start = noun.as_ref().map_or(at, |noun| noun.start);
                at += found.end;
                noun = Some(start..at);
            } else if let Some(word) = grammar.fillers.iter().chain(&grammar.open).find(|word| rest.starts_with(**word))
            {
                at += word.len();
            } else {
                let end = modified(rest)?;
                noun = Some(at..at + end);
                at += end;
            }
        }
        Some(noun)
    }

    /// Whether the noun between a status and its number is one that is counted, with nothing before it.
    pub(super) fn plain_noun(&self, noun: &Range<usize>) -> bool {
        let words = &self.text()[noun.clone()];
        first_noun(words) == Some(words.len()) && tokens::grammar().nouns.leading(words).is_some()
    }

    /// Whether a count ends here: a mark, a bracket or the end follows, or a counted noun and then one of them.
    pub(super) fn ends_after(&self, at: usize) -> bool {
        let text = self.text();
        let rest = text[at..].trim_start_matches(['”', '"', ' ']);
        let ends = |rest: &str| {
            let grammar = tokens::grammar();
            rest.chars().next().is_none_or(|c| !is_han(c) && !c.is_alphanumeric())
                // 竣工60个以上 is a target.
                || grammar.after.iter().any(|word| rest.starts_with(word))
                    && !grammar.targets.iter().any(|word| rest.starts_with(word))
        };
        // 33个项目的安置房, 80个的目标: the number counts something of them.
        let counted =
            |rest: &str| ends(rest) && !rest.strip_prefix('的').is_some_and(|after| after.starts_with(is_han));
        counted(rest)
            || tokens::grammar().heads.iter().any(|(word, _)| rest.strip_prefix(word).is_some_and(&counted))
            || self.tokens.iter().any(|token| token.start == at && matches!(token.kind, Kind::Number { .. }))
    }

    /// Whether a number and a status belong together over the words between: the noun, if there is one.
    pub(super) fn between(&self, from: usize, to: usize) -> Option<Option<Range<usize>>> {
        let text = self.text();
        let gap = text.get(from..to)?;
        let bare: String = without_brackets(gap);
        if bare.chars().count() > REACH || bare.contains([';', ':', '。']) {
            return None;
        }
        let words = bare.trim_end_matches(',').trim();
        // 30项民生实事中不设目标的: what follows is said of some of them.
        if words.ends_with('中') {
            return None;
        }
        // The noun of a number in an enumeration is the one before the mark.
        let shared = self.tokens.iter().any(|token| token.value().is_some() && token.start > from && token.end <= to);
        let noun = if shared { first_noun(gap) } else { last_head(gap) }.map(|end| from..from + end);
        if words.is_empty() {
            return Some(None);
        }
        // 5个农贸市场已完成: a noun that is no task makes no part.
        if noun.is_none() {
            let only_words = tokens::grammar().says.iter().any(|word| words.starts_with(word));
            return only_words.then_some(None);
        }
        Some(noun)
    }

    /// Whether a counted noun begins at `at`.
    pub(super) fn head_at(&self, at: usize) -> bool {
        tokens::grammar().nouns.leading(&self.text()[at..]).is_some()
    }

    /// Whether a counted noun ends at `at`.
    pub(super) fn noun_touches(&self, at: usize) -> bool {
        tokens::grammar().heads.iter().any(|(word, _)| self.text()[..at].ends_with(word))
    }

    /// The noun behind a status that ends at `at`: …的市政府重点工作.
    pub(super) fn noun_behind(&self, at: usize) -> Option<Range<usize>> {
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

    /// Whether a status that ends at `at` belongs to the name of what the next numbers divide.
    fn divided(&self, at: usize) -> bool {
        let rest = &self.text()[at..];
        let named = self.noun_behind(at).is_some_and(|noun| self.text()[noun.end..].starts_with('中'));
        named
            || rest.starts_with(['或', '和'])
                && first_noun(rest).is_some_and(|end| end <= 36 && rest[end..].starts_with('中'))
    }

    /// The noun behind a number: 项市政府重点工作中.
    pub(super) fn noun_after(&self, index: usize) -> Option<Range<usize>> {
        let text = self.text();
        let start = self.tokens[index].end;
        if text[start..].starts_with(['、', ',', '。', ';', '(', ')']) {
            return None;
        }
        let limit = self.tokens.get(index + 1).map_or(text.len(), |token| match token.kind {
            // 82个在建或预备项目中, 28件正在办理的事项中: the status says which are counted.
            Kind::Status(phrase) if self.divided(phrase.end) => text.len(),
            // 23个重点在建项目: the status belongs to the noun.
            Kind::Status(phrase) if self.head_at(phrase.end) => {
                first_noun(&text[phrase.end..]).map_or(phrase.end, |end| phrase.end + end)
            }
            Kind::Status(phrase) if matches!(phrase.sort, Sort::Stage | Sort::Done | Sort::Begin) => token.end,
            Kind::Mark('、') => self.tokens.get(index + 2).map_or(text.len(), |token| token.start),
            _ => token.start,
        });
        let span = text.get(start..limit)?;
        let cut = span.find(['已', '(', '。', ',', ';', ':']).unwrap_or(span.len());
        let span = &span[..cut];
        let span: &str = span.char_indices().nth(24).map_or(span, |(at, _)| &span[..at]);
        first_noun(span).map(|end| start..start + end)
    }

    /// The noun before a number: 全县重点项目共计 37个.
    pub(super) fn noun_before(&self, index: usize) -> Option<Range<usize>> {
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
            || tokens::grammar().when.iter().any(|word| left.starts_with(word));
        if !loose || left.chars().count() > 16 {
            return None;
        }
        let start = span.char_indices().rev().nth(23).map_or(0, |(at, _)| at);
        Some(floor + start..floor + end)
    }

    /// Whether words behind the noun of a number make another one of it: 工程许可73个 counts permits.
    pub(super) fn names_another(&self, noun: &Range<usize>, number: usize) -> bool {
        let grammar = tokens::grammar();
        let gap = self.text().get(noun.end..number).unwrap_or("");
        let said = |words: &[&str]| words.iter().any(|word| gap.starts_with(word) || gap.ends_with(word));
        gap.contains(is_han) && !said(&grammar.open) && !said(&grammar.when)
    }

    /// 列入本次通报的为4项, 共计24项: a total that its clause names, or that has no name at all.
    pub(super) fn named_by_clause(&self, index: usize) -> Option<Range<usize>> {
        let text = self.text();
        let number = self.tokens[index];
        if !self.ends_after(number.end) || matches!(number.kind, Kind::Number { class: true, .. }) {
            return None;
        }
        let clause = clause_before(text, number.start);
        let start = number.start - clause.len();
        let bare = clause.trim();
        let grammar = tokens::grammar();
        if grammar.open.contains(&bare) && grammar.sums.iter().any(|word| bare.starts_with(word)) {
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

    /// What a number counts that has no known noun: 7条道路硬化, 现有农贸市场8处. Its words behind it, else those of its clause.
    pub(super) fn things(&self, index: usize) -> Option<Range<usize>> {
        let text = self.text();
        let number = self.tokens[index];
        let limit = self.tokens.get(index + 1).map_or(text.len(), |token| token.start);
        let behind = text.get(number.end..limit)?;
        let letters = |words: &str| words.chars().filter(|c| is_han(*c)).count();
        let length = letters(behind);
        if (2..=LONGEST_THING).contains(&length) && behind.chars().all(|c| is_han(c) || matches!(c, '“' | '”')) {
            let words = behind.strip_suffix('中').unwrap_or(behind);
            return Some(number.end..number.end + words.len());
        }
        let clause = clause_before(text, number.start);
        let start = number.start - clause.len();
        let plain = behind.is_empty() && clause.chars().all(is_han) && (4..=LONGEST_THING).contains(&letters(clause));
        (plain && self.tokens[..index].iter().all(|token| token.end <= start)).then_some(start..number.start)
    }

    /// Those who carry out tasks, by their number: 交由78家单位承办, 19个主管机关.
    pub(super) fn carriers(&self, index: usize) -> Option<Range<usize>> {
        let start = self.tokens[index].end;
        let rest = &self.text()[start..];
        let word = tokens::grammar().carriers.iter().find(|word| rest.starts_with(**word))?;
        Some(start..start + word.len())
    }

    /// Whether the words behind the number at `index` divide it at once: 7条道路硬化已完成5条.
    pub(super) fn divided_at_once(&self, index: usize) -> bool {
        let Some(status) = self.after(index) else { return false };
        let Some(next) = self.tokens.get(status + 1) else { return false };
        next.value().is_some_and(|value| value <= self.value(index))
            && self.measure(status + 1).word == self.measure(index).word
            && self.tokens[status].end == next.start
            && self.ends_after(next.end)
    }

    /// Whether the number at `index` stands in a row of numbers, each right behind its status: 开工24个、完工20个.
    pub(super) fn in_a_row(&self, index: usize) -> bool {
        let pair = |at: usize| {
            let (Some(status), Some(number)) =
                (at.checked_sub(1).and_then(|at| self.tokens.get(at)), self.tokens.get(at))
            else {
                return false;
            };
            matches!(status.kind, Kind::Status(_))
                && number.value().is_some()
                && status.end == number.start
                && self.measure(at).word == self.measure(index).word
        };
        let mark =
            |at: usize| self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Mark(',' | '、' | ';')));
        let touch = |left: usize, right: usize| self.tokens[left].end == self.tokens[right].start;
        pair(index)
            && (mark(index + 1) && pair(index + 3) && touch(index, index + 1) && touch(index + 1, index + 2)
                || index >= 3
                    && mark(index - 2)
                    && pair(index - 3)
                    && touch(index - 3, index - 2)
                    && touch(index - 2, index - 1))
    }

    /// The set of those that a unit answers for: 县住建局牵头的 + 9项.
    pub(super) fn borne(&self, index: usize) -> Option<Range<usize>> {
        let number = self.tokens[index].start;
        let clause = clause_before(self.text(), number);
        let borne = tokens::grammar().bears.iter().any(|word| clause.len() > word.len() + 3 && clause.ends_with(word));
        let opened = self.opened(clause);
        (borne && opened.chars().count() <= 24).then(|| number - opened.len()..number - "的".len())
    }

    /// A clause without the words that open it: 三是, 其中.
    fn opened<'t>(&self, clause: &'t str) -> &'t str {
        let opener = tokens::grammar().ordinals.iter().find(|word| clause.starts_with(**word));
        opener.map_or(clause, |word| &clause[word.len()..])
    }

    /// How far those are that the number at `index` counts, in words that no table knows: 正在开展前期工作的项目4个, 已移交5件.
    pub(super) fn told_by_clause(&self, index: usize) -> Option<Range<usize>> {
        let text = self.text();
        let number = self.tokens[index];
        let grammar = tokens::grammar();
        if !self.ends_after(number.end) {
            return None;
        }
        let mut words = self.opened(clause_before(text, number.start));
        let start = number.start - words.len();
        let telling = grammar.tells.iter().find(|word| words.starts_with(**word))?;
        while let Some(word) = grammar.open.iter().find(|word| words.ends_with(**word)) {
            words = &words[..words.len() - word.len()];
        }
        if let Some((word, _)) = grammar.heads.iter().find(|(word, _)| words.ends_with(word)) {
            words = &words[..words.len() - word.len()];
        }
        let clausal = words.strip_suffix('的');
        let name = clausal.unwrap_or(words);
        let said = name.get(telling.len()..)?.chars();
        let length = said.clone().count();
        let plain = said.clone().all(|c| is_han(c) || matches!(c, '“' | '”'));
        // Without 的 only a verb or two: 已移交.
        (plain && (1..=if clausal.is_some() { 18 } else { 4 }).contains(&length)).then(|| start..start + name.len())
    }

    /// Whether tasks are summed up by their general name: 累计完成33个项目.
    fn general(&self, at: usize) -> bool {
        let rest = &self.text()[at..];
        tokens::grammar().heads.iter().any(|(word, generic)| *generic && rest.starts_with(word))
    }

    pub(super) fn summed(&self, index: usize, phrase: Phrase) -> bool {
        let number = self.tokens[index];
        phrase.end == number.start
            && !self.text()[..phrase.start].ends_with(is_han)
            && phrase.end - phrase.start > "完成".len()
            && self.general(number.end)
    }

    /// Whether a status is an exact rate below the whole: 完成年度目标的76.7%.
    pub(super) fn is_rate(&self, phrase: Phrase) -> bool {
        self.text()[phrase.start..phrase.end].ends_with('%') && phrase.status != Some(Status::Completed)
    }

    /// Whether the number at `index` divides the part before it: 已办结112件,其中A类(已解决)76件; 已完成26项,其中提前完成8项.
    pub(super) fn divides_part(&self, index: usize, phrase: Phrase, part: Option<Status>) -> bool {
        let start = phrase.start.min(self.tokens[index].start);
        let clause = clause_before(self.text(), start);
        let among = |words: &str| tokens::grammar().among.iter().any(|word| words.contains(word));
        // The bracket of a class stands between: 其中A类(已解决)76件.
        let explained = self.text()[..start].ends_with('(') && phrase.start < self.tokens[index].start;
        let class = explained && among(clause_before(self.text(), start - 1));
        class || among(clause) && part.is_some() && part == phrase.status
    }

    /// Whether the number at `index` goes on with the status of the one at `last`: 未完成1个中央项目和2个省级项目.
    pub(super) fn carries_on(&self, last: usize, index: usize) -> bool {
        let gap = self.text().get(self.tokens[last].end..self.tokens[index].start).unwrap_or("");
        let joint = gap.ends_with(['和', '及']);
        joint && index == last + 1 && first_noun(gap).is_some() && self.noun_after(index).is_some()
    }

    /// Whether the number at `at` is a remainder: 其余27项.
    pub(super) fn is_rest(&self, at: usize) -> bool {
        tokens::grammar().rest.iter().any(|word| self.text()[..at].ends_with(word))
    }

    /// Whether the words before `at` say that a total is divided finer: 细化为222个, (含25个子项目).
    pub(super) fn refines(&self, at: usize) -> bool {
        let clause = clause_before(self.text(), at);
        let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
        // 其中涉及农业方面32件 is a part of them.
        says(&tokens::grammar().finer) && !says(&tokens::grammar().among)
    }

    /// Whether the number at `at` is some of a larger total: 其中6项, 等9项, 有22项.
    pub(super) fn is_some_of(&self, at: usize) -> bool {
        let before = &self.text()[..at];
        tokens::grammar().some.iter().any(|word| before.ends_with(word))
            || self.is_rest(at)
            || tokens::grammar().among.iter().any(|word| clause_before(self.text(), at).contains(word))
    }

    /// A district or town that has the number: 甲区有3(…)推进缓慢.
    pub(super) fn place_before(&self, at: usize) -> Option<String> {
        let text = self.text();
        let clause = clause_before(text, at);
        let start = at - clause.len();
        let name = clause.strip_suffix('有').unwrap_or(clause).trim_start_matches("其中");
        let length = name.chars().count();
        let place = (2..=6).contains(&length) && name.ends_with(['区', '县', '镇', '乡', '市'])
            || (3..=7).contains(&length) && name.ends_with("街道");
        let from = start + clause.find(name).unwrap_or(0);
        (place && !name.starts_with(|c: char| matches!(c, '全' | '我') || c.is_ascii_digit()))
            .then(|| self.paragraph.clean(from..from + name.len()))
    }
}

/// The length of a counted noun with a word or two before it that fills `rest`: 重大水利项目.
fn modified(rest: &str) -> Option<usize> {
    let modest = rest.chars().count() <= LONGEST_NOUN && rest.chars().all(is_han);
    (modest && tokens::grammar().heads.iter().any(|(word, _)| rest.ends_with(word))).then_some(rest.len())
}
