"""What is handed over: documents drawn by a worker from one frozen revision."""
