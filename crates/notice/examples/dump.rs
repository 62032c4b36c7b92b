use tongbao_notice::{layout::*, place::Lines, report::Role, source::Source};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&a[1]).unwrap();
    let (lo, hi): (u32, u32) = (a[2].parse().unwrap(), a[3].parse().unwrap());
    let source = Source::new(&text);
    let (tokens, _) = tokens::tokenize(&source, Lines::new(1, source.len()));
    let f: Vec<_> = tokens.iter().map(|t| features::observe(&t.text)).collect();
    for region in regions::find(&tokens, &f) {
        let body: Vec<_> = region.body.iter().map(|i| tokens[*i].clone()).collect();
        let f: Vec<_> = body.iter().map(|t| features::observe(&t.text)).collect();
        let hints = sequence::hints(&body, &f);
        let cols: Vec<Role> = region.header.cells.iter().map(|c| c.role).collect();
        let rhythm = regions::rhythm(&body);
        println!(
            "TABLE {:?} {:?} {:?}",
            region.title,
            region.header.cells.iter().map(|c| format!("{}={:?}", c.text, c.role)).collect::<Vec<_>>(),
            rhythm
        );
        let mut g = align::Grammar::new(&cols, rhythm);
        let em: Vec<_> = f.iter().zip(&hints).map(|(f, h)| emission::emission(&cols, f, h, rhythm.tabs)).collect();
        let (al, emp) = align::align(&mut g, &body, &em, &hints);
        for i in 0..body.len() {
            if body[i].lines.first < lo || body[i].lines.first > hi {
                continue;
            }
            let p = al.places[i];
            println!(
                "{:4} b{} {:?} col{} {}{:?} m{:.1} emp{:?} em{:?} s{:.1} e{:.1} H[{:.1} {:.1} {:.1} w{}] {}",
                body[i].lines.first,
                body[i].blanks,
                body[i].border,
                p.column,
                if p.sub { "sub " } else { "" },
                p.step,
                p.margin,
                emp[i],
                em[i].columns,
                em[i].section,
                em[i].end,
                hints[i].same,
                hints[i].cell,
                hints[i].row,
                hints[i].wrapped,
                body[i].text.chars().take(30).collect::<String>()
            );
        }
    }
}
