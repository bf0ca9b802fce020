//! One thing in several spellings, and several things of one name.

use super::*;
use crate::store::RegionEntry;

const MAP: &str = "[event]\nid = 'id'\ndate = 'date'\ntitle = 'title'\nactors = [{ column = 'who' }]\n\
    regions = [{ column = 'gov', level = 'governorate' }, { column = 'town', level = 'place' }]\n\
    sources = { publisher = 'pub' }\ntags = { column = 'tag' }\n";

fn mapped(map: &str, text: &str) -> Engine {
    let options = Options {
        map: Some(map.to_owned()),
        ..Options::default()
    };
    let format = format("map");
    let head = Head {
        name: "test.csv",
        text,
        whole: true,
    };
    let file = File {
        reader: (format.open)(&head, &options).expect("opens").into(),
        ..file_of(text)
    };
    engine(load(vec![file], 0, Limits::default(), &()))
}

/// A file whose reader is to be replaced.
fn file_of(text: &str) -> File {
    let mut file = file(format("ucdp-ged"), HEADER);
    file.text = Box::new(Cursor::new(text.as_bytes().to_vec()));
    file.backing = Arc::new(Held(text.as_bytes().to_vec()));
    file.bytes = Some(text.len() as u64);
    file
}

#[test]
fn actors_regions_and_publishers_are_one_in_every_spelling() {
    let text = "id,date,title,who,gov,town,pub,tag\n\
        1,2024-01-01,a,NORTHERN FRONT,Idlib Governorate,,Reuters,Market\n\
        2,2024-01-02,b,Northern Front,Idlib governorate,,REUTERS,market\n\
        3,2024-01-03,c,northern-front,idlib  governorate,,reuters,MARKET\n\
        4,2024-01-04,d,Northern Front,Idlib Governorate,,Reuters,market\n\
        5,2024-01-05,e,Nörthern Front,Īdlib-Governorate,,Reuters,market\n\
        6,2024-01-06,f,Northern Front (West),Idlib,,Reuters News Service,market\n";
    let engine = mapped(MAP, text);
    let five = ["1", "2", "3", "4", "5"];
    for filter in [
        "actor:\"Northern Front\"",
        "actor:northern-front",
        "region:\"Idlib Governorate\"",
        "source:reuters",
        "publisher:reuters",
    ] {
        assert_eq!(shown(&engine, filter), five, "{filter}");
    }
    let names = engine.store().vocabulary();
    let front = &names.actors[0];
    assert_eq!(
        (&*front.id, &*front.name),
        ("northern-front", "Northern Front")
    );
    let aliases: Vec<&str> = front.aliases.iter().map(|name| &**name).collect();
    assert_eq!(
        aliases,
        ["NORTHERN FRONT", "northern-front", "Nörthern Front"]
    );
    assert_eq!(names.actors.len(), 2);
    // The governorate, and what is called by its bare name alone.
    assert_eq!(names.regions.len(), 2);
    assert_eq!(names.publishers.len(), 2);
    let spellings: Vec<&str> = names.publisher_spellings[0]
        .iter()
        .map(|name| &**name)
        .collect();
    assert_eq!(spellings, ["REUTERS", "reuters"]);
}

#[test]
fn a_name_finds_all_that_have_it_and_each_has_an_id() {
    let text = "id,date,title,who,gov,town,pub,tag\n\
        1,2024-01-01,a,x,Latakia Governorate,Salma village,p,t\n\
        2,2024-01-02,b,x,Idlib Governorate,Salma village,p,t\n\
        3,2024-01-03,c,x,Hama Governorate,Salma village,p,t\n\
        4,2024-01-04,d,x,Hama Governorate,salma  village,p,t\n\
        5,2024-01-05,e,x,Hama Governorate,Salma,p,t\n";
    let engine = mapped(MAP, text);
    for filter in ["region:\"Salma village\"", "region:salma-village"] {
        assert_eq!(shown(&engine, filter), ["1", "2", "3", "4"], "{filter}");
    }
    assert_eq!(
        shown(&engine, "region:salma-village-hama-governorate"),
        ["3", "4"]
    );
    assert_eq!(
        shown(&engine, "region:salma-village-idlib-governorate"),
        ["2"]
    );
    let labels: Vec<&str> = engine
        .store()
        .vocabulary()
        .regions
        .iter()
        .map(RegionEntry::label)
        .collect();
    assert!(
        labels.contains(&"Salma village (Hama Governorate)"),
        "{labels:?}"
    );
    assert!(labels.contains(&"Salma"), "{labels:?}");
}

