//! Which cells of a row are the best, and which rows differ. Knows nothing of loans or words.

/// What a cell is measured by: a value, or a range of which both ends count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span<T> {
    /// The lower end.
    pub(super) low: T,
    /// The upper end.
    pub(super) high: T,
    /// Whether both ends may be more in truth, as with fees that a lender leaves out.
    pub(super) open: bool,
}

impl<T: Copy> Span<T> {
    /// One value.
    pub(super) const fn exact(value: T) -> Self {
        Self { low: value, high: value, open: false }
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Better {
    /// The lower, the better.
    Lower,
    /// The higher, the better.
    Higher,
}

/// Whether each cell is the best of its row.
///
/// A cell is the best if neither of its ends is worse than any other known cell's; several may be, if they are
/// equal, and none, if ranges overlap so that no one can say. Unknown and open cells never are. With fewer
/// than two known cells there is nothing to be better than.
pub(super) fn best<T: PartialOrd + Copy>(cells: &[Option<Span<T>>], better: Better) -> Vec<bool> {
    let known: Vec<Span<T>> = cells.iter().copied().flatten().collect();
    let is_best = |cell: Span<T>| known.len() > 1 && known.iter().all(|other| no_worse(cell, *other, better));
    cells.iter().map(|cell| cell.is_some_and(is_best)).collect()
}

fn no_worse<T: PartialOrd + Copy>(cell: Span<T>, other: Span<T>, better: Better) -> bool {
    match better {
        _ if cell.open => false,
        // What may be more is no better than it seems.
        Better::Lower => cell.low <= other.low && cell.high <= other.high,
        Better::Higher => !other.open && cell.low >= other.low && cell.high >= other.high,
    }
}

/// Whether the cells of a row are not all the same.
pub(super) fn differs<T: PartialEq>(cells: &[T]) -> bool {
    cells.split_first().is_some_and(|(first, rest)| rest.iter().any(|cell| cell != first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(values: &[i64]) -> Vec<Option<Span<i64>>> {
        values.iter().map(|value| Some(Span::exact(*value))).collect()
    }

    const fn range(low: i64, high: i64) -> Option<Span<i64>> {
        Some(Span { low, high, open: false })
    }

    const fn open(low: i64) -> Option<Span<i64>> {
        Some(Span { low, high: low, open: true })
    }

    #[test]
    fn the_lowest_and_the_highest_are_found_and_ties_are_all_marked() {
        assert_eq!(best(&exact(&[5, 3, 4]), Better::Lower), [false, true, false]);
        assert_eq!(best(&exact(&[5, 3, 5]), Better::Higher), [true, false, true]);
        assert_eq!(best(&exact(&[3, 3]), Better::Lower), [true, true]);
    }

    #[test]
    fn what_is_unknown_is_never_the_best_and_one_alone_is_none() {
        assert_eq!(best(&[None, range(4, 4), range(5, 5)], Better::Lower), [false, true, false]);
        assert_eq!(best(&[None, range(4, 4)], Better::Lower), [false, false]);
        assert_eq!(best::<i64>(&[None, None], Better::Lower), [false, false]);
        assert_eq!(best::<i64>(&[], Better::Lower), [false; 0]);
        assert_eq!(best(&[Some(Span::exact(f64::NAN)), Some(Span::exact(1.0))], Better::Lower), [false; 2]);
    }

    #[test]
    fn a_range_is_best_only_where_neither_end_is_worse() {
        assert_eq!(best(&[range(6, 12), range(8, 8)], Better::Lower), [false, false]);
        assert_eq!(best(&[range(6, 8), range(8, 12)], Better::Lower), [true, false]);
        assert_eq!(best(&[range(6, 9), range(6, 12)], Better::Lower), [true, false]);
        assert_eq!(best(&[range(6, 9), range(7, 8)], Better::Higher), [false, false]);
    }

    #[test]
    fn an_open_end_may_be_worse_but_never_best() {
        assert_eq!(best(&[open(3), range(5, 5)], Better::Lower), [false, false]);
        assert_eq!(best(&[open(5), range(5, 5)], Better::Lower), [false, true]);
        assert_eq!(best(&[open(3), open(3)], Better::Lower), [false, false]);
        assert_eq!(best(&[open(5), range(4, 9)], Better::Lower), [false, false]);
        assert_eq!(best(&[open(3), range(5, 5)], Better::Higher), [false, false]);
    }

    #[test]
    fn rows_differ_if_any_cell_does() {
        assert!(!differs(&["a", "a", "a"]) && !differs(&["a"]) && !differs::<&str>(&[]));
        assert!(differs(&["a", "a", "b"]));
    }
}
