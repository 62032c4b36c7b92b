//! A small HTTP server for files below one folder, for looking at the page and for its tests. It
//! answers this machine only.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// Opens the first free port from `port` on; 0 lets the system choose.
pub fn open(port: u16) -> io::Result<TcpListener> {
    let mut last = None;
    for candidate in port..=port.saturating_add(20) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
            Ok(listener) => return Ok(listener),
            Err(problem) => last = Some(problem),
        }
    }
    Err(last.unwrap_or_else(|| io::Error::other("no port")))
}

/// Serves until the program ends.
pub fn serve(listener: &TcpListener, folder: PathBuf) {
    let folder = Arc::new(folder);
    for stream in listener.incoming().flatten() {
        let folder = Arc::clone(&folder);
        thread::spawn(move || {
            // A browser that hangs up in the middle is no concern of ours.
            let _ = converse(&stream, &folder);
        });
    }
}

/// Answers one request after another on a connection.
fn converse(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
                break;
            }
        }
        let mut words = first.split_whitespace();
        let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
        let answer = match method {
            "GET" | "HEAD" => find(folder, path).and_then(|path| Some((kind(&path), fs::read(&path).ok()?))),
            _ => None,
        };
        let (status, kind, body) = match answer {
            Some((kind, body)) => ("200 OK", kind, body),
            None => ("404 Not Found", "text/plain; charset=utf-8", b"not here\n".to_vec()),
        };
        let mut out = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\r\n",
            body.len()
        )
        .into_bytes();
        if method != "HEAD" {
            out.extend_from_slice(&body);
        }
        (&mut &*stream).write_all(&out)?;
    }
}

/// The file a request path names; never one outside the folder.
fn find(folder: &Path, request: &str) -> Option<PathBuf> {
    let plain = request.split(['?', '#']).next().unwrap_or("");
    let relative = decode(plain.trim_start_matches('/'))?;
    let relative = Path::new(&relative);
    if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let path = folder.join(relative);
    if path.is_dir() { Some(path.join("index.html")) } else { path.is_file().then_some(path) }
}

/// Undoes %-escapes; `None` where they give no text.
fn decode(escaped: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" | "webmanifest" => "application/json",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_broken_ones_refused() {
        assert_eq!(decode("a%20b%E9%80%9A"), Some("a b通".to_owned()));
        assert_eq!(decode("a%2"), None);
        assert_eq!(decode("%ff"), None);
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(find(folder, "/Cargo.toml?x"), Some(folder.join("Cargo.toml")));
        for outside in
            ["/../cli/Cargo.toml", "/%2e%2e/cli/Cargo.toml", "//etc/passwd/../hosts", "/src/../../cli/Cargo.toml"]
        {
            assert_eq!(find(folder, outside), None, "{outside}");
        }
    }
}
