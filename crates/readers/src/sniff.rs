//! What a file is, by its bytes and never by its name: an `.xls` may be HTML, a `.doc` RTF, a `.pdf` text.

use crate::decode;
use crate::error::ReadError;
use crate::flat;

/// A kind of file that can be read. Containers are told apart further by their readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A zip container: DOCX, XLSX, ODT, ODS or an archive.
    Zip,
    /// An OLE container: DOC, XLS, WPS.
    Ole,
    /// PDF.
    Pdf,
    /// RTF.
    Rtf,
    /// A web page or a piece of one, or the clipboard's form of it.
    Html,
    /// A web archive.
    Mhtml,
    /// A document or workbook in one XML text.
    FlatXml,
    /// Anything else that is text.
    Text,
}

/// Says what `bytes` are, or why they cannot be read.
pub fn sniff(bytes: &[u8]) -> Result<Kind, ReadError> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if start.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if start.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Kind::Ole);
    }
    if let Some(error) = foreign(bytes) {
        return Err(error);
    }
    // The header of a PDF may stand after some bytes of rubbish.
    if find(&start[..start.len().min(1024)], b"%PDF-").is_some() {
        return Ok(Kind::Pdf);
    }
    let trimmed = start.trim_ascii_start();
    if trimmed.starts_with(b"{\\rtf") {
        return Ok(Kind::Rtf);
    }
    if is_mhtml(trimmed) {
        return Ok(Kind::Mhtml);
    }
    if flat::is_flat(trimmed) {
        return Ok(Kind::FlatXml);
    }
    if is_html(trimmed) || is_html(&wide_as_ascii(start)) {
        return Ok(Kind::Html);
    }
    if looks_binary(bytes) { Err(ReadError::Unknown) } else { Ok(Kind::Text) }
}

/// Pictures and other kinds that are known but hold no text.
fn foreign(bytes: &[u8]) -> Option<ReadError> {
    let picture = |found| Some(ReadError::Picture { found });
    let other = |found| Some(ReadError::Unsupported { found });
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => picture("PNG"),
        [0xFF, 0xD8, 0xFF, ..] => picture("JPEG"),
        [b'G', b'I', b'F', b'8', ..] => picture("GIF"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => picture("BMP"),
        [b'I', b'I', 0x2A, 0, ..] | [b'M', b'M', 0, 0x2A, ..] => picture("TIFF"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => picture("WebP"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e', b'i' | b'v', ..] => picture("HEIC"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => picture("AVIF"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => other("a film"),
        [b'R', b'a', b'r', b'!', 0x1A, 0x07, ..] => other("a RAR archive"),
        [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => other("a 7z archive"),
        [0x1F, 0x8B, 8, ..] => other("a gzip archive"),
        [b'M', b'Z', _, 0, ..] => other("a program"),
        [0x7F, b'E', b'L', b'F', ..] => other("a program"),
        [b'I', b'D', b'3', ..] => other("a sound"),
        [b'S', b'Q', b'L', b'i', b't', b'e', ..] => other("a database"),
        _ => None,
    }
}

/// The first bytes of a text in UTF-16 as ASCII, to look for tags in them.
fn wide_as_ascii(bytes: &[u8]) -> Vec<u8> {
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || bytes.get(1) == Some(&0);
    if !wide {
        return Vec::new();
    }
    bytes
        .iter()
        .take(2048)
        .copied()
        .filter(|byte| *byte != 0 && *byte < 0x80)
        .collect::<Vec<u8>>()
        .trim_ascii()
        .to_vec()
}

fn is_mhtml(start: &[u8]) -> bool {
    let head = &start[..start.len().min(4096)].to_ascii_lowercase();
    let begins = [b"mime-version:".as_slice(), b"from:", b"content-type:", b"subject:", b"date:"];
    begins.iter().any(|name| head.starts_with(name))
        && find(head, b"mime-version:").is_some()
        && find(head, b"content-type:").is_some()
}

/// Tags by which a text is HTML when it begins with them, or holds some of them further on.
fn is_html(start: &[u8]) -> bool {
    let head = start[..start.len().min(2048)].to_ascii_lowercase();
    if head.starts_with(b"version:") && find(&head, b"startfragment:").is_some() {
        return true;
    }
    let begins = [
        b"<!doctype html".as_slice(),
        b"<html",
        b"<head",
        b"<body",
        b"<meta",
        b"<table",
        b"<div",
        b"<p>",
        b"<p ",
        b"<tr",
        b"<td",
        b"<h1",
        b"<h2",
        b"<span",
        b"<section",
        b"<article",
        b"<style",
        b"<title",
        b"<center",
        b"<font",
        b"<ul",
        b"<ol",
        b"<br",
        b"<b>",
        b"<a ",
    ];
    if begins.iter().any(|tag| head.starts_with(tag)) {
        return true;
    }
    let xml_page = head.starts_with(b"<?xml") || head.starts_with(b"<!--") || head.starts_with(b"<!doctype");
    (xml_page && find(&head, b"<html").is_some()) || (find(&head, b"<table").is_some() && find(&head, b"<td").is_some())
}

/// Whether the bytes hold control characters as no text does.
fn looks_binary(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if decode::looks_like_utf16(bytes).is_some() {
        return false;
    }
    let sample = &bytes[..bytes.len().min(8192)];
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    let controls = sample.iter().filter(|byte| matches!(**byte, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    // A damaged text may hold a zero here and there: what is UTF-8 but for a few places is text.
    let broken = String::from_utf8_lossy(sample).chars().filter(|character| *character == '\u{FFFD}').count();
    if controls * 20 <= sample.len() && zeros * 20 < sample.len() && broken * 100 < sample.len() {
        return false;
    }
    // UTF-16 has many zeros and hardly any other control byte; ideographs do give some.
    !marked
        && (controls * 20 > sample.len() || (zeros > 0 && zeros * 100 < sample.len()) || zeros * 10 > sample.len() * 7)
}

/// Where `needle` begins in `bytes`.
pub fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(sniff(b"  <TABLE><tr><td>1</td></tr></TABLE>"), Ok(Kind::Html));
        assert_eq!(sniff(b"{\\rtf1\\ansi}"), Ok(Kind::Rtf));
        assert_eq!(sniff("关于完成情况的通报".as_bytes()), Ok(Kind::Text));
        assert_eq!(sniff(b"Version:0.9\r\nStartHTML:1\r\nEndHTML:2\r\nStartFragment:3\r\n"), Ok(Kind::Html));
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n"), Err(ReadError::Picture { found: "PNG" }));
        assert_eq!(sniff(b" \n\t"), Err(ReadError::Empty));
        assert_eq!(sniff(&[1, 2, 3, 0, 7, 8, 9, 200, 3, 3, 1]), Err(ReadError::Unknown));
        let wide: Vec<u8> = "2021年任务\n已完成\t3个\n".repeat(40).encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff(&wide), Ok(Kind::Text));
        assert_eq!(sniff("三季度\0已\0完成\u{1}全年任务".repeat(9).as_bytes()), Ok(Kind::Text));
        assert_eq!(sniff(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n"), Ok(Kind::Mhtml));
        assert_eq!(sniff("a < b 且 b > c 的项目".as_bytes()), Ok(Kind::Text));
    }
}
