"""What all apps share. No domain words here."""
