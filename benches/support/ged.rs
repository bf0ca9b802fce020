//! A made-up table as UCDP GED publishes it, always the same for the same number of rows, with as many different names as the
//! real one has.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

const HEADER: &str = "id,type_of_violence,dyad_name,dyad_new_id,side_a,side_a_new_id,side_b,side_b_new_id,source_office,source_date,\
source_headline,country,adm_1,adm_2,where_coordinates,where_prec,latitude,longitude,date_start,date_end,deaths_a,deaths_b,\
deaths_civilians,deaths_unknown,best,low,high\n";

const SIDES: usize = 1_500;
const COUNTRIES: usize = 120;
const PLACES: usize = 40_000;
const PUBLISHERS: usize = 8_000;
const WORDS: [&str; 12] = [
    "troops",
    "clash",
    "near",
    "village",
    "shelling",
    "kills",
    "civilians",
    "army",
    "says",
    "rebels",
    "attack",
    "convoy",
];

/// Writes a table of so many rows.
pub(crate) fn write(path: &Path, rows: usize) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    out.write_all(HEADER.as_bytes())?;
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = move |end: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 33) as usize % end
    };
    for id in 0..rows {
        let a = below(SIDES) / 4;
        let b = (a * 7 + below(8)) % SIDES;
        let place = below(PLACES);
        let country = place % COUNTRIES;
        let (year, month, day) = (1989 + below(35), 1 + below(12), 1 + below(28));
        let [first, second] = [(); 2].map(|()| below(PUBLISHERS));
        let mut headline = String::new();
        for _ in 0..9 {
            headline += WORDS[below(WORDS.len())];
            headline.push(' ');
        }
        let best = below(20);
        writeln!(
            out,
            "{id},{},Group {a} - Group {b},{},Group {a},{a},Group {b},{b},Paper {first};Paper {second},{year}-{month:02}-{day:02};{year}-{month:02}-28,\
             \"{headline}{id};{headline}again\",Country {country},Province {country}-{},District {country}-{},Town {place},{},{}.25,{}.5,\
             {year}-{month:02}-{day:02},{year}-{month:02}-{:02},{},{},{},0,{best},{},{}",
            1 + below(3),
            a * SIDES + b,
            place % 900,
            place % 9_000,
            1 + below(5),
            below(60),
            below(120),
            day.max(below(29)),
            best / 2,
            best - best / 2,
            best / 3,
            best.saturating_sub(2),
            best + 5
        )?;
    }
    out.flush()
}
