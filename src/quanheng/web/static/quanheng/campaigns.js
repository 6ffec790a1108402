// The board and the desk: ticking all, copying a text, menus that close, keys of the re-check form.
(function () {
  "use strict";
  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }
  function picked() {
    var count = document.querySelectorAll("input[name=task]:checked").length;
    each("[data-picked]", function (note) { note.textContent = count ? "已选 " + count + " 个：" : "勾选单位后办理："; });
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-all]")) {
      each("input[name=task]", function (box) { box.checked = event.target.checked; });
    }
    if (event.target.matches("[data-all], input[name=task]")) { picked(); }
  });
  document.addEventListener("click", function (event) {
    var copy = event.target.closest("[data-copy]");
    if (copy) {
      var text = document.getElementById(copy.dataset.copy);
      text.select();
      document.execCommand("copy"); // the clipboard API wants HTTPS, which an office network often has not
      copy.textContent = "已复制";
    }
    each("details.menu[open]", function (menu) { if (!menu.contains(event.target)) { menu.open = false; } });
  });
  each("[data-drop]", function (form) {
    var input = form.querySelector("input[name=files]");
    function send() { form.querySelector("[data-chosen]").textContent = "正在上传…"; form.submit(); }
    each("[data-send]", function (one) { one.addEventListener("change", function () { if (one.files.length) { send(); } }); });
    form.addEventListener("dragover", function (event) { event.preventDefault(); form.classList.add("over"); });
    form.addEventListener("dragleave", function () { form.classList.remove("over"); });
    form.addEventListener("drop", function (event) {
      event.preventDefault();
      form.classList.remove("over");
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; send(); }
    });
  });
  function next() {
    var rows = Array.prototype.slice.call(document.querySelectorAll(".score-row"));
    var at = rows.indexOf(document.activeElement && document.activeElement.closest(".score-row"));
    var open = rows.slice(at + 1).concat(rows.slice(0, at + 1)).filter(function (row) { return row.dataset.state !== "settled"; });
    if (open.length) { open[0].focus(); open[0].scrollIntoView({ block: "start" }); }
  }
  function applied(select) {
    var form = select.form, rule = select.value.split(":")[0];
    form.querySelector("[data-recount]").hidden = rule !== "recount";
    if (rule === "recount") { form.querySelector("[data-above]").hidden = false; }
    Array.prototype.forEach.call(form.querySelectorAll("[data-precedent]"), function (note) { note.hidden = note.dataset.precedent !== rule; });
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-choice]")) { applied(event.target); }
  });
  document.addEventListener("click", function (event) { if (event.target.closest("[data-next]")) { next(); } });
  document.addEventListener("keydown", function (event) {
    var typing = event.isComposing || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "n" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && document.querySelector(".score-row")) { event.preventDefault(); next(); }
    if (event.key === "Escape") { each("details.menu[open]", function (menu) { menu.open = false; }); }
  });
}());
