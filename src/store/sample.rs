//! Small hand-made datasets for tests.

use crate::model::*;

/// A text of our own.
pub(crate) fn text(text: &str) -> Box<str> {
    text.into()
}

/// A date as EDTF writes it.
pub(crate) fn date(text: &str) -> UncertainDate {
    UncertainDate::parse(text).expect("a date")
}

/// The one day that an EDTF text allows.
pub(crate) fn day(text: &str) -> Day {
    date(text).bounds().from
}

/// A bloc named like its id.
pub(crate) fn bloc(id: &str, order: i64) -> Bloc {
    Bloc {
        id: text(id),
        name: text(id),
        colour: None,
        glyph: None,
        ascii: None,
        order,
    }
}

/// An actor named like its id.
pub(crate) fn actor(id: &str, parent: Option<u32>, blocs: &[u32]) -> Actor {
    let span = |&bloc: &u32| BlocSpan {
        bloc: BlocIx(bloc),
        from: None,
        to: None,
    };
    Actor {
        id: text(id),
        name: text(id),
        short: None,
        native_name: None,
        aliases: Vec::new(),
        kind: ActorKind::ArmedGroup,
        parent: parent.map(ActorIx),
        blocs: blocs.iter().map(span).collect(),
        country: None,
        leader: None,
        ids: Vec::new(),
        note: None,
    }
}

/// A region named like its id.
pub(crate) fn region(id: &str, parent: Option<u32>) -> Region {
    Region {
        id: text(id),
        name: text(id),
        native_name: None,
        aliases: Vec::new(),
        level: RegionLevel::Area,
        parent: parent.map(RegionIx),
        position: None,
        codes: Vec::new(),
        note: None,
    }
}

/// A text of a publisher.
pub(crate) fn source(id: &str, publisher: &str) -> Source {
    Source {
        id: text(id),
        publisher: text(publisher),
        spellings: Vec::new(),
        title: None,
        author: None,
        url: None,
        archive_url: None,
        published: None,
        accessed: None,
        language: None,
        kind: None,
        affiliation: None,
        origin: None,
        syndicated_from: None,
        reliability: None,
        reliability_reason: None,
        sha256: None,
        note: None,
    }
}

/// An event titled like its id, in the first region.
pub(crate) fn event(id: &str, when: &str) -> Event {
    Event {
        id: text(id),
        title: text(id),
        when: When {
            date: date(when),
            derived: false,
            after: Vec::new(),
            before: Vec::new(),
            time: None,
            time_text: None,
            timezone: None,
        },
        kind: EventKind::Clash,
        status: EventStatus::Occurred,
        summary: None,
        actors: Vec::new(),
        region: RegionIx(0),
        place: None,
        sources: Vec::new(),
        assessment: None,
        likelihood: None,
        confidence: None,
        tags: Vec::new(),
        importance: None,
        codes: Vec::new(),
        external_ids: Vec::new(),
        coded_by: None,
        coded_at: None,
        note: None,
        quotes: Vec::new(),
        claims: Vec::new(),
        relations: Vec::new(),
        origin: Origin::default(),
        records: Vec::new(),
    }
}

/// A citation without a digit.
pub(crate) fn cite(source: u32) -> Citation {
    Citation {
        source: SourceIx(source),
        credibility: None,
        locator: None,
        note: None,
        text: None,
    }
}

/// An actor's part.
pub(crate) fn part(actor: u32, role: Role) -> Participant {
    Participant {
        actor: ActorIx(actor),
        role: Some(role),
        side: None,
    }
}

/// A quote of an actor.
pub(crate) fn quote(id: &str, speaker: u32, words: &str, source: u32) -> Quote {
    Quote {
        id: text(id),
        speaker: Some(ActorIx(speaker)),
        speaker_name: None,
        affiliation: None,
        text: text(words),
        language: None,
        original: None,
        original_language: None,
        translated: false,
        translator: None,
        date: None,
        venue: None,
        source: SourceIx(source),
        locator: None,
        about: None,
        stance: None,
        note: None,
    }
}

/// An actor's claim, found in the first source.
pub(crate) fn claim(claimant: u32, about: ClaimSubject) -> Claim {
    Claim {
        id: None,
        claimant: Claimant::Actor(ActorIx(claimant)),
        about,
        who: None,
        low: None,
        best: None,
        high: None,
        qualifier: None,
        scope: None,
        period: None,
        value: None,
        text: None,
        date: None,
        sources: vec![SourceIx(0)],
        stance: Stance::Asserts,
        supersedes: None,
        cumulative: false,
        note: None,
    }
}

/// A dataset with blocs `government` and `opposition`; actors `state` (government) with `army` and `tv` below it, `rebels`
/// (opposition) with `brigade` below it, `un` without a bloc; regions `syria` > `aleppo` > `saraqib`, and `syria` > `homs`; sources `tv-1`
/// and `army-1` of the state, `copy` that copies `tv-1`, `reuters-1` and `reuters-2`, `rebel-1`.
pub(crate) fn dataset(events: Vec<Event>) -> Dataset {
    let actors = vec![
        actor("state", None, &[0]),
        actor("army", Some(0), &[]),
        actor("tv", Some(0), &[]),
        actor("rebels", None, &[1]),
        actor("brigade", Some(3), &[]),
        actor("un", None, &[]),
    ];
    let regions = vec![
        region("syria", None),
        region("aleppo", Some(0)),
        region("saraqib", Some(1)),
        region("homs", Some(0)),
    ];
    let of = |id: &str, publisher: &str, owner: Option<u32>| Source {
        affiliation: owner.map(ActorIx),
        ..source(id, publisher)
    };
    let sources = vec![
        of("tv-1", "State TV", Some(2)),
        of("army-1", "Army", Some(1)),
        Source {
            syndicated_from: Some(SourceIx(0)),
            ..source("copy", "Daily")
        },
        of("reuters-1", "Reuters", None),
        of("reuters-2", "REUTERS", None),
        of("rebel-1", "Rebel Media", Some(4)),
    ];
    Dataset {
        about: About {
            title: text("Sample"),
            ..About::default()
        },
        blocs: vec![bloc("government", 2), bloc("opposition", 1)],
        actors,
        regions,
        sources,
        events,
        publishers: Vec::new(),
    }
}
