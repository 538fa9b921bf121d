//! What the table of permissions promises.

use super::*;
use uuid::Uuid;

#[test]
fn a_role_may_do_only_what_its_kind_is_about() {
    for role in Role::ALL {
        for permission in role.permissions() {
            assert_eq!(permission.is_of_institution(), role.is_of_institution(), "{role:?} {permission:?}");
        }
    }
}

#[test]
fn every_permission_is_somebodys() {
    for permission in Permission::ALL {
        assert!(Role::ALL.iter().any(|role| role.may(*permission)), "{permission:?}");
    }
}

#[test]
fn within_an_institution_each_role_may_all_that_the_one_before_may_and_more() {
    let ladder = [Role::Viewer, Role::Editor, Role::Approver, Role::Admin];
    for pair in ladder.windows(2) {
        assert!(pair[0].permissions().iter().all(|permission| pair[1].may(*permission)), "{pair:?}");
        assert!(pair[1].permissions().len() > pair[0].permissions().len(), "{pair:?}");
    }
}

#[test]
fn no_role_of_the_site_sees_what_borrowers_told_a_lender() {
    for role in [Role::Marketer, Role::Operator] {
        assert!(!role.may(Permission::SeeApplications));
    }
}

#[test]
fn whoever_can_change_anything_needs_a_second_factor() {
    let sees = [Permission::SeeProducts, Permission::SeeApplications, Permission::SeeFigures];
    for role in Role::ALL {
        let changes = role.permissions().iter().any(|permission| !sees.contains(permission));
        assert_eq!(role.needs_second_factor(), changes, "{role:?}");
    }
}

#[test]
fn a_grant_names_an_institution_exactly_where_its_role_needs_one() {
    let bank = InstitutionId(Uuid::from_u128(1));
    for role in Role::ALL {
        assert_eq!(Grant::new(*role, Some(bank)).is_ok(), role.is_of_institution());
        assert_eq!(Grant::new(*role, None).is_ok(), !role.is_of_institution());
    }
    let error = Grant::new(Role::Editor, None).unwrap_err().to_string();
    assert_eq!(error, "the role editor is held in an institution, and none is named");
}
