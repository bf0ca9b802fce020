//! Published data of any size, always the same for the same number of rows: UCDP GED that repeats real events, and GDELT that
//! puts parts of real records together.
//!
//! The real records are those of `ANNALS_SHARED_DATA`, and without it the excerpts among the data of the tests.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, StringRecord};
use flate2::read::GzDecoder;

/// Writes the file of a sort (`ged` or `gdelt`) with so many rows.
pub(crate) fn write(sort: &str, rows: usize, path: &Path) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    match sort {
        "ged" => ged(rows, &mut file)?,
        "gdelt" => gdelt(rows, &mut file)?,
        _ => return Err(io::Error::other("there are `ged` and `gdelt`")),
    }
    file.flush()
}

/// The text of a real file, or of its excerpt, which is said.
#[expect(
    clippy::print_stderr,
    reason = "figures of excerpts are not those of the real files"
)]
pub(crate) fn real(shared: &str, excerpt: &str) -> io::Result<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var_os("ANNALS_SHARED_DATA")
        .map_or_else(|| root.join("../shared/data"), PathBuf::from);
    match File::open(folder.join(shared)) {
        Ok(packed) => {
            let mut text = Vec::new();
            GzDecoder::new(packed).read_to_end(&mut text)?;
            Ok(text)
        }
        Err(error) => {
            let excerpt = root.join("tests/data").join(excerpt);
            let file = folder.join(shared);
            eprintln!(
                "{}: {error}; records of {} are repeated",
                file.display(),
                excerpt.display()
            );
            std::fs::read(excerpt)
        }
    }
}

/// So many copies of the real events, of four years, lie behind each other before a year comes again: from 1992 to 2019.
const PERIODS: usize = 7;

/// Real events over and over, each with an id of its own, and in each copy four years earlier: a leap year stays one.
fn ged(rows: usize, out: &mut impl Write) -> io::Result<()> {
    let text = real(
        "ucdp-ged-syria/ged_syria_652.1601.1911.csv.gz",
        "derived/ged41.csv",
    )?;
    let mut reader = csv::Reader::from_reader(&text[..]);
    let header = reader.headers().map_err(io::Error::other)?.clone();
    let real: Vec<StringRecord> = reader
        .records()
        .collect::<Result<_, _>>()
        .map_err(io::Error::other)?;
    let at = |name: &str| header.iter().position(|column| column == name);
    let id = at("id");
    let dated = ["year", "date_start", "date_end", "source_date"].map(at);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(&header).map_err(io::Error::other)?;
    for row in 0..rows {
        let years = 4 * (row / real.len() % PERIODS);
        let cells = real[row % real.len()].iter().enumerate().map(|(at, cell)| {
            if Some(at) == id {
                (100_000 + row).to_string()
            } else if dated.contains(&Some(at)) {
                earlier(cell, years)
            } else {
                cell.to_owned()
            }
        });
        writer.write_record(cells).map_err(io::Error::other)?;
    }
    writer.flush()
}

/// A list of dates, so many years earlier.
fn earlier(dates: &str, years: usize) -> String {
    let shifted = dates.split(';').map(|date| {
        let (year, rest) = date.split_at_checked(4).unwrap_or((date, ""));
        match year.parse::<usize>() {
            Ok(year) => format!("{}{rest}", year - years),
            Err(_) => date.to_owned(),
        }
    });
    shifted.collect::<Vec<_>>().join(";")
}

/// Columns of GDELT 2.0: dates, first and second actor, what was done, where, and the report.
const DATE: usize = 1;
const ACTORS: [std::ops::Range<usize>; 2] = [5..15, 15..25];
const ACTION: std::ops::Range<usize> = 25..35;
const PLACE: std::ops::Range<usize> = 51..59;
const ADDED: usize = 59;
const URL: usize = 60;

/// Days over which the records were added: ten years from 2015 on.
const ADDED_DAYS: usize = 3_650;

