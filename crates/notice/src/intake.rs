//! The first look at a text: is it something that can be read at all? Says what was expected and
//! what was found, so that the page and the command line can say it in the user's language.

use thiserror::Error;

/// Why a text was not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InputError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// The bytes are no text but a file of a kind that is named here.
    #[error("this is no text but {found}")]
    NotText {
        /// What it looks like: PNG, PDF, ZIP…, or `binary`.
        found: &'static str,
    },
    /// More than [`MAX_BYTES`].
    #[error("the text has {bytes} bytes; at most {} can be read", MAX_BYTES)]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
    },
}

/// The largest text that is read: 64 MiB, about five hundred times the longest real notice seen.
pub const MAX_BYTES: usize = 64 << 20;
