//! What columns are called, in English and some other languages.

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Id,
    Date,
    DateEnd,
    Year,
    Month,
    Day,
    Time,
    Title,
    Summary,
    Kind,
    Lat,
    Lon,
    Coordinates,
    Country,
    Admin1,
    Admin2,
    Place,
    Initiator,
    Target,
    Actor,
    Url,
    Published,
    SourceTitle,
    Publisher,
    Claimant,
    Low,
    Best,
    High,
    Wounded,
    Displaced,
    Tags,
}

/// Names of each, the likeliest first. A name also counts when it is a part of a column's name, unless it starts with `=`.
/// Earlier lines choose first.
pub(super) const NAMES: &[(Slot, &str)] = &[
    (
        Slot::Id,
        "id|event id|event id cnty|incident id|case id|case no|case number|record id|=uid|=uuid|=no|=nr|=ref|=identifiant|=número|\
         =رقم|=الرقم|=номер",
    ),
    (
        Slot::Date,
        "date start|start date|event date|date of event|incident date|date|datetime|=day|=when|=seen|=start|=timestamp|occurred|fecha|\
         =día|=jour|date début|التاريخ|تاريخ|дата",
    ),
    (
        Slot::DateEnd,
        "date end|end date|=end|=until|=to|fecha fin|date fin|تاريخ النهاية|дата окончания",
    ),
    (
        Slot::Year,
        "year|iyear|=yr|=año|=année|=annee|سنة|السنة|год",
    ),
    (Slot::Month, "month|imonth|=mo|=mes|=mois|شهر|الشهر|месяц"),
    (Slot::Day, "=day|iday|=dy|=día|=dia|=jour|يوم|اليوم|день"),
    (
        Slot::Time,
        "time|event time|=clock|=hour|=hora|=heure|الوقت|الساعة|время",
    ),
    (
        Slot::Title,
        "title|headline|=event|=name|event name|event title|=subject|titre|título|titulo|عنوان|العنوان|заголовок|название",
    ),
    (
        Slot::Summary,
        "description|summary|notes|details|narrative|what happened|=text|=message|comments|comment|descripción|descripcion|\
         résumé|resumen|وصف|الوصف|описание",
    ),
    (
        Slot::Kind,
        "event type|incident type|=type|=kind|type of event|type of violence|type of incident|=category|event category|=tipo|\
         tipo de evento|=catégorie|=categoría|نوع الحدث|=نوع|=النوع|=тип",
    ),
    (Slot::Lat, "latitude|lat|=y|latitud|خط العرض|широта"),
    (
        Slot::Lon,
        "longitude|lon|lng|long|=x|longitud|خط الطول|долгота",
    ),
    (
        Slot::Coordinates,
        "coordinates|coords|lat lon|latlon|gps|coordenadas|coordonnées|الإحداثيات|координаты",
    ),
    (
        Slot::Country,
        "country|country name|=pays|=país|=pais|الدولة|البلد|=دولة|страна",
    ),
    (
        Slot::Admin1,
        "adm 1|adm1|admin1|admin 1|governorate|province|oblast|=state|=region|=provincia|=département|المحافظة|=محافظة|область",
    ),
    (
        Slot::Admin2,
        "adm 2|adm2|admin2|admin 2|district|county|raion|=distrito|=municipio|القضاء|=منطقة|район",
    ),
    (
        Slot::Place,
        "=town|=city|=village|=place|=location|place name|location name|where coordinates|locality|settlement|=where|=lieu|=ville|\
         =lugar|=ciudad|=المكان|=مكان|=المدينة|=البلدة|=место|=город",
    ),
    (
        Slot::Initiator,
        "perpetrator|perpetrators|side a|attacker|initiator|aggressor|=auteur|perpetrador|الجاني|исполнитель",
    ),
    (
        Slot::Target,
        "victim|victims|side b|target|=cible|=victime|=víctima|objetivo|الضحية|=الهدف|=цель|жертва",
    ),
    (
        Slot::Actor,
        "=actor|=actors|=actor1|=actor 1|=actor2|=actor 2|armed group|=group|=groups|=party|=parties|participants|=acteur|\
         =acteurs|=actores|=الجهة|=الأطراف|=группа|=стороны",
    ),
    (
        Slot::Url,
        "url|source url|link|source link|=links|=urls|=href|enlace|=lien|رابط|الرابط|ссылка",
    ),
    (
        Slot::Published,
        "source date|published|pub date|publication date|report date|date published|reported on",
    ),
    (
        Slot::SourceTitle,
        "source title|source headline|article title|=head|=heads|=headlines",
    ),
    (
        Slot::Publisher,
        "source office|=source|=sources|source name|outlet|=outlets|publisher|newspaper|=media|=fuente|=fuentes|المصدر|المصادر|источник",
    ),
    (Slot::Claimant, "claimant|who says|according to|claimed by"),
    (
        Slot::Low,
        "=low|deaths low|=min|min killed|killed min|fatalities low|minimum",
    ),
    (
        Slot::High,
        "=high|deaths high|=max|max killed|killed max|fatalities high|maximum",
    ),
    (
        Slot::Best,
        "=best|deaths best|fatalities|killed|=dead|=deaths|death toll|nkill|muertos|fallecidos|=morts|tués|القتلى|قتلى|погибшие|\
         убитые|=victims",
    ),
    (
        Slot::Wounded,
        "wounded|injured|=hurt|injuries|nwound|heridos|blessés|الجرحى|جرحى|раненые",
    ),
    (
        Slot::Displaced,
        "displaced|idps|desplazados|déplacés|النازحون",
    ),
    (
        Slot::Tags,
        "=tags|labels|keywords|etiquetas|mots clés|=وسوم|=теги",
    ),
];

