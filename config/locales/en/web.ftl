### The frame of every page, forms, and what is said when a page cannot be shown.

site-name = Otyrys
site-foot = Anyone may come to an open session, and anyone may watch its broadcast (article 13 of the Law on access to information, order No. 605-НҚ).
site-ways = Sections
skip-to-content = Skip to the main content
choose-language = Choose a language
way-sessions = Sessions
way-calendar = Calendar
way-bodies = Bodies
way-openness = Openness
demo-clock = The clock here was set to: { $datetime } ({ $zone }).

form-optional = (optional)
form-faults = Please correct the following
form-fault = Error:

problem-not-found = Page not found
problem-not-found-detail = Check the address, or look for what you need in the list of sessions.
problem-forbidden = This is not allowed
problem-forbidden-detail = The form was sent from another site, or you have no right to do this.
problem-invalid = Some of the data are wrong
problem-invalid-detail = Correct the data and send them again.
problem-refused = This could not be done
problem-rate-limited = Too many requests
problem-rate-limited-detail = Wait a little and send again. Time to wait: { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
problem-too-large = Too much was sent
problem-too-large-detail = Shorten the text and send it again.
problem-unavailable = The service is unavailable for the moment
problem-unavailable-detail = Nothing was recorded. Try again shortly.
problem-broken = Something went wrong on our side
problem-broken-detail = The fault has been recorded. Try again shortly.
problem-way-on = To the coming sessions
problem-way-to-desk = To the secretariat’s page Today

view-large = Large type
view-usual = Usual type
site-picture = Otyrys: open sessions of state bodies
