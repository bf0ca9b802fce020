//! Who was active when: from lanes into the events and back; and the profile of a field.

use annals::analysis::Facet;
use annals::layout::View;
use annals::runtime::Headless;

use super::{click, journey, published, screen, shown};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

#[test]
fn lanes_at_every_size() {
    for (width, height) in SIZES {
        let annals = journey((width, height), "2jjlll");
        insta::assert_snapshot!(format!("lanes_{width}x{height}"), screen(&annals));
    }
}

#[test]
fn other_rows_at_every_size() {
    for (keys, name) in [("2]", "blocs"), ("2]]", "regions"), ("2[", "pairs")] {
        let annals = journey((120, 40), keys);
        insta::assert_snapshot!(format!("lanes_{name}_120x40"), screen(&annals));
    }
}

#[test]
fn a_cell_is_shown_alone_and_left_again() {
    for size in SIZES {
        let mut annals = journey(size, "2gg}");
        let events = annals.state().lanes.cell().expect("a cell");
        annals.keys("<Enter>").unwrap();
        let text = annals.state().filter.text().to_owned();
        assert!(text.contains(" date:2024-"), "{text}");
        let all = usize::try_from(events.total + events.reaching).expect("few");
        assert_eq!(shown(&annals), all, "{text}");
        annals.keys("<BS>").unwrap();
        assert_eq!(shown(&annals), 200);
        assert_eq!(annals.state().view, View::Lanes);
    }
}

#[test]
fn the_detail_follows_the_cell() {
    let mut annals = journey((200, 60), "2gg}");
    let event = annals.state().timeline.row().expect("an event").clone();
    assert!(screen(&annals).matches(&event.title[..20]).count() >= 2);
    annals.keys("1").unwrap();
    assert_eq!(annals.state().timeline.event(), Some(event.key));
}

/// The lane pointed at stays where the reader can see it.
#[test]
fn the_lane_stays_when_sorted_filtered_and_zoomed() {
    for size in SIZES {
        let mut annals = journey(size, "2jjj");
        let lane = |annals: &Headless| annals.state().lanes.lane().expect("a lane").key;
        let here = lane(&annals);
        for keys in ["S", "S", "S", "+", "+", "-", "0", "K2024-12-20<Enter>"] {
            annals.keys(keys).unwrap();
            assert_eq!(lane(&annals), here, "{keys}");
        }
    }
}

#[test]
fn zooming_leads_from_years_to_the_day_of_the_selected_event() {
    let mut annals = journey((120, 40), "t2024-11-30<Enter>2---------");
    let wide = screen(&annals);
    assert!(wide.contains("Events a year"), "{wide}");
    annals.keys("++++++++++++++++").unwrap();
    let columns = &annals.state().lanes.held.get().expect("lanes").columns;
    assert_eq!(columns.len(), 1);
    assert_eq!(columns[0].time.days.from.to_string(), "2024-11-30");
    annals.keys("0").unwrap();
    let columns = &annals.state().lanes.held.get().expect("lanes").columns;
    let column = &columns[annals.state().lanes.column];
    assert_eq!(column.time.days.from.to_string(), "2024-11-30");
}

#[test]
fn folding_hides_members() {
    let mut annals = journey((120, 40), "2gg");
    let total = |annals: &Headless| annals.state().lanes.held.get().unwrap().total;
    let all = total(&annals);
    annals.keys("<Space>").unwrap();
    assert!(total(&annals) < all);
    assert!(annals.state().lanes.lane().unwrap().closed);
    annals.keys("<Space>").unwrap();
    assert_eq!(total(&annals), all);
}

#[test]
fn lanes_of_published_data() {
    for (width, height) in SIZES {
        let settings = annals::runtime::Settings::default();
        let mut annals = Headless::new(published::engine(), (width, height), settings);
        annals.keys("2").unwrap();
        insta::assert_snapshot!(format!("lanes_published_{width}x{height}"), screen(&annals));
    }
}

#[test]
fn profiles_at_every_size() {
    for (width, height) in SIZES {
        let mut annals = journey((width, height), "P");
        insta::assert_snapshot!(format!("profile_{width}x{height}"), screen(&annals));
        annals.keys("PPublishers<Enter>j").unwrap();
        let publishers = screen(&annals);
        assert!(publishers.contains("Profile · Publishers"), "{publishers}");
        annals.keys("<Enter>").unwrap();
        assert!(annals.state().filter.text().starts_with("publisher:"));
    }
}

#[test]
fn a_profile_narrows_by_what_it_counts() {
    for size in SIZES {
        let mut annals = journey(size, "Px");
        let kept = shown(&annals);
        assert!(kept < 200 && annals.state().filter.text().starts_with("-kind:"));
        assert!(screen(&annals).contains("Profile · Kinds"));
        annals.keys("u<Enter>").unwrap();
        assert_eq!(shown(&annals), 200 - kept);
        assert!(annals.state().overlay.is_none());
    }
}

#[test]
fn the_mouse_points_at_cells() {
    let mut annals = journey((120, 40), "2gg");
    let before = annals.state().lanes.column;
    click(&mut annals, (70, 6), 0);
    assert_eq!(annals.state().lanes.cursor.rank, 3);
    assert_ne!(annals.state().lanes.column, before);
}

#[test]
fn values_beside_lanes_are_of_something_else() {
    let facet = |annals: &Headless| annals.state().facets.list.facet;
    let mut annals = journey((200, 60), "");
    assert_eq!(facet(&annals), Facet::Actor);
    annals.keys("2").expect("a key");
    assert_eq!(facet(&annals), Facet::Region, "actors are the lanes");
    annals.keys("]").expect("a key");
    assert_eq!(facet(&annals), Facet::Actor, "blocs are the lanes");
    annals.keys("[").expect("a key");
    assert_eq!(facet(&annals), Facet::Region);
    annals.keys("1").expect("a key");
    assert_eq!(facet(&annals), Facet::Actor, "they come back");
    annals.keys("2<S-Tab>[").expect("keys");
    assert_eq!(facet(&annals), Facet::Actor, "the reader chose them");
}
