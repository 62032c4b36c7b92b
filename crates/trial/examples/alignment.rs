//! Prints where the alignment puts each paragraph of the loose tables of a text:
//! `cargo run -p tongbao-trial --example alignment -- FILE`.

use tongbao_notice::document::Document;
use tongbao_notice::layout::{features, reading, regions, tokens};
use tongbao_notice::place::Lines;
use tongbao_notice::source::Source;

fn main() {
    let Some(text) = std::env::args().nth(1).and_then(|file| std::fs::read_to_string(file).ok()) else {
        println!("a text file is needed");
        return;
    };
    let document = Document::loose(&text);
    let source = Source::new(&document.text);
    let (tokens, _) = tokens::tokenize(&source, Lines::new(1, text.lines().count().max(1) as u32));
    let features: Vec<_> = tokens.iter().map(|token| features::observe(&token.text)).collect();
    for region in regions::find(&tokens, &features, &[]) {
        let body = reading::Body::new(region.body.iter().map(|at| (&tokens[*at], &features[*at])));
        let (best, others) = reading::choose(&region.header.cells, &body);
        println!("{:?} {:?}", region.title, body.rhythm);
        for reading in std::iter::once(&best).chain(&others) {
            let roles: Vec<String> =
                reading.columns.iter().map(|cell| format!("{:?} {}", cell.role, cell.text)).collect();
            println!("{:8.1} {}", reading.score, roles.join(" | "));
        }
        for ((token, place), (look, hint)) in
            body.tokens.iter().zip(body.align(&best)).zip(body.features.iter().zip(&body.hints))
        {
            let column = best.columns.get(usize::from(place.column));
            println!(
                "{:5} {:?} {:2} {:?}\t{:?}{}\t{:6.1}\t{:x}\t{}\n\t\t\tprogress {} problem {} next {} leads {}{}{}{} {:?} {:?} same {:.1} cell {:.1} row {:.1} title {:.1}",
                token.lines.first,
                token.border,
                token.blanks,
                place.step,
                column.map(|column| column.role),
                if place.sub { " sub" } else { "" },
                place.margin,
                place.empties,
                token.text,
                look.progress,
                look.problem,
                look.next,
                if look.done_lead { "done " } else { "" },
                if look.verb_lead { "verb " } else { "" },
                if look.problem_lead { "problem " } else { "" },
                if look.next_lead { "next " } else { "" },
                look.unit,
                hint.paragraph,
                hint.same,
                hint.cell,
                hint.row,
                hint.title
            );
        }
    }
}
