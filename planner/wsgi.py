"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.settings")

application = get_wsgi_application()

# Plans kept in memory are many small objects that live long. With Python's own thresholds a request
# that makes a few thousand values searches all of them for circles, again and again.
gc.collect()
gc.freeze()
gc.set_threshold(100_000, 20, 50)
