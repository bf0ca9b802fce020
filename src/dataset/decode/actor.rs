//! `[[actor]]`.

use super::super::draft::{ActorDraft, ActorRefs, BlocRef, Draft, Kind};
use super::super::fields::Fields;
use super::super::values;
use crate::model::{Actor, Origin};

const SCHEMES: [&str; 4] = ["ucdp", "wikidata", "acled", "cameo"];

pub(super) fn read<'t>(mut fields: Fields<'t, '_>, origin: Origin) -> Option<ActorDraft> {
    let id = fields.id(Kind::Actor);
    let name = fields.required_text("name");
    let kind = fields.required_word("kind");
    let short = fields.text("short");
    let native_name = fields.text("native_name");
    let aliases = fields.texts("aliases");
    let country = fields.checked("country", values::country);
    let ids = fields.pairs("ids", &SCHEMES);
    let note = fields.text("note");
    let refs = ActorRefs {
        parent: fields.reference("parent", &[Kind::Actor]),
        leader: fields.reference("leader", &[Kind::Actor]),
        blocs: fields.tables("blocs", "entry of `blocs`", bloc),
    };
    if !fields.finish() {
        return None;
    }
    let id = id?;
    let record = Actor {
        id: id.text.into(),
        name: name?,
        short,
        native_name,
        aliases,
        kind: kind?,
        parent: None,
        blocs: Vec::new(),
        country,
        leader: None,
        ids,
        note,
    };
    Some(Draft {
        record,
        origin,
        id: id.span,
        refs,
    })
}

fn bloc<'t>(mut fields: Fields<'t, '_>) -> Option<BlocRef> {
    let bloc = fields.required_reference("bloc", &[Kind::Bloc]);
    let from = fields.date("from");
    let to = fields.date("to");
    if let (Some(first), Some(last)) = (&from, &to)
        && first.bounds().from > last.bounds().to
    {
        let message = format!(
            "this membership ends ({}) before it begins ({})",
            last.text(),
            first.text()
        );
        let place = fields.place();
        let diagnostic = fields.sink().error("contradictory-dates", message, place);
        fields.fault(diagnostic);
    }
    if !fields.finish() {
        return None;
    }
    Some(BlocRef {
        bloc: bloc?,
        from,
        to,
    })
}
