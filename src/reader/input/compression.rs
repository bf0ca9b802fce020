//! Unpacking, told by the first bytes: gzip, Zstandard, bzip2, xz; and deflate inside of zip archives.

mod guard;
mod zstd;

use std::fmt;
use std::io::{self, BufReader, Cursor, Read as _};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder};

use super::Limits;
use super::error::Problem;
use super::raw::{BoxRead, Meter, Raw};
use guard::{Fused, Guard};

/// Bytes that are looked at to know what a file is: the mark of a tar archive stands at byte 257.
pub(super) const START: u64 = 512;

/// Layers that are taken off: `.gz` inside of `.zip` occurs, more does not.
const MOST_LAYERS: usize = 2;

/// Packed bytes handed to a decoder at a time.
const BUFFER: usize = 64 << 10;

/// Memory that an xz stream may ask for, in KiB: `xz -9` needs 65 MiB.
const XZ_MEMORY: u32 = 512 << 10;

/// A way of packing one stream of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// gzip, RFC 1952; several members count as one stream.
    Gzip,
    /// Zstandard, RFC 8878; several frames count as one stream.
    Zstd,
    /// bzip2; several streams count as one.
    Bzip2,
    /// xz; several streams count as one.
    Xz,
    /// Raw deflate, RFC 1951, inside of zip archives; the archive itself in messages.
    Zip,
}

impl Packing {
    /// Tells by the first bytes. Nothing that is text starts like this.
    pub(super) fn of(start: &[u8]) -> Option<Self> {
        match start {
            [0x1f, 0x8b, 8, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstd),
            // A skippable frame may come first.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Self::Zstd),
            // The second half marks the first block, or the end of an empty stream.
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, ..]
            | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, ..] => Some(Self::Bzip2),
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Xz),
            _ => None,
        }
    }

    fn decoder(self, packed: BoxRead) -> BoxRead {
        let packed = BufReader::with_capacity(BUFFER, packed);
        match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(packed)),
            Self::Zstd => Box::new(zstd::Frames::new(packed)),
            Self::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
            Self::Xz => Box::new(lzma_rust2::XzReader::new_mem_limit(packed, true, XZ_MEMORY)),
            Self::Zip => Box::new(DeflateDecoder::new(packed)),
        }
    }

    /// What this gives when it is unpacked, within limits.
    pub(super) fn unpacked(self, packed: BoxRead, meter: &Meter, limits: &Limits) -> BoxRead {
        let decoder = Fused::new(self, self.decoder(packed));
        Box::new(Guard::new(decoder, Some(meter.clone()), limits))
    }
}

impl fmt::Display for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gzip => "gzip",
            Self::Zstd => "Zstandard",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
            Self::Zip => "zip",
        })
    }
}

/// What is left of an input when its packing is off.
pub(super) struct Unpacked {
    pub(super) reader: BoxRead,
    /// Its first bytes, which `reader` gives again.
    pub(super) start: Vec<u8>,
    /// Whether there was any packing.
    pub(super) was_packed: bool,
}

/// Takes off what packing there is.
pub(super) fn unpack(raw: Raw, limits: &Limits) -> Result<Unpacked, Problem> {
    let (mut reader, mut layers) = (raw.reader, raw.unpacked);
    loop {
        let start = peek(&mut reader)?;
        reader = Box::new(Cursor::new(start.clone()).chain(reader));
        if let Some(packing) = Packing::of(&start) {
            if layers == MOST_LAYERS {
                return Err(Problem::TooDeep);
            }
            layers += 1;
            // A decoder cannot go on in the middle of a block.
            if let Some(patience) = &raw.patience {
                patience.set_short(false);
            }
            reader = packing.unpacked(reader, &raw.meter, limits);
            continue;
        }
        if super::archive::is_zip(&start) {
            return Err(Problem::ArchiveInside);
        }
        if start.get(257..262) == Some(b"ustar") {
            return Err(Problem::Tar);
        }
        let was_packed = layers > 0;
        if raw.path.is_none() && !was_packed {
            reader = Box::new(Guard::new(reader, None, limits));
        }
        return Ok(Unpacked {
            reader,
            start,
            was_packed,
        });
    }
}

/// The next bytes of a reader, up to [`START`].
pub(super) fn peek(reader: &mut BoxRead) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    loop {
        match reader
            .take(START - start.len() as u64)
            .read_to_end(&mut start)
        {
            Ok(_) => return Ok(start),
            // A pipe that has given a line is no packed data that will be known by more.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                if start.contains(&b'\n') {
                    return Ok(start);
                }
            }
            Err(error) => return Err(error),
        }
    }
}
