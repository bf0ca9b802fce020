//! UCDP GED and UCDP Candidate events, CSV of 49 columns or of the older 41 in another order (GED codebook 25.1; 19.1).
//!
//! Columns are read by name, also from what spreadsheets make of the files (`;` between cells, decimal commas). Candidate files without a header have the 49 columns in their published order.
//!
//! What is carried over: side A acts on side B, as the codebook orders them (in state-based conflict A is the government, in
//! one-sided violence the perpetrator); a coalition that UCDP counts as one actor stays one; low, best and high are a claim by
//! UCDP; `source_original` is who told the source of UCDP, and claims that it happened.

mod event;
mod headlines;
#[cfg(test)]
mod tests;

use super::{Format, NO_ID, Sniff};
use crate::reader::dates::iso_day;
use crate::reader::head::{columns, complete, delimited};
use crate::reader::{About, Cut, Fault, Head, Options, Reader, Record, Row};
pub(super) use event::{Columns, FIELDS};

/// The 49 columns of files since 23.1, in order: what a Candidate file without a header has.
const COLUMNS_49: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,\
dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,\
source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,\
adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,\
deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

pub(super) const GED: Format = Format {
    name: "ucdp-ged",
    label: "UCDP GED or Candidate events (CSV)",
    companions: &[],
    sniff,
    open,
};

fn sniff(head: &Head<'_>) -> Sniff {
    match delimited(head, is_ged) {
        Some(_) => Sniff::Yes,
        None => Sniff::No,
    }
}

/// The columns without which a file is no GED.
const REQUIRED: [&str; 6] = [
    "id",
    "type_of_violence",
    "dyad_name",
    "side_a",
    "date_start",
    "best",
];

/// Where they stand.
pub(super) fn required(header: &[impl AsRef<str>]) -> [Option<usize>; 6] {
    columns(header, REQUIRED)
}

fn is_ged(cells: &[String]) -> bool {
    required(cells).iter().all(Option::is_some) || headerless(cells)
}

/// 49 cells with a number, a type of violence and a date where the published order has them.
fn headerless(cells: &[String]) -> bool {
    cells.len() == 49
        && cells[0].parse::<u64>().is_ok()
        && matches!(cells[5].as_str(), "1" | "2" | "3")
        && iso_day(&cells[38]).is_some()
}

fn open(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    let (delimiter, cells) = delimited(head, is_ged).unwrap_or_else(|| (b',', head.cells(b',')));
    let has_header = !headerless(&cells);
    let names: Vec<String> = if has_header {
        cells
    } else {
        COLUMNS_49.split(',').map(str::to_owned).collect()
    };
    complete(&names, REQUIRED, "UCDP GED")?;
    Ok(Box::new(Ged {
        about: about(head),
        cut: Cut::Delimited {
            delimiter,
            quoted: true,
            header: has_header,
        },
        at: Columns::new(&names),
        names,
    }))
}

/// What UCDP says of its data.
pub(super) fn about(head: &Head<'_>) -> About {
    About {
        title: format!("UCDP GED ({})", head.stem()),
        publisher: "UCDP".into(),
        license: "CC-BY-4.0".into(),
        attribution: vec![
            "Uppsala Conflict Data Program, UCDP Georeferenced Event Dataset, ucdp.uu.se".into(),
            "Sundberg, R. and Melander, E. (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace \
             Research 50(4)"
                .into(),
        ],
        ..About::default()
    }
}

#[derive(Debug)]
struct Ged {
    about: About,
    cut: Cut,
    names: Vec<String>,
    at: Columns,
}

impl Reader for Ged {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.cut
    }

    fn fields(&self) -> Vec<&str> {
        FIELDS.to_vec()
    }

    fn columns(&self) -> &[String] {
        &self.names
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        self.at.read(record, row)?;
        if row.id.is_empty() {
            row.odd(NO_ID);
        }
        Ok(())
    }
}
