// Filters, keys and the full marking of figures; the page is complete without them.
(function () {
  "use strict";
  var all = function (root, what) { return Array.prototype.slice.call(root.querySelectorAll(what)); };
  document.documentElement.classList.add("js");
  all(document, ".keys, .toggle").forEach(function (e) { e.hidden = false; });
  all(document, ".sheet").forEach(function (sheet) {
    all(sheet, "[data-filter]").forEach(function (pill) {
      pill.addEventListener("click", function () {
        var off = sheet.classList.toggle("hide-" + pill.dataset.filter);
        pill.setAttribute("aria-pressed", String(!off));
      });
    });
    all(sheet, "[data-figures]").forEach(function (box) {
      box.addEventListener("change", function () { sheet.classList.toggle("figures", box.checked); });
    });
  });
  function show(card) {
    var first = card.querySelector(".spots a");
    history.replaceState(null, "", "#" + card.id);
    location.hash = card.id;
    var mark = first && document.getElementById(first.getAttribute("href").slice(1));
    if (mark) { mark.scrollIntoView({ block: "center" }); }
    card.focus({ preventScroll: true });
  }
  window.addEventListener("beforeprint", function () {
    all(document, "details").forEach(function (e) { e.open = true; });
  });
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, textarea, select");
    if (typing || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.key !== "j" && event.key !== "k") { return; }
    var cards = all(document, ".card").filter(function (c) { return c.offsetParent !== null; });
    var now = cards.indexOf(document.activeElement);
    var next = event.key === "j" ? Math.min(now + 1, cards.length - 1) : Math.max(now - 1, 0);
    if (cards[next]) { show(cards[next]); }
  });
})();
