//! Tasks by kind of problem.

use super::chart::Chart;
use super::width::use_room;
use super::{FigureProps, Same};
use crate::i18n::figures::{Caption, caption, phrase};
use std::rc::Rc;
use tongbao_figure::problems::problems;
use yew::prelude::*;

/// One bar a kind of problem; a task may have several.
#[component]
pub fn ProblemChart(props: &FigureProps) -> Html {
    let lang = props.lang;
    let (node, room) = use_room();
    let scene = use_memo((props.view.clone(), props.filter.clone(), lang, room), |(view, filter, lang, room)| {
        problems(&view.problems, filter, room.width, room.touch, &|words| phrase(*lang, words))
    });
    if scene.rows.is_empty() {
        return Html::default();
    }
    let with_problems = props.view.with_problems;
    html! {
        <section class="card" data-testid="problem-chart" data-total={with_problems.to_string()}>
            <header>
                <h2>{ caption(lang, Caption::Problems) }</h2>
                <p>{ caption(lang, Caption::ProblemsHint(with_problems)) }</p>
            </header>
            <div ref={node} class="figure">
                <Chart scene={Same(Rc::clone(&scene))} {lang} on_press={props.on_press.clone()} />
            </div>
        </section>
    }
}
