### What the public reads of an emergency (605-НҚ, paragraph 6).

emergency-kind-natural = Emergency of a natural character
emergency-kind-man-made = Emergency of a man-made character
emergency-kind-social = Emergency of a social character
emergency-kind-destabilisation = Destabilised situation
emergency-kind-terrorist-threat = Threat of a terrorist attack
emergency-kind-epidemic-threat = Threat of the spread of epidemic disease
emergency-scope-country = The whole country
emergency-from-until = from { $from } until { $until }
emergency-from-open = from { $from }, no end set yet
emergency-banner-title = Because of an emergency sessions are open online only
emergency-only-online = During an emergency a session can be announced online only
emergency-kind = Emergency
emergency-scope = Where
emergency-period = Period
emergency-former-format = Format announced before
emergency-over-stays-online = The emergency is over. The session is held online.
emergency-badge = Emergency: online only
