//! Rows as they are read.

use super::super::StoreError;
use super::{Member, Staff, StaffCredentials, StaffId, StaffLink, StoredPasskey};
use domain::access::Grant;
use domain::product::InstitutionId;
use domain::time::Timestamp;
use uuid::Uuid;

pub(super) fn uuid(bytes: &[u8]) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(StoreError::undecodable)
}

pub(super) fn count(stored: i64) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(StoreError::undecodable)
}

/// A grant by its columns.
pub(super) fn grant(role: &str, institution: Option<&[u8]>) -> Result<Grant, StoreError> {
    let institution = institution.map(uuid).transpose()?.map(InstitutionId);
    let role = role.parse().map_err(StoreError::undecodable)?;
    Grant::new(role, institution).map_err(StoreError::undecodable)
}

#[derive(sqlx::FromRow)]
pub(super) struct StaffRow {
    id: Vec<u8>,
    email: String,
    name: String,
    disabled_at: Option<i64>,
}

impl StaffRow {
    pub(super) fn read(self) -> Result<Staff, StoreError> {
        Ok(Staff {
            id: StaffId(uuid(&self.id)?),
            email: self.email,
            name: self.name,
            disabled_at: self.disabled_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct CredentialsRow {
    #[sqlx(flatten)]
    staff: StaffRow,
    password_hash: String,
    totp_sealed: Option<Vec<u8>>,
    passkeys: i64,
    locked_until: i64,
}

impl CredentialsRow {
    pub(super) fn read(self) -> Result<StaffCredentials, StoreError> {
        Ok(StaffCredentials {
            staff: self.staff.read()?,
            password_hash: self.password_hash,
            totp: self.totp_sealed,
            passkeys: count(self.passkeys)?,
            locked_until: Timestamp::from_micros(self.locked_until),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct LinkRow {
    purpose: String,
    email: Option<String>,
    role: Option<String>,
    institution_id: Option<Vec<u8>>,
}

impl LinkRow {
    pub(super) fn read(self) -> Result<StaffLink, StoreError> {
        let granted = |role: String| grant(&role, self.institution_id.as_deref());
        Ok(StaffLink { grant: self.role.map(granted).transpose()?, email: self.email })
    }

    pub(super) fn is_invitation(&self) -> bool {
        self.purpose == "invitation"
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct MemberRow {
    #[sqlx(flatten)]
    staff: StaffRow,
    role: String,
    institution_id: Option<Vec<u8>>,
    granted_at: i64,
    has_totp: bool,
    passkeys: i64,
}

impl MemberRow {
    pub(super) fn read(self) -> Result<Member, StoreError> {
        Ok(Member {
            staff: self.staff.read()?,
            grant: grant(&self.role, self.institution_id.as_deref())?,
            granted_at: Timestamp::from_micros(self.granted_at),
            has_second_factor: self.has_totp || self.passkeys > 0,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct PasskeyRow {
    id: Vec<u8>,
    staff_id: Vec<u8>,
    name: String,
    document: String,
    created_at: i64,
    used_at: i64,
}

impl PasskeyRow {
    pub(super) fn read(self) -> Result<StoredPasskey, StoreError> {
        Ok(StoredPasskey {
            id: self.id,
            staff: StaffId(uuid(&self.staff_id)?),
            name: self.name,
            document: self.document,
            created_at: Timestamp::from_micros(self.created_at),
            used_at: Timestamp::from_micros(self.used_at),
        })
    }
}
