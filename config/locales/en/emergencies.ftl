### Emergencies (paragraph 6 of the Rules).

emergency-online = Because of an emergency the session is open online only. Basis: { $basis }. Broadcast: { $link }.
emergency-online-only = Online only
emergency-natural = natural emergency
emergency-man-made = man-made emergency
emergency-social = social emergency
emergency-destabilisation = destabilisation
emergency-terrorist-threat = threat of a terrorist attack
emergency-epidemic-threat = threat of the spread of epidemic disease
