//! Closed lists of words: kinds, roles, levels, grades. Each has the spelling used in the data format, and a label for
//! people.

use std::fmt;

/// Declares a closed list of words with their spelling in the data format and their label for people.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $slug:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* #[doc = $label] $variant,)+ }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The spelling in the data format and in filters.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// The word as shown to people.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The word with this spelling, if the list has it.
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                match slug { $($slug => Some(Self::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.slug())
            }
        }
    };
}

vocabulary! {
    /// What kind of event it is.
    ///
    /// `armed_force` is violence of which the source does not say how it was carried out: UCDP defines an event as "an incident where
    /// armed force was used by an organized actor" (GED codebook, definition of an event). `transfer` is a change of control without fighting (ACLED, "Non-violent transfer
    /// of territory").
    EventKind {
        Offensive = "offensive", "Offensive";
        Counteroffensive = "counteroffensive", "Counteroffensive";
        Capture = "capture", "Capture";
        Transfer = "transfer", "Transfer of control";
        Clash = "clash", "Clash";
        Airstrike = "airstrike", "Airstrike";
        Shelling = "shelling", "Shelling";
        Attack = "attack", "Attack";
        ArmedForce = "armed_force", "Armed force";
        Withdrawal = "withdrawal", "Withdrawal";
        Displacement = "displacement", "Displacement";
        Humanitarian = "humanitarian", "Humanitarian";
        Statement = "statement", "Statement";
        Diplomacy = "diplomacy", "Diplomacy";
        Meeting = "meeting", "Meeting";
        Agreement = "agreement", "Agreement";
        Sanction = "sanction", "Sanction or designation";
        Political = "political", "Political";
        Protest = "protest", "Protest";
        Arrest = "arrest", "Arrest";
        SecurityAlert = "security_alert", "Security alert";
        Background = "background", "Background";
        Other = "other", "Other";
    }
}

vocabulary! {
    /// What an actor is.
    ActorKind {
        State = "state", "State";
        Government = "government", "Government";
        StateForce = "state_force", "State force";
        ArmedGroup = "armed_group", "Armed group";
        Coalition = "coalition", "Coalition";
        Party = "party", "Party";
        Organisation = "organisation", "Organisation";
        Media = "media", "Media";
        Civilians = "civilians", "Civilians";
        Person = "person", "Person";
    }
}

vocabulary! {
    /// The part an actor has in an event.
    ///
    /// `initiator` and `target` say who acted on whom. `participant` took part in a way that no source states; its [`Side`] may be known.
    Role {
        Initiator = "initiator", "Initiator";
        Target = "target", "Target";
        Participant = "participant", "Participant";
        Speaker = "speaker", "Speaker";
        Supporter = "supporter", "Supporter";
        Mediator = "mediator", "Mediator";
        Affected = "affected", "Affected";
    }
}

vocabulary! {
    /// The side that a participant was on, where the source tells the sides. The numbers have no order: UCDP's side A and ACLED's
    /// `actor1` are side 1.
    Side {
        One = "1", "side 1";
        Two = "2", "side 2";
    }
}

impl Side {
    /// The side's number in the data format.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }

    /// The side with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            _ => None,
        }
    }

    /// The side that fought this one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::One => Self::Two,
            Self::Two => Self::One,
        }
    }
}

vocabulary! {
    /// Whether an event took place. Events other than `occurred` are never counted among deeds.
    EventStatus {
        Occurred = "occurred", "Occurred";
        Planned = "planned", "Planned";
        Hypothetical = "hypothetical", "Hypothetical";
        Denied = "denied", "Denied";
        Cancelled = "cancelled", "Cancelled";
    }
}

impl Default for EventStatus {
    /// What a record without a status means.
    fn default() -> Self {
        Self::Occurred
    }
}

vocabulary! {
    /// The claimant's qualifier of a number. A qualified number is never certain.
    Qualifier {
        About = "about", "about";
        AtLeast = "at_least", "at least";
        AtMost = "at_most", "at most";
        Several = "several", "several";
        Tens = "tens", "tens";
        Dozens = "dozens", "dozens";
        Scores = "scores", "scores";
        Hundreds = "hundreds", "hundreds";
        Thousands = "thousands", "thousands";
    }
}

impl Qualifier {
    /// A number with its qualifier: "about 80", "dozens (12)". Bounds ("at least") are said by the number itself.
    #[must_use]
    pub fn phrase(self, number: &str) -> String {
        match self {
            Self::AtLeast | Self::AtMost => number.to_owned(),
            Self::About => format!("about {number}"),
            word => format!("{} ({number})", word.label()),
        }
    }

