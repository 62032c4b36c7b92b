//! Why something was not read: what was found, and what was expected.

use super::Lang;
use super::numbers::count;
use crate::job::protocol::{Fault, Found};
use tongbao_notice::document::Refusal;
use tongbao_notice::report::NoticeKind;

/// A kind of file in words: as the first look names it, or as the readers of files do.
fn kind(lang: Lang, found: &str) -> String {
    let (zh, en) = match found {
        "PNG" | "JPEG" | "GIF" | "BMP" | "TIFF" | "WebP" | "HEIC" | "AVIF" => {
            return match lang {
                Lang::Zh => format!("图片（{found}）"),
                Lang::En => format!("a picture ({found})"),
            };
        }
        "OLE" | "Office" => ("Office 文档", "an Office document"),
        "RAR" | "7Z" | "GZIP" | "a RAR archive" | "a 7z archive" | "a gzip archive" => {
            ("压缩文件（不是 ZIP）", "an archive other than ZIP")
        }
        "an archive without a readable file" => ("没有可读文件的压缩包", "an archive without a readable file"),
        "an archive within an archive" => ("压缩包里的压缩包", "an archive within an archive"),
        "EXE" | "ELF" | "a program" => ("程序", "a program"),
        "MP3" | "OGG" | "a sound" => ("音频", "sound"),
        "a film" => ("视频", "a film"),
        "a database" => ("数据库", "a database"),
        "a Word 6 or 95 document" => ("Word 95 或更早的文档", "a document of Word 95 or older"),
        "a binary Excel workbook (XLSB)" => ("二进制 Excel 工作簿（XLSB）", "a binary Excel workbook (XLSB)"),
        "a presentation (PPTX)" => ("演示文稿（PPTX）", "a presentation (PPTX)"),
        "an OFD document" => ("OFD 文件", "an OFD document"),
        "PDF" | "ZIP" | "RTF" | "DOC" | "DOCX" | "XLS" | "XLSX" | "MHTML" | "OpenDocument" => {
            return match lang {
                Lang::Zh => format!("{found} 文件"),
                Lang::En => format!("file of kind {found}"),
            };
        }
        _ => ("认不出的数据，不是文字", "data of an unknown kind, no text"),
    };
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}

fn named(lang: Lang, name: Option<&str>) -> String {
    match (lang, name) {
        (Lang::Zh, Some(name)) => format!("打不开《{name}》"),
        (Lang::Zh, None) => "这不是文字".into(),
        (Lang::En, Some(name)) => format!("Cannot open {name}"),
        (Lang::En, None) => "This is no text".into(),
    }
}

/// What was found, in one sentence.
pub fn found(lang: Lang, fault: &Fault) -> String {
    match (lang, fault) {
        (Lang::Zh, Fault::Empty) => "没有收到文字，内容是空的。".into(),
        (Lang::En, Fault::Empty) => "Nothing arrived: the text is empty.".into(),
        (Lang::Zh, Fault::NotText { found, name }) => {
            format!("{}：内容其实是{}。", named(lang, name.as_deref()), kind(lang, found))
        }
        (Lang::En, Fault::NotText { found, name }) => {
            format!("{}: it holds {}.", named(lang, name.as_deref()), kind(lang, found))
        }
        (Lang::Zh, Fault::TooLarge { bytes }) => format!("太大了：{} MB。", bytes.div_ceil(1 << 20)),
        (Lang::En, Fault::TooLarge { bytes }) => format!("Too large: {} MB.", bytes.div_ceil(1 << 20)),
        (Lang::Zh, Fault::Unreadable { name }) => format!("{}：浏览器读不到它的内容。", named(lang, name.as_deref())),
        (Lang::En, Fault::Unreadable { name }) => {
            format!("{}: the browser cannot read it.", named(lang, name.as_deref()))
        }
        (_, Fault::File { refusal, name }) => refused(lang, refusal, name.as_deref()),
        (Lang::Zh, Fault::NoTasks(found)) => format!("没认出任务。{}", saw(lang, found)),
        (Lang::En, Fault::NoTasks(found)) => format!("No tasks recognised. {}", saw(lang, found)),
        (Lang::Zh, Fault::NoProgress(found)) => format!("这不像进展通报。{}", saw(lang, found)),
        (Lang::En, Fault::NoProgress(found)) => {
            format!("This does not look like a progress notice. {}", saw(lang, found))
        }
        (Lang::Zh, Fault::Broke) => "读到一半中断了。".into(),
        (Lang::En, Fault::Broke) => "The reading broke off.".into(),
    }
}

