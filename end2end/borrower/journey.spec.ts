import type { Page } from "@playwright/test";
import { cents, expect, inspect, searchAsBorrower, test } from "../support/test.ts";

test("a borrower finds, narrows, orders and opens a loan", async ({ page, scripts }) => {
  await searchAsBorrower(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/personal\sloans for .*15,000 over 3\syears/i);
  const cards = page.getByRole("article");
  await expect(cards).toHaveCount(20);
  const first = cards.first();
  for (const said of ["Annual rate", "Instalment", "Total payable", "of which fees", "Why this rank?"]) {
    await expect(first).toContainText(said);
  }
  const before = await total(page);

  await openFilters(page);
  await page.getByRole("checkbox", { name: /^Fixed/ }).check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/rate_type=fixed/);
  const narrowed = await total(page);
  expect(narrowed).toBeGreaterThan(0);
  expect(narrowed).toBeLessThan(before);
  await expect(page).toHaveURL(/amount=15000/);

  await page.getByRole("link", { name: /Drop the filter:\s*Fixed/ }).click();
  await expect(page).not.toHaveURL(/rate_type/);
  expect(await total(page)).toBe(before);

  // Where scripts run, the choice applies itself.
  if (scripts) await expect(page.locator("form[data-apply=live]")).toBeVisible();
  await page.getByLabel("Order", { exact: true }).selectOption("rate");
  if (!scripts) await page.getByRole("button", { name: "Sort" }).click();
  await expect(page).toHaveURL(/sort=rate/);
  const rates = await lowestRates(page);
  expect(rates).toEqual(rates.toSorted((a, b) => a - b));

  const seen = await names(page);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page).toHaveURL(/sort=rate/);
  const next = await names(page);
  expect(next.filter((name) => seen.includes(name))).toEqual([]);
  expect(await lowestRates(page).then((later) => later[0])).toBeGreaterThanOrEqual(rates.at(-1) ?? Infinity);

  await page.goBack();
  await expect(page).not.toHaveURL(/page=2/);
  expect(await names(page)).toEqual(seen);
});

test("a product shows what it costs, and its schedule sums to the cent", async ({ page }) => {
  await searchAsBorrower(page);
  const card = page.getByRole("article").filter({ hasText: "Total payable" }).first();
  const link = card.getByRole("heading", { level: 2 }).getByRole("link");
  const name = await link.innerText();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page).toHaveURL(/\/products\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "What it costs" })).toBeVisible();

  // A fee on the first day is a payment of its own.
  await page.getByText(/^All 3[67] payments$/).click();
  const table = page.getByRole("table", { name: "Every payment" });
  await expect(table).toBeVisible();
  const rows = await table.locator("tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
  );
  const column = (at: number) => rows.map((row) => cents(row[at] ?? ""));
  const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);
  const [paid, principal, interest, fees, owed] = [0, 1, 2, 3, 4].map(column) as [number[], ...number[][]];
  expect(sum(principal ?? [])).toBe(15_000_00);
  expect(sum(paid)).toBe(sum(principal ?? []) + sum(interest ?? []) + sum(fees ?? []));
  expect(owed?.at(-1)).toBe(0);
  await inspect(page, "product-every-payment");
});

test("a product leads to its comparison and to borrowing less", async ({ page }) => {
  await searchAsBorrower(page);
  const card = page.getByRole("article").filter({ hasText: "Total payable" }).first();
  const name = await card.getByRole("heading", { level: 2 }).innerText();
  await card.getByRole("heading", { level: 2 }).getByRole("link").click();
  await expect(page.getByRole("link", { name: "Report a wrong figure" })).toHaveAttribute(
    "href",
    /^\/products\/[0-9a-f-]{36}\/report$/,
  );
  await page.getByRole("link", { name: "What borrowing less would save" }).click();
  await expect(page.locator("#result")).toBeVisible();
  await page.goBack();
  await page.getByRole("link", { name: "Compare with others" }).click();
  await expect(page).toHaveURL(/\/compare\?product=/);
  await expect(page.getByRole("main")).toContainText(name);
});

test("how ranking works is one click from the results", async ({ page }) => {
  await searchAsBorrower(page);
  await page.getByRole("navigation", { name: "About" }).getByRole("link", { name: "How ranking works" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How ranking works");
  const weights = page.getByRole("table", { name: /Weights in force/ }).locator("tbody tr");
  await expect.poll(() => weights.count()).toBeGreaterThanOrEqual(5);
});

test("results can be searched within", async ({ page }) => {
  await searchAsBorrower(page);
  const before = await total(page);
  const name = await page.getByRole("article").first().getByRole("heading", { level: 2 }).innerText();
  const field = page.getByLabel(/Search within these/);
  await field.fill(name);
  await page.getByRole("button", { name: "Search within" }).click();
  await expect(page).toHaveURL(/within=/);
  const within = await total(page);
  expect(within).toBeGreaterThan(0);
  expect(within).toBeLessThan(before);
});

test("where nothing fits, each constraint says what dropping it would bring", async ({ page }) => {
  await page.goto("/search?category=personal_loan&amount=15000&term_months=36&max_rate=0.001");
  await expect(page.getByRole("heading", { name: "No loan fits all of this" })).toBeVisible();
  const way = page.getByRole("listitem").filter({ hasText: "With any annual rate" });
  const promised = Number(/([\d,]+)\sloans?/.exec(await way.innerText())?.[1]?.replaceAll(",", ""));
  await way.getByRole("link").click();
  expect(await total(page)).toBe(promised);
});

/** Opens the filters where a narrow screen folds them away. */
async function openFilters(page: Page): Promise<void> {
  const apply = page.getByRole("button", { name: "Apply filters" });
  if (!(await apply.isVisible())) await page.locator("summary", { hasText: "Filters" }).click();
  await expect(apply).toBeVisible();
}

/** How many products the heading says were found. */
async function total(page: Page): Promise<number> {
  const heading = await page.getByRole("heading", { level: 1 }).innerText();
  return Number(/[\d,]+/.exec(heading)?.[0].replaceAll(",", ""));
}

async function names(page: Page): Promise<string[]> {
  await page.waitForLoadState("domcontentloaded");
  const cards = await page.getByRole("article").all();
  return Promise.all(
    cards.map(async (card) => (await card.getByRole("link").first().getAttribute("href"))?.split("?")[0] ?? ""),
  );
}

/** The lower end of every card's annual rate, in percent; what publishes none comes last. */
async function lowestRates(page: Page): Promise<number[]> {
  await page.waitForLoadState("domcontentloaded");
  const texts = await page.getByRole("article").allInnerTexts();
  return texts.map((text) => Number(/Annual rate\s+([\d.]+)\s*%/.exec(text)?.[1] ?? Infinity));
}
