use std::time::Duration;

use crate::app::tests::fake::{Fake, day, picture};
use crate::app::{Effect, Message, ReplayUnit};
use crate::model::{Day, DayRange, DayTime, Minute};
use crate::query::date_text;

fn clocks(fake: &Fake) -> Vec<Option<Duration>> {
    let clock = |effect: &Effect| match effect {
        Effect::Clock(every) => Some(*every),
        _ => None,
    };
    fake.effects.iter().filter_map(clock).collect()
}

fn shown(fake: &Fake) -> usize {
    fake.state.totals.get().unwrap().shown
}

fn days(fake: &Fake) -> DayRange {
    fake.state.replay.as_ref().unwrap().time.days()
}

#[test]
fn time_passes_only_while_a_replay_goes_on() {
    let mut fake = Fake::new(120, 40);
    fake.keys("j j");
    assert!(clocks(&fake).is_empty());
    fake.keys("p");
    assert_eq!(clocks(&fake), [Some(Duration::from_millis(1000))]);
    fake.keys("]");
    assert_eq!(
        clocks(&fake).last(),
        Some(&Some(Duration::from_millis(500)))
    );
    fake.keys("space");
    assert_eq!(clocks(&fake).last(), Some(&None));
    fake.keys("space").keys(":");
    assert_eq!(
        clocks(&fake).last(),
        Some(&None),
        "the palette lies over it"
    );
    fake.keys("esc esc");
    assert!(fake.state.replay.is_none());
    assert_eq!(clocks(&fake).last(), Some(&None));
}

#[test]
fn each_tick_is_a_day_to_the_last() {
    let mut fake = Fake::new(120, 40);
    fake.keys("p");
    assert_eq!(days(&fake).from, day(0));
    assert_eq!(shown(&fake), 5);
    fake.send(Message::Tick);
    assert_eq!(days(&fake).from, day(1));
    for _ in 0..100 {
        fake.send(Message::Tick);
    }
    let replay = fake.state.replay.as_ref().unwrap();
    assert!(!replay.playing && replay.time.to.day == replay.span.to);
    assert_eq!(clocks(&fake).last(), Some(&None));
}

#[test]
fn the_line_stays_until_the_period_is_kept() {
    let mut fake = Fake::new(120, 40);
    fake.keys("/").text("kind:clash").keys("enter");
    let all = shown(&fake);
    fake.keys("p right right");
    assert_eq!(fake.state.filter.text(), "kind:clash");
    assert!(shown(&fake) < all);
    assert!(picture(&fake.state).contains("+ date:2024-11-"));
    let kept = days(&fake);
    fake.keys("enter");
    assert!(fake.state.replay.is_none());
    assert!(fake.state.filter.text().contains(&kept.from.to_string()));
    fake.keys("u");
    assert_eq!(fake.state.filter.text(), "kind:clash");
    assert_eq!(shown(&fake), all);
}

#[test]
fn a_mistake_is_told_during_a_replay_and_it_waits() {
    let mut fake = Fake::new(120, 40);
    fake.keys("p space right");
    let before = days(&fake);
    fake.keys("/").text("bad:x");
    assert!(fake.state.filter.mistakes().next().is_some());
    fake.send(Message::Tick);
    assert_eq!(days(&fake), before);
    fake.keys("esc");
    assert_eq!(
        shown(&fake),
        fake.matches(&format!("date:{}", before.from)).len()
    );
}

#[test]
fn units_are_calendar_periods() {
    let day = Day::from_ymd(2024, 12, 31).unwrap();
    let at = DayTime {
        day,
        minute: Minute::new(22, 40).unwrap(),
    };
    let week = ReplayUnit::Week.period(at).days();
    assert_eq!((week.from.weekday(), week.to.0 - week.from.0), (Some(0), 6));
    assert!(week.from <= day && day <= week.to);
    let month = ReplayUnit::Month.period(at).days();
    assert_eq!(month.from.to_string(), "2024-12-01");
    assert_eq!(month.to, day);
    let hour = ReplayUnit::Hour.period(at);
    assert_eq!(hour.days(), DayRange { from: day, to: day });
    assert_eq!(
        (hour.from.minute.of_day(), hour.to.minute.of_day()),
        (22 * 60, 22 * 60 + 59)
    );
    let mut fake = Fake::new(120, 40);
    fake.keys("p u");
    assert_eq!(days(&fake).to.0 - days(&fake).from.0, 6);
    fake.keys("u");
    assert_eq!(days(&fake).from.to_string(), "2024-11-01");
}

/// An hour is followed by the next one, over midnight, and leaves a trail of five.
#[test]
fn hours_go_over_midnight() {
    let mut fake = Fake::new(120, 40);
    fake.keys("p u u u");
    let replay = fake.state.replay.as_ref().unwrap();
    assert_eq!(replay.unit, ReplayUnit::Hour);
    assert!(picture(&fake.state).contains("perhaps in any hour of its day"));
    assert_eq!(
        date_text(replay.time),
        "2024-11-27T05",
        "the hour of the selected event"
    );
    fake.keys(&"right ".repeat(20));
    let replay = fake.state.replay.as_ref().unwrap();
    assert_eq!(date_text(replay.time), "2024-11-28T01");
    assert_eq!(date_text(replay.trail()), "2024-11-27T20..2024-11-28T00");
    fake.keys("left left u");
    assert_eq!(days(&fake).from, day(0), "the day of the hour");
}

#[test]
fn the_bar_tells_where_the_replay_is_at_every_size() {
    let mut fake = Fake::new(120, 40);
    fake.keys("3 p right ]");
    let screen = picture(&fake.state);
    assert!(
        screen.contains("replay paused Thu 28 Nov 2024, 4 events + 2 perhaps · "),
        "{screen}"
    );
    assert!(screen.contains(" · 2 days a second"));
    for (width, height) in [(0, 0), (20, 5), (60, 15), (80, 24), (300, 100)] {
        fake.send(Message::Resize(width, height));
        let _ = picture(&fake.state);
    }
}

#[test]
fn nothing_is_replayed_where_nothing_is_shown() {
    let mut fake = Fake::new(120, 40);
    fake.keys("/").text("nothingofthekind").keys("enter p");
    assert!(fake.state.replay.is_none());
    assert!(fake.state.notice.is_some());
}
