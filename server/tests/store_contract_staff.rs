//! What the store promises of those who work with the site, and of the audit log, on both engines (see
//! `store_contract.rs`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may")]

#[macro_use]
mod support;

use domain::access::{Grant, Role};
use domain::audit::AuditAction;
use domain::product::InstitutionId;
use domain::time::Timestamp;
use server::store::{
    AuditDraft, NewStaff, StaffId, StaffLink, StaffSessionDraft, Store, StoreError, StoredPasskey, TokenHash,
};
use support::{TestDatabase, at, lender};
use uuid::Uuid;

contract! {
    an_invitation_makes_somebody_once
    an_invitation_joins_somebody_who_is_known
    a_new_link_replaces_the_one_before
    a_password_link_ends_every_session
    a_session_says_what_its_holder_is_now
    a_raised_session_replaces_the_one_before
    sessions_end_one_by_one_and_all_others_at_once
    what_is_wrong_is_counted_until_somebody_is_signed_in
    a_code_works_once
    a_recovery_code_works_once
    passkeys_are_their_holders
    a_passkey_counts_on
    an_institution_keeps_an_admin
    the_site_keeps_an_operator
    of_two_who_leave_at_once_one_stays
    who_is_disabled_is_signed_out
    the_audit_log_is_a_chain
    entries_at_once_follow_each_other
    what_is_written_stays
    what_fails_is_not_written_down
}

fn token(number: u8) -> TokenHash {
    TokenHash::of(&[number; 32])
}

fn audit(second: i64, action: AuditAction) -> AuditDraft {
    AuditDraft::new(at(second), None, action)
}

fn session(number: u8, expires_at: Timestamp) -> StaffSessionDraft {
    StaffSessionDraft {
        token: token(number),
        device: format!("Browser {number}"),
        expires_at,
        second_at: None,
    }
}

fn operator() -> Grant {
    Grant::new(Role::Operator, None).unwrap()
}

fn held(role: Role, bank: InstitutionId) -> Grant {
    Grant::new(role, Some(bank)).unwrap()
}

fn new(email: &str) -> NewStaff {
    NewStaff { email: email.to_owned(), name: "Kim".to_owned(), password_hash: "$argon2id$1".to_owned() }
}

async fn invite(store: &dyn Store, number: u8, email: Option<&str>, grant: Grant) {
    let link = StaffLink { email: email.map(str::to_owned), grant: Some(grant) };
    store.add_staff_link(&token(number), &link, at(900), &audit(0, AuditAction::Invited)).await.unwrap();
}

/// Somebody with a role, by an invitation of the same number.
async fn somebody(store: &dyn Store, number: u8, email: &str, grant: Grant) -> StaffId {
    invite(store, number, Some(email), grant).await;
    let taken = audit(1, AuditAction::InvitationTaken);
    store.take_invitation(&token(number), &new(email), &taken).await.unwrap().unwrap()
}

async fn open(store: &dyn Store, staff: StaffId, number: u8) -> Uuid {
    let signed_in = audit(2, AuditAction::SignedIn);
    store.open_staff_session(staff, &session(number, at(1_000)), true, &signed_in).await.unwrap()
}

async fn an_invitation_makes_somebody_once(database: &TestDatabase) {
    let store = database.store().await;
    assert!(!store.has_operator().await.unwrap());
    invite(&*store, 1, None, operator()).await;
    let link = store.staff_link(&token(1), at(10)).await.unwrap().unwrap();
    assert_eq!(link, StaffLink { email: None, grant: Some(operator()) });
    assert_eq!(store.staff_link(&token(1), at(900)).await.unwrap(), None, "it has expired");
    let taken = audit(20, AuditAction::InvitationTaken);
    let id = store.take_invitation(&token(1), &new("a@x.example"), &taken).await.unwrap().unwrap();
    assert!(store.has_operator().await.unwrap());
    assert_eq!(store.take_invitation(&token(1), &new("b@x.example"), &taken).await.unwrap(), None);
    let credentials = store.staff_credentials("a@x.example").await.unwrap().unwrap();
    assert_eq!((credentials.staff.id, credentials.password_hash.as_str()), (id, "$argon2id$1"));
    assert_eq!(store.staff_credentials_of(id).await.unwrap().unwrap(), credentials);
    invite(&*store, 2, Some("a@x.example"), operator()).await;
    let again = store.take_invitation(&token(2), &new("a@x.example"), &taken).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
    assert!(store.staff_link(&token(2), at(10)).await.unwrap().is_some(), "the link was not used up");
}

