//! References of claims.

use super::Resolver;
use crate::dataset::draft::{ClaimDraft, Kind};
use crate::dataset::resolve::ids::{self, At};
use crate::dataset::resolve::left_out;
use crate::dataset::span::Reference;
use crate::diagnostic::Diagnostic;
use crate::model::{ActorIx, Claim, Claimant, RegionIx, SourceIx};

impl Resolver<'_> {
    /// The claims of an event; `number` is its own, if it stays.
    pub(super) fn claim_list(
        &mut self,
        number: Option<u32>,
        drafts: Vec<ClaimDraft>,
        file: u32,
    ) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::with_capacity(drafts.len());
        let mut replaced = Vec::new();
        for draft in drafts {
            let supersedes = draft.supersedes.clone();
            if let Some(claim) = self.claim(number, draft, file) {
                replaced.extend(supersedes.map(|name| (claims.len(), name)));
                claims.push(claim);
            }
        }
        for (at, name) in replaced {
            claims[at].supersedes = self.superseded(&claims, at, &name, file);
        }
        claims
    }

    fn claim(&mut self, number: Option<u32>, draft: ClaimDraft, file: u32) -> Option<Claim> {
        let claimant = self.claimant(&draft.claimant, file);
        let scope = draft
            .scope
            .as_ref()
            .map(|name| self.others.regions.find(name, file, self.problems));
        let find = |name: &Reference| {
            self.others
                .sources
                .find(name, file, self.problems)
                .map(SourceIx)
        };
        let sources: Vec<SourceIx> = draft.sources.iter().filter_map(find).collect();
        // Without its scope the number would stand for the place of the event, which its claimant did not say.
        let kept = claimant.filter(|_| !sources.is_empty() && scope != Some(None));
        let at = At {
            file,
            span: draft.id,
        };
        let number = number.filter(|_| kept.is_some());
        let id = draft.claim.id.as_ref();
        let fresh = id.is_none_or(|id| self.claims.add(id, number, at, self.problems));
        let claimant = kept.filter(|_| fresh)?;
        Some(Claim {
            claimant,
            sources,
            scope: scope.flatten().map(RegionIx),
            ..draft.claim
        })
    }

    /// An actor, or else a source.
    fn claimant(&mut self, name: &Reference, file: u32) -> Option<Claimant> {
        let source = self.others.sources.get(&name.text);
        match (self.others.actors.get(&name.text), source) {
            (Some(actor), _) => Some(Claimant::Actor(ActorIx(actor))),
            (None, Some(source)) => Some(Claimant::Source(SourceIx(source))),
            (None, None) => {
                let ids = if self.others.sources.knows(&name.text) {
                    self.others.sources
                } else {
                    self.others.actors
                };
                ids.find(name, file, self.problems);
                None
            }
        }
    }

    /// The position of the claim that another one replaces: of the same event and claimant, and without going in circles.
    fn superseded(
        &mut self,
        claims: &[Claim],
        at: usize,
        name: &Reference,
        file: u32,
    ) -> Option<u32> {
        let place = name.span.range();
        let found = claims
            .iter()
            .position(|claim| claim.id.as_deref() == Some(&*name.text));
        let (code, message) = match found {
            None if self.is_left_out(&name.text) => {
                let span = name.span;
                ids::report_left_out("claim", &name.text, At { file, span }, self.problems);
                return None;
            }
            None => (
                "dangling-reference",
                format!("this event has no claim `{}`", name.text),
            ),
            Some(found) if found == at => (
                "self-reference",
                "a claim cannot supersede itself".to_owned(),
            ),
            Some(found) if claims[found].claimant != claims[at].claimant => (
                "other-claimant",
                format!(
                    "claim `{}` is of another claimant; only its own claimant can replace it",
                    name.text
                ),
            ),
            Some(found) if leads_to(claims, found, at) => (
                "cycle",
                "these claims supersede each other in a circle".to_owned(),
            ),
            Some(found) => return u32::try_from(found).ok(),
        };
        self.problems.push(
            Diagnostic::error(code, message, file, place).label("this reference is left out"),
        );
        None
    }
    /// Whether there is a claim of this id that is left out.
    fn is_left_out(&self, id: &str) -> bool {
        (self.claims.knows(id) && self.claims.get(id).is_none())
            || left_out::has(self.left_out, Kind::Claim, id)
    }
}

/// Whether following `supersedes` from one claim arrives at another.
fn leads_to(claims: &[Claim], from: usize, to: usize) -> bool {
    let mut at = Some(from);
    for _ in 0..=claims.len() {
        match at {
            Some(position) if position == to => return true,
            Some(position) => at = claims[position].supersedes.map(|next| next as usize),
            None => return false,
        }
    }
    true
}
