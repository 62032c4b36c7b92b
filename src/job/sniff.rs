//! A first look at bytes: a file of a known kind says so in its first bytes, whatever its name. The readers look closer and
//! decide; this is for a page that could not fetch them, or what was pasted as text, and stands here because the readers
//! are a wasm of their own. `crates/readers/tests/agree.rs` sees that both say the same.

/// First bytes by which a kind of file is known.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "OLE"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"OggS", "OGG"),
    (b"ID3", "MP3"),
];

/// Of how many bytes a decision is made.
const LOOKED_AT: usize = 4096;

/// How text is written in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// The label by which browsers know it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
        }
    }
}

/// How these bytes are to be read as text, or what kind of file they are instead.
pub fn sniff(bytes: &[u8]) -> Result<Encoding, &'static str> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Ok(Encoding::Utf8);
    }
    if bytes.starts_with(b"\xff\xfe") {
        return Ok(Encoding::Utf16Le);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Ok(Encoding::Utf16Be);
    }
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    // Two-letter signatures are words too: they count only where the rest is no text either.
    let known = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((_, kind)) = known.filter(|(start, _)| start.len() > 3 || is_binary(head)) {
        return Err(kind);
    }
    if let Some(encoding) = unmarked_utf16(head) {
        return Ok(encoding);
    }
    if is_binary(head) {
        return Err("binary");
    }
    if is_utf8(head, bytes.len() > head.len()) { Ok(Encoding::Utf8) } else { Ok(Encoding::Gb18030) }
}

/// What kind of file a pasted text is the content of, if it is one.
pub fn sniff_text(text: &str) -> Option<&'static str> {
    let head: String = text.chars().take(1024).collect();
    let start = head.trim_start_matches(['\u{feff}', '\u{fffd}']);
    if start.starts_with("PNG\r\n") || start.starts_with("PNG\n") {
        return Some("PNG");
    }
    if start.starts_with("%PDF-") {
        return Some("PDF");
    }
    if start.starts_with("PK\u{3}\u{4}") {
        return Some("ZIP");
    }
    if start.starts_with("{\\rtf") {
        return Some("RTF");
    }
    let all = head.chars().count();
    let odd = head.chars().filter(|c| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())).count();
    (odd * 5 > all && all > 16).then_some("binary")
}

/// More than one byte in fifty that no text has.
fn is_binary(head: &[u8]) -> bool {
    let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    odd * 50 > head.len()
}

/// UTF-16 without a mark: every other byte of the line feeds and spaces is nought.
fn unmarked_utf16(head: &[u8]) -> Option<Encoding> {
    let pairs = head.chunks_exact(2);
    let (mut low, mut high, mut all) = (0_usize, 0_usize, 0_usize);
    for pair in pairs {
        all += 1;
        low += usize::from(matches!(pair, [b'\n' | b'\r' | b' ' | b'0'..=b'9', 0]));
        high += usize::from(matches!(pair, [0, b'\n' | b'\r' | b' ' | b'0'..=b'9']));
    }
    if all < 8 {
        None
    } else if low * 25 > all && high == 0 {
        Some(Encoding::Utf16Le)
    } else if high * 25 > all && low == 0 {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Whether this is UTF-8; a character cut off at the end counts only where nothing follows.
fn is_utf8(head: &[u8], goes_on: bool) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => goes_on && error.error_len().is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_named_txt_is_a_picture() {
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err("PNG"));
        assert_eq!(sniff(b"%PDF-1.7\n"), Err("PDF"));
        assert_eq!(sniff(&[0, 1, 2, 3, 200, 5, 6, 7]), Err("binary"));
    }

    #[test]
    fn texts_are_told_by_how_they_are_written() {
        assert_eq!(sniff("关于工作的通报".as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(sniff(b"\xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7"), Ok(Encoding::Gb18030));
        assert_eq!(sniff(b"\xff\xfe\x73\x51"), Ok(Encoding::Utf16Le));
        let unmarked: Vec<u8> = "1 关于\n2 工作\n3 的\n4 通报\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff(&unmarked), Ok(Encoding::Utf16Le));
    }

    #[test]
    fn a_text_that_begins_like_a_signature_is_a_text() {
        assert_eq!(sniff(b"BMW and MZ are words"), Ok(Encoding::Utf8));
        assert_eq!(sniff_text("PK 赛结果\n一、二"), None);
        assert_eq!(sniff_text("\u{fffd}PNG\r\n\u{1a}\n\0\0\0"), Some("PNG"));
    }
}
