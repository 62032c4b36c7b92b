//! The source text: all lines with their numbers, the status of the owning task at the edge, the
//! words that prove something marked. The text stands exactly as it came in.

use super::kit::element::{Child, Element, button, el};
use super::kit::marked;
use super::kit::piece::{Hand, piece};
use super::kit::virtual_list::{Align, Jump, Props, virtual_list};
use super::{Act, Part, Shown};
use crate::i18n::{Lang, Say, numbers};
use crate::state::{Action, Tab};
use tongbao_notice::query;
use tongbao_notice::report::Task;
use yew::prelude::*;

/// The text: beside an open task its lines, else all of it.
pub fn source_text(part: &Part, hand: &mut Hand) -> Html {
    let shown = &part.shown;
    let (lang, reading) = (shown.lang, &shown.reading);
    let of = beside(shown);
    let own = of.and_then(|place| reading.task(place));
    let span = own.and_then(span_of);
    let target = shown.look.line.or(own.and_then(first_proof)).or(span.map(|(first, _)| first));
    // The same line is jumped to again only for another task.
    let jumps = hand.own(|| (0_u32, None));
    let serial = jumps.with(|(serial, known)| {
        if known.replace((target, of)) != Some((target, of)) {
            *serial += 1;
        }
        *serial
    });
    let jump = target.map(|line| Jump { row: line.saturating_sub(1) as usize, align: Align::Top, serial });
    let guess = {
        let reading = reading.clone();
        Callback::from(move |(row, width): (usize, f64)| {
            // About thirteen pixels a character, beside the numbers; blank lines are narrow.
            let units = reading.source.width(row as u32 + 1);
            let across = ((width - 66.0) / 13.0).max(8.0);
            if units <= 1 { 12.0 } else { (f64::from(units) / across).ceil() * 22.0 }
        })
    };
    let row = {
        let shown = shown.clone();
        Callback::from(move |row: usize| line(&shown, row as u32 + 1).html())
    };
    let (first, last) = span.or(target.map(|line| (line, line))).unwrap_or((1, reading.source.lines()));
    let label = lang.say(Say::SourceLabel(first));
    let class = if own.is_none() { "src full" } else { "src" };
    let lines = reading.source.lines() as usize;
    piece(
        virtual_list,
        Props {
            class,
            jump,
            focusable: true,
            label: Some(label.into()),
            testid: Some("source-text"),
            first: Some(first),
            last: Some(last),
            ..Props::new(lines, guess, row, reading.id())
        },
    )
}

/// The task the text stands beside.
fn beside(shown: &Shown) -> Option<usize> {
    shown.open.filter(|_| shown.look.tab == Tab::Ledger)
}

/// First and last line of a task.
pub fn span_of(task: &Task) -> Option<(u32, u32)> {
    task.entries
        .iter()
        .filter_map(|entry| entry.lines)
        .reduce(tongbao_notice::place::Lines::join)
        .map(|all| (all.first, all.last))
}

/// The first line with words that prove the task's status: its own lines before those of the narrative.
fn first_proof(task: &Task) -> Option<u32> {
    let first = |lines: &mut dyn Iterator<Item = u32>| lines.min();
    let within = |line: &u32| span_of(task).is_some_and(|(first, last)| (first..=last).contains(line));
    let status = &task.status;
    first(&mut status.evidence.iter().map(|evidence| evidence.lines.first).filter(within))
        .or_else(|| first(&mut status.stated_evidence.iter().map(|evidence| evidence.lines.first)))
}

fn line(shown: &Shown, number: u32) -> Element {
    let (reading, of) = (&shown.reading, beside(shown));
    let text = reading.source.line(number);
    let owner = reading.owner(number);
    let task = owner.and_then(|place| reading.task(place));
    // Beside a task only its own evidence is marked, else all of it.
    let marks: Vec<_> = reading
        .marks_on(number)
        .filter(|mark| of.is_none() || mark.task == of || mark.task.is_none() && owner.is_none())
        .collect();
    let words: Vec<&str> = marks.iter().map(|mark| mark.words.as_str()).collect();
    let piece = |(piece, word): (&str, Option<usize>)| {
        let Some(word) = word else { return piece.to_owned().html() };
        let proven = marks.get(word).and_then(|mark| mark.task);
        let task = proven.and_then(|place| reading.task(place));
        let mark = el("mark").attr("data-evidence", "").attr("data-task", task.map(|task| &task.id));
        let mark = mark.child(piece.to_owned());
        match proven {
            Some(place) => mark.press(&shown.act, Action::OpenAt(place)).html(),
            None => mark.html(),
        }
    };
    let pieces: Vec<Html> = marked::cut(&text, &words).into_iter().map(piece).collect();
    let bar =
        task.and_then(|task| query::status_of(task, shown.look.basis)).map(|status| ["st bl-", status.word()].concat());
    let here = shown.look.line == Some(number);
    let line = el("div")
        .key(u64::from(number))
        .class("sl")
        .also("own", of.is_some() && owner == of)
        .also("blank", text.trim().is_empty())
        .also("owned", task.is_some())
        .also("here", here)
        .hook("source-line")
        .attr("data-index", number - 1)
        .attr("data-line", number)
        .attr("data-task", task.map(|task| &task.id))
        .attr("aria-current", here.then_some("true"))
        .child(el("i").attr("aria-hidden", "true").child(number))
        .child(el("span").class(bar.unwrap_or_else(|| "st".to_owned())).chinese().child(pieces));
    match owner {
        Some(place) => line.press(&shown.act, Action::OpenAt(place)),
        None => line,
    }
}

/// A link to a line of the source.
pub fn line_link(lang: Lang, line: u32, act: &Act) -> Element {
    let link = button("lk ln").attr("data-line", line).press(act, Action::Line(line));
    link.child(lang.say(Say::SourceLine(&numbers::count(line))))
}
