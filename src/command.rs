//! Everything that can be asked for with a key, as one table.
//!
//! The keymap, the palette, the help overlay and `docs/keys.md` read it, so that none of them can say what is not so. What
//! an action does is not here but in `app`; which keys ask for it is in `keymap`.

use std::fmt::Write as _;

use crate::keymap::Keymap;

/// Where a key means something. When several hold at once, the innermost is asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The list of events.
    Timeline,
    /// Activity over time, a row each.
    Lanes,
    /// The map.
    Map,
    /// The directory of actors.
    Actors,
    /// What was said.
    Quotes,
    /// Claims side by side.
    Accounts,
    /// Publishers and sources.
    Sources,
    /// What is wrong with the data.
    Problems,
    /// Two filters beside each other.
    Compare,
    /// Two filters in the map or in lanes, besides what means something there.
    Beside,
    /// The tour.
    Tour,
    /// The counts over time.
    Histogram,
    /// The values with counts.
    Facets,
    /// All of one event or one actor.
    Detail,
    /// A replay, in whatever pane.
    Replay,
    /// The filter line while it is edited.
    Filter,
    /// The values of a field, over the screen.
    Profile,
    /// A list over the screen: quick pickers, palette, help.
    Picker,
    /// Any line of text being edited.
    Input,
    /// Everywhere.
    Global,
}

impl Context {
    /// All, in the order of the help.
    pub const ALL: &'static [Self] = &[
        Self::Timeline,
        Self::Lanes,
        Self::Map,
        Self::Actors,
        Self::Quotes,
        Self::Accounts,
        Self::Sources,
        Self::Problems,
        Self::Compare,
        Self::Beside,
        Self::Tour,
        Self::Histogram,
        Self::Facets,
        Self::Detail,
        Self::Replay,
        Self::Filter,
        Self::Profile,
        Self::Picker,
        Self::Input,
        Self::Global,
    ];

    /// The name of its table in a key file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Lanes => "lanes",
            Self::Map => "map",
            Self::Actors => "actors",
            Self::Quotes => "quotes",
            Self::Accounts => "accounts",
            Self::Sources => "sources",
            Self::Problems => "problems",
            Self::Compare => "compare",
            Self::Beside => "beside",
            Self::Tour => "tour",
            Self::Histogram => "histogram",
            Self::Facets => "facets",
            Self::Detail => "detail",
            Self::Replay => "replay",
            Self::Filter => "filter",
            Self::Profile => "profile",
            Self::Picker => "picker",
            Self::Input => "input",
            Self::Global => "global",
        }
    }

    /// The heading in the help.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Lanes => "Lanes",
            Self::Map => "Map",
            Self::Actors => "Actors",
            Self::Quotes => "Quotes",
            Self::Accounts => "Accounts",
            Self::Sources => "Sources",
            Self::Problems => "Problems",
            Self::Compare => "Compare",
            Self::Beside => "Compare in the map and in lanes",
            Self::Tour => "During the tour",
            Self::Histogram => "Histogram",
            Self::Facets => "Facets",
            Self::Detail => "Detail",
            Self::Replay => "Replay",
            Self::Filter => "Filter line",
            Self::Profile => "Profile of a field",
            Self::Picker => "Lists over the screen",
            Self::Input => "Editing text",
            Self::Global => "Everywhere",
        }
    }

    /// The context with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|context| context.name() == name)
    }
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// What it asks for.
    pub action: Action,
    /// Its name in key files and in the palette.
    pub name: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// Where keys can ask for it.
    pub contexts: &'static [Context],
}

macro_rules! commands {
    ($($action:ident = $name:literal, $help:literal, [$($context:ident),+];)+) => {
        /// Something that can be asked for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $(#[doc = $help] $action,)+ }

        /// Everything that can be asked for.
        pub const COMMANDS: &[Command] = &[$(
            Command { action: Action::$action, name: $name, help: $help, contexts: &[$(Context::$context),+] },
        )+];
    };
}

