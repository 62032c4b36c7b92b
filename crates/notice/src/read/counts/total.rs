//! Which numbers are totals, and which refer to one that was named before.

use super::groups::Group;
use super::nouns::{clause_before, is_generic, is_generic_tail};
use super::reader::Reader;
use super::seen::Seen;
use crate::read::category;
use crate::read::tokens::{self, Kind, Token};

impl Reader {
    /// Takes the number at `index` for a total, or for a reference to one; says whether it was.
    pub(super) fn total(&mut self, seen: &Seen<'_>, index: usize) -> bool {
        let number = seen.tokens[index];
        let Kind::Number { value, class, measure, .. } = number.kind else { return false };
        let text = seen.text();
        if seen.is_rest(number.start) {
            return self.scope.is_some();
        }
        let lines = seen.paragraph.lines(number.start..number.end);
        let borne = seen.borne(index);
        let noun = borne
            .clone()
            .or_else(|| seen.noun_after(index))
            .or_else(|| seen.noun_before(index))
            .or_else(|| seen.named_by_clause(index));
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
        let doubtful = borne.is_none() && noun.as_ref().is_some_and(|noun| seen.names_another(noun, number.start));
        let generic = noun.as_ref().is_none_or(|range| is_generic(&text[range.clone()]));
        // 任务涉及12家企业, 34个部门: no finer division of the tasks.
        let apart = noun.as_ref().is_none_or(|noun| noun.end < number.start);
        if measure.thing && (apart || doubtful) || seen.carriers(index).is_some() {
            return self.things(seen, index);
        }
        // 许可73个,其中完工10个: what its own status counts refers to no total.
        let own = |last: &Token| matches!(last.kind, Kind::Status(_)) && last.end == number.start;
        if noun.is_none() && index.checked_sub(1).is_some_and(|last| own(&seen.tokens[last])) {
            return false;
        }
        // 开工21个、竣工5个,共计42个项目: the sum behind its parts.
        let clause = clause_before(text, number.start);
        let sums = tokens::grammar().open.contains(&clause)
            && tokens::grammar().sums.iter().any(|word| clause.starts_with(word));
        if let Some(group) = self.scope.and_then(|scope| self.groups.get_mut(scope)).filter(|_| generic && sums)
            && group.totals.is_empty()
            && group.parts.iter().all(|part| part.count <= value)
        {
            group.totals.push(value);
            return true;
        }
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
                return !class && self.things(seen, index);
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
            // What is counted again is what the next paragraph is about.
            self.main = Some(at);
            return true;
        }
        self.groups.push(Group {
            category: name,
            totals: vec![value],
            lines: Some(lines),
            doubtful,
            things: measure.thing.then_some(measure.word),
            ..Group::default()
        });
        let at = self.groups.len() - 1;
        self.enter(at, seen, number.start);
        if self.main.is_none() {
            self.main = Some(at);
        }
        true
    }

    /// Takes a number whose noun no table knows for a total that its sentence may divide; without parts it is dropped.
    fn things(&mut self, seen: &Seen<'_>, index: usize) -> bool {
        let measure = seen.measure(index);
        let carriers = seen.carriers(index);
        let alone = self.scope.is_none();
        let Some(name) =
            carriers.clone().or_else(|| seen.things(index).filter(|_| alone || seen.divided_at_once(index)))
        else {
            return false;
        };
        let number = seen.tokens[index];
        self.groups.push(Group {
            category: category::short(&seen.paragraph.clean(name)),
            totals: vec![seen.value(index)],
            lines: Some(seen.paragraph.lines(number.start..number.end)),
            tentative: carriers.is_none(),
            things: Some(measure.word),
            ..Group::default()
        });
        if carriers.is_none() {
            self.enter(self.groups.len() - 1, seen, number.start);
        }
        true
    }

    fn enter(&mut self, at: usize, seen: &Seen<'_>, number: usize) {
        // 89个项目涉及34处: what counts things leaves the tasks before it to the numbers that divide them.
        let things = self.groups[at].things.is_some();
        if self.scope.is_some_and(|scope| scope != at)
            && (things
                || tokens::grammar()
                    .among
                    .iter()
                    .any(|word| text_between(seen.text(), seen.sentence, number).contains(word)))
        {
            self.parent = self.parent.or(self.scope);
        }
        self.scope = Some(at);
    }
}

fn text_between(text: &str, from: usize, to: usize) -> &str {
    text.get(from.min(to)..to).unwrap_or("")
}
