// Looks for texts in the pieces beside this page, one a month, the newest first.
// Without it the page is a list of tags. Nothing that is typed leaves the reader's
// computer but as the page's own address.
//
// What a text shows of itself (title, opening, names) says better what it is about than
// a word somewhere in it. Texts that show all words are results as soon as their month
// is here; others are held back until there are not enough of those.
(function () {
  "use strict";

  var box = document.querySelector(".search");
  var months = box.getAttribute("data-months").split(" ").filter(Boolean);
  var AT_LEAST = 10; // results, before an older piece is asked for only when somebody wants it
  var FAR = 12; // months, in which better results are looked for than those that are held back
  var IN_TITLE = 4, SHOWN = 2, INSIDE = 1; // what a word weighs by where it is found
  var form, field, status, title, list, more;
  var words = [], next = 0, run = 0, looking = 0; // `run` tells a search from the one before
  var results = [], held = []; // the best first; of results from `from` on, as those before may have been read
  var from = 0, enough = 0, far = 0; // of this look: where its results begin, and where it ends
  var letters = {}; // as they are folded

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
  function isAlike(word, wanted, least) {
    var stem = wanted.replace(/[aeiou]+$/, "");
    var shared = 0;

    if (word.indexOf(stem.length > 2 ? stem : wanted) === 0) return true;
    while (shared < word.length && word[shared] === wanted[shared]) shared += 1;
    return shared >= Math.max(least || 4, Math.max(word.length, wanted.length) - 3);
  }

  function has(text, wanted) {
    return text.some(function (word) { return isAlike(word, wanted); });
  }

  function foldLetter(letter) {
    if (letters[letter] === undefined) letters[letter] = fold(letter).charAt(0);
    return letters[letter];
  }

  // What is alike begins with the same letter, so few of a text's words have to be folded.
  // Among so many of them four letters are shared by words of other meaning.
  function isInside(text, wanted) {
    return text.split(" ").some(function (word) {
      return foldLetter(word.charAt(0)) === wanted.charAt(0) && isAlike(fold(word), wanted, 5);
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

  // Behind all that weigh as much, which are newer. Returns what it stands before.
  function insert(hits, hit, first) {
    var at = hits.length;

    while (at > first && hits[at - 1].weight < hit.weight) at -= 1;
    hits.splice(at, 0, hit);
    return hits[at + 1];
  }

  function show(hit, before) {
    var entry = hit.entry;
    var row = hit.row = document.createElement("li");
    var date = add("p", row);
    var time = add("time", date, entry.s);
    var heading = add("h3", row);
    var link = addMarked("a", heading, entry.t);

    row.className = "found";
    date.className = "date";
    time.dateTime = entry.d;
    link.href = entry.u;
    addMarked("p", row, entry.o);
    list.insertBefore(row, before ? before.row : null);
  }

  // All words have to be there, wherever.
  function sift(entry) {
    var inTitle = split(entry.t), shown = split(entry.o + " " + entry.n.join(" "));
    var hit = { entry: entry, weight: 0 }, isHeld = false;
    var isHit = words.every(function (word) {
      var weight = has(inTitle, word) ? IN_TITLE : has(shown, word) ? SHOWN : isInside(entry.w || "", word) ? INSIDE : 0;

      hit.weight += weight;
      isHeld = isHeld || weight === INSIDE;
      return weight > 0;
    });

    if (isHit && isHeld) insert(held, hit, 0);
    else if (isHit) show(hit, insert(results, hit, from));
  }

  function isEnough() {
    return results.length >= enough || (next >= far && results.length + held.length >= enough);
  }

  function say() {
    looking = 0;
    while (held.length > 0 && results.length < enough) {
      results.push(held.shift());
      show(results[results.length - 1]);
    }
    more.hidden = next >= months.length && held.length === 0;
    title.hidden = results.length === 0;
    status.textContent = results.length > 0 ? box.getAttribute("data-found").replace("{n}", results.length)
      : more.hidden ? box.getAttribute("data-none") : "";
  }

  // Goes back month by month until there is something to read.
  function look(mine) {
    if (mine !== run) return;
    if (next >= months.length || isEnough()) {
      say();
      return;
    }
    fetch(months[next] + ".json").then(function (answer) {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    }).then(function (entries) {
      if (mine !== run) return;
      next += 1;
      entries.forEach(sift);
      look(mine);
    }).catch(function () {
      if (mine !== run) return;
      say();
      status.textContent = box.getAttribute("data-broken");
    });
  }

  function lookFurther() {
    if (looking === run) return;
    looking = run;
    from = results.length;
    enough = from + AT_LEAST;
    far = next + FAR;
    look(run);
  }

  function start() {
    run += 1;
    words = split(field.value);
    next = 0;
    results = [];
    held = [];
    list.textContent = "";
    status.textContent = "";
    more.hidden = title.hidden = true;
    if (words.length > 0) lookFurther();
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
  more.addEventListener("click", lookFurther);
  start();
  if (!field.value) field.focus();
})();
