//! What a few words say, wherever they stand: a unit, a date, an amount, a numeral, the number of a row, a label with its outline number,
//! who is in charge, the name of a category, the furniture of a web page. Text in, values out; tables
//! ([`crate::layout`]), prose ([`crate::read`]) and judging all ask here, so that a word means the same in each.

pub mod amounts;
pub mod category;
pub mod charge;
pub mod chrome;
pub mod column;
pub mod dates;
pub mod numeral;
pub mod ordinal;
pub mod outline;
pub mod signature;
pub mod text;
pub mod units;
