//! Trials of the core: does it read notices it has never seen?
//!
//! The core reads text that was written by people for people, so no set of examples is enough. This
//! crate holds it against whole notices with readings made by hand ([`corpus`], [`score`]).
//! Nothing here goes into the product.

pub mod corpus;
pub mod score;
