// The command line: one file for each verb. Clock, entropy and paths enter the program here.
