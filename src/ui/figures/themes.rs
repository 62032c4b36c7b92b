//! Tasks by theme.

use super::chart::Chart;
use super::width::use_room;
use super::{FigureProps, Same};
use crate::i18n::figures::{Caption, caption, phrase};
use std::rc::Rc;
use tongbao_figure::bars::{Layout, bars};
use tongbao_notice::query::{Group, Kind};
use yew::prelude::*;

/// One row a theme, most tasks first.
#[component]
pub fn ThemeChart(props: &FigureProps) -> Html {
    let lang = props.lang;
    let (node, room) = use_room();
    let scene = use_memo((props.view.clone(), props.filter.clone(), lang, room), |(view, filter, lang, room)| {
        let groups: Vec<&Group> = view.themes.iter().filter(|group| group.all.total() > 0).collect();
        let layout = Layout { width: room.width, kind: Kind::Theme, touch: room.touch, cell: 9.0 };
        bars(&groups, filter, layout, &|words| phrase(*lang, words))
    });
    if scene.rows.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" data-testid="theme-chart" data-total={props.view.counted_but(Kind::Theme).to_string()}>
            <header><h2>{ caption(lang, Caption::Themes) }</h2></header>
            <div ref={node} class="figure">
                <Chart scene={Same(Rc::clone(&scene))} {lang} on_press={props.on_press.clone()} />
            </div>
        </section>
    }
}
