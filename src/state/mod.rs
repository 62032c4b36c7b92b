//! What the page knows and shows: a model, the actions that change it, and one pure function that
//! says how. Nothing here touches the browser.

pub mod action;
pub mod hints;
pub mod history;
pub mod model;
pub mod reading;
pub mod reduce;
pub mod rulings;
pub mod url;

pub use action::Action;
pub use model::{Busy, Given, Look, Model, Tab, Toast};
pub use reading::Reading;
pub use reduce::reduce;
