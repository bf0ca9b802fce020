//! Puts collected rows in day order and lays them out as columns.

use std::collections::HashMap;
use std::thread;

use super::batch::{Batch, Cited, Fixed, Grouped, NO_DAY, NO_MINUTE, RowLists, small};
use super::children::ClaimPage;
use super::days::Days;
use super::ids::Ids;
use super::names::Names;
use super::reports::Reports;
use super::text::Text;
use super::{Bitset, Children, Codes, Lists, PackedGrade, RowId, Sparse, Store, Vocabulary, tasks};
use crate::model::{DayRange, EventStatus, RelationKind};

/// All batches, their rows numbered through.
struct Input<'a> {
    batches: &'a [Batch],
    /// Number of the first row of each batch, and of all rows.
    starts: Vec<u32>,
}

impl<'a> Input<'a> {
    fn new(batches: &'a [Batch]) -> Self {
        let mut starts = vec![0];
        let mut rows = 0;
        for batch in batches {
            rows += batch.len();
            starts.push(small(rows));
        }
        Self { batches, starts }
    }

    fn rows(&self) -> usize {
        self.starts.last().map_or(0, |&rows| rows as usize)
    }

    /// The batch of a row, and its place there. There is a batch a thread and no more.
    fn locate_batch(&self, row: u32) -> (usize, usize) {
        let after = self.starts.iter().position(|&start| start > row);
        let at = after.expect("a row of some batch") - 1;
        (at, (row - self.starts[at]) as usize)
    }

    fn fixed(&self, row: u32) -> &'a Fixed {
        let (batch, at) = self.locate_batch(row);
        &self.batches[batch].rows[at]
    }
}