    /// Whether the number stands for a word or an estimate, so that not even its bounds are certain. "At least" and "at most" are
    /// bounds.
    #[must_use]
    pub fn is_vague(self) -> bool {
        !matches!(self, Self::AtLeast | Self::AtMost)
    }
}

vocabulary! {
    /// The level of a region in its tree.
    RegionLevel {
        Country = "country", "Country";
        Governorate = "governorate", "Governorate";
        District = "district", "District";
        Subdistrict = "subdistrict", "Subdistrict";
        Place = "place", "Place";
        Area = "area", "Area";
    }
}

vocabulary! {
    /// How exactly an event's coordinates say where it was.
    PlacePrecision {
        Exact = "exact", "exact";
        Near = "near", "near";
        Adm2 = "adm2", "district";
        Adm1 = "adm1", "governorate";
        Area = "area", "area";
        Country = "country", "country";
    }
}

vocabulary! {
    /// What kind of text a source is.
    SourceKind {
        NewsMedia = "news_media", "News media";
        NewsAgency = "news_agency", "News agency";
        StateMedia = "state_media", "State media";
        GovernmentStatement = "government_statement", "Government statement";
        InternationalOrganisation = "international_organisation", "International organisation";
        Ngo = "ngo", "NGO";
        ThinkTank = "think_tank", "Think tank";
        Monitor = "monitor", "Monitor";
        SocialMedia = "social_media", "Social media";
        Academic = "academic", "Academic";
        Encyclopedia = "encyclopedia", "Encyclopedia";
        Aggregator = "aggregator", "Aggregator";
        Other = "other", "Other";
    }
}

vocabulary! {
    /// Admiralty code, the source: A completely reliable to E unreliable; F cannot be judged, which is unknown and not the
    /// worst (NATO AJP-2.1; MISP `admiralty-scale`).
    Reliability {
        A = "A", "completely reliable";
        B = "B", "usually reliable";
        C = "C", "fairly reliable";
        D = "D", "not usually reliable";
        E = "E", "unreliable";
        F = "F", "reliability cannot be judged";
    }
}

vocabulary! {
    /// Admiralty code, the information: 1 confirmed by other sources to 5 improbable; 6 cannot be judged, which is unknown
    /// and not the worst (NATO AJP-2.1; MISP `admiralty-scale`).
    Credibility {
        One = "1", "confirmed by other sources";
        Two = "2", "probably true";
        Three = "3", "possibly true";
        Four = "4", "doubtful";
        Five = "5", "improbable";
        Six = "6", "truth cannot be judged";
    }
}

vocabulary! {
    /// How likely the curator thinks it is that the event happened as told (ICD 203, section D.6.e.2.a).
    Likelihood {
        AlmostNoChance = "almost_no_chance", "almost no chance";
        VeryUnlikely = "very_unlikely", "very unlikely";
        Unlikely = "unlikely", "unlikely";
        RoughlyEvenChance = "roughly_even_chance", "roughly even chance";
        Likely = "likely", "likely";
        VeryLikely = "very_likely", "very likely";
        AlmostCertain = "almost_certain", "almost certain";
    }
}

vocabulary! {
    /// How sure the curator is of the judgement itself (ICD 203); apart from [`Likelihood`].
    Confidence {
        Low = "low", "low";
        Moderate = "moderate", "moderate";
        High = "high", "high";
    }
}

vocabulary! {
    /// What a claim is about.
    ClaimSubject {
        Killed = "killed", "killed";
        Wounded = "wounded", "wounded";
        KilledOrWounded = "killed_or_wounded", "killed or wounded";
        Captured = "captured", "captured";
        Displaced = "displaced", "displaced";
        Control = "control", "control";
        Responsibility = "responsibility", "responsibility";
        Occurrence = "occurrence", "occurrence";
        Other = "other", "other";
    }
}

vocabulary! {
    /// Whether a claim asserts or denies.
    Stance {
        Asserts = "asserts", "asserts";
        Denies = "denies", "denies";
    }
}

vocabulary! {
    /// How one event relates to another.
    RelationKind {
        RespondsTo = "responds_to", "responds to";
        PartOf = "part_of", "part of";
        Follows = "follows", "follows";
        Causes = "causes", "causes";
        Contradicts = "contradicts", "contradicts";
        Corroborates = "corroborates", "corroborates";
        Retracts = "retracts", "retracts";
        SameAs = "same_as", "same as";
    }
}

impl RelationKind {
    /// Whether the relation holds both ways.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        matches!(self, Self::Contradicts | Self::Corroborates | Self::SameAs)
    }
}
