//! The command line `tongbao`: a notice in, its report out as JSON, as a table or as Markdown.
//!
//! Nothing is judged here: bytes go to the readers, the document to the core, and the report is
//! printed. Errors are sentences on standard error; the exit code tells scripts what happened.

mod arguments;
mod input;
mod markdown;
mod table;
mod words;

use arguments::{Format, Wish};
use std::io::{self, Write};
use std::process::ExitCode;
use tongbao_notice::overrule::{Overruling, overrule};
use tongbao_notice::report::Report;
use words::Lang;

/// The input could not be read: no such file, no text, damaged.
const UNREADABLE: u8 = 1;
/// The command line was not understood.
const USAGE: u8 = 2;
/// The report could not be written.
const UNWRITABLE: u8 = 3;

fn main() -> ExitCode {
    let lang = Lang::of_system();
    match arguments::parse(std::env::args_os().skip(1), lang) {
        Ok(Wish::Help(lang)) => print(words::help(lang), lang),
        Ok(Wish::Version) => print(concat!("tongbao ", env!("CARGO_PKG_VERSION"), "\n"), lang),
        Ok(Wish::Analyze(job)) => {
            let document = match input::document(&job) {
                Ok(document) => document,
                Err(problem) => return complain(&problem, UNREADABLE),
            };
            let mut report = tongbao_notice::analyze_document(&document, &job.options);
            // The report stands on its own; of a long notice the text is worth giving back before writing.
            drop(document);
            if let Some(path) = &job.rulings {
                match input::rulings(path, job.lang) {
                    Ok(rulings) => lay_over(&mut report, &rulings, job.lang),
                    Err(problem) => return complain(&problem, UNREADABLE),
                }
            }
            match job.format {
                Format::Json => print_json(&report, job.lang),
                Format::Table => print(&table::print(&report, job.lang), job.lang),
                Format::Markdown => print(&markdown::print(&report, job.lang), job.lang),
            }
        }
        Err(problem) => complain(&problem, USAGE),
    }
}

/// Lays the user's rulings over the report; those that are of another notice or task are told.
fn lay_over(report: &mut Report, rulings: &[Overruling], lang: Lang) {
    let places = overrule(report, rulings);
    for (one, _) in rulings.iter().zip(places).filter(|(_, place)| place.is_none()) {
        let _ = writeln!(io::stderr(), "tongbao: {}", words::ruling_of_no_task(lang, &one.title));
    }
}

fn complain(problem: &str, code: u8) -> ExitCode {
    // Where even this cannot be written, the exit code still tells.
    let _ = writeln!(io::stderr(), "tongbao: {problem}");
    ExitCode::from(code)
}

/// Writes a text to standard output.
fn print(text: &str, lang: Lang) -> ExitCode {
    let mut out = io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()), lang)
}

/// Writes the report to standard output as it is turned into JSON, which may be several times the notice.
fn print_json(report: &Report, lang: Lang) -> ExitCode {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let result = serde_json::to_writer_pretty(&mut out, report).map_err(io::Error::from);
    written(result.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()), lang)
}

/// The exit code after writing. A reader that closes early (`| head`) wanted no more: that is no error.
fn written(result: io::Result<()>, lang: Lang) -> ExitCode {
    match result {
        Err(problem) if problem.kind() != io::ErrorKind::BrokenPipe => {
            complain(&words::unwritable(lang, &problem), UNWRITABLE)
        }
        _ => ExitCode::SUCCESS,
    }
}
