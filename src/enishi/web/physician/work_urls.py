"""Addresses of the scope sheet, the hours check, the pension and net pay estimates the retirement calendar and the
preparations for a new post, below /my."""

from django.urls import path

from enishi.web.physician import beginning, calendar, hours, pension, scope

WORK = [
    path("/scope", scope.scope, name="my_scope"),
    path("/scope/paper", scope.paper, name="my_scope_paper"),
    path("/scope/<str:group>", scope.group, name="my_scope_group"),
    path("/hours", hours.hours, name="my_hours"),
    path("/pension", pension.pension, name="my_pension"),
    path("/net-pay", pension.net_pay, name="my_net_pay"),
    path("/calendar", calendar.calendar, name="my_calendar"),
    path("/calendar/file", calendar.calendar_file, name="my_calendar_file"),
    path("/start", beginning.beginning, name="my_start"),
    path("/start/paper", beginning.paper, name="my_start_paper"),
]
