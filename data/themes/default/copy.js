// The one script of the theme: a button that copies the page's address. The
// page does without it. A site that was exported without knowing its own
// address gets it here, in the links for sharing too.
(function () {
  "use strict";

  var line = document.querySelector(".address");
  var url = line && line.querySelector(".url");
  var written, full, button, status;

  if (!url) return;

  written = url.textContent;
  full = new URL(written, document.baseURI).href;
  if (full !== written) {
    url.textContent = full;
    document.querySelectorAll(".share .buttons a").forEach(function (link) {
      link.href = link.getAttribute("href").split(encodeURIComponent(written)).join(encodeURIComponent(full));
    });
  }

  if (!navigator.clipboard) return;

  button = document.createElement("button");
  button.type = "button";
  button.textContent = line.getAttribute("data-copy");
  status = document.createElement("span");
  status.className = "copied";
  status.setAttribute("role", "status");
  button.addEventListener("click", function () {
    navigator.clipboard.writeText(full).then(function () {
      status.textContent = line.getAttribute("data-copied");
    });
  });
  line.append(" ", button, " ", status);
})();
