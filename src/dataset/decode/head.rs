//! `[dataset]`, `[[dataset.bloc]]` and `[[dataset.publisher]]`.

use std::ops::Range;

use toml::de::DeValue;

use super::super::draft::{AboutDraft, BlocDraft, Draft, Drafts, Kind};
use super::super::fields::Fields;
use super::super::sink::Sink;
use super::super::span::Span;
use super::super::values;
use crate::model::{About, Bloc, Origin, Publisher};

/// The newest version of the format that is understood.
const SCHEMA: i64 = 1;

/// Reads the head of a dataset. A table that has only blocs and publishers is a continuation of it and needs no title.
pub(super) fn read<'t>(
    value: &DeValue<'t>,
    place: Range<usize>,
    sink: &mut Sink<'t>,
    drafts: &mut Drafts,
) {
    let DeValue::Table(table) = value else {
        let message = format!(
            "`dataset` must be a table, not {}",
            values::type_name(value)
        );
        sink.push(
            sink.error("wrong-type", message, place)
                .hint("start it with `[dataset]`"),
        );
        return;
    };
    let origin = sink.origin(&place);
    let mut fields = Fields::new(table, place.clone(), "dataset", sink);
    drafts.blocs = fields.tables("bloc", "bloc", bloc);
    drafts.publishers = fields.tables("publisher", "publisher", publisher);
    fields.keep_so_far();
    let continues = |key: &str| matches!(key, "bloc" | "publisher");
    if table.keys().any(|key| !continues(key.get_ref())) {
        drafts
            .about
            .extend(about(fields, origin, Span::new(&place)));
    }
}

fn about(mut fields: Fields<'_, '_>, origin: Origin, place: Span) -> Option<AboutDraft> {
    schema(&mut fields);
    let title = fields.required_text("title");
    let mut about = About {
        title: "".into(),
        summary: fields.text("summary"),
        coverage: fields.date("coverage"),
        license: fields.text("license"),
        attribution: fields.texts("attribution"),
        curator: fields.text("curator"),
        version: fields.text("version"),
        timezone: fields.checked("timezone", values::timezone),
        ids_from_names: false,
    };
    if !fields.finish() {
        return None;
    }
    about.title = title?;
    Some(AboutDraft {
        about,
        origin,
        place,
    })
}

fn schema(fields: &mut Fields<'_, '_>) {
    let Some(number) = fields.integer("schema") else {
        if fields.get("schema").is_none() {
            fields.missing("schema", format!("add `schema = {SCHEMA}`"));
        }
        return;
    };
    if number != SCHEMA {
        let place = fields
            .get("schema")
            .map_or_else(|| fields.place(), |value| value.place);
        let message = format!("schema {number} is not known");
        let hint = format!("this version of annals reads schema {SCHEMA}");
        let diagnostic = fields
            .sink()
            .error("unknown-schema", message, place)
            .hint(hint);
        fields.fault(diagnostic);
    }
}

fn publisher(mut fields: Fields<'_, '_>) -> Option<Publisher> {
    let name = fields.required_text("name");
    let aliases = fields.texts("aliases");
    let country = fields.checked("country", values::country);
    if !fields.finish() {
        return None;
    }
    Some(Publisher {
        name: name?,
        aliases,
        country,
    })
}

fn bloc(mut fields: Fields<'_, '_>) -> Option<BlocDraft> {
    let place = fields.place();
    let origin = fields.sink().origin(&place);
    let id = fields.id(Kind::Bloc);
    let name = fields.required_text("name");
    let colour = fields.checked("colour", values::colour);
    let glyph = fields.checked("glyph", values::glyph);
    let ascii = fields.converted("ascii", values::ascii);
    let order = fields.integer("order").unwrap_or_default();
    if !fields.finish() {
        return None;
    }
    let id = id?;
    let record = Bloc {
        id: id.text.into(),
        name: name?,
        colour,
        glyph,
        ascii,
        order,
    };
    Some(Draft {
        record,
        origin,
        id: id.span,
        refs: (),
    })
}
