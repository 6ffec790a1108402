// The page of a publication waits for the check of its file: it asks, and loads again when the check is over.
(function () {
  "use strict";
  var note = document.getElementById("checking");
  if (!note) { return; }
  function ask() {
    fetch(note.getAttribute("data-progress"), { credentials: "same-origin" }).then(function (answer) {
      if (answer.status === 286) { window.location.reload(); return; }
      window.setTimeout(ask, 1500);
    }, function () { window.setTimeout(ask, 4000); });
  }
  ask();
}());
