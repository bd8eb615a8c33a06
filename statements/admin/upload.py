"""New text from a document: the page on which a file is uploaded, and becomes a draft of a statement's version."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.models import modelform_factory
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.forms import RecordForm
from records.admin.refusals import REFUSALS, again_if_taken, refusal_sentence
from records.languages import RIGHT_TO_LEFT
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from statements.drafting import enter_draft, kept_already
from statements.extraction import limits
from statements.extraction.apart import draw
from statements.extraction.notes import notes_on_facts
from statements.extraction.plain import NAMES
from statements.extraction.refusals import Refused, Unsure, size
from statements.extraction.sentences import sentence
from statements.models import Version

CHOOSE_AGAIN = _("A browser does not keep a file: choose it again before you send this once more.")
CUT_OFF = _(
    "The upload broke off before all of it had arrived, so nothing was read. Choose the file again, and send it once more."
)


class UploadForm(RecordForm):
    """A version of a statement, with the file that its text is drawn from."""

    document = forms.FileField(
        label=_("Document"),
        allow_empty_file=True,
        help_text=_(
            "PDF, DOCX or plain text, up to %s. It is kept as it is; its text becomes a draft that is read against it."
        )
        % size(limits.UPLOAD),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt", "data-most": limits.UPLOAD}),
    )
    encoding = forms.ChoiceField(label=_("Encoding"), required=False, widget=forms.RadioSelect)
    once_more = forms.BooleanField(label=_("Enter it again: this is meant"), required=False)
    # The last box of the page: what does not bring it did not arrive whole.
    arrived = forms.CharField(required=False, widget=forms.HiddenInput, initial="whole")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices, self.is_kept_already = (), False
        # What is chosen was offered by the answer before, which is not kept; the reader knows which names there are.
        self.fields["encoding"].choices = [(name, name) for name in self.data.getlist("encoding")] if self.data else []

    def clean_document(self):
        file = self.cleaned_data["document"]
        if file.size > limits.UPLOAD:
            megabytes = f"{file.size / limits.MIB:.1f} MB"
            raise ValidationError(
                _("“%(name)s” is %(size)s large. At most %(most)s are read: split it, or shrink its pictures.")
                % {"name": file.name, "size": megabytes, "most": size(limits.UPLOAD)}
            )
        return file

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("arrived"):
            raise ValidationError(CUT_OFF)

    def drawn(self):
        """(the Drawn of the file, its bytes); None, with the reason at its box, when there is none."""
        data = self.cleaned_data["document"].read()
        try:
            drawn = draw(data, self.cleaned_data["encoding"])
        except Unsure as unsure:
            self.ask_for_encoding(unsure.choices)
            return None
        except Refused as refused:
            self.add_error("document", sentence(refused))
            return None
        twin = kept_already(data, self.reader).first()
        if twin and not self.cleaned_data["once_more"]:
            self.say_where_it_is(twin)
            return None
        return drawn, data

    def ask_for_encoding(self, choices):
        self.choices = [
            (choice.encoding, NAMES.get(choice.encoding, choice.encoding), choice.lines) for choice in choices
        ]
        self.add_error(
            "document",
            _(
                "How this text is encoded is not certain. Below are its first lines, read in several ways: pick the right one."
            ),
        )

    def say_where_it_is(self, twin):
        self.is_kept_already = True
        address = reverse("admin:statements_version_change", args=[twin.pk])
        link = format_html('<a href="{}">“{}”</a>', address, twin.label)
        told = gettext(
            "This very file is kept already, as {} of “{}”. Tick the box below if it is meant to be entered again."
        )
        self.add_error("document", format_html(told, link, twin.statement))


class UploadPages:
    """For the admin of statements: the page that takes a document in, and the way to it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.upload_view)
        return [path("<int:key>/upload/", view, name="statements_statement_upload"), *super().get_urls()]

    def next_steps(self, request, record):
        versions = Version.objects.visible_to(request.user, at=AFTER_EVERY_EMBARGO).filter(statement=record)
        drafts = versions.filter(is_verbatim=False).values_list("pk", "label")
        return [
            (gettext("New text from a document"), self.address("upload", record.pk)),
            *(
                (gettext("Proofread “%s”") % label, reverse("admin:statements_version_proofread", args=[key]))
                for key, label in drafts
            ),
            *super().next_steps(request, record),
        ]

    def upload_form(self, request, statement):
        """The empty or sent form for a new version of `statement`."""
        source = AutocompleteSelect(Version._meta.get_field("source"), self.admin_site)
        fields = ("label", "language", "kind", "source", "level")
        form_class = modelform_factory(Version, form=UploadForm, fields=fields, widgets={"source": source})
        form_class.reader = request.user
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        initial = {"level": level_beneath(statement.level)}
        form = form_class(*sent, instance=Version(statement=statement), initial=initial)
        form.fields["label"].widget.attrs |= {
            "class": "vTextField",
            "dir": "auto",
            "placeholder": _("Persian, as printed"),
        }
        form.fields["language"].widget.attrs["data-right-to-left"] = " ".join(sorted(RIGHT_TO_LEFT))
        return form

    def upload_view(self, request, key):
        statement = self.get_queryset(request).filter(pk=key).first()
        if statement is None:
            raise Http404
        if not request.user.has_perm("statements.add_version"):
            raise PermissionDenied
        form = self.upload_form(request, statement)
        if request.method == "POST" and form.is_valid() and (found := form.drawn()):
            version = self.entered(request, form, *found)
            if version is not None:
                return HttpResponseRedirect(reverse("admin:statements_version_proofread", args=[version.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("New text from a document"),
            "subtitle": str(statement),
            "opts": self.opts,
            "statement": statement,
            "form": form,
            "media": self.media + form.media,
            "choose_again": CHOOSE_AGAIN if request.method == "POST" else "",
        }
        return TemplateResponse(request, "admin/statements/upload.html", context)

    def entered(self, request, form, drawn, data):
        """The draft entered; None, with the reason in `form`, when it could not be."""
        try:
            version = again_if_taken(lambda: enter_draft(form.instance, drawn, data, request.user))
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        except REFUSALS as error:
            form.add_error(None, refusal_sentence(error, [Version]))
        else:
            self.log_addition(request, version, [{"added": {}}])
            text = gettext("“%s” is entered as a draft. Read it against its document, then mark it verbatim.")
            self.message_user(request, text % version.label, messages.SUCCESS)
            # What can be told of it at any time stands on the next page.
            for told in notes_on_facts(drawn.facts):
                self.message_user(request, told, messages.WARNING)
            return version
        return None
