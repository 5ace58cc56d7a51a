### Legal bases and the reasons of the deadlines.
### paragraph-… is the citation, paragraph-…-says what it says in our words; the originals prevail.

basis = Basis: { $paragraph }.

paragraph-605-1 = paragraph 1 of the Rules (No. 605-НҚ)
paragraph-605-1-says = The Rules settle access to sessions of the collegial bodies of central executive bodies and of the local representative and executive bodies of an oblast, a city of republican significance, the capital and a district (city of oblast significance).
paragraph-605-3 = paragraph 3 of the Rules (No. 605-НҚ)
paragraph-605-3-says = Sessions of the collegial bodies are open and accessible to information users, save closed sessions and the sessions of law-enforcement bodies and special state bodies.
paragraph-605-4 = paragraph 4 of the Rules (No. 605-НҚ)
paragraph-605-4-says = When matters of restricted-access information are considered, and in other cases set by the laws, a session may be held closed, without information users.
paragraph-605-5 = paragraph 5 of the Rules (No. 605-НҚ)
paragraph-605-5-says = Interested information users are guaranteed the possibility of taking part both offline and online.
paragraph-605-6 = paragraph 6 of the Rules (No. 605-НҚ)
paragraph-605-6-says = In emergencies, when the situation is destabilised, and under the threat of a terrorist attack or of the spread of epidemic disease, access to an open session is provided online.
paragraph-605-8 = paragraph 8 of the Rules (No. 605-НҚ)
paragraph-605-8-says = The announcement of an open session and its agenda (where there is one) are placed not later than three working days before the start; the announcement gives the place, date, time, format, the matters to be considered and the person responsible for preparation with contact details.
paragraph-605-9 = paragraph 9 of the Rules (No. 605-НҚ)
paragraph-605-9-says = An application to attend in person is made on paper or electronically not later than two working days before the day of the session; it states the surname, first name, patronymic (if any), year of birth and contact details for a reply.
paragraph-605-10 = paragraph 10 of the Rules (No. 605-НҚ)
paragraph-605-10-says = Seats are prepared on the basis of the number of information users who have signed up.
paragraph-605-11 = paragraph 11 of the Rules (No. 605-НҚ)
paragraph-605-11-says = Information users admitted to the session keep to the established intra-facility and access regimes of the buildings.
paragraph-605-12 = paragraph 12 of the Rules (No. 605-НҚ)
paragraph-605-12-says = Taking its technical capabilities into account, the information holder provides access to an open session by an online broadcast on the Internet, or by means of available information and communication technologies.
paragraph-605-13 = paragraph 13 of the Rules (No. 605-НҚ)
paragraph-605-13-says = The information holder gives information users feedback by answering the comments received during the online broadcast.
paragraph-605-14 = paragraph 14 of the Rules (No. 605-НҚ)
paragraph-605-14-says = The decision taken on the outcome of the session, including the transcript and/or minutes (where they exist), is placed not later than five working days from the day of the session.

paragraph-606-8-2 = point 8.2 of the Standard of openness of 2023 (No. 606-НҚ, repealed)
paragraph-606-8-2-says = State bodies broadcast the open sessions of collegial bodies online and place the announcement and agenda not later than three working days before the start.
paragraph-606-8-4 = point 8.4 of the Standard of openness of 2023 (No. 606-НҚ, repealed)
paragraph-606-8-4-says = Information is placed in Kazakh and Russian.
paragraph-606-8-5 = point 8.5 of the Standard of openness of 2023 (No. 606-НҚ, repealed)
paragraph-606-8-5-says = Information is placed not later than three working days from the day it was received or created.
paragraph-606-8-16 = point 8.16 of the Standard of openness of 2023 (No. 606-НҚ, repealed)
paragraph-606-8-16-says = What the mass media, business, organisations and people ask for repeatedly is put in open access.
paragraph-606-8-17 = point 8.17 of the Standard of openness of 2023 (No. 606-НҚ, repealed)
paragraph-606-8-17-says = Each year a plan of openness is made and carried out.
paragraph-606-9-11 = point 9.11 of the Standard of openness of 2023 (No. 606-НҚ, repealed)
paragraph-606-9-11-says = Bodies of the quasi-state sector broadcast open sessions and place the announcement and agenda not later than three working days before the start.
paragraph-606-10-2 = point 10.2 of the Standard of openness of 2023 (No. 606-НҚ, repealed)
paragraph-606-10-2-says = State institutions broadcast open sessions and place the announcement and agenda not later than three working days before the start.

