//! The report between worker and page, and a document from the readers of files: values in, bytes out, and back.
//!
//! Both ends are of one build, so the bytes need no names, no versions and no cleverness: fields in their order, numbers
//! as they lie in memory, lengths before lists. What is read is a value in any case: bytes that cannot be right are
//! noted, and the whole is refused at the end. So no step has to hand on an error, and the code of fifty types, which the page
//! carries, is a third of what a general serializer makes of them. JSON for people and programs is serde's.
//!
//! Each type says its fields or variants here once; one left out does not compile.

use crate::Options;
use crate::document::{Block, Cell, Document, Grid, Merged, Refusal};
use crate::hint::TableHint;
use crate::map::Sorted;
use crate::overrule::{NoticeKey, Overruling};
use crate::place::Lines;
use crate::report::{
    Alternative, Basis, Column, Comparator, Coverage, Diagnostic, Entry, Evidence, Finding, FindingKind, Judgement,
    LineCoverage, Metric, NoticeFacts, NoticeKind, OwnRuling, Period, Problem, ProblemKind, Ranking, RankingRow,
    Report, Role, RowCoverage, Ruling, Schedule, Severity, Stated, StatedCount, StatedPart, Status, TableReading,
    Tally, Task, Totals, Unit, UnitRole, Unplaced, WouldChange,
};

/// What can be sent.
pub trait Wire: Sized {
    /// Adds the bytes of the value.
    fn write(&self, out: &mut Vec<u8>);
    /// The value whose bytes are next; where they cannot be right, any value, and a note.
    fn read(from: &mut Bytes<'_>) -> Self;
}

/// Bytes that are being read.
pub struct Bytes<'a> {
    rest: &'a [u8],
    /// Whether some could not be right.
    wrong: bool,
}

impl<'a> Bytes<'a> {
    /// So many bytes; none where fewer are left.
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or_else(|| {
            self.wrong = true;
            (&[], &[])
        });
        self.rest = rest;
        taken
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    /// How many follow, of which each takes a byte at least.
    fn count(&mut self) -> usize {
        let count = u32::read(self) as usize;
        if count > self.rest.len() {
            self.wrong = true;
            return 0;
        }
        count
    }

    /// Notes that the bytes are wrong.
    pub fn refuse(&mut self) {
        self.wrong = true;
    }

    /// The value with the number that is next.
    pub fn one_of<T: Copy>(&mut self, first: T, all: &[T]) -> T {
        let number = self.byte();
        all.get(usize::from(number)).copied().unwrap_or_else(|| {
            self.wrong = true;
            first
        })
    }
}

/// The bytes of a value.
pub fn pack<T: Wire>(value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    value.write(&mut out);
    out
}

/// The bytes of a list, as those of a `Vec`.
pub fn pack_list<T: Wire>(list: &[T]) -> Vec<u8> {
    let mut out = Vec::new();
    write_list(list, &mut out);
    out
}

/// The value of these bytes, if they are those of one.
pub fn unpack<T: Wire>(bytes: &[u8]) -> Option<T> {
    let mut from = Bytes { rest: bytes, wrong: false };
    let value = T::read(&mut from);
    (!from.wrong && from.rest.is_empty()).then_some(value)
}

fn write_list<T: Wire>(list: &[T], out: &mut Vec<u8>) {
    (list.len() as u32).write(out);
    for item in list {
        item.write(out);
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Wire for $number {
            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            fn read(from: &mut Bytes<'_>) -> Self {
                let bytes = from.take(size_of::<Self>()).try_into();
                bytes.map_or_else(|_| Self::default(), Self::from_le_bytes)
            }
        }
    )*};
}

numbers!(u32, i32, u64, f32, f64);

impl Wire for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        from.one_of(false, &[false, true])
    }
}

