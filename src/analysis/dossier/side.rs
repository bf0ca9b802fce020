//! The sides of an event.
//!
//! Initiators and those who support them stand against targets and those affected; participants stand against those of the other
//! side; speakers, mediators and participants without a side are on no side. Two actors are beside each other when they have one
//! role, or are on one side; of participants without a side nobody knows.

use crate::model::{Role, Side};

/// What an actor is in an event: its role, and its side where it is a participant. One bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part(u16);

impl Part {
    /// How many there are.
    const COUNT: usize = Role::ALL.len() + Side::ALL.len();

    pub(super) fn new(role: Role, side: Option<Side>) -> Self {
        match (role, side) {
            (Role::Participant, Some(side)) => Self(1 << (Role::ALL.len() + side as usize)),
            _ => Self(1 << role as u16),
        }
    }

    /// All parts beside this one.
    fn beside(self) -> u16 {
        match self.0 {
            part if part & ACTING != 0 => ACTING,
            part if part & SUFFERING != 0 => SUFFERING,
            WITHOUT_SIDE => 0,
            part => part,
        }
    }

    /// All parts on the other side.
    fn opposite(self) -> u16 {
        match self.0 {
            part if part & ACTING != 0 => SUFFERING,
            part if part & SUFFERING != 0 => ACTING,
            SIDE_ONE => SIDE_TWO,
            SIDE_TWO => SIDE_ONE,
            _ => 0,
        }
    }
}

/// The parts that an actor, its members included, has in an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts(u16);

const ACTING: u16 = bit(Role::Initiator) | bit(Role::Supporter);
const SUFFERING: u16 = bit(Role::Target) | bit(Role::Affected);
const WITHOUT_SIDE: u16 = bit(Role::Participant);
const SIDE_ONE: u16 = 1 << Role::ALL.len();
const SIDE_TWO: u16 = SIDE_ONE << 1;

const fn bit(role: Role) -> u16 {
    1 << role as u16
}

impl Parts {
    /// How many sets of parts there are.
    pub(super) const SORTS: usize = 1 << Part::COUNT;

    /// Each set of parts, in the order of [`Self::sort`].
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..=u16::MAX).take(Self::SORTS).map(Self)
    }

    /// Its place among all sets of parts.
    pub(super) fn sort(self) -> usize {
        self.0.into()
    }

    pub(super) fn add(&mut self, part: Part) {
        self.0 |= part.0;
    }

    /// Whether it has the role, on whichever side.
    pub(super) fn has(self, role: Role) -> bool {
        let of_a_side = match role {
            Role::Participant => SIDE_ONE | SIDE_TWO,
            _ => 0,
        };
        self.0 & (bit(role) | of_a_side) != 0
    }

    /// Whether something was done to it.
    pub(super) fn suffers(self) -> bool {
        self.0 & SUFFERING != 0
    }

    /// Whether one with this part is beside it.
    pub(super) fn beside(self, part: Part) -> bool {
        self.0 & part.beside() != 0
    }

    /// Whether one with this part is on the other side.
    pub(super) fn against(self, part: Part) -> bool {
        self.0 & part.opposite() != 0
    }

    /// Whether one with these parts is beside it in any of them.
    pub(super) fn beside_any(self, other: Self) -> bool {
        other.each().any(|part| self.beside(part))
    }

    /// Whether one with these parts is against it in any of them.
    pub(super) fn against_any(self, other: Self) -> bool {
        other.each().any(|part| self.against(part))
    }

    fn each(self) -> impl Iterator<Item = Part> {
        let bits = (0..Part::COUNT).map(|at| 1 << at);
        bits.filter(move |bit| self.0 & bit != 0).map(Part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[(Role, Option<Side>)]) -> Parts {
        let mut set = Parts::default();
        parts
            .iter()
            .for_each(|&(role, side)| set.add(Part::new(role, side)));
        set
    }

    #[test]
    fn sides() {
        let part = |role| Part::new(role, None);
        let initiator = of(&[(Role::Initiator, None)]);
        assert!(initiator.beside(part(Role::Initiator)) && initiator.beside(part(Role::Supporter)));
        assert!(initiator.against(part(Role::Target)) && initiator.against(part(Role::Affected)));
        assert!(!initiator.beside(part(Role::Speaker)) && !initiator.against(part(Role::Speaker)));
        let speaker = of(&[(Role::Speaker, None)]);
        assert!(speaker.beside(part(Role::Speaker)) && !speaker.beside(part(Role::Mediator)));
        assert!(!speaker.against(part(Role::Target)));
        let both = of(&[(Role::Initiator, None), (Role::Target, None)]);
        assert!(both.against_any(initiator) && both.beside_any(initiator) && both.suffers());
        assert!(!of(&[]).beside_any(initiator));
    }

    #[test]
    fn participants_stand_against_the_other_side_alone_and_did_nothing_to_it() {
        let [one, two] = [Side::One, Side::Two].map(|side| of(&[(Role::Participant, Some(side))]));
        let none = of(&[(Role::Participant, None)]);
        assert!(one.against_any(two) && two.against_any(one));
        assert!(!one.beside_any(two) && one.beside_any(one) && !one.against_any(one));
        assert!(
            !none.beside_any(none)
                && !none.against_any(one)
                && !one.against_any(none)
                && !none.beside_any(one)
        );
        assert!(one.has(Role::Participant) && none.has(Role::Participant));
        assert!(!one.has(Role::Initiator) && !one.suffers());
    }
}
