// Pasting a block from Excel into the table, with one undo; keys of a sheet; a warning before leaving unsaved work.
(function () {
  "use strict";
  var form = document.getElementById("sheet");
  if (!form) { return; }
  var undo = [];
  var dirty = false;

  function rows() {
    return Array.prototype.map.call(form.querySelectorAll("tbody tr"), function (row) {
      return Array.prototype.slice.call(row.querySelectorAll("td"));
    });
  }
  function inputOf(cell) { return cell ? cell.querySelector("input,textarea,select") : null; }
  function placeOf(input) {
    var row = input.closest("tr");
    var at = Array.prototype.indexOf.call(row.parentNode.children, row);
    return { row: at, column: Array.prototype.indexOf.call(row.querySelectorAll("td"), input.closest("td")) };
  }
  // Tab-separated text as Excel and WPS write it: quotes around a cell with line breaks, doubled inside.
  function cellsOf(text) {
    var lines = [[""]];
    var quoted = false;
    for (var i = 0; i < text.length; i += 1) {
      var line = lines[lines.length - 1];
      var c = text[i];
      if (quoted) {
        if (c === '"' && text[i + 1] === '"') { line[line.length - 1] += '"'; i += 1; }
        else if (c === '"') { quoted = false; }
        else { line[line.length - 1] += c; }
      } else if (c === '"' && line[line.length - 1] === "") { quoted = true; }
      else if (c === "\t") { line.push(""); }
      else if (c === "\n") { lines.push([""]); }
      else if (c !== "\r") { line[line.length - 1] += c; }
    }
    if (lines.length > 1 && lines[lines.length - 1].join("") === "") { lines.pop(); }
    return lines;
  }
  function put(input, value) {
    if (input.tagName === "SELECT") {
      var found = Array.prototype.some.call(input.options, function (o) { return o.value === value || o.text === value; });
      if (!found) { return false; }
    }
    input.value = value;
    return true;
  }
  form.addEventListener("paste", function (event) {
    var text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    var block = cellsOf(text);
    var from = event.target.closest("input,textarea,select");
    if (!from || (block.length === 1 && block[0].length === 1)) { return; }
    event.preventDefault();
    var start = placeOf(from);
    var table = rows();
    var before = [];
    var left = 0;
    block.forEach(function (line, down) {
      line.forEach(function (value, right) {
        var cell = (table[start.row + down] || [])[start.column + right];
        var input = inputOf(cell);
        if (!input) { if (value.trim()) { left += 1; } return; }
        before.push([input, input.value]);
        if (put(input, value.trim())) { cell.classList.add("pasted"); } else { left += 1; }
      });
    });
    undo.push(before);
    dirty = true;
    say("已粘贴 " + before.length + " 格" + (left ? "，" + left + " 格放不下或是自动计算的，没有粘" : "") + "。按 Ctrl+Z 撤销。");
  });
  form.addEventListener("keydown", function (event) {
    if (event.ctrlKey && event.key.toLowerCase() === "z" && undo.length) {
      event.preventDefault();
      undo.pop().forEach(function (one) { one[0].value = one[1]; one[0].closest("td").classList.remove("pasted"); });
      say("已撤销粘贴。");
    } else if (event.ctrlKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit ? form.requestSubmit() : form.submit();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp" || event.key === "Enter") && event.target.tagName === "INPUT") {
      event.preventDefault();
      var at = placeOf(event.target);
      var next = inputOf((rows()[at.row + (event.key === "ArrowUp" ? -1 : 1)] || [])[at.column]);
      if (next) { next.focus(); if (next.select) { next.select(); } }
    }
  });
  function say(words) {
    var note = document.getElementById("said") || document.createElement("p");
    note.id = "said";
    note.className = "message";
    note.setAttribute("role", "status");
    note.textContent = words;
    form.insertBefore(note, form.firstChild);
  }
  form.addEventListener("input", function () { dirty = true; });
  form.addEventListener("submit", function () { dirty = false; });
  window.addEventListener("beforeunload", function (event) { if (dirty) { event.preventDefault(); event.returnValue = ""; } });
}());
