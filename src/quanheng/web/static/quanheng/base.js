// What every page needs: the error summary takes the focus, keys that people press by habit do no harm.
(function () {
  "use strict";
  function focusSummary() {
    var summary = document.querySelector(".error-summary");
    if (summary) { summary.focus(); }
  }
  function offerPrint() {
    document.querySelectorAll("button.print").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    });
  }
  document.addEventListener("DOMContentLoaded", focusSummary);
  document.addEventListener("DOMContentLoaded", offerPrint);
  document.addEventListener("htmx:afterSwap", focusSummary);
  document.addEventListener("htmx:sendError", function () {
    var note = document.getElementById("offline") || document.createElement("p");
    note.id = "offline";
    note.className = "offline";
    note.setAttribute("role", "alert");
    note.textContent = "连不上服务器。您填的内容还在这一页，请不要关闭，连上后再试。";
    document.body.prepend(note);
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var note = document.getElementById("offline");
    if (note && event.detail.successful) { note.remove(); }
  });
}());
