# Pages of those who work with the site: lenders’ people, marketers, operators.

staff-title = Your workplace
staff-signed-in-as = Signed in as { $name }, { $email }.
staff-welcome = Welcome. You are signed in.
staff-joined = The role is yours now.
staff-roles = Your roles
staff-no-role = You hold no role at the moment.
staff-more = More
staff-lacks-factor = Your role needs a second step at sign-in. Set up one-time codes to go on.
staff-set-up-codes = Set up one-time codes

staff-role-viewer = Viewer
staff-role-editor = Editor
staff-role-approver = Approver
staff-role-admin = Admin
staff-role-marketer = Marketer
staff-role-operator = Operator
staff-role-at = { $role } at { $institution }
staff-role-field = Role
staff-role-of = Role of { $name }

staff-sign-in-title = Sign in to work
staff-sign-in-lead = For lenders’ people and for those who run this site. Looking for a loan needs no account.
staff-sign-in = Sign in
staff-password = Password
staff-forgotten = Password forgotten
staff-signed-out = You are signed out.
staff-password-chosen = Your new password is set. Sign in with it.
staff-code-title = One more step
staff-code-field = Code
staff-code-why = The six digits that your app shows now, or one of your recovery codes.
staff-go-on = Go on
staff-as-another = Sign in as somebody else
staff-confirm-title = Your password again
staff-confirm-why = What comes next changes who gets in, so we ask once more. It holds for ten minutes.
staff-forgotten-title = Password forgotten
staff-forgotten-lead = Type your e-mail address. If it is known here, a link to choose another password is sent to it.
staff-send-link = Send me a link
staff-password-asked = If the address is known here, a link is on its way. It works once, for 30 minutes.
staff-back-to-sign-in = Back to sign-in
staff-choose-title = Choose a password
staff-choose-for = For { $email }. Everybody who is signed in under this address is signed out.
staff-choose = Set this password
staff-new-password = New password
staff-new-password-why = At least 12 characters that nobody would guess. Four words that do not belong together are good.
staff-present-password = Present password
staff-link-useless-why = A link works once and for a limited time, and only the whole of it. Ask whoever sent it for a new one.

staff-invitation-title = You are invited
staff-invitation-lead = This invitation makes you: { $role }.
staff-invitation-for = It is for { $email }.
staff-invitation-accept = Accept
staff-invitation-known = Working here already?
staff-name = Your name
staff-name-why = As your colleagues know you.
staff-email-why = With it you sign in, and there we write if you forget your password.

staff-fault-wrong = What you typed is not right. Check it and try again.
staff-fault-too-many = Too many wrong tries. Wait a while, up to an hour, and try again.
staff-fault-password-short = The password needs at least 12 characters.
staff-fault-password-long = The password may have at most 128 characters.
staff-fault-password-weak = This password would be guessed. Take something longer or less usual.
staff-fault-name = Name must have from 1 to 100 characters.
staff-fault-known = Somebody works here under this address already. Sign in first, then open the invitation again.
staff-fault-for-another = The invitation is for another address than the one that you are signed in with.
staff-fault-email = E-mail address must be a full address, like kim@example.com.
staff-fault-role = This role cannot be held there: viewer, editor, approver and admin belong to an institution, marketer and operator to the site.
staff-fault-institution = There is no institution with this number.
staff-fault-last = Nobody would be left who may manage this. Give the role to somebody else first.

staff-security-title = Your security
staff-password-changed = Your password is changed. Every other browser is signed out.
staff-codes-removed = One-time codes are given up.
staff-elsewhere-done = Every other browser is signed out.
staff-codes-title = One-time codes
staff-codes-lead = An app on your phone shows a code that changes every half minute. With it, nobody gets in with your password alone.
staff-codes-picture = The secret as a code to scan; its letters stand beside it
staff-codes-scan = Scan the picture with your app.
staff-codes-open = Or open it in an app on this device
staff-codes-type = Or type these letters into your app:
staff-codes-first = The six digits that your app shows now.
staff-codes-add = Set up
staff-codes-present = { $count ->
    [0] One-time codes are set up. No recovery code is left: make new ones.
    [one] One-time codes are set up. One recovery code is left.
   *[other] One-time codes are set up. { $count } recovery codes are left.
  }
