// What a script adds: saving while a person types, the contract beside the form, keys. Every page works without it.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const form = one("form[data-live]");
  // What the script says, in the language of the page.
  const texts = JSON.parse(document.body.dataset.texts);
  const typing = (element) => element && element.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select");

  // --- the contract: blanks, hiding, marks ---

  const sheet = one("#sheet");
  const scroller = one(".prevscroll");
  let scrolledAt = 0;
  let blankAt = -1;
  // Only what the person does counts as scrolling, not what this script does.
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    scroller?.addEventListener(kind, () => { scrolledAt = Date.now(); }, { passive: true });
  }

  const nextBlank = () => {
    const blanks = sheet ? all("a.ph", sheet) : [];
    if (!blanks.length) return;
    blankAt = (blankAt + 1) % blanks.length;
    blanks[blankAt].scrollIntoView({ block: "center" });
    blanks[blankAt].focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-next-blank]")) return;
    event.preventDefault();
    nextBlank();
  });

  const frame = one("#iv");
  const foldButton = one("[data-fold]");
  const remembered = { get: () => { try { return localStorage.getItem("contract"); } catch { return null; } },
    set: (value) => { try { localStorage.setItem("contract", value); } catch { /* private windows keep nothing */ } } };
  const fold = (hidden) => {
    frame?.classList.toggle("folded", hidden);
    foldButton?.setAttribute("aria-expanded", String(!hidden));
    foldButton?.setAttribute("aria-label", hidden ? texts.show : texts.hide);
  };
  if (foldButton) {
    fold(remembered.get() === "hidden");
    foldButton.addEventListener("click", () => {
      const hidden = !frame.classList.contains("folded");
      fold(hidden);
      remembered.set(hidden ? "hidden" : "shown");
    });
  }

  // A table that is wider than its place is scrolled with the keyboard too.
  const reachTables = () => {
    for (const table of all(".sheet table")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  };
  const watched = new ResizeObserver(reachTables);
  all(".sheet").forEach((element) => watched.observe(element));

  // Marks the words between the first and the last difference of two texts, without touching the markup.
  const markWords = (element, before) => {
    if (!window.Highlight || !CSS.highlights) return;
    const text = element.textContent;
    let start = 0;
    while (start < text.length && text[start] === before[start]) start += 1;
    let end = 0;
    while (end < text.length - start && end < before.length - start && text.at(-1 - end) === before.at(-1 - end)) end += 1;
    while (start > 0 && !/\s/.test(text[start - 1])) start -= 1;
    while (end > 0 && !/\s/.test(text[text.length - end])) end -= 1;
    const range = document.createRange();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let passed = 0;
    let begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!begun && passed + node.length > start) { range.setStart(node, start - passed); begun = true; }
      if (begun && passed + node.length >= text.length - end) {
        range.setEnd(node, Math.max(0, text.length - end - passed));
        break;
      }
      passed += node.length;
    }
    if (begun && text.length - end > start) marks.add(range);
  };
  const marks = window.Highlight ? new Highlight() : new Set();
  if (window.Highlight && CSS.highlights) CSS.highlights.set("changed", marks);

  const showChanges = (reply) => {
    if (!sheet) return;
    if (reply.whole !== undefined) {
      const before = new Map(all(".clause", sheet).map((clause) => [clause.id, clause.textContent]));
      sheet.innerHTML = reply.whole;
      marks.clear();
      for (const clause of all(".clause", sheet)) {
        const old = before.get(clause.id);
        if (old !== clause.textContent) mark(clause, old ?? "");
      }
      return;
    }
    const ids = Object.keys(reply.changed ?? {});
    if (!ids.length) return;
    marks.clear();
    all(".clause.changed", sheet).forEach((clause) => clause.classList.remove("changed"));
    for (const id of ids) {
      const old = document.getElementById(id);
      if (!old) continue;
      const before = old.textContent;
      old.outerHTML = reply.changed[id];
      mark(document.getElementById(id), before);
    }
    const first = [...marks][0] ?? one(".clause.changed", sheet);
    if (first && Date.now() - scrolledAt > 3000) {
      const [pane, box] = [scroller.getBoundingClientRect(), first.getBoundingClientRect()];
      if (box.bottom < pane.top + 20 || box.top > pane.bottom - 20) {
        scroller.scrollTop += box.top - pane.top - pane.height / 3;
      }
    }
  };
  const mark = (clause, before) => {
    clause.classList.add("changed");
    markWords(clause, before);
  };

  // --- saving while a person types ---

  const setSaved = (text, waiting) => {
    const state = one("#saved");
    if (!state) return;
    state.classList.toggle("waiting", Boolean(waiting));
    one("span", state).textContent = text;
  };

  let timer = 0;
  let running = null;
  let dirty = false;
  let attempt = 0;
  const waits = [1000, 2000, 5000, 15000];

  const showQuestions = (reply) => {
    const holder = one("#questions");
    const shown = new Map(all(".q[data-key]", holder).map((element) => [element.dataset.key, element]));
    let after = null;
    for (const { key, html } of reply.questions) {
      let element = shown.get(key);
      if (!element) {
        const template = document.createElement("template");
        template.innerHTML = html;
        element = template.content.firstElementChild;
        if (after) after.after(element); else holder.prepend(element);
        prepare(element);
      }
      shown.delete(key);
      after = element;
    }
    for (const [key, element] of shown) if (!element.contains(document.activeElement)) element.remove();
    for (const [key, note] of Object.entries(reply.notes)) {
      const element = all(".q[data-key]", holder).find((candidate) => candidate.dataset.key === key);
      if (!element) continue;
      const message = one("[data-msg]", element);
      const back = one("[data-readback]", element);
      // A message appears when the person has left the field, not while the word is half typed.
      const busy = element.contains(document.activeElement);
      element.classList.toggle("err", Boolean(note.problem) && !busy);
      if (message) { message.hidden = !note.problem || busy; one("span", message).textContent = note.problem; }
      if (back) { back.hidden = !note.readback; back.textContent = note.readback; }
      const control = one(".form-control, .form-select", element);
      if (control) control.classList.toggle("tbc", control.value.trim() === "?" || control.value === "TBC");
    }
  };

  // Somebody else saved another value: both stand at the question, and nothing more is saved until the person decides.
  const showClashes = (clashes) => {
    for (const [key, html] of Object.entries(clashes)) {
      const element = all(".q[data-key]").find((candidate) => candidate.dataset.key === key);
      one(".clash", element)?.remove();
      if (element) one("[data-msg]", element).insertAdjacentHTML("beforebegin", html);
    }
  };

  const replacePart = (selector, html) => {
    const old = one(selector);
    if (!old || old.contains(document.activeElement)) return;
    const scrolled = old.scrollTop;
    old.outerHTML = html;
    one(selector).scrollTop = scrolled;
  };

  // Signed out while typing: the page keeps what it holds, and saves it as soon as the person is back from signing in.
  const signedOut = ({ message, address }) => {
    dirty = true;
    attempt += 1;
    const link = Object.assign(document.createElement("a"), { href: address, target: "_blank", textContent: message });
    setSaved("", true);
    one("#saved span")?.replaceChildren(link);
  };
  const newToken = ({ token }) => {
    if (!token || form.elements.csrf_token.value === token) return false;
    form.elements.csrf_token.value = token;
    return true;
  };

  const send = async () => {
    if (!form || running) return;
    dirty = false;
    const data = new FormData(form);
    data.set("go", "typing");
    running = new AbortController();
    const slow = setTimeout(() => setSaved(texts.saving), 400);
    try {
      const response = await fetch(form.action, { method: "POST", body: data, signal: running.signal, credentials: "same-origin" });
      if (response.status === 401) { signedOut(await response.json()); return; }
      if (response.status === 400 && newToken(await response.json().catch(() => ({})))) { later(0); return; }
      if (!response.ok) throw new Error(String(response.status));
      const reply = await response.json();
      attempt = 0;
      form.elements.revision.value = reply.revision;
      if (form.elements.seen) form.elements.seen.value = reply.seen;
      showQuestions(reply);
      showClashes(reply.clashes);
      showChanges(reply);
      reachTables();
      replacePart(".docbar", reply.docbar);
      replacePart("#side", reply.side);
      const blanks = one("#blanks");
      all("[data-next-blank]").forEach((link) => { link.hidden = !reply.blanks; });
      if (blanks) blanks.textContent = reply.blanks_left;
      for (const [selector, html] of Object.entries(reply.parts ?? {})) replacePart(selector, html);
      setSaved(reply.saved ?? one("#saved span").textContent, false);
    } catch (error) {
      dirty = true;
      setSaved(error.message === "507" ? texts.unwritten : texts.offline, true);
      timer = setTimeout(send, waits[Math.min(attempt, waits.length - 1)]);
      attempt += 1;
    } finally {
      clearTimeout(slow);
      running = null;
    }
    if (dirty && attempt === 0) later();
  };
  const later = (wait = 600) => {
    if (one(".clash")) return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  if (form) {
    form.addEventListener("input", () => later());
    form.addEventListener("change", () => later(0));
    form.addEventListener("submit", () => { dirty = false; clearTimeout(timer); });
    window.addEventListener("online", () => { if (dirty) later(0); });
    window.addEventListener("focus", () => { if (dirty && attempt) later(0); });
    window.addEventListener("beforeunload", (event) => { if (dirty && attempt) event.preventDefault(); });
    window.addEventListener("pagehide", () => {
      if (!dirty) return;
      const data = new FormData(form);
      data.set("go", "typing");
      fetch(form.action, { method: "POST", body: data, keepalive: true, credentials: "same-origin" }).catch(() => {});
    });
  }

  // --- tables of rows: the empty rows of the page without script become the pattern for "Add" ---

  const prepare = (element) => {
    for (const table of all("table.rows", element)) {
      const spares = all("tr.spare", table);
      if (!spares.length) continue;
      table.spares = spares;
      spares.forEach((row) => row.remove());
      if (!one("tbody tr", table)) addRow(table, false);
    }
  };
  // The empty row after the given one: the same controls under the next number.
  const nextRow = (row) => {
    const [, stem, digits] = /^(.*?)(\d+)$/.exec(row.dataset.row) ?? [];
    if (!digits) return null;
    const made = row.cloneNode(true);
    const [from, to] = [row.dataset.row, stem + (Number(digits) + 1)];
    const names = { name: [`:${from}:`, `:${to}:`], id: [`-${from}-`, `-${to}-`], value: [from, to] };
    made.dataset.row = to;
    for (const control of all("[name]", made)) {
      for (const [attribute, [old, fresh]] of Object.entries(names)) {
        const value = control.getAttribute(attribute);
        const whole = attribute === "value" && control.name.endsWith(":row");
        if (value && (whole || attribute !== "value")) control.setAttribute(attribute, value.replace(old, fresh));
      }
      const label = control.getAttribute("aria-label");
      if (label) control.setAttribute("aria-label", label.replace(/\d+(?=\D*$)/, (number) => Number(number) + 1));
    }
    return made;
  };
  const addRow = (table, focus) => {
    const row = table.spares?.shift();
    if (!row) return false;
    if (!table.spares.length) table.spares.push(...[nextRow(row)].filter(Boolean));
    row.classList.remove("spare");
    one("tbody", table).append(row);
    if (focus) one("input:not([type=hidden]), select", row)?.focus();
    return true;
  };

  // --- rows copied in a spreadsheet and pasted into a cell fill to the right and down ---

  const cellsOf = (text) => {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const [letter, row] = [text[at], rows.at(-1)];
      if (quoted) {
        if (letter !== '"') row[row.length - 1] += letter;
        else if (text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; } else quoted = false;
      } else if (letter === '"' && row.at(-1) === "" && /"(\t|\r?\n|$)/.test(text.slice(at + 1))) quoted = true;
      else if (letter === "\t") row.push("");
      else if (letter === "\n") rows.push([""]);
      else if (letter !== "\r") row[row.length - 1] += letter;
    }
    if (rows.at(-1).join("") === "" && rows.length > 1) rows.pop();
    return rows.map((row) => row.map((cell) => cell.trim().replace(/\s*\n\s*/g, " ")));
  };
  const choose = (select, text) => {
    const wanted = text.toLowerCase();
    const option = [...select.options].find((one) => [one.value, one.textContent].some((name) => name.trim().toLowerCase() === wanted));
    if (option) select.value = option.value;
    return Boolean(option);
  };
  const fill = (cell, text) => {
    const [control, unit] = all("input:not([type=hidden]), select", cell);
    if (!control) return true;
    if (control.matches("select")) return choose(control, text);
    // An amount is pasted with its currency, a duration with its unit: each has a control of its own.
    const parts = unit && /^([\d\s.,'’+-]+)\s*([^\d\s]+)$/.exec(text);
    const known = parts && (unit.matches("select") ? choose(unit, parts[2]) : /^[A-Za-z]{3}$/.test(parts[2]));
    if (known && unit.matches("input")) unit.value = parts[2].toUpperCase();
    control.value = known ? parts[1].trim() : text;
    return true;
  };
  document.addEventListener("paste", (event) => {
    const first = event.target.closest?.("table.rows tbody td");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!first || !/[\t\n]/.test(text.trim())) return;
    const [table, rows] = [first.closest("table"), cellsOf(text.replace(/^\n+|\s+$/g, ""))];
    let row = first.parentElement;
    let unread = 0;
    event.preventDefault();
    for (const [number, cells] of rows.entries()) {
      if (number) row = row.nextElementSibling ?? (addRow(table, false) && one("tbody", table).lastElementChild);
      if (!row) { unread += rows.length - number; break; }
      for (const [index, cell] of cells.entries()) {
        const place = row.cells[first.cellIndex + index];
        // The last column holds the buttons of the row.
        const fits = place && place !== row.lastElementChild && fill(place, cell);
        if (!fits && cell) unread += 1;
      }
    }
    const told = one(".pasted", first.closest(".q")) ?? Object.assign(document.createElement("p"), { className: "pasted readback", role: "status" });
    table.after(told);
    told.textContent = unread ? texts.unpasted : "";
    later(0);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row]");
    const table = button && one("table.rows", button.closest(".q"));
    if (table && addRow(table, true)) event.preventDefault();
  });
  prepare(document);
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("table.rows td");
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !cell || !event.target.matches("input")) return;
    event.preventDefault();
    const table = cell.closest("table");
    const row = cell.parentElement.nextElementSibling;
    if (row) one("input:not([type=hidden]), select", row.cells[cell.cellIndex])?.focus();
    else addRow(table, true);
  });

  // A phone's list and a link to a clause: show the clause where the contract is beside the form.
  const toClause = (clause) => {
    const target = sheet && one(`[data-clause$="/${CSS.escape(clause)}"]`, sheet);
    if (!target || !scroller?.offsetParent) return false;
    scroller.scrollTop += target.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 16;
    return target;
  };
  all("a.asked[data-clause]", form ?? document).find((link) => toClause(link.dataset.clause));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.asked[data-clause]");
    if (link && toClause(link.dataset.clause)) event.preventDefault();
    if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
    for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  // --- what an invited party saves while this page is open ---

  const { news } = document.body.dataset;
  const listen = async () => {
    if (document.hidden) return;
    const told = await fetch(news, { credentials: "same-origin" }).then((reply) => (reply.ok && !reply.redirected ? reply.json() : {})).catch(() => ({}));
    if (!told.message || one(".notice.news span")?.textContent === told.message) return;
    one(".notice.news")?.remove();
    const box = Object.assign(document.createElement("div"), { className: "notice news" });
    box.setAttribute("role", "status");
    box.append(Object.assign(document.createElement("span"), { textContent: told.message }),
      Object.assign(document.createElement("a"), { className: "btn btn-sm", href: location.href, textContent: told.again }));
    one("main").before(box);
  };
  if (news) setInterval(listen, 4000);

  // --- keys ---

  const press = (selector) => { const found = one(selector); if (found) found.click(); return Boolean(found); };
  // --- kick-off: what is chosen or typed is saved, and the projector shows what the agreement says then ---

  const meeting = one("form#ko");
  let meetingTimer = 0;
  let meetingBusy = false;
  let meetingAgain = false;
  const saveMeeting = async () => {
    if (meetingBusy) { meetingAgain = true; return; }
    meetingBusy = true;
    meetingAgain = false;
    const data = new FormData(meeting);
    data.set("go", "typing");
    try {
      const response = await fetch(meeting.action, { method: "POST", body: data, credentials: "same-origin" });
      if (!response.ok) return; // The buttons send the same form again, and their page says what is wrong.
      const reply = await response.json();
      meeting.elements.revision.value = reply.revision;
      for (const [name, html] of Object.entries(reply.parts)) showPart(name, html);
      if (reply.asks !== undefined) one("#ko-asks").innerHTML = reply.asks;
    } catch { /* Without a connection the buttons say so. */ } finally {
      meetingBusy = false;
    }
    if (meetingAgain) saveMeeting();
  };
  const showPart = (name, html) => {
    const old = one(`#ko-${name}`);
    if (!old || old.contains(document.activeElement)) return;
    const before = old.textContent;
    if (name === "agenda") { old.outerHTML = html; return; }
    const typed = one("input", old)?.value;
    old.innerHTML = html;
    if (typed) one("input", old).value = typed;
    if (name === "says" && before.trim()) {
      marks.clear();
      if (one(".sheet", old)) markWords(one(".sheet", old), before);
    }
  };
  const saveMeetingSoon = (wait) => { clearTimeout(meetingTimer); meetingTimer = setTimeout(saveMeeting, wait); };
  meeting?.addEventListener("change", (event) => { if (!event.target.closest(".koadd")) saveMeetingSoon(0); });
  meeting?.addEventListener("input", (event) => { if (typing(event.target) && !event.target.closest(".koadd")) saveMeetingSoon(600); });
  meeting?.addEventListener("submit", () => clearTimeout(meetingTimer));
  const card = (number) => {
    const found = meeting && all('input[name="card"]', meeting)[number - 1];
    if (found) { found.checked = true; found.dispatchEvent(new Event("change", { bubbles: true })); }
  };

  let cameFrom = null;
  const keys = {
    ...(meeting && {
      1: () => card(1),
      2: () => card(2),
      3: () => card(3),
      ArrowRight: () => press('.kofoot [value="next"]'),
      ArrowLeft: () => press('.kofoot [value="back"]'),
    }),
    n: () => press('.formfoot [value="next"]') || press("[data-next-page]"),
    p: () => press('.formfoot [value="back"]'),
    m: () => { const missing = all(".q[data-key]").find((q) => empty(q)); (missing ? focusIn(missing) : keys.n()); },
    b: nextBlank,
    c: () => {
      if (cameFrom) { focusIn(cameFrom); cameFrom = null; return; }
      const question = document.activeElement.closest?.(".q[data-key]") ?? lastQuestion;
      const link = question && one("a.asked", question);
      if (link && toClause(link.dataset.clause)) { cameFrom = question; scroller.focus({ preventScroll: true }); }
    },
    "?": () => { location.href = document.body.dataset.keysPage; },
  };
  let lastQuestion = null;
  const empty = (question) => {
    const controls = all("input:not([type=hidden]), select, textarea", question);
    return controls.length > 0 && !controls.some((control) => (/radio|checkbox/.test(control.type) ? control.checked : control.value.trim()));
  };
  const focusIn = (question) => {
    const control = one("input:checked", question) ?? one("input:not([type=hidden]), select, textarea", question);
    control?.focus();
    question.scrollIntoView({ block: "center" });
  };
  document.addEventListener("focusin", (event) => { lastQuestion = event.target.closest(".q[data-key]") ?? lastQuestion; });
  document.addEventListener("keydown", (event) => {
    const active = document.activeElement;
    if (event.key === "Escape") {
      const menu = all("details.menu[open]")[0];
      if (menu) { menu.open = false; one("summary", menu).focus(); return; }
      if (typing(active)) {
        const question = active.closest(".q");
        active.blur();
        if (question) { question.tabIndex = -1; question.focus({ preventScroll: true }); }
      }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form) { event.preventDefault(); keys.n(); return; }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing(active)) {
      event.preventDefault();
      press(`form[action$="/${event.shiftKey ? "redo" : "undo"}"] button`);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(active) || !keys[event.key]) return;
    if (document.body.dataset.singleKeys === "off") return;
    event.preventDefault();
    keys[event.key]();
  });

  // A summary of what needs another look takes the focus, so that it is read first; a link to a question leads into it.
  one("#errsum")?.focus();
  if (location.hash.startsWith("#q-")) {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.matches(".q")) focusIn(target);
  }
})();