impl Wire for String {
    fn write(&self, out: &mut Vec<u8>) {
        (self.len() as u32).write(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        let count = from.count();
        Self::from_utf8(from.take(count).to_vec()).unwrap_or_else(|_| {
            from.refuse();
            Self::new()
        })
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Wire, E: Wire> Wire for Result<T, E> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_ok().write(out);
        match self {
            Ok(value) => value.write(out),
            Err(error) => error.write(out),
        }
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        if bool::read(from) { Ok(T::read(from)) } else { Err(E::read(from)) }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_list(self, out);
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        let mut list = Vec::new();
        for _ in 0..from.count() {
            if from.wrong {
                break;
            }
            list.push(T::read(from));
        }
        list
    }
}

impl<K: Wire + Ord, V: Wire> Wire for Sorted<K, V> {
    fn write(&self, out: &mut Vec<u8>) {
        (self.len() as u32).write(out);
        for (key, value) in self.iter() {
            key.write(out);
            value.write(out);
        }
    }

    fn read(from: &mut Bytes<'_>) -> Self {
        let mut map = Self::default();
        for _ in 0..from.count() {
            let key = K::read(from);
            map.insert(key, V::read(from));
        }
        map
    }
}

/// Structs by their fields.
#[macro_export]
macro_rules! wire_fields {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl $crate::wire::Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($crate::wire::Wire::write($field, out);)*
            }

            fn read(from: &mut $crate::wire::Bytes<'_>) -> Self {
                Self { $($field: $crate::wire::Wire::read(from)),* }
            }
        }
    )*};
}

/// Enums whose variants hold something, by a number for each; the last is taken where the number cannot be right.
#[macro_export]
macro_rules! wire_variants {
    ($name:ident { $($number:literal $variant:ident $({ $($field:ident),* })? $(( $inner:ident ))?),* } or $wrong:expr) => {
        impl $crate::wire::Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $({ $($field),* })? $(( $inner ))? => {
                        out.push($number);
                        $($($crate::wire::Wire::write($field, out);)*)?
                        $($crate::wire::Wire::write($inner, out);)?
                    })*
                }
            }

            fn read(from: &mut $crate::wire::Bytes<'_>) -> Self {
                match from.byte() {
                    $($number => Self::$variant $({ $($field: $crate::wire::Wire::read(from)),* })? $(({
                        let $inner = $crate::wire::Wire::read(from);
                        $inner
                    }))?,)*
                    _ => {
                        from.refuse();
                        $wrong
                    }
                }
            }
        }
    };
}

/// Enums that are one word of several, in the order of their declaration.
#[macro_export]
macro_rules! wire_words {
    ($($name:ident: $first:ident $($word:ident)*;)*) => {$(
        impl $crate::wire::Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                out.push(*self as u8);
            }

            fn read(from: &mut $crate::wire::Bytes<'_>) -> Self {
                const WORDS: &[$name] = &[$name::$first $(, $name::$word)*];
                // Each stands at its number, and none is missing.
                const {
                    let mut place = 0;
                    while place < WORDS.len() {
                        assert!(WORDS[place] as usize == place);
                        match WORDS[place] {
                            $name::$first $(| $name::$word)* => place += 1,
                        }
                    }
                }
                from.one_of($name::$first, WORDS)
            }
        }
    )*};
}

wire_words! {
    Basis: Ruling Column Rate Wording None;
    Comparator: AtLeast Exactly About AtMost;
    FindingKind: CountMismatch RateMismatch SumMismatch ValueMismatch NumberMissing NumberDuplicate UnitUnknown UnitMissing
        UnitMismatch UnitVariant StatusMismatch Overdue StaleFigure UnreportedTarget RulingUnmatched;
    Merged: Above Left;
    NoticeKind: Progress Plan Announcement Other;
    ProblemKind: Funding Land Approval Epidemic Weather Coordination Market Staffing Technical Policy Demolition Data Other;
    Role: Number Category Title Goal Progress Problem NextSteps Lead Support Supervisor Leader Deadline Status Rate Amount
        Remark Other;
    Severity: Error Warning Info;
    Status: NotStarted Suspended NotCompleted Behind Completed Ahead OnTrack Unknown;
    UnitRole: Lead Support Supervisor;
}

wire_variants! { Block { 0 Loose(lines), 1 Grid(grid) } or Block::Loose(Lines::one(1)) }

