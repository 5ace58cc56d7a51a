### The history of an announcement.

history-title = History of changes
history-none = No versions of this announcement were kept: it was published before versions were kept.
history-earlier-none = Earlier versions were not kept.
history-version = Version { $n }
history-read = Read the whole version: { $n }
history-act-announce = announced
history-act-revise = changed
history-act-postpone = postponed
history-act-cancel = cancelled
history-act-go-live = the session began
history-act-end = the session ended
history-act-documents = files changed
history-act-seats = seats changed
history-act-clocks = deadlines recalculated
history-before = Before
history-after = Now
history-nothing = not given
history-reordered = The order of the items changed.
history-matter-added = Item added
history-matter-removed = Item removed
history-matter-changed = Item changed
history-digest-says = SHA-256 is the fingerprint of a version’s text: were the text changed, it would change too.
history-old = This is an earlier version; the announcement as it stands differs.
history-text = The text of the version as it is kept
