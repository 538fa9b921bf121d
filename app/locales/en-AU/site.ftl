# What stands around every page: header, banner, footer.

site-name = Lendlight
