//! The first look at what came in: is it something that can be read at all? A text comes in, out
//! come either the text in the form the reader counts lines in ([`clean`]) or a refusal that says
//! what was expected and what was found ([`check`]), which the page and the command line put in the
//! user's language. Whether the text is a *notice* is not decided here: a poem is read, and the
//! report says that it holds no tasks.

use std::borrow::Cow;
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

/// How many characters of a text are looked at to tell text from noise.
const LOOKED_AT: usize = 8 << 10;

/// How files of other kinds begin, and their names.
const BEGINNINGS: [(&[u8], &str); 14] = [
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM\x00", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "OLE"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
];

/// The kind of file these bytes begin like, where it is one that is no text.
pub fn foreign(bytes: &[u8]) -> Option<&'static str> {
    BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, name)| *name)
}

/// Whether a text can be read.
///
/// # Errors
/// Says why not: it is empty, too large, or a file of another kind that somebody decoded as text.
pub fn check(text: &str) -> Result<(), InputError> {
    if text.len() > MAX_BYTES {
        return Err(InputError::TooLarge { bytes: text.len() });
    }
    if let Some(found) = foreign_as_text(text) {
        return Err(InputError::NotText { found });
    }
    let (mut seen, mut control, mut printed) = (0_usize, 0_usize, 0_usize);
    for character in text.chars().take(LOOKED_AT) {
        seen += 1;
        if is_control(character) {
            control += 1;
        } else if !is_blank(character) {
            printed += 1;
        }
    }
    // A damaged notice has a control character here and there; in a picture they are everywhere.
    if control * 32 > seen && control > 4 {
        return Err(InputError::NotText { found: "binary" });
    }
    if printed == 0 && text.chars().all(|character| is_blank(character) || is_control(character)) {
        return Err(InputError::Empty);
    }
    Ok(())
}

/// Whether the text was decoded by the wrong table: more than an eighth of it is U+FFFD. What is
/// left may still hold figures, so it is read, and the reader is told (seen in wild/110).
pub fn is_misdecoded(text: &str) -> bool {
    let (seen, lost) = text
        .chars()
        .take(LOOKED_AT)
        .fold((0_usize, 0_usize), |(seen, lost), character| (seen + 1, lost + usize::from(character == '\u{fffd}')));
    lost * 8 > seen && lost > 4
}

/// The text as lines are counted in it: without byte order mark and NUL, every kind of line end a
/// `\n`. Nothing visible is changed, and most texts are returned as they are.
pub fn clean(text: &str) -> Cow<'_, str> {
    let odd = |character: char| matches!(character, '\0' | '\r' | '\u{feff}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\0' | '\u{feff}' => {}
            '\r' => {
                if rest.peek() == Some(&'\n') {
                    rest.next();
                }
                out.push('\n');
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// The kind of a file whose bytes were decoded as UTF-8: what was no UTF-8 became U+FFFD.
fn foreign_as_text(text: &str) -> Option<&'static str> {
    BEGINNINGS
        .iter()
        .find(|(beginning, _)| {
            let as_text = String::from_utf8_lossy(beginning);
            as_text.chars().any(|character| character.is_ascii_graphic()) && text.starts_with(as_text.as_ref())
        })
        .map(|(_, name)| *name)
}

fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{ad}')
}

fn is_control(character: char) -> bool {
    character.is_control() && !character.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_read_and_so_is_a_poem() {
        assert_eq!(check("关于2021年三季度重点工作进展情况的通报"), Ok(()));
        assert_eq!(check("床前明月光\n疑是地上霜"), Ok(()));
    }

    #[test]
    fn nothing_but_blanks_is_empty() {
        for text in ["", " \n\t\r\n", "\u{3000}\u{a0}", "\u{feff}\u{200b}", "\0\0"] {
            assert_eq!(check(text), Err(InputError::Empty), "{text:?}");
        }
    }

    #[test]
    fn a_picture_named_txt_is_told_apart() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\xa0";
        assert_eq!(foreign(png), Some("PNG"));
        assert_eq!(check(&String::from_utf8_lossy(png)), Err(InputError::NotText { found: "PNG" }));
        assert_eq!(check("%PDF-1.7\n%\u{fffd}"), Err(InputError::NotText { found: "PDF" }));
    }

    #[test]
    fn text_decoded_by_the_wrong_table_is_known_as_such() {
        let wrong = String::from_utf8_lossy(b"\xb9\xd8\xd3\xda2021\xc4\xea\xc8\xfd\xbc\xbe\xb6\xc8\xd6\xd8\xb5\xe3")
            .into_owned();
        assert_eq!(check(&wrong), Ok(()));
        assert!(is_misdecoded(&wrong));
        assert!(!is_misdecoded("实现“小升\u{fffd}规”60家"));
    }

    #[test]
    fn a_few_broken_characters_do_no_harm() {
        assert_eq!(check("34\n实现“小升\u{fffd}规”60家\0\n市经信局"), Ok(()));
        assert_eq!(check("BM和MZ开头的话也是话"), Ok(()));
    }

    #[test]
    fn too_large_is_refused_with_its_size() {
        let text = "督".repeat(MAX_BYTES / 3 + 1);
        assert_eq!(check(&text), Err(InputError::TooLarge { bytes: text.len() }));
    }

    #[test]
    fn cleaning_changes_only_what_nobody_sees() {
        assert!(matches!(clean("一\n二"), Cow::Borrowed("一\n二")));
        assert_eq!(clean("\u{feff}已\0完成\r\n二\r三\u{2028}四"), "已完成\n二\n三\n四");
    }
}
