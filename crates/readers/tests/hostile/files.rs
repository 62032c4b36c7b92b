//! Makes files that mean harm or are broken: bombs, loops, lies about sizes, absurd nesting, cuts.

use std::io::{Cursor, Write};

use flate2::{Compress, Compression, FlushCompress};

/// A file with what the reader must say of it: `ok`, an error code, or both with a diagnostic code.
#[allow(dead_code)] // Not every test that replays them looks at all of it.
pub struct Case {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub expected: &'static str,
}

/// One entry of a zip container.
struct Entry<'name> {
    name: &'name str,
    data: Vec<u8>,
    method: u16,
    size: u32,
    crc: u32,
    flags: u16,
}

fn stored(name: &str, data: impl Into<Vec<u8>>) -> Entry<'_> {
    let data = data.into();
    Entry { name, size: data.len() as u32, crc: crc(&data), data, method: 0, flags: 0 }
}

/// A deflated run of `megabytes` MB of one byte, behind `head`; made of one block written again and again.
fn bomb(head: &[u8], byte: u8, megabytes: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut block = |data: &[u8], times: usize| {
        let mut made = Vec::with_capacity(data.len() + 1024);
        Compress::new(Compression::fast(), false).compress_vec(data, &mut made, FlushCompress::Full).unwrap();
        for _ in 0..times {
            out.extend_from_slice(&made);
        }
    };
    block(head, 1);
    block(&vec![byte; 1 << 20], megabytes);
    out.extend([3, 0]);
    out
}

fn zlib(raw_deflate: Vec<u8>) -> Vec<u8> {
    [vec![0x78, 0x01], raw_deflate, vec![0; 4]].concat()
}

fn crc(data: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(data);
    crc.sum()
}

