# Pages that say what went wrong. What each kind of fault is called stands in words.ftl.

error-refused = This address cannot be understood
error-refused-advice = Nothing was guessed. Change what is named above and try again.
error-back = Back to the form
error-all = See all loans
error-reference = Reference:
error-advice-nothing-here = The address may be mistyped, or the loan may have left its lender’s list. A search shows what is on offer now.
error-advice-unusable = Something in the address or the form cannot be used. Start again from the form; your answers are kept.
error-advice-shorten = The request holds more than this site takes. Shorten it and try again.
error-advice-sign-in = Sign in to go on.
error-advice-role = Ask an admin of your institution, or an operator of this site, for the role that you need.
error-advice-own-pages = For your safety, forms are accepted from this site’s own pages only. Open the form here and send it again.
error-advice-later = Your answers are kept. Please try again in a moment.
error-advice-reload = Load the page again to see what changed.
error-advice-ours = The fault is ours and has been recorded. Please try again in a moment.
