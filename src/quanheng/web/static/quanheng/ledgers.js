// A table from the clipboard keeps its merged cells: the HTML goes along with the text. Excel's keys where they help.
(function () {
  "use strict";
  var form = document.getElementById("paste");
  if (form) {
    var area = form.elements.text;
    area.addEventListener("paste", function (event) {
      var data = event.clipboardData;
      var text = data ? data.getData("text/plain") : "";
      if (text.indexOf("\t") < 0 && text.indexOf("\n") < 0) { return; }
      event.preventDefault();
      area.value = text;
      form.elements.html.value = data.getData("text/html").slice(0, 20000000);
      var lines = text.replace(/\s+$/, "").split("\n").length;
      document.getElementById("pasted").textContent = "粘贴了 " + lines + " 行，正在读……";
      form.requestSubmit ? form.requestSubmit() : form.submit();
    });
    area.focus();
  }
  var row = document.getElementById("row");
  if (row) {
    var dirty = false;
    row.addEventListener("input", function () { dirty = true; });
    row.addEventListener("submit", function () { dirty = false; });
    row.addEventListener("keydown", function (event) {
      if (event.ctrlKey && event.key.toLowerCase() === "s") { event.preventDefault(); row.requestSubmit ? row.requestSubmit() : row.submit(); }
    });
    window.addEventListener("beforeunload", function (event) { if (dirty) { event.preventDefault(); event.returnValue = ""; } });
  }
}());
// Only the inputs that the chosen way of counting needs.
(function () {
  "use strict";
  var form = document.getElementById("build");
  if (!form) { return; }
  function fit() {
    form.querySelectorAll("[data-for]").forEach(function (part) {
      part.hidden = part.getAttribute("data-for").split(" ").indexOf(form.elements.kind.value) < 0;
    });
  }
  form.elements.kind.addEventListener("change", fit);
  fit();
}());
