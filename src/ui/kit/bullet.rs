//! A metric as a bullet: a bar for what is reported, a thin line for what is due, a thick one for the target.

use crate::i18n::{Lang, Say};
use crate::ui::numbers::{self, amount, rate};
use tongbao_notice::report::{Metric, Status};
use yew::prelude::*;

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
pub fn bullet(lang: Lang, metric: &Metric, due: Option<f64>, width: f64, height: f64) -> Html {
    let Some(share) = metric.computed_rate else { return Html::default() };
    let across = |share: f64| share.clamp(0.0, CAP) / CAP * (width - 8.0);
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
    let number = |value: f64| format!("{value:.1}");
    html! {
        <svg class="bul" width={number(width)} height={number(height)} viewBox={format!("0 0 {width} {height}")} role="img" aria-label={label.clone()}>
            <title>{ label }</title>
            <rect class="track" x="0" y={number(middle - 5.0)} width={number(across(1.0))} height="10" />
            <rect class={format!("f-{status}")} x="0" y={number(middle - 3.0)} width={number(across(share).max(2.0))} height="6" />
            if share > CAP {
                <path class={format!("f-{status}")} d={format!("M{} 2l6 {}-6 {}z", width - 7.0, middle - 2.0, middle - 2.0)} />
            }
            if let Some(due) = due {
                <path class="due" d={format!("M{} 0v{height}", number(across(due)))} />
            }
            <path class="goal" d={format!("M{} 1v{}", number(across(1.0)), height - 2.0)} />
        </svg>
    }
}
