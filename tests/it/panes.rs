//! The detail pane and the actor panel over the data set that ships with annals.

use annals::analysis::{ActorKey, BlocInfo, Engine, EventKey, Part, Reply};
use annals::content::detail::{DetailContext, DetailView};
use annals::content::{actor, citation, detail, glyph};
use annals::text::BidiMode;

use crate::engine::{ask, engine};

fn context(width: usize, blocs: &[BlocInfo]) -> DetailContext<'_> {
    DetailContext {
        width,
        blocs,
        glyphs: &glyph::UNICODE,
        bidi: BidiMode::Own,
        selected: Some(0),
    }
}

fn check(view: &DetailView, width: usize) {
    assert!(view.lines.iter().all(|line| line.width() <= width));
    assert!(
        view.targets
            .iter()
            .all(|target| target.lines > 0 && target.line + target.lines <= view.lines.len())
    );
    assert!(
        !view
            .lines
            .iter()
            .any(|line| line.text().contains(char::is_control))
    );
}

fn events(engine: &Engine) -> Vec<EventKey> {
    let [Reply::Window(window)] = &ask(
        engine,
        "",
        vec![Part::Window {
            first: 0,
            len: 10_000,
        }],
    )[..] else {
        panic!("a window")
    };
    window.rows.iter().map(|row| row.key).collect()
}

#[test]
fn every_event_fits_its_pane() {
    let engine = engine();
    let blocs = engine.catalog().blocs;
    for key in events(&engine) {
        let [Reply::Event(Some(event))] = &ask(&engine, "", vec![Part::Event(key)])[..] else {
            panic!("an event")
        };
        for width in [24, 38, 60, 100] {
            check(&detail::view(event, &context(width, &blocs)), width);
        }
        let cited = citation::plain(&citation::Citable::event(event), Some("1.0.0"));
        assert!(!cited.chars().any(|c| c.is_control() && c != '\n'));
    }
}

#[test]
fn every_actor_fits_its_panel() {
    let engine = engine();
    let blocs = engine.catalog().blocs;
    let known = |actor| ActorKey { dataset: 0, actor };
    for key in (0..engine.datasets()[0].actors.len())
        .map_while(|at| u32::try_from(at).ok())
        .map(known)
    {
        let parts = vec![Part::Actor {
            actor: key,
            buckets: 60,
        }];
        let [Reply::Actor(Some(dossier))] = &ask(&engine, "", parts)[..] else {
            panic!("an actor")
        };
        for width in [24, 38, 80] {
            check(&actor::view(dossier, &context(width, &blocs)), width);
        }
    }
}
