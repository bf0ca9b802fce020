//! Which events stay, and the days of those that are dated by their neighbours.

use std::collections::HashMap;

use super::super::draft::EventRefs;
use super::super::problems::Problems;
use super::dating::{self, Node, Order};
use super::events::{OtherIds, place_of};
use super::ids::{self, At, Ids};
use super::report_self;
use crate::model::{DayRange, Event};

/// Which events stay, and when the undated ones were.
pub(super) struct Timeline {
    pub(super) numbers: Vec<Option<u32>>,
    pub(super) orders: HashMap<u32, (Vec<u32>, Vec<u32>)>,
    pub(super) ranges: HashMap<u32, DayRange>,
}

impl Timeline {
    /// `fresh` tells which events are the first of their id: only those can stay.
    pub(super) fn new(
        (events, refs): (&[Event], &[EventRefs]),
        fresh: &[bool],
        ids: &Ids,
        others: &OtherIds<'_>,
        problems: &mut Problems,
    ) -> Self {
        let mut nodes = Vec::new();
        let mut orders = Vec::new();
        for ((number, fresh), (event, refs)) in (0..).zip(fresh).zip(events.iter().zip(refs)) {
            let at = place_of(event, refs);
            let region = others.regions.find(&refs.region, at.file, problems);
            let date = refs.date.map(|_| event.when.date.bounds());
            nodes.push(Node {
                id: &event.id,
                at,
                date,
                kept: *fresh && region.is_some(),
            });
            orders.extend(ordered(number, event, refs, ids, problems));
        }
        let ranges = dating::resolve(&mut nodes, &mut orders, problems);
        let numbers = ids::numbers(nodes.iter().map(|node| node.kept));
        let mut by_event: HashMap<u32, (Vec<u32>, Vec<u32>)> = HashMap::new();
        for order in orders {
            let (after, before) = by_event.entry(order.event).or_default();
            let list = if order.after { after } else { before };
            list.extend(numbers[order.other as usize]);
        }
        Self {
            numbers,
            orders: by_event,
            ranges,
        }
    }
}

/// The `after` and `before` of an event that name other events.
fn ordered(
    number: u32,
    event: &Event,
    refs: &EventRefs,
    ids: &Ids,
    problems: &mut Problems,
) -> Vec<Order> {
    let after = refs.after.iter().map(|name| (name, true));
    let before = refs.before.iter().map(|name| (name, false));
    let mut orders = Vec::new();
    for (name, after) in after.chain(before) {
        let at = At {
            file: event.origin.file,
            span: name.span,
        };
        match ids.find(name, at.file, problems) {
            Some(other) if other == number => {
                report_self(
                    if after { "after" } else { "before" },
                    &event.id,
                    at,
                    problems,
                );
            }
            Some(other) => orders.push(Order {
                event: number,
                other,
                after,
                at,
            }),
            None => {}
        }
    }
    orders
}
