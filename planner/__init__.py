"""The site: settings, and what joins the apps. Imported by nobody."""
