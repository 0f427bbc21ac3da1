"""Use cases, one verb each: what the web, the command line and the queue ask for."""
