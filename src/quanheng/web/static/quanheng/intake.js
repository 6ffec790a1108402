// Dropping files anywhere on the page; choosing one begins the check at once.
(function () {
  "use strict";
  var drop = document.getElementById("drop");
  var input = document.getElementById("file");
  var begin = document.getElementById("begin");
  if (!drop || !input) { return; }
  function send() {
    if (!input.files.length) { return; }
    document.getElementById("sending").hidden = false;
    begin.disabled = true;
    drop.submit();
  }
  input.addEventListener("change", send);
  ["dragenter", "dragover"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (!event.dataTransfer || Array.prototype.indexOf.call(event.dataTransfer.types, "Files") < 0) { return; }
      event.preventDefault();
      drop.classList.add("over");
    });
  });
  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) { drop.classList.remove("over"); }
  });
  document.addEventListener("drop", function (event) {
    drop.classList.remove("over");
    if (!event.dataTransfer || !event.dataTransfer.files.length) { return; }
    event.preventDefault();
    input.files = event.dataTransfer.files;
    send();
  });
  // Coming back with the browser's button shows the page as it was left.
  window.addEventListener("pageshow", function () {
    begin.disabled = false;
    document.getElementById("sending").hidden = true;
  });
}());
