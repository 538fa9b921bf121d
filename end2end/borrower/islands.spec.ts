import type { Page } from "@playwright/test";
import { cents, expect, inspect, searchAsBorrower, test } from "../support/test.ts";

test("the calculator follows the amount, and agrees with the server", async ({ page, scripts }) => {
  await openProduct(page);
  const form = page.locator("form.calc");
  const instalment = form.locator("output");
  const before = cents(await instalment.innerText());
  const amount = form.getByLabel("Amount", { exact: true });
  if (scripts) await expect(form).toHaveClass(/calc--live/);
  await amount.fill("16000");
  if (scripts) {
    await expect.poll(async () => cents(await instalment.innerText())).toBeGreaterThan(before);
    const live = cents(await instalment.innerText());
    await page.goto(`${page.url().split("?")[0]}?amount=16000&term_months=36`);
    expect(cents(await instalment.innerText())).toBe(live);
  } else {
    await form.getByRole("button", { name: "Work out the whole page for this" }).click();
    await expect(page).toHaveURL(/amount=16000/);
    expect(cents(await instalment.innerText())).toBeGreaterThan(before);
  }
});

test("what can't be worked out is shown as unknown, not as a number", async ({ page, scripts }) => {
  test.skip(!scripts, "without scripts the server answers");
  await openProduct(page);
  const form = page.locator("form.calc");
  await expect(form).toHaveClass(/calc--live/);
  const amount = form.getByLabel("Amount", { exact: true });
  await amount.fill("a lot");
  await expect(form.locator("output")).toHaveText("–");
  await expect(amount).toHaveAttribute("aria-invalid", "true");
  await expect(amount).toHaveAccessibleDescription(/in digits/);
  await amount.fill("999,999,999");
  await expect(amount).toHaveAccessibleDescription(/^This product lends up to A\$/);
  await expect(form.locator("output")).toHaveText("–");
  await amount.fill("1.5万");
  await expect(form.locator("output")).toContainText("A$");
  await expect(amount).not.toHaveAttribute("aria-invalid");
  await amount.fill("");
  await expect(amount).toHaveAttribute("aria-invalid", "true");
  await inspect(page, "product-calculator-fault");
});

test("the search field completes what is typed", async ({ page, scripts }) => {
  const lender = await someLender(page);
  await page.goto("/");
  if (!scripts) {
    await page.getByRole("searchbox", { name: /Search by name/ }).fill(lender);
    await page.getByRole("searchbox", { name: /Search by name/ }).press("Enter");
    await expect(page).toHaveURL(/\/search\?q=/);
    await expect(page.getByRole("article").first()).toContainText(lender);
    return;
  }
  const field = page.getByRole("combobox", { name: /Search by name/ });
  await field.pressSequentially(lender.slice(0, 5));
  const options = page.getByRole("listbox", { name: "Completions" }).getByRole("option");
  await expect(options.filter({ hasText: lender }).first()).toBeVisible();
  await expect(field).toHaveAttribute("aria-expanded", "true");
  await inspect(page, "home-completions");

  await field.press("ArrowDown");
  const active = await field.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute("aria-selected", "true");
  await field.press("Escape");
  await expect(options).toHaveCount(0);
  await expect(field).toHaveValue(lender.slice(0, 5));
});

test("islands weigh little", async ({ page, scripts }) => {
  test.skip(!scripts, "nothing is loaded without scripts");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const wasm = new Map<string, number>();
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.url.endsWith(".wasm")) wasm.set(requestId, 0);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (wasm.has(requestId)) wasm.set(requestId, encodedDataLength);
  });
  await page.goto("/", { waitUntil: "networkidle" });
  const bytes = [...wasm.values()].reduce((a, b) => a + b, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(150_000);
});

/** Opens the best product that has an instalment. */
async function openProduct(page: Page): Promise<void> {
  await searchAsBorrower(page);
  const card = page.getByRole("article").filter({ hasText: "Total payable" }).first();
  await card.getByRole("heading", { level: 2 }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "What it costs" })).toBeVisible();
}

/** The lender of the first result. */
async function someLender(page: Page): Promise<string> {
  await page.goto("/search");
  return page.getByRole("article").first().locator("p").first().innerText();
}
