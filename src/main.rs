//! The page: one wasm, two roles. Where there is a window it is the page, else the worker.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[wasm_bindgen(js_namespace = tongbao)]
extern "C" {
    fn loaded();
}

/// The page.
#[component]
fn App() -> Html {
    use_effect_with((), |()| loaded());
    html! { <p>{ concat!("通报镜 ", env!("CARGO_PKG_VERSION")) }{ option_env!("TONGBAO_BUILD").unwrap_or_default() }</p> }
}

fn main() {
    if let Some(root) =
        web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id("app"))
    {
        yew::Renderer::<App>::with_root(root).render();
    }
}
