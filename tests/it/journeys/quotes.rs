//! Reading what was said.

use annals::analysis::{Part, Question, QuotesAt, QuotesBy, Reply};

use super::{SIZES, engine, journey, screen};

#[test]
fn quotes_are_read_and_their_event_follows() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let annals = journey((width, height), "5jj");
        let entry = annals.state().quotes.entry().unwrap();
        assert_eq!(annals.state().timeline.event(), Some(entry.event));
        insta::assert_snapshot!(format!("quotes_{width}x{height}"), screen(&annals));
    }
}

#[test]
fn the_list_goes_to_the_event_that_another_view_selected() {
    for size in SIZES {
        let mut annals = journey(size, "/id:1202-lin-jian<Enter>gg");
        let event = annals.state().timeline.event();
        annals.keys("<C-x>5").unwrap();
        assert_eq!(annals.state().timeline.event(), event, "as in the timeline");
        assert_eq!(
            annals.state().quotes.entry().map(|entry| entry.event),
            event
        );
        annals.keys("1").unwrap();
        assert_eq!(annals.state().timeline.event(), event);
    }
}

#[test]
fn going_through_the_view_does_not_lose_the_place() {
    for size in SIZES {
        let mut annals = journey(size, "/-has:quote<Enter>jj");
        let event = annals.state().timeline.event();
        annals.keys("<C-x>5").unwrap();
        assert!(screen(&annals).contains("nearest to the selected event"));
        assert_ne!(
            annals.state().quotes.entry().map(|entry| entry.event),
            event
        );
        annals.keys("1").unwrap();
        assert_eq!(annals.state().timeline.event(), event);
    }
}

#[test]
fn renderings_of_the_same_words_are_compared() {
    for (width, height) in [(80, 24), (120, 40)] {
        let annals = journey((width, height), "/speaker:lin-jian<Enter>5j");
        let screen = screen(&annals);
        assert!(screen.contains("an active effort"), "{screen}");
        insta::assert_snapshot!(format!("renderings_{width}x{height}"), screen);
    }
}

#[test]
fn arabic_and_chinese_are_read_in_their_own_direction() {
    for (width, height) in [(80, 24), (120, 40)] {
        for (name, filter) in [
            ("arabic", "lang:ar has:quote"),
            ("chinese", "lang:zh has:quote"),
        ] {
            let annals = journey((width, height), &format!("/{filter}<Enter>5gg"));
            insta::assert_snapshot!(format!("quotes_{name}_{width}x{height}"), screen(&annals));
        }
    }
}

#[test]
fn the_groups_cycle_and_headings_are_gone_to() {
    for size in SIZES {
        let mut annals = journey(size, "5");
        let chosen = annals.state().quotes.entry().unwrap().quote.id.clone();
        for by in [QuotesBy::Speaker, QuotesBy::Topic, QuotesBy::Day] {
            annals.keys("v").unwrap();
            assert_eq!(annals.state().quotes.by, by);
            assert_eq!(annals.state().quotes.held.get().unwrap().by, by);
        }
        annals.keys("v").unwrap();
        assert_eq!(annals.state().quotes.entry().unwrap().quote.id, chosen);
        annals.keys("gg}}").unwrap();
        let quotes = annals.state().quotes.held.get().unwrap();
        let rank = quotes.first + annals.state().quotes.selected().unwrap();
        assert!(
            quotes.groups.iter().any(|group| group.first == rank),
            "{rank}"
        );
    }
}

#[test]
fn a_quote_is_copied_in_each_form_and_its_source_opened() {
    let mut annals = journey((80, 24), "/speaker:lin-jian<Enter>5gg");
    annals
        .keys("yY<Down><Enter>Y<Down><Down><Enter>Y<Down><Down><Down><Enter>o")
        .unwrap();
    let [plain, markdown, bibtex, csl] = annals.copied() else {
        panic!("{:?}", annals.copied());
    };
    assert!(plain.starts_with("Lin Jian, "), "{plain}");
    assert!(markdown.starts_with("> "), "{markdown}");
    assert!(
        bibtex.starts_with("@misc{") && bibtex.contains("annote = {Lin Jian"),
        "{bibtex}"
    );
    let items: serde_json::Value = serde_json::from_str(csl).unwrap();
    assert!(
        items[0]["annote"].as_str().unwrap().starts_with("Lin Jian"),
        "{csl}"
    );
    assert_eq!(annals.opened().len(), 1);
}

#[test]
fn every_quote_can_be_reached_with_one_key() {
    let mut annals = journey((80, 24), "5gg");
    let mut seen = std::collections::HashSet::new();
    let total = annals.state().quotes.held.get().unwrap().total;
    for _ in 0..600 {
        let entry = annals.state().quotes.entry().unwrap();
        seen.insert((entry.event, entry.at));
        annals.keys("j").unwrap();
    }
    assert_eq!(seen.len(), total);
}

#[test]
fn quotes_are_counted_as_everywhere() {
    let filters = [
        "",
        "actor:hts",
        "speaker:peskov",
        "known:2024-12-01",
        "lang:ar",
        "kind:arrest",
        "is:disputed",
    ];
    for filter in filters {
        for by in [QuotesBy::Day, QuotesBy::Speaker, QuotesBy::Topic] {
            let part = Part::Quotes {
                by,
                at: QuotesAt::Rank(0),
                before: 0,
                after: 1000,
            };
            let question = Question {
                number: 1,
                filter: filter.into(),
                parts: vec![part, Part::Totals],
            };
            let answer = engine().answer(&question, &|| false).unwrap();
            let [Reply::Quotes(quotes), Reply::Totals(totals)] = answer.replies.as_slice() else {
                panic!("{answer:?}");
            };
            assert_eq!(quotes.total + quotes.left_out, totals.quotes, "{filter}");
            assert_eq!(quotes.entries.len(), quotes.total, "{filter}");
            let counted: usize = quotes.groups.iter().map(|group| group.count).sum();
            assert_eq!(counted, quotes.total, "{filter}");
            let ids: std::collections::HashSet<_> = quotes
                .entries
                .iter()
                .map(|entry| (entry.event, entry.at))
                .collect();
            assert_eq!(ids.len(), quotes.total, "{filter}");
        }
    }
}
