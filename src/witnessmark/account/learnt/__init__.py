"""What kind of statement a claim is, by a judge fitted on marked accounts; see docs/reading.md."""
