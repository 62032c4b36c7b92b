//! Units or themes crossed with themes or statuses: numbers on a tint, those that need attention in the
//! corner.

use super::{Press, Same};
use crate::i18n::Lang;
use crate::i18n::figures::{Caption, caption, cell, group_name};
use crate::web::{events, marks};
use tongbao_notice::query::{Choice, Filter, Kind, Matrix, UnitScope, View, matrix};
use tongbao_notice::report::Report;
use yew::prelude::*;

/// So many rows are shown, and so many more with each press.
const ROWS: usize = 12;
/// What can be crossed.
const CROSSINGS: [(Kind, Kind); 3] =
    [(Kind::Unit, Kind::Theme), (Kind::Unit, Kind::Status), (Kind::Theme, Kind::Status)];

/// What the matrix is drawn from.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The report.
    pub report: Same<Report>,
    /// The tallies: basis and what there is to cross.
    pub view: Same<View>,
    /// What is chosen.
    pub filter: Filter,
    /// For which units a task counts.
    pub scope: UnitScope,
    /// What is told when a cell is pressed.
    pub on_press: Callback<Press>,
}

/// A table with one button a cell.
#[component]
pub fn MatrixTable(props: &Props) -> Html {
    let lang = props.lang;
    let root = use_node_ref();
    let crossing = use_state_eq(|| 0_usize);
    let shown = use_state_eq(|| ROWS);
    let stop = use_state_eq(|| 0_usize);
    let (units, themes) = (props.view.units.len(), props.view.themes.len());
    let offered: Vec<usize> = CROSSINGS
        .iter()
        .enumerate()
        .filter(|(_, (rows, columns))| {
            (*rows == Kind::Theme || units > 0) && ((*rows != Kind::Theme && *columns != Kind::Theme) || themes > 0)
        })
        .map(|(place, _)| place)
        .collect();
    let chosen = if offered.contains(&crossing) { *crossing } else { offered.first().copied().unwrap_or(0) };
    let (rows, columns) = CROSSINGS.get(chosen).copied().unwrap_or((Kind::Unit, Kind::Status));
    let crossed = {
        let key = (props.report.clone(), props.filter.clone(), props.view.basis, props.scope, rows, columns);
        use_memo(key, |(report, filter, basis, scope, rows, columns)| {
            matrix(report, filter, *basis, *scope, *rows, *columns)
        })
    };
    if offered.is_empty() || crossed.rows.is_empty() {
        return Html::default();
    }
    let drawn = crossed.rows.len().min(*shown);
    let places: Vec<(usize, usize)> = (0..drawn)
        .flat_map(|row| (0..crossed.columns.len()).map(move |column| (row, column)))
        .filter(|(row, column)| crossed.cell(*row, *column).0 > 0)
        .collect();
    let stop_at = if *stop < places.len() { *stop } else { 0 };
    let onkeydown = {
        let (root, places, on_press) = (root.clone(), places.clone(), props.on_press.clone());
        let crossed = crossed.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(from) = marks::mark_of(&event) else { return };
            if event.key() == "Enter" && event.shift_key() {
                if let Some(place) = places.get(from) {
                    event.prevent_default();
                    on_press.emit(Press::Choose { choices: choices(&crossed, *place, rows, columns), add: true });
                }
                return;
            }
            if let Some(next) = step(&places, from, &event.key()) {
                event.prevent_default();
                marks::focus(&root, next);
            }
        })
    };
    let onfocusin = {
        let stop = stop.clone();
        Callback::from(move |event: FocusEvent| {
            if let Some(place) = marks::mark_of(&event) {
                stop.set(place);
            }
        })
    };
    let on_cross = {
        let (crossing, shown) = (crossing.clone(), shown.clone());
        Callback::from(move |event: Event| {
            if let Ok(place) = events::field_value(&event).parse() {
                crossing.set(place);
                shown.set(ROWS);
            }
        })
    };
    let on_more = {
        let (shown, all) = (shown.clone(), crossed.rows.len());
        Callback::from(move |_: MouseEvent| shown.set(all))
    };
    let largest = crossed.largest().max(1);
    let row_lang = (lang == Lang::En && rows == Kind::Unit).then_some("zh-Hans");
    let body = crossed.rows.iter().take(drawn).enumerate().map(|(row, name)| {
        let row_name = group_name(lang, rows, name);
        let cells = crossed.columns.iter().enumerate().map(|(column, column_word)| {
            let (tasks, attention) = crossed.cell(row, column);
            if tasks == 0 {
                return html! { <td class="z">{ "·" }</td> };
            }
            let place = places.iter().position(|at| *at == (row, column)).unwrap_or(0);
            let sentence = cell(lang, &row_name, &group_name(lang, columns, column_word), tasks, attention);
            let lit = props.filter.lights(rows, name) && props.filter.lights(columns, column_word);
            let pressed = props.filter.has(rows, name) && props.filter.has(columns, column_word);
            let onclick = {
                let (on_press, choices) = (props.on_press.clone(), choices(&crossed, (row, column), rows, columns));
                Callback::from(move |event: MouseEvent| {
                    let add = event.shift_key() || event.ctrl_key() || event.meta_key();
                    on_press.emit(Press::Choose { choices: choices.clone(), add });
                })
            };
            let tint = 0.10 + 0.5 * f64::from(tasks) / f64::from(largest);
            let data = |kind: Kind| [(rows, name), (columns, column_word)].into_iter().find(|(of, _)| *of == kind).map(|(_, name)| name.clone());
            html! {
                <td><button type="button" class={classes!("mc", (attention > 0).then_some("hot"), (!lit).then_some("dimmed"))} style={format!("--k:{tint:.2}")}
                    tabindex={if place == stop_at { "0" } else { "-1" }} data-mark={place.to_string()} aria-pressed={pressed.to_string()}
                    data-unit={data(Kind::Unit)} data-theme={data(Kind::Theme)} data-status={data(Kind::Status)}
                    data-count={tasks.to_string()} data-attention={attention.to_string()} aria-label={sentence.clone()} title={sentence} {onclick}>
                    { tasks.to_string() }
                </button></td>
            }
        });
        html! { <tr><th scope="row" lang={row_lang}>{ row_name.clone() }</th>{ for cells }</tr> }
    });
    html! {
        <section class="card" data-testid="matrix">
            <header>
                <h2>{ caption(lang, Caption::Crossing(rows, columns)) }</h2>
                <p>{ caption(lang, Caption::MatrixHint) }</p>
                if offered.len() > 1 {
                    <div class="ctl"><label>{ caption(lang, Caption::Look) }{ " " }
                        <select data-testid="matrix-kind" onchange={on_cross}>
                            { for offered.iter().filter_map(|place| CROSSINGS.get(*place).map(|of| (place, of))).map(|(place, (rows, columns))| html! {
                                <option value={place.to_string()} selected={*place == chosen}>{ caption(lang, Caption::Crossing(*rows, *columns)) }</option>
                            }) }
                        </select>
                    </label></div>
                }
            </header>
            <div class="mxw" ref={root}>
                <table class={classes!("mx", (columns == Kind::Status).then_some("few"))} role="grid" aria-label={caption(lang, Caption::Crossing(rows, columns))} {onkeydown} {onfocusin}>
                    <thead><tr><td></td>{ for crossed.columns.iter().map(|column| html! {
                        <th scope="col"><span>{ group_name(lang, columns, column) }</span></th>
                    }) }</tr></thead>
                    <tbody>{ for body }</tbody>
                </table>
            </div>
            if crossed.rows.len() > drawn {
                <footer><button type="button" class="lk" data-testid="matrix-more" onclick={on_more}>{ caption(lang, Caption::MoreRows((crossed.rows.len() - drawn) as u32)) }</button></footer>
            }
        </section>
    }
}

