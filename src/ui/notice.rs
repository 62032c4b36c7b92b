//! The head of a reading: the title and facts of the notice, and what a person should know about
//! how it was read.

use super::Act;
use super::numbers;
use crate::i18n::{Lang, Say};
use crate::state::{Action, Reading};
use std::rc::Rc;
use tongbao_notice::report::{NoticeFacts, NoticeKind, Period};
use yew::prelude::*;

/// What the head shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub reading: Rc<Reading>,
    /// What can be done.
    pub act: Act,
}

/// Title and facts.
#[component]
pub fn NoticeHead(props: &Props) -> Html {
    let lang = props.lang;
    let facts = &props.reading.report.notice;
    let title = facts.title.clone().or_else(|| props.reading.name.clone());
    let issuers = (!facts.issuers.is_empty()).then(|| facts.issuers.join("、"));
    let period = facts.period.as_ref().map(|period| period_words(lang, period));
    let source = facts.source.clone().filter(|_| issuers.is_none());
    let published = facts.published_at.as_deref().and_then(|at| at.get(..10)).map(str::to_owned);
    html! {
        <div class="notice">
            <h1 lang="zh-Hans">{ title.unwrap_or_else(|| lang.say(Say::Untitled)) }</h1>
            <dl class="facts">
                { fact(lang, facts, Say::DocumentNumber, facts.document_number.clone(), "document_number") }
                { fact(lang, facts, Say::Issuers, issuers, "issuers") }
                { fact(lang, facts, Say::Period, period, "period") }
                { fact(lang, facts, Say::SignedOn, facts.signed_on.clone(), "signed_on") }
                { fact(lang, facts, Say::PublishedAt, published, "published_at") }
                { fact(lang, facts, Say::SourceOffice, source, "source") }
            </dl>
        </div>
    }
}

fn fact(lang: Lang, facts: &NoticeFacts, label: Say<'_>, value: Option<String>, name: &'static str) -> Html {
    let Some(value) = value.filter(|value| !value.is_empty()) else { return Html::default() };
    let recovered = facts.recovered.iter().any(|fact| fact == name);
    html! {
        <div class={format!("fact-{name}")}>
            <dt>{ lang.say(label) }</dt>
            <dd lang="zh-Hans" title={recovered.then(|| lang.say(Say::RecoveredTip))}>
                { value }
                if recovered { <sup lang={lang.tag()}>{ lang.say(Say::Recovered) }</sup> }
            </dd>
        </div>
    }
}

/// A period in words: 2021年三季度，截至9月30日.
fn period_words(lang: Lang, period: &Period) -> String {
    let year = period.year.filter(|year| !period.label.contains(&year.to_string()));
    let name = match (lang, year) {
        (Lang::Zh, Some(year)) => format!("{year}年{}", period.label),
        (Lang::En, Some(year)) => format!("{year} {}", period.label),
        (_, None) => period.label.clone(),
    };
    match &period.end {
        Some(end) => {
            let day = numbers::date(lang, end);
            let year = period.year.map(|year| format!("{year}年")).unwrap_or_default();
            let day = day.strip_prefix(year.as_str()).map_or(day.clone(), str::to_owned);
            lang.say(Say::PeriodUntil { name: &name, day: &day })
        }
        None => name,
    }
}

/// What a person should know about the reading: rows without a place, another kind of text.
#[component]
pub fn ReadingNotes(props: &Props) -> Html {
    let lang = props.lang;
    let report = &props.reading.report;
    let rows = report.coverage.rows;
    let kind = match report.notice.kind {
        NoticeKind::Progress => None,
        kind if report.tasks.iter().all(|task| task.status.assessed.is_none() && task.status.stated.is_none()) => {
            Some(lang.say(Say::OtherKind(kind)))
        }
        _ => None,
    };
    let only_words = (report.tables.is_empty() && report.tasks.is_empty() && !report.stated.counts.is_empty())
        .then(|| lang.say(Say::OnlyNarrative(report.stated.rulings.len() as u32)));
    let first = report.unplaced.first().map(|text| text.lines.first);
    let see = first.map(|line| {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Close);
            act.emit(Action::Line(line));
        })
    });
    html! {
        <>
            if let Some(words) = kind.or(only_words) {
                <div class="note-banner" role="status" data-testid="kind-banner" data-code={kind_word(report.notice.kind)}><b>{ words }</b></div>
            }
            if rows.unplaced > 0 {
                <div class="partial-banner" role="status" data-testid="partial-banner" data-code="unplaced" data-count={rows.unplaced.to_string()}>
                    <b>{ lang.say(Say::Partial { placed: rows.placed, unplaced: rows.unplaced }) }</b>
                    <span>{ lang.say(Say::PartialWhy) }</span>
                    if let Some(onclick) = see {
                        <button class="btn sm" type="button" {onclick}>{ lang.say(Say::SeeThem(rows.unplaced)) }</button>
                    }
                </div>
            }
        </>
    }
}

fn kind_word(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Progress => "progress",
        NoticeKind::Plan => "plan",
        NoticeKind::Announcement => "announcement",
        NoticeKind::Other => "other",
    }
}
