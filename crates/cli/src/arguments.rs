//! The command line's own words: arguments in, a wish or a sentence about what is wrong out.

use crate::words::{self, Lang};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use tongbao_notice::Options;
use tongbao_notice::hint::TableHint;

/// What the user wants.
#[derive(Debug, PartialEq)]
pub enum Wish {
    /// The text of `--help`.
    Help(Lang),
    /// The version.
    Version,
    /// A notice read.
    Analyze(Job),
}

/// One notice to read.
#[derive(Debug, PartialEq)]
pub struct Job {
    /// From where.
    pub input: Input,
    /// Whether it is the HTML of a clipboard, which is read as a paste is.
    pub clipboard: bool,
    /// Which file of an archive, by the name it has there.
    pub entry: Option<String>,
    /// How the report is printed.
    pub format: Format,
    /// In which language tables, Markdown and errors are.
    pub lang: Lang,
    /// How it is judged.
    pub options: Options,
    /// The user's own rulings, a JSON list of [`tongbao_notice::overrule::Overruling`].
    pub rulings: Option<PathBuf>,
}

/// Where a notice comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input: `-`.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The file, if it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Standard => None,
            Self::File(path) => Some(path),
        }
    }
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The public format `report/1`.
    Json,
    /// Columns for a terminal.
    Table,
    /// Markdown with all tasks and findings.
    Markdown,
}

/// Understands the arguments; `lang` is the language of the system, which `--lang` overrules.
pub fn parse(arguments: impl IntoIterator<Item = OsString>, lang: Lang) -> Result<Wish, String> {
    let mut lang = lang;
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut help = false;
    let mut version = false;
    let mut command = None;
    let mut input = None;
    let mut clipboard = false;
    let mut entry = None;
    let mut format = Format::Json;
    let mut options = Options::default();
    let mut rulings = None;
    loop {
        let argument = parser.next().map_err(|problem| words::usage(lang, &problem.to_string()))?;
        let Some(argument) = argument else { break };
        match argument {
            Short('h') | Long("help") => help = true,
            Short('V') | Long("version") => version = true,
            Long("lang") => {
                lang = match text(&mut parser, lang)?.as_str() {
                    "zh" => Lang::Chinese,
                    "en" => Lang::English,
                    other => return Err(words::bad_value(lang, "--lang", other, "zh, en")),
                };
            }
            Short('f') | Long("format") => {
                format = match text(&mut parser, lang)?.as_str() {
                    "json" => Format::Json,
                    "table" => Format::Table,
                    "md" | "markdown" => Format::Markdown,
                    other => return Err(words::bad_value(lang, "--format", other, "json, table, md")),
                };
            }
            Long("entry") => entry = Some(text(&mut parser, lang)?),
            Long("rulings") => {
                let name = parser.value().map_err(|problem| words::usage(lang, &problem.to_string()))?;
                rulings = Some(PathBuf::from(name));
            }
            Long("clipboard-html") if input.is_none() => {
                let name = parser.value().map_err(|problem| words::usage(lang, &problem.to_string()))?;
                clipboard = true;
                input = Some(if name == "-" { Input::Standard } else { Input::File(name.into()) });
            }
            Long("roles") => {
                let said = text(&mut parser, lang)?;
                let Some(hint) = TableHint::parse(&said) else {
                    return Err(words::bad_value(
                        lang,
                        "--roles",
                        &said,
                        "66=number,title,progress,lead; 66=none; 66-72=",
                    ));
                };
                options.tables.push(hint);
            }
            Long("as-of") => {
                let day = text(&mut parser, lang)?;
                if !is_date(&day) {
                    return Err(words::bad_value(lang, "--as-of", &day, "2021-09-30"));
                }
                options.as_of = Some(day);
            }
            Value(word) if command.is_none() => command = Some(word),
            Value(word) if input.is_none() => {
                input = Some(if word == "-" { Input::Standard } else { Input::File(word.into()) });
            }
            other => return Err(words::usage(lang, &other.unexpected().to_string())),
        }
    }
    if help || (command.is_none() && !version) {
        return Ok(Wish::Help(lang));
    }
    if version {
        return Ok(Wish::Version);
    }
    match command.as_ref().and_then(|word| word.to_str()) {
        Some("analyze") => {}
        Some("help") => return Ok(Wish::Help(lang)),
        _ => {
            let word = command.unwrap_or_default();
            return Err(words::no_command(lang, &word.to_string_lossy()));
        }
    }
    let input = input.ok_or_else(|| words::no_input(lang))?;
    Ok(Wish::Analyze(Job { input, clipboard, entry, format, lang, options, rulings }))
}

fn text(parser: &mut lexopt::Parser, lang: Lang) -> Result<String, String> {
    parser.value().and_then(ValueExt::string).map_err(|problem| words::usage(lang, &problem.to_string()))
}

/// A day of the calendar as ISO 8601 writes it.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let &[year, month, day] = parts.as_slice() else { return false };
    if [year.len(), month.len(), day.len()] != [4, 2, 2]
        || !text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
    {
        return false;
    }
    let number = |digits: &str| digits.parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(year), number(month), number(day));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    year > 0 && (1..=12).contains(&month) && (1..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(line: &str) -> Result<Wish, String> {
        parse(line.split_whitespace().map(OsString::from), Lang::English)
    }

    #[test]
    fn options_may_stand_anywhere() {
        let Ok(Wish::Analyze(job)) = wish("analyze --format=table - --as-of 2021-12-31 --lang zh") else {
            panic!("not understood");
        };
        assert_eq!((job.input, job.format, job.lang), (Input::Standard, Format::Table, Lang::Chinese));
        assert_eq!(job.options.as_of.as_deref(), Some("2021-12-31"));
        assert_eq!(wish("analyze - --help"), Ok(Wish::Help(Lang::English)));
        assert_eq!(wish(""), Ok(Wish::Help(Lang::English)));
        assert_eq!(wish("-V"), Ok(Wish::Version));
    }

    #[test]
    fn the_html_of_a_clipboard_is_an_input() {
        let Ok(Wish::Analyze(job)) = wish("analyze --clipboard-html a.html") else { panic!("not understood") };
        assert_eq!((job.input, job.clipboard), (Input::File("a.html".into()), true));
        assert!(wish("analyze a.txt --clipboard-html b.html").is_err());
    }

    #[test]
    fn roles_may_be_given_for_several_tables() {
        let Ok(Wish::Analyze(job)) = wish("analyze - --roles 66=number,title,progress --roles 200=none") else {
            panic!("not understood");
        };
        assert_eq!(job.options.tables.len(), 2);
        assert!(job.options.tables[1].no_table);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, named) in [
            ("analyze", "FILE"),
            ("analyse x", "analyse"),
            ("analyze - --format pdf", "pdf"),
            ("analyze - --roles 3=gibberish", "gibberish"),
            ("analyze - --as-of 2021-02-29", "2021-02-29"),
            ("analyze - --as-of 20210930", "20210930"),
            ("analyze a b", "b"),
            ("analyze - --what", "--what"),
        ] {
            let problem = wish(line).expect_err(line);
            assert!(problem.contains(named), "{line}: {problem}");
        }
    }
}
