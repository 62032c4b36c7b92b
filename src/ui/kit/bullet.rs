//! A metric as a bullet: a bar for what is reported, a thin line for what is due, a thick one for the target.

use super::element::{Element, el};
use super::pixels;
use crate::i18n::numbers::{self, amount, rate};
use crate::i18n::{Lang, Say};
use tongbao_notice::number::within;
use tongbao_notice::report::{Metric, Status};

/// What is drawn at most, as a multiple of the target; more gets an arrowhead.
const CAP: f64 = 1.3;

/// How a metric stands to its target and to the share that is due.
pub fn standing(rate: f64, due: Option<f64>) -> Status {
    if rate >= 1.0 {
        Status::Completed
    } else if due.is_some_and(|due| rate + 1e-9 < due) {
        Status::Behind
    } else {
        Status::OnTrack
    }
}

/// The bullet of a metric with a rate; nothing without one.
pub fn bullet(lang: Lang, metric: &Metric, due: Option<f64>, width: f64, height: f64) -> Option<Element> {
    let share = metric.computed_rate?;
    let across = |share: f64| within(share, 0.0, CAP) / CAP * (width - 8.0);
    let status = standing(share, due).word();
    let actual = metric.actual.map(amount).unwrap_or_default();
    let label = lang.say(Say::MetricSentence {
        name: &metric.name,
        target: &amount(metric.target),
        actual: &actual,
        unit: &metric.unit,
        rate: &rate(share),
        due: due.map(numbers::short_rate).as_deref(),
    });
    let middle = height / 2.0;
    let bar = |class: String, top: f64, width: f64, thick: &'static str| {
        let bar = el("rect").class(class).attrs(&[("x", "0"), ("height", thick)]);
        bar.attr("y", pixels(top)).attr("width", pixels(width))
    };
    let line = |class: &'static str, d: String| el("path").class(class).attr("d", d);
    let (goal, high) = (pixels(across(1.0)), pixels(height));
    let picture = el("svg")
        .class("bul")
        .attr("width", pixels(width))
        .attr("height", high.clone())
        .attr("viewBox", ["0 0 ", &pixels(width), " ", &high].concat())
        .attr("role", "img")
        .label(&label)
        .child(el("title").child(label))
        .child(bar("track".to_owned(), middle - 5.0, across(1.0), "10"))
        .child(bar(["f-", status].concat(), middle - 3.0, across(share).max(2.0), "6"))
        .child((share > CAP).then(|| {
            let (tip, half) = (pixels(width - 7.0), pixels(middle - 2.0));
            el("path").class(["f-", status].concat()).attr("d", ["M", &tip, " 2l6 ", &half, "-6 ", &half, "z"].concat())
        }))
        .child(due.map(|due| line("due", ["M", &pixels(across(due)), " 0v", &high].concat())))
        .child(line("goal", ["M", &goal, " 1v", &pixels(height - 2.0)].concat()));
    Some(picture)
}
