//! What happened, when, where, who, and how well it is supported.

use super::{DetailContext, TargetKind};
use crate::analysis::{ActorMention, EventDetail, Grade};
use crate::content::page::{Page, bloc_mark, bloc_name, dotted};
use crate::content::words::{
    counted, date_words, grade_code, grade_words, position_words, precision_words,
};
use crate::content::{Line, Tone};
use crate::model::Role;

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    page.prose(0, &detail.row.title, Tone::Strong);
    if detail.written_later {
        let says = "title, summary and notes written later";
        page.flow(0, 2, &Line::default().with(says, Tone::Warning));
    }
    page.flow(0, 2, &when(page.context, detail));
    page.flow(0, 2, &place(page.context, detail));
    page.flow(0, 2, &kind(page.context, detail));
    grade(page, detail);
    page.flow(0, 2, &support(page.context, detail));
    if detail.row.disputed {
        let mark = page.context.glyphs.disputed;
        page.flow(
            0,
            2,
            &Line::default().with(format!("{mark} accounts disagree"), Tone::Warning),
        );
    }
    actors(page, &detail.row.actors);
    if let Some(summary) = &detail.summary {
        page.blank();
        page.prose(0, summary, Tone::Text);
    }
}

fn when(context: &DetailContext<'_>, detail: &EventDetail) -> Line {
    let row = &detail.row;
    let date = date_words(&row.date, row.days, row.certainty);
    let zone = detail.timezone.as_deref().unwrap_or_default();
    let time = row
        .time
        .map(|time| format!("{time} {zone}").trim_end().to_owned());
    let facts = [
        date,
        time.unwrap_or_default(),
        row.time_text.clone().unwrap_or_default(),
    ];
    dotted(context, facts, Tone::Text)
}

fn place(context: &DetailContext<'_>, detail: &EventDetail) -> Line {
    let mut names = vec![detail.row.place.as_str()];
    names.extend(
        detail
            .region_path
            .iter()
            .rev()
            .map(|(name, _)| name.as_str()),
    );
    names.retain(|name| !name.is_empty());
    names.dedup();
    let code = detail
        .region_code
        .as_ref()
        .map(|code| format!(" ({code})"))
        .unwrap_or_default();
    let precision = detail.row.precision.map_or("", precision_words);
    let position = detail
        .position
        .map(|at| position_words(at.lat, at.lon))
        .unwrap_or_default();
    let mut line = dotted(context, [names.join(", ") + &code], Tone::Text);
    for fact in [precision, &position]
        .into_iter()
        .filter(|fact| !fact.is_empty())
    {
        line = line.with(format!(" {} {fact}", context.glyphs.dot), Tone::Dim);
    }
    line
}

fn kind(context: &DetailContext<'_>, detail: &EventDetail) -> Line {
    let kind = detail.row.kind;
    let line = Line::default().with(format!("{} ", context.glyphs.kind(kind)), Tone::Accent);
    let importance = detail
        .importance
        .map(|level| format!(" {} importance {level} of 5", context.glyphs.dot));
    line.with(kind.label(), Tone::Text)
        .with(importance.unwrap_or_default(), Tone::Dim)
}

fn grade(page: &mut Page<'_>, detail: &EventDetail) {
    let grade = detail.row.grade;
    if grade_code(grade).is_empty() {
        page.flow(0, 2, &Line::default().with("not graded", Tone::Dim));
        return;
    }
    let origin = if grade.assessed {
        "curator's judgement"
    } else {
        "from the sources"
    };
    let reason = detail
        .grade_reason
        .as_ref()
        .filter(|_| grade.assessed)
        .map(|reason| format!(": {reason}"));
    let origin = format!("; {origin}{}", reason.unwrap_or_default());
    page.flow(0, 2, &graded(grade).with(origin, Tone::Dim));
    if grade.assessed
        && !same(grade, detail.derived_grade)
        && !grade_code(detail.derived_grade).is_empty()
    {
        let line = Line::default().with("the sources alone: ", Tone::Dim);
        page.flow(2, 4, &line.and(graded(detail.derived_grade).spans));
    }
}

fn graded(grade: Grade) -> Line {
    Line::default()
        .with(grade_code(grade), Tone::Strong)
        .with(format!(" {}", grade_words(grade)), Tone::Text)
}

fn same(a: Grade, b: Grade) -> bool {
    (a.reliability, a.credibility) == (b.reliability, b.credibility)
}

fn support(context: &DetailContext<'_>, detail: &EventDetail) -> Line {
    let (support, sources) = (
        usize::from(detail.row.support),
        usize::from(detail.row.sources),
    );
    let line = match (support, sources) {
        (_, 0) => return Line::default().with("no source", Tone::Warning),
        (1, 1) => Line::default().with("1 source", Tone::Text),
        (origins, sources) => Line::default()
            .with(counted(sources, "source"), Tone::Text)
            .with(format!(" {} ", context.glyphs.dot), Tone::Dim)
            .with(counted(origins, "origin"), Tone::Text),
    };
    if !detail.row.one_sided {
        return line;
    }
    let side = match detail.support_blocs.as_slice() {
        [Some(bloc)] => format!("all from {}", bloc_name(context, Some(*bloc))),
        _ => "all from one side".to_owned(),
    };
    line.with(
        format!("; {} one-sided, {side}", context.glyphs.one_sided),
        Tone::Warning,
    )
}

/// Actors by role, in the order of roles; those without one at the end.
fn actors(page: &mut Page<'_>, actors: &[ActorMention]) {
    if actors.is_empty() {
        return;
    }
    page.blank();
    for role in Role::ALL.iter().map(|role| Some(*role)).chain([None]) {
        for mention in actors.iter().filter(|mention| mention.role == role) {
            page.target(TargetKind::Actor(mention.key), |page| actor(page, mention));
        }
    }
}

fn actor(page: &mut Page<'_>, mention: &ActorMention) {
    let context = page.context;
    let (mark, role) = mention.role.map_or((" ", "involved"), |role| {
        (context.glyphs.role(role), role.slug())
    });
    // A participant's part is its side.
    let role = match (mention.role, mention.side) {
        (Some(Role::Participant), Some(side)) => side.label(),
        (Some(Role::Participant), None) => "took part",
        _ => role,
    };
    let line = Line::default()
        .with(format!("{mark} {role:<10} "), Tone::Dim)
        .and(bloc_mark(context, mention.bloc));
    page.flow(0, 15, &line.with(&mention.name, Tone::Text));
}
