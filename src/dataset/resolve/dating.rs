//! Dates of events that say only what they followed or preceded.
//!
//! Every `after` and `before` is an edge from the earlier event to the later one. The earliest day of an undated event is the
//! latest of the earliest days before it, its latest day the earliest of the latest days behind it; both are passed along the
//! edges in topological order, so that chains of undated events work.

use std::collections::{HashMap, VecDeque};

use super::super::problems::Problems;
use super::cycles::Components;
use super::ids::{At, report_left_out};
use super::{Link, report_cycles};
use crate::diagnostic::Diagnostic;
use crate::model::{Day, DayRange};

/// What dating knows of an event.
pub(super) struct Node<'e> {
    pub(super) id: &'e str,
    /// Where its id is written.
    pub(super) at: At,
    /// The days its date allows, when it has one.
    pub(super) date: Option<DayRange>,
    /// Whether it is kept so far.
    pub(super) kept: bool,
}

/// An `after` or `before` of an event, resolved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    pub(super) event: u32,
    pub(super) other: u32,
    /// Whether the event was after the other one, and not before it.
    pub(super) after: bool,
    pub(super) at: At,
}

impl Order {
    fn earlier(self) -> u32 {
        if self.after { self.other } else { self.event }
    }

    fn later(self) -> u32 {
        if self.after { self.event } else { self.other }
    }
}

