//! Trials of the core: does it read notices it has never seen?
//!
//! The core reads text that was written by people for people, so no set of examples is enough. This
//! crate holds it against whole notices with readings made by hand ([`corpus`], [`score`]), and
//! against notices drawn at random ([`plan`], in the language of [`prose`]), flattened in every way
//! seen ([`flatten`]), whose tables ([`sheet`]) must come back exactly ([`compare`], [`campaign`], [`twin`]),
//! and against other ways of writing the same notice ([`variants`]). Whether the reader
//! knows when it is sure is measured too ([`reliability`]).
//! Nothing here goes into the product.

#![allow(clippy::format_push_string, reason = "texts are built for tests, where plain words matter more than speed")]

pub mod campaign;
pub mod compare;
pub mod corpus;
pub mod flatten;
pub mod floors;
pub mod plan;
pub mod prose;
pub mod reliability;
pub mod score;
pub mod sheet;
pub mod twin;
pub mod variants;
