//! CSV files, read so that whoever has to mend one is told where.

use anyhow::{Context, bail};
use csv::ByteRecord;
use flate2::read::MultiGzDecoder;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A file's columns and rows.
pub(super) struct Table {
    file: PathBuf,
    columns: HashMap<String, usize>,
    rows: Vec<ByteRecord>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    record: &'a ByteRecord,
    number: usize,
}

impl Table {
    /// Reads a file whole, gzipped or not.
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        let read = || -> anyhow::Result<Self> {
            let mut bytes = BufReader::new(File::open(file)?);
            let is_packed = bytes.fill_buf()?.starts_with(&[0x1F, 0x8B]);
            let bytes: Box<dyn Read> =
                if is_packed { Box::new(MultiGzDecoder::new(bytes)) } else { Box::new(bytes) };
            let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
            let header = reader.byte_headers()?.clone();
            let columns = header.iter().enumerate().map(|(at, name)| (text(name), at)).collect();
            let rows = reader.into_byte_records().collect::<Result<_, _>>()?;
            Ok(Self { file: file.to_owned(), columns, rows })
        };
        let table = read().with_context(|| format!("cannot read {}", file.display()))?;
        if table.rows.is_empty() {
            bail!("{}: there is no row", file.display());
        }
        Ok(table)
    }

    /// The rows in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        // The header is row 1, as in spreadsheets.
        self.rows.iter().enumerate().map(|(at, record)| Row { table: self, record, number: at + 2 })
    }

    /// That there is a column of this name.
    pub(super) fn require(&self, column: &str, why: &str) -> anyhow::Result<()> {
        if self.columns.contains_key(column) {
            return Ok(());
        }
        bail!("{}: there is no column {column}{why}", self.file.display());
    }
}

impl Row<'_> {
    /// What a column says; nothing where it is empty or one of the ways to write "missing".
    pub(super) fn text(&self, column: &str) -> anyhow::Result<Option<String>> {
        let Some(at) = self.table.columns.get(column) else {
            bail!("{}: there is no column {column}", self.table.file.display());
        };
        let value = self.record.get(*at).map(text).unwrap_or_default();
        let value = value.trim();
        Ok((!matches!(value, "" | "NA" | "NaN" | "nan" | "NULL")).then(|| value.to_owned()))
    }

    /// What a column says, or a word for nothing.
    pub(super) fn category(&self, column: &str) -> anyhow::Result<String> {
        Ok(self.text(column)?.unwrap_or_else(|| "(missing)".to_owned()))
    }

    /// A number, `NaN` where it is missing.
    pub(super) fn number(&self, column: &str) -> anyhow::Result<f32> {
        self.text(column)?.map_or(Ok(f32::NAN), |text| self.parse(column, &text))
    }

    /// The number that some text of a column is.
    pub(super) fn parse(&self, column: &str, text: &str) -> anyhow::Result<f32> {
        match text.parse::<f32>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(self.fault(column, &format!("“{text}” is not a number"))),
        }
    }

    /// Whether it happened: 1 or 0, and nothing else.
    pub(super) fn label(&self, column: &str) -> anyhow::Result<bool> {
        match self.text(column)?.as_deref() {
            Some("1" | "1.0") => Ok(true),
            Some("0" | "0.0") => Ok(false),
            Some(other) => Err(self.fault(column, &format!("“{other}” is not an outcome (1 or 0)"))),
            None => Err(self.fault(column, "the outcome is missing, and without it nothing can be judged")),
        }
    }

    /// An error that says where it is.
    pub(super) fn fault(&self, column: &str, what: &str) -> anyhow::Error {
        anyhow::anyhow!("{}, row {}, column {column}: {what}", self.table.file.display(), self.number)
    }
}

/// UTF-8, or else Latin-1, whose bytes are characters. A byte order mark is none of a name.
fn text(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(
        |_| bytes.iter().copied().map(char::from).collect(),
        |text| text.trim_start_matches('\u{feff}').to_owned(),
    )
}
