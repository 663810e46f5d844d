"""One command on a bare machine: set-up, embedded servers, all under one supervisor."""
