//! Puts collected rows in day order and lays them out as columns.

use std::collections::HashMap;

use super::builder::{Grouped, NO_MINUTE, StoreBuilder};
use super::days::Days;
use super::ids::Ids;
use super::names::Names;
use super::text::Text;
use super::{Children, Codes, Edition, Lists, RowId, Sparse, Store};
use crate::model::RelationKind;

/// Input position of each row, in day order: by first day, then without a clock time before with one, then by clock time,
/// dataset and record.
fn day_order(builder: &StoreBuilder) -> Vec<u32> {
    let key = |at: u32| {
        let row = &builder.rows[at as usize];
        let time = (row.order_minute != NO_MINUTE, row.order_minute);
        (row.days.from, time, row.dataset, row.record)
    };
    let rows = u32::try_from(builder.rows.len()).expect("fewer than four billion rows");
    let mut order: Vec<u32> = (0..rows).collect();
    // Stable sort: nearly sorted input, the usual case, takes one pass.
    order.sort_by_key(|&at| key(at));
    order
}

pub(super) fn store(mut builder: StoreBuilder) -> Store {
    builder.text_starts.push(builder.text.len() as u64);
    builder.id_starts.push(builder.ids.len() as u64);
    let order = day_order(&builder);
    let rows: Vec<_> = order.iter().map(|&at| builder.rows[at as usize]).collect();
    let codes = |of: fn(&super::builder::Fixed) -> u32| Codes::new(rows.iter().map(of));
    let (mentions, mentioned) = reordered(&builder.mentions, &order);
    let (citations, cited) = reordered(&builder.citations, &order);
    let (tag_lists, tags) = reordered(&builder.row_tags, &order);
    let by_record = rows_by_record(&rows);
    let children = children(&mut builder, &order, &by_record);
    let (text, starts) = reordered_text(
        std::mem::take(&mut builder.text),
        &builder.text_starts,
        &order,
    );
    let (ids, id_starts) =
        reordered_text(std::mem::take(&mut builder.ids), &builder.id_starts, &order);
    let mut store = Store {
        names: Names::new(&builder.vocabulary),
        days: Days::new(rows.iter().map(|row| row.days)),
        datasets: codes(|row| row.dataset.into()),
        records: rows.iter().map(|row| row.record).collect(),
        by_record,
        kinds: codes(|row| row.kind.into()),
        regions: codes(|row| row.region),
        minutes: rows.iter().map(|row| row.minute).collect(),
        doubtful: super::Bitset::from_fn(rows.len(), |row| rows[row].doubtful),
        summarised: super::Bitset::from_fn(rows.len(), |row| rows[row].summarised),
        importance: rows.iter().map(|row| row.importance).collect(),
        assessments: rows
            .iter()
            .map(|row| super::PackedGrade(row.assessment))
            .collect(),
        positions: rows.iter().map(|row| row.position).collect(),
        mentions,
        mentioned: Codes::new(mentioned.iter().map(|&(actor, _)| actor)),
        roles: mentioned.iter().map(|&(_, role)| role).collect(),
        citations,
        cited: Codes::new(cited.iter().map(|&(source, _)| source)),
        digits: cited.iter().map(|&(_, digit)| digit).collect(),
        children,
        text: Text::new(text, &starts),
        ids: Ids::new(ids, &id_starts),
        vocabulary: std::mem::take(&mut builder.vocabulary),
        ..Store::default()
    };
    drop(rows);
    store.build_index(&tag_lists, &tags);
    store.now = Edition::now(&store);
    store
}

/// The row of each record, by dataset and position; `u32::MAX` where a dataset has no such record.
fn rows_by_record(rows: &[super::builder::Fixed]) -> Vec<Vec<u32>> {
    let mut by_record: Vec<Vec<u32>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let (dataset, record) = (usize::from(row.dataset), row.record as usize);
        if by_record.len() <= dataset {
            by_record.resize(dataset + 1, Vec::new());
        }
        let records = &mut by_record[dataset];
        if records.len() <= record {
            records.resize(record + 1, u32::MAX);
        }
        records[record] = RowId::at(at).0;
    }
    by_record
}

fn reordered<T: Copy>(grouped: &Grouped<T>, order: &[u32]) -> (Lists, Vec<T>) {
    let lists = Lists::from_lengths(order.iter().map(|&at| grouped.of(at as usize).len()));
    let mut values = Vec::with_capacity(lists.entries());
    order
        .iter()
        .for_each(|&at| values.extend_from_slice(grouped.of(at as usize)));
    (lists, values)
}

fn reordered_text(mut text: String, starts: &[u64], order: &[u32]) -> (String, Vec<u64>) {
    let in_order = order
        .iter()
        .enumerate()
        .all(|(row, &at)| row == at as usize);
    if in_order {
        text.shrink_to_fit();
        return (text, starts.to_vec());
    }
    let mut sorted = String::with_capacity(text.len());
    let mut sorted_starts = Vec::with_capacity(starts.len());
    for &at in order {
        sorted_starts.push(sorted.len() as u64);
        let place = |at: usize| usize::try_from(starts[at]).expect("the text is in memory");
        sorted.push_str(&text[place(at as usize)..place(at as usize + 1)]);
    }
    sorted_starts.push(sorted.len() as u64);
    (sorted, sorted_starts)
}

fn children(builder: &mut StoreBuilder, order: &[u32], by_record: &[Vec<u32>]) -> Children {
    let mut row_of = vec![0; order.len()];
    (0..)
        .zip(order)
        .for_each(|(row, &at): (u32, _)| row_of[at as usize] = row);
    let (quotes_of, quotes) = sparse(std::mem::take(&mut builder.quotes), &row_of);
    let (claims_of, claims) = sparse(std::mem::take(&mut builder.claims), &row_of);
    let (relations_of, relations) = relations(builder, &row_of, by_record);
    let claim_sources = std::mem::take(&mut builder.claim_sources);
    Children {
        quotes_of,
        quotes,
        claims_of,
        claims,
        claim_sources,
        relations_of,
        relations,
    }
}

fn sparse<T>(mut lists: Vec<(u32, Vec<T>)>, row_of: &[u32]) -> (Sparse, Vec<T>) {
    lists
        .iter_mut()
        .for_each(|(row, _)| *row = row_of[*row as usize]);
    lists.sort_by_key(|&(row, _)| row);
    let lengths: Vec<_> = lists.iter().map(|(row, list)| (*row, list.len())).collect();
    (
        Sparse::new(&lengths),
        lists.into_iter().flat_map(|(_, list)| list).collect(),
    )
}

/// Relations as seen from both ends; one to a record that is not there is left out.
fn relations(
    builder: &StoreBuilder,
    row_of: &[u32],
    by_record: &[Vec<u32>],
) -> (Sparse, Vec<(RelationKind, RowId)>) {
    let mut ends: HashMap<u32, Vec<(RelationKind, RowId)>> = HashMap::new();
    for &(from, kind, record) in &builder.relations {
        let dataset = usize::from(builder.rows[from as usize].dataset);
        let other = by_record
            .get(dataset)
            .and_then(|records| records.get(record as usize));
        let Some(&to) = other.filter(|&&to| to != u32::MAX) else {
            continue;
        };
        let from = row_of[from as usize];
        ends.entry(from).or_default().push((kind, RowId(to)));
        ends.entry(to).or_default().push((kind, RowId(from)));
    }
    let lists = ends.into_iter().collect();
    let same: Vec<u32> = (0..).take(row_of.len()).collect();
    sparse(lists, &same)
}
