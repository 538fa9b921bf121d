//! Work that several ask for at once, done once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::OnceCell;

/// Lets those who ask for the same thing at the same time wait for one answer. Nothing is kept: whoever asks after
/// everybody has gone away makes a new one, so that a cache beside it decides how long answers live.
#[derive(Debug)]
pub struct SingleFlight<K, V> {
    under_way: Mutex<HashMap<K, Weak<OnceCell<V>>>>,
}

impl<K, V> Default for SingleFlight<K, V> {
    fn default() -> Self {
        Self { under_way: Mutex::default() }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> SingleFlight<K, V> {
    /// The answer to a key: that of whoever is at it already, else that of `work`. If they fail or go away, the next of
    /// those who wait does its own work.
    ///
    /// # Errors
    /// Those of one's own work; nobody gets another's.
    pub async fn run<E>(&self, key: &K, work: impl Future<Output = Result<V, E>>) -> Result<V, E> {
        self.flight(key).get_or_try_init(|| work).await.cloned()
    }

    fn flight(&self, key: &K) -> Arc<OnceCell<V>> {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = under_way.get(key).and_then(Weak::upgrade) {
            return flight;
        }
        under_way.retain(|_, flight| flight.strong_count() > 0);
        let flight = Arc::default();
        under_way.insert(key.clone(), Arc::downgrade(&flight));
        flight
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tokio::sync::Notify;

    #[tokio::test]
    async fn those_who_ask_at_once_get_one_answer_and_who_asks_later_another() {
        let (flights, done) = (SingleFlight::default(), AtomicUsize::new(0));
        let gate = Notify::new();
        let work = async || {
            gate.notified().await;
            Ok::<_, ()>(done.fetch_add(1, Ordering::Relaxed))
        };
        let all = futures::future::join_all((0..5).map(|_| flights.run(&"key", work())));
        let open = async {
            tokio::task::yield_now().await;
            gate.notify_one();
        };
        let (answers, ()) = tokio::join!(all, open);
        assert_eq!(answers, [Ok(0); 5]);
        gate.notify_one();
        assert_eq!(flights.run(&"key", work()).await, Ok(1), "nothing is kept");
        gate.notify_one();
        assert_eq!(flights.run(&"other", work()).await, Ok(2));
        assert_eq!(flights.under_way.lock().unwrap().len(), 1, "what is over is forgotten");
    }

    #[tokio::test]
    async fn a_failure_is_its_own_and_the_next_tries_again() {
        let flights = SingleFlight::default();
        let fails = flights.run(&1, async { Err("broken") });
        let works = flights.run(&1, async { Ok::<_, &str>(7) });
        assert_eq!(tokio::join!(fails, works), (Err("broken"), Ok(7)));
    }

    #[tokio::test]
    async fn who_goes_away_leaves_the_work_to_the_next() {
        let flights = SingleFlight::<_, u8>::default();
        let mut gone = Box::pin(flights.run(&1, std::future::pending::<Result<u8, ()>>()));
        assert!(futures::poll!(gone.as_mut()).is_pending());
        let mut waits = Box::pin(flights.run(&1, async { Ok::<_, ()>(3) }));
        assert!(futures::poll!(waits.as_mut()).is_pending());
        drop(gone);
        assert_eq!(waits.await, Ok(3));
    }
}