#[test]
fn levels_and_codes_tell_regions_apart_and_their_labels_say_so() {
    let map = "[event]\nid = 'id'\ndate = 'date'\ntitle = 'title'\n\
        regions = [{ column = 'gov', level = 'governorate' }, { column = 'district', level = 'district' }]\n";
    let text = "id,date,title,gov,district\n1,2024-01-01,a,Idlib,\n2,2024-01-02,b,Idlib,Idlib\n";
    let engine = mapped(map, text);
    let labels: Vec<&str> = engine
        .store()
        .vocabulary()
        .regions
        .iter()
        .map(RegionEntry::label)
        .collect();
    assert_eq!(labels, ["Idlib (governorate)", "Idlib (district)"]);
    assert_eq!(shown(&engine, "region:idlib"), ["1", "2"]);
    assert_eq!(shown(&engine, "region:idlib-idlib"), ["2"]);
}

#[test]
fn a_dyad_is_one_value_by_number_and_name() {
    let dyad = |id, number: &str, name: &str| {
        let record = ged(id, "2016-01-05", "2016-01-05", "IS", "x");
        record.replace("Government of Syria - IS,IS", &format!("{name},{number}"))
    };
    let text = format!(
        "{HEADER}{}{}{}{}",
        dyad(1, "406", "Government of Syria - IS"),
        dyad(2, "406", "Government of Syria - IS"),
        dyad(3, "406", "Syria - Islamic State of Aleppo"),
        dyad(4, "", "Without a number"),
    );
    let engine = engine(loaded("ucdp-ged", &text));
    for filter in [
        "ucdp.dyad:406",
        "ucdp.dyad:\"Government of Syria - IS\"",
        "ucdp.dyad:\"syria islamic state of aleppo\"",
    ] {
        assert_eq!(shown(&engine, filter), ["1", "2", "3"], "{filter}");
    }
    assert_eq!(shown(&engine, "ucdp.dyad:\"Without a number\""), ["4"]);
    let field = &engine.store().vocabulary().fields[0];
    assert_eq!(field.values.len(), 2);
    let labels: Vec<String> = (0..2)
        .map(|code| field.label(crate::store::ValueCode(code)))
        .collect();
    assert_eq!(
        labels,
        ["Government of Syria - IS (406)", "Without a number"]
    );
    // A word of a name finds the events, whichever of its names it is in.
    assert_eq!(shown(&engine, "\"islamic state of\""), ["1", "2", "3"]);
}

#[test]
fn a_word_finds_events_by_every_region_around_the_place() {
    let text = format!(
        "{HEADER}{}{}",
        ged(1, "2016-01-05", "2016-01-05", "IS", "x"),
        ged(2, "2016-01-06", "2016-01-06", "IS", "Aleppo again")
            .replace("Aleppo Governorate", "Idlib Governorate"),
    );
    let engine = engine(loaded("ucdp-ged", &text));
    assert_eq!(shown(&engine, "aleppo"), ["1", "2"]);
    assert_eq!(shown(&engine, "syria"), ["1", "2"]);
    assert_eq!(shown(&engine, "idlib"), ["2"]);
    assert_eq!(shown(&engine, "/^idlib gov/"), ["2"]);
    assert_eq!(shown(&engine, "-aleppo"), Vec::<String>::new());
}

#[test]
fn countries_are_one_by_their_code() {
    let text = format!(
        "{HEADER}{}{}",
        ged(1, "2016-01-05", "2016-01-05", "IS", "x"),
        ged(2, "2016-01-06", "2016-01-06", "IS", "x").replace(",Syria,", ",Syrian Arab Republic,"),
    );
    let engine = engine(loaded("ucdp-ged", &text));
    let countries = engine.store().vocabulary().regions.iter();
    let countries = countries.filter(|region| region.level == crate::model::RegionLevel::Country);
    assert_eq!(countries.count(), 1);
    assert_eq!(
        shown(&engine, "region:\"Syrian Arab Republic\""),
        ["1", "2"]
    );
    assert_eq!(shown(&engine, "region:\"Aleppo Governorate\""), ["1", "2"]);
}

#[test]
fn other_names_of_a_publisher_are_merged_unless_told_not_to() {
    let record = |id, office: &str| {
        let record = ged(id, "2016-01-05", "2016-01-05", "IS", "x");
        record.replace("SOHR;Reuters", &format!("{office};Reuters"))
    };
    let text = format!(
        "{HEADER}{}{}{}",
        record(1, "SOHR"),
        record(2, "SOH"),
        record(3, "Syria Live Map")
    );
    let engine = |no_aliases| {
        let mut loaded = loaded("ucdp-ged", &text);
        publishers::know(&mut loaded.dataset, no_aliases);
        engine(loaded)
    };
    let merged = engine(false);
    for filter in ["publisher:SOHR", "publisher:soh"] {
        assert_eq!(shown(&merged, filter), ["1", "2"], "{filter}");
    }
    let names = merged.store().vocabulary();
    let at = names
        .publishers
        .iter()
        .position(|name| **name == *"SOHR")
        .expect("cited");
    assert_eq!(*names.publisher_spellings[at], [Box::<str>::from("SOH")]);
    let apart = engine(true);
    assert_eq!(shown(&apart, "publisher:SOHR"), ["1"]);
    assert_eq!(shown(&apart, "publisher:SOH"), ["2"]);
}
