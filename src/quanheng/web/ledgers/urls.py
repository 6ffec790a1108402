"""Addresses of ledgers, measures and processes."""

from django.urls import path

from quanheng.web.ledgers.views import incoming, index, measures, processes, results, rows

urlpatterns = [
    path("", index.index, name="ledgers"),
    path("take-up/", index.take_up, name="ledger-take-up"),
    path("<int:number>/", rows.grid, name="ledger"),
    path("<int:number>/settings/", index.settings, name="ledger-settings"),
    path("<int:number>/leave/", index.leave, name="ledger-leave"),
    path("<int:number>/add/", rows.add, name="ledger-add"),
    path("<int:number>/export/", rows.export, name="ledger-export"),
    path("<int:number>/row/<int:row>/", rows.row, name="ledger-row"),
    path("<int:number>/row/<int:row>/delete/", rows.delete, name="ledger-row-delete"),
    path("<int:number>/row/<int:row>/prove/", rows.prove, name="ledger-prove"),
    path("<int:number>/proof/<int:proof>/", rows.proof, name="ledger-proof"),
    path("<int:number>/proof/<int:proof>/drop/", rows.drop_proof, name="ledger-proof-drop"),
    path("<int:number>/paste/", incoming.paste, name="ledger-paste"),
    path("<int:number>/batch/<int:batch>/", incoming.batch, name="ledger-batch"),
    path("<int:number>/batch/<int:batch>/take/", incoming.take, name="ledger-batch-take"),
    path("<int:number>/batch/<int:batch>/undo/", incoming.undo, name="ledger-batch-undo"),
    path("<int:number>/batch/<int:batch>/drop/", incoming.drop, name="ledger-batch-drop"),
    path("<int:number>/measures/", measures.index, name="ledger-measures"),
    path("<int:number>/measures/build/", measures.build, name="ledger-measure-build"),
    path("<int:number>/measure/<str:name>/", measures.measure, name="ledger-measure"),
    path("<int:number>/measure/<str:name>/bind/", measures.bind, name="ledger-measure-bind"),
    path("<int:number>/measure/<str:name>/drop/", measures.drop, name="ledger-measure-drop"),
    path("mine/", processes.mine, name="my-steps"),
    path("<int:number>/process/", processes.process, name="ledger-process"),
    path("<int:number>/process/begin/<slug:step>/", processes.begin, name="run-begin"),
    path("<int:number>/process/appoint/", processes.appoint, name="ledger-appoint"),
    path("<int:number>/process/dismiss/<int:acting>/", processes.dismiss, name="ledger-dismiss"),
    path("<int:number>/row/<int:row>/take-in/", processes.take_in, name="run-take-in"),
    path("run/<int:number>/", processes.run, name="run"),
    path("run/<int:number>/take/<slug:step>/", processes.take, name="run-take"),
    path("run/<int:number>/print/<slug:form>/", processes.printed, name="run-print"),
    path("run/<int:number>/paper/<int:proof>/", processes.paper, name="run-paper"),
    path("book/<int:number>/take/", results.take, name="book-take-results"),
    path("book/<int:number>/unbind/<int:binding>/", results.unbind, name="book-unbind"),
    path("book/<int:number>/frozen/<int:frozen>/", results.frozen, name="book-frozen"),
]
