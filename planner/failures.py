"""The page for a mistake of ours, drawn without the database: it may be what failed."""

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import get_language_from_request, override


def server_error(request: HttpRequest) -> HttpResponse:
    """500, in the visitor's language, with no word about the cause."""
    with override(get_language_from_request(request)):
        template = loader.get_template("500.html")
        return HttpResponse(template.render({}), status=500)
