//! Reading off the thread that paints. The page asks, a worker (the same wasm) reads and answers;
//! where no worker can be had, the page reads by itself, later and in one go.
//!
//! The worker keeps text and report. The page gets the report in pieces that each unpack in a few
//! milliseconds; of a very large one the long texts stay behind and are asked for when a task is opened.

pub mod client;
pub mod parcel;
pub mod protocol;
pub mod serve;
pub mod sniff;
