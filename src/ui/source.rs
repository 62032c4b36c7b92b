//! The source text: all lines with their numbers, the status of the owning task at the edge, the
//! words that prove something marked. The text stands exactly as it came in.

use super::Act;
use super::kit::marked;
use super::kit::virtual_list::{Align, Jump, VirtualList};
use super::numbers;
use crate::i18n::{Lang, Say};
use crate::state::{Action, Reading};
use std::rc::Rc;
use tongbao_notice::query::{self, Basis};
use tongbao_notice::report::Task;
use yew::prelude::*;

/// What is shown of the text.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub reading: Rc<Reading>,
    /// By whose word tasks have their status.
    pub basis: Basis,
    /// The task whose lines are shown beside its panel; `None` for the whole text.
    pub task: Option<usize>,
    /// The line to be shown.
    pub line: Option<u32>,
    /// What can be done.
    pub act: Act,
}

/// The text.
#[component]
pub fn SourceText(props: &Props) -> Html {
    let (lang, reading) = (props.lang, &props.reading);
    let own = props.task.and_then(|place| reading.task(place));
    let span = own.and_then(span_of);
    let target = props.line.or(own.and_then(first_proof)).or(span.map(|(first, _)| first));
    let serial = use_mut_ref(|| 0_u32);
    let jump = use_memo((target, props.task), |(target, _)| {
        *serial.borrow_mut() += 1;
        target.map(|line| Jump { row: line.saturating_sub(1) as usize, align: Align::Top, serial: *serial.borrow() })
    });
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
        let (reading, act, basis, task) = (reading.clone(), props.act.clone(), props.basis, props.task);
        let here = props.line;
        Callback::from(move |row: usize| line(&reading, basis, task, here, row as u32 + 1, &act))
    };
    let (first, last) = span.or(target.map(|line| (line, line))).unwrap_or((1, reading.source.lines()));
    let label = lang.say(Say::SourceLabel(first));
    html! {
        <VirtualList class={classes!("src", props.task.is_none().then_some("full"))} count={reading.source.lines() as usize} {guess} {row}
            content={Rc::as_ptr(reading) as u64} jump={*jump} focusable=true label={label} testid="source-text" first={first} last={last} />
    }
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

fn line(reading: &Reading, basis: Basis, shown: Option<usize>, target: Option<u32>, number: u32, act: &Act) -> Html {
    let text = reading.source.line(number);
    let owner = reading.owner(number);
    let task = owner.and_then(|place| reading.task(place));
    let own = shown.is_some() && owner == shown;
    // Beside a task only its own evidence is marked, else all of it.
    let marks: Vec<_> = reading
        .marks_on(number)
        .filter(|mark| shown.is_none() || mark.task == shown || mark.task.is_none() && owner.is_none())
        .collect();
    let words: Vec<&str> = marks.iter().map(|mark| mark.words.as_str()).collect();
    let pieces = marked::cut(&text, &words).into_iter().map(|(piece, word)| {
        let piece = piece.to_owned();
        let Some(word) = word else { return html! { { piece } } };
        let proven = marks.get(word).and_then(|mark| mark.task).and_then(|place| reading.task(place));
        let onclick = proven.map(|task| open(act, task));
        html! { <mark data-evidence="" data-task={proven.map(|task| task.id.clone())} {onclick}>{ piece }</mark> }
    });
    let status = task.and_then(|task| query::status_of(task, basis));
    let bar = status.map(|status| format!("bl-{}", status.word()));
    let onclick = task.map(|task| open(act, task));
    let class = classes!(
        "sl",
        own.then_some("own"),
        text.trim().is_empty().then_some("blank"),
        task.map(|_| "owned"),
        (target == Some(number)).then_some("here"),
    );
    html! {
        <div key={number} {class} data-testid="source-line" data-index={(number - 1).to_string()} data-line={number.to_string()}
            data-task={task.map(|task| task.id.clone())} aria-current={(target == Some(number)).then_some("true")} {onclick}>
            <i aria-hidden="true">{ number.to_string() }</i>
            <span class={classes!("st", bar)} lang="zh-Hans">{ for pieces }</span>
        </div>
    }
}

fn open(act: &Act, task: &Task) -> Callback<MouseEvent> {
    let (act, id) = (act.clone(), task.id.clone());
    Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        act.emit(Action::Open(id.clone()));
    })
}

/// A link to a line of the source.
pub fn line_link(lang: Lang, line: u32, act: &Act) -> Html {
    let onclick = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Line(line)))
    };
    html! { <button type="button" class="lk ln" data-line={line.to_string()} {onclick}>{ lang.say(Say::SourceLine(&numbers::count(line))) }</button> }
}
