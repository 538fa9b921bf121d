import type { Page } from "@playwright/test";
import { RESULTS, expect, inspect, inspectDark, searchAsBorrower, test } from "../support/test.ts";
import { photograph } from "../support/album.ts";

/** Pages with an address of their own; those of a product follow from the results. */
const PAGES = [
  ["home", "/"],
  ["about-you", "/answers/about-you"],
  ["money", "/answers/money"],
  ["review", "/answers/review"],
  ["results", RESULTS],
  ["results-none", "/search?q=zzzqqq&max_rate=0.001"],
  ["calculators", "/calculator"],
  ["borrow-less", "/calculator?tool=less&amount=15000&term_months=36&rate=9.5"],
  ["saved", "/saved"],
  ["account", "/account"],
  ["how-ranking-works", "/how-ranking-works"],
  ["predictions", "/how-ranking-works/predictions"],
  ["privacy", "/privacy"],
  ["offline", "/offline"],
  ["not-found", "/no-such-page"],
  ["design", "/design"],
] as const;

for (const locale of ["en-AU", "zh-CN"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("every page is photographed", async ({ page, scripts }) => {
      test.skip(!scripts, "photographs are of what most people see");
      await searchAsBorrower(page);
      const ids = await products(page);
      await page.locator(".card .keep__form button").first().click();
      await expect(page.locator(".card .keep__form button").first()).toHaveAttribute("aria-pressed", "true");
      const product = `/products/${ids[0]}`;
      const compare = `/compare?${ids.map((id) => `product=${id}`).join("&")}&amount=15000&term_months=36`;
      const more = [
        ["product", `${product}?amount=15000&term_months=36`],
        ["report", `${product}/report`],
        ["compare", compare],
      ] as const;
      for (const [name, address] of [...PAGES, ...more]) {
        await page.goto(address);
        await photograph(page, name);
      }
    });
  });
}

test("the page of every component can be used by everyone, and is for nobody else", async ({ page }) => {
  expect((await page.goto("/design"))?.status()).toBe(200);
  await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  for (const part of ["Colours", "Forms", "Results", "How the rate has changed"]) {
    await expect(page.getByRole("heading", { level: 2, name: part })).toBeVisible();
  }
  expect(await page.getByRole("article").count()).toBeGreaterThan(3);
  await inspect(page, "design");
  await inspectDark(page, "design");
  await page.goto("/");
  await expect(page.locator("a[href='/design']")).toHaveCount(0);
});

/** The ids of the first three results. */
async function products(page: Page): Promise<string[]> {
  const ids = await page.getByRole("article").evaluateAll((all) => all.map((card) => card.id.replace(/^r-/, "")));
  return ids.slice(0, 3);
}
