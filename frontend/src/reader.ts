// The reader: a claim chosen in the text shows its card, a card chosen shows its sentence. Without this the links do it.

import { make } from "./dom";

const NARROW = "(max-width: 61.99rem)";

export function followClaims(reader: HTMLElement): void {
  const sheet = make("div", { class: "sheet", role: "dialog", "aria-label": "Claim", hidden: "" });
  document.body.append(sheet);

  const choose = (claim: string): void => {
    for (const old of reader.querySelectorAll(".chosen")) old.classList.remove("chosen");
    for (const part of reader.querySelectorAll<HTMLElement>("[data-claims]")) {
      if (part.dataset["claims"]?.split(" ").includes(claim)) part.classList.add("chosen");
    }
    const card = document.getElementById(`card-${claim}`);
    card?.classList.add("chosen");
    const list = card?.closest<HTMLElement>(".claims");
    if (card && list && !matchMedia(NARROW).matches) list.scrollTo({ top: card.offsetTop - list.clientHeight / 3 });
  };
  const open = (claim: string): void => {
    const card = document.getElementById(`card-${claim}`);
    if (card === null) return;
    const copy = make("div", { class: "card" }, ...[...card.childNodes].map((node) => node.cloneNode(true)));
    const close = make("button", { type: "button" }, "Close");
    close.addEventListener("click", () => (sheet.hidden = true));
    sheet.replaceChildren(copy, close);
    sheet.hidden = false;
    close.focus({ preventScroll: true });
  };

  reader.addEventListener("click", (click) => {
    const link = (click.target as Element).closest<HTMLAnchorElement>('a[href^="#card-"]');
    if (link === null) return;
    click.preventDefault();
    const claim = (link.getAttribute("href") ?? "").slice("#card-".length);
    history.replaceState(null, "", `#${claim}`);
    choose(claim);
    if (matchMedia(NARROW).matches) open(claim);
    else document.getElementById(`card-${claim}`)?.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (key) => {
    if (key.key === "Escape") sheet.hidden = true;
  });
  const follow = (): void => {
    const anchor = decodeURIComponent(location.hash.slice(1)).replace(/^card-/, "");
    if (document.getElementById(`card-${anchor}`) === null) return;
    choose(anchor);
    if (!location.hash.startsWith("#card-")) document.getElementById(anchor)?.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", follow);
  follow();
}
