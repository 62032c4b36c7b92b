//! Everything the command line says, in both languages. The page has words of its own; what they
//! share, the statuses, is worded alike.

use std::io;
use std::path::Path;
use tongbao_notice::intake::InputError;
use tongbao_notice::report::{Judgement, Severity, Status};
use tongbao_readers::ReadError;

/// The language of tables, Markdown and errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文.
    Chinese,
    /// English.
    English,
}

impl Lang {
    /// Chinese where the system's own language is, else English.
    pub fn of_system() -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        if set.is_some_and(|value| value.starts_with("zh")) { Self::Chinese } else { Self::English }
    }

    /// The one of the two that is asked for.
    pub fn pick(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}

/// The text of `--help`.
pub fn help(lang: Lang) -> &'static str {
    lang.pick(
        "\
tongbao: 把一份督查通报读成一张查得到原话的表

用法
  tongbao analyze 文件 [选项]
  tongbao analyze --clipboard-html 文件 [选项]
  cat 通报.txt | tongbao analyze -

选项
  -f, --format json|table|md   输出格式：公开的 JSON（默认）、终端表格、Markdown
      --as-of 日期             按这一天判断进度，如 2021-12-31；不给则按通报所报告的时段
      --roles 行号=各列        表格读错时自己说：如 66=序号,任务,进展,单位（行号见 JSON 的 tables）；66=none 表示不是表格；
                               66-72=… 表示表头在这几行；可重复
      --rulings 文件           你自己的改判（JSON），写进结果；判读和通报认定都保留
      --clipboard-html 文件    剪贴板里的 HTML（从浏览器、Word、WPS、Excel 复制的），与粘贴读法相同
      --entry 文件名           压缩包里有几个文件时，读哪一个
      --lang zh|en             表格、Markdown 和报错的语言；不给则随系统
  -h, --help                   本说明
  -V, --version                版本

能读：纯文字、HTML、MHTML、Word（docx、doc、rtf、odt）、Excel（xlsx、xls、ods、csv）、有文字的 PDF，及其 zip 包。
文字编码：UTF-8、UTF-16、GB18030（GBK、GB2312）、Big5。是什么文件由内容决定，不看扩展名。

退出码
  0  已读（没有任务的文字也算已读，报告里会说明）
  1  读不了：没有这个文件、不是文字、已损坏
  2  命令行有误
  3  结果写不出去

机器判读，以原文为准。全程离线，什么也不上传。
",
        "\
tongbao: reads a Chinese supervision notice (督查通报) into a table that leads back to its words

Usage
  tongbao analyze FILE [options]
  tongbao analyze --clipboard-html FILE [options]
  cat notice.txt | tongbao analyze -

Options
  -f, --format json|table|md   the public JSON format (default), a table for the terminal, Markdown
      --as-of DATE             judge progress as of this day, such as 2021-12-31; else as of the period reported on
      --roles LINE=COLUMNS     what a table's columns hold, where they were misread: 66=number,title,progress,lead (lines as in
                               the report's tables); 66=none for no table; 66-72=… for a header on these lines; repeatable
      --rulings FILE           your own rulings (JSON), shown beside what was stated and assessed
      --clipboard-html FILE    the HTML of a clipboard (copied from a browser, Word, WPS, Excel), read as a paste is
      --entry NAME             which file to read of an archive that holds several
      --lang zh|en             language of table, Markdown and errors; else the system's
  -h, --help                   this text
  -V, --version                the version

Reads plain text, HTML, MHTML, Word (docx, doc, rtf, odt), Excel (xlsx, xls, ods, csv), PDF with text, and zip files of these.
Text may be UTF-8, UTF-16, GB18030 (GBK, GB2312) or Big5. What a file is is decided by its content, not its name.

Exit codes
  0  read (a text without tasks counts as read; the report says so)
  1  not readable: no such file, no text, damaged
  2  the command line was not understood
  3  the report could not be written

Read by a machine; the original text holds. Works offline and sends nothing anywhere.
",
    )
}

/// The command line has something that is not understood.
pub fn usage(lang: Lang, detail: &str) -> String {
    match lang {
        Lang::Chinese => format!("命令行有误：{detail}。用法见 tongbao --help"),
        Lang::English => format!("{detail}. See tongbao --help"),
    }
}

/// An option has a value it does not know.
pub fn bad_value(lang: Lang, option: &str, value: &str, known: &str) -> String {
    match lang {
        Lang::Chinese => format!("{option} 不认识“{value}”，应如：{known}"),
        Lang::English => format!("{option} does not know '{value}'; use {known}"),
    }
}

/// There is no such command.
pub fn no_command(lang: Lang, word: &str) -> String {
    match lang {
        Lang::Chinese => format!("没有“{word}”这个命令。用法：tongbao analyze 文件"),
        Lang::English => format!("there is no command '{word}'. Usage: tongbao analyze FILE"),
    }
}

/// No file is named.
pub fn no_input(lang: Lang) -> String {
    lang.pick("要读哪份通报？给出文件名，或用 - 从标准输入读", "which notice? Give a FILE, or - for standard input")
        .to_owned()
}

