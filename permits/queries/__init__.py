"""What the pages of permits show, as plain values."""
