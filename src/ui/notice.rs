//! The head of a reading: the title and facts of the notice, and what a person should know about
//! how it was read.

use super::Shown;
use super::kit::element::{Element, On, button, el};
use crate::i18n::{Lang, Say, numbers};
use crate::state::Action;
use crate::web::{dom, events};
use tongbao_notice::Options;
use tongbao_notice::report::{NoticeFacts, NoticeKind, Period};
use yew::prelude::*;

/// Title and facts.
pub fn notice_head(shown: &Shown) -> Element {
    let lang = shown.lang;
    let facts = &shown.reading.report.notice;
    let title = facts.title.clone().or_else(|| shown.reading.name.clone());
    let issuers = (!facts.issuers.is_empty()).then(|| facts.issuers.join("、"));
    let period = facts.period.as_ref().map(|period| period_words(lang, period));
    let source = facts.source.clone().filter(|_| issuers.is_none());
    let published = facts.published_at.as_deref().and_then(|at| at.get(..10)).map(str::to_owned);
    let rows = [
        (Say::DocumentNumber, facts.document_number.clone(), "document_number"),
        (Say::Issuers, issuers, "issuers"),
        (Say::Period, period, "period"),
        (Say::SignedOn, facts.signed_on.clone(), "signed_on"),
        (Say::PublishedAt, published, "published_at"),
        (Say::SourceOffice, source, "source"),
    ];
    let mut list = el("dl").class("facts");
    for (label, value, name) in rows {
        list = list.child(value.filter(|value| !value.is_empty()).map(|value| fact(lang, facts, label, value, name)));
        list = list.child((name == "period").then(|| as_of(shown)).flatten());
    }
    let title = title.unwrap_or_else(|| lang.say(Say::Untitled));
    el("div").class("notice").child(el("h1").chinese().child(title)).child(list)
}

fn fact(lang: Lang, facts: &NoticeFacts, label: Say<'_>, value: String, name: &str) -> Element {
    let recovered = facts.recovered.iter().any(|fact| fact == name);
    let value = el("dd")
        .chinese()
        .attr("title", recovered.then(|| lang.say(Say::RecoveredTip)))
        .child(value)
        .child(recovered.then(|| el("sup").attr("lang", lang.tag()).child(lang.say(Say::Recovered))));
    el("div").class(["fact-", name].concat()).child(el("dt").child(lang.say(label))).child(value)
}

/// The day by which statuses are judged, which the user can set; none where nothing is judged.
fn as_of(shown: &Shown) -> Option<Element> {
    let (lang, report) = (shown.lang, &shown.reading.report);
    if report.notice.kind != NoticeKind::Progress || report.tasks.is_empty() {
        return None;
    }
    let (act, options) = (shown.act.clone(), shown.reading.options.clone());
    let mut set = options.clone();
    set.as_of = None;
    let choose = move |event: Event| {
        // A day that is being typed comes in pieces: none at all, or one of the year 2.
        let day = events::field_value(&event);
        if day.len() == 10 && day.as_str() > "1949" {
            act.emit(Action::Set(Options { as_of: Some(day), ..options.clone() }));
        }
    };
    let field = el("input")
        .attrs(&[("id", "as-of"), ("type", "date")])
        .hook("as-of")
        .attr("title", lang.say(Say::JudgedAsOfTip))
        .field(report.schedule.day.as_deref().unwrap_or_default())
        .on(On::onchange, choose);
    let act = shown.act.clone();
    let reset = move |_: MouseEvent| {
        act.emit(Action::Set(set.clone()));
        dom::focus("[data-testid=as-of]");
    };
    let reset = button("lk").hook("as-of-reset").on(On::onclick, reset).child(lang.say(Say::JudgedAsOfReset));
    let label = el("label").attr("for", "as-of").child(lang.say(Say::JudgedAsOf));
    let value = el("dd").child(field).child(report.schedule.chosen.then_some(reset));
    Some(el("div").class("fact-as_of").child(el("dt").child(label)).child(value))
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

/// What a person should know about the reading: another kind of text, rows without a place.
pub fn reading_notes(shown: &Shown) -> [Option<Element>; 2] {
    let lang = shown.lang;
    let report = &shown.reading.report;
    let rows = report.coverage.rows;
    let kind = match report.notice.kind {
        NoticeKind::Progress => None,
        kind if report.tasks.iter().all(|task| task.status.assessed.is_none() && task.status.stated.is_none()) => {
            Some(lang.say(Say::kind(kind)))
        }
        _ => None,
    };
    let only_words = (report.tables.is_empty() && report.tasks.is_empty() && !report.stated.counts.is_empty())
        .then(|| report.stated.rulings.len() as u32)
        .map(|named| lang.say(Say::OnlyNarrative((named > 0).then_some(named))));
    let about_kind = kind.or(only_words).map(|words| {
        let banner = el("div").class("note-banner").attr("role", "status").hook("kind-banner");
        banner.attr("data-code", kind_word(report.notice.kind)).child(el("b").child(words))
    });
    let see = report.unplaced.first().map(|text| {
        let press = button("btn sm").press(&shown.act, Action::Words(text.lines.first));
        press.child(lang.say(Say::SeeThem(rows.unplaced)))
    });
    let about_rows = (rows.unplaced > 0).then(|| {
        el("div")
            .class("partial-banner")
            .attr("role", "status")
            .hook("partial-banner")
            .attr("data-code", "unplaced")
            .attr("data-count", rows.unplaced)
            .child(el("b").child(lang.say(Say::Partial { placed: rows.placed, unplaced: rows.unplaced })))
            .child(el("span").child(lang.say(Say::PartialWhy)))
            .child(see)
            .child(button("btn sm").press(&shown.act, Action::Understand(true)).child(lang.say(Say::SetHeaders)))
    });
    [about_kind, about_rows]
}

fn kind_word(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Progress => "progress",
        NoticeKind::Plan => "plan",
        NoticeKind::Announcement => "announcement",
        NoticeKind::Other => "other",
    }
}
