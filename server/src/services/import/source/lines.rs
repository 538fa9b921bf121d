//! Lines of a file that may be packed, of bounded length.

use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// The longest line that is read: fifty times the longest that a lender is known to have.
pub(super) const MAX_LINE: usize = 8 * 1024 * 1024;

/// The largest JSON document that is read whole.
const MAX_DOCUMENT: u64 = 256 * 1024 * 1024;

/// How much of a line that is too long is shown in quarantine.
const SHOWN: usize = 4096;

/// The first two bytes of every gzip member.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Opens a file, unpacked if it is packed, whatever it is called.
pub(super) fn open(path: &Path) -> std::io::Result<Box<dyn BufRead>> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    if file.fill_buf()?.starts_with(&GZIP) {
        Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file))))
    } else {
        Ok(Box::new(file))
    }
}

/// A line of a file.
pub(super) enum Line<'a> {
    Text(&'a str),
    /// Its beginning, and why it cannot be read.
    Bad {
        raw: String,
        reason: String,
    },
}

/// Visits the lines of a file that are not blank, with their numbers from 1, until `visit` says no.
pub(super) fn each(path: &Path, mut visit: impl FnMut(u64, Line<'_>) -> bool) -> std::io::Result<()> {
    let mut file = open(path)?;
    let mut bytes = Vec::new();
    for number in 1_u64.. {
        bytes.clear();
        let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX).saturating_add(1);
        if file.by_ref().take(limit).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let is_too_long = bytes.len() > MAX_LINE && bytes.last() != Some(&b'\n');
        if is_too_long {
            skip_line(&mut file)?;
        }
        let line = if is_too_long {
            let raw = String::from_utf8_lossy(bytes.get(..SHOWN).unwrap_or_default()).into_owned();
            Line::Bad { raw, reason: format!("longer than {MAX_LINE} bytes") }
        } else {
            match std::str::from_utf8(&bytes) {
                Ok(text) if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() => continue,
                Ok(text) => Line::Text(text.trim_end()),
                Err(error) => Line::Bad {
                    raw: String::from_utf8_lossy(&bytes).into_owned(),
                    reason: format!("not UTF-8: {error}"),
                },
            }
        };
        if !visit(number, line) {
            break;
        }
    }
    Ok(())
}

/// Reads to the end of a line without keeping it.
fn skip_line(file: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let available = file.fill_buf()?;
        let (length, is_end) = match available.iter().position(|byte| *byte == b'\n') {
            Some(position) => (position + 1, true),
            None => (available.len(), available.is_empty()),
        };
        file.consume(length);
        if is_end {
            return Ok(());
        }
    }
}

/// A whole document's text.
pub(super) fn document(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    let read = open(path)?.take(MAX_DOCUMENT + 1).read_to_string(&mut text)?;
    if u64::try_from(read).unwrap_or(u64::MAX) > MAX_DOCUMENT {
        let reason = format!("larger than {MAX_DOCUMENT} bytes");
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, reason));
    }
    Ok(text)
}
