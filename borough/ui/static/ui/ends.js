// A page that may be seen until a moment (data-ends on an element) goes blank at that moment, on a sleeping
// computer when it wakes, and when it comes back from the browser's memory. Without scripts it asks for itself anew.
const ends = Date.parse(document.querySelector("[data-ends]")?.dataset.ends ?? "");
const LONGEST = 2 ** 31 - 1;

function look() {
  const left = ends - Date.now();
  if (Number.isNaN(left)) return;
  if (left > 0) return void setTimeout(look, Math.min(left, LONGEST));
  const main = document.createElement("main"), said = document.createElement("p"), on = document.createElement("a");
  main.className = "govuk-width-container govuk-main-wrapper";
  said.className = on.className = "govuk-body";
  said.setAttribute("role", "status");
  said.textContent = "Your emergency access has ended, so this page is closed.";
  on.href = "/staff/";
  on.textContent = "Go to the staff home page";
  main.append(said, on);
  document.body.replaceChildren(main);  // all of it: the way above the page names the person too
  document.title = "Emergency access has ended";
}

addEventListener("pageshow", look);
document.addEventListener("visibilitychange", look);
look();
