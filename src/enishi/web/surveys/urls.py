"""Addresses of surveys: of who answers, of researchers, of the desk."""

from django.urls import path

from enishi.web.surveys import answer, desk, preview, questions, research, results, waves

urlpatterns = [
    path("survey/open/<str:number>", answer.common, name="survey_open"),
    path("survey/<str:token>", answer.start, name="survey_start"),
    path("survey/<str:token>/<int:no>", answer.page, name="survey_page"),
    path("survey/<str:token>/check", answer.check, name="survey_check"),
    path("survey/<str:token>/done", answer.done, name="survey_done"),
    path("survey/<str:token>/stop", answer.stop, name="survey_stop"),
    path("my/surveys", answer.own, name="my_surveys"),
    path("desk/surveys", desk.home, name="desk_surveys"),
    path("desk/surveys/<str:number>/blank", desk.blank, name="desk_survey_blank"),
    path("desk/surveys/<str:code>", desk.typing, name="desk_survey"),
    path("desk/surveys/<str:code>/paper.pdf", desk.paper, name="desk_survey_paper"),
    path("research/surveys", research.surveys, name="surveys"),
    path("research/surveys/new", research.new, name="survey_new"),
    path("research/surveys/waves", waves.waves, name="survey_waves"),
    path("research/surveys/waves/codebook.csv", waves.codebook, name="survey_waves_codebook"),
    path("research/surveys/<str:number>", research.survey, name="survey"),
    path("research/surveys/<str:number>/edit", research.edit, name="survey_edit"),
    path("research/surveys/<str:number>/act/<str:what>", research.act, name="survey_act"),
    path("research/surveys/<str:number>/questions/<str:code>", questions.question, name="survey_question"),
    path("research/surveys/<str:number>/questions/<str:code>/<str:what>", questions.question_act, name="survey_question_act"),
    path("research/surveys/<str:number>/versions/<int:no>", research.version, name="survey_version"),
    path("research/surveys/<str:number>/panel", research.panel, name="survey_panel"),
    path("research/surveys/<str:number>/margins", research.margins, name="survey_margins"),
    path("research/surveys/<str:number>/preview", preview.start, name="survey_preview"),
    path("research/surveys/<str:number>/preview/<int:no>", preview.page, name="survey_preview_page"),
    path("research/surveys/<str:number>/preview/check", preview.check, name="survey_preview_check"),
    path("research/surveys/<str:number>/results", results.results, name="survey_results"),
    path("research/surveys/<str:number>/cross", results.make, name="survey_cross"),
    path("research/surveys/<str:number>/results.csv", results.table, name="survey_results_csv"),
    path("research/surveys/<str:number>/answers.csv", results.answers, name="survey_answers_csv"),
    path("research/surveys/<str:number>/codebook.csv", results.codebook, name="survey_codebook_csv"),
    path("research/surveys/<str:number>/codebook.pdf", results.codebook_paper, name="survey_codebook_pdf"),
]  # fmt: skip
