//! Metrics: how far each has come, and the lowest of them as bullets.

use super::chart::{Chart, picture};
use super::width::use_room;
use super::{Press, Same};
use crate::i18n::Lang;
use crate::i18n::figures::{Caption, caption, phrase};
use crate::ui::numbers::amount;
use std::rc::Rc;
use tongbao_figure::bullet::bullet;
use tongbao_figure::dots::{Dot, dots};
use tongbao_figure::phrase::Phrase;
use tongbao_notice::query::{MetricPoint, View, is_comparable, metric_points};
use tongbao_notice::report::{Comparator, Metric, Report, Task};
use yew::prelude::*;

/// So many of the lowest are listed.
const LOWEST: usize = 7;

/// What the figure is drawn from.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The report, for its metrics.
    pub report: Same<Report>,
    /// The tallies: which tasks are shown.
    pub view: Same<View>,
    /// What is told when a metric is pressed.
    pub on_press: Callback<Press>,
}

/// A task in short: its category's first two signs and its number.
pub fn short(task: &Task) -> String {
    let category: String = task.category.chars().take(2).collect();
    match &task.number {
        Some(number) => format!("{category} {number}"),
        None => category,
    }
}

fn of<'a>(report: &'a Report, point: &MetricPoint) -> Option<(&'a Task, &'a Metric)> {
    let task = report.tasks.get(point.task)?;
    Some((task, task.metrics.get(point.metric)?))
}

fn sentence(lang: Lang, task: &Task, metric: &Metric, rate: f64, due: Option<f64>) -> String {
    let words = Phrase::Metric {
        task: &short(task),
        name: &metric.name,
        actual: metric.actual.unwrap_or(rate * metric.target),
        target: metric.target,
        unit: &metric.unit,
        rate,
        due,
    };
    phrase(lang, &words)
}

/// Dots and the lowest metrics.
#[component]
pub fn MetricChart(props: &Props) -> Html {
    let lang = props.lang;
    let (node, room) = use_room();
    let points = use_memo(props.report.clone(), |report| metric_points(report));
    let due = props.report.schedule.share;
    let scene = {
        let key = (props.report.clone(), props.view.clone(), lang, room);
        let points = points.clone();
        use_memo(key, move |(report, view, lang, room)| {
            let mut shown = vec![false; report.tasks.len()];
            for place in &view.tasks {
                if let Some(shown) = shown.get_mut(*place) {
                    *shown = true;
                }
            }
            let drawn: Vec<Dot> = points
                .iter()
                .filter_map(|point| {
                    let (task, metric) = of(report, point)?;
                    Some(Dot {
                        task: point.task,
                        task_id: task.id.clone(),
                        metric: point.metric,
                        rate: point.rate,
                        sentence: sentence(*lang, task, metric, point.rate, due),
                        lit: shown.get(point.task).copied().unwrap_or(false),
                    })
                })
                .collect();
            let scene = dots(&drawn, due, room.width, &|words| phrase(*lang, words));
            let lowest: Vec<MetricPoint> =
                points.iter().zip(&drawn).filter(|(_, dot)| dot.lit).map(|(point, _)| *point).take(LOWEST).collect();
            (Same(Rc::new(scene)), lowest)
        })
    };
    let (scene, lowest) = &*scene;
    let metrics = || {
        props
            .report
            .tasks
            .iter()
            .enumerate()
            .flat_map(|(place, task)| task.metrics.iter().map(move |metric| (place, task, metric)))
    };
    let all = metrics().count() as u32;
    if all == 0 {
        return Html::default();
    }
    let open = |task: usize| {
        let on_press = props.on_press.clone();
        Callback::from(move |_: MouseEvent| on_press.emit(Press::Open(task)))
    };
    let low = lowest.iter().filter_map(|point| {
        let (task, metric) = of(&props.report, point)?;
        let (width, height) = if room.touch { (150.0, 16.0) } else { (190.0, 16.0) };
        let words = sentence(lang, task, metric, point.rate, due);
        Some(html! {
            <button type="button" class="mrow" data-task={task.id.clone()} onclick={open(point.task)}>
                <span class="mno">{ short(task) }</span>
                <span class="mn">{ metric.name.clone() }</span>
                { picture(&bullet(point.rate, due, width, height, words), "bul") }
                <span class="mv"><b>{ amount(metric.actual.unwrap_or_default()) }</b>{ format!(" / {} {}", amount(metric.target), metric.unit) }</span>
                <span class="mr">{ caption(lang, Caption::Share(point.rate)) }</span>
            </button>
        })
    });
    let listed: Vec<_> = metrics().filter(|(_, _, metric)| !is_comparable(metric)).collect();
    html! {
        <section class="card" data-testid="metrics" data-total={all.to_string()}>
            <header>
                <h2>{ caption(lang, Caption::Metrics) }</h2>
                <p>{ caption(lang, Caption::MetricsHint { all, drawn: points.len() as u32 }) }</p>
            </header>
            <div ref={node} class="figure">
                if !points.is_empty() {
                    <Chart scene={scene.clone()} {lang} on_press={props.on_press.clone()} />
                }
            </div>
            if !lowest.is_empty() {
                <div class="low">{ for low }</div>
            }
            if !listed.is_empty() {
                <details class="listed">
                    <summary>{ caption(lang, Caption::Listed(listed.len() as u32)) }</summary>
                    <div class="low">
                        { for listed.iter().map(|(place, task, metric)| html! {
                            <button type="button" class="mrow plain" data-task={task.id.clone()} onclick={open(*place)}>
                                <span class="mno">{ short(task) }</span>
                                <span class="mn">{ metric.name.clone() }</span>
                                <span class="mv">{ reported(lang, metric) }</span>
                            </button>
                        }) }
                    </div>
                </details>
            }
        </section>
    }
}

/// 21 / ≥60 家, or that nothing was reported.
fn reported(lang: Lang, metric: &Metric) -> Html {
    let sign = match metric.comparator {
        Comparator::AtLeast => "≥",
        Comparator::Exactly => "",
        Comparator::About => "≈",
        Comparator::AtMost => "≤",
    };
    let target = format!(" / {sign}{} {}", amount(metric.target), metric.unit);
    match metric.actual {
        Some(actual) => html! { <><b>{ amount(actual) }</b>{ target }</> },
        None => html! { <>{ caption(lang, Caption::Unreported) }{ target }</> },
    }
}
