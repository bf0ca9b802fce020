//! Every record of a dataset as JSON with the keys and the order of `docs/data-format.md`: what its files say.

use serde_json::Value;

use super::record::{self, Table, text};
use super::shown::Shown;
use crate::model::{
    About, Actor, ActorIx, Bloc, BlocSpan, Dataset, Event, Region, Reliability, Source, SourceKind,
    SourceOrigin,
};

/// The `[dataset]` table.
#[must_use]
pub fn about(about: &About) -> Value {
    let attribution = about.attribution.iter().map(|line| text(line)).collect();
    Table::new()
        .put("schema", 1)
        .put("title", text(&about.title))
        .text("summary", about.summary.as_deref())
        .date("coverage", about.coverage.as_ref())
        .text("license", about.license.as_deref())
        .list("attribution", attribution)
        .text("curator", about.curator.as_deref())
        .text("version", about.version.as_deref())
        .text("timezone", about.timezone.as_deref())
        .done()
}

/// A `[[dataset.bloc]]`.
#[must_use]
pub fn bloc(bloc: &Bloc) -> Value {
    Table::new()
        .put("id", text(&bloc.id))
        .put("name", text(&bloc.name))
        .text("colour", bloc.colour.as_deref())
        .text("glyph", bloc.glyph.as_deref())
        .maybe("ascii", bloc.ascii.map(String::from))
        .put("order", bloc.order)
        .done()
}

/// An `[[actor]]`.
#[must_use]
pub fn actor(dataset: &Dataset, actor: &Actor) -> Value {
    let bloc = |span: &BlocSpan| {
        Table::new()
            .put("bloc", text(&dataset.blocs[span.bloc.index()].id))
            .date("from", span.from.as_ref())
            .date("to", span.to.as_ref())
            .done()
    };
    let other = |actor: Option<ActorIx>| actor.map(|ix| text(&dataset.actors[ix.index()].id));
    Table::new()
        .put("id", text(&actor.id))
        .put("name", text(&actor.name))
        .text("short", actor.short.as_deref())
        .text("native_name", actor.native_name.as_deref())
        .list(
            "aliases",
            actor.aliases.iter().map(|name| text(name)).collect(),
        )
        .put("kind", actor.kind.slug())
        .maybe("parent", other(actor.parent))
        .list("blocs", actor.blocs.iter().map(bloc).collect())
        .text("country", actor.country.as_deref())
        .maybe("leader", other(actor.leader))
        .codes("ids", &actor.ids)
        .text("note", actor.note.as_deref())
        .done()
}

/// A `[[region]]`.
#[must_use]
pub fn region(dataset: &Dataset, region: &Region) -> Value {
    let parent = region
        .parent
        .map(|ix| text(&dataset.regions[ix.index()].id));
    Table::new()
        .put("id", text(&region.id))
        .put("name", text(&region.name))
        .text("native_name", region.native_name.as_deref())
        .list(
            "aliases",
            region.aliases.iter().map(|name| text(name)).collect(),
        )
        .put("level", region.level.slug())
        .maybe("parent", parent)
        .position(region.position)
        .codes("codes", &region.codes)
        .text("note", region.note.as_deref())
        .done()
}

/// A `[[source]]`.
#[must_use]
pub fn source(dataset: &Dataset, source: &Source) -> Value {
    let actor = source
        .affiliation
        .map(|ix| text(&dataset.actors[ix.index()].id));
    let origin = source.origin.as_ref().map(|origin| match origin {
        SourceOrigin::Actor(actor) => text(&dataset.actors[actor.index()].id),
        SourceOrigin::Name(name) => text(name),
    });
    let copied = source
        .syndicated_from
        .map(|ix| text(&dataset.sources[ix.index()].id));
    Table::new()
        .put("id", text(&source.id))
        .put("publisher", text(&source.publisher))
        .text("title", source.title.as_deref())
        .text("author", source.author.as_deref())
        .text("url", source.url.as_deref())
        .text("archive_url", source.archive_url.as_deref())
        .date("published", source.published.as_ref())
        .date("accessed", source.accessed.as_ref())
        .text("language", source.language.as_deref())
        .maybe("kind", source.kind.map(SourceKind::slug))
        .maybe("affiliation", actor)
        .maybe("origin", origin)
        .maybe("syndicated_from", copied)
        .maybe("reliability", source.reliability.map(Reliability::slug))
        .text("reliability_reason", source.reliability_reason.as_deref())
        .text("sha256", source.sha256.as_deref())
        .text("note", source.note.as_deref())
        .done()
}

/// An `[[event]]`, as `annals query --format json` writes it.
#[must_use]
pub fn event(dataset: &Dataset, event: &Event) -> Value {
    record::event(dataset, event, &Shown::All)
}
