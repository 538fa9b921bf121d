# Saved, dismissed and compared products: their page, the small forms on cards, and the compare tray.

saved-title = Saved loans
saved-none = Nothing is saved yet. “Save” on a loan keeps it here.
saved-find = See all loans
saved-in-account = Kept in your account.
saved-in-browser = Kept in this browser alone.
saved-other-devices = See them on other devices too
saved-withdrawn = No longer offered since { $date }. The figures are its last.
saved-dismissed = { $count ->
    [one] One dismissed loan
   *[other] { $count } dismissed loans
  }
saved-dismissed-what = These are left out of your results.

saved-full-saved = Your list of saved loans is full: it has room for 60. Remove one to save another.
saved-full-dismissed = Your list of dismissed loans is full: it has room for 100. Show one again to dismiss another.
saved-full-compared = Four loans can be compared at a time. Remove one to add another.

saved-save = Save
saved-unsave = Saved
saved-compare = Compare
saved-uncompare = Comparing
saved-dismiss = Dismiss
saved-restore = Show again
saved-remove = Remove

saved-tray = To compare ({ $count } of { $most })
saved-tray-one-more = Add another loan to compare.
saved-tray-compare = Compare { $count } loans

# Heard after the product's name, once it is done.
saved-done-save = : saved.
saved-done-unsave = : no longer saved.
saved-done-compare = : added to the comparison.
saved-done-uncompare = : taken out of the comparison.
saved-done-dismiss = : dismissed. It is left out of your results; “Show again” brings it back.
saved-done-restore = : shown again.
