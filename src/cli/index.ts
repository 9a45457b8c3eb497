// The command line: one file a verb, and the roots where clock, entropy and paths come in.
