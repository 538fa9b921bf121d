//! The way of impressions to the database: a bounded queue, and one worker that writes batches of them.
//!
//! A page of results enters whole or not at all, and never waits. A full queue means that the database cannot keep up:
//! the page is dropped and counted.

use crate::config::EventsConfig;
use crate::store::{Store, StoreError};
use domain::event::{EventKind, Impression};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep, timeout_at};

/// How often a batch is tried, and how long is waited in between, while the database cannot be reached.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(500);

enum Message {
    Shown(Box<Impression>),
    /// Answered once everything before it is written.
    Flush(oneshot::Sender<()>),
    /// As [`Message::Flush`], and nothing comes after it.
    Close(oneshot::Sender<()>),
}

/// The end of the queue that searches hold.
#[derive(Clone)]
pub struct ImpressionQueue(mpsc::Sender<Message>);

/// The end of the queue that writes.
pub struct QueueWorker {
    store: Arc<dyn Store>,
    messages: mpsc::Receiver<Message>,
    batch: usize,
    interval: Duration,
}

/// A queue as configured; nothing is written until the worker is run.
#[must_use]
pub fn impression_queue(store: Arc<dyn Store>, config: &EventsConfig) -> (ImpressionQueue, QueueWorker) {
    let (sender, messages) = mpsc::channel(config.queue);
    let interval = Duration::from_millis(config.flush_milliseconds);
    (ImpressionQueue(sender), QueueWorker { store, messages, batch: config.batch, interval })
}

impl ImpressionQueue {
    /// Hands a page's impressions over, all of them or none. Never waits.
    pub fn push(&self, impressions: Vec<Impression>) {
        let count = impressions.len();
        match self.0.try_reserve_many(count) {
            Ok(places) => {
                for (place, impression) in places.zip(impressions) {
                    place.send(Message::Shown(Box::new(impression)));
                }
                metrics::gauge!("lendlight_events_queue").set(self.waiting());
            }
            Err(_) => dropped(count),
        }
    }

    fn waiting(&self) -> f64 {
        let waiting = self.0.max_capacity() - self.0.capacity();
        f64::from(u32::try_from(waiting).unwrap_or(u32::MAX))
    }

    /// Waits until everything that was handed over before is written, or given up.
    pub async fn flush(&self) {
        self.ask(Message::Flush).await;
    }

    /// Writes what waits and ends the worker. What is handed over later is dropped.
    pub async fn close(&self) {
        self.ask(Message::Close).await;
    }

    async fn ask(&self, message: impl FnOnce(oneshot::Sender<()>) -> Message) {
        let (done, answer) = oneshot::channel();
        // Without a worker there is nothing to wait for.
        if self.0.send(message(done)).await.is_ok() {
            let _ = answer.await;
        }
    }
}

/// Counts impressions that are not recorded.
pub(super) fn dropped(count: usize) {
    let kind = EventKind::Impression.name();
    metrics::counter!("lendlight_events_dropped_total", "kind" => kind).increment(count as u64);
}

/// What the worker has taken from the queue and not dealt with yet.
#[derive(Default)]
struct Taken {
    impressions: Vec<Impression>,
    asked: Vec<oneshot::Sender<()>>,
}

impl QueueWorker {
    /// Writes what comes, until the queue is closed.
    pub async fn run(mut self) {
        let mut is_failing = false;
        while let Some(first) = self.messages.recv().await {
            let mut taken = Taken::default();
            self.take(first, &mut taken);
            let until = Instant::now() + self.interval;
            while taken.impressions.len() < self.batch && taken.asked.is_empty() {
                match timeout_at(until, self.messages.recv()).await {
                    Ok(Some(message)) => self.take(message, &mut taken),
                    Ok(None) | Err(_) => break,
                }
            }
            is_failing = !self.write(&taken.impressions, is_failing).await;
            for asked in taken.asked {
                // Whoever asked may have gone away.
                let _ = asked.send(());
            }
        }
    }

    fn take(&mut self, message: Message, taken: &mut Taken) {
        match message {
            Message::Shown(impression) => taken.impressions.push(*impression),
            Message::Flush(asked) => taken.asked.push(asked),
            Message::Close(asked) => {
                self.messages.close();
                taken.asked.push(asked);
            }
        }
    }

    /// Writes a batch, again and again while the database is away; answers whether it is written. A fault is logged
    /// when it begins.
    async fn write(&self, impressions: &[Impression], was_failing: bool) -> bool {
        if impressions.is_empty() {
            return !was_failing;
        }
        let mut tries = TRIES;
        loop {
            tries -= 1;
            let error = match self.store.add_impressions(impressions).await {
                Ok(count) => {
                    let kind = EventKind::Impression.name();
                    metrics::counter!("lendlight_events_written_total", "kind" => kind).increment(count);
                    return true;
                }
                Err(error) => error,
            };
            // What the schema refuses it will refuse again; and nobody waits for a server that stops.
            let is_lasting = matches!(error, StoreError::Refused(_) | StoreError::NotFound);
            if is_lasting || was_failing || tries == 0 || self.messages.is_closed() {
                if !was_failing {
                    tracing::warn!(%error, count = impressions.len(), "impressions are dropped");
                }
                dropped(impressions.len());
                return false;
            }
            sleep(PAUSE).await;
        }
    }
}
