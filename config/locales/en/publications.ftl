### The outcome of a session (paragraph 14 of the Rules).

results-ready = The results of the session are published: { $link }.
results-none = No decision was taken at the session.
label-decision = Decision
label-resolution = Resolution
label-transcript = Transcript
label-minutes = Minutes
