//! Why a file was not read, as something a person can act on. The page has its sentences by
//! [`ReadError::code`]; the English ones here serve the command line and the tests.

use thiserror::Error;

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Nothing in it, or nothing but white space.
    #[error("the file holds no text")]
    Empty,
    /// Larger than [`crate::limits::FILE_BYTES`].
    #[error("the file has {bytes} bytes; at most {limit} can be read")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// How many can be read.
        limit: usize,
    },
    /// A picture or screenshot: there are no characters in it.
    #[error("this is a picture ({found}); copy the text or use the original file")]
    Picture {
        /// The picture format.
        found: &'static str,
    },
    /// A PDF whose pages are pictures.
    #[error("this PDF is a scan of {pages} pages without text; use the original file or recognise the text first")]
    Scanned {
        /// How many pages it has.
        pages: usize,
    },
    /// A file that opens only with a password.
    #[error("this {found} file is protected by a password; save it without one")]
    Encrypted {
        /// The format.
        found: &'static str,
    },
    /// The kind is known, and it is not one that holds a notice as text.
    #[error("this is {found}, which cannot be read; save it as DOCX, XLSX, PDF or text")]
    Unsupported {
        /// What it is.
        found: &'static str,
    },
    /// Binary data of no kind that is known.
    #[error("this is binary data of an unknown kind")]
    Unknown,
    /// It begins like a file of this kind, but its inside cannot be read.
    #[error("this {found} file is damaged: {detail}")]
    Damaged {
        /// The format.
        found: &'static str,
        /// What does not hold.
        detail: &'static str,
    },
    /// An archive of several readable files: one of them has to be chosen.
    #[error("this archive holds {} readable files: {}", names.len(), names.join(", "))]
    Archive {
        /// The names of those that look readable, as in the archive; give one to [`crate::read_entry`].
        names: Vec<String>,
    },
}

impl ReadError {
    /// A stable name, by which a user interface finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::TooLarge { .. } => "file_too_large",
            Self::Picture { .. } => "file_picture",
            Self::Scanned { .. } => "file_scanned",
            Self::Encrypted { .. } => "file_encrypted",
            Self::Unsupported { .. } => "file_unsupported",
            Self::Unknown => "file_unknown",
            Self::Damaged { .. } => "file_damaged",
            Self::Archive { .. } => "file_archive",
        }
    }

    /// What the file was found to be, where that is known.
    pub fn found(&self) -> Option<&'static str> {
        match self {
            Self::Picture { found }
            | Self::Encrypted { found }
            | Self::Unsupported { found }
            | Self::Damaged { found, .. } => Some(found),
            Self::Scanned { .. } => Some("PDF"),
            Self::Archive { .. } => Some("ZIP"),
            Self::Empty | Self::TooLarge { .. } | Self::Unknown => None,
        }
    }

    /// Shorthand for [`Self::Damaged`].
    pub(crate) const fn damaged(found: &'static str, detail: &'static str) -> Self {
        Self::Damaged { found, detail }
    }
}
