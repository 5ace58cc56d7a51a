### Today: what is due, and until when.

today-late = Overdue
today-today = Due today
today-soon = In the next seven days
today-later = Later
today-drafts = Drafts
today-coming = Sessions to come
today-nothing-due = Nothing is due now.
today-until = Until: { $datetime }
today-task-announce = Publish the announcement
today-task-reason-late = Give the reason for the late announcement
today-task-reason-format = Give the reason for the format
today-task-seats = Waiting for a seat: { $count }. A larger hall or an overflow hall is needed
today-task-complete = Incomplete applications: { $count }. Ask for what is missing
today-task-decide = Applications without a decision: { $count }
today-task-letters = Letters that did not arrive: { $count }. Tell the people by telephone
today-task-calls = Applicants without e-mail: { $count }. Tell them by telephone
today-task-results = Publish the results
today-sitting = Sessions today
today-nobody-sits = No session today.
today-announced-late = Announced late
today-late-because = Reason: { $reason }
today-late-without-reason = No reason was given.
today-keeper = Bodies and staff are kept in the parts named above.
today-no-role = You have no role yet. Ask an administrator.
today-aim = Own target: { $datetime }
