// On a phone the buy bar sticks to the foot only while the button in the page is out of sight.
//
// Markup: [data-buy-main] around the button in the page, <div class="buy-fixed" data-buy-fixed hidden> at the foot.

export function startBuyBar() {
  const main = document.querySelector("[data-buy-main]");
  const bar = document.querySelector("[data-buy-fixed]");
  if (!main || !bar) return;
  new IntersectionObserver(([entry]) => { bar.hidden = entry.isIntersecting; }).observe(main);
}
