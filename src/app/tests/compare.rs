//! Two filters beside each other, over the engine made by hand.

use super::fake::{Fake, picture};

#[test]
fn an_event_without_coordinates_is_told_with_its_side() {
    let mut fake = Fake::new(120, 40);
    fake.keys("/").text("kind:capture").keys("enter C ctrl-u");
    fake.text("kind:displacement").keys("enter 3 G");
    let drawn = picture(&fake.state);
    assert!(
        drawn.contains("An event of B without coordinates: "),
        "{drawn}"
    );
    fake.keys("g g");
    let drawn = picture(&fake.state);
    assert!(drawn.contains("A❯ 27 Nov 2024"), "{drawn}");
}
