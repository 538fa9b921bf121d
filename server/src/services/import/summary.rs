//! What an import did.

use domain::product::UnreadField;
use std::collections::BTreeMap;
use std::fmt;

/// What an import did. Counts are of products, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportSummary {
    /// Records that the source held.
    pub read: u64,
    /// New in the catalogue.
    pub created: u64,
    /// With other figures than before, or on offer again.
    pub changed: u64,
    /// As they were.
    pub unchanged: u64,
    /// No longer on offer, since this import; new ones that were no longer on offer are in `created` too.
    pub withdrawn: u64,
    /// Records of accounts that are no credit.
    pub not_lending: u64,
    /// Records that a later record of the same product replaced.
    pub superseded: u64,
    /// Not fetched again, since an interrupted import had saved them.
    pub resumed: u64,
    /// Records that could not be read, by reason.
    pub quarantined: BTreeMap<String, u64>,
    /// Fields of products that could not be read, by field (list positions left out) and reason.
    pub unread: BTreeMap<(String, String), u64>,
    /// Parts of the source that could not be had, each with the reason.
    pub failed: Vec<(String, String)>,
    /// Whether a part of the source could not be read, so that nothing was withdrawn for being missing from it.
    pub is_partial: bool,
}

impl ImportSummary {
    pub(super) fn count_unread(&mut self, unread: &[UnreadField]) {
        for field in unread {
            let names = field.path.split('/').filter(|step| !step.bytes().all(|b| b.is_ascii_digit()));
            let path = names.collect::<Vec<_>>().join("/");
            *self.unread.entry((path, field.reason.clone())).or_default() += 1;
        }
    }

    pub(super) fn count_quarantined(&mut self, reason: &str) {
        let reason = reason.split(" at line ").next().unwrap_or(reason);
        *self.quarantined.entry(reason.to_owned()).or_default() += 1;
    }

    /// Whether nothing of the source was of any use: no product of it is in the catalogue, before or since, and
    /// that is not because it lists accounts of other kinds alone.
    #[must_use]
    pub fn is_fruitless(&self) -> bool {
        let useful = self.created + self.changed + self.unchanged + self.withdrawn + self.resumed;
        let faulty = self.quarantined_records() > 0 || !self.failed.is_empty();
        useful == 0 && (faulty || self.read == 0)
    }

    /// Records that could not be read.
    #[must_use]
    pub fn quarantined_records(&self) -> u64 {
        self.quarantined.values().sum()
    }

    /// Fields that could not be read.
    #[must_use]
    pub fn unread_fields(&self) -> u64 {
        self.unread.values().sum()
    }
}

/// The parts of a source that are named when it has many.
const FAILURES_NAMED: usize = 10;

impl fmt::Display for ImportSummary {
    /// For people, on several lines.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} records read: {} products created (new here), {} changed, {} unchanged, {} withdrawn (no longer on \
             their lender's list)",
            self.read, self.created, self.changed, self.unchanged, self.withdrawn
        )?;
        for (count, what) in [
            (self.not_lending, "records of accounts that are no credit, left out"),
            (self.superseded, "records replaced by a later one of the same product"),
            (self.resumed, "products saved by an interrupted import, not fetched again"),
        ] {
            if count > 0 {
                writeln!(f, "{count} {what}")?;
            }
        }
        if !self.quarantined.is_empty() {
            writeln!(f, "{} records could not be read and are in quarantine:", self.quarantined_records())?;
            for (reason, count) in &self.quarantined {
                writeln!(f, "  {count} × {reason}")?;
            }
        }
        if !self.unread.is_empty() {
            writeln!(f, "{} fields could not be read and are kept raw:", self.unread_fields())?;
            for ((field, reason), count) in &self.unread {
                writeln!(f, "  {count} × {field}: {reason}")?;
            }
        }
        if !self.failed.is_empty() {
            writeln!(f, "{} parts of the source could not be had:", self.failed.len())?;
            for (what, reason) in self.failed.iter().take(FAILURES_NAMED) {
                writeln!(f, "  {what}: {reason}")?;
            }
            if self.failed.len() > FAILURES_NAMED {
                writeln!(f, "  and {} more", self.failed.len() - FAILURES_NAMED)?;
            }
        }
        if self.is_partial {
            writeln!(
                f,
                "Where the source could not be read whole, nothing was withdrawn for being missing from it"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_of_no_use_where_nothing_came_of_it() {
        let quarantined = BTreeMap::from([("not JSON".to_owned(), 3)]);
        let unreadable = ImportSummary { read: 3, quarantined, ..ImportSummary::default() };
        assert!(unreadable.is_fruitless() && ImportSummary::default().is_fruitless());
        assert!(!ImportSummary { unchanged: 1, ..unreadable.clone() }.is_fruitless());
        assert!(!ImportSummary { read: 2, not_lending: 2, ..ImportSummary::default() }.is_fruitless());
    }
}
