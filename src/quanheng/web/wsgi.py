"""What gunicorn loads: `gunicorn quanheng.web.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quanheng.web.settings")
application = get_wsgi_application()
