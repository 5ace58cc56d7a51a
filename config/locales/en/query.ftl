### Faults of an address's parameters: the API and calendar files.

query-unknown = There is no such parameter, leave it out: { $field }.
query-repeated = This parameter is given once only: { $field }.
query-choice = Check the value of the parameter: { $field }. Allowed values: { $expected }.
query-number = This parameter is a whole number: { $field }. Allowed range: { $expected }.
query-date = Write the day like this: 2026-12-10. Parameter: { $field }.
query-order = The last day cannot be before the first. Parameter: { $field }.
query-instant = Write the time with its offset from UTC, for example: 2026-12-10T10:00:00+05:00. Parameter: { $field }.
query-local-time = Write the day and the local time of the start like this: 2026-12-10T10:00. Parameter: { $field }.
query-required = Give the parameter: { $field }.
query-zone = Write the time zone by its IANA name, for example: Asia/Almaty. Parameter: { $field }.
query-cursor = The list does not go on from here. Send the value of next from the answer before. Parameter: { $field }.
query-unknown-body = There is no such collegial body. Parameter: { $field }.
query-unknown-region = There is no region with this code. Parameter: { $field }.
query-no-calendar = The working-day calendar has no data for the year: { $expected }. Parameter: { $field }.
