use proptest::prelude::*;

use super::*;
use crate::model::EventKind;
use crate::reader::testing::{self, rows, shared};

const SHEET: &str = include_str!("../../../../tests/data/timelinejs/sheet.csv");
const HEADER: &str = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,\
Media Caption,Media Thumbnail,Type,Group,Background";

#[test]
fn a_sheet_of_version_3() {
    assert_eq!(testing::sniff(TIMELINE_CSV, SHEET), Sniff::Yes);
    let mut rows = rows(TIMELINE_CSV, SHEET).into_iter();
    let title = rows.next().expect("a row").expect_err("the title");
    assert_eq!(
        title.message,
        "this row is the title of the timeline, not an event"
    );
    let rows: Vec<Row> = rows.map(|row| row.expect("an event")).collect();
    let seen: Vec<_> = rows
        .iter()
        .map(|row| (row.when.edtf().text().to_owned(), row.title.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ("1815-12-10/1852-11-27".to_owned(), "Ada Lovelace"),
            ("1948-03-14".to_owned(), "Edith Clarke: Bucking the Trend"),
            (
                "1943-07-01/1946-12-31".to_owned(),
                "...And the women who made it work"
            ),
        ]
    );
    let source = &rows[0].sources[0];
    assert_eq!(source.publisher, "Wikimedia Commons");
    assert_eq!(source.title, "Portrait by Alfred Edward Chalon");
    let quote = &rows[1].quotes[0];
    assert!(
        quote.text.ends_with("do a good piece of work."),
        "{}",
        quote.text
    );
    assert_eq!(
        quote.speaker_name,
        "Edith Clarke, first female professor of electrical engineering in the United States"
    );
    assert!(
        rows[2]
            .summary
            .contains("Frances Elizabeth \"Betty\" Holberton")
    );
}

#[test]
fn the_title_row_names_the_data_set() {
    let about = |text, whole| {
        let head = Head {
            name: "women.csv",
            text,
            whole,
        };
        open(&head, &Options::default())
            .expect("a reader")
            .about()
            .clone()
    };
    assert_eq!(about(SHEET, true).title, "MY OWN CSV");
    assert_eq!(about(SHEET, true).publisher, "women");
    let cut_off = &SHEET[..SHEET.find(" CSV,").expect("the title")];
    assert_eq!(
        about(cut_off, false).title,
        "women",
        "half of a headline is none"
    );
}

#[test]
fn eras_times_and_shown_dates() {
    let row = |cells: &str| testing::row(TIMELINE_CSV, &format!("{HEADER}\n{cells}\n"));
    let era = row("1990,,,,\"1,999\",,,,the nineties,Sanctions,,,,,,era,Iraq,");
    assert_eq!(era.when.edtf().text(), "1990-01-01/1999-12-31");
    assert_eq!(
        (era.kind, era.tags.to_vec()),
        (
            Some(EventKind::Background),
            vec!["era".into(), "Iraq".into()]
        )
    );
    assert_eq!(era.text, "the nineties");
    let timed = row("2019,4,30,2:30 PM,,,,,,Strike,,,,,,,,");
    assert_eq!(
        timed.time.map(|time| time.to_string()).as_deref(),
        Some("14:30")
    );
    assert_eq!(
        row("2019,4,30,dawn,,,,,,Strike,,,,,,,,").oddities(),
        ["time-not-read"]
    );
    assert_eq!(
        row("2019,4,,14:30,,,,,,Strike,,,,,,,,").oddities(),
        ["time-not-read"]
    );
    assert_eq!(
        row("2019,4,30,,,5,1,,,Strike,,,,,,,,").oddities(),
        ["end-without-year"]
    );
}

#[test]
fn a_sheet_of_version_1() {
    let text = "Start Date,End Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Tag\n\
                4/30/2019 07:05,5/2/2019,Talks,,,,,,,North\n\
                2019,,A year,,,,,,title,\n\
                30 April,,Talks,,,,,,,\n\
                2019-04-31,,Talks,,,,,,,\n";
    assert_eq!(testing::sniff(TIMELINE_CSV, text), Sniff::Yes);
    let mut rows = rows(TIMELINE_CSV, text);
    let fault = rows.remove(3).expect_err("no such day");
    assert_eq!(
        (fault.column, &*fault.message),
        (Some(0), "`31` is no day of 2019-04")
    );
    let fault = rows.remove(2).expect_err("no date");
    assert_eq!(fault.column, Some(0));
    assert_eq!(
        fault.message,
        "`30 April` is no date such as 12/31/2011 or 2011-12-31"
    );
    let row = rows.remove(0).expect("an event");
    assert_eq!(row.when.edtf().text(), "2019-04-30/2019-05-02");
    assert_eq!(
        row.time.map(|time| time.to_string()).as_deref(),
        Some("07:05")
    );
    assert_eq!(row.tags.to_vec(), ["North"]);
}

#[test]
fn what_is_wrong_has_its_column() {
    let fault = |cells: &str| {
        let text = format!("{HEADER}\n{cells}\n");
        let fault = rows(TIMELINE_CSV, &text).remove(0).expect_err(cells);
        (fault.column, fault.message.into_owned())
    };
    assert_eq!(
        fault(",,,,,,,,,,,,,,,,,"),
        (None, "this row is blank".into())
    );
    assert_eq!(
        fault("2019,14,,,,,,,,x"),
        (Some(1), "`14` is no month from 1 to 12".into())
    );
    assert_eq!(
        fault("2019,4,30,,2019,4,31,,,x"),
        (Some(6), "`31` is no day of 2019-04".into())
    );
    assert_eq!(
        fault("2019,,,,2018,,,,,x"),
        (Some(4), "the slide ends before it starts".into())
    );
}

#[test]
fn sheets_that_are_none() {
    for text in [
        "",
        "Year,Month,Day,Headline\n",
        "id,date,headline,text\n",
        "{\"Year\": 1}",
        SHEET.split_once('\n').expect("lines").1,
    ] {
        assert_eq!(testing::sniff(TIMELINE_CSV, text), Sniff::No, "{text}");
    }
}

#[test]
fn the_published_sheet() {
    let Some(text) = shared("timelinejs/my-own-timeline.csv") else {
        return;
    };
    let rows = rows(TIMELINE_CSV, &text);
    assert_eq!(rows.len(), 11);
    assert_eq!(
        rows.iter().filter(|row| row.is_err()).count(),
        1,
        "the title"
    );
}

proptest! {
    #[test]
    fn any_cells_are_read(cells in proptest::collection::vec("[^\"\n\r]{0,8}|-?[0-9]{1,12}|title|era", 0..18)) {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
        let text = format!("{HEADER}\n{}\n", quoted.join(","));
        prop_assert!(rows(TIMELINE_CSV, &text).len() <= 1);
    }
}
