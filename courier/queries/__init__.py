"""What pages and services read about stations and packages."""
