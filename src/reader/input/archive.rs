//! Zip archives: which members they have, and the bytes of one.
//!
//! `rawzip` reads the directory only, and says where the packed bytes of a member stand; they are unpacked by the same code
//! as other packed files. The `zip` crate brings its own decoders, and its readers borrow the archive.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use rawzip::{CompressionMethod, ZipFileHeaderRecord, ZipLocator};

use super::Limits;
use super::compression::Packing;
use super::error::Problem;
use super::raw::{BoxRead, Raw, Stamp, Watch};

/// Whether bytes start as a zip archive, one without members included.
pub(super) fn is_zip(start: &[u8]) -> bool {
    matches!(start, [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..])
}

/// A file in an archive.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) name: String,
    method: CompressionMethod,
    encrypted: bool,
    /// Where its packed bytes are.
    start: u64,
    length: u64,
    /// What comes out of them.
    text_length: u64,
    crc: u32,
    /// The archive as it was when its directory was read.
    archive: Stamp,
}

/// Members that may be data, in the order of the archive: no folders, no hidden files, none that macOS adds.
pub(super) fn members(archive: &Watch) -> Result<Vec<Member>, Problem> {
    let mut buffer = vec![0; rawzip::MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
    let length = archive.stamp.length;
    let located = ZipLocator::new().locate_in_reader(At(&archive.file), &mut buffer, length);
    let zip = located.map_err(|(_, error)| damaged(error))?;
    let mut entries = zip.entries(&mut buffer);
    let (mut members, mut count) = (Vec::new(), 0);
    while let Some(entry) = entries.next_entry().map_err(damaged)? {
        count += 1;
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        if entry.is_dir() || is_hidden(&name) {
            continue;
        }
        let place = zip.get_entry(entry.wayfinder()).map_err(damaged)?;
        let range = place.compressed_data_range();
        members.push(member(name, &entry, range, archive.stamp));
    }
    if count == zip.entries_hint() {
        Ok(members)
    } else {
        let why = "its directory is not complete".to_owned();
        Err(Problem::Damaged(Packing::Zip, why))
    }
}

fn is_hidden(name: &str) -> bool {
    let mut parts = name.split('/');
    parts.any(|part| part.starts_with('.') || part == "__MACOSX")
}

fn member(
    name: String,
    entry: &ZipFileHeaderRecord<'_>,
    (start, end): (u64, u64),
    archive: Stamp,
) -> Member {
    Member {
        name,
        method: entry.compression_method(),
        encrypted: entry.flags().is_encrypted(),
        start,
        length: end.saturating_sub(start),
        text_length: entry.uncompressed_size_hint(),
        crc: entry.crc32(),
        archive,
    }
}

fn damaged(error: rawzip::Error) -> Problem {
    use rawzip::ErrorKind;
    match error.into_kind() {
        ErrorKind::IO(error) => error.into(),
        ErrorKind::MissingEndOfCentralDirectory | ErrorKind::Eof => {
            Problem::Truncated(Packing::Zip)
        }
        kind => Problem::Damaged(Packing::Zip, kind.to_string()),
    }
}

impl Member {
    /// Its bytes, unpacked.
    pub(super) fn open(&self, archive: Watch, limits: &Limits) -> Result<Raw, Problem> {
        if archive.stamp != self.archive {
            return Err(Problem::Changed);
        }
        if self.encrypted {
            return Err(Problem::Encrypted);
        }
        let raw = Raw::part(archive, self.start, self.length);
        let reader: BoxRead = match self.packing()? {
            None => raw.reader,
            Some(packing) => packing.unpacked(raw.reader, &raw.meter, limits),
        };
        let verified = Verified {
            inner: reader,
            crc: flate2::Crc::new(),
            length: 0,
            member: self.clone(),
        };
        Ok(Raw {
            reader: Box::new(verified),
            unpacked: 1,
            ..raw
        })
    }

    fn packing(&self) -> Result<Option<Packing>, Problem> {
        match self.method {
            CompressionMethod::STORE => Ok(None),
            CompressionMethod::DEFLATE => Ok(Some(Packing::Zip)),
            CompressionMethod::BZIP2 => Ok(Some(Packing::Bzip2)),
            CompressionMethod::ZSTD => Ok(Some(Packing::Zstd)),
            CompressionMethod::XZ => Ok(Some(Packing::Xz)),
            CompressionMethod::AES => Err(Problem::Encrypted),
            other => Err(Problem::UnknownPacking(name_of(other))),
        }
    }
}

fn name_of(method: CompressionMethod) -> String {
    let number = || format!("method {}", method.as_u16());
    method.name().map_or_else(number, str::to_lowercase)
}

/// A file for `rawzip`, read by position.
struct At<'a>(&'a Arc<File>);

impl rawzip::ReaderAt for At<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.0.read_at(buffer, offset)
    }
}

/// Compares length and checksum with the directory when all is read.
struct Verified {
    inner: BoxRead,
    crc: flate2::Crc,
    length: u64,
    member: Member,
}

impl Read for Verified {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.crc.update(&buffer[..read]);
        self.length += read as u64;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        if self.length < self.member.text_length {
            return Err(Problem::Truncated(Packing::Zip).into());
        }
        if self.length > self.member.text_length || self.crc.sum() != self.member.crc {
            let why = "its checksum is not right".to_owned();
            return Err(Problem::Damaged(Packing::Zip, why).into());
        }
        Ok(0)
    }
}
