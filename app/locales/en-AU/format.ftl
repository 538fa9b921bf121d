# Quantities with their words. Number and unit stay on one line.

format-hours = { $count }{"\u00A0"}{ $count ->
    [one] hour
   *[other] hours
}
format-days = { $count }{"\u00A0"}{ $count ->
    [one] day
   *[other] days
}
format-months = { $count }{"\u00A0"}{ $count ->
    [one] month
   *[other] months
}
format-years = { $count }{"\u00A0"}{ $count ->
    [one] year
   *[other] years
}
format-years-and-months = { $years } { $months }
format-within-the-hour = within the hour

# Lists: all items but the last with commas, then the last.

format-list-comma = {", "}
format-list-and = { $first } and { $last }
format-list-or = { $first } or { $last }
