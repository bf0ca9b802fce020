//! Two data sets with a known answer: real events of UCDP GED, and a part of them once more as ACLED would write them.
//!
//! Of the events of one exact day with `where_prec` 1 or 2, some are in both files, some in the first only, some in the second
//! only. What the second has is moved by up to 10 km (the distance is drawn evenly) and by -2, -1, 0, 0, 0, 1 or 2 days, has the
//! names and the types of ACLED, and its number of dead is off by -1 to +2. Regions stay. The same seed gives the same files.

use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::path::Path;

use flate2::read::GzDecoder;

/// Pairs, and events of each side that have none.
pub(crate) const EACH: usize = 300;

/// What is written. An event of the second file is the one of the first whose id stands behind the `SYR` of its own.
pub(crate) struct Sides {
    pub(crate) ucdp: String,
    pub(crate) acled: String,
}

/// How the pairs that were found are right.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) right: usize,
    pub(crate) wrong: usize,
}

impl Found {
    /// Counts pairs of an id of the first file and one of the second.
    pub(crate) fn count<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        pairs.fold(Self::default(), |mut found, pair| {
            if is_right(pair) {
                found.right += 1;
            } else {
                found.wrong += 1;
            }
            found
        })
    }

    /// The part of what was found that is right.
    pub(crate) fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    /// The part of the pairs that was found.
    pub(crate) fn recall(self) -> f64 {
        self.right as f64 / EACH as f64
    }
}

/// Whether two ids are of one event.
pub(crate) fn is_right((ucdp, acled): (&str, &str)) -> bool {
    acled.strip_prefix("SYR") == Some(ucdp)
}

/// The two files of a seed, made of a packed table of UCDP GED.
pub(crate) fn make(packed: &Path, seed: u64) -> io::Result<Sides> {
    let events = events(packed)?;
    let mut random = Random(seed);
    let drawn = random.drawn(events.len(), 3 * EACH);
    let mut ucdp = String::from(UCDP);
    for &at in &drawn[..2 * EACH] {
        events[at].write_ucdp(&mut ucdp);
    }
    let mut acled = String::from(ACLED);
    for &at in drawn[..EACH].iter().chain(&drawn[2 * EACH..]) {
        events[at].write_acled(&mut random, &mut acled);
    }
    Ok(Sides { ucdp, acled })
}

const UCDP: &str = "id,type_of_violence,dyad_new_id,dyad_name,side_a_new_id,side_a,side_b_new_id,side_b,where_prec,\
where_coordinates,adm_1,adm_2,latitude,longitude,country,date_prec,date_start,date_end,low,best,high\n";

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,\
inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,\
longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n";

/// The columns of an event, in the order of [`UCDP`].
struct Event(csv::StringRecord);

const ID: usize = 0;
const TYPE: usize = 1;
const SIDES: [usize; 2] = [5, 7];
const PRECISION: usize = 8;
const PLACE: usize = 9;
const REGIONS: [usize; 2] = [10, 11];
const POINT: [usize; 2] = [12, 13];
const COUNTRY: usize = 14;
const DAYS: [usize; 2] = [16, 17];
const BEST: usize = 19;

fn events(packed: &Path) -> io::Result<Vec<Event>> {
    let mut text = Vec::new();
    GzDecoder::new(std::fs::File::open(packed)?).read_to_end(&mut text)?;
    let mut reader = csv::Reader::from_reader(&text[..]);
    let header = reader.headers().map_err(io::Error::other)?.clone();
    let place = |name: &str| header.iter().position(|column| column == name);
    let columns: Option<Vec<usize>> = UCDP.trim_end().split(',').map(place).collect();
    let columns = columns.ok_or_else(|| io::Error::other("a column is missing"))?;
    let mut events = Vec::new();
    for record in reader.records() {
        let record = record.map_err(io::Error::other)?;
        let event = Event(columns.iter().map(|&at| &record[at]).collect());
        let one_day = event.0[DAYS[0]] == event.0[DAYS[1]];
        if one_day && matches!(&event.0[PRECISION], "1" | "2") {
            events.push(event);
        }
    }
    Ok(events)
}

impl Event {
    fn write_ucdp(&self, out: &mut String) {
        line(self.0.iter(), out);
    }