fn choices(crossed: &Matrix, (row, column): (usize, usize), rows: Kind, columns: Kind) -> Vec<Choice> {
    let name = |names: &[String], place: usize| names.get(place).cloned().unwrap_or_default();
    vec![Choice::new(rows, name(&crossed.rows, row)), Choice::new(columns, name(&crossed.columns, column))]
}

/// Where an arrow leads from one filled cell: the next one in the row, the nearest in the next row that has one.
fn step(places: &[(usize, usize)], from: usize, key: &str) -> Option<usize> {
    let (row, column) = *places.get(from)?;
    let in_row = |place: &(usize, (usize, usize))| place.1.0 == row;
    let cells = || places.iter().copied().enumerate();
    let near = |wanted: usize| cells().filter(|(_, (r, _))| *r == wanted).min_by_key(|(_, (_, c))| c.abs_diff(column));
    let found = match key {
        "ArrowRight" => cells().filter(in_row).find(|(_, (_, c))| *c > column),
        "ArrowLeft" => cells().filter(in_row).take_while(|(_, (_, c))| *c < column).last(),
        "ArrowDown" => cells().map(|(_, (r, _))| r).find(|r| *r > row).and_then(near),
        "ArrowUp" => cells().map(|(_, (r, _))| r).take_while(|r| *r < row).last().and_then(near),
        "Home" => cells().find(in_row),
        "End" => cells().rfind(in_row),
        _ => None,
    };
    found.map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_pass_over_empty_cells_and_rows() {
        let places = [(0, 0), (0, 3), (2, 2), (2, 5)];
        assert_eq!(step(&places, 0, "ArrowRight"), Some(1));
        assert_eq!(step(&places, 1, "ArrowRight"), None);
        assert_eq!(step(&places, 1, "ArrowDown"), Some(2));
        assert_eq!(step(&places, 3, "ArrowUp"), Some(1));
        assert_eq!(step(&places, 3, "Home"), Some(2));
        assert_eq!(step(&places, 9, "End"), None);
    }
}