commands! {
    Down = "down", "Go down a line", [Compare, Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Facets, Detail, Picker, Profile];
    Up = "up", "Go up a line", [Compare, Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Facets, Detail, Picker, Profile];
    PageDown = "page-down", "Go down a page", [Compare, Timeline, Lanes, Actors, Quotes, Accounts, Sources, Problems, Facets, Detail, Picker, Profile];
    PageUp = "page-up", "Go up a page", [Compare, Timeline, Lanes, Actors, Quotes, Accounts, Sources, Problems, Facets, Detail, Picker, Profile];
    HalfDown = "half-page-down", "Go down half a page", [Compare, Timeline, Lanes, Actors, Quotes, Accounts, Sources, Problems, Facets, Detail, Picker, Profile];
    HalfUp = "half-page-up", "Go up half a page", [Compare, Timeline, Lanes, Actors, Quotes, Accounts, Sources, Problems, Facets, Detail, Picker, Profile];
    First = "first", "Go to the first line", [Compare, Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Histogram, Facets, Detail, Picker, Profile];
    Last = "last", "Go to the last line", [Compare, Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Histogram, Facets, Detail, Picker, Profile];
    NextDay = "next-day", "Go to the next day that has events, or cell of this row", [Timeline, Map, Lanes];
    PreviousDay = "previous-day", "Go to the previous day that has events, or cell of this row", [Timeline, Map, Lanes];
    NextGroup = "next-group", "Go to the next heading", [Quotes];
    PreviousGroup = "previous-group", "Go to the heading above", [Quotes];
    GroupQuotes = "group-quotes", "Group the quotes by day, by speaker or by topic", [Quotes];
    AllClaims = "all-claims", "Show the claims of all shown events, or of the selected one", [Accounts];
    Scale = "scale", "Draw numbers on a logarithmic scale, on a linear one, or as they need it", [Accounts];
    GoToDate = "go-to-date", "Go to a date, or to an hour of it", [Global];
    Search = "search", "Search in the shown events without narrowing them", [Global];
    NextMatch = "next-match", "Go to the next event that the search finds", [Global];
    PreviousMatch = "previous-match", "Go to the previous event that the search finds", [Global];
    NextDispute = "next-dispute", "Go to the next event with conflicting accounts", [Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Histogram, Facets, Detail];
    PreviousDispute = "previous-dispute", "Go to the previous event with conflicting accounts", [Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Histogram, Facets, Detail];
    ShowEvent = "show-event", "Read the selected event", [Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources];
    ActorPanel = "actor-panel", "Read about an actor of the selected event; again for the next one", [Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Detail];
    JumpBack = "jump-back", "Go back to the view, filter and event before", [Compare, Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Detail];
    JumpForward = "jump-forward", "Go forward again", [Compare, Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Detail];
    NextTarget = "next-target", "Select the next link", [Detail];
    PreviousTarget = "previous-target", "Select the previous link", [Detail];
    Follow = "follow", "Follow the selected link", [Detail];
    Compare = "compare", "Compare the shown events with those of another filter", [Global];
    CompareSwap = "compare-swap", "Let A and B change places", [Compare, Beside];
    CompareOrder = "compare-order", "Sort by change, change of share, A, B or name", [Compare];
    CompareHow = "compare-how", "Show both, or their difference", [Compare, Beside];
    CompareShare = "compare-share", "Measure the difference in events, or in shares of each side's events", [Beside];
    CompareAlign = "compare-align", "Let both begin at their own first day, or on one axis", [Compare, Beside];
    EditRecord = "edit-record", "Open the record in the editor ($VISUAL, $EDITOR), and read the data again", [Problems, Global];
    Reload = "reload", "Read the data again", [Global];
    OpenSource = "open-source", "Open the selected or first source in the browser", [Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Detail];
    CopyCitation = "copy-citation", "Copy a citation of the selected event or source", [Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Detail];
    CopyMore = "copy-more", "Choose what to copy: title, id, row, link or quotes", [Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Detail];
    Brush = "brush", "Go to the histogram to choose a time", [Global];
    BucketRight = "bucket-right", "Go to the next bar or cell", [Histogram, Lanes];
    BucketLeft = "bucket-left", "Go to the previous bar or cell", [Histogram, Lanes];
    BrushStart = "brush-start", "Start or drop the brush here", [Histogram, Lanes];
    BrushApply = "brush-apply", "Show only the brushed time, or what is in the cell", [Histogram, Lanes];
    NextFacet = "next-facet", "Show the next facet", [Facets, Compare];
    PreviousFacet = "previous-facet", "Show the previous facet", [Facets, Compare];
    Include = "include", "Show only events with this value; again to take it back", [Facets, Compare, Actors, Sources];
    Exclude = "exclude", "Hide events with this value; again to take it back", [Facets, Compare, Actors, Sources];
    PlaceLeft = "place-left", "Go to the next mark on the left", [Map];
    PlaceRight = "place-right", "Go to the next mark on the right", [Map];
    NextInPlace = "next-in-place", "Go to the next event of the mark", [Map];
    PreviousInPlace = "previous-in-place", "Go to the previous event of the mark", [Map];
    Narrow = "narrow", "Show only the region or surroundings of the mark, or read its one event", [Map];
    MapIn = "map-in", "Go nearer", [Map];
    MapOut = "map-out", "Go farther away", [Map];
    MapFit = "map-fit", "Show where most of the shown events are", [Map];
    MapAll = "map-all", "Show where all of the shown events are", [Map];
    MapFly = "map-fly", "Bring the selected event into the middle", [Map];
    PanLeft = "pan-left", "Move the map to the west", [Map];
    PanRight = "pan-right", "Move the map to the east", [Map];
    PanUp = "pan-up", "Move the map to the north", [Map];
    PanDown = "pan-down", "Move the map to the south", [Map];
    RegionList = "region-list", "Go to the list of regions, or back", [Map];
    Replay = "replay", "Replay the shown events, or end the replay", [Global];
    ReplayPause = "replay-pause", "Pause, or go on", [Replay];
    ReplayForward = "replay-forward", "Go to the next period", [Replay];
    ReplayBack = "replay-back", "Go to the period before", [Replay];
    ReplayFaster = "replay-faster", "Go faster", [Replay];
    ReplaySlower = "replay-slower", "Go slower", [Replay];
    ReplayUnit = "replay-unit", "Go by hours, days, weeks or months", [Replay];
    ReplayKeep = "replay-keep", "Keep the period in the filter and end the replay", [Replay];
    ClearFacet = "clear-facet", "Drop what the filter says about this facet", [Facets];
    Fold = "fold", "Hide what stands below, or go to the heading", [Problems, Facets, Lanes, Actors, Sources];
    Unfold = "unfold", "Show what stands below", [Problems, Facets, Lanes, Actors, Sources];
    ToggleFold = "toggle-fold", "Hide or show what stands below", [Problems, Facets, Lanes];
    FirstCell = "first-cell", "Go to the first cell of the row", [Lanes];
    LastCell = "last-cell", "Go to the last cell of the row", [Lanes];
    NextRows = "next-rows", "Let rows stand for the next thing: actors, blocs, regions, kinds, publishers, who against whom", [Lanes];
    PreviousRows = "previous-rows", "Let rows stand for the previous thing", [Lanes];
    SortRows = "sort-rows", "Sort by count, first event, last event or name", [Lanes];
    ZoomIn = "zoom-in", "Look closer at what is pointed at", [Lanes];
    ZoomOut = "zoom-out", "Show more around what is pointed at", [Lanes];
    ZoomFit = "zoom-fit", "Show all that matches", [Lanes];
    FindValue = "find-value", "Find a value in this facet", [Facets, Actors, Sources];
    NextOrder = "next-order", "Change the order of the list", [Actors, Sources];
    KeepDossier = "keep-dossier", "Keep this dossier here to read others beside it; again to end that", [Actors];
    NextList = "next-list", "Show the next list", [Sources];
    PreviousList = "previous-list", "Show the previous list", [Sources];
    EditFilter = "edit-filter", "Edit the filter", [Global];
    ClearFilter = "clear-filter", "Show all events", [Global];
    OnlyDisputed = "only-disputed", "Show only events with conflicting accounts; again to take it back", [Global];
    UndoFilter = "undo-filter", "Undo the last change of the filter", [Global];
    RedoFilter = "redo-filter", "Redo the change of the filter", [Global];
    KnownAt = "known-at", "Show only what was known on a day", [Global];
    PickActor = "pick-actor", "Pick an actor", [Global];
    PickRegion = "pick-region", "Pick a region", [Global];
    PickKind = "pick-kind", "Pick a kind of event", [Global];
    PickBloc = "pick-bloc", "Pick a bloc", [Global];
    PickTag = "pick-tag", "Pick a tag", [Global];
    PickSource = "pick-source", "Pick a source", [Global];
    PickGrade = "pick-grade", "Pick a grade", [Global];
    PickField = "pick-field", "Pick a field of the data", [Global];
    Profile = "profile", "Show the values of a field among the shown events: counts, shares, over time", [Global];
    ProfileNext = "profile-next", "Show the next field", [Profile];
    ProfilePrevious = "profile-previous", "Show the previous field", [Profile];
    ProfileField = "profile-field", "Choose a field by name", [Profile];
    ProfileSort = "profile-sort", "Sort by count, by name or by first event", [Profile];
    ProfileExclude = "profile-exclude", "Hide events with this value and stay", [Profile];
    Accept = "accept", "Take it", [Filter, Profile, Picker, Input];
    Complete = "complete", "Put the chosen completion in", [Filter];
    CompletionDown = "completion-down", "Choose the next completion, or a newer filter", [Filter];
    CompletionUp = "completion-up", "Choose the previous completion, or an older filter", [Filter];
    HistoryOlder = "history-older", "Bring back an older filter", [Filter];
    HistoryNewer = "history-newer", "Bring back a newer filter", [Filter];
    PickToggle = "pick-toggle", "Include the value and stay; again to take it back", [Picker];
    PickExclude = "pick-exclude", "Exclude the value and stay; again to take it back", [Picker];
    NextPane = "next-pane", "Go to the next pane", [Compare, Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Histogram, Facets];
    PreviousPane = "previous-pane", "Go to the previous pane", [Compare, Timeline, Lanes, Map, Actors, Quotes, Accounts, Sources, Problems, Histogram, Facets];
    PaneLeft = "pane-left", "Go to the pane on the left", [Timeline, Quotes, Accounts, Detail];
    PaneRight = "pane-right", "Go to the pane on the right", [Timeline, Quotes, Accounts, Detail];
    ToggleFacets = "toggle-facets", "Show or hide the facets", [Global];
    ToggleDetail = "toggle-detail", "Show or hide the detail", [Global];
    ToggleHistogram = "toggle-histogram", "Show or hide the histogram", [Global];
    Zoom = "zoom", "Give the whole screen to this pane, or share it again", [Global];
    Wider = "wider", "Make this pane wider", [Global];
    Narrower = "narrower", "Make this pane narrower", [Global];
    Density = "density", "One line an event, or two", [Global];
    ViewTimeline = "view-timeline", "Timeline: what happened, in order", [Global];
    ViewLanes = "view-lanes", "Lanes: who was active when", [Global];
    ViewMap = "view-map", "Map: where it happened", [Global];
    ViewActors = "view-actors", "Actors: who is who", [Global];
    ViewQuotes = "view-quotes", "Quotes: who said what", [Global];
    ViewAccounts = "view-accounts", "Accounts: where they disagree", [Global];
    ViewSources = "view-sources", "Sources: who reports it", [Global];
    ViewProblems = "view-problems", "Problems: what is wrong with the data", [Global];
    Tour = "tour", "Take the tour", [Global];
    TourNext = "tour-next", "Go on with the tour", [Tour];
    TourEnd = "tour-end", "End the tour", [Tour];
    Help = "help", "Show the keys", [Global];
    Palette = "palette", "Find a command by name", [Global];
    ToggleMouse = "toggle-mouse", "Leave the mouse to the terminal, or take it back", [Global];
    StopLoading = "stop-loading", "Read no more of the data; what has been read stays", [Global];
    Back = "back", "Go one step back", [Compare, Beside, Global];
    Redraw = "redraw", "Draw the screen afresh", [Global];
    Suspend = "suspend", "Return to the shell; `fg` comes back", [Global];
    Quit = "quit", "Leave annals", [Global];
    CursorLeft = "cursor-left", "Go a character left", [Input];
    CursorRight = "cursor-right", "Go a character right", [Input];
    WordLeft = "word-left", "Go a word left", [Input];
    WordRight = "word-right", "Go a word right", [Input];
    LineStart = "line-start", "Go to the start of the text", [Input];
    LineEnd = "line-end", "Go to the end of the text", [Input];
    DeleteBack = "delete-back", "Delete the character before the cursor", [Input];
    DeleteForward = "delete-forward", "Delete the character at the cursor", [Input];
    DeleteWord = "delete-word", "Delete the word before the cursor", [Input];
    DeleteToStart = "delete-to-start", "Delete all before the cursor", [Input];
    DeleteToEnd = "delete-to-end", "Delete all behind the cursor", [Input];
}

