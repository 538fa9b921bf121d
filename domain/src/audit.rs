//! What the audit log tells of.

named_enum! {
    /// Something that happened and matters for security.
    pub enum AuditAction {
        /// The first operator's link was handed out.
        FirstLink = "first_link",
        /// Somebody was invited.
        Invited = "invited",
        /// An invitation was taken up.
        InvitationTaken = "invitation_taken",
        /// Somebody signed in, with all that was asked of them.
        SignedIn = "signed_in",
        /// The password was right; a second factor is asked for.
        PasswordGiven = "password_given",
        /// A password was wrong, or the address is nobody's.
        PasswordWrong = "password_wrong",
        /// A one-time code or a recovery code was wrong.
        CodeWrong = "code_wrong",
        /// A passkey did not fit.
        PasskeyWrong = "passkey_wrong",
        /// Too many were wrong in a row: nothing is looked at for a while.
        Locked = "locked",
        /// A browser was signed out.
        SignedOut = "signed_out",
        /// All other browsers of somebody were signed out.
        SignedOutElsewhere = "signed_out_elsewhere",
        /// The password was asked for again before a dangerous act, and given.
        Confirmed = "confirmed",
        /// Somebody chose another password.
        PasswordChanged = "password_changed",
        /// A link to choose another password was asked for.
        PasswordLink = "password_link",
        /// A password was chosen by link.
        PasswordReset = "password_reset",
        /// One-time codes were set up.
        CodesAdded = "codes_added",
        /// One-time codes were given up.
        CodesRemoved = "codes_removed",
        /// A recovery code was used.
        RecoveryUsed = "recovery_used",
        /// New recovery codes replaced the old ones.
        RecoveryRenewed = "recovery_renewed",
        /// A passkey was added.
        PasskeyAdded = "passkey_added",
        /// A passkey was removed.
        PasskeyRemoved = "passkey_removed",
        /// Somebody got a role, or another one in the same institution.
        RoleGiven = "role_given",
        /// A role was taken from somebody.
        RoleTaken = "role_taken",
        /// Somebody may not sign in any more.
        Disabled = "disabled",
        /// Somebody may sign in again.
        Enabled = "enabled",
        /// Somebody tried what their role does not allow.
        Refused = "refused",
    }
}