/// What the readers of files found.
fn refused(lang: Lang, refusal: &Refusal, name: Option<&str>) -> String {
    let found = kind(lang, refusal.found.as_deref().unwrap_or_default());
    let number = refusal.number;
    let what = match (lang, refusal.code.as_str()) {
        (Lang::Zh, "file_empty") => "里面没有文字。".into(),
        (Lang::En, "file_empty") => "it holds no text.".into(),
        (Lang::Zh, "file_too_large") => format!("太大了，{} MB。", number.div_ceil(1 << 20)),
        (Lang::En, "file_too_large") => format!("it is too large, {} MB.", number.div_ceil(1 << 20)),
        (Lang::Zh, "file_scanned") => format!("这份 PDF 的 {} 页都是扫描图片，里面没有文字。", count(number as u32)),
        (Lang::En, "file_scanned") => format!("this PDF is a scan of {} pages without text.", count(number as u32)),
        (Lang::Zh, "file_encrypted") => format!("{found}设有密码。"),
        (Lang::En, "file_encrypted") => format!("{found} with a password."),
        (Lang::Zh, "file_damaged") => format!("{found}已损坏，读不出来。"),
        (Lang::En, "file_damaged") => format!("{found}, damaged beyond reading."),
        (Lang::Zh, "file_archive") => {
            return format!("压缩包里有 {} 个可读的文件，请选一个。", count(refusal.names.len() as u32));
        }
        (Lang::En, "file_archive") => {
            return format!("The archive holds {} readable files. Choose one.", count(refusal.names.len() as u32));
        }
        (Lang::Zh, Fault::BROKE) => "读到一半中断了。".into(),
        (Lang::En, Fault::BROKE) => "the reading broke off.".into(),
        (Lang::Zh, Fault::NO_READERS) => "读这类文件的部分还没能载入。".into(),
        (Lang::En, Fault::NO_READERS) => "the part that reads such files could not be loaded.".into(),
        (Lang::Zh, _) => format!("内容其实是{found}。"),
        (Lang::En, _) => format!("it holds {found}."),
    };
    format!("{}{}{what}", named(lang, name), if lang == Lang::Zh { "：" } else { ": " })
}

/// 看到 84 行文字，没有表，也没有编号。
fn saw(lang: Lang, found: &Found) -> String {
    let what = match (lang, found.kind) {
        (Lang::Zh, NoticeKind::Plan) => "看上去是任务分解或计划：",
        (Lang::Zh, NoticeKind::Announcement) => "看上去是公告或办法：",
        (Lang::En, NoticeKind::Plan) => "It seems to be a plan: ",
        (Lang::En, NoticeKind::Announcement) => "It seems to be an announcement: ",
        (_, NoticeKind::Progress | NoticeKind::Other) => "",
    };
    let headers: Vec<&str> = found.headers.iter().map(String::as_str).take(6).collect();
    let lines = count(found.lines);
    match lang {
        Lang::Zh => {
            let table = match (found.rows, headers.is_empty()) {
                (0, _) => "没有任务表".to_owned(),
                (rows, true) => format!("{} 行的表或清单，没有进展", count(rows)),
                (rows, false) => format!("一张 {} 行的表，列是{}，没有进展", count(rows), headers.join("、")),
            };
            let numbered = match found.numbered {
                0 => "，也没有编号".to_owned(),
                some => format!("，{} 行开头有编号", count(some)),
            };
            format!("{what}看到 {lines} 行文字，{table}{numbered}。")
        }
        Lang::En => {
            let table = match (found.rows, headers.is_empty()) {
                (0, _) => "no table of tasks".to_owned(),
                (rows, true) => format!("a table or list of {} rows without progress", count(rows)),
                (rows, false) => {
                    format!("a table of {} rows with the columns {}, without progress", count(rows), headers.join(", "))
                }
            };
            let numbered = match found.numbered {
                0 => "no numbering".to_owned(),
                some => format!("{} numbered lines", count(some)),
            };
            format!("{what}{lines} lines of text, {table}, {numbered}.")
        }
    }
}

