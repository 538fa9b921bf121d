//! Who of those who work with the site may do what.
//!
//! A [`Role`] is what somebody is; a [`Permission`] is one thing that they may do; the table between them is
//! [`Role::permissions`], and there is no other. A [`Grant`] gives a role to somebody, for one institution where the
//! role is an institution's: whoever has it sees that institution's objects and no other's.

use crate::product::InstitutionId;

named_enum! {
    /// What somebody who works with the site is.
    pub enum Role {
        /// Looks at an institution's products, applications and figures.
        Viewer = "viewer",
        /// Writes drafts of an institution's products and handles its applications.
        Editor = "editor",
        /// Publishes what editors wrote, and decides applications.
        Approver = "approver",
        /// Manages an institution's people, keys and profile.
        Admin = "admin",
        /// Tunes the ranking.
        Marketer = "marketer",
        /// Runs the site: admits institutions, invites people, looks at the audit log.
        Operator = "operator",
    }
}

named_enum! {
    /// One thing that somebody may do. The first group is about the objects of one institution.
    pub enum Permission {
        /// See the institution's products, drafts and their history.
        SeeProducts = "see_products",
        /// Write drafts, and send them for review.
        EditProducts = "edit_products",
        /// Publish, schedule, withdraw and restore.
        PublishProducts = "publish_products",
        /// See applications.
        SeeApplications = "see_applications",
        /// Assign applications, take notes, ask for more.
        HandleApplications = "handle_applications",
        /// Approve, decline and report as funded.
        DecideApplications = "decide_applications",
        /// See the institution's figures.
        SeeFigures = "see_figures",
        /// Invite people to the institution, change their roles and remove them.
        ManageMembers = "manage_members",
        /// Make and revoke keys of the API, and say where webhooks go.
        ManageKeys = "manage_keys",
        /// Change the institution's profile.
        EditInstitution = "edit_institution",
        /// Admit, suspend and change any institution.
        ManageInstitutions = "manage_institutions",
        /// Invite anybody to any role, and disable people.
        ManageStaff = "manage_staff",
        /// Read the audit log.
        SeeAudit = "see_audit",
        /// See how models do; promote them and roll them back.
        ManageModels = "manage_models",
        /// Draft ranking policies and experiments, and estimate what they would do.
        EditPolicies = "edit_policies",
        /// Put ranking policies into force, and roll them back.
        PublishPolicies = "publish_policies",
    }
}

impl Permission {
    /// Whether it is about the objects of one institution.
    #[must_use]
    pub const fn is_of_institution(self) -> bool {
        matches!(
            self,
            Self::SeeProducts
                | Self::EditProducts
                | Self::PublishProducts
                | Self::SeeApplications
                | Self::HandleApplications
                | Self::DecideApplications
                | Self::SeeFigures
                | Self::ManageMembers
                | Self::ManageKeys
                | Self::EditInstitution
        )
    }

    /// Whether using it asks for the password again if it was not given a few minutes ago.
    #[must_use]
    pub const fn is_dangerous(self) -> bool {
        matches!(
            self,
            Self::ManageMembers
                | Self::ManageKeys
                | Self::ManageInstitutions
                | Self::ManageStaff
                | Self::ManageModels
        )
    }
}

impl Role {
    /// What the role may do.
    #[must_use]
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::Viewer => &[P::SeeProducts, P::SeeApplications, P::SeeFigures],
            Self::Editor => {
                &[P::SeeProducts, P::EditProducts, P::SeeApplications, P::HandleApplications, P::SeeFigures]
            }
            Self::Approver => &[
                P::SeeProducts,
                P::EditProducts,
                P::PublishProducts,
                P::SeeApplications,
                P::HandleApplications,
                P::DecideApplications,
                P::SeeFigures,
            ],
            Self::Admin => &[
                P::SeeProducts,
                P::EditProducts,
                P::PublishProducts,
                P::SeeApplications,
                P::HandleApplications,
                P::DecideApplications,
                P::SeeFigures,
                P::ManageMembers,
                P::ManageKeys,
                P::EditInstitution,
            ],
            Self::Marketer => &[P::EditPolicies, P::PublishPolicies],
            // Not what is an institution's own: its applications hold what borrowers told it alone.
            Self::Operator => &[
                P::ManageInstitutions,
                P::ManageStaff,
                P::SeeAudit,
                P::ManageModels,
                P::EditPolicies,
                P::PublishPolicies,
            ],
        }
    }

    /// Whether the role may do it.
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }

    /// Whether the role is held in an institution; the others are held on the whole site.
    #[must_use]
    pub const fn is_of_institution(self) -> bool {
        matches!(self, Self::Viewer | Self::Editor | Self::Approver | Self::Admin)
    }

    /// Whether whoever holds it has to have a second factor: those who can change what borrowers see, or who gets in.
    #[must_use]
    pub const fn needs_second_factor(self) -> bool {
        !matches!(self, Self::Viewer)
    }
}

/// A role that somebody holds. Its fields fit each other: a role of an institution names it, the others name none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grant {
    role: Role,
    institution: Option<InstitutionId>,
}

/// A role without the institution that it needs, or with one that it does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantError(Role);

impl std::fmt::Display for GrantError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let role = self.0.name();
        if self.0.is_of_institution() {
            write!(f, "the role {role} is held in an institution, and none is named")
        } else {
            write!(f, "the role {role} is held on the whole site, and an institution is named")
        }
    }
}

impl std::error::Error for GrantError {}

impl Grant {
    /// A role, in an institution where it is one's.
    ///
    /// # Errors
    /// [`GrantError`] if the two do not fit.
    pub const fn new(role: Role, institution: Option<InstitutionId>) -> Result<Self, GrantError> {
        if role.is_of_institution() == institution.is_some() {
            Ok(Self { role, institution })
        } else {
            Err(GrantError(role))
        }
    }

    /// The role.
    #[must_use]
    pub const fn role(self) -> Role {
        self.role
    }

    /// The institution in which it is held.
    #[must_use]
    pub const fn institution(self) -> Option<InstitutionId> {
        self.institution
    }

    /// Whether it allows something.
    #[must_use]
    pub fn allows(self, permission: Permission) -> bool {
        self.role.may(permission)
    }
}

#[cfg(test)]
mod tests;
