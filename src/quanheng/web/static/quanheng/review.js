// The result page: choosing a finding, its places in the text or on the page image, verdicts by key, filters, fact sheets.
(function () {
  "use strict";
  var cards = document.getElementById("cards");
  var text = document.getElementById("text");
  var paper = document.getElementById("paper");
  var pictures = document.getElementById("pictures");
  var sheet = document.getElementById("sheet");
  var said = document.getElementById("said");
  var help = document.getElementById("keys");
  var chosen = null;
  var place = 0;
  var decided = [];
  var OFF = "quanheng-keys-off";
  if (!cards) { return; }

  function all(where, what) { return Array.prototype.slice.call(where.querySelectorAll(what)); }
  function cardsShown() { return all(cards, ".finding").filter(function (card) { return !card.hidden; }); }
  function name(card) { return card.querySelector(".badge").textContent.trim() + "，" + card.querySelector("h3").textContent; }

  // Places
  function spots(card) { return all(card, ".spot"); }
  function marked(card) {
    if (!paper) { return []; }
    var found = [];
    spots(card).forEach(function (spot) {
      var id = spot.getAttribute("href").slice(1);
      var anchor = id && document.getElementById(id);
      if (anchor) { found.push(anchor.classList.contains("anchor") ? (anchor.nextElementSibling || anchor) : anchor); }
    });
    return found;
  }
  function show(card, number) {
    all(document, ".mark.here, .spot.here").forEach(function (one) { one.classList.remove("here"); });
    var spot = spots(card)[number];
    if (!spot) { return; }
    spot.classList.add("here");
    if (pictures && !pictures.hidden) { showPage(Number(spot.getAttribute("data-page")), card); return; }
    var id = spot.getAttribute("href").slice(1);
    var anchor = id && document.getElementById(id);
    if (!anchor) { return; }
    var target = anchor.classList.contains("anchor") && anchor.nextElementSibling ? anchor.nextElementSibling : anchor;
    target.scrollIntoView({ block: "center" });
    target.classList.add("here");
  }
  function choose(card, options) {
    if (!card) { return; }
    if (chosen) { chosen.classList.remove("selected"); }
    all(document, ".mark.selected, .box.selected").forEach(function (one) { one.classList.remove("selected"); });
    chosen = card;
    place = 0;
    card.classList.add("selected");
    marked(card).forEach(function (mark) { mark.classList.add("selected"); });
    all(document, '.box[data-card="' + card.dataset.order + '"]').forEach(function (box) { box.classList.add("selected"); });
    if (!options || options.scroll !== false) { card.scrollIntoView({ block: "nearest" }); }
    if (!options || options.place !== false) { show(card, 0); }
    if (!options || options.focus !== false) { card.focus({ preventScroll: true }); }
    var row = cardsShown();
    said.textContent = "第 " + (row.indexOf(card) + 1) + " 条，共 " + row.length + " 条，" + name(card);
  }
  function step(by) {
    var row = cardsShown();
    if (!row.length) { return; }
    var at = row.indexOf(chosen);
    choose(row[at < 0 ? (by > 0 ? 0 : row.length - 1) : Math.min(Math.max(at + by, 0), row.length - 1)]);
  }
  function cardOf(order) { return document.getElementById("d0f" + order); }

  cards.addEventListener("click", function (event) {
    var card = event.target.closest(".finding");
    var spot = event.target.closest(".spot");
    if (!card) { return; }
    if (spot) {
      event.preventDefault();
      if (card !== chosen) { choose(card, { place: false }); }
      place = spots(card).indexOf(spot);
      show(card, place);
    } else if (card !== chosen && !event.target.closest("button, summary, input, details")) {
      choose(card, { scroll: false });
    } else if (card !== chosen) {
      choose(card, { scroll: false, focus: false });
    }
  });
  text.addEventListener("click", function (event) {
    var mark = event.target.closest(".mark, .refs a");
    var figure = event.target.closest("[data-figure]");
    if (mark) {
      event.preventDefault();
      var card = document.getElementById(mark.getAttribute("href").slice(1));
      if (card) { if (card.hidden) { clearFilters(); } choose(card, { place: false }); }
    }
    if (figure) { openSheet(figure.getAttribute("data-figure")); }
    var box = event.target.closest("[data-card]");
    if (box && !mark) { event.preventDefault(); choose(cardOf(box.getAttribute("data-card")), { place: false }); }
  });

  // Fact sheets
  function openSheet(number) {
    fetch(sheet.dataset.address.replace(/0\/$/, number + "/"), { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : "<p>这个数的说明取不到，请重新核对这一稿。</p>";
    }).then(function (html) { sheet.innerHTML = html; sheet.hidden = false; }).catch(function () {
      sheet.textContent = "连不上服务器，请稍后再点。";
      sheet.hidden = false;
    });
  }
  sheet.addEventListener("click", function (event) {
    var to = event.target.closest("[data-to]");
    var card = event.target.closest("[data-card]");
    if (event.target.closest("[data-close]")) { sheet.hidden = true; text.focus(); }
    if (to) {
      event.preventDefault();
      var other = paper && paper.querySelector('[data-figure="' + to.getAttribute("data-to") + '"]');
      if (other) {
        all(paper, ".hit").forEach(function (one) { one.classList.remove("hit"); });
        other.classList.add("hit");
        other.scrollIntoView({ block: "center" });
        openSheet(to.getAttribute("data-to"));
      }
    }
    if (card) { event.preventDefault(); choose(cardOf(card.getAttribute("data-card")), { place: false }); }
  });
  var coverage = document.getElementById("coverage");
  if (coverage && paper) {
    coverage.addEventListener("change", function () { paper.classList.toggle("figures", coverage.checked); });
  }

  // Verdicts: the card comes back as it stands now
  var form = document.getElementById("decide");
  form.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (!button || button.hasAttribute("data-whole")) { return; }
    event.preventDefault();
    var card = button.closest(".finding");
    var data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    if (button.name) { data.append(button.name, button.value); }
    all(card, ".why input").forEach(function (input) { data.append(input.name, input.value); });
    all(card, "button").forEach(function (one) { one.disabled = true; });
    var keep = button.classList.contains("undo") || !byKey;
    byKey = false;
    fetch(button.getAttribute("formaction"), {
      method: "POST", body: data, credentials: "same-origin", headers: { "HX-Request": "true" }
    }).then(function (answer) {
      return answer.text().then(function (html) { return { ok: answer.ok, html: html, status: answer.status }; });
    }).then(function (answer) {
      var made = document.createElement("div");
      made.innerHTML = answer.html;
      var fresh = made.querySelector(".finding");
      if (!fresh) { throw new Error("no card"); }
      var before = cardsShown();
      var next = before[before.indexOf(card) + 1];
      card.replaceWith(fresh);
      if (answer.ok && !button.classList.contains("undo")) { decided.push(fresh.id); }
      count();
      if (answer.ok && !keep && next) { choose(next); } else { choose(fresh, { place: false }); }
      said.textContent = answer.ok ? "第 " + fresh.dataset.order + " 条已记下" : fresh.querySelector(".refused").textContent;
    }).catch(function () {
      all(card, "button").forEach(function (one) { one.disabled = false; });
      var note = card.querySelector(".refused") || document.createElement("p");
      note.className = "refused";
      note.setAttribute("role", "alert");
      note.textContent = "没有记下：连不上服务器或没有权限。填的内容还在，请再试一次。";
      card.appendChild(note);
    });
  });
  var byKey = false;
  function press(selector) {
    var button = chosen && chosen.querySelector(selector);
    if (button) { byKey = true; button.click(); }
  }
  function ask(selector) {
    var details = chosen && chosen.querySelector(selector);
    if (details) { details.open = true; details.querySelector("input").focus(); }
  }
  cards.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.isComposing && event.target.matches(".why input")) {
      event.preventDefault();
      byKey = true;
      var details = event.target.closest("details");
      details.querySelector(details.classList.contains("not") ? '[value="not"]' : '[value="holds"]').click();
    }
    if (event.key === "Escape" && event.target.closest(".ask")) {
      event.target.closest(".ask").open = false;
      choose(event.target.closest(".finding"), { place: false });
    }
  });

  // Filters: none ticked in a group means no filter
  var filters = document.getElementById("filters");
  function ticked(group) {
    return all(filters, 'input[name="' + group + '"]:checked').map(function (one) { return one.value; });
  }
  function filter() {
    var wanted = { severity: ticked("severity"), state: ticked("state"), change: ticked("change") };
    var rule = filters.elements.rule ? filters.elements.rule.value : "";
    all(cards, ".finding").forEach(function (card) {
      card.hidden = Object.keys(wanted).some(function (group) {
        return wanted[group].length && wanted[group].indexOf(card.dataset[group]) < 0;
      }) || Boolean(rule && card.dataset.rule !== rule);
    });
    var none = cards.querySelector(".finding") && !cardsShown().length;
    document.getElementById("nothing").hidden = !none;
  }
  function clearFilters() { filters.reset(); filter(); }
  filters.addEventListener("change", filter);
  filters.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("clear").addEventListener("click", clearFilters);
  function count() {
    var settled = ["holds", "not", "waived"];
    var states = all(cards, ".finding").map(function (card) { return card.dataset.state; });
    document.getElementById("waiting").textContent = states.filter(function (s) { return settled.indexOf(s) < 0; }).length;
    all(filters, "[data-count]").forEach(function (one) {
      one.textContent = states.filter(function (s) { return s === one.dataset.count; }).length;
    });
  }

  // Pages
  var goto = document.getElementById("goto");
  function toPage(number) {
    if (pictures && !pictures.hidden) { showPage(number); return; }
    var leaf = paper && paper.querySelector('[data-page="' + number + '"]');
    if (leaf) { leaf.scrollIntoView({ block: "start" }); }
  }
  if (goto) { goto.addEventListener("change", function () { toPage(Number(goto.value)); }); }
  function frame(number) { return document.getElementById("picture" + number); }
  function load(number) {
    var holder = frame(number);
    if (!holder || holder.dataset.loaded) { return Promise.resolve(); }
    holder.dataset.loaded = "1";
    return fetch(pictures.dataset.address.replace(/0\/$/, number + "/"), { credentials: "same-origin" }).then(function (answer) {
      return answer.text();
    }).then(function (html) { holder.innerHTML = html; }).catch(function () { delete holder.dataset.loaded; });
  }
  function showPage(number, card) {
    if (!number) { return; }
    load(number).then(function () {
      frame(number).scrollIntoView({ block: "start" });
      if (card) { all(frame(number), '.box[data-card="' + card.dataset.order + '"]').forEach(function (box) { box.classList.add("selected"); }); }
      load(number + 1);
    });
  }
  function startPictures() {
    var watcher = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { if (entry.isIntersecting) { load(Number(entry.target.dataset.page)); } });
    }, { root: text, rootMargin: "400px" });
    for (var number = 1; number <= Number(pictures.dataset.pages); number += 1) {
      var holder = document.createElement("div");
      holder.className = "picture-page";
      holder.id = "picture" + number;
      holder.dataset.page = number;
      pictures.appendChild(holder);
      watcher.observe(holder);
    }
  }
  all(document, "[data-view]").forEach(function (button) {
    button.addEventListener("click", function () {
      var words = button.dataset.view === "words";
      if (!words && !pictures.children.length) { startPictures(); }
      paper.hidden = !words;
      pictures.hidden = words;
      all(document, "[data-view]").forEach(function (one) { one.setAttribute("aria-pressed", String(one === button)); });
      if (chosen) { show(chosen, place); }
    });
  });

  // Menus close when something else is clicked
  document.addEventListener("click", function (event) {
    all(document, "details.menu[open]").forEach(function (menu) { if (!menu.contains(event.target)) { menu.open = false; } });
  });

  // Keys
  function off() { try { return localStorage.getItem(OFF) === "1"; } catch (fault) { return false; } }
  var box = document.getElementById("keys-off");
  box.checked = off();
  box.addEventListener("change", function () { try { localStorage.setItem(OFF, box.checked ? "1" : "0"); } catch (fault) { box.checked = false; } });
  function toggleHelp() { if (help.open) { help.close(); } else if (help.showModal) { help.showModal(); } }
  document.getElementById("keys-close").addEventListener("click", toggleHelp);
  if (document.getElementById("help")) { document.getElementById("help").addEventListener("click", toggleHelp); }
  var KEYS = {
    j: function () { step(1); },
    k: function () { step(-1); },
    1: function () { press('.verdict > [value="holds"]'); },
    2: function () { ask(".ask.not"); },
    3: function () { press('.verdict > [value="explain"]'); },
    e: function () { ask(".ask.other"); },
    g: function () { if (chosen) { show(chosen, place); } },
    o: function () { if (chosen && spots(chosen).length) { place = (place + 1) % spots(chosen).length; show(chosen, place); } },
    f: function () { var first = filters.querySelector("input"); if (first) { first.focus(); } },
    u: function () {
      var last = document.getElementById(decided.pop());
      var button = last && last.querySelector(".undo");
      if (button) { choose(last); button.click(); }
    },
    "?": toggleHelp
  };
  document.addEventListener("keydown", function (event) {
    var at = event.target;
    // While an input method composes, keys belong to it (229 is what older kernels report).
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (at.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")) { return; }
    if (event.key === "Escape") { sheet.hidden = true; return; }
    if (off() && event.key !== "?") { return; }
    if (help.open && event.key !== "?") { return; }
    if (Object.prototype.hasOwnProperty.call(KEYS, event.key)) { event.preventDefault(); KEYS[event.key](); }
  });

  // An address with a card opens there
  var start = location.hash && document.getElementById(location.hash.slice(1));
  if (start && start.classList.contains("finding")) { choose(start); } else if (start) { start.scrollIntoView({ block: "center" }); }
}());