pub(super) fn store(
    vocabulary: Vocabulary,
    mut batches: Vec<Batch>,
    stage: &mut dyn FnMut(&'static str),
) -> Store {
    let arenas = Arenas::taken_from(&mut batches);
    let input = Input::new(&batches);
    let order = day_order(&input);
    stage("order");
    let (mut store, lists) = columns(&input, &order, arenas);
    drop(order);
    // To give memory back takes its time as well.
    thread::spawn(|| drop(batches));
    store.names = Names::new(&vocabulary);
    store.vocabulary = vocabulary;
    stage("columns");
    store.build_index(&lists);
    stage("index and edition");
    store
}

/// Texts end to end, with where each of them starts and the last one ends.
type Arena = (String, Vec<u64>);

/// Texts and ids of each batch. Who puts them in order gives their memory back.
struct Arenas {
    texts: Vec<Arena>,
    ids: Vec<Arena>,
}

impl Arenas {
    fn taken_from(batches: &mut [Batch]) -> Self {
        let whole = |text: &mut String, starts: &mut Vec<u64>| {
            starts.push(text.len() as u64);
            (std::mem::take(text), std::mem::take(starts))
        };
        let texts = batches
            .iter_mut()
            .map(|batch| whole(&mut batch.text, &mut batch.text_starts))
            .collect();
        let ids = batches
            .iter_mut()
            .map(|batch| whole(&mut batch.ids, &mut batch.id_starts))
            .collect();
        Self { texts, ids }
    }
}

/// Clock times by row; nothing where no row has one, as in most published data.
fn minutes(rows: &[Fixed]) -> Vec<u16> {
    if rows.iter().all(|row| row.minute == NO_MINUTE) {
        return Vec::new();
    }
    rows.iter().map(|row| row.minute).collect()
}

/// Statuses by row; nothing where every event occurred, as in most data.
fn statuses(rows: &[Fixed]) -> Vec<u8> {
    let occurred = EventStatus::Occurred as u8;
    if rows.iter().all(|row| row.status == occurred) {
        return Vec::new();
    }
    rows.iter().map(|row| row.status).collect()
}

/// Rows in day order: by first day, then without a clock time before with one, then by clock time, dataset and record. What was
/// coded from one report has one day and stands together, at the place of its first record.
fn day_order(input: &Input<'_>) -> Vec<u32> {
    let key = |row: u32| {
        let row = input.fixed(row);
        let time = (row.order_minute != NO_MINUTE, row.order_minute);
        (time, row.dataset, row.report(), row.record)
    };
    let (mut order, days) = by_day(input);
    for day in days.windows(2) {
        let rows = &mut order[day[0] as usize..day[1] as usize];
        if !rows.is_sorted_by_key(|&row| key(row)) {
            rows.sort_by_cached_key(|&row| key(row));
        }
    }
    order
}

/// Rows by first day in the order of the input, and where each day starts and the last one ends.
fn by_day(input: &Input<'_>) -> (Vec<u32>, Vec<u32>) {
    let rows = (0..).zip(input.batches.iter().flat_map(|batch| &batch.rows));
    let days = rows.map(|(at, row)| (at, row.days.from.0));
    let only_days = || days.clone().map(|(_, day)| day);
    let dated = || only_days().filter(|&day| day != i64::MIN && day != i64::MAX);
    let (first, last) = (dated().min().unwrap_or(0), dated().max().unwrap_or(0));
    let span = usize::try_from(last.saturating_sub(first)).unwrap_or(usize::MAX);
    if span > 4 * input.rows() + (1 << 16) {
        return sorted_by_day(input);
    }
    // A counting sort; rows without a first day come first, those without any last.
    let place = |day: i64| match day {
        i64::MIN => 0,
        i64::MAX => span + 2,
        day => usize::try_from(day - first).expect("no day is before the first") + 1,
    };
    let mut starts = vec![0_u32; span + 4];
    only_days().for_each(|day| starts[place(day) + 1] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let kept = starts.last().map_or(0, |&rows| rows as usize);
    let mut order = vec![0; kept];
    for (row, day) in days {
        let slot = &mut next[place(day)];
        order[*slot as usize] = row;
        *slot += 1;
    }
    (order, starts)
}

/// The same where days lie too far apart to be counted one by one (the age of the universe).
fn sorted_by_day(input: &Input<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<u32> = (0..small(input.rows())).collect();
    let day = |row: u32| input.fixed(row).days.from;
    order.sort_by_key(|&row| day(row));
    let runs = order.chunk_by(|&a, &b| day(a) == day(b));
    let mut starts = vec![0];
    starts.extend(runs.scan(0, |end, run| {
        *end += small(run.len());
        Some(*end)
    }));
    (order, starts)
}

/// Columns, texts and what hangs on rows; the lists that only the index needs stand apart.
fn columns(input: &Input<'_>, order: &[u32], arenas: Arenas) -> (Store, RowValues) {
    let mut store = Store::default();
    let (mut text, mut ids) = (Text::default(), Ids::default());
    let (mut mentioned, mut cited) = (Default::default(), Default::default());
    let mut lists = RowValues::default();
    tasks::run(vec![
        // Texts are most of the bytes.
        Box::new(|| text = texts(input, order, arenas.texts)),
        Box::new(|| store = single_values(input, order)),
        Box::new(|| cited = gathered(input, order, |lists| &lists.citations)),
        Box::new(|| mentioned = gathered(input, order, |lists| &lists.mentions)),
        Box::new(|| lists = RowValues::new(input, order)),
        Box::new(|| ids = self::ids(input, order, arenas.ids)),
    ]);
    store.set_mentions(mentioned);
    store.set_citations(cited);
    let ids = ids.into();
    (Store { text, ids, ..store }, lists)
}

impl Store {
    fn set_mentions(&mut self, (lists, mentioned): (Lists, Vec<(u32, u8)>)) {
        self.mentions = lists;
        self.mentioned = Codes::new(mentioned.iter().map(|&(actor, _)| actor));
        self.parts = mentioned.iter().map(|&(_, part)| part).collect();
    }

    fn set_citations(&mut self, (lists, cited): (Lists, Vec<Cited>)) {
        self.citations = lists;
        self.cited = Codes::new(cited.iter().map(|cited| cited.source));
        self.digits = cited.iter().map(|cited| cited.digit).collect();
        self.cited_days = cited_days(&cited).into();
    }
}

/// What each row has exactly one of, and what few rows have.
fn single_values(input: &Input<'_>, order: &[u32]) -> Store {
    let rows: Vec<Fixed> = order.iter().map(|&row| *input.fixed(row)).collect();
    let codes = |of: fn(&Fixed) -> u32| Codes::new(rows.iter().map(of));
    let by_record = rows_by_record(&rows);
    let children = children(input, order, &by_record);
    Store {
        days: Days::new(
            rows.iter().map(|row| row.days),
            loose(input, order).into_iter(),
        ),
        datasets: codes(|row| row.dataset.into()),
        records: rows.iter().map(|row| row.record).collect(),
        by_record,
        kinds: codes(|row| row.kind.into()),
        regions: codes(|row| row.region),
        statuses: statuses(&rows),
        minutes: minutes(&rows),
        doubtful: Bitset::from_fn(rows.len(), |row| rows[row].doubtful),
        summarised: Bitset::from_fn(rows.len(), |row| rows[row].summarised),
        importance: rows.iter().map(|row| row.importance).collect(),
        assessments: rows.iter().map(|row| PackedGrade(row.assessment)).collect(),
        positions: rows
            .iter()
            .map(|row| row.position)
            .collect::<Vec<_>>()
            .into(),
        precisions: rows.iter().map(|row| row.precision).collect(),
        children,
        reports: Reports::of(rows.iter().map(|row| (row.dataset, row.report()))),
        ..Store::default()
    }
}

/// The rows in their new order that allow other days than all from their first to their last.
fn loose<'i>(input: &Input<'i>, order: &[u32]) -> Vec<(u32, &'i [DayRange])> {
    let batches = input.batches.iter();
    if batches.clone().all(|batch| batch.loose.is_empty()) {
        return Vec::new();
    }
    let of_batch = |(at, batch): (usize, &'i Batch)| {
        let rows = batch.loose.iter();
        rows.map(move |(row, runs)| ((at, *row as usize), &**runs))
    };
    let runs: HashMap<(usize, usize), &[DayRange]> =
        batches.enumerate().flat_map(of_batch).collect();
    let rows = (0..).zip(order);
    rows.filter_map(|(row, &from)| Some((row, *runs.get(&input.locate_batch(from))?)))
        .collect()
}

/// Days of publication of citations; nothing when none has one of its own.
fn cited_days(cited: &[Cited]) -> Vec<i32> {
    if cited.iter().all(|cited| cited.day == NO_DAY) {
        return Vec::new();
    }
    cited.iter().map(|cited| cited.day).collect()
}

/// Tags and values of rows, which only the index needs.
#[derive(Default)]
pub(super) struct RowValues {
    pub(super) tag_lists: Lists,
    pub(super) tags: Vec<u32>,
    pub(super) value_lists: Lists,
    pub(super) values: Vec<(u32, u32)>,
}

impl RowValues {
    fn new(input: &Input<'_>, order: &[u32]) -> Self {
        let (tag_lists, tags) = gathered(input, order, |lists| &lists.tags);
        let (value_lists, values) = gathered(input, order, |lists| &lists.values);
        Self {
            tag_lists,
            tags,
            value_lists,
            values,
        }
    }
}

/// The lists of all rows in their new order.
fn gathered<T: Copy>(
    input: &Input<'_>,
    order: &[u32],
    of: impl Fn(&RowLists) -> &Grouped<T>,
) -> (Lists, Vec<T>) {
    let entries = input.batches.iter();
    let entries = entries.map(|batch| of(&batch.lists).values.len());
    let mut values: Vec<T> = Vec::with_capacity(entries.sum());
    let lengths = order.iter().map(|&row| {
        let (at, place) = input.locate_batch(row);
        let list = of(&input.batches[at].lists).of(place);
        values.extend_from_slice(list);
        list.len()
    });
    let lists = Lists::from_lengths(lengths);
    (lists, values)
}

/// The row of each record, by dataset and position; `u32::MAX` where a dataset has no such record.
fn rows_by_record(rows: &[Fixed]) -> Vec<Vec<u32>> {
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

/// Folded texts in the order of the rows.
fn texts(input: &Input<'_>, order: &[u32], arenas: Vec<Arena>) -> Text {
    let (text, starts) = reordered(input, order, arenas);
    Text::new(text, &starts)
}

/// Ids in the order of the rows.
fn ids(input: &Input<'_>, order: &[u32], arenas: Vec<Arena>) -> Ids {
    let (ids, starts) = reordered(input, order, arenas);
    Ids::new(ids, &starts)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "their memory is given back when they are in order"
)]
fn reordered(input: &Input<'_>, order: &[u32], arenas: Vec<Arena>) -> Arena {
    let bytes = arenas.iter().map(|(text, _)| text.len()).sum();
    let mut sorted = String::with_capacity(bytes);
    let mut starts = Vec::with_capacity(order.len() + 1);
    let place = |at: u64| usize::try_from(at).expect("the text is in memory");
    for &row in order {
        let (batch, at) = input.locate_batch(row);
        let (text, ends) = &arenas[batch];
        starts.push(sorted.len() as u64);
        sorted.push_str(&text[place(ends[at])..place(ends[at + 1])]);
    }
    starts.push(sorted.len() as u64);
    (sorted, starts)
}

fn children(input: &Input<'_>, order: &[u32], by_record: &[Vec<u32>]) -> Children {
    let some = input.batches.iter().any(|batch| {
        !(batch.quotes.is_empty() && batch.claims.is_empty() && batch.relations.is_empty())
    });
    if !some {
        return Children::default();
    }
    let mut row_of = vec![0; input.rows()];
    (0..)
        .zip(order)
        .for_each(|(row, &at): (u32, _)| row_of[at as usize] = row);
    let (quotes_of, quotes) = quotes(input, &row_of);
    let (relations_of, relations) = relations(input, &row_of, by_record);
    Children {
        quotes_of,
        quotes,
        claims: claims(input, &row_of).into(),
        relations_of,
        relations,
    }
}

fn quotes(input: &Input<'_>, row_of: &[u32]) -> (Sparse, Vec<super::QuoteRow>) {
    let batches = input.batches.iter().zip(&input.starts);
    let lists = batches.flat_map(|(batch, start)| {
        let list = move |(row, quotes): &(u32, Vec<super::QuoteRow>)| {
            (row_of[(start + row) as usize], quotes.clone())
        };
        batch.quotes.iter().map(list)
    });
    sparse(lists.collect())
}

/// Claims of all rows; where their sources stand is shifted by those of the batches before.
fn claims(input: &Input<'_>, row_of: &[u32]) -> ClaimPage {
    let mut all = ClaimPage::default();
    // By row: batch, first claim and number of claims.
    let mut runs: Vec<(u32, usize, usize, u32)> = Vec::new();
    let mut shifts = Vec::new();
    for (at, (batch, start)) in input.batches.iter().zip(&input.starts).enumerate() {
        let mut first = 0;
        for &(row, count) in &batch.claims_of {
            let row = row_of[(start + row) as usize];
            runs.push((row, at, first, count));
            first += count as usize;
        }
        shifts.push(small(all.sources.len()));
        all.sources.extend_from_slice(&batch.claim_sources);
    }
    runs.sort_unstable_by_key(|&(row, ..)| row);
    let lengths: Vec<_> = runs
        .iter()
        .map(|&(row, .., count)| (row, count as usize))
        .collect();
    all.of = Sparse::new(&lengths);
    all.claims
        .reserve(runs.iter().map(|&(.., count)| count as usize).sum());
    for (_, at, first, count) in runs {
        let range = first..first + count as usize;
        all.claims
            .extend(&input.batches[at].claims, range, shifts[at]);
    }
    all
}

fn sparse<T>(mut lists: Vec<(u32, Vec<T>)>) -> (Sparse, Vec<T>) {
    lists.sort_by_key(|&(row, _)| row);
    let lengths: Vec<_> = lists.iter().map(|(row, list)| (*row, list.len())).collect();
    (
        Sparse::new(&lengths),
        lists.into_iter().flat_map(|(_, list)| list).collect(),
    )
}

/// Relations as seen from both ends; one to a record that is not there is left out.
fn relations(
    input: &Input<'_>,
    row_of: &[u32],
    by_record: &[Vec<u32>],
) -> (Sparse, Vec<(RelationKind, RowId)>) {
    let mut ends: HashMap<u32, Vec<(RelationKind, RowId)>> = HashMap::new();
    for (batch, start) in input.batches.iter().zip(&input.starts) {
        for &(from, kind, record) in &batch.relations {
            let dataset = usize::from(batch.rows[from as usize].dataset);
            let other = by_record
                .get(dataset)
                .and_then(|records| records.get(record as usize));
            let Some(&to) = other.filter(|&&to| to != u32::MAX) else {
                continue;
            };
            let from = row_of[(start + from) as usize];
            ends.entry(from).or_default().push((kind, RowId(to)));
            ends.entry(to).or_default().push((kind, RowId(from)));
        }
    }
    sparse(ends.into_iter().collect())
}
