//! The page looks at bytes itself where the readers could not be fetched. It and the readers say the same of every kind of
//! file: what is a text to one is a text to the other.

#![cfg(feature = "native-text")]

#[path = "../../../src/job/sniff.rs"]
#[allow(dead_code, reason = "the page uses more of it")]
mod page;

mod common;

use tongbao_readers::{NativeDecode, read};

#[test]
fn the_page_and_the_readers_agree_on_what_a_file_is() {
    let text = "关于2023年前三季度重点工作完成情况的通报\n1\t修路\t已完成\n";
    let wide = |to: fn(u16) -> [u8; 2]| text.repeat(4).encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let texts = [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        [b"\xFF\xFE".to_vec(), wide(u16::to_le_bytes)].concat(),
        [b"\xFE\xFF".to_vec(), wide(u16::to_be_bytes)].concat(),
        wide(u16::to_le_bytes),
        b"\xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7\xb5\xc4\xcd\xa8\xb1\xa8".to_vec(),
        "BM是型号，MZ也是，ID3不是文件。".as_bytes().to_vec(),
    ];
    for bytes in texts {
        assert!(page::sniff(&bytes).is_ok() && read(&bytes, &NativeDecode).is_ok(), "{bytes:?}");
    }
    for name in
        ["small.doc", "small.docx", "small.ods", "small.odt", "small.pdf", "small.rtf", "small.xls", "small.xlsx"]
    {
        assert!(page::sniff(&common::fixture(name)).is_err(), "{name}");
    }
    let noise: Vec<u8> = (0..400u32).map(|at| (at * 97 % 251) as u8 & 0x1F).collect();
    for start in [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"Rar!\x1a\x07\0",
        b"7z\xbc\xaf\x27\x1c",
        b"\x1f\x8b\x08\0",
        b"\x7fELF\x02",
    ] {
        let bytes = [start, &noise].concat();
        assert!(page::sniff(&bytes).is_err() && read(&bytes, &NativeDecode).is_err(), "{start:?}");
    }
}
