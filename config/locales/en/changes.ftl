### Changes of an announcement, cancellations and closed sessions.

changed-notice = The announcement has changed. Before: { $old }. Now: { $new }. Your application remains valid.
cancelled-notice = The session will not take place: { $title }. Reason: { $reason }.
closed-notice = The session is held closed. Ground: { $ground }. Decision: { $decision }.
closed-item = This item is considered in closed mode. The broadcast is paused.

# Grounds for closing (paragraphs 2(3) and 4 of the Rules).
closing-ground = Ground for a closed session
closing-ground-state-secret = state secrets
closing-ground-personal-secret = personal secret
closing-ground-family-secret = family secret
closing-ground-banking-secret = banking secret
closing-ground-commercial-secret = commercial secret
closing-ground-medical-secret = medical worker’s secret
closing-ground-other-secret = other secret protected by law
closing-ground-restricted-personal-data = restricted personal data
closing-ground-limited-distribution = official information of limited distribution
closing-ground-other-law = other case set by the laws
