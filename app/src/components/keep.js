(() => {
  const OTHER = {
    save: "unsave",
    unsave: "save",
    compare: "uncompare",
    uncompare: "compare",
    dismiss: "restore",
    restore: "dismiss",
  };
  const said = document.getElementById("kept");
  const tray = document.querySelector(".tray");
  const addressOf = (form) => form.getAttribute("action").split("/");
  const formsOf = (product) => [...document.querySelectorAll(`form[action^="/products/${product}/"][data-keep]`)];

  /* Makes a product's buttons undo an action that was done, and offer it again once it is undone. */
  function done(product, action) {
    for (const form of formsOf(product)) {
      if (addressOf(form)[3] !== action || form.closest(".tray")) continue;
      form.setAttribute("action", `/products/${product}/${OTHER[action]}`);
      const button = form.querySelector("button");
      [button.firstChild.data, button.dataset.other] = [button.dataset.other, button.firstChild.data];
      if (button.ariaPressed) button.ariaPressed = String(button.ariaPressed !== "true");
      if (action === "dismiss" || action === "restore") {
        form.closest(".card")?.classList.toggle("card--dismissed", action === "dismiss");
      }
    }
  }

  /* The tray as its items are: their number, and the way to their comparison. */
  function count() {
    const products = [...tray.querySelectorAll("li form")].map((form) => addressOf(form)[2]);
    const [title, note, link] = tray.querySelectorAll(".tray__title, .tray__more, .tray__go");
    const number = (text) => text.replace("\ufffc", products.length);
    title.textContent = number(tray.dataset.title);
    link.textContent = number(link.dataset.text);
    link.href = `/compare?${products.map((product) => `product=${product}`).join("&")}`;
    tray.hidden = products.length === 0;
    link.hidden = products.length < 2;
    note.hidden = !link.hidden;
  }

  function lay(product, form) {
    const item = tray.querySelector("template").content.firstElementChild.cloneNode(true);
    const of = form.closest(".card, .product");
    const text = (part) => of?.querySelector(part)?.textContent.trim() ?? "";
    const name = form.querySelector("[lang]").textContent;
    item.querySelector(".tray__name").textContent = name.trim();
    item.querySelector(".tray__lender").textContent = text(".card__lender");
    item.querySelector("form").setAttribute("action", `/products/${product}/uncompare`);
    item.querySelector("button [lang]").textContent = name;
    tray.querySelector("ul").append(item);
    count();
  }

  /* Takes a product out of the tray. Where the focus was in it, it goes to what is nearest. */
  function takeOut(product) {
    const item = tray.querySelector(`li:has(form[action^="/products/${product}/"])`);
    if (!item) return;
    const near = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector("button");
    const next = near ?? formsOf(product).find((form) => !tray.contains(form))?.querySelector("button");
    const hadFocus = item.contains(document.activeElement);
    item.remove();
    count();
    if (hadFocus) (next ?? document.getElementById("main")).focus();
  }

  /* What an action does to a product's other lists, as the server has it. */
  function follow(product, action, form) {
    done(product, action);
    if (action === "save" || action === "compare") done(product, "restore");
    if (action === "dismiss") {
      done(product, "unsave");
      done(product, "uncompare");
    }
    if (!tray) return;
    if (action === "compare") lay(product, form);
    if (action === "uncompare" || action === "dismiss") takeOut(product);
  }

  async function send(form) {
    const [, , product, action] = addressOf(form);
    const name = form.querySelector("[lang]").textContent.trim();
    try {
      const answer = await fetch(form.getAttribute("action"), {
        method: "POST",
        headers: { accept: "application/json" },
      });
      if (answer.status !== 204) throw new Error();
    } catch {
      /* The form's own way says what is wrong. */
      form.submit();
      return;
    }
    follow(product, action, form);
    said.textContent = name + said.dataset[action];
  }

  /* One after the other: each answer brings the lists anew, and an earlier one would undo a later. */
  let last = Promise.resolve();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("keep" in form.dataset)) return;
    event.preventDefault();
    if (form.ariaBusy) return;
    form.ariaBusy = "true";
    last = last.then(() => send(form)).finally(() => (form.ariaBusy = null));
  });
})
