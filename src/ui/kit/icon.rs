//! Line drawings for buttons. Each stands beside a word or in a button with a label.

use yew::prelude::*;

fn line(size: &'static str, view: &'static str, path: &'static str) -> Html {
    html! { <svg width={size} height={size} viewBox={view} aria-hidden="true"><path class="ic" d={path} /></svg> }
}

/// The name's sign: lines of text, one of them marked, under a lens.
pub fn logo() -> Html {
    html! {
        <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
            <path class="lo-l" d="M3 5h15M3 15.5h6M3 20h8" />
            <rect class="lo-m" x="2" y="8" width="13" height="5" />
            <circle class="lo-c" cx="15" cy="14.5" r="5.2" />
            <path class="lo-c" d="M18.9 18.4L22 21.5" />
        </svg>
    }
}

/// Search.
pub fn lens() -> Html {
    line("14", "0 0 14 14", "M9 9l4 4M10 6a4 4 0 11-8 0 4 4 0 018 0z")
}

/// A lock: nothing leaves the machine.
pub fn lock() -> Html {
    line("16", "0 0 16 16", "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 015 0v2")
}

/// Back.
pub fn back() -> Html {
    line("14", "0 0 14 14", "M9 2L4 7l5 5")
}

/// Spread to the full width.
pub fn spread() -> Html {
    line("14", "0 0 14 14", "M8.5 1.5h4v4M5.5 12.5h-4v-4M12 2L8 6M2 12l4-4")
}

/// Back from the full width.
pub fn gather() -> Html {
    line("14", "0 0 14 14", "M12.5 5.5h-4v-4M1.5 8.5h4v4M9 5l4-4M5 9l-4 4")
}

/// Up.
pub fn up() -> Html {
    line("14", "0 0 14 14", "M7 12V2M3 6l4-4 4 4")
}

/// Down.
pub fn down() -> Html {
    line("14", "0 0 14 14", "M7 2v10M3 8l4 4 4-4")
}

/// Close.
pub fn close() -> Html {
    line("14", "0 0 14 14", "M3 3l8 8M11 3l-8 8")
}

/// Colours: a disc, half of it filled.
pub fn theme() -> Html {
    html! {
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <circle class="ic" cx="8" cy="8" r="6" />
            <path fill="currentColor" d="M8 2a6 6 0 010 12z" />
        </svg>
    }
}
