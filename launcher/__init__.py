"""One command on a bare machine: set-up, embedded servers, and every process under one supervisor."""
