//! Numbers, texts, options and lists as bytes, and the closed lists of words.

use std::io;

use super::bytes::{Sink, Tap, broken};
use super::{Cached, words};
use crate::model::{
    ActorKind, ClaimSubject, Credibility, EventKind, EventStatus, Qualifier, RegionLevel,
    RelationKind, Reliability, Role, Side, SourceKind, Stance,
};
use crate::store::later::Later;
use crate::store::paged::Paged;

/// Numbers, which stand in a file as they stand in memory.
macro_rules! number {
    ($($type:ty),+ $(,)?) => { $(
        impl Cached for $type {
            const LEAST: usize = size_of::<Self>();

            fn layout(out: &mut String) {
                out.push_str(stringify!($type));
            }

            fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
                out.bytes(bytemuck::bytes_of(self))
            }

            #[inline]
            fn read(from: &mut Tap<'_>) -> io::Result<Self> {
                Ok(bytemuck::cast(from.array::<{ size_of::<Self>() }>()?))
            }

            fn write_list(values: &[Self], out: &mut Sink<'_>) -> io::Result<()> {
                out.column(values)
            }

            fn read_list(length: usize, from: &mut Tap<'_>) -> io::Result<Vec<Self>> {
                from.column(length)
            }
        }
    )+ };
}

number!(u8, u16, u32, u64, i32, i64, f64, [f32; 2]);

impl Cached for usize {
    fn layout(out: &mut String) {
        out.push_str("usize");
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        (*self as u64).write(out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        Self::try_from(u64::read(from)?).map_err(|_| broken("a number is too large"))
    }
}

impl Cached for bool {
    fn layout(out: &mut String) {
        out.push_str("bool");
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        u8::from(*self).write(out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        match u8::read(from)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(broken("neither yes nor no")),
        }
    }
}

impl Cached for char {
    fn layout(out: &mut String) {
        out.push_str("char");
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        u32::from(*self).write(out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        Self::from_u32(u32::read(from)?).ok_or_else(|| broken("no character"))
    }
}

impl Cached for String {
    fn layout(out: &mut String) {
        out.push_str("text");
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        self.len().write(out)?;
        out.bytes(self.as_bytes())
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        let length = from.length(1)?;
        Self::from_utf8(from.column(length)?).map_err(|_| broken("no UTF-8"))
    }
}

impl Cached for Box<str> {
    fn layout(out: &mut String) {
        out.push_str("text");
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        self.len().write(out)?;
        out.bytes(self.as_bytes())
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        String::read(from).map(String::into_boxed_str)
    }
}

impl<T: Cached> Cached for Option<T> {
    fn layout(out: &mut String) {
        out.push('?');
        T::layout(out);
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        self.is_some().write(out)?;
        self.as_ref().map_or(Ok(()), |value| value.write(out))
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        bool::read(from)?.then(|| T::read(from)).transpose()
    }
}

impl<T: Cached> Cached for Vec<T> {
    fn layout(out: &mut String) {
        out.push('*');
        T::layout(out);
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        self.len().write(out)?;
        T::write_list(self, out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        let length = from.length(T::LEAST)?;
        T::read_list(length, from)
    }
}

/// What is read later is a part of its own, and takes its place when all else is there (see [`super::later`]).
impl<T: Cached> Cached for Later<T> {
    fn layout(out: &mut String) {
        out.push('>');
        T::layout(out);
    }

    fn write(&self, _: &mut Sink<'_>) -> io::Result<()> {
        Ok(())
    }

    fn read(_: &mut Tap<'_>) -> io::Result<Self> {
        Ok(Self::default())
    }
}

/// Likewise.
impl<T: Cached> Cached for Paged<T> {
    fn layout(out: &mut String) {
        out.push_str(">>");
        T::layout(out);
    }

    fn write(&self, _: &mut Sink<'_>) -> io::Result<()> {
        Ok(())
    }

    fn read(_: &mut Tap<'_>) -> io::Result<Self> {
        Ok(Self::default())
    }
}

impl<A: Cached, B: Cached> Cached for (A, B) {
    fn layout(out: &mut String) {
        out.push('(');
        A::layout(out);
        out.push(',');
        B::layout(out);
        out.push(')');
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        self.0.write(out)?;
        self.1.write(out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        Ok((A::read(from)?, B::read(from)?))
    }
}

words!(
    ActorKind,
    ClaimSubject,
    Credibility,
    EventKind,
    EventStatus,
    Qualifier,
    RegionLevel,
    RelationKind,
    Reliability,
    Role,
    Side,
    SourceKind,
    Stance
);
