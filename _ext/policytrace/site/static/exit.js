// Lets readers leave a page at once: the link takes its place in the browser's history, so that Back
// does not return, and Escape pressed three times follows it. Without it the link is a plain one.
"use strict";

(() => {
  const LONGEST_PAUSE = 3000; // milliseconds between two presses
  const link = document.querySelector(".pt-exit__link");
  const status = document.querySelector(".pt-exit [role=status]");
  const said = [status.dataset.twice, status.dataset.once, status.dataset.now];
  let presses = 0;
  let last = -Infinity;

  const leave = () => {
    document.body.hidden = true; // nothing is left to be seen while the other site is on its way
    document.title = "";
    location.replace(link.href);
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = 0;
      return;
    }
    if (event.repeat) return;
    presses = event.timeStamp - last > LONGEST_PAUSE ? 1 : presses + 1;
    last = event.timeStamp;
    status.textContent = said[presses - 1];
    if (presses === said.length) leave();
  });

  document.documentElement.classList.add("pt-exit-by-key");
})();
