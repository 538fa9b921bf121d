//! The adapters on small files, and the whole on the real ones.

use super::*;
use crate::services::progress::Silent;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::Path;

const HMDA: &str = "approved,loan_amount,income,debt_to_income_ratio,loan_to_value_ratio,loan_purpose,\
    applicant_race-1,applicant_sex,applicant_age,property_value,occupancy_type";

fn file(name: &str, content: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

fn fault(dataset: Dataset, content: &str) -> String {
    let (_folder, path) = file("some.csv", content.as_bytes());
    format!("{:#}", dataset.read(&path).err().unwrap())
}

/// A file of the development data, or `None` with a printed reason.
fn real(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("LENDLIGHT_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from);
    let path = root.join(name);
    if !path.exists() {
        eprintln!("skipped: no {name} in {} (set LENDLIGHT_DATA)", root.display());
        return None;
    }
    Some(path)
}

/// Every so-manieth row.
fn thinned(dataset: Dataset, path: &Path, one_in: usize) -> examples::Examples {
    dataset.read(path).unwrap().filter(|row| row % one_in == 0)
}

#[test]
fn an_error_names_file_row_and_column() {
    let wrong =
        format!("{HMDA}\n1,45000,29,<20%,24,32,5,1,45-54,185000,1\n1,x,29,36,24,32,5,1,45-54,185000,1");
    let told = fault(Dataset::Hmda, &wrong);
    assert!(told.contains("some.csv, row 3, column loan_amount: “x” is not a number"), "{told}");
    let unlabelled = format!("{HMDA}\n,45000,29,<20%,24,32,5,1,45-54,185000,1");
    assert!(fault(Dataset::Hmda, &unlabelled).contains("row 2, column approved: the outcome is missing"));
    let without = HMDA.replace("approved,", "") + "\n45000,29,<20%,24,32,5,1,45-54,185000,1";
    assert!(
        fault(Dataset::Hmda, &without).contains("no column approved: predictions are judged by the outcomes")
    );
    assert!(fault(Dataset::Hmda, HMDA).contains("there is no row"));
    let told = format!("{:#}", Dataset::LoanLeads.read(Path::new("/nowhere.csv")).err().unwrap());
    assert!(told.contains("cannot read /nowhere.csv"), "{told}");
    let told = format!("{:#}", Dataset::HomeCredit.read(Path::new("/nowhere")).err().unwrap());
    assert!(told.contains("/nowhere should be the folder"), "{told}");
}

#[test]
fn packed_files_byte_order_marks_and_latin_1_are_read() {
    let mut packed = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"\xef\xbb\xbfname,amount\nCr\xe9dit,12.5\n,NA\n").unwrap();
    let (_folder, path) = file("some.csv.gz", &packed.finish().unwrap());
    let table = table::Table::read(&path).unwrap();
    let rows: Vec<_> = table.rows().collect();
    assert_eq!(rows[0].text("name").unwrap().as_deref(), Some("Crédit"));
    assert!((rows[0].number("amount").unwrap() - 12.5).abs() < f32::EPSILON);
    assert_eq!(rows[1].text("name").unwrap(), None);
    assert!(rows[1].number("amount").unwrap().is_nan());
}

#[test]
fn no_protected_trait_changes_a_home_loan_s_features() {
    let row = |trait_columns: &str, ltv: &str| {
        let content = format!("{HMDA}\n1,45000,29,20%-<30%,{ltv},32,{trait_columns},185000,1");
        let (_folder, path) = file("some.csv", content.as_bytes());
        Dataset::Hmda.read(&path).unwrap().numbers
    };
    assert_eq!(row("5,1,45-54", "24"), row("2,2,>74", ""));
}

#[test]
fn a_filled_property_value_cannot_be_told_from_a_known_one() {
    // Values are missing for all denials and for one approval in three.
    let mut content = HMDA.to_owned();
    for row in 0..1_200_u32 {
        let approved = row % 3 != 0;
        let value =
            if !approved || row % 9 == 1 { String::new() } else { (row % 40 * 10_000 + 105_000).to_string() };
        content +=
            &format!("\n{},{},50,36,,1,5,1,45-54,{value},1", u8::from(approved), row % 100 * 1_000 + 50_000);
    }
    let (_folder, path) = file("some.csv", content.as_bytes());
    let report = measure::cross_validate(&Dataset::Hmda.read(&path).unwrap(), 1, 5, false, &Silent).unwrap();
    assert!((0.42..0.60).contains(&report.metrics.auc), "{:?}", report.metrics);
}

#[test]
fn categories_never_seen_in_training_are_predicted() {
    let header = "City_Code,Region_Code,Accomodation_Type,Reco_Insurance_Type,Health Indicator,\
        Holding_Policy_Duration,Holding_Policy_Type,Reco_Policy_Cat,Reco_Policy_Premium,Response";
    let rows = |city: &str, region: u32| {
        let mut content = header.to_owned();
        for row in 0..400_u32 {
            let label = u8::from((row * 7 + row / 5) % 3 == 0);
            content += &format!(
                "\n{city}{},{},Owned,Joint,X{},14+,3.0,{},{},{label}",
                row % 5,
                region + row % 9,
                row % 4,
                row % 6,
                5_000 + row
            );
        }
        content
    };
    let (_a, train) = file("a.csv", rows("C", 1).as_bytes());
    let (_b, test) = file("b.csv", rows("never seen ", 1_000).as_bytes());
    let read = |path: &Path| Dataset::InsuranceLeads.read(path).unwrap();
    let report = measure::train_and_test(&read(&train), &read(&test), 1, true, &Silent).unwrap();
    assert_eq!(report.metrics.rows, 400);
    assert!(report.metrics.log_loss.is_finite() && report.logistic_auc.is_some());
}

#[test]
fn the_document_has_the_agreed_fields() {
    let (labels, predictions) = ([true, false, true, false], [0.9, 0.2, 0.6, 0.7]);
    let report = Report {
        metrics: predict::metrics::Metrics::of(&labels, &predictions),
        reliability: predict::metrics::reliability(&labels, &predictions, 2),
        fit_seconds: 1.5,
        predictions_per_second: 1_000.4,
        logistic_auc: None,
        prior_auc: None,
        judged: Vec::new(),
        groups: None,
    };
    let document = document(&report);
    let names: Vec<&String> = document.as_object().unwrap().keys().collect();
    let agreed = "rows positives auc ks log_loss brier ece fit_seconds predictions_per_second";
    assert_eq!(names, agreed.split(' ').collect::<Vec<_>>());
    let judged = vec![(2, 0.9, true), (0, 0.2, false), (1, 0.6, true), (3, 0.7, false)];
    let report = Report { judged, ..report };
    let groups = report.compared("sex", &["1", "2", "1", "2"].map(ToOwned::to_owned));
    let told: Vec<(&str, f64, f64)> = groups
        .iter()
        .map(|group| (group.outcome.group.as_str(), group.happened, group.outcome.favoured))
        .collect();
    assert_eq!(told, [("1", 0.5, 0.5), ("2", 0.5, 0.5)], "each row keeps its group through the folds");
    assert_eq!((&document["rows"], &document["auc"]), (&json!(4), &json!(0.75)));
}

#[test]
fn real_applications_are_told_apart_and_calibrated() {
    let Some(path) = real("decisions/hmda.csv.gz") else { return };
    let report = measure::cross_validate(&thinned(Dataset::Hmda, &path, 4), 1, 3, true, &Silent).unwrap();
    assert!(report.metrics.auc > 0.82 && report.metrics.ece < 0.02, "{:?}", report.metrics);
    assert!(report.metrics.auc > report.logistic_auc.unwrap() + 0.03);
}

#[test]
fn groups_of_real_applications_are_compared_and_change_no_prediction() {
    let Some(path) = real("decisions/hmda.csv.gz") else { return };
    let table = table::Table::read(&path).unwrap();
    assert!(groups(Dataset::Hmda, &path, "sex").is_err(), "there is no such column");
    let of = groups(Dataset::Hmda, &path, "applicant_sex").unwrap();
    assert_eq!(of.len(), table.rows().count());
    let thin: Vec<String> = of.into_iter().step_by(8).collect();
    let report = measure::cross_validate(&thinned(Dataset::Hmda, &path, 8), 1, 3, false, &Silent).unwrap();
    let compared = report.compared("applicant_sex", &thin);
    assert_eq!(compared.iter().map(|group| group.outcome.rows).sum::<u64>(), 5_000);
    let ratio = measure::impact_ratio(&compared).unwrap();
    assert!((0.5..=1.0).contains(&ratio), "{ratio}");
}

#[test]
fn real_leads_are_told_apart_by_their_histories() {
    let Some(path) = real("clicks/insurance_leads.csv.gz") else { return };
    let report =
        measure::cross_validate(&thinned(Dataset::InsuranceLeads, &path, 4), 1, 3, false, &Silent).unwrap();
    assert!(report.metrics.auc > 0.71 && report.metrics.ece < 0.03, "{:?}", report.metrics);
}

#[test]
fn real_rare_approvals_and_a_folder_of_files_are_read() {
    let Some(path) = real("decisions/loan_leads.csv.gz") else { return };
    let leads = Dataset::LoanLeads.read(&path).unwrap();
    assert_eq!((leads.labels.len(), leads.labels.iter().filter(|label| **label).count()), (55_770, 830));
    let Some(folder) = real("decisions/homecredit") else { return };
    let applications = Dataset::HomeCredit.read(&folder).unwrap();
    assert_eq!(applications.labels.len(), 3_864);
    let mut borrowers = applications.groups.clone();
    borrowers.sort_unstable();
    borrowers.dedup();
    assert!(borrowers.len() < applications.labels.len() / 2, "{}", borrowers.len());
}
