// The rules of the Chinese slices weigh as much as all of the page's own style, so that only pages with such characters fetch them:
// a page in Chinese names the sheet itself, any other (a customer's name, an address) asks for it here when it meets the first one.
// Names of languages in the menus have their few slices in every sheet.
//
// Markup: <meta name="chinese-sheet" content="address of the sheet"> in the head; nothing happens without it.

const HAN = /\p{Script=Han}/u;

export function startHan() {
  const sheet = document.querySelector("meta[name=chinese-sheet]");
  if (!sheet) return;
  const look = () => {
    if (document.querySelector("link[data-han]") || !HAN.test(document.querySelector("#main, [data-scan-root]")?.textContent ?? "")) return;
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet.content });
    link.dataset.han = "";
    document.head.append(link);
  };
  document.addEventListener("htmx:afterSettle", look);
  document.addEventListener("scan:settled", look);
  look();
}
