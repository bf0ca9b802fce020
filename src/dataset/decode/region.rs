//! `[[region]]`.

use super::super::draft::{Draft, Kind, RegionDraft};
use super::super::fields::Fields;
use crate::model::{Origin, Region, RegionLevel};

const SCHEMES: [&str; 6] = ["iso", "pcode", "fips", "gaul", "geonames", "wikidata"];

pub(super) fn read<'t>(mut fields: Fields<'t, '_>, origin: Origin) -> Option<RegionDraft> {
    let id = fields.id(Kind::Region);
    let name = fields.required_text("name");
    let level = fields.required_word("level");
    let native_name = fields.text("native_name");
    let aliases = fields.texts("aliases");
    let position = fields.position();
    let codes = fields.pairs("codes", &SCHEMES);
    let note = fields.text("note");
    let parent = fields.reference("parent", &[Kind::Region]);
    if let Some(level) = level
        && !matches!(level, RegionLevel::Country | RegionLevel::Area)
        && fields.is_absent("parent")
    {
        fields.missing(
            "parent",
            format!("name the region that this {level} lies in"),
        );
    }
    if !fields.finish() {
        return None;
    }
    let id = id?;
    let record = Region {
        id: id.text.into(),
        name: name?,
        native_name,
        aliases,
        level: level?,
        parent: None,
        position,
        codes,
        note,
    };
    Some(Draft {
        record,
        origin,
        id: id.span,
        refs: parent,
    })
}