async fn an_invitation_joins_somebody_who_is_known(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await.id;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    invite(&*store, 2, Some("a@x.example"), held(Role::Editor, bank)).await;
    let taken = audit(3, AuditAction::InvitationTaken);
    assert!(store.take_invitation_as(&token(2), id, &taken).await.unwrap());
    assert!(!store.take_invitation_as(&token(2), id, &taken).await.unwrap());
    open(&*store, id, 3).await;
    let session = store.staff_session(&token(3), at(10)).await.unwrap().unwrap();
    assert_eq!(session.grants, [operator(), held(Role::Editor, bank)]);
}

async fn a_new_link_replaces_the_one_before(database: &TestDatabase) {
    let store = database.store().await;
    let banks = [lender(&*store, "a").await.id, lender(&*store, "b").await.id];
    invite(&*store, 1, Some("a@x.example"), held(Role::Viewer, banks[0])).await;
    invite(&*store, 2, Some("a@x.example"), held(Role::Admin, banks[1])).await;
    invite(&*store, 3, Some("b@x.example"), held(Role::Admin, banks[0])).await;
    invite(&*store, 4, Some("a@x.example"), held(Role::Editor, banks[0])).await;
    let mut of_use = Vec::new();
    for number in 1..=4 {
        of_use.push(store.staff_link(&token(number), at(10)).await.unwrap().is_some());
    }
    assert_eq!(of_use, [false, true, true, true]);
}

async fn a_password_link_ends_every_session(database: &TestDatabase) {
    let store = database.store().await;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    open(&*store, id, 2).await;
    let link = StaffLink { email: Some("a@x.example".to_owned()), grant: None };
    let asked = audit(3, AuditAction::PasswordLink);
    store.add_staff_link(&token(3), &link, at(900), &asked).await.unwrap();
    let reset = audit(4, AuditAction::PasswordReset);
    assert_eq!(store.take_invitation(&token(3), &new("c@x.example"), &reset).await.unwrap(), None);
    assert_eq!(store.take_password_link(&token(3), "$argon2id$2", &reset).await.unwrap(), Some(id));
    assert_eq!(store.take_password_link(&token(3), "$argon2id$3", &reset).await.unwrap(), None);
    assert_eq!(store.staff_session(&token(2), at(10)).await.unwrap(), None);
    let credentials = store.staff_credentials("a@x.example").await.unwrap().unwrap();
    assert_eq!(credentials.password_hash, "$argon2id$2");
    let newest = store.newest_audit(None, 1).await.unwrap().remove(0);
    assert_eq!((newest.actor, newest.action.as_str()), (Some(id), "password_reset"));
}

async fn a_session_says_what_its_holder_is_now(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await.id;
    let admin = somebody(&*store, 1, "a@x.example", held(Role::Admin, bank)).await;
    let id = somebody(&*store, 2, "b@x.example", held(Role::Editor, bank)).await;
    open(&*store, id, 3).await;
    let before = store.staff_session(&token(3), at(10)).await.unwrap().unwrap();
    assert_eq!((before.staff.id, before.grants), (id, vec![held(Role::Editor, bank)]));
    assert_eq!((before.confirmed_at, before.second_at, before.has_totp), (at(2), None, false));
    let given = AuditDraft::new(at(4), Some(admin), AuditAction::RoleGiven);
    store.give_grant(id, held(Role::Approver, bank), &given).await.unwrap();
    let after = store.staff_session(&token(3), at(10)).await.unwrap().unwrap();
    assert_eq!(after.grants, [held(Role::Approver, bank)], "one role in an institution");
    assert_eq!(store.staff_session(&token(3), at(1_000)).await.unwrap(), None, "it has ended");
    store.use_staff_session(after.id, at(999), at(2_000)).await.unwrap();
    assert!(store.staff_session(&token(3), at(1_000)).await.unwrap().is_some(), "its end was put off");
    store.purge_staff(at(2_000)).await.unwrap();
    assert!(store.staff_sessions(id, at(0)).await.unwrap().is_empty());
}

