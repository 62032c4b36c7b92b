//! Which numbers are parts: those with a status phrase right before or after them that is strong enough to count.

use super::nouns::clause_before;
use super::reader::Reader;
use super::seen::Seen;
use crate::lexicon::statuses::{Phrase, Sort};
use crate::read::tokens::{self, Kind};
use crate::report::Status;
use std::ops::Range;

impl Reader {
    /// The status phrase that belongs to the number at `index`, with its token and the noun between.
    pub(super) fn part_of(
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
            && !seen.counts_its_own(at, index)
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
        if let Some(range) = seen.told_by_clause(index)
            && self.within_scope(seen, index)
        {
            let (start, end) = (range.start, range.end);
            let phrase =
                Phrase { start, end, status: None, sort: Sort::Stage, firm: true, whole: false, future: false };
            return Some((None, phrase, None));
        }
        if let Some((last, phrase)) = self.carried
            && seen.carries_on(last, index)
        {
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
        // 90个项目开工建设进度较好: a noun. 6个项目完成7163万元: an amount.
        let behind = &seen.text()[phrase.end..];
        let amount = behind.starts_with(|c: char| c.is_ascii_digit()) && phrase.sort == Sort::Done && !phrase.whole;
        if !phrase.firm && (amount || tokens::grammar().nominal.iter().any(|word| behind.starts_with(word))) {
            return None;
        }
        // 51个项目,已落实审批或办理注册的有29个: said of the number that follows.
        let next = (at + 1..seen.tokens.len()).find(|next| seen.tokens[*next].value().is_some());
        if next.and_then(|next| seen.told_by_clause(next)).is_some_and(|told| told.start <= phrase.start) {
            return None;
        }
        let noun = seen.between(number.end, phrase.start)?;
        // 新签约项目46个,完成年度目标的76.7%: an indicator with its rate, and no count of tasks.
        if seen.text()[number.end..phrase.start].ends_with(',') && seen.is_rate(phrase) {
            return None;
        }
        self.may_be_part(seen, index, phrase, noun.is_some(), false).then_some((Some(at), phrase, noun))
    }

    /// Whether the number at `index` can divide the total in scope.
    fn within_scope(&self, seen: &Seen<'_>, index: usize) -> bool {
        // 发现问题25处。…已整改11处: what is counted in a measure of its own goes on in the next paragraph.
        let main = self.main.filter(|main| seen.measure(index).thing && self.groups[*main].things.is_some());
        self.scope
            .or(main)
            .map(|scope| &self.groups[scope])
            .is_some_and(|scope| scope.total().is_some() && scope.holds(seen.value(index), seen.measure(index)))
    }

    /// Whether a phrase is strong enough to make a part here.
    fn may_be_part(&self, seen: &Seen<'_>, index: usize, phrase: Phrase, noun: bool, before: bool) -> bool {
        let thing = seen.measure(index).thing;
        if thing && !seen.in_a_row(index) && !self.within_scope(seen, index) {
            return false;
        }
        let class = seen.head_at(phrase.end);
        let doubtful = self.scope.is_some_and(|scope| self.groups[scope].doubtful);
        let scoped = !doubtful && self.within_scope(seen, index);
        if phrase.future || phrase.sort == Sort::Class {
            // 新建项目共185个, with nothing before it that it could be a part of, is a total.
            let divides = |at: usize| self.groups[at].total().is_some_and(|total| total >= seen.value(index));
            let whole = before && phrase.sort == Sort::Class && !self.scope.is_some_and(divides);
            return class && !whole || before && scoped && phrase.sort != Sort::Class;
        }
        let number = seen.tokens[index];
        if matches!(number.kind, Kind::Number { class: true, .. })
            && !(phrase.whole || phrase.firm || matches!(phrase.sort, Sort::Pace))
        {
            return false;
        }
        let adjacent = number.end == phrase.start;
        let row = before && !doubtful && matches!(phrase.sort, Sort::Done | Sort::Begin | Sort::Doing);
        // 累计完成33个项目: tasks by their general name.
        let summed = before && !thing && phrase.sort == Sort::Done && seen.summed(index, phrase);
        if summed || row && seen.in_a_row(index) {
            return true;
        }
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
}