fn zip(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = out.len() as u32;
        let mut head = Vec::new();
        for value in [20u16, entry.flags, entry.method, 0, 0] {
            head.extend(value.to_le_bytes());
        }
        for value in [entry.crc, entry.data.len() as u32, entry.size] {
            head.extend(value.to_le_bytes());
        }
        head.extend((entry.name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(entry.name.as_bytes());
        out.extend(&entry.data);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend((entries.len() as u16).to_le_bytes());
    }
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn docx(body: &str) -> Vec<u8> {
    zip(&[stored("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>"))])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn xlsx(sheet: &str) -> Vec<u8> {
    xlsx_of(vec![stored("xl/worksheets/sheet1.xml", sheet)])
}

fn xlsx_of(mut sheets: Vec<Entry<'_>>) -> Vec<u8> {
    let list: String =
        (1..=sheets.len()).map(|number| format!("<sheet name=\"{number}\" r:id=\"r{number}\"/>")).collect();
    sheets.push(stored("xl/workbook.xml", format!("<workbook><sheets>{list}</sheets></workbook>")));
    sheets.push(stored("xl/sharedStrings.xml", "<sst><si><t>甲</t></si></sst>"));
    zip(&sheets)
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:body><office:spreadsheet><table:table table:name=\"a\">{rows}</table:table></office:spreadsheet></office:body>"
    );
    zip(&[stored("content.xml", content)])
}

/// A PDF of numbered objects without a reference table, which readers rebuild.
fn pdf(objects: &[&[u8]]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    for (index, object) in objects.iter().enumerate() {
        out.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        out.extend(*object);
        out.extend(b"\nendobj\n");
    }
    out.extend(b"trailer << /Root 1 0 R >>\n%%EOF");
    out
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    [format!("<< /Length {} {dict} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A page that shows `content`, with a plain font F.
fn page(content: &[u8], more: &[&[u8]]) -> Vec<u8> {
    let mut objects: Vec<&[u8]> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ];
    objects.extend(more);
    pdf(&objects)
}

fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, data) in streams {
        file.create_stream(name).unwrap().write_all(data).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn records(records: &[(u16, &[u8])]) -> Vec<u8> {
    records
        .iter()
        .flat_map(|(kind, data)| [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), *data].concat())
        .collect()
}

/// The files.
#[allow(clippy::too_many_lines)]
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name, bytes, expected| cases.push(Case { name, bytes, expected });
    containers(&mut add);
    word_processors(&mut add);
    spreadsheets(&mut add);
    pages(&mut add);
    old_formats(&mut add);
    portable(&mut add);
    cases
}

type Add<'cases> = dyn FnMut(&'static str, Vec<u8>, &'static str) + 'cases;

fn containers(add: &mut Add<'_>) {
    let deflated = |name, data: Vec<u8>, size| Entry { name, data, method: 8, size, crc: 0, flags: 0 };
    add(
        "part of 300 MB",
        zip(&[deflated("word/document.xml", bomb(b"<w:document>", b' ', 300), 300 << 20)]),
        "file_damaged",
    );
    add(
        "part of 300 MB that claims 10 bytes",
        zip(&[deflated("word/document.xml", bomb(b"<w:document>", b' ', 300), 10)]),
        "file_damaged",
    );
    let sheets = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"];
    add(
        "three parts of 40 MB",
        xlsx_of(sheets.iter().map(|name| deflated(name, bomb(b"<worksheet>", b' ', 40), 40 << 20)).collect()),
        "file_damaged",
    );
    let mut wrong = stored("word/document.xml", paragraph("通报"));
    wrong.crc ^= 1;
    add("wrong checksum", zip(&[wrong]), "ok file_cut");
    let mut locked = stored("word/document.xml", paragraph("通报"));
    locked.flags = 1;
    add("encrypted part", zip(&[locked]), "file_encrypted");
    let mut odd = stored("word/document.xml", paragraph("通报"));
    odd.method = 99;
    add("unknown compression", zip(&[odd]), "file_damaged");
    let whole = docx(&paragraph("通报").repeat(2000));
    add("cut in the middle", whole[..whole.len() / 2].to_vec(), "ok file_cut");
    let mut lying = docx(&paragraph("通报"));
    let end = lying.len();
    lying[end - 6..end - 2].copy_from_slice(&0xFFFF_FFF0u32.to_le_bytes());
    add("directory beyond the file", lying, "ok file_cut");
    let mut many = docx(&paragraph("通报"));
    let end = many.len();
    many[end - 14..end - 10].copy_from_slice(&[0xFF; 4]);
    add("claims 65535 entries", many, "ok file_cut");
    add("no entries", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(), "file_damaged");
    add("header only", b"PK\x03\x04".to_vec(), "file_damaged");
    let paths = [stored("../../../etc/passwd", "甲的通报"), stored("C:\\windows\\a.txt", "乙的通报")];
    add("names that climb", zip(&paths), "file_archive");
    let mut nested = docx(&paragraph("通报"));
    for _ in 0..8 {
        nested = zip(&[stored("a.zip", nested)]);
    }
    add("archives in archives", nested, "file_unsupported");
    add("archive of pictures", zip(&[stored("a.png", b"\x89PNG\r\n\x1a\n".to_vec())]), "file_unsupported");
}

fn word_processors(add: &mut Add<'_>) {
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    add(
        "a billion laughs",
        zip(&[stored(
            "word/document.xml",
            format!("<!DOCTYPE a [<!ENTITY l0 \"ha\">{laughs}]><w:document>{}</w:document>", paragraph("通报&l9;")),
        )]),
        "ok",
    );
    let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    add(
        "entity of a file outside",
        zip(&[stored("word/document.xml", format!("{outside}<w:document>{}</w:document>", paragraph("通报&x;")))]),
        "ok",
    );
    let deep = "<w:tbl><w:tr><w:tc>".repeat(20_000);
    add("tables 20000 deep", docx(&format!("{deep}{}", paragraph("通报"))), "ok");
    let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
        .repeat(50);
    add(
        "spans of four billion columns",
        docx(&format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{wide}</w:tr>").repeat(200))),
        "ok limit_cells",
    );
    add("tags that never close", docx(&"<w:p><w:r><w:t>甲".repeat(50_000)), "ok");
    add(
        "bytes that are no UTF-8",
        zip(&[stored(
            "word/document.xml",
            [b"<w:p><w:r><w:t>\xff\xfe\xc3".as_slice(), "通报</w:t></w:r></w:p>".as_bytes()].concat(),
        )]),
        "ok",
    );
    let loops = "<w:styles><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>";
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>通报</w:t></w:r></w:p>";
    add(
        "styles based on each other",
        zip(&[stored("word/document.xml", styled), stored("word/styles.xml", loops)]),
        "ok",
    );
    add("no document in it", zip(&[stored("word/styles.xml", "<w:styles/>")]), "ok");
    let list = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"99\"><w:start w:val=\"4294967295\"/><w:lvlText w:val=\"%9%1%\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let item = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"77\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>";
    add(
        "list levels that do not exist",
        zip(&[stored("word/document.xml", item.repeat(100)), stored("word/numbering.xml", list)]),
        "ok",
    );
}

fn spreadsheets(add: &mut Add<'_>) {
    let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    add(
        "two cells as far apart as can be",
        xlsx(&format!("<row>{}</row><row>{}</row>", cell("A1", "甲"), cell("XFD1048576", "乙"))),
        "ok limit_cells",
    );
    add(
        "one merge over the whole sheet",
        xlsx(&format!("<row>{}</row><mergeCell ref=\"A1:XFD1048576\"/>", cell("A1", "甲"))),
        "ok",
    );
    let merges = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(20_000);
    let rows: String = (1..3000).map(|row| format!("<row>{}</row>", cell(&format!("A{row}"), "甲"))).collect();
    add("20000 merges over each other", xlsx(&format!("{rows}{merges}")), "ok limit_cells");
    add(
        "shared string that is not there",
        xlsx("<row><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>4000000000</v></c></row>"),
        "ok cells_unreadable",
    );
    add(
        "cell names that make no sense",
        xlsx(&format!("<row r=\"-5\">{}{}</row>", cell("ZZZZZZ99999999999999999", "甲"), cell("A0", "乙"))),
        "ok",
    );
    let book = "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>";
    add("sheet that is not there", zip(&[stored("xl/workbook.xml", book)]), "file_empty");
    let number = "<row><c><v>1e308</v></c><c><v>NaN</v></c><c><v>-1e-320</v></c></row>";
    add("numbers at the edge", xlsx(number), "ok");
    add(
        "a billion rows with text",
        ods(
            "<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>",
        ),
        "ok",
    );
    add(
        "a billion columns with text",
        ods(
            "<table:table-row><table:table-cell table:number-columns-repeated=\"1000000000\"><text:p>甲</text:p></table:table-cell></table:table-row>",
        ),
        "ok",
    );
    let spaces = "<text:p>甲<text:s text:c=\"4000000000\"/>乙</text:p>";
    add(
        "four billion spaces",
        ods(&format!("<table:table-row><table:table-cell>{spaces}</table:table-cell></table:table-row>")),
        "ok",
    );
}

fn pages(add: &mut Add<'_>) {
    add(
        "spans of 65534",
        format!("<table>{}</table>", "<tr><td rowspan=65534 colspan=65534>甲<td>乙".repeat(300)).into_bytes(),
        "ok limit_cells",
    );
    add(
        "40000 wide cells",
        format!("<table><tr>{}</table>", "<td colspan=1000>甲".repeat(40_000)).into_bytes(),
        "ok limit_cells",
    );
    add("100000 elements deep", format!("<p>{}通报", "<div><b>".repeat(100_000)).into_bytes(), "ok");
    add("50000 tables deep", format!("{}通报", "<table><tr><td>".repeat(50_000)).into_bytes(), "ok");
    add(
        "closing what was never opened",
        format!("<p>通报{}", "</table></td></tr></ul>".repeat(100_000)).into_bytes(),
        "ok",
    );
    add("attribute of 5 MB", format!("<p a=\"{}\">通报</p>", "x".repeat(5 << 20)).into_bytes(), "ok");
    add("character numbers that do not exist", "<p>通报&#99999999999;&#xD800;&#0;&notanentity;</p>".into(), "ok");
    add("comment without an end", format!("<p>通报</p><!-- {}", "-".repeat(1 << 20)).into_bytes(), "ok");
    add("list that starts at the last number", "<ol start=9223372036854775807><li>甲<li>乙</ol>".into(), "ok");
    let long = "<p>甲</p>".repeat(2000);
    add(
        "a long cell at 1000 places",
        format!("<table>{}</table>", format!("<tr><td colspan=1000>{long}<td>乙").repeat(20)).into_bytes(),
        "ok",
    );
    add(
        "message in a message without an end",
        [
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(5000),
            "Content-Type: text/html\n\n<p>x".to_owned(),
        ]
        .concat()
        .into_bytes(),
        "ok",
    );
}

fn old_formats(add: &mut Add<'_>) {
    add(
        "groups a million deep",
        [b"{\\rtf1 ".as_slice(), &b"{".repeat(1_000_000), "通报".as_bytes()].concat(),
        "ok file_cut",
    );
    add("binary part of 10 GB", b"{\\rtf1 abc\\bin9999999999 }".to_vec(), "ok file_cut");
    add(
        "a row of 100000 cells",
        format!("{{\\rtf1\\trowd{}{}\\row}}", "\\cellx99".repeat(100_000), "a\\cell ".repeat(100_000)).into_bytes(),
        "ok",
    );
    add("half a character", b"{\\rtf1\\ansicpg936 a\\'cd\\u-10179? b\\'".to_vec(), "ok file_cut");
    let good = ole(&[("/Workbook", &vec![1; 5000])]);
    add("workbook of rubbish", good.clone(), "file_damaged");
    let mut looped = good.clone();
    // The allocation table points each sector back to the first.
    let table = 512 * (1 + u32::from_le_bytes([good[76], good[77], good[78], good[79]]) as usize);
    for entry in looped[table..table + 128].chunks_exact_mut(4) {
        entry.copy_from_slice(&[0; 4]);
    }
    add("container whose chain is a loop", looped, "file_damaged");
    add("container cut after its header", good[..512].to_vec(), "file_damaged");
    let sheet = |more: &[(u16, &[u8])]| records(&[&[(0x809u16, [0, 6, 5, 0].as_slice())], more].concat());
    let globals = |offset: u32, more: &[(u16, &[u8])]| {
        let bound = [&offset.to_le_bytes(), [0u8, 0, 1, 0, b'a'].as_slice()].concat();
        records(&[&[(0x809u16, [0, 6, 5, 0].as_slice()), (0x85, &bound)], more, &[(0x0A, [].as_slice())]].concat())
    };
    add("sheet beyond the workbook", ole(&[("/Workbook", &globals(u32::MAX, &[]))]), "file_empty");
    let strings = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 1, b'a', 0];
    let head = globals(0, &[(0xFC, &strings)]);
    let book = [
        globals(head.len() as u32, &[(0xFC, &strings)]),
        sheet(&[(0xFD, &[0, 0, 0, 0, 0, 0, 9, 9, 9, 9]), (0x203, &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0x40])]),
        vec![0xFD, 0, 0xFF, 0xFF],
    ]
    .concat();
    add("strings that claim two billion", ole(&[("/Workbook", &book)]), "ok cells_unreadable file_cut");
    add(
        "locked workbook",
        ole(&[("/Workbook", &records(&[(0x809, &[0, 6, 5, 0]), (0x2F, &[0, 0])]))]),
        "file_encrypted",
    );
    add("locked new format", ole(&[("/EncryptedPackage", b"x"), ("/EncryptionInfo", b"x")]), "file_encrypted");
    let mut header = vec![0u8; 2048];
    header[0] = 0xEC;
    header[1] = 0xA5;
    add("document without its table", ole(&[("/WordDocument", &header)]), "file_damaged");
    for place in [0x1A6, 0x102 + 4, 0x4C] {
        header[place..place + 4].copy_from_slice(&[0xFF; 4]);
    }
    let pieces =
        [&[2u8, 0xFF, 0xFF, 0xFF, 0x7F][..], &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F], &[0, 0, 0, 0, 0, 0xC0, 0, 0]]
            .concat();
    add("text that claims two billion characters", ole(&[("/WordDocument", &header), ("/0Table", &pieces)]), "any");
    add(
        "quote that never ends",
        format!("a,b,c\n1,2,3\n{}1,\"{}", "1,2,3\n".repeat(100), "x,\n".repeat(100_000)).into_bytes(),
        "ok",
    );
    add("two million commas", ",".repeat(2_000_000).into_bytes(), "any");
    add("a picture named anything", b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "file_picture");
    add("zeros", vec![0; 100_000], "file_unknown");
    add("white space", vec![b' '; 100_000], "file_empty");
}

