((folder, unsent) => {
  /* Wakes an element's islands in the order of the document; an island within another one's children waits for it. */
  async function wake(element, islands, around) {
    const tag = element.localName;
    if (tag === "leptos-island") {
      const island = islands[element.dataset.component];
      if (island) {
        around.at(-1)?.();
        await island(element);
      } else {
        console.warn(`There is no island ${element.dataset.component}.`);
      }
    }
    if (tag === "leptos-children") around.push(element.$$on_hydrate);
    for (const child of element.children) await wake(child, islands, around);
    if (tag === "leptos-children") around.pop();
  }

  if (document.querySelector("leptos-island")) {
    /* Both are asked for at once, after the style sheet: what is seen first does not wait for them. */
    const wasm = fetch(`${folder}/lendlight_bg.wasm`);
    const script = import(`${folder}/lendlight.js`);
    const begin = async () => {
      const islands = await script;
      await islands.default({ module_or_path: wasm });
      islands.hydrate();
      await wake(document.body, islands, []);
    };
    if ("requestIdleCallback" in window) requestIdleCallback(begin, { timeout: 2000 });
    else begin();
  }

  /* A form of one choice is sent when it is made; its button is for pages without scripts. */
  for (const form of document.querySelectorAll("form[data-apply]")) {
    form.dataset.apply = "live";
    form.addEventListener("change", () => form.requestSubmit());
  }

  if ("serviceWorker" in navigator) {
    const worker = navigator.serviceWorker;
    /* A browser that refuses (a private window) goes without. */
    addEventListener("load", () => worker.register("/sw.js").catch(() => {}));
    /* A form could not be sent: the page stays as it is, and says so. */
    worker.addEventListener("message", ({ data }) => {
      if (data !== "unsent") return;
      document.getElementById("unsent")?.remove();
      const notice = document.createElement("p");
      notice.id = "unsent";
      notice.className = "notice notice--warn notice--unsent";
      notice.setAttribute("role", "alert");
      notice.textContent = unsent;
      document.body.append(notice);
    });
  }
})
