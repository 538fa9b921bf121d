# The account: signing in by mail, what is kept, signing out, deleting; and the letter with the link.

account-title = Your account
account-optional = You do not need an account. With one, what you save and answer here is there on your other devices too.
account-email = E-mail address
account-email-why = We send a link that signs you in. There is no password, no newsletter, and lenders never see this address.
account-send-link = Send me a link
account-without-title = Without an account
account-without = Saved loans and answers are kept in this browser, encrypted, and nowhere else.

account-asked = A link is on its way to your mailbox. It works once, for 15 minutes. If nothing arrives, look among unwanted mail, or check the address and ask again.
account-welcome = You are signed in.
account-left-behind = You are signed in. { $count ->
    [one] One product of this browser
   *[other] { $count } products of this browser
  } found no room in your account’s lists.
account-signed-out = You are signed out. Nothing of your account is left in this browser.
account-deleted = Your account is deleted, with everything it kept.

account-fault-email-unusable = E-mail address must be a full address, like kim@example.com.
account-fault-too-many-links = Too many links were asked for. Use the newest one in your mailbox, or try again in an hour.

account-signed-in-as = Signed in as { $email }.
account-kept = What your account keeps
account-saved = { $count ->
    [0] No saved loans
    [one] One saved loan
   *[other] { $count } saved loans
  }
account-compared = { $count ->
    [0] Nothing to compare
    [one] One loan to compare
   *[other] { $count } loans to compare
  }
account-dismissed = { $count ->
    [0] No dismissed loans
    [one] One dismissed loan
   *[other] { $count } dismissed loans
  }
account-answers-none = No answers about yourself
account-answers-kept = Your answers about yourself, encrypted
account-sessions = Where you are signed in
account-device-unknown = Unknown browser
account-this-device = This browser
account-last-used = Last used { $date }
account-sign-out = Sign out
account-sign-out-everywhere = Sign out everywhere
account-data = Your data
account-data-what = Take a copy of everything that is kept, or delete all of it.
account-export = Download my data
account-delete = Delete my account

account-confirm = Sign in
account-confirm-as = Sign in as { $email }?
account-instead-of = You are signed in as { $email } now. That ends in this browser.
account-not-asked-here = This link was asked for in another browser, or by somebody else. Go on only if the address above is yours.
account-bring = Add this browser’s saved loans and answers to the account
account-sign-in = Sign in
account-link-useless = This link does not work any more
account-link-useless-why = A link works once, for 15 minutes, and only the whole of it. Ask for a new one.
account-ask-again = Ask for a new link

account-delete-title = Delete your account
account-delete-what = The account of { $email } will be deleted at once, with its saved loans, its answers and all sign-ins. This cannot be undone.
account-delete-now = Delete everything now
account-delete-not = Keep my account
account-not-signed-in = You are not signed in.

account-mail-subject = Your sign-in link for Lendlight
account-mail-lead = You asked to sign in to Lendlight. Open this link to go on:
account-mail-button = Sign in to Lendlight
account-mail-once = The link works once, for { $minutes } minutes.
account-mail-ignore = If you did not ask for it, ignore this message: nothing happens without the link. Nobody will ever ask you for it.