wire_fields! {
    Alternative { columns, confidence }
    Cell { text, lines, merged }
    Column { role, header }
    Coverage { lines, rows }
    Diagnostic { code, severity, lines, hint }
    Document { text, blocks, whole_paragraphs, diagnostics }
    Entry { task, progress, problem, next_steps, units, lines }
    Evidence { text, lines }
    Finding { kind, severity, confidence, message, claimed, found, tasks, places }
    Grid { lines, rows }
    Judgement { stated, assessed, basis, confidence, rule, would_change, evidence, stated_evidence, ruling }
    LineCoverage { all, placed, narrative, chrome, blank, unplaced }
    Lines { first, last }
    Metric { name, target, comparator, unit, actual, stated_rate, computed_rate, evidence }
    NoticeFacts { kind, title, document_number, issuers, signed_on, published_at, source, recovered, period }
    NoticeKey { document_number, title, period_end }
    Options { as_of, tables }
    Overruling { notice, task, title, ruling }
    OwnRuling { status, reason }
    Period { year, label, end }
    Problem { kind, text, lines }
    Ranking { title, unit_of, rows }
    RankingRow { unit, values, rank }
    Refusal { code, found, number, names }
    Report { schema, notice, schedule, stated, tasks, findings, rankings, totals, tables, coverage, unplaced, diagnostics }
    RowCoverage { read, placed, unplaced }
    Ruling { category, number, status, text, units, lines }
    Schedule { day, share, chosen }
    Stated { counts, rulings }
    StatedCount { category, total, lines, parts }
    StatedPart { word, status, count, share }
    TableHint { line, no_table, header, roles }
    TableReading { category, lines, confidence, header, columns, alternatives, margin }
    Tally { name, tasks, merged, stated, assessed }
    Task { id, category, number, title, theme, units, goal, deadline, leader, entries, metrics, problem_kinds, problems, status }
    Totals { overall, by_category, by_unit, by_theme }
    Unit { name, role, as_printed }
    Unplaced { lines, text, why }
    WouldChange { needs, by, to }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;

    const NOTICE: &str = "关于重点工作三季度完成情况的通报\n截至9月底，共2项，完成1项，滞后1项。\n\
        序号\t任务\t目标\t进展\t单位\n1\t修路\t修路10公里\t已修8公里\t交通局\n2\t种树\t\t进度滞后，资金不足\t林业局\n";

    #[test]
    fn a_report_comes_back_as_it_was() {
        let report = analyze(NOTICE, &Options::default());
        assert_eq!(unpack(&pack(&report)), Some(report.clone()));
        assert_eq!(unpack(&pack_list(&report.tasks)), Some(report.tasks));
    }

    #[test]
    fn a_document_or_a_refusal_comes_back_as_it_was() {
        let cell = Cell { text: "甲".to_owned(), lines: Some(Lines::new(1, 2)), merged: Some(Merged::Left) };
        let grid = Grid { lines: Lines::one(1), rows: vec![vec![cell, Cell::default()], Vec::new()] };
        let document =
            Document { blocks: vec![Block::Grid(grid), Block::Loose(Lines::one(3))], ..Document::loose("甲") };
        let answer: Result<Document, Refusal> = Ok(document);
        assert_eq!(unpack(&pack(&answer)), Some(answer));
        let refusal = Refusal { code: "x".to_owned(), found: None, number: u64::MAX, names: vec!["乙".to_owned()] };
        let answer: Result<Document, Refusal> = Err(refusal);
        assert_eq!(unpack(&pack(&answer)), Some(answer));
    }

    #[test]
    fn bytes_that_cannot_be_right_are_refused() {
        let bytes = pack(&analyze(NOTICE, &Options::default()));
        for end in 0..bytes.len() {
            assert_eq!(unpack::<Report>(&bytes[..end]), None);
        }
        for at in 0..bytes.len() {
            // Whatever one wrong byte makes of it, reading ends.
            let mut bytes = bytes.clone();
            bytes[at] ^= 0xff;
            let _ = unpack::<Report>(&bytes);
        }
        assert_eq!(unpack::<Status>(&[8]), None);
        assert_eq!(unpack::<String>(&[1, 0, 0, 0, 0xff]), None);
        assert_eq!(unpack::<Vec<String>>(&[0xff; 9]), None);
        assert_eq!(unpack::<u32>(&[0; 5]), None);
    }
}
