// Looks for texts in the pieces beside this page, one a month, the newest first.
// Without it the page is a list of tags. Nothing that is typed leaves the reader's
// computer but as the page's own address.
(function () {
  "use strict";

  var box = document.querySelector(".search");
  var months = box.getAttribute("data-months").split(" ").filter(Boolean);
  var AT_LEAST = 10; // results, before an older piece is asked for only when somebody wants it
  var form, field, status, title, list, more;
  var words = [], next = 0, found = 0, run = 0;

  var CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "dj", "е": "e", "ж": "z", "з": "z", "и": "i", "ј": "j",
    "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "ћ": "c", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s"
  };

  // Both scripts, with accents or without, become the same letters.
  function fold(text) {
    return text.toLowerCase().replace(/[а-џ]/g, function (letter) {
      return CYRILLIC[letter] || letter;
    }).replace(/đ/g, "dj").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function split(text) {
    return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  // "reka" finds "reku", "mostova" finds "most": words that share their beginning.
  function isAlike(word, wanted) {
    var stem = wanted.replace(/[aeiou]+$/, "");
    var shared = 0;

    if (word.indexOf(stem.length > 2 ? stem : wanted) === 0) return true;
    while (shared < word.length && word[shared] === wanted[shared]) shared += 1;
    return shared >= Math.max(4, Math.max(word.length, wanted.length) - 3);
  }

  function has(text, wanted) {
    return split(text).some(function (word) { return isAlike(word, wanted); });
  }

  function isHit(entry) {
    return words.every(function (wanted) {
      return has(entry.t, wanted) || has(entry.o, wanted) || entry.n.some(function (name) { return has(name, wanted); });
    });
  }

  // The words that were found are marked; all of it stays text.
  function addMarked(name, parent, text) {
    var element = add(name, parent);

    text.split(/([\p{L}\p{N}]+)/u).forEach(function (part, i) {
      var word = fold(part);

      if (i % 2 === 1 && words.some(function (wanted) { return isAlike(word, wanted); })) add("mark", element, part);
      else element.append(part);
    });
    return element;
  }

  function add(name, parent, text) {
    var element = document.createElement(name);

    if (text !== undefined) element.textContent = text;
    parent.append(element);
    return element;
  }

  function show(entry) {
    var row = add("li", list);
    var date = add("p", row);
    var time = add("time", date, entry.s);
    var heading = add("h3", row);
    var link = addMarked("a", heading, entry.t);

    row.className = "found";
    date.className = "date";
    time.dateTime = entry.d;
    link.href = entry.u;
    addMarked("p", row, entry.o);
    found += 1;
  }

  function say() {
    more.hidden = next >= months.length;
    title.hidden = found === 0;
    status.textContent = found > 0 ? box.getAttribute("data-found").replace("{n}", found)
      : more.hidden ? box.getAttribute("data-none") : "";
  }

  // Goes back month by month until there is something to read.
  function look(mine, wanted) {
    if (mine !== run) return;
    if (next >= months.length || found >= wanted) {
      say();
      return;
    }
    fetch(months[next] + ".json").then(function (answer) {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    }).then(function (entries) {
      if (mine !== run) return;
      next += 1;
      entries.filter(isHit).forEach(show);
      look(mine, wanted);
    }).catch(function () {
      if (mine === run) status.textContent = box.getAttribute("data-broken");
    });
  }

  function start() {
    run += 1;
    words = split(field.value);
    next = 0;
    found = 0;
    list.textContent = "";
    status.textContent = "";
    more.hidden = title.hidden = true;
    if (words.length > 0) look(run, AT_LEAST);
  }

  box.textContent = "";
  form = add("form", box);
  form.setAttribute("role", "search");
  add("label", form, box.getAttribute("data-label")).htmlFor = "_search";
  field = add("input", form);
  field.id = "_search";
  field.type = "search";
  field.name = "q";
  field.autocomplete = "off";
  field.value = new URLSearchParams(location.search).get("q") || "";
  add("button", form, box.getAttribute("data-button"));
  status = add("p", box);
  status.setAttribute("role", "status");
  title = add("h2", box, box.getAttribute("data-results"));
  title.className = "hidden";
  title.hidden = true;
  list = add("ul", box);
  list.className = "results";
  more = add("button", box, box.getAttribute("data-older"));
  more.type = "button";
  more.hidden = true;

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    history.replaceState(null, "", "?q=" + encodeURIComponent(field.value));
    start();
  });
  more.addEventListener("click", function () {
    look(run, found + AT_LEAST);
  });
  start();
  if (!field.value) field.focus();
})();