async fn a_raised_session_replaces_the_one_before(database: &TestDatabase) {
    let store = database.store().await;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    let first = open(&*store, id, 2).await;
    let raised = StaffSessionDraft { second_at: Some(at(5)), ..session(3, at(2_000)) };
    let passed = audit(5, AuditAction::SignedIn);
    let second = store.raise_staff_session(first, &raised, &passed).await.unwrap().unwrap();
    assert_eq!(store.staff_session(&token(2), at(10)).await.unwrap(), None);
    let now = store.staff_session(&token(3), at(10)).await.unwrap().unwrap();
    assert_eq!((now.id, now.second_at, now.confirmed_at), (second, Some(at(5)), at(2)));
    assert_eq!(store.raise_staff_session(first, &session(4, at(2_000)), &passed).await.unwrap(), None);
    store.confirm_staff_session(second, &audit(9, AuditAction::Confirmed)).await.unwrap();
    assert_eq!(store.staff_session(&token(3), at(10)).await.unwrap().unwrap().confirmed_at, at(9));
}

async fn sessions_end_one_by_one_and_all_others_at_once(database: &TestDatabase) {
    let store = database.store().await;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    let other = somebody(&*store, 2, "b@x.example", operator()).await;
    let ids = [open(&*store, id, 3).await, open(&*store, id, 4).await, open(&*store, id, 5).await];
    let theirs = open(&*store, other, 6).await;
    let out = audit(6, AuditAction::SignedOut);
    store.close_staff_session(id, theirs, &out).await.unwrap();
    assert!(store.staff_session(&token(6), at(10)).await.unwrap().is_some(), "somebody else's");
    store.close_staff_session(id, ids[0], &out).await.unwrap();
    assert_eq!(store.staff_sessions(id, at(10)).await.unwrap().len(), 2);
    let elsewhere = audit(7, AuditAction::SignedOutElsewhere);
    store.close_other_staff_sessions(id, ids[2], &elsewhere).await.unwrap();
    let left: Vec<_> = store.staff_sessions(id, at(10)).await.unwrap().iter().map(|s| s.id).collect();
    assert_eq!(left, [ids[2]]);
    store.set_password(id, "$argon2id$9", ids[1], &audit(8, AuditAction::PasswordChanged)).await.unwrap();
    assert!(store.staff_sessions(id, at(10)).await.unwrap().is_empty());
}

async fn what_is_wrong_is_counted_until_somebody_is_signed_in(database: &TestDatabase) {
    let store = database.store().await;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    let wrong = audit(2, AuditAction::PasswordWrong);
    assert_eq!(store.count_failure(id, &wrong).await.unwrap(), 1);
    assert_eq!(store.count_failure(id, &wrong).await.unwrap(), 2);
    store.lock_staff(id, at(60), &audit(3, AuditAction::Locked)).await.unwrap();
    assert_eq!(store.staff_credentials("a@x.example").await.unwrap().unwrap().locked_until, at(60));
    // The password alone clears nothing where more is asked for.
    let given = audit(4, AuditAction::PasswordGiven);
    store.open_staff_session(id, &session(2, at(1_000)), false, &given).await.unwrap();
    assert_eq!(store.count_failure(id, &wrong).await.unwrap(), 3);
    open(&*store, id, 3).await;
    assert_eq!(store.staff_credentials("a@x.example").await.unwrap().unwrap().locked_until.micros(), 0);
    assert_eq!(store.count_failure(id, &wrong).await.unwrap(), 1);
}

