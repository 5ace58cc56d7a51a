### The broadcast and the comments during it (paragraphs 12 and 13 of the Rules).

stream-soon = The broadcast starts at: { $datetime }.
stream-down = The broadcast is interrupted for technical reasons. We are restoring it.
stream-recording = Recording
comment-hint = Comments are taken during the broadcast. The answer will appear on this page.
comment-answered = Your comment has been answered: { $link }.