    fn write_acled(&self, random: &mut Random, out: &mut String) {
        let number = |at: usize| self.0[at].parse::<f64>().expect("a number");
        let (km, bearing) = (
            10.0 * random.part(),
            2.0 * std::f64::consts::PI * random.part(),
        );
        let [lat, lon] = moved([number(POINT[0]), number(POINT[1])], km, bearing);
        let shift = [-2, -1, 0, 0, 0, 1, 2][random.below(7)];
        let day = chrono::NaiveDate::parse_from_str(&self.0[DAYS[0]], "%Y-%m-%d").expect("a day")
            + chrono::TimeDelta::days(shift);
        let best: i64 = self.0[BEST].parse().expect("a number");
        let dead = (best + [-1, 0, 1, 2][random.below(4)]).max(0);
        let (event_type, sub_event) = match &self.0[TYPE] {
            "3" => ("Violence against civilians", "Attack"),
            _ => TYPES[random.below(TYPES.len())],
        };
        let [a, b] = SIDES.map(|at| acled_names(&self.0[at]));
        let cells = [
            format!("SYR{}", &self.0[ID]),
            day.format("%d %B %Y").to_string(),
            day.format("%Y").to_string(),
            "1".into(),
            "Political violence".into(),
            event_type.into(),
            sub_event.into(),
            a[0].clone(),
            a[1..].join("; "),
            String::new(),
            b[0].clone(),
            b[1..].join("; "),
            String::new(),
            String::new(),
            String::new(),
            "760".into(),
            "Middle East".into(),
            self.0[COUNTRY].into(),
            self.0[REGIONS[0]].into(),
            self.0[REGIONS[1]].into(),
            String::new(),
            self.0[PLACE].into(),
            format!("{lat:.6}"),
            format!("{lon:.6}"),
            "1".into(),
            "Example Monitor".into(),
            "Other".into(),
            "Made up for a test.".into(),
            dead.to_string(),
            String::new(),
            "1747699200".into(),
        ];
        line(cells.iter().map(String::as_str), out);
    }
}

/// What ACLED calls what UCDP counts as state-based or non-state violence.
const TYPES: [(&str, &str); 4] = [
    ("Battles", "Armed clash"),
    (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    ),
    ("Explosions/Remote violence", "Air/drone strike"),
    (
        "Explosions/Remote violence",
        "Remote explosive/landmine/IED",
    ),
];

/// Names as ACLED writes them, where they differ from those of UCDP.
const NAMES: &[(&str, &str)] = &[
    (
        "Government of Syria",
        "Military Forces of Syria (2000-2024)",
    ),
    ("Government of Turkey", "Military Forces of Turkey (2016-)"),
    ("Government of Iraq", "Military Forces of Iraq (2014-2018)"),
    (
        "Government of Israel",
        "Military Forces of Israel (2009-2021)",
    ),
    ("Government of Iran", "Military Forces of Iran (1989-)"),
    ("Government of Jordan", "Military Forces of Jordan (1999-)"),
    (
        "Government of United States of America",
        "Military Forces of the United States (2009-2017)",
    ),
    ("Syrian insurgents", "Opposition Rebels (Syria)"),
    ("IS", "Islamic State (Syria)"),
    ("SDF", "QSD: Syrian Democratic Forces"),
    ("HTS", "HTS: Hayat Tahrir al-Sham"),
    ("SNA", "Syrian National Army"),
    ("FSA", "FSA: Free Syrian Army"),
    ("Jaysh al-Islam", "JaI: Jaysh al Islam"),
    ("Levant Front", "JaS: Levant Front"),
    ("Liwa al-Sultan Murad", "Sultan Murad Division"),
    ("ETIM", "TIP: Turkistan Islamic Party"),
    ("PKK", "PKK: Kurdistan Workers Party"),
    ("NDF (Syria)", "QDW: National Defense Forces"),
    ("NSA", "Unidentified Armed Group (Syria)"),
    ("Civilians", "Civilians (Syria)"),
];

/// The groups of a side: UCDP names several that fight together with commas between them.
fn acled_names(side: &str) -> Vec<String> {
    let name = |name: &str| {
        let known = NAMES.iter().find(|(ucdp, _)| *ucdp == name);
        known.map_or_else(
            || name.replace("al-", "al "),
            |(_, acled)| (*acled).to_owned(),
        )
    };
    side.split(", ").map(name).collect()
}

/// A point so many kilometres away, on a sphere.
fn moved([lat, lon]: [f64; 2], km: f64, bearing: f64) -> [f64; 2] {
    let (lat, angle) = (lat.to_radians(), km / 6371.0088);
    let sine = lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos();
    let east = (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * sine);
    [sine.asin().to_degrees(), lon + east.to_degrees()]
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, out: &mut String) {
    for (at, cell) in cells.enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}\"{}\"", cell.replace('"', "\"\""))
            .expect("writing to a string cannot fail");
    }
    out.push('\n');
}

/// A small generator of numbers (SplitMix64), so that no crate changes the data.
struct Random(u64);

impl Random {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % end as u64).expect("below an end that fits")
    }

    /// From 0 to 1.
    fn part(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// So many different numbers below an end.
    fn drawn(&mut self, end: usize, count: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..end).collect();
        for at in 0..count {
            let other = at + self.below(end - at);
            all.swap(at, other);
        }
        all.truncate(count);
        all
    }
}
