//! The sides of an event.
//!
//! Initiators and those who support them stand against targets and those affected; speakers and mediators are on no side.
//! Two actors are beside each other when they have one role, or are on one side.

use crate::model::Role;

/// The roles that an actor, its members included, has in an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts(u8);

const ACTING: u8 = bit(Role::Initiator) | bit(Role::Supporter);
const SUFFERING: u8 = bit(Role::Target) | bit(Role::Affected);

const fn bit(role: Role) -> u8 {
    1 << role as u8
}

impl Parts {
    /// How many sets of roles there are.
    pub(super) const SORTS: usize = 1 << Role::ALL.len();

    /// Each set of roles, in the order of [`Self::sort`].
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).take(Self::SORTS).map(Self)
    }

    /// Its place among all sets of roles.
    pub(super) fn sort(self) -> usize {
        self.0.into()
    }

    pub(super) fn add(&mut self, role: Role) {
        self.0 |= bit(role);
    }

    pub(super) fn has(self, role: Role) -> bool {
        self.0 & bit(role) != 0
    }

    /// Whether something was done to it.
    pub(super) fn suffers(self) -> bool {
        self.0 & SUFFERING != 0
    }

    /// Whether one in this role is beside it.
    pub(super) fn beside(self, role: Role) -> bool {
        self.0 & (bit(role) | side(role)) != 0
    }

    /// Whether one in this role is on the other side.
    pub(super) fn against(self, role: Role) -> bool {
        self.0 & opposite(role) != 0
    }

    /// Whether one with these roles is beside it in any of them.
    pub(super) fn beside_any(self, other: Self) -> bool {
        Role::ALL
            .iter()
            .any(|&role| other.has(role) && self.beside(role))
    }

    /// Whether one with these roles is against it in any of them.
    pub(super) fn against_any(self, other: Self) -> bool {
        Role::ALL
            .iter()
            .any(|&role| other.has(role) && self.against(role))
    }
}

fn side(role: Role) -> u8 {
    match role {
        Role::Initiator | Role::Supporter => ACTING,
        Role::Target | Role::Affected => SUFFERING,
        Role::Speaker | Role::Mediator => 0,
    }
}

fn opposite(role: Role) -> u8 {
    match role {
        Role::Initiator | Role::Supporter => SUFFERING,
        Role::Target | Role::Affected => ACTING,
        Role::Speaker | Role::Mediator => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides() {
        let of = |roles: &[Role]| {
            let mut parts = Parts::default();
            roles.iter().for_each(|&role| parts.add(role));
            parts
        };
        let initiator = of(&[Role::Initiator]);
        assert!(initiator.beside(Role::Initiator) && initiator.beside(Role::Supporter));
        assert!(initiator.against(Role::Target) && initiator.against(Role::Affected));
        assert!(!initiator.beside(Role::Speaker) && !initiator.against(Role::Speaker));
        let speaker = of(&[Role::Speaker]);
        assert!(speaker.beside(Role::Speaker) && !speaker.beside(Role::Mediator));
        assert!(!speaker.against(Role::Target));
        let both = of(&[Role::Initiator, Role::Target]);
        assert!(both.against_any(initiator) && both.beside_any(initiator) && both.suffers());
        assert!(!of(&[]).beside_any(initiator));
    }
}