/// The table's line for an action.
#[must_use]
pub fn command(action: Action) -> &'static Command {
    COMMANDS
        .iter()
        .find(|command| command.action == action)
        .expect("every action is made by the table")
}

/// The command with this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// `docs/keys.md`: every command of every context with its keys.
#[must_use]
pub fn manual(keymap: &Keymap) -> String {
    let mut text = String::from(
        "# Keys\n\nMade from the table of commands (`src/command.rs`) and the default keys (`src/keymap/default.toml`).\n\
         All of them can be changed; see the head of that file.\n",
    );
    for &context in Context::ALL {
        let _ = write!(
            text,
            "\n## {}\n\n| keys | command | |\n| --- | --- | --- |\n",
            context.label()
        );
        for command in COMMANDS
            .iter()
            .filter(|command| command.contexts.contains(&context))
        {
            let keys: Vec<_> = keymap
                .keys(context, command.action)
                .iter()
                .map(|keys| code(keys))
                .collect();
            let _ = writeln!(
                text,
                "| {} | `{}` | {} |",
                keys.join(" "),
                command.name,
                command.help
            );
        }
    }
    text
}

fn code(keys: &str) -> String {
    let keys = keys.replace('|', "\\|");
    if keys.contains('`') {
        format!("`` {keys} ``")
    } else {
        format!("`{keys}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_unique() {
        for (i, command) in COMMANDS.iter().enumerate() {
            assert!(
                command
                    .name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{}",
                command.name
            );
            assert!(
                COMMANDS[..i].iter().all(|other| other.name != command.name),
                "{}",
                command.name
            );
            assert!(!command.help.ends_with('.'), "{}", command.name);
        }
    }

    #[test]
    fn the_manual_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
        let made = manual(&Keymap::default());
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, &made).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap_or_default(),
            made,
            "run with UPDATE_DOCS=1"
        );
    }
}
