import { expect, searchAsBorrower, test } from "../support/test.ts";

/** Parameters that say who the borrower is. */
const PERSONAL = [
  "income_annual",
  "age",
  "employment",
  "residency",
  "region",
  "credit_band",
  "existing_repayments_monthly",
  "property_value",
  "deposit",
];

test("a result page's link and the links on it say nothing about the borrower", async ({ page, browser }) => {
  await searchAsBorrower(page);
  const addresses = await page.locator("a[href]").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(addresses.length).toBeGreaterThan(20);
  for (const address of [page.url(), ...addresses]) {
    const named = [...new URL(address).searchParams.keys()].filter((name) => PERSONAL.includes(name));
    expect(named, address).toEqual([]);
  }
  const hidden = page.locator(PERSONAL.map((name) => `main input[name="${name}"]`).join(", "));
  await expect(hidden).toHaveCount(0);

  // Someone else who follows the link sees the same need, and none of the answers.
  const stranger = await browser.newContext();
  const theirs = await stranger.newPage();
  await theirs.goto(page.url());
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(/15,000 over 3\syears/);
  await theirs.goto(new URL("/answers/money", page.url()).href);
  await expect(theirs.locator("#income_annual")).toHaveValue("");
  await stranger.close();
});

test("answers stay in the session, out of reach of scripts, until they are erased", async ({ page, context }) => {
  await searchAsBorrower(page);
  const cookies = await context.cookies();
  expect(cookies.length).toBe(1);
  expect(cookies.every((cookie) => cookie.httpOnly && cookie.sameSite !== "None")).toBe(true);
  await page.getByRole("link", { name: "Edit your answers" }).first().click();
  await expect(page.locator("#amount")).toHaveValue(/^15,?000/);
  await page.goto("/answers/money");
  await expect(page.locator("#income_annual")).toHaveValue(/^80,?000/);
  await page.goto("/");
  await page.getByRole("button", { name: "Erase my answers" }).click();
  await page.goto("/answers/money");
  await expect(page.locator("#income_annual")).toHaveValue("");
});