staff-codes-remove = Give one-time codes up
staff-recovery-title = Your recovery codes
staff-recovery-once = Write these down and keep them where your phone is not. Each opens your account once if the phone is lost. They are shown this once.
staff-recovery-renew = Make new recovery codes
staff-change-title = Password
staff-change = Change password
staff-sign-out-elsewhere = Sign out everywhere else

staff-people-title = People of this site
staff-people-of = People of { $institution }
staff-invited = The invitation is on its way. It works once, for 7 days.
staff-role-changed = The role is changed.
staff-removed = The role is taken away.
staff-disabled = They can no longer sign in.
staff-enabled = They can sign in again.
staff-invite-title = Invite somebody
staff-invite-why = A link is sent there that makes an account with this role.
staff-invite-institution = Institution
staff-invite-institution-why = The institution’s number, for a role that is held in one.
staff-invite = Invite
staff-has-factor = second step at sign-in
staff-has-no-factor = password alone
staff-since = since { $date }
staff-you = You
staff-is-disabled = Cannot sign in
staff-remove = Take the role away
staff-change-role = Change role
staff-enable = Let sign in again
staff-disable = Stop signing in

staff-audit-title = Audit log
staff-audit-lead = What happened that matters for security, newest first. Entries are bound to each other, so that none can be changed or taken out unnoticed.
staff-audit-number = No.
staff-audit-when = When (UTC)
staff-audit-what = What
staff-audit-who = Who
staff-audit-detail = More
staff-audit-nobody = nobody known
staff-audit-older = Older entries
staff-audit-first_link = First operator’s link made
staff-audit-invited = Invited
staff-audit-invitation_taken = Invitation accepted
staff-audit-signed_in = Signed in
staff-audit-password_given = Password right, second step asked for
staff-audit-password_wrong = Wrong password
staff-audit-code_wrong = Wrong code
staff-audit-passkey_wrong = Passkey did not fit
staff-audit-locked = Locked for a while
staff-audit-signed_out = Signed out
staff-audit-signed_out_elsewhere = Signed out everywhere else
staff-audit-confirmed = Password given again
staff-audit-password_changed = Password changed
staff-audit-password_link = Link to choose a password asked for
staff-audit-password_reset = Password chosen by link
staff-audit-codes_added = One-time codes set up
staff-audit-codes_removed = One-time codes given up
staff-audit-recovery_used = Recovery code used
staff-audit-recovery_renewed = New recovery codes made
staff-audit-passkey_added = Passkey added
staff-audit-passkey_removed = Passkey removed
staff-audit-role_given = Role given
staff-audit-role_taken = Role taken away
staff-audit-disabled = Stopped from signing in
staff-audit-enabled = Let sign in again
staff-audit-refused = Tried what the role does not allow

staff-mail-invitation-subject = You are invited to work with Lendlight
staff-mail-invitation-lead = You are invited to work with Lendlight. Open this link to see what for, and to accept:
staff-mail-invitation-button = See the invitation
staff-mail-invitation-once = { $days ->
    [one] The link works once, for one day.
   *[other] The link works once, for { $days } days.
  }
staff-mail-invitation-ignore = If you do not know what this is about, ignore this message: nothing happens without the link.
staff-mail-password-subject = Choose another password for Lendlight
staff-mail-password-lead = Somebody asked to choose another password for your work with Lendlight. Open this link to do so:
staff-mail-password-button = Choose a password
staff-mail-password-ignore = If it was not you, ignore this message: your password stays as it is.