/// What was expected, and what to do.
pub fn expected(lang: Lang, fault: &Fault) -> &'static str {
    match (lang, fault) {
        (Lang::Zh, Fault::Empty) => "请复制一份督查通报的全文：标题、正文和任务表，再粘贴到这里。",
        (Lang::En, Fault::Empty) => "Copy the whole notice, its title, prose and table of tasks, and paste it here.",
        (_, Fault::File { refusal, .. }) => instead(lang, &refusal.code),
        (Lang::Zh, Fault::NotText { .. } | Fault::Unreadable { .. }) => {
            "能读的有：粘贴的通报全文，以及 PDF、Word、Excel、WPS、网页和纯文字文件。请打开原文件，全选复制后粘贴。"
        }
        (Lang::En, Fault::NotText { .. } | Fault::Unreadable { .. }) => {
            "What can be read: a pasted notice, or a PDF, Word, Excel, WPS, HTML or text file. Open the original, select all, copy and paste."
        }
        (Lang::Zh, Fault::TooLarge { .. }) => "一次最多读 64 MB。请只复制通报本身。",
        (Lang::En, Fault::TooLarge { .. }) => "At most 64 MB can be read at once. Copy only the notice itself.",
        (Lang::Zh, Fault::NoTasks(_) | Fault::NoProgress(_)) => {
            "这里读的是督查通报：有任务、责任单位和进展的表，或逐项写进展的清单。可以试试从原网页全选复制；粘贴的文字还在下面的框里。"
        }
        (Lang::En, Fault::NoTasks(_) | Fault::NoProgress(_)) => {
            "Expected is a supervision notice: a table of tasks with units and progress, or a list that reports on each task. Try copying the whole page; what you pasted is still in the box below."
        }
        (Lang::Zh, Fault::Broke) => "粘贴的文字还在下面的框里，可以再试一次。",
        (Lang::En, Fault::Broke) => "What you pasted is still in the box below; you can try again.",
    }
}

/// What to do about a file that the readers refused.
fn instead(lang: Lang, code: &str) -> &'static str {
    match (lang, code) {
        (Lang::Zh, "file_picture") => "图片里没有文字。请复制通报的文字，或直接拖入原文件（PDF、Word、Excel、网页）。",
        (Lang::En, "file_picture") => {
            "A picture holds no characters. Copy the text of the notice, or drop the original file (PDF, Word, Excel, HTML)."
        }
        (Lang::Zh, "file_scanned") => "请换一份能选中文字的版本，或先做文字识别（OCR）再粘贴。",
        (Lang::En, "file_scanned") => {
            "Use a version whose text can be selected, or recognise the text (OCR) first and paste it."
        }
        (Lang::Zh, "file_encrypted") => "请在原来的程序里打开，去掉密码另存一份，再拖进来。",
        (Lang::En, "file_encrypted") => "Open it in its own program, save it without a password, and drop that.",
        (Lang::Zh, "file_archive") => "里面的文件不会离开这台电脑。",
        (Lang::En, "file_archive") => "Nothing of it leaves this computer.",
        (Lang::Zh, "file_too_large") => "一次最多读 64 MB。请只复制通报本身。",
        (Lang::En, "file_too_large") => "At most 64 MB can be read at once. Copy only the notice itself.",
        (Lang::Zh, "file_empty") => "请确认拖入的是通报原文，里面有标题、正文和任务表。",
        (Lang::En, "file_empty") => "See that it is the notice itself, with its title, prose and table of tasks.",
        (Lang::Zh, Fault::NO_READERS) => "请联网打开本页一次再试；纯文字和粘贴的通报现在就能读。",
        (Lang::En, Fault::NO_READERS) => {
            "Open this page once with a network and try again; plain text and pasted notices can be read now."
        }
        (Lang::Zh, _) => "请在原来的程序里打开，另存为 DOCX、XLSX 或 PDF，或全选复制后粘贴。",
        (Lang::En, _) => "Open it in its own program and save it as DOCX, XLSX or PDF, or select all, copy and paste.",
    }
}
