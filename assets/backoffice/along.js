// Several forms on one page, each kept when it is sent: what stands in the others goes along, so that nothing typed is lost.
//
// Markup: <form data-along> has fields worth keeping; <form data-takes-along> sends them too, but for names it has itself.

export function startAlong() {
  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (event.defaultPrevented || !sent.matches("form[data-takes-along]")) return;
    for (const other of document.querySelectorAll("form[data-along]")) {
      if (other === sent) continue;
      for (const [name, value] of new FormData(other)) {
        if (sent.elements.namedItem(name)) continue;
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = name;
        field.value = value;
        sent.append(field);
      }
    }
  });
}