/// The file of rulings holds none.
pub fn no_rulings(lang: Lang, path: &Path, problem: &str) -> String {
    let name = path.display();
    match lang {
        Lang::Chinese => format!("{name} 不是改判清单（应是页面导出的 JSON）：{problem}"),
        Lang::English => format!("{name} is no list of rulings (the JSON that the page exports): {problem}"),
    }
}

/// A ruling that belongs to no task of the notice.
pub fn ruling_of_no_task(lang: Lang, title: &str) -> String {
    match lang {
        Lang::Chinese => format!("改判没用上，这份通报里没有这项任务：{title}"),
        Lang::English => format!("a ruling was left out, for this notice has no such task: {title}"),
    }
}

/// A status with a word beside it where it is the user's own ruling.
pub fn headline(lang: Lang, judgement: &Judgement) -> String {
    let word = status(lang, judgement.merged());
    match &judgement.ruling {
        Some(_) => format!("{word}{}", lang.pick("（人工改判）", " (own ruling)")),
        None => word.to_owned(),
    }
}

/// The system could not hand over this file, or the standard input.
pub fn unreadable(lang: Lang, file: Option<&Path>, problem: &io::Error) -> String {
    let name = match file {
        None => lang.pick("标准输入", "standard input").to_owned(),
        Some(path) => path.display().to_string(),
    };
    match (lang, problem.kind()) {
        (Lang::Chinese, io::ErrorKind::NotFound) => format!("没有这个文件：{name}"),
        (Lang::English, io::ErrorKind::NotFound) => format!("there is no file {name}"),
        (Lang::Chinese, io::ErrorKind::PermissionDenied) => format!("没有权限读：{name}"),
        (Lang::English, io::ErrorKind::PermissionDenied) => format!("not allowed to read {name}"),
        (Lang::Chinese, io::ErrorKind::IsADirectory) => format!("这是一个文件夹，不是文件：{name}"),
        (Lang::English, io::ErrorKind::IsADirectory) => format!("{name} is a folder, not a file"),
        (Lang::Chinese, _) => format!("读不了 {name}：{problem}"),
        (Lang::English, _) => format!("{name} could not be read: {problem}"),
    }
}

/// The report could not be written.
pub fn unwritable(lang: Lang, problem: &io::Error) -> String {
    match lang {
        Lang::Chinese => format!("结果写不出去：{problem}"),
        Lang::English => format!("the report could not be written: {problem}"),
    }
}

/// A reader refused a file: what was expected, what was found.
pub fn refused(lang: Lang, problem: &ReadError) -> String {
    if lang == Lang::English {
        let hint = if matches!(problem, ReadError::Archive { .. }) { ". Choose one with --entry" } else { "" };
        return format!("{problem}{hint}");
    }
    match problem {
        ReadError::Empty => "文件里没有文字，应是一份通报的全文".to_owned(),
        ReadError::TooLarge { bytes, limit } => format!("文件太大：{bytes} 字节，最多读 {limit} 字节"),
        ReadError::Picture { found } => format!("这是一张图片（{found}），里面没有文字；请复制文字，或用原来的文件"),
        ReadError::Scanned { pages } => {
            format!("这份 PDF 是 {pages} 页扫描图片，里面没有文字；请换可复制的版本，或先做文字识别")
        }
        ReadError::Encrypted { found } => format!("这个 {found} 文件有密码；请去掉密码另存一份"),
        ReadError::Unsupported { found } => format!("这是 {found} 文件，读不了；请另存为 DOCX、XLSX、PDF 或纯文字"),
        ReadError::Unknown => "这不是文字，是认不出的二进制内容".to_owned(),
        ReadError::Damaged { found, detail } => format!("这个 {found} 文件已损坏（{detail}）"),
        ReadError::Archive { names } => {
            format!("压缩包里有 {} 个能读的文件，请用 --entry 选一个：{}", names.len(), names.join("，"))
        }
    }
}

/// What was decoded is no text.
pub fn no_text(lang: Lang, problem: &InputError) -> String {
    if lang == Lang::English {
        return problem.to_string();
    }
    match problem {
        InputError::Empty => "里面没有文字，应是一份通报的全文".to_owned(),
        InputError::NotText { found } => format!("这不是文字，看起来是 {found}；应是一份通报的全文"),
        InputError::TooLarge { bytes } => {
            format!("文字太长：{bytes} 字节，最多读 {} 字节", tongbao_notice::intake::MAX_BYTES)
        }
    }
}

/// A status as people call it.
pub fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::NotStarted => lang.pick("未启动", "Not started"),
        Status::Suspended => lang.pick("暂缓", "Suspended"),
        Status::NotCompleted => lang.pick("未完成", "Not completed"),
        Status::Behind => lang.pick("偏慢", "Behind"),
        Status::Completed => lang.pick("已完成", "Completed"),
        Status::Ahead => lang.pick("超序时", "Ahead"),
        Status::OnTrack => lang.pick("正常推进", "On track"),
        Status::Unknown => lang.pick("无法判断", "Can't tell"),
    }
}

/// How grave a finding is.
pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => lang.pick("矛盾", "Contradiction"),
        Severity::Warning => lang.pick("存疑", "Doubtful"),
        Severity::Info => lang.pick("留意", "Worth a look"),
    }
}