fn portable(add: &mut Add<'_>) {
    let text = stream("", b"BT /F 12 Tf 10 700 Td (notice) Tj ET");
    let good = page(&text, &[]);
    add("whole", good.clone(), "ok");
    add("cut before its pages", good[..60].to_vec(), "file_damaged");
    add(
        "pages that hold each other",
        pdf(&[b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]),
        "file_damaged",
    );
    let form = stream("/Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> >>", b"/X Do /X Do /X Do");
    add("forms in themselves", page(&stream("", b"BT /F 12 Tf 10 700 Td (notice) Tj ET /X Do"), &[&form]), "ok");
    add(
        "content of 300 MB",
        page(&stream("/Filter /FlateDecode", &zlib(bomb(b"BT /F 12 Tf (notice) Tj ET ", b' ', 300))), &[]),
        "ok",
    );
    add(
        "content folded twice",
        page(&stream("/Filter [/FlateDecode /FlateDecode]", &zlib(bomb(b"", b'x', 4))), &[]),
        "file_empty",
    );
    let objects = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &zlib(bomb(b"9 0 ", b' ', 300)));
    add("objects in 300 MB", page(&text, &[&objects]), "file_damaged");
    add(
        "a million saved states",
        page(&stream("", &[b"q ".repeat(1_000_000), b"BT /F 12 Tf (notice) Tj ET".to_vec()].concat()), &[]),
        "ok",
    );
    add(
        "a million lines",
        page(
            &stream(
                "",
                &[b"0 0 m 9 9 l 9 0 l S 5 5 300 .5 re f ".repeat(200_000), b"BT /F 12 Tf (notice) Tj ET".to_vec()]
                    .concat(),
            ),
            &[],
        ),
        "ok",
    );
    let grid: Vec<u8> = (0..1500)
        .flat_map(|i| {
            format!(
                "{} 0 m {} 800 l S 0 {} m 600 {} l S ",
                i as f64 * 0.4,
                i as f64 * 0.4,
                i as f64 * 0.5,
                i as f64 * 0.5
            )
            .into_bytes()
        })
        .collect();
    add(
        "a page of squared paper",
        page(&stream("", &[grid, b"BT /F 12 Tf 9 9 Td (notice) Tj ET".to_vec()].concat()), &[]),
        "ok",
    );
    add(
        "letters beyond the page",
        page(&stream("", b"BT /F 1e30 Tf 1e38 0 0 1e38 1e38 1e38 Tm (notice) Tj 1e38 Tc (notice) Tj ET"), &[]),
        "any",
    );
    let words = |columns: usize, rows: usize, step: f64| -> Vec<u8> {
        let at = |i: usize| (30 + (i % columns) * 1400 / columns, 3000.0 - (i / columns) as f64 * step);
        let one = |i: usize| format!("1 0 0 1 {} {} Tm ({}) Tj ", at(i).0, at(i).1, i / columns);
        format!("BT /F 6 Tf {} ET", (0..columns * rows).map(one).collect::<String>()).into_bytes()
    };
    add("words in 200 columns", page(&stream("", &words(200, 500, 8.0)), &[]), "ok");
    add("100000 words over each other", page(&stream("", &words(5, 20_000, 0.1)), &[]), "ok");
    add(
        "a scan",
        page(&stream("", b"/X Do"), &[&stream("/Type /XObject /Subtype /Image /Width 1 /Height 1", b"x")]),
        "file_scanned",
    );
    let locked = [&good[..good.len() - 5], b"trailer << /Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (00000000000000000000000000000000) /U (11111111111111111111111111111111) /P -4 >> /ID [(a) (a)] >>\n%%EOF"].concat();
    add("locked", locked, "any");
    add("a header and nothing", b"%PDF-1.7\n".to_vec(), "file_damaged");
}
