# The page that shows every component.

design-title = Design
design-lead = Every component in its states, as the pages use it, with products of this catalogue. It follows the language and the light or dark of the browser.
design-sample = A loan is compared by its annual rate: A$15,000 over 36 months.
design-type = Type
design-colours = Colours
design-space = Spaces
design-buttons = Buttons and links
design-forms = Forms
design-notes = Notes and folds
design-tabs = Tabs
design-odds = Chance of approval
design-costs = Costs
design-results = Results
design-pair = Colours
design-light = Light
design-dark = Dark
design-text = Text and what it stands on
design-text-least = Contrast is at least 4.5.
design-drawn = Outlines and drawings
design-drawn-least = Contrast is at least 3.
