"""Addresses of the app."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from quanheng.web.campaigns.views import board, desk, intake, letters, overview, setting


class PaperConverter(StringConverter):
    """A paper by its Chinese name."""

    regex = "复核表|问题清单|工作底稿"


class ActionConverter(StringConverter):
    """What the board does for many units."""

    regex = "take_up|remind|assign|return"


class StepConverter(StringConverter):
    """What the desk does for one unit."""

    regex = "take_up|return|pass"


register_converter(PaperConverter, "paper")
register_converter(ActionConverter, "action")
register_converter(StepConverter, "step")

urlpatterns = [
    path("", setting.index, name="campaigns"),
    path("new/", setting.new, name="campaign-new"),
    path("<int:number>/", board.show, name="campaign-board"),
    path("<int:number>/act/<action:what>/", board.act, name="campaign-act"),
    path("<int:number>/third/", board.third, name="campaign-third"),
    path("<int:number>/export/", board.export, name="campaign-export"),
    path("<int:number>/sampling/", setting.sampling, name="campaign-sampling"),
    path("<int:number>/draw/", setting.draw, name="campaign-draw"),
    path("<int:number>/intake/", intake.show, name="campaign-intake"),
    path("<int:number>/upload/", intake.upload, name="campaign-upload"),
    path("<int:number>/intake/<int:receipt>/", intake.settle, name="campaign-settle"),
    path("<int:number>/consistency/", overview.consistency, name="campaign-consistency"),
    path("<int:number>/compare/", overview.compare, name="campaign-compare"),
    path("<int:number>/letters/", letters.index, name="campaign-letters"),
    path("<int:number>/letters/all/", letters.all_letters, name="campaign-letters-all"),
    path("<int:number>/letters/sign/", letters.sign_all, name="campaign-letters-sign"),
    path("letters/<int:number>.zip", letters.packed, name="letters-zip"),
    path("<int:number>/summary/", overview.show, name="campaign-summary"),
    path("<int:number>/summary.xlsx", overview.export, name="campaign-summary-export"),
    path("desk/<int:number>/", desk.desk, name="desk"),
    path("desk/<int:number>/adopt/", desk.adopted, name="desk-adopt"),
    path("desk/<int:number>/sheet/", desk.sheet, name="desk-sheet"),
    path("desk/<int:number>/score/<int:row>/", desk.score, name="desk-score"),
    path("desk/<int:number>/score/<int:row>/history/", desk.history, name="desk-history"),
    path("desk/<int:number>/paper/<paper:name>.docx", desk.paper, name="desk-paper"),
    path("desk/<int:number>/step/<step:name>/", desk.step, name="desk-step"),
    path("desk/<int:number>/letter/", letters.letter, name="desk-letter"),
    path("desk/<int:number>/letter/new/", letters.put_together, name="desk-letter-new"),
    path("desk/<int:number>/letter/save/", letters.save, name="desk-letter-save"),
    path("desk/<int:number>/letter/sign/", letters.sign, name="desk-letter-sign"),
    path("desk/<int:number>/letter/<int:letter>.docx", letters.letter_file, name="desk-letter-file"),
]
