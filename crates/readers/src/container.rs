//! Zip containers: names and unfolded parts, with every size bounded as it unfolds and never believed.
//! A container that lost its directory (a file cut short) is read from its local headers.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use crate::decode::Decode;
use crate::error::ReadError;
use crate::limits;

/// An opened container.
pub struct Container<'bytes> {
    bytes: &'bytes [u8],
    archive: Option<zip::ZipArchive<Cursor<&'bytes [u8]>>>,
    /// Names with where their data begins, found by their local headers, of a container without directory.
    found: Vec<(String, Local)>,
    budget: usize,
    /// A part was cut, or its checksum was wrong: what could be unfolded was used.
    pub damaged: bool,
}

#[derive(Clone, Copy)]
struct Local {
    start: usize,
    size: usize,
    deflated: bool,
}

impl<'bytes> Container<'bytes> {
    /// Opens the container in `bytes`.
    pub fn open(bytes: &'bytes [u8]) -> Result<Self, ReadError> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok().filter(|archive| !archive.is_empty());
        let found = if archive.is_none() { local_headers(bytes) } else { Vec::new() };
        if archive.is_none() && found.is_empty() {
            return Err(ReadError::damaged("ZIP", "its directory cannot be read"));
        }
        Ok(Self { bytes, damaged: archive.is_none(), archive, found, budget: limits::CONTAINER_BYTES })
    }

    /// The names in the container; of absurdly many only the first.
    pub fn names(&self) -> Vec<String> {
        match &self.archive {
            Some(archive) => {
                archive.file_names().take(limits::ZIP_ENTRIES).filter_map(Result::ok).map(Cow::into_owned).collect()
            }
            None => self.found.iter().map(|(name, _)| name.clone()).collect(),
        }
    }

    /// Whether there is a part of this name, whatever its case.
    pub fn has(&self, name: &str) -> bool {
        self.names().iter().any(|own| same_name(own, name))
    }

    /// The places and names of all files, names in old Chinese encodings decoded.
    pub fn display_names(&mut self, decode: &dyn Decode) -> Vec<(usize, String)> {
        let Some(archive) = &mut self.archive else { return self.names().into_iter().enumerate().collect() };
        let count = archive.len().min(limits::ZIP_ENTRIES);
        let name = |index| {
            let raw = archive.by_index_raw(index).ok()?.name_raw().to_vec();
            Some((index, crate::decode::decode(&raw, None, decode).text))
        };
        (0..count).filter_map(name).collect()
    }

    /// The first bytes of a file, enough to tell what it is.
    pub fn start_of(&mut self, index: usize) -> Option<Vec<u8>> {
        let (data, _) = self.unfold_at(index, 8 << 10).ok()??;
        Some(data)
    }

    /// The bytes of a part; `None` where there is none of this name or nothing of it can be unfolded.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let index = match &self.archive {
            Some(archive) => archive.file_names().position(|own| own.is_ok_and(|own| same_name(&own, name))),
            None => self.found.iter().position(|(own, _)| same_name(own, name)),
        };
        index.map_or(Ok(None), |index| self.bytes_at(index))
    }

    /// The bytes of the file at a place.
    pub fn bytes_at(&mut self, index: usize) -> Result<Option<Vec<u8>>, ReadError> {
        let limit = limits::PART_BYTES.min(self.budget);
        let Some((data, whole)) = self.unfold_at(index, limit)? else { return Ok(None) };
        if data.len() > limit {
            return Err(ReadError::damaged("ZIP", "a part unfolds to more than can be read"));
        }
        self.budget -= data.len();
        self.damaged |= !whole;
        Ok((whole || !data.is_empty()).then_some(data))
    }

    /// Unfolds up to one byte more than `limit`; says too whether it went without an error.
    fn unfold_at(&mut self, index: usize, limit: usize) -> Result<Option<(Vec<u8>, bool)>, ReadError> {
        if let Some(archive) = &mut self.archive {
            if let Ok(file) = archive.by_index(index) {
                return Ok(Some(unfold(file, limit)));
            }
            self.damaged = true;
            let encrypted = archive.by_index_raw(index).is_ok_and(|file| file.encrypted());
            return if encrypted { Err(ReadError::Encrypted { found: "ZIP" }) } else { Ok(None) };
        }
        let Some((_, local)) = self.found.get(index) else { return Ok(None) };
        let rest = self.bytes.get(local.start..).unwrap_or_default();
        Ok(Some(if local.deflated {
            unfold(flate2::read::DeflateDecoder::new(rest), limit)
        } else {
            unfold(rest.get(..local.size).unwrap_or(rest), limit)
        }))
    }

    /// The text of an XML part.
    pub fn xml(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        Ok(self.bytes(name)?.map(|bytes| {
            if let Some([0xFF, 0xFE] | [0xFE, 0xFF]) = bytes.get(..2) {
                crate::decode::decode(&bytes, None, &crate::decode::UnicodeOnly).text
            } else {
                let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF".as_slice()).map(<[u8]>::to_vec).unwrap_or(bytes);
                String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
            }
        }))
    }
}

/// Reads up to one byte more than `limit`; says whether it went without an error.
fn unfold(mut from: impl Read, limit: usize) -> (Vec<u8>, bool) {
    let mut data = Vec::new();
    let mut chunk = [0; 16 << 10];
    loop {
        match from.read(&mut chunk) {
            Ok(0) => return (data, true),
            Ok(count) => {
                let room = limit + 1 - data.len();
                data.extend_from_slice(&chunk[..count.min(room)]);
                if data.len() > limit {
                    return (data, true);
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return (data, false),
        }
    }
}

fn same_name(own: &str, wanted: &str) -> bool {
    own.len() == wanted.len()
        && own.bytes().zip(wanted.bytes()).all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a == b'\\' && b == b'/'))
}

/// Walks through the bytes for local file headers.
fn local_headers(bytes: &[u8]) -> Vec<(String, Local)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = bytes.get(at..).and_then(|rest| crate::sniff::find(rest, b"PK\x03\x04")) {
        let start = at + step;
        at = start + 4;
        let Some(header) = bytes.get(start..start + 30) else { break };
        let short = |offset: usize| u16::from_le_bytes([header[offset], header[offset + 1]]);
        let size = u32::from_le_bytes([header[18], header[19], header[20], header[21]]) as usize;
        let (name, extra) = (short(26) as usize, short(28) as usize);
        let data = start + 30 + name + extra;
        if let (Some(name), 0 | 8) = (bytes.get(start + 30..start + 30 + name), short(8)) {
            let name = String::from_utf8_lossy(name).into_owned();
            found.push((name, Local { start: data, size, deflated: short(8) == 8 }));
            at = data.saturating_add(size).min(bytes.len()).max(at);
        }
        if found.len() >= limits::ZIP_ENTRIES {
            break;
        }
    }
    found
}