async fn a_code_works_once(database: &TestDatabase) {
    let store = database.store().await;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    let added = audit(2, AuditAction::CodesAdded);
    store.set_totp(id, Some(b"sealed"), &[token(9)], &added).await.unwrap();
    assert_eq!(store.staff_credentials_of(id).await.unwrap().unwrap().totp.as_deref(), Some(&b"sealed"[..]));
    assert!(store.use_totp_step(id, 100).await.unwrap());
    assert!(!store.use_totp_step(id, 100).await.unwrap());
    assert!(!store.use_totp_step(id, 99).await.unwrap());
    assert!(store.use_totp_step(id, 101).await.unwrap());
    store.set_totp(id, None, &[], &audit(3, AuditAction::CodesRemoved)).await.unwrap();
    assert_eq!(store.staff_credentials_of(id).await.unwrap().unwrap().totp, None);
    assert_eq!(store.recovery_codes(id).await.unwrap(), 0);
}

async fn a_recovery_code_works_once(database: &TestDatabase) {
    let store = database.store().await;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    let other = somebody(&*store, 2, "b@x.example", operator()).await;
    let codes: Vec<_> = (10..20).map(token).collect();
    store.set_totp(id, Some(b"sealed"), &codes, &audit(2, AuditAction::CodesAdded)).await.unwrap();
    let used = audit(3, AuditAction::RecoveryUsed);
    assert!(!store.use_recovery_code(other, &token(10), &used).await.unwrap());
    assert!(store.use_recovery_code(id, &token(10), &used).await.unwrap());
    assert!(!store.use_recovery_code(id, &token(10), &used).await.unwrap());
    assert_eq!(store.recovery_codes(id).await.unwrap(), 9);
    let renewed = audit(4, AuditAction::RecoveryRenewed);
    store.set_recovery_codes(id, &[token(30)], &renewed).await.unwrap();
    assert!(!store.use_recovery_code(id, &token(11), &used).await.unwrap());
    assert!(store.use_recovery_code(id, &token(30), &used).await.unwrap());
}

fn passkey(staff: StaffId, id: u8) -> StoredPasskey {
    StoredPasskey {
        id: vec![id; 16],
        staff,
        name: format!("Key {id}"),
        document: "{\"counter\":1}".to_owned(),
        created_at: at(i64::from(id)),
        used_at: at(i64::from(id)),
    }
}

async fn passkeys_are_their_holders(database: &TestDatabase) {
    let store = database.store().await;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    let other = somebody(&*store, 2, "b@x.example", operator()).await;
    let added = audit(2, AuditAction::PasskeyAdded);
    for key in [passkey(id, 5), passkey(id, 4), passkey(other, 6)] {
        store.add_passkey(&key, &added).await.unwrap();
    }
    assert!(matches!(store.add_passkey(&passkey(other, 5), &added).await, Err(StoreError::Conflict(_))));
    assert_eq!(store.passkeys(id).await.unwrap(), [passkey(id, 4), passkey(id, 5)]);
    assert_eq!(store.passkey(&[6; 16]).await.unwrap(), Some(passkey(other, 6)));
    assert_eq!(store.staff_credentials_of(id).await.unwrap().unwrap().passkeys, 2);
    let removed = audit(3, AuditAction::PasskeyRemoved);
    assert!(matches!(store.remove_passkey(id, &[6; 16], &removed).await, Err(StoreError::NotFound)));
    store.remove_passkey(id, &[5; 16], &removed).await.unwrap();
    assert_eq!(store.passkeys(id).await.unwrap(), [passkey(id, 4)]);
}

async fn a_passkey_counts_on(database: &TestDatabase) {
    let store = database.store().await;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    let key = passkey(id, 5);
    store.add_passkey(&key, &audit(2, AuditAction::PasskeyAdded)).await.unwrap();
    assert!(store.use_passkey(&key.id, &key.document, "{\"counter\":2}", at(50)).await.unwrap());
    assert!(!store.use_passkey(&key.id, &key.document, "{\"counter\":2}", at(51)).await.unwrap());
    let stored = store.passkey(&key.id).await.unwrap().unwrap();
    assert_eq!((stored.document.as_str(), stored.used_at), ("{\"counter\":2}", at(50)));
}