/// Reports with as many records as the real ones have, at real hosts with made-up pages; actors, deeds and places are those of
/// real records, each drawn by itself.
fn gdelt(rows: usize, out: &mut impl Write) -> io::Result<()> {
    let text = real(
        "gdelt/20191024143000.export.CSV.gz",
        "gdelt/events.export.CSV",
    )?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .has_headers(false)
        .from_reader(&text[..]);
    let real: Vec<ByteRecord> = reader
        .byte_records()
        .collect::<Result<_, _>>()
        .map_err(io::Error::other)?;
    let reports = reports(&real);
    let mut draw = Draw(2_015);
    let mut row = 0;
    while row < rows {
        let of = &reports[draw.below(reports.len())];
        let url = draw.page(&String::from_utf8_lossy(&real[of[0]][URL]));
        let added = day(row * ADDED_DAYS / rows);
        for &at in of.iter().take(rows - row) {
            let record = Made {
                number: 400_000_000 + row,
                happened: happened(&real[at], added),
                added,
                url: &url,
            };
            record.write(&real, &mut draw, out)?;
            row += 1;
        }
    }
    Ok(())
}

/// The records of each report.
fn reports(real: &[ByteRecord]) -> Vec<Vec<usize>> {
    let mut by_url: std::collections::BTreeMap<&[u8], Vec<usize>> = Default::default();
    for (at, record) in real.iter().enumerate() {
        by_url.entry(&record[URL]).or_default().push(at);
    }
    by_url.into_values().collect()
}

/// A record that is put together.
struct Made<'a> {
    number: usize,
    happened: chrono::NaiveDate,
    added: chrono::NaiveDate,
    url: &'a str,
}

impl Made<'_> {
    fn write(self, real: &[ByteRecord], draw: &mut Draw, out: &mut impl Write) -> io::Result<()> {
        use chrono::Datelike as _;
        let (year, day_of_year) = (self.happened.year(), self.happened.ordinal());
        let date = self.happened.format("%Y%m%d\t%Y%m\t%Y");
        let fraction = f64::from(day_of_year) / 365.25;
        write!(
            out,
            "{}\t{date}\t{:.4}\t",
            self.number,
            f64::from(year) + fraction
        )?;
        let [first, second] = ACTORS;
        // Places of the actors are left out of the columns that are drawn by themselves: they go with the action's.
        for columns in [first, second, ACTION, 35..51, PLACE] {
            let from = &real[draw.below(real.len())];
            for at in columns {
                out.write_all(&from[at])?;
                out.write_all(b"\t")?;
            }
        }
        writeln!(out, "{}\t{}", self.added.format("%Y%m%d143000"), self.url)
    }
}

/// As long before it was added as the real record.
fn happened(real: &ByteRecord, added: chrono::NaiveDate) -> chrono::NaiveDate {
    let date = |cell: &[u8]| {
        let text = std::str::from_utf8(cell).ok()?;
        chrono::NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d").ok()
    };
    match (date(&real[DATE]), date(&real[ADDED])) {
        (Some(happened), Some(known)) => added - (known - happened),
        _ => added,
    }
}

fn day(number: usize) -> chrono::NaiveDate {
    let start = chrono::NaiveDate::from_ymd_opt(2015, 2, 18).expect("a day");
    start + chrono::Days::new(number as u64)
}

/// A small generator of numbers (SplitMix64), so that no crate changes the data.
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.number() % limit as u64).expect("below a limit that fits")
    }

    /// An address as long as this one, at its host, of a page that no other record has.
    fn page(&mut self, url: &str) -> String {
        let host = url.find("://").map_or(0, |scheme| scheme + "://".len());
        let host = url[host..].find('/').map_or(url.len(), |end| host + end);
        let digits = format!("/{:016x}", self.number());
        let kept = url.len().saturating_sub(digits.len()).max(host);
        let kept = url.get(..kept).unwrap_or(&url[..host]);
        format!("{kept}{digits}")
    }
}
