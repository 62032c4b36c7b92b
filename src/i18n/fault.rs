//! Why something was not read: what was found, and what was expected.

use super::Lang;
use crate::job::protocol::{Fault, Found};
use crate::ui::numbers::count;
use tongbao_notice::report::NoticeKind;

/// A kind of file in words.
fn kind(lang: Lang, found: &str) -> String {
    let (zh, en) = match found {
        "PNG" | "JPEG" | "GIF" | "BMP" | "TIFF" => ("图片", "a picture"),
        "PDF" => ("PDF 文件", "a PDF file"),
        "ZIP" => ("压缩文件（可能是 Word 或 Excel 文档）", "a ZIP file (perhaps a Word or Excel document)"),
        "OLE" => ("旧版 Word 或 Excel 文档", "an old Word or Excel document"),
        "RTF" => ("RTF 文档", "an RTF document"),
        "RAR" | "7Z" | "GZIP" => ("压缩文件", "an archive"),
        "EXE" | "ELF" => ("程序", "a program"),
        "MP3" | "OGG" => ("音频", "sound"),
        _ => ("不是文字的数据", "data that is no text"),
    };
    let words = match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    if matches!(found, "PNG" | "JPEG" | "GIF" | "BMP" | "TIFF") {
        format!("{words} ({found})")
    } else {
        words.to_owned()
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
        (Lang::Zh, Fault::NotText { .. } | Fault::Unreadable { .. }) => {
            "现在能读文字：粘贴的通报全文，或 .txt、.md 文件。请打开原文件，全选复制后粘贴。"
        }
        (Lang::En, Fault::NotText { .. } | Fault::Unreadable { .. }) => {
            "Text can be read: a pasted notice, or a .txt or .md file. Open the original, select all, copy and paste."
        }
        (Lang::Zh, Fault::TooLarge { .. }) => "一次最多读 64 MB 文字。请只复制通报本身。",
        (Lang::En, Fault::TooLarge { .. }) => "At most 64 MB of text can be read at once. Copy only the notice itself.",
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
