//! The status strip.

use super::chart::Chart;
use super::width::use_room;
use super::{FigureProps, Same};
use crate::i18n::figures::phrase;
use std::rc::Rc;
use tongbao_figure::strip::strip;
use yew::prelude::*;

/// All tasks in the order of statuses, one cell a task.
#[component]
pub fn StatusStrip(props: &FigureProps) -> Html {
    let (node, room) = use_room();
    let scene = use_memo((props.view.clone(), props.filter.clone(), props.lang, room), |(view, filter, lang, room)| {
        strip(view, filter, room.width, !room.touch, &|words| phrase(*lang, words))
    });
    let total = props.view.statuses.inside.total() + props.view.bare.inside.total();
    html! {
        <div ref={node} class="figure" data-testid="status-strip" data-total={total.to_string()}>
            <Chart class="strip" scene={Same(Rc::clone(&scene))} lang={props.lang} on_press={props.on_press.clone()} />
        </div>
    }
}
