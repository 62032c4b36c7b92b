//! Why something was not read: what was found, and what was expected.

use super::Lang;
use super::message::messages;
use crate::job::protocol::{Fault, Found};
use tongbao_notice::document::Refusal;
use tongbao_notice::report::NoticeKind;

messages! {
/// What was found instead of a notice, and what to do.
pub enum Why<'a> {
    // Kinds of files.
    Picture(found: &'a str) = "图片（{0}）" | "a picture ({0})";
    Office = "Office 文档" | "an Office document";
    Archive = "压缩文件（不是 ZIP）" | "an archive other than ZIP";
    ArchiveOfNothing = "没有可读文件的压缩包" | "an archive without a readable file";
    ArchiveInArchive = "压缩包里的压缩包" | "an archive within an archive";
    Program = "程序" | "a program";
    Sound = "音频" | "sound";
    Film = "视频" | "a film";
    Database = "数据库" | "a database";
    OldWord = "Word 95 或更早的文档" | "a document of Word 95 or older";
    BinaryExcel = "二进制 Excel 工作簿（XLSB）" | "a binary Excel workbook (XLSB)";
    Presentation = "演示文稿（PPTX）" | "a presentation (PPTX)";
    Ofd = "OFD 文件" | "an OFD document";
    File(found: &'a str) = "{0} 文件" | "file of kind {0}";
    UnknownData = "认不出的数据，不是文字" | "data of an unknown kind, no text";
    // What cannot be opened, and why.
    NotOpened(name: &'a str) = "打不开《{0}》" | "Cannot open {0}";
    NoText = "这不是文字" | "This is no text";
    Both { what: &'a str, why: &'a str } = "{0}：{1}" | "{0}: {1}";
    Holds(kind: &'a str) = "内容其实是{0}。" | "it holds {0}.";
    Empty = "没有收到文字，内容是空的。" | "Nothing arrived: the text is empty.";
    TooLarge(megabytes: u32) = "太大了：{0} MB。" | "Too large: {0} MB.";
    Unreadable = "浏览器读不到它的内容。" | "the browser cannot read it.";
    NoTasks(saw: &'a str) = "没认出任务。{0}" | "No tasks recognised. {0}";
    NoProgress(saw: &'a str) = "这不像进展通报。{0}" | "This does not look like a progress notice. {0}";
    Broke = "读到一半中断了。" | "The reading broke off.";
    // What the readers of files found.
    FileEmpty = "里面没有文字。" | "it holds no text.";
    FileTooLarge(megabytes: u32) = "太大了，{0} MB。" | "it is too large, {0} MB.";
    FileScanned(pages: u32) = "这份 PDF 的 {0} 页都是扫描图片，里面没有文字。" | "this PDF is a scan of {0:page|pages} without text.";
    FileEncrypted(kind: &'a str) = "{0}设有密码。" | "{0} with a password.";
    FileDamaged(kind: &'a str) = "{0}已损坏，读不出来。" | "{0}, damaged beyond reading.";
    FileArchive(files: u32) = "压缩包里有 {0} 个可读的文件，请选一个。" | "The archive holds {0:readable file|readable files}. Choose one.";
    FileBroke = "读到一半中断了。" | "the reading broke off.";
    FileNoReaders = "读这类文件的部分还没能载入。" | "the part that reads such files could not be loaded.";
    // What was seen of a text that is no notice.
    Saw { kind: &'a str, lines: u32, table: &'a str, numbered: &'a str } = "{0}看到 {1} 行文字，{2}，{3}。" | "{0}{1:line|lines} of text, {2}, {3}.";
    LikeAPlan = "看上去是任务分解或计划：" | "It seems to be a plan: ";
    LikeAnAnnouncement = "看上去是公告或办法：" | "It seems to be an announcement: ";
    NoTable = "没有任务表" | "no table of tasks";
    TableOf(rows: u32) = "{0} 行的表或清单，没有进展" | "a table or list of {0:row|rows} without progress";
    TableWith { rows: u32, columns: &'a str } = "一张 {0} 行的表，列是{1}，没有进展" | "a table of {0:row|rows} with the columns {1}, without progress";
    And = "、" | ", ";
    NoNumbers = "也没有编号" | "no numbering";
    Numbers(lines: u32) = "{0} 行开头有编号" | "{0:numbered line|numbered lines}";
    // What was expected, and what to do.
    CopyAll = "请复制一份督查通报的全文：标题、正文和任务表，再粘贴到这里。" | "Copy the whole notice, its title, prose and table of tasks, and paste it here.";
    WhatIsRead = "能读的有：粘贴的通报全文，以及 PDF、Word、Excel、WPS、网页和纯文字文件。请打开原文件，全选复制后粘贴。" | "What can be read: a pasted notice, or a PDF, Word, Excel, WPS, HTML or text file. Open the original, select all, copy and paste.";
    AtMost = "一次最多读 64 MB。请只复制通报本身。" | "At most 64 MB can be read at once. Copy only the notice itself.";
    WhatIsANotice = "这里读的是督查通报：有任务、责任单位和进展的表，或逐项写进展的清单。可以试试从原网页全选复制；粘贴的文字还在下面的框里。" | "Expected is a supervision notice: a table of tasks with units and progress, or a list that reports on each task. Try copying the whole page; what you pasted is still in the box below.";
    TryAgain = "粘贴的文字还在下面的框里，可以再试一次。" | "What you pasted is still in the box below; you can try again.";
    NoPicture = "图片里没有文字。请复制通报的文字，或直接拖入原文件（PDF、Word、Excel、网页）。" | "A picture holds no characters. Copy the text of the notice, or drop the original file (PDF, Word, Excel, HTML).";
    Recognise = "请换一份能选中文字的版本，或先做文字识别（OCR）再粘贴。" | "Use a version whose text can be selected, or recognise the text (OCR) first and paste it.";
    NoPassword = "请在原来的程序里打开，去掉密码另存一份，再拖进来。" | "Open it in its own program, save it without a password, and drop that.";
    StaysHere = "里面的文件不会离开这台电脑。" | "Nothing of it leaves this computer.";
    NoticeItself = "请确认拖入的是通报原文，里面有标题、正文和任务表。" | "See that it is the notice itself, with its title, prose and table of tasks.";
    OpenOnce = "请联网打开本页一次再试；纯文字和粘贴的通报现在就能读。" | "Open this page once with a network and try again; plain text and pasted notices can be read now.";
    SaveAsOther = "请在原来的程序里打开，另存为 DOCX、XLSX 或 PDF，或全选复制后粘贴。" | "Open it in its own program and save it as DOCX, XLSX or PDF, or select all, copy and paste.";
}
}

/// A kind of file in words: as the first look names it, or as the readers of files do.
fn kind(lang: Lang, found: &str) -> String {
    lang.say(match found {
        "PNG" | "JPEG" | "GIF" | "BMP" | "TIFF" | "WebP" | "HEIC" | "AVIF" => Why::Picture(found),
        "OLE" | "Office" => Why::Office,
        "RAR" | "7Z" | "GZIP" | "a RAR archive" | "a 7z archive" | "a gzip archive" => Why::Archive,
        "an archive without a readable file" => Why::ArchiveOfNothing,
        "an archive within an archive" => Why::ArchiveInArchive,
        "EXE" | "ELF" | "a program" => Why::Program,
        "MP3" | "OGG" | "a sound" => Why::Sound,
        "a film" => Why::Film,
        "a database" => Why::Database,
        "a Word 6 or 95 document" => Why::OldWord,
        "a binary Excel workbook (XLSB)" => Why::BinaryExcel,
        "a presentation (PPTX)" => Why::Presentation,
        "an OFD document" => Why::Ofd,
        "PDF" | "ZIP" | "RTF" | "DOC" | "DOCX" | "XLS" | "XLSX" | "MHTML" | "OpenDocument" => Why::File(found),
        _ => Why::UnknownData,
    })
}

/// What was found, in one sentence.
pub fn found(lang: Lang, fault: &Fault) -> String {
    let why = |name: &Option<String>, why: &str| {
        let what = lang.say(name.as_deref().map_or(Why::NoText, Why::NotOpened));
        lang.say(Why::Both { what: &what, why })
    };
    match fault {
        Fault::NotText { found, name } => why(name, &lang.say(Why::Holds(&kind(lang, found)))),
        Fault::Unreadable { name } => why(name, &lang.say(Why::Unreadable)),
        Fault::File { refusal, .. } if refusal.code == "file_archive" => {
            lang.say(Why::FileArchive(refusal.names.len() as u32))
        }
        Fault::File { refusal, name } => why(name, &refused(lang, refusal)),
        Fault::NoTasks(found) => lang.say(Why::NoTasks(&saw(lang, found))),
        Fault::NoProgress(found) => lang.say(Why::NoProgress(&saw(lang, found))),
        Fault::Empty => lang.say(Why::Empty),
        Fault::TooLarge { bytes } => lang.say(Why::TooLarge(megabytes(*bytes))),
        Fault::Broke => lang.say(Why::Broke),
    }
}

fn megabytes(bytes: u64) -> u32 {
    bytes.div_ceil(1 << 20) as u32
}

/// What the readers of files found.
fn refused(lang: Lang, refusal: &Refusal) -> String {
    let kind = kind(lang, refusal.found.as_deref().unwrap_or_default());
    lang.say(match refusal.code.as_str() {
        "file_empty" => Why::FileEmpty,
        "file_too_large" => Why::FileTooLarge(megabytes(refusal.number)),
        "file_scanned" => Why::FileScanned(refusal.number as u32),
        "file_encrypted" => Why::FileEncrypted(&kind),
        "file_damaged" => Why::FileDamaged(&kind),
        Fault::BROKE => Why::FileBroke,
        Fault::NO_READERS => Why::FileNoReaders,
        _ => Why::Holds(&kind),
    })
}

/// 看到 84 行文字，没有任务表，也没有编号。
fn saw(lang: Lang, found: &Found) -> String {
    let kind = match found.kind {
        NoticeKind::Plan => lang.say(Why::LikeAPlan),
        NoticeKind::Announcement => lang.say(Why::LikeAnAnnouncement),
        NoticeKind::Progress | NoticeKind::Other => String::new(),
    };
    let columns = found.headers.iter().take(6).cloned().collect::<Vec<_>>().join(&lang.say(Why::And));
    let table = lang.say(match found.rows {
        0 => Why::NoTable,
        rows if columns.is_empty() => Why::TableOf(rows),
        rows => Why::TableWith { rows, columns: &columns },
    });
    let numbered = lang.say(if found.numbered == 0 { Why::NoNumbers } else { Why::Numbers(found.numbered) });
    lang.say(Why::Saw { kind: &kind, lines: found.lines, table: &table, numbered: &numbered })
}

/// What was expected, and what to do.
pub fn expected(lang: Lang, fault: &Fault) -> String {
    lang.say(match fault {
        Fault::Empty => Why::CopyAll,
        Fault::File { refusal, .. } => instead(&refusal.code),
        Fault::NotText { .. } | Fault::Unreadable { .. } => Why::WhatIsRead,
        Fault::TooLarge { .. } => Why::AtMost,
        Fault::NoTasks(_) | Fault::NoProgress(_) => Why::WhatIsANotice,
        Fault::Broke => Why::TryAgain,
    })
}

/// What to do about a file that the readers refused.
fn instead(code: &str) -> Why<'static> {
    match code {
        "file_picture" => Why::NoPicture,
        "file_scanned" => Why::Recognise,
        "file_encrypted" => Why::NoPassword,
        "file_archive" => Why::StaysHere,
        "file_too_large" => Why::AtMost,
        "file_empty" => Why::NoticeItself,
        Fault::NO_READERS => Why::OpenOnce,
        _ => Why::SaveAsOther,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::message::tests::faults;

    #[test]
    fn every_reason_has_its_words_in_both_languages() {
        assert_eq!(faults(Why::ALL), Vec::<String>::new());
    }

    #[test]
    fn a_file_says_what_it_is_and_what_to_do() {
        let fault = Fault::NotText { found: "PNG".to_owned(), name: Some("a.txt".to_owned()) };
        assert_eq!(found(Lang::Zh, &fault), "打不开《a.txt》：内容其实是图片（PNG）。");
        assert_eq!(found(Lang::En, &fault), "Cannot open a.txt: it holds a picture (PNG).");
        let saw = Found { kind: NoticeKind::Other, lines: 84, numbered: 0, rows: 0, headers: Vec::new() };
        assert_eq!(found(Lang::Zh, &Fault::NoTasks(saw)), "没认出任务。看到 84 行文字，没有任务表，也没有编号。");
    }
}
