//! Tasks by category: what the notice says against what its rows show, or, where it says nothing, the
//! rows alone.

use super::chart::Chart;
use super::width::use_room;
use super::{Press, Same};
use crate::i18n::Lang;
use crate::i18n::figures::{Caption, caption, phrase};
use std::rc::Rc;
use tongbao_figure::{bars, pairs};
use tongbao_notice::query::{self, Filter, Group, Kind, View};
use tongbao_notice::report::Report;
use yew::prelude::*;

/// What the figure is drawn from.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The report, for what it claims.
    pub report: Same<Report>,
    /// The tallies.
    pub view: Same<View>,
    /// What is chosen.
    pub filter: Filter,
    /// What is told when a mark is pressed.
    pub on_press: Callback<Press>,
}

/// Claims against evidence.
#[component]
pub fn CategoryChart(props: &Props) -> Html {
    let lang = props.lang;
    let (node, room) = use_room();
    let said = use_memo(props.report.clone(), |report| query::pairs(report));
    let compares = pairs::is_worth_drawing(&said);
    let scene = {
        let key = (Same(said.clone()), props.view.clone(), props.filter.clone(), lang, room);
        use_memo(key, move |(said, view, filter, lang, room)| {
            let say = |words: &tongbao_figure::phrase::Phrase<'_>| phrase(*lang, words);
            if compares {
                let layout = pairs::Layout { width: room.width, touch: room.touch };
                pairs::pairs(said, &view.evidence, filter, layout, &say)
            } else {
                let groups: Vec<&Group> = view.categories.iter().filter(|group| group.all.total() > 0).collect();
                let layout = bars::Layout { width: room.width, kind: Kind::Category, touch: room.touch, cell: 34.0 };
                bars::bars(&groups, filter, layout, &say)
            }
        })
    };
    // One category and no claim: the strip says it already.
    if !compares && scene.rows.len() < 2 {
        return Html::default();
    }
    let heading = if compares { Caption::Pairs } else { Caption::Categories };
    html! {
        <section class="card" data-testid="category-chart" data-total={props.view.counted_but(Kind::Category).to_string()}>
            <header>
                <h2>{ caption(lang, heading) }</h2>
                if compares { <p>{ caption(lang, Caption::PairsHint) }</p> }
            </header>
            <div ref={node} class="figure">
                <Chart scene={Same(Rc::clone(&scene))} {lang} on_press={props.on_press.clone()} />
            </div>
        </section>
    }
}
