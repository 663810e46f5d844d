"""Pages of sign-in and of one's own account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import services
from accounts.forms import ProfileForm, SignInForm, TokenForm
from accounts.models import ApiToken, User
from accounts.queries import token_lines
from accounts.requests import SignedInRequest

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Set in the session of somebody who came by a one-time link: they may choose a new password.
BY_LINK = "signed_in_by_link"


class SignIn(LoginView):
    """Django's own sign-in view, with our form; it speaks the person's language afterwards."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        return greet(self.request, response, form.get_user())


@never_cache
def sign_in_link(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """A link lets in by a button, so that a scanner that follows links does not use it up."""
    if request.method != "POST":
        person = services.user_by_link(uid, token)
        status = 200 if person else 403
        return render(request, "accounts/sign_in_link.html", {"person": person}, status=status)
    user = services.use_link(uid, token)
    login(request, user, MODEL_BACKEND)
    request.session[BY_LINK] = True
    to = settings.LOGIN_REDIRECT_URL if user.has_usable_password() else "accounts:password"
    return greet(request, redirect(to), user)


def account(request: SignedInRequest) -> HttpResponse:
    """Name, language and API tokens of whoever is signed in."""
    if request.method != "POST":
        return _account_page(request)
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _account_page(request, profile=form, status=422)
    services.change_profile(**form.cleaned_data, by=request.user)
    messages.success(request, _("Saved."))
    return speak(redirect("accounts:account"), form.cleaned_data["language"])


@sensitive_post_parameters()
def password(request: SignedInRequest) -> HttpResponse:
    """A new password. Whoever came by a one-time link, or has none yet, need not know the old."""
    user = request.user
    is_free = BY_LINK in request.session or not user.has_usable_password()
    form_class = SetPasswordForm if is_free else PasswordChangeForm
    form = form_class(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        request.session.pop(BY_LINK, None)
        messages.success(request, _("The password is changed."))
        return redirect("accounts:account")
    status = 422 if form.errors else 200
    return render(request, "accounts/password.html", {"form": form}, status=status)


@never_cache
def tokens(request: SignedInRequest) -> HttpResponse:
    """A new token. Its text is in this one answer and nowhere else."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _account_page(request, token_form=form, status=422)
    token, text = services.issue_token(**form.cleaned_data, by=request.user)
    return _account_page(request, made=token, text=text, status=201)


def revoke_token(request: SignedInRequest, token_id: int) -> HttpResponse:
    """The token opens nothing any more."""
    token = get_object_or_404(ApiToken, pk=token_id, user=request.user)
    services.revoke_token(token, by=request.user)
    messages.success(request, _("The token %(name)s is revoked.") % {"name": token.name})
    return redirect("accounts:account")


def greet(request: HttpRequest, response: HttpResponse, user: User) -> HttpResponse:
    """On a device that has not chosen a language, speak the person's."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return response
    return speak(response, user.language)


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """The language from the next page on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 86_400,
        samesite="Lax",
        secure=settings.HTTPS_ONLY,
    )
    return response


def _account_page(request: SignedInRequest, *, status: int = 200, **words: Any) -> HttpResponse:
    user = request.user
    known = {"full_name": user.full_name, "language": user.language}
    words.setdefault("profile", ProfileForm(initial=known))
    words.setdefault("token_form", TokenForm())
    words["lines"] = token_lines(user)
    return render(request, "accounts/account.html", words, status=status)
