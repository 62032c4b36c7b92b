//! Totals with their parts while they are being read: which group a part belongs to, and what is told in the end.

use super::nouns::{first_noun, is_generic};
use super::reader::Reader;
use super::seen::Seen;
use crate::lexicon::statuses::{Phrase, Sort};
use crate::place::Lines;
use crate::read::category;
use crate::read::tokens::{self, Measure};
use crate::report::{StatedCount, StatedPart};
use std::ops::Range;

/// A total with its parts while it is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) category: String,
    pub(super) totals: Vec<u32>,
    pub(super) parts: Vec<StatedPart>,
    pub(super) lines: Option<Lines>,
    /// Made from a class within another total (124个新建项目); kept only if parts follow.
    pub(super) tentative: bool,
    /// The class of those that have begun: 已开工项目33个. What has not begun divides it no further.
    pub(super) begun: bool,
    /// What it counts may be no task: 工程许可73个.
    pub(super) doubtful: bool,
    /// Things of this measure and no tasks by name: 52处供水工程. Only numbers of the same measure divide them.
    pub(super) things: Option<&'static str>,
}

impl Group {
    pub(super) fn total(&self) -> Option<u32> {
        self.totals.last().copied()
    }

    pub(super) fn takes(&self, count: u32) -> bool {
        self.total().is_none_or(|total| count <= total)
    }

    /// Whether its parts make up its total and hold no part of this count.
    fn is_full(&self, count: u32) -> bool {
        self.parts.len() > 1
            && self.total() == Some(self.parts.iter().map(|part| part.count).sum())
            && self.parts.iter().all(|part| part.count != count)
    }

    /// Whether a number of this measure can be a part of it.
    pub(super) fn holds(&self, count: u32, measure: Measure) -> bool {
        self.takes(count) && self.things.map_or(!measure.thing, |word| word == measure.word)
    }
}

impl Reader {
    /// Places a part in its group; says where it went.
    pub(super) fn part(
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
        if (self.scope.is_none() || seen.borne(index).is_some())
            && text.get(number.end..phrase.start).is_some_and(|gap| gap.contains(','))
        {
            self.total(seen, index);
        }
        // 已开工项目33个,未开工项目17个: both divide what stands before them.
        if phrase.sort == Sort::Idle && self.scope.is_some_and(|scope| self.groups[scope].begun) {
            self.scope = self.parent.take();
        }
        let lines = seen.paragraph.lines(number.start.min(phrase.start)..number.end.max(phrase.end));
        let word_range = phrase.start..phrase.end;
        // 8项进展偏慢的市政府重点工作: the noun behind the status names what is counted.
        let named = seen.noun_behind(phrase.end).filter(|_| phrase.start > number.start).or(noun);
        let class_noun = (phrase.future
            || matches!(phrase.sort, Sort::Class | Sort::Stage | Sort::Begin | Sort::Doing))
            && seen.head_at(phrase.end)
            // 计划开工22项,已开工15项: what is planned is divided.
            || phrase.future && phrase.end == number.start;
        let specific = named
            .clone()
            .filter(|range| !is_generic(&text[range.clone()]))
            .map(|range| category::short(&seen.paragraph.clean(range)));
        let noun_before_is_set = named.as_ref().is_some_and(|noun| !seen.plain_noun(noun));
        let place = seen.place_before(number.start.min(phrase.start));
        let says_all = tokens::grammar().all.iter().any(|word| text[phrase.start..phrase.end].contains(word));
        let group = if let Some(place) = place {
            self.groups.push(Group { category: place, lines: Some(lines), ..Group::default() });
            self.groups.len() - 1
        } else if says_all && self.scope.is_some_and(|scope| self.groups[scope].is_full(count)) {
            // 55项已完成,1项滞后;财政方面,3项任务已全部完成: a set of its own behind one that is told to its end.
            let category = specific.clone().unwrap_or_else(|| self.subject.clone());
            self.groups.push(Group { category, totals: vec![count], lines: Some(lines), ..Group::default() });
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
                let all = whole && (named_before && phrase.sort == Sort::Stage || says_all);
                self.group_for(count, seen.measure(index), specific.as_deref(), lines, whole, all)
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
        let told = holder
            .parts
            .iter()
            .position(|old| old.count == count && (old.status == part.status || old.word == part.word));
        let placed = (group, told.unwrap_or(holder.parts.len()));
        if told.is_none() {
            holder.lines = Some(holder.lines.map_or(lines, |all| all.join(lines)));
            holder.parts.push(part);
            self.main = Some(group);
            if self.scope.is_none() {
                self.scope = Some(group);
            }
        } else if !phrase.future {
            return Some(placed);
        }
        if class_noun {
            let noun = first_noun(&text[phrase.end..])
                .filter(|_| seen.head_at(phrase.end))
                .map_or(phrase.end, |end| phrase.end + end);
            let name = seen.paragraph.clean(phrase.start..noun);
            self.groups.push(Group {
                category: name,
                totals: vec![count],
                lines: Some(lines),
                // What is planned is a total of its own, whether or not something is said of it.
                tentative: !phrase.future || phrase.end == number.start,
                begun: phrase.sort == Sort::Begin && !phrase.future,
                ..Group::default()
            });
            // Parts that follow in this sentence may divide this class.
            self.parent.get_or_insert(group);
            self.scope = Some(self.groups.len() - 1);
        }
        Some(placed)
    }

    /// The group a part belongs to.
    fn group_for(
        &mut self,
        count: u32,
        measure: Measure,
        specific: Option<&str>,
        lines: Lines,
        whole: bool,
        all: bool,
    ) -> usize {
        if let Some(name) = specific
            && let Some(at) = self.groups.iter().rposition(|group| {
                group.category == name
                    && group.holds(count, measure)
                    && (!all || group.total().is_none_or(|total| total == count))
            })
        {
            return at;
        }
        let fits = |at: &usize| self.groups.get(*at).is_some_and(|group| group.holds(count, measure));
        // 4个市级实事项目全部完成: a set of its own.
        let scoped = self.scope.filter(&fits).or(self.parent.filter(&fits)).filter(|_| !all);
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

    /// The groups that say something, finer totals at the end.
    pub(super) fn finish(self) -> Vec<StatedCount> {
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