async fn an_institution_keeps_an_admin(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await.id;
    let first = somebody(&*store, 1, "a@x.example", held(Role::Admin, bank)).await;
    let second = somebody(&*store, 2, "b@x.example", held(Role::Viewer, bank)).await;
    let given = audit(3, AuditAction::RoleGiven);
    let taken = audit(4, AuditAction::RoleTaken);
    let conflict = |outcome: Result<(), StoreError>| assert!(matches!(outcome, Err(StoreError::Conflict(_))));
    conflict(store.give_grant(first, held(Role::Editor, bank), &given).await);
    conflict(store.take_grant(first, held(Role::Admin, bank), &taken).await);
    store.give_grant(second, held(Role::Admin, bank), &given).await.unwrap();
    store.take_grant(first, held(Role::Admin, bank), &taken).await.unwrap();
    assert!(matches!(
        store.take_grant(first, held(Role::Admin, bank), &taken).await,
        Err(StoreError::NotFound)
    ));
    let members = store.members(Some(bank)).await.unwrap();
    assert_eq!(
        members.iter().map(|m| (m.staff.id, m.grant)).collect::<Vec<_>>(),
        [(second, held(Role::Admin, bank))]
    );
    let nowhere = InstitutionId(Uuid::now_v7());
    let none = store.give_grant(first, held(Role::Admin, nowhere), &given).await;
    assert!(matches!(none, Err(StoreError::NotFound)), "{none:?}");
}

async fn the_site_keeps_an_operator(database: &TestDatabase) {
    let store = database.store().await;
    let first = somebody(&*store, 1, "a@x.example", operator()).await;
    let marketer = Grant::new(Role::Marketer, None).unwrap();
    let second = somebody(&*store, 2, "b@x.example", marketer).await;
    let taken = audit(4, AuditAction::RoleTaken);
    assert!(matches!(store.take_grant(first, operator(), &taken).await, Err(StoreError::Conflict(_))));
    let off = audit(5, AuditAction::Disabled);
    assert!(matches!(store.set_disabled(first, true, &off).await, Err(StoreError::Conflict(_))));
    store.give_grant(second, operator(), &audit(6, AuditAction::RoleGiven)).await.unwrap();
    store.set_disabled(first, true, &off).await.unwrap();
    assert!(matches!(store.take_grant(second, operator(), &taken).await, Err(StoreError::Conflict(_))));
    store.set_disabled(first, false, &audit(7, AuditAction::Enabled)).await.unwrap();
    store.take_grant(second, operator(), &taken).await.unwrap();
    let roles: Vec<_> = store.members(None).await.unwrap().iter().map(|m| m.grant.role()).collect();
    assert_eq!(roles, [Role::Operator, Role::Marketer]);
}

async fn of_two_who_leave_at_once_one_stays(database: &TestDatabase) {
    let store = database.store().await;
    let first = somebody(&*store, 1, "a@x.example", operator()).await;
    let second = somebody(&*store, 2, "b@x.example", operator()).await;
    let taken = audit(4, AuditAction::RoleTaken);
    let (one, other) = futures::join!(
        store.take_grant(first, operator(), &taken),
        store.take_grant(second, operator(), &taken)
    );
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert!(store.has_operator().await.unwrap());
}

async fn who_is_disabled_is_signed_out(database: &TestDatabase) {
    let store = database.store().await;
    somebody(&*store, 1, "a@x.example", operator()).await;
    let id = somebody(&*store, 2, "b@x.example", operator()).await;
    open(&*store, id, 3).await;
    store.set_disabled(id, true, &audit(5, AuditAction::Disabled)).await.unwrap();
    assert_eq!(store.staff_session(&token(3), at(10)).await.unwrap(), None);
    let credentials = store.staff_credentials("b@x.example").await.unwrap().unwrap();
    assert_eq!(credentials.staff.disabled_at, Some(at(5)));
    let nobody = store.set_disabled(StaffId(Uuid::now_v7()), true, &audit(6, AuditAction::Disabled)).await;
    assert!(matches!(nobody, Err(StoreError::NotFound)));
}