/// Drops the orders that cannot hold, marks the events that are left without a date as not kept, and returns the days of
/// the others.
pub(super) fn resolve(
    nodes: &mut [Node<'_>],
    orders: &mut Vec<Order>,
    problems: &mut Problems,
) -> HashMap<u32, DayRange> {
    drop_cycles(nodes, orders, problems);
    let gone = (0..)
        .zip(nodes.iter())
        .filter(|(_, node)| !node.kept)
        .map(|(node, _)| node)
        .collect();
    cascade(nodes, orders, gone, problems);
    let ranges = derive(nodes, orders);
    let dead = contradictions(nodes, orders, &ranges, problems);
    cascade(nodes, orders, dead, problems);
    ranges
}

fn drop_cycles(nodes: &[Node<'_>], orders: &mut Vec<Order>, problems: &mut Problems) {
    let link = |order: &Order| Link {
        from: order.later(),
        to: order.earlier(),
        at: order.at,
    };
    let links: Vec<Link> = orders.iter().map(link).collect();
    let name = |node: u32| nodes[node as usize].id;
    let cycles: Components = report_cycles(
        "the order by `after` and `before`",
        nodes.len(),
        &links,
        name,
        problems,
    );
    orders.retain(|order| !cycles.on_cycle(order.event, order.other));
}

/// Takes events away that have no date and nothing left to derive one from; what refers to them goes as well.
fn cascade(
    nodes: &mut [Node<'_>],
    orders: &mut Vec<Order>,
    mut gone: VecDeque<u32>,
    problems: &mut Problems,
) {
    let mut own: HashMap<u32, usize> = HashMap::new();
    let mut pointing: HashMap<u32, Vec<usize>> = HashMap::new();
    for (position, order) in orders.iter().enumerate() {
        *own.entry(order.event).or_default() += 1;
        pointing.entry(order.other).or_default().push(position);
    }
    for (number, node) in (0..).zip(nodes.iter_mut()) {
        if node.kept && node.date.is_none() && !own.contains_key(&number) {
            dateless(node, problems);
            gone.push_back(number);
        }
    }
    while let Some(dead) = gone.pop_front() {
        for order in pointing
            .remove(&dead)
            .unwrap_or_default()
            .into_iter()
            .map(|position| orders[position])
        {
            report_left_out("event", nodes[dead as usize].id, order.at, problems);
            let left = own.entry(order.event).or_default();
            *left = left.saturating_sub(1);
            let node = &mut nodes[order.event as usize];
            if *left == 0 && node.kept && node.date.is_none() {
                dateless(node, problems);
                gone.push_back(order.event);
            }
        }
    }
    orders.retain(|order| nodes[order.event as usize].kept && nodes[order.other as usize].kept);
}

fn dateless(node: &mut Node<'_>, problems: &mut Problems) {
    node.kept = false;
    let message = format!(
        "event `{}` has no date, and no event is left to derive one from",
        node.id
    );
    let diagnostic = Diagnostic::error("no-date-left", message, node.at.file, node.at.span.range());
    problems.push(diagnostic.hint("put its `after` or `before` right, or give it a `date`"));
}

/// The days of undated events: earliest days forwards along the edges, latest days backwards.
fn derive(nodes: &[Node<'_>], orders: &[Order]) -> HashMap<u32, DayRange> {
    let sorted = topological(orders);
    let mut ranges: HashMap<u32, DayRange> = sorted
        .iter()
        .map(|node| (*node, nodes[*node as usize].date.unwrap_or(DayRange::ALL)))
        .collect();
    let (mut behind, mut ahead): (HashMap<u32, Vec<u32>>, HashMap<u32, Vec<u32>>) =
        Default::default();
    for order in orders {
        behind
            .entry(order.earlier())
            .or_default()
            .push(order.later());
        ahead
            .entry(order.later())
            .or_default()
            .push(order.earlier());
    }
    let undated = |node: &u32| nodes[*node as usize].date.is_none();
    for node in sorted.iter().filter(|node| undated(node)) {
        let earliest = neighbours(&ahead, *node)
            .map(|other| ranges[other].from)
            .max()
            .unwrap_or(Day::MIN);
        ranges
            .entry(*node)
            .and_modify(|range| range.from = earliest);
    }
    for node in sorted.iter().rev().filter(|node| undated(node)) {
        let latest = neighbours(&behind, *node)
            .map(|other| ranges[other].to)
            .min()
            .unwrap_or(Day::MAX);
        ranges.entry(*node).and_modify(|range| range.to = latest);
    }
    ranges
}

fn neighbours(of: &HashMap<u32, Vec<u32>>, node: u32) -> impl Iterator<Item = &u32> {
    of.get(&node).into_iter().flatten()
}

/// The events that orders name, earlier ones first. There are no cycles any more.
fn topological(orders: &[Order]) -> Vec<u32> {
    let mut waiting: HashMap<u32, usize> = HashMap::new();
    let mut behind: HashMap<u32, Vec<u32>> = HashMap::new();
    for order in orders {
        *waiting.entry(order.later()).or_default() += 1;
        waiting.entry(order.earlier()).or_default();
        behind
            .entry(order.earlier())
            .or_default()
            .push(order.later());
    }
    let mut ready: Vec<u32> = waiting
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|(node, _)| *node)
        .collect();
    let mut sorted = Vec::with_capacity(waiting.len());
    while let Some(node) = ready.pop() {
        sorted.push(node);
        for later in behind.remove(&node).unwrap_or_default() {
            let count = waiting.entry(later).or_default();
            *count = count.saturating_sub(1);
            if *count == 0 {
                ready.push(later);
            }
        }
    }
    sorted
}

/// Reports orders that the dates forbid: those of dated events are dropped, undated events go with them.
fn contradictions(
    nodes: &mut [Node<'_>],
    orders: &mut Vec<Order>,
    ranges: &HashMap<u32, DayRange>,
    problems: &mut Problems,
) -> VecDeque<u32> {
    let mut dead = VecDeque::new();
    let impossible = |node: u32| ranges.get(&node).is_some_and(|range| range.from > range.to);
    for order in orders.iter().filter(|order| impossible(order.event)) {
        let node = &mut nodes[order.event as usize];
        if node.date.is_none() && std::mem::replace(&mut node.kept, false) {
            report_impossible(node, ranges[&order.event], problems);
            dead.push_back(order.event);
        }
    }
    orders.retain(|order| {
        let (earlier, later) = (ranges[&order.earlier()], ranges[&order.later()]);
        let fits = earlier.from <= later.to || impossible(order.event) || impossible(order.other);
        if !fits {
            report_order(nodes, *order, earlier.from, later.to, problems);
        }
        fits
    });
    dead
}

fn report_impossible(node: &Node<'_>, range: DayRange, problems: &mut Problems) {
    let message = format!(
        "event `{}` cannot be dated: it must be {} or later by its `after`, and {} or earlier by its `before`",
        node.id, range.from, range.to
    );
    problems.push(Diagnostic::error(
        "contradictory-dates",
        message,
        node.at.file,
        node.at.span.range(),
    ));
}

fn report_order(
    nodes: &[Node<'_>],
    order: Order,
    earlier: Day,
    later: Day,
    problems: &mut Problems,
) {
    let message = format!(
        "`{}` cannot be after `{}`: it was {later} at the latest, the other {earlier} at the earliest",
        nodes[order.later() as usize].id,
        nodes[order.earlier() as usize].id
    );
    let key = if order.after { "after" } else { "before" };
    let diagnostic = Diagnostic::error(
        "contradictory-dates",
        message,
        order.at.file,
        order.at.span.range(),
    );
    problems.push(
        diagnostic
            .label("this reference is left out")
            .hint(format!("check the two dates, or this `{key}`")),
    );
}
