//! A curated dataset of any size, always the same for the same size: about 830 bytes an event.

use std::fmt::Write as _;

const ACTORS: usize = 80;
const REGIONS: usize = 150;
const SOURCES: usize = 2_000;
const KINDS: [&str; 8] = [
    "offensive",
    "capture",
    "clash",
    "airstrike",
    "shelling",
    "statement",
    "diplomacy",
    "displacement",
];
const ROLES: [&str; 4] = ["initiator", "target", "supporter", "affected"];
const WORDS: [&str; 24] = [
    "forces",
    "positions",
    "front",
    "reported",
    "village",
    "road",
    "north",
    "withdrew",
    "advanced",
    "shelled",
    "civilians",
    "ministry",
    "spokesman",
    "said",
    "overnight",
    "convoy",
    "bridge",
    "district",
    "armour",
    "dozens",
    "القوات",
    "المدينة",
    "hospital",
    "crossing",
];

/// A small generator of numbers (SplitMix64), so that no seed or crate changes the data.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<&str> = (0..words).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }
}

/// The text of a dataset with this many events.
pub(crate) fn text(events: usize) -> String {
    let mut numbers = Numbers(2024);
    let mut text = String::with_capacity(events * 900 + (1 << 20));
    text.push_str("[dataset]\nschema = 1\ntitle = \"Synthetic\"\ntimezone = \"Asia/Damascus\"\n");
    head(&mut text).expect("writing to a string cannot fail");
    for number in 0..events {
        event(&mut text, number, &mut numbers).expect("writing to a string cannot fail");
    }
    text
}

fn head(text: &mut String) -> std::fmt::Result {
    for bloc in ["government", "opposition"] {
        write!(
            text,
            "\n[[dataset.bloc]]\nid = \"{bloc}\"\nname = \"{bloc}\"\n"
        )?;
    }
    for actor in 0..ACTORS {
        let bloc = if actor % 2 == 0 {
            "government"
        } else {
            "opposition"
        };
        write!(
            text,
            "\n[[actor]]\nid = \"actor-{actor}\"\nname = \"Actor {actor}\"\nkind = \"armed_group\"\n"
        )?;
        writeln!(text, "blocs = [{{ bloc = \"{bloc}\" }}]")?;
    }
    write!(
        text,
        "\n[[region]]\nid = \"sy\"\nname = \"Syria\"\nlevel = \"country\"\n"
    )?;
    for region in 0..REGIONS {
        let (lat, lon) = (33.0 + region as f64 / 50.0, 36.0 + region as f64 / 40.0);
        write!(
            text,
            "\n[[region]]\nid = \"region-{region}\"\nname = \"Region {region}\"\nlevel = \"governorate\"\n"
        )?;
        writeln!(text, "parent = \"sy\"\nlat = {lat:.3}\nlon = {lon:.3}")?;
    }
    for source in 0..SOURCES {
        write!(
            text,
            "\n[[source]]\nid = \"source-{source}\"\npublisher = \"Publisher {}\"\n",
            source % 90
        )?;
        writeln!(
            text,
            "url = \"https://example.org/{source}\"\nlanguage = \"en\"\nreliability = \"B\""
        )?;
    }
    Ok(())
}

fn event(text: &mut String, number: usize, numbers: &mut Numbers) -> std::fmt::Result {
    let (year, month, day) = (
        2011 + number % 14,
        1 + numbers.below(12),
        1 + numbers.below(28),
    );
    let quality = ["", "", "", "~"][numbers.below(4)];
    let region = numbers.below(REGIONS);
    let (lat, lon) = (33.0 + region as f64 / 50.0, 36.0 + region as f64 / 40.0);
    write!(
        text,
        "\n[[event]]\nid = \"event-{number}\"\ntitle = \"{}\"\n",
        numbers.sentence(6)
    )?;
    writeln!(text, "date = \"{year}-{month:02}-{day:02}{quality}\"")?;
    writeln!(
        text,
        "kind = \"{}\"\nsummary = \"{}\"",
        KINDS[numbers.below(KINDS.len())],
        numbers.sentence(28)
    )?;
    let roles = (ROLES[numbers.below(2)], ROLES[2 + numbers.below(2)]);
    let actors = (numbers.below(ACTORS), numbers.below(ACTORS));
    writeln!(
        text,
        "actors = [{{ actor = \"actor-{}\", role = \"{}\" }}, {{ actor = \"actor-{}\", role = \"{}\" }}]",
        actors.0, roles.0, actors.1, roles.1
    )?;
    writeln!(
        text,
        "region = \"region-{region}\"\nplace = {{ name = \"Place {number}\", lat = {lat:.3}, lon = {lon:.3}, precision = \"near\" }}"
    )?;
    let sources = (numbers.below(SOURCES), numbers.below(SOURCES));
    writeln!(
        text,
        "sources = [\"source-{}\", {{ source = \"source-{}\", credibility = 2 }}]",
        sources.0, sources.1
    )?;
    if number.is_multiple_of(2) {
        write!(
            text,
            "\n[[event.quote]]\nid = \"quote-{number}\"\nspeaker = \"actor-{}\"\n",
            actors.0
        )?;
        writeln!(
            text,
            "text = \"{}\"\nsource = \"source-{}\"",
            numbers.sentence(16),
            sources.0
        )?;
    }
    if number.is_multiple_of(5) {
        write!(
            text,
            "\n[[event.claim]]\nclaimant = \"actor-{}\"\nabout = \"killed\"\n",
            actors.0
        )?;
        writeln!(
            text,
            "best = {}\nsource = \"source-{}\"",
            numbers.below(200),
            sources.0
        )?;
    }
    Ok(())
}
