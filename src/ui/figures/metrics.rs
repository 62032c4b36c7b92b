//! Metrics: how far each has come, and the lowest of them as bullets.

use super::chart::picture;
use super::width::Room;
use crate::i18n::Lang;
use crate::i18n::figures::{Caption, phrase, share};
use crate::i18n::numbers::amount;
use crate::state::Action;
use crate::ui::Shown;
use crate::ui::kit::element::{Element, button, el};
use crate::ui::ledger::short_name;
use tongbao_figure::bullet::bullet;
use tongbao_figure::dots::{Dot, dots};
use tongbao_figure::phrase::Phrase;
use tongbao_figure::scene::Scene;
use tongbao_notice::query::{MetricPoint, is_comparable, metric_points};
use tongbao_notice::report::{Comparator, Metric, Report, Task};
use yew::Html;

/// So many of the lowest are listed.
const LOWEST: usize = 7;

/// What stands beside the dots.
pub struct Metrics {
    drawn: u32,
    lowest: Vec<MetricPoint>,
}

fn of<'a>(report: &'a Report, point: &MetricPoint) -> Option<(&'a Task, &'a Metric)> {
    let task = report.tasks.get(point.task)?;
    Some((task, task.metrics.get(point.metric)?))
}

fn sentence(shown: &Shown, task: &Task, metric: &Metric, rate: f64, due: Option<f64>) -> String {
    let words = Phrase::Metric {
        task: &short_name(&shown.reading, task),
        name: &metric.name,
        actual: metric.actual.unwrap_or(rate * metric.target),
        target: metric.target,
        unit: &metric.unit,
        rate,
        due,
    };
    phrase(shown.lang, &words)
}

/// The scene: a dot a metric.
pub fn draw(shown: &Shown, room: Room) -> (Scene, Metrics) {
    let report = &shown.reading.report;
    let due = report.schedule.share;
    let points = metric_points(report);
    let mut lit = vec![false; report.tasks.len()];
    for place in &shown.view.tasks {
        if let Some(lit) = lit.get_mut(*place) {
            *lit = true;
        }
    }
    let is_lit = |point: &MetricPoint| lit.get(point.task).copied().unwrap_or(false);
    let dot = |point: &MetricPoint| {
        let (task, metric) = of(report, point)?;
        Some(Dot {
            task: point.task,
            task_id: task.id.clone(),
            metric: point.metric,
            rate: point.rate,
            sentence: sentence(shown, task, metric, point.rate, due),
            lit: is_lit(point),
        })
    };
    let drawn: Vec<Dot> = points.iter().filter_map(dot).collect();
    let scene = dots(&drawn, due, room.width, &|words| phrase(shown.lang, words));
    let lowest = points.iter().filter(|point| is_lit(point)).copied().take(LOWEST).collect();
    (scene, Metrics { drawn: points.len() as u32, lowest })
}

/// Dots and the lowest metrics; nothing where no metric was found.
pub fn on_card(
    shown: &Shown,
    metrics: &Metrics,
    touch: bool,
    figure: Element,
    chart: impl FnOnce() -> Html,
) -> Option<Element> {
    let lang = shown.lang;
    let report = &shown.reading.report;
    let all: u32 = report.tasks.iter().map(|task| task.metrics.len() as u32).sum();
    if all == 0 {
        return None;
    }
    let hint = Caption::MetricsHint { all, drawn: metrics.drawn };
    let (card, header) = super::card("metrics", all, lang.say(Caption::Metrics), Some(lang.say(hint)));
    let due = report.schedule.share;
    let mut low = el("div").class("low");
    for point in &metrics.lowest {
        let Some((task, metric)) = of(report, point) else { continue };
        let words = sentence(shown, task, metric, point.rate, due);
        let width = if touch { 150.0 } else { 190.0 };
        let target = [" / ", &amount(metric.target), " ", &metric.unit].concat();
        let actual = el("b").child(amount(metric.actual.unwrap_or_default()));
        low = low.child(
            row("mrow", shown, point.task, task, metric)
                .child(picture(&bullet(point.rate, due, width, 16.0, words), "bul"))
                .child(el("span").class("mv").child(actual).child(target))
                .child(el("span").class("mr").child(share(point.rate))),
        );
    }
    let mut listed = el("div").class("low");
    let mut count = 0;
    for (place, task) in report.tasks.iter().enumerate() {
        for metric in task.metrics.iter().filter(|metric| !is_comparable(metric)) {
            count += 1;
            listed = listed.child(row("mrow plain", shown, place, task, metric).child(reported(lang, metric)));
        }
    }
    let details = || {
        let summary = el("summary").child(lang.say(Caption::Listed(count)));
        el("details").class("listed").child(summary).child(listed)
    };
    let card = card
        .child(header)
        .child(figure.child((metrics.drawn > 0).then(chart)))
        .child((!metrics.lowest.is_empty()).then_some(low))
        .child((count > 0).then(details));
    Some(card)
}

/// A metric as a button that opens its task.
fn row(class: &'static str, shown: &Shown, place: usize, task: &Task, metric: &Metric) -> Element {
    button(class)
        .attr("data-task", &task.id)
        .press(&shown.act, Action::OpenAt(place))
        .child(el("span").class("mno").child(short_name(&shown.reading, task)))
        .child(el("span").class("mn").child(&metric.name))
}

/// 21 / ≥60 家, or that nothing was reported.
fn reported(lang: Lang, metric: &Metric) -> Element {
    let sign = match metric.comparator {
        Comparator::AtLeast => "≥",
        Comparator::Exactly => "",
        Comparator::About => "≈",
        Comparator::AtMost => "≤",
    };
    let target = [" / ", sign, &amount(metric.target), " ", &metric.unit].concat();
    let value = el("span").class("mv");
    let value = match metric.actual {
        Some(actual) => value.child(el("b").child(amount(actual))),
        None => value.child(lang.say(Caption::Unreported)),
    };
    value.child(target)
}
