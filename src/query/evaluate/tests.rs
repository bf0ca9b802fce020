//! Planned evaluation against a reading of the records, event by event.

mod by_hand;
mod random;

use proptest::prelude::*;

use super::{Context, evaluate};
use crate::query::{Filter, Masks, plan};
use crate::store::{Clock, Edition, RowId, Store};
use by_hand::ByHand;

fn check(
    set: &crate::model::Dataset,
    filters: &[Filter],
    known: Option<crate::model::Day>,
) -> Result<(), TestCaseError> {
    let built = Store::build(std::slice::from_ref(set));
    let read_back = crate::store::cached::tests::read_back(&built);
    check_store(&built, set, filters, known)?;
    check_store(&read_back, set, filters, known)
}

fn check_store(
    store: &Store,
    set: &crate::model::Dataset,
    filters: &[Filter],
    known: Option<crate::model::Day>,
) -> Result<(), TestCaseError> {
    let edition = Edition::at(store, Clock(known));
    let by_hand = ByHand { set, known };
    // Shared, so that what one filter leaves behind is used by the next.
    let mut masks = Masks::default();
    for indexed in [false, true] {
        if indexed {
            store.text().index_words();
        }
        for filter in filters {
            let context = Context {
                store,
                edition: &edition,
                cancelled: &|| false,
            };
            let rows =
                evaluate(context, &plan(filter, store), &mut masks).expect("nothing cancels it");
            for row in (0..store.len()).map(RowId::at) {
                let event = &set.events[store.record(row).1 as usize];
                let expected = by_hand.verdict(event, filter);
                let found = (rows.possible().contains(row), rows.certain().contains(row));
                prop_assert_eq!(found, expected, "{}: {:?}", &event.id, filter);
            }
        }
        masks = Masks::default();
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_plan_selects_what_reading_every_record_does(
        set in random::dataset(),
        filters in proptest::collection::vec(random::filter(), 1..6),
        known in random::known(),
    ) {
        check(&set, &filters, known)?;
    }
}

#[test]
fn a_cancelled_evaluation_gives_nothing() {
    let store = Store::build(&[crate::store::sample::dataset(vec![
        crate::store::sample::event("e", "2024-11-29"),
    ])]);
    let context = Context {
        store: &store,
        edition: store.now(),
        cancelled: &|| true,
    };
    let filter = Filter::Test(crate::query::Predicate::Kind(vec![
        crate::model::EventKind::Clash,
    ]));
    assert!(evaluate(context, &plan(&filter, &store), &mut Masks::default()).is_none());
}
