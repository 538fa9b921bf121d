# Reporting a wrong figure.

report-title = Report a wrong figure
report-what = Is something here not what the lender says? Tell us what is wrong, and we check it with the lender’s own page.
report-which = What is wrong?
report-figure-rate = A rate
report-figure-fee = A fee
report-figure-rule = A rule on who may have it
report-figure-other = Something else
report-correction = What would be right?
report-correction-why = At most { $most } characters. Please write nothing about yourself.
report-source = Where can it be read?
report-source-why = A page of the lender, if you have its address.
report-send = Send the report
report-private = We keep what you write and when, and not who you are.
report-thanks = Thank you
report-thanks-what = Your report is with the people who keep this catalogue. They check it with the lender’s own page.
report-back = Back to the product
report-fault-figure-missing = Choose what is wrong.
report-fault-correction-missing = Write what would be right.
report-fault-correction-long = What would be right must be at most 500 characters.
report-fault-source-unusable = The address must be a full web address, like https://bank.example/rates, or empty.
report-fault-too-many-reports = Too many reports came from your network. Please try again in an hour.
