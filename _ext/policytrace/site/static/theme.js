// Sets the reader's chosen theme before anything is painted. Runs first in the body.
(() => {
  let theme = "auto";
  try {
    theme = localStorage.getItem("theme") || "auto";
  } catch {
    // Storage may be forbidden; the device's own choice then holds.
  }
  document.body.dataset.theme = theme;
})();
