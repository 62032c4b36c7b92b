//! The page of Tongbao. One wasm, two roles: with a window it is the page, without one it is the
//! worker that reads notices for it. So text and report stay off the thread that paints.

mod i18n;
mod job;
mod state;
mod theme;
mod ui;
mod web;

fn main() {
    if web::has_window() {
        ui::start();
    } else {
        job::serve::start();
    }
}
