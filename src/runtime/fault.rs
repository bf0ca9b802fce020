//! Faults on purpose, so that tests can see the terminal given back after real ones. Not in release builds.

/// Panics in debug builds when `ANNALS_TEST_PANIC` names this place.
pub(super) fn may_happen(place: &str) {
    if cfg!(debug_assertions)
        && std::env::var("ANNALS_TEST_PANIC").is_ok_and(|named| named == place)
    {
        panic!("a fault in {place}, on purpose");
    }
}
