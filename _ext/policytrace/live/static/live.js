// Shows what has been saved: asks for the page again when the site has been built, and leads to what
// was changed. Without it pages are as they were when they were asked for.
(() => {
  "use strict";

  const { run, number } = document.currentScript.dataset;
  const banner = document.getElementById("policytrace-live");
  const building = document.getElementById("policytrace-building");

  const makeRoom = () => {
    const height = `${banner.offsetHeight}px`;
    document.documentElement.style.setProperty("--policytrace-live", height);
  };

  const show = (place) => {
    const now = new URL(location.href);
    const next = place ? new URL(`/${place}`, location.href) : now;
    if (next.pathname !== now.pathname) {
      location.assign(next);
      return;
    }
    if (next.hash !== now.hash) {
      // When a page is asked for again, the browser would go back to where it was.
      history.scrollRestoration = "manual";
      history.replaceState(null, "", next);
    }
    location.reload();
  };

  const heard = (event) => {
    const news = JSON.parse(event.data);
    building.textContent = news.building ? building.dataset.said : "";
    if (news.run !== run || (!news.building && String(news.number) !== number)) {
      show(news.run === run ? news.place : "");
      return;
    }
    if (!news.building && banner.innerHTML !== news.banner) {
      banner.innerHTML = news.banner;
      makeRoom();
    }
  };

  // A browser holds few connections to one place: a page that nobody sees needs none.
  let source = null;
  const listen = () => {
    source?.close();
    source = null;
    if (document.visibilityState === "visible") {
      source = new EventSource("/_live/news");
      source.onmessage = heard;
    }
  };

  makeRoom();
  addEventListener("resize", makeRoom);
  document.addEventListener("visibilitychange", listen);
  listen();
})();
