//! Web archives (MHTML) and mails with a page in them: the parts of a MIME message, of which the
//! first page is read. Pictures and frames are not.

use crate::compose::Composer;
use crate::decode::Decode;
use crate::error::ReadError;
use crate::html;
use crate::sniff::find;

/// How deep multipart parts may stand in multipart parts.
const DEPTH: usize = 8;

/// Reads the message.
pub fn read(bytes: &[u8], decode: &dyn Decode, composer: &mut Composer) -> Result<(), ReadError> {
    let page = page(bytes, DEPTH).ok_or(ReadError::damaged("MHTML", "it holds no page"))?;
    html::read(&page.body, page.charset.as_deref(), decode, composer);
    Ok(())
}

struct Part {
    body: Vec<u8>,
    charset: Option<String>,
}

/// The first page in a part.
fn page(bytes: &[u8], depth: usize) -> Option<Part> {
    let (head, body) = split_head(bytes)?;
    let head = unfold(head);
    let kind = header(&head, "content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") && depth > 0 {
        let boundary = format!("--{}", parameter(&kind, "boundary")?);
        return parts(body, boundary.as_bytes()).into_iter().find_map(|part| page(part, depth - 1));
    }
    if !lower.starts_with("text/html") && !lower.starts_with("application/xhtml") {
        return None;
    }
    let encoding = header(&head, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let body = match encoding.trim() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    };
    Some(Part { body, charset: parameter(&kind, "charset") })
}

fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let trimmed = bytes.trim_ascii_start();
    let end =
        [b"\r\n\r\n".as_slice(), b"\n\n"].into_iter().filter_map(|gap| Some((find(trimmed, gap)?, gap.len()))).min()?;
    Some((&trimmed[..end.0], &trimmed[end.0 + end.1..]))
}

/// Header lines with their continuations.
fn unfold(head: &[u8]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in String::from_utf8_lossy(head).lines() {
        match out.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => out.push(line.to_owned()),
        }
    }
    out
}

fn header(head: &[String], name: &str) -> Option<String> {
    let own = |line: &String| {
        let (own, value) = line.split_once(':')?;
        own.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    };
    head.iter().find_map(own)
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let own = |part: &str| {
        let (own, value) = part.split_once('=')?;
        own.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    };
    value.split(';').skip(1).find_map(own)
}

/// The stretches between the boundary lines.
fn parts<'body>(body: &'body [u8], boundary: &[u8]) -> Vec<&'body [u8]> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(boundary) {
            parts.extend(start.map(|start| &body[start..at]));
            start = Some(at + line.len());
        }
        at += line.len();
    }
    // A message cut short ends without its last boundary.
    parts.extend(start.filter(|start| *start < body.len()).map(|start| &body[start..]));
    parts
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'=' {
            out.push(*first);
            continue;
        }
        let hex = tail
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = hex {
            out.push(byte);
            rest = &tail[2..];
        } else if tail.starts_with(b"\r\n") {
            rest = &tail[2..];
        } else if tail.starts_with(b"\n") {
            rest = &tail[1..];
        } else {
            out.push(b'=');
        }
    }
    out
}

fn base64(body: &[u8]) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut out = Vec::with_capacity(body.len() * 3 / 4);
    let (mut bits, mut count) = (0u32, 0);
    for six in body.iter().filter_map(|byte| value(*byte)) {
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

#[cfg(all(test, feature = "native-text"))]
mod tests {
    use super::*;
    use crate::decode::NativeDecode;

    fn text(message: &str) -> String {
        let mut composer = Composer::default();
        read(message.as_bytes(), &NativeDecode, &mut composer).unwrap();
        composer.finish().text
    }

    #[test]
    fn the_page_of_a_multipart_message_is_read() {
        let message = "From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<meta charset=3D\"utf-8\"><p>=E9=80=9A=\r\n=E6=8A=A5</p>\r\n----b------\r\n";
        assert_eq!(text(message), "通报\n");
    }

    #[test]
    fn a_charset_of_the_part_counts() {
        let message = "MIME-Version: 1.0\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\nPHA+zai8z83is8k8L3A+\n";
        assert!(text(message).starts_with('通'));
    }
}
