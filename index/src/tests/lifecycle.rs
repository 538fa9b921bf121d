//! Opening, reopening, replacing and interrupting.

use super::generator::Generator;
use crate::{CacheSizes, Change, IndexDirectory, IndexError, Opened, ProductIndex};
use domain::listing::Listing;
use std::fs;
use std::path::Path;

fn listings(seed: u64, count: u64) -> Vec<Listing> {
    let mut generator = Generator::new(seed, 5);
    (0..count).map(|number| generator.listing(number)).collect()
}

fn directory(root: &Path) -> IndexDirectory {
    IndexDirectory::new(root.join("index"), CacheSizes::default())
}

fn built(directory: &IndexDirectory, count: u64, seq: u64) -> ProductIndex {
    let mut rebuild = directory.rebuild().unwrap();
    for listing in listings(seq, count) {
        rebuild.add(&listing).unwrap();
    }
    rebuild.finish(seq).unwrap()
}

fn ready(directory: &IndexDirectory) -> (ProductIndex, u64) {
    match directory.open() {
        Opened::Ready(index, seq) => (index, seq),
        other => panic!("{other:?}"),
    }
}

#[test]
fn commits_survive_reopening_and_what_was_not_committed_does_not() {
    let root = tempfile::tempdir().unwrap();
    let directory = directory(root.path());
    assert!(matches!(directory.open(), Opened::Missing));
    let index = built(&directory, 40, 7);
    assert_eq!((index.len(), index.seq()), (40, 7));
    let mut writer = index.writer().unwrap();
    let gone = listings(7, 40)[3].product_id;
    writer.apply(&[Change::Remove(gone)]).unwrap();
    writer.commit(8).unwrap();
    writer.apply(&[Change::Upsert(Box::new(listings(99, 1).remove(0)))]).unwrap();
    drop(writer);
    drop(index);
    let (index, seq) = ready(&directory);
    assert_eq!((index.len(), seq), (39, 8));
    assert!(index.writer().is_ok(), "the lock of a writer that is gone does not stay");
}

#[test]
fn an_interrupted_rebuild_leaves_the_old_index_serving() {
    let root = tempfile::tempdir().unwrap();
    let directory = directory(root.path());
    built(&directory, 30, 1);
    let (serving, _) = ready(&directory);
    // As if the process had been killed at each of these points: nothing is cleaned up after.
    let mut rebuild = directory.rebuild().unwrap();
    rebuild.add(&listings(2, 1)[0]).unwrap();
    assert!(matches!(directory.rebuild(), Err(IndexError::Rebuilding)));
    drop(rebuild);
    fs::write(root.path().join("index/current.next"), "gen-0").unwrap();
    assert_eq!(ready(&directory).1, 1);
    let replaced = built(&directory, 10, 2);
    assert_eq!(replaced.len(), 10);
    assert_eq!((ready(&directory).0.len(), ready(&directory).1), (10, 2));
    assert_eq!(serving.len(), 30, "searches on the replaced index go on");
    let left: Vec<_> = fs::read_dir(root.path().join("index"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.starts_with("gen-"))
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn another_schema_is_told_apart_from_a_fault_and_nothing_is_deleted() {
    let root = tempfile::tempdir().unwrap();
    let directory = directory(root.path());
    built(&directory, 5, 3);
    let generation =
        root.path().join("index").join(fs::read_to_string(root.path().join("index/current")).unwrap().trim());
    let meta = generation.join("meta.json");
    let sound = fs::read_to_string(&meta).unwrap();

    fs::write(&meta, sound.replace(&crate::schema_hash(), "0123")).unwrap();
    assert!(matches!(directory.open(), Opened::SchemaChanged));

    fs::write(&meta, "{").unwrap();
    assert!(matches!(directory.open(), Opened::Broken(_)));

    fs::write(&meta, &sound).unwrap();
    assert_eq!(ready(&directory).1, 3, "what could not be read was left alone");

    fs::write(root.path().join("index/current"), "../../etc").unwrap();
    assert!(matches!(directory.open(), Opened::Broken(_)));
    fs::remove_file(root.path().join("index/current")).unwrap();
    assert!(matches!(directory.open(), Opened::Missing));
    assert!(generation.exists());
}

#[test]
fn damaged_segment_files_are_reported() {
    let root = tempfile::tempdir().unwrap();
    let directory = directory(root.path());
    built(&directory, 20, 3);
    let generation =
        root.path().join("index").join(fs::read_to_string(root.path().join("index/current")).unwrap().trim());
    for entry in fs::read_dir(&generation).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "fast") {
            fs::write(path, "").unwrap();
        }
    }
    assert!(matches!(directory.open(), Opened::Broken(_)));
}

#[test]
fn stored_listings_come_back_as_they_were() {
    for listing in listings(11, 200) {
        let bytes = postcard::to_allocvec(&listing).unwrap();
        assert_eq!(postcard::from_bytes::<Listing>(&bytes).unwrap(), listing);
    }
}

/// If this fails, stored listings are encoded in another way than before: raise `LISTING_FORMAT` in `schema.rs`
/// so that indexes are rebuilt, then put the new figure here.
#[test]
fn the_format_of_stored_listings_is_the_one_that_the_schema_hash_stands_for() {
    let encoded: Vec<u8> = listings(5, 50).iter().flat_map(|l| postcard::to_allocvec(l).unwrap()).collect();
    let digest =
        encoded.iter().fold(0_u64, |hash, byte| hash.wrapping_mul(1_099_511_628_211) ^ u64::from(*byte));
    assert_eq!((encoded.len(), digest), (13_461, 8_804_694_314_512_872_766));
}
