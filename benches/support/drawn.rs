//! UCDP GED of any size over the four years of the real Syria release, different for each seed.
//!
//! Each row is a real event with an id of its own, moved to a day of these years and by up to 5 km, with the deaths of another.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use csv::StringRecord;

use crate::published::{Draw, real};

const FIRST_DAY: &str = "2016-01-01";
/// To the end of 2019.
const DAYS: usize = 1_461;

/// Writes a table of so many rows.
pub(crate) fn write(rows: usize, seed: u64, path: &Path) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    table(rows, Draw(seed), &mut file)?;
    file.flush()
}

fn table(rows: usize, mut draw: Draw, out: &mut impl Write) -> io::Result<()> {
    let text = real(
        "ucdp-ged-syria/ged_syria_652.1601.1911.csv.gz",
        "derived/ged41.csv",
    )?;
    let mut reader = csv::Reader::from_reader(&text[..]);
    let header = reader.headers().map_err(io::Error::other)?.clone();
    let events: Vec<StringRecord> = reader
        .records()
        .collect::<Result<_, _>>()
        .map_err(io::Error::other)?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(&header).map_err(io::Error::other)?;
    for row in 0..rows {
        let event = &events[draw.below(events.len())];
        let dead = &events[draw.below(events.len())];
        let from = draw.below(DAYS);
        let cells = header
            .iter()
            .zip(event)
            .enumerate()
            .map(|(at, (name, cell))| match name {
                "id" => (100_000 + row).to_string(),
                "date_start" => day(from),
                "date_end" => day(from + length(&header, event)),
                "latitude" | "longitude" => shifted(cell, draw.below(90_000)),
                "low" | "best" | "high" => dead[at].to_owned(),
                _ if name.starts_with("deaths_") => dead[at].to_owned(),
                _ => cell.to_owned(),
            });
        let cells: Vec<String> = cells.collect();
        writer.write_record(cells).map_err(io::Error::other)?;
    }
    writer.flush()
}

fn day(number: usize) -> String {
    let first: chrono::NaiveDate = FIRST_DAY.parse().expect("a day");
    (first + chrono::Days::new(number as u64)).to_string()
}

/// Days between the first and the last of an event.
fn length(header: &StringRecord, event: &StringRecord) -> usize {
    let date = |name: &str| {
        let at = header.iter().position(|column| column == name)?;
        event[at].parse::<chrono::NaiveDate>().ok()
    };
    let days = date("date_end")
        .zip(date("date_start"))
        .map(|(to, from)| (to - from).num_days());
    days.and_then(|days| usize::try_from(days).ok())
        .unwrap_or(0)
}

/// Degrees, moved by up to 0.045: about 5 km.
fn shifted(degrees: &str, by: usize) -> String {
    match degrees.parse::<f64>() {
        Ok(number) => format!("{:.6}", number + (by as f64 / 90_000.0 - 0.5) * 0.09),
        Err(_) => degrees.to_owned(),
    }
}
