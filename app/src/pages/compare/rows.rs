//! The rows of a comparison: what each says of every product, and which cell is the best.

use super::best::{Better, Span, best, differs};
use crate::ports::ProductDetails;

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// What they are about.
    pub(super) title: String,
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// What is said of every product.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// What the cells say.
    pub(super) name: String,
    /// One a product.
    pub(super) cells: Vec<Cell>,
    /// Whether each cell is the best; empty where no way is plainly better.
    pub(super) best: Vec<bool>,
    /// The words that mark the best.
    pub(super) mark: String,
}

/// What is said of one product.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cell {
    /// The value; empty if the notes say it all.
    pub(super) value: String,
    /// What goes with it.
    pub(super) notes: Vec<Note>,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Note {
    /// The lender's own words, in the lender's language; stand first.
    pub(super) published: String,
    /// Ours.
    pub(super) said: String,
}

impl Cell {
    /// A value without remarks.
    pub(super) fn value(value: impl Into<String>) -> Self {
        Self { value: value.into(), notes: Vec::new() }
    }

    /// The same with a remark of ours, if there is one.
    pub(super) fn note(mut self, said: Option<String>) -> Self {
        self.notes.extend(said.map(|said| Note { said, ..Note::default() }));
        self
    }

    /// The same with the lender's words, if there are any.
    pub(super) fn published(mut self, words: Option<String>) -> Self {
        self.notes.extend(words.map(|published| Note { published, ..Note::default() }));
        self
    }
}

impl Row {
    /// A row in which no value is better than another, or not plainly.
    pub(super) fn plain(
        name: String,
        products: &[ProductDetails],
        cell: impl Fn(&ProductDetails) -> Cell,
    ) -> Self {
        let cells = products.iter().map(cell).collect();
        Self { name, cells, best: Vec::new(), mark: String::new() }
    }

    /// The same row with its best cells marked.
    pub(super) fn marking<T: PartialOrd + Copy>(
        mut self,
        products: &[ProductDetails],
        better: Better,
        mark: String,
        measure: impl Fn(&ProductDetails) -> Option<Span<T>>,
    ) -> Self {
        let measures: Vec<_> = products.iter().map(measure).collect();
        self.best = best(&measures, better);
        self.mark = mark;
        self
    }

    /// Whether the products are not all the same in it.
    pub(super) fn differs(&self) -> bool {
        differs(&self.cells)
    }

    /// Whether a cell is the best.
    pub(super) fn is_best(&self, column: usize) -> bool {
        self.best.get(column).copied().unwrap_or_default()
    }
}

/// Leaves only rows that differ, and says how many went. Groups left without rows go too.
pub(super) fn only_differences(groups: Vec<Group>) -> (Vec<Group>, usize) {
    let rows = |groups: &[Group]| groups.iter().map(|group| group.rows.len()).sum::<usize>();
    let before = rows(&groups);
    let kept: Vec<Group> = groups
        .into_iter()
        .map(|mut group| {
            group.rows.retain(Row::differs);
            group
        })
        .filter(|group| !group.rows.is_empty())
        .collect();
    let gone = before.saturating_sub(rows(&kept));
    (kept, gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, cells: &[&str]) -> Row {
        Row {
            name: name.to_owned(),
            cells: cells.iter().map(|cell| Cell::value(*cell)).collect(),
            best: Vec::new(),
            mark: String::new(),
        }
    }

    #[test]
    fn only_rows_that_differ_stay_and_empty_groups_go() {
        let group = |title: &str, rows| Group { title: title.to_owned(), rows };
        let groups = vec![
            group("cost", vec![row("rate", &["5", "6"]), row("kind", &["fixed", "fixed"])]),
            group("speed", vec![row("decision", &["unknown", "unknown"])]),
        ];
        let (kept, gone) = only_differences(groups);
        assert_eq!(gone, 2);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].rows, [row("rate", &["5", "6"])]);
    }

    #[test]
    fn a_remark_makes_a_difference() {
        let same = row("fee", &["A$5", "A$5"]);
        let mut other = same.clone();
        other.cells[1] = other.cells[1].clone().note(Some("and more".to_owned()));
        assert!(!same.differs() && other.differs());
        assert!(!same.is_best(7));
    }
}
