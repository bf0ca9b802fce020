//! Messages in, state, effects and screens out, over the engine made by hand.

pub(crate) mod fake;

use fake::{Fake, picture};

#[test]
#[ignore = "for looking"]
fn look() {
    let size = std::env::var("SIZE").unwrap_or("120x40".into());
    let (width, height) = size.split_once('x').unwrap();
    let mut fake = Fake::new(width.parse().unwrap(), height.parse().unwrap());
    fake.keys(&std::env::var("KEYS").unwrap_or_default());
    println!("{}", picture(&fake.state));
}
