import type { Page } from "@playwright/test";
import { arriveAt, expect, inspect, inspectDark, searchAsBorrower, test } from "../support/test.ts";

const NEED = "amount=15000&term_months=36";

test("loans stand side by side, with the best of each row in words", async ({ page }) => {
  await searchAsBorrower(page);
  const ids = await products(page, 4);
  await page.goto(address(ids));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/4\sloans side by side/);
  const table = page.getByRole("table", { name: "Loans side by side, one a column" });
  await expect(table.getByRole("columnheader")).toHaveCount(4);
  for (const name of ["Annual rate", "Total payable", "Chance of approval", "Figures as of"]) {
    await expect(table.getByRole("rowheader", { name, exact: true })).toHaveCount(1);
  }
  expect(await table.getByText(/^(Lowest|Highest)$/).count()).toBeGreaterThan(0);
  await inspect(page, "compare");
  await inspectDark(page, "compare");

  const rows = await table.getByRole("row").count();
  await page.getByLabel("Only rows that differ").check();
  await page.getByRole("button", { name: "Show" }).click();
  await arriveAt(page, /differences=true/);
  expect(await table.getByRole("row").count()).toBeLessThan(rows);
  await expect(page.getByLabel("Only rows that differ")).toBeChecked();
  await inspect(page, "compare-differences");
});

test("amount and term are changed on the page, and an address carries no answers", async ({ page }) => {
  await searchAsBorrower(page);
  const ids = await products(page, 2);
  await page.goto(address(ids));
  await page.locator("#amount").fill("20000");
  await page.locator("#term_months").fill("48");
  await page.getByRole("button", { name: "Work out again" }).click();
  await expect(page).toHaveURL(/amount=20000&term_months=48/);
  await expect(page.getByText(/Figures for .*20,000 over 4\syears/)).toBeVisible();
  await expect(page.getByRole("columnheader")).toHaveCount(2);
  expect(page.url()).not.toMatch(/income|age=|employment|credit_band/);

  await page.locator("#amount").fill("lots");
  const answer = page.waitForResponse((response) => response.request().isNavigationRequest());
  await page.getByRole("button", { name: "Work out again" }).click();
  expect((await answer).status()).toBe(422);
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.locator("#amount")).toHaveValue("lots");
  await expect(page.getByRole("columnheader")).toHaveCount(2);
  await inspect(page, "compare-error");
});

test("a loan is taken out, and one alone leads to another", async ({ page }) => {
  const ids = await anyone(page, 2);
  await page.goto(address(ids));
  await page.getByRole("list", { name: /Loans compared/ }).getByRole("link", { name: /^Take out/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Compare loans");
  await expect(page).toHaveURL(new RegExp(ids[1] ?? ""));
  await inspect(page, "compare-one");
  await page.getByRole("link", { name: /^Compare with/ }).first().click();
  await expect(page.getByRole("columnheader")).toHaveCount(2);
});

test("what is not in the catalogue is said, and none leads to the search", async ({ page }) => {
  const ids = await anyone(page, 2);
  const unknown = "00000000-0000-7000-8000-000000000000";
  const answer = await page.goto(address([...ids, unknown, "x"]));
  expect(answer?.status()).toBe(200);
  await expect(page.getByText(/2\sloans of this address are not in the catalogue/)).toBeVisible();
  await expect(page.getByRole("columnheader")).toHaveCount(2);

  expect((await page.goto("/compare"))?.status()).toBe(200);
  await inspect(page, "compare-none");
  await page.getByRole("main").getByRole("link", { name: "See loans" }).click();
  await expect(page).toHaveURL(/\/search/);
});

test("on paper every column is there", async ({ page }) => {
  const ids = await anyone(page, 4);
  await page.goto(address(ids));
  await page.emulateMedia({ media: "print" });
  for (const head of await page.getByRole("columnheader").all()) await expect(head).toBeVisible();
  await expect(page.getByRole("button", { name: "Work out again" })).toBeHidden();
});

function address(ids: string[]): string {
  return `/compare?${ids.map((id) => `product=${id}`).join("&")}&${NEED}`;
}

/** The ids of the first products of the results on the screen. */
async function products(page: Page, count: number): Promise<string[]> {
  const links = page.getByRole("article").getByRole("heading", { level: 2 }).getByRole("link");
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  const ids = hrefs.map((href) => /\/products\/([0-9a-f-]{36})/.exec(href)?.[1] ?? "").slice(0, count);
  expect(ids.filter(Boolean)).toHaveLength(count);
  return ids;
}

/** Some products, for somebody who said nothing. */
async function anyone(page: Page, count: number): Promise<string[]> {
  await page.goto(`/search?category=personal_loan&${NEED}`);
  return products(page, count);
}
