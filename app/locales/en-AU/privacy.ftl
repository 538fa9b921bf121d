# What is kept about a visitor, and where.

privacy-title = Privacy
privacy-lead = You can use everything here without saying who you are. No name, no phone number and no e-mail address is needed. An account is optional, and asks for an e-mail address alone.
privacy-kept = What is kept, and where
privacy-answers = Your answers about yourself
privacy-answers-where = (income, age, employment and the like) are kept in your session, in one cookie in your browser. It is encrypted and signed, so that nobody else can read or change it, and scripts cannot see it. While you are not signed in, our server keeps no copy.
privacy-lists = Products you save, put aside or compare
privacy-lists-where = are kept in a second cookie of the same kind. A third one remembers the language, if you choose one, and nothing else.
privacy-account = An account
privacy-account-where = if you make one, keeps your e-mail address, your lists and your answers on our server, so that you find them on every device; the answers are encrypted there. You can see, download and delete all of it on the account’s page.
privacy-search = What you search for
privacy-search-where = (kind of credit, amount, term, purpose, filters) stands in the page’s address, so that you can keep or share it. Your answers about yourself do not.
privacy-shown = What you are shown and open
privacy-shown-where = is counted on our server, so that results get better: which product stood where, for roughly which amount and term, and whether it was opened, saved or compared. If you have told us something about yourself, a code made from a random number beside your answers holds these entries together, and the figures that chances were estimated from may be kept with them; your name and your network address never are. If you have chosen that your answers should not count, or your browser asks sites not to track you, entries are kept without the code and without the figures. They are deleted after some months. Programs are counted apart.
privacy-lenders = Nothing is sent to lenders
privacy-lenders-where = when you look. Looking does not touch your credit file.
privacy-others = No other company
privacy-others-where = is told of your visit: every font, picture and script comes from this site.
privacy-erasing = Erasing your answers
privacy-erasing-when = Your answers go by themselves when you have not been here for thirty days, or at once. Erasing them, or deleting your account, also cuts what was counted from you for good: nobody can tell any more that it was you.
privacy-never = What is never asked
privacy-never-what = Sex, ethnicity, religion and marital status are never asked and never used. Age is asked only because lenders’ own rules name it; no estimate uses it.
