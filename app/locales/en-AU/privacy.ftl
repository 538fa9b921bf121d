# What is kept about a visitor, and where.

privacy-title = Privacy
privacy-lead = You can use everything here without saying who you are. There is no name, no phone number and no e-mail address to give.
privacy-kept = What is kept, and where
privacy-answers = Your answers about yourself
privacy-answers-where = (income, age, employment and the like) are kept in your session, in one cookie in your browser. It is encrypted and signed, so that nobody else can read or change it, and scripts cannot see it. Our server keeps no copy. The only other cookie remembers the language, if you choose one, and nothing else.
privacy-search = What you search for
privacy-search-where = (kind of credit, amount, term, purpose, filters) stands in the page’s address, so that you can keep or share it. Your answers about yourself do not.
privacy-lenders = Nothing is sent to lenders
privacy-lenders-where = when you look. Looking does not touch your credit file.
privacy-others = No other company
privacy-others-where = is told of your visit: every font, picture and script comes from this site.
privacy-erasing = Erasing your answers
privacy-erasing-when = Your answers go by themselves when you have not been here for thirty days, or at once:
privacy-never = What is never asked
privacy-never-what = Sex, ethnicity, religion and marital status are never asked and never used. Age is asked only because lenders’ own rules name it; no estimate uses it.
