// Puts a box behind each word of a chart that is printed, in place of the outline that keeps lines away
// from it: browsers write outlined words twice into a PDF, for those who copy or search there.
// Without it they are printed as they are seen.
"use strict";

(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const ON_PAPER = 12.5; // the size of text on paper, as in charts.css
  const BESIDE = 2; // how much wider a box is than its word, on each side
  const ABOVE = 0.8; // how much of a box is above the line that letters stand on

  const boxBehind = (text) => {
    const seen = parseFloat(getComputedStyle(text).fontSize);
    const { x, width } = text.getBBox();
    const [left, line] = ["x", "y"].map((name) => Number(text.getAttribute(name)));
    const box = document.createElementNS(SVG, "rect");
    box.setAttribute("class", "pt-chart-box pt-chart-fill-paper");
    box.setAttribute("x", left + ((x - left) * ON_PAPER) / seen - BESIDE);
    box.setAttribute("y", line - ABOVE * ON_PAPER);
    box.setAttribute("width", (width * ON_PAPER) / seen + 2 * BESIDE);
    box.setAttribute("height", ON_PAPER);
    return box;
  };

  const takeAway = () => {
    for (const box of document.querySelectorAll(".pt-chart-box")) box.remove();
    document.documentElement.classList.remove("pt-charts-boxed");
  };

  addEventListener("beforeprint", () => {
    takeAway(); // some browsers tell of it twice
    for (const chart of document.querySelectorAll(".pt-chart")) {
      const words = [...chart.querySelectorAll("text")];
      const boxes = words.map(boxBehind);
      words[0]?.parentNode.before(...boxes);
    }
    document.documentElement.classList.add("pt-charts-boxed");
  });
  addEventListener("afterprint", takeAway);
})();