paragraph-access-13-2 = article 13(2) of the Law on access to information
paragraph-access-13-2-says = The decision to hold a session closed is made known not later than three working days before it: on the internet resource, in the mass media and in the premises of the information holder.
paragraph-access-13-4 = article 13(4) of the Law on access to information
paragraph-access-13-4-says = Information holders ensure that open sessions of collegial bodies are broadcast, including on internet resources.
paragraph-maslikhat-10-3 = article 10(3) of the Law on local state government and self-government
paragraph-maslikhat-10-3-says = The population is told of a maslikhat session not later than ten days before an ordinary and three days before an extraordinary session.
paragraph-appc-12 = article 12 of the Administrative Procedural and Process-Related Code
paragraph-appc-12-says = All doubts, contradictions and unclear points of the legislation are read in favour of the participant.
paragraph-appc-13 = article 13 of the Administrative Procedural and Process-Related Code
paragraph-appc-13-says = The participant’s trust in the activity of a state body is protected by law.
paragraph-appc-91 = article 91 of the Administrative Procedural and Process-Related Code
paragraph-appc-91-says = A decision is complained of to the body above; after that one may go to court.
paragraph-civil-173 = article 173 of the Civil Code
paragraph-civil-173-says = A term begins on the day after the date or event that starts it.
paragraph-civil-176-1 = article 176(1) of the Civil Code
paragraph-civil-176-1-says = An act may be done until 24:00 of the last day of the term; if it is done in an organisation, the term ends at the hour when the organisation stops the operations concerned.
paragraph-civil-176-2 = article 176(2) of the Civil Code
paragraph-civil-176-2-says = A written statement handed to the post before 24:00 of the last day of the term is in time.
paragraph-holidays-2 = article 2 of the Law on holidays
paragraph-holidays-2-says = Days of national and state holidays are not worked.
paragraph-holidays-5 = article 5 of the Law on holidays
paragraph-holidays-5-says = When a day off and a holiday coincide, the working day next after the holiday is the day off.
paragraph-labour-84-5 = article 84(5) of the Labour Code
paragraph-labour-84-5-says = The first day of Kurban Ait and 7 January are days off; they are not moved.
paragraph-labour-85-3 = article 85(3) of the Labour Code
paragraph-labour-85-3-says = Days off may be moved to other working days by order.

# Deadlines. $before is the last moment, $days the number of days, $reading how the paragraph is read.
clock-announce = The announcement must be published before: { $before }. { $reading ->
        [strict] At least { $days ->
            [one] { $days } full working day
           *[other] { $days } full working days
        } must lie before the start.
        [exact] At least { $days ->
            [one] { $days } working day
           *[other] { $days } working days
        } must lie before the hour of the start.
       *[lenient] Working day number { $days } before the session counts as well.
    }
clock-maslikhat-notice = The population is told of the maslikhat session before: { $before }. At least { $days ->
        [one] { $days } full calendar day
       *[other] { $days } full calendar days
    } must lie before the session.
clock-closed-notice = The notice of the closed session must be placed before: { $before }. At least { $days ->
        [one] { $days } full working day
       *[other] { $days } full working days
    } must lie before the session. Where it is placed: the internet resource, the mass media and the premises of the information holder.
clock-apply = Electronic applications are accepted until: { $before }. { $reading ->
        [strict] At least { $days ->
            [one] { $days } full working day
           *[other] { $days } full working days
        } must lie before the day of the session.
        [office] An application is made not later than { $days ->
            [one] { $days } working day
           *[other] { $days } working days
        } before the day of the session, before the office closes.
       *[full_day] An application is made not later than { $days ->
            [one] { $days } working day
           *[other] { $days } working days
        } before the day of the session.
    }
clock-apply-by-hand = Applications on paper are handed to the responsible person until: { $before }. They are accepted not later than { $days ->
        [one] { $days } working day
       *[other] { $days } working days
    } before the day of the session, before the office closes.
clock-apply-by-post = Applications by post are handed to the post until: { $before }. The date of the postmark counts; the letter may arrive later. An application is made not later than { $days ->
        [one] { $days } working day
       *[other] { $days } working days
    } before the day of the session.
clock-apply-by-email = Applications by e-mail are accepted until: { $before }. The time of arrival at the server counts. An application is made not later than { $days ->
        [one] { $days } working day
       *[other] { $days } working days
    } before the day of the session.
clock-results = The results of the session are published before: { $before }. { $reading ->
        [strict] { $days ->
            [one] { $days } working day is counted
           *[other] { $days } working days are counted
        }, the day of the session among them.
       *[ordinary] { $days ->
            [one] { $days } working day is counted
           *[other] { $days } working days are counted
        } from the day after the session.
    }
clock-results-target = The body’s own target for the results: { $before }.
clock-document = The document is placed before: { $before }. { $days ->
        [one] { $days } working day is counted
       *[other] { $days } working days are counted
    } after the day it was created or received.

clock-announce-label = Publishing the announcement
clock-maslikhat-notice-label = Telling the population of the maslikhat session
clock-closed-notice-label = Notice of the closed session
clock-apply-label = Applying electronically
clock-apply-by-hand-label = Handing in an application on paper
clock-apply-by-post-label = Sending an application by post
clock-apply-by-email-label = Sending an application by e-mail
clock-results-label = Publishing the results
clock-results-target-label = The body’s own target for the results
clock-document-label = Placing a document