async fn the_audit_log_is_a_chain(database: &TestDatabase) {
    let store = database.store().await;
    assert_eq!(store.audit_head().await.unwrap().seq, 0);
    let bank = lender(&*store, "a").await.id;
    let first = audit(1, AuditAction::FirstLink);
    let second = audit(2, AuditAction::Invited).of(Some(bank)).with("email", "a@x.example");
    let third = AuditDraft::new(at(3), Some(StaffId(Uuid::from_u128(7))), AuditAction::SignedIn);
    for draft in [&first, &second, &third] {
        store.append_audit(draft).await.unwrap();
    }
    let entries = store.audit_entries(0, 10).await.unwrap();
    assert_eq!(entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [1, 2, 3]);
    let mut previous = [0; 32];
    for entry in &entries {
        assert_eq!((entry.previous, entry.hash), (previous, entry.expected_hash()));
        previous = entry.hash;
    }
    let head = store.audit_head().await.unwrap();
    assert_eq!((head.seq, head.hash), (3, previous));
    assert_eq!(
        (entries[1].institution, entries[1].detail.as_str()),
        (Some(bank), "{\"email\":\"a@x.example\"}")
    );
    assert_eq!(entries[2].actor, third.actor);
    assert_eq!(store.audit_entries(1, 1).await.unwrap(), entries[1..2]);
    assert_eq!(store.newest_audit(Some(3), 10).await.unwrap(), [entries[1].clone(), entries[0].clone()]);
    // Each field counts.
    let change = |change: &dyn Fn(&mut server::store::AuditEntry)| {
        let mut entry = entries[1].clone();
        change(&mut entry);
        assert_ne!(entry.expected_hash(), entries[1].hash);
    };
    change(&|entry| entry.seq = 9);
    change(&|entry| entry.at = at(9));
    change(&|entry| entry.actor = Some(StaffId(Uuid::from_u128(1))));
    change(&|entry| entry.action.push('x'));
    change(&|entry| entry.detail = "{}".to_owned());
    change(&|entry| entry.institution = None);
    change(&|entry| entry.previous = [1; 32]);
}

async fn entries_at_once_follow_each_other(database: &TestDatabase) {
    let store = database.store().await;
    let drafts: Vec<_> = (0..20).map(|second| audit(second, AuditAction::Refused)).collect();
    let all = futures::future::join_all(drafts.iter().map(|draft| store.append_audit(draft))).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    let entries = store.audit_entries(0, 100).await.unwrap();
    assert_eq!(entries.len(), 20);
    assert!(entries.windows(2).all(|pair| pair[1].previous == pair[0].hash));
}

async fn what_is_written_stays(database: &TestDatabase) {
    let store = database.store().await;
    store.append_audit(&audit(1, AuditAction::FirstLink)).await.unwrap();
    for statement in
        ["UPDATE audit_entry SET detail = '{}'", "DELETE FROM audit_entry", "UPDATE audit_entry SET seq = 5"]
    {
        let outcome = database.try_execute(statement).await;
        assert!(outcome.is_err_and(|error| error.contains("only ever added to")), "{statement}");
    }
    assert_eq!(store.audit_entries(0, 10).await.unwrap().len(), 1);
}

async fn what_fails_is_not_written_down(database: &TestDatabase) {
    let store = database.store().await;
    let id = somebody(&*store, 1, "a@x.example", operator()).await;
    let before = store.audit_head().await.unwrap();
    assert!(store.take_grant(id, operator(), &audit(4, AuditAction::RoleTaken)).await.is_err());
    let used = audit(5, AuditAction::RecoveryUsed);
    assert!(!store.use_recovery_code(id, &token(9), &used).await.unwrap());
    assert_eq!(store.audit_head().await.unwrap(), before);
}