/// How well a name fits these; more is better.
pub(super) fn fit(name: &str, names: &str) -> Option<u32> {
    let score = |at: usize, exact: bool| {
        let order = u32::try_from(at).unwrap_or(u32::MAX).min(400);
        if exact { 1000 - order } else { 500 - order }
    };
    let known = names.split('|').enumerate();
    known
        .filter_map(|(at, known)| {
            let whole_only = known.strip_prefix('=');
            let known = whole_only.unwrap_or(known);
            if name == known {
                return Some(score(at, true));
            }
            let part = format!(" {name} ").contains(&format!(" {known} "));
            (part && whole_only.is_none()).then(|| score(at, false))
        })
        .max()
}

/// A column's name in small words: `sourceDate` and `SOURCE_DATE` are `source date`.
pub(super) fn plain(name: &str) -> String {
    let mut words = String::new();
    let mut last_small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            words.push(' ');
        } else {
            if c.is_uppercase() && last_small {
                words.push(' ');
            }
            words.extend(c.to_lowercase());
        }
        last_small = c.is_lowercase();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a column of this plain name may hold this: what begins with `source` is about sources, what begins with `where`
/// about places.
pub(super) fn allowed(name: &str, slot: Slot) -> bool {
    use Slot as S;
    let first = name.split(' ').next().unwrap_or_default();
    match first {
        "source" | "sources" | "article" | "pub" | "publication" => matches!(
            slot,
            S::Url | S::Published | S::SourceTitle | S::Publisher | S::Claimant
        ),
        "where" | "geo" => matches!(slot, S::Lat | S::Lon | S::Coordinates | S::Place),
        _ => true,
    }
}

/// Which kind of event a value may stand for, by a word in it.
pub(super) const KINDS: &[(&str, &str)] = &[
    (
        "airstrike",
        "air strike|airstrike|air raid|aerial|drone strike|air drone|غارة|غارات|авиаудар|frappe|bombardeo aéreo",
    ),
    (
        "shelling",
        "shelling|artillery|mortar|rocket|missile|bombardment|قصف|обстрел|bombardement",
    ),
    (
        "clash",
        "clash|clashes|battle|battles|fighting|firefight|اشتباك|اشتباكات|бой|столкновение|combat|combate",
    ),
    (
        "protest",
        "protest|protests|demonstration|riot|riots|مظاهرة|протест|manifestation|manifestación",
    ),
    (
        "arrest",
        "arrest|arrests|detention|اعتقال|арест|arrestation",
    ),
    (
        "capture",
        "capture|overtakes territory|regains territory|seizure|سيطرة|захват",
    ),
    ("withdrawal", "withdrawal|retreat|انسحاب|отступление"),
    ("displacement", "displacement|displaced|نزوح"),
    ("humanitarian", "aid|humanitarian"),
    (
        "agreement",
        "agreement|ceasefire|truce|treaty|اتفاق|соглашение|accord|acuerdo",
    ),
    ("meeting", "meeting|talks|summit|اجتماع|встреча"),
    ("statement", "statement|بيان|заявление"),
    (
        "attack",
        "attack|attacks|bombing|explosion|ied|suicide|assassination|killing|violence against civilians|هجوم|تفجير|нападение|\
                attaque|ataque|attentat",
    ),
];

/// The kind for a value, in the words of the format.
pub(super) fn kind_of(value: &str) -> Option<&'static str> {
    let value = plain(value);
    let same = crate::model::EventKind::ALL.iter().map(|kind| kind.slug());
    let own = same
        .into_iter()
        .find(|slug| slug.replace('_', " ") == value);
    own.or_else(|| {
        let mut kinds = KINDS.iter();
        kinds
            .find(|(_, words)| fit(&value, words).is_some())
            .map(|(kind, _)| *kind)
    })
}
