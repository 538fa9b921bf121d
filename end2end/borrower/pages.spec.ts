import { expect, inspect, inspectDark, searchAsBorrower, test } from "../support/test.ts";

const PAGES = [
  { name: "home", address: "/" },
  { name: "results-all", address: "/search" },
  { name: "results-home-loans", address: "/search?category=home_loan&amount=450000&term_months=300" },
  { name: "results-nothing-found", address: "/search?q=zzzqqq&max_rate=0.001" },
  { name: "how-ranking-works", address: "/how-ranking-works" },
  { name: "privacy", address: "/privacy" },
];

for (const { name, address } of PAGES) {
  test(`${name} can be used by everyone`, async ({ page }) => {
    expect((await page.goto(address))?.status()).toBe(200);
    await inspect(page, name);
    await inspectDark(page, `${name}`);
  });
}

test("results and product can be used by everyone, folded and unfolded", async ({ page }) => {
  await searchAsBorrower(page);
  await inspect(page, "results");
  await inspectDark(page, "results");
  await page.goto(`${page.url()}&per_page=4`);
  await unfold(page);
  await inspect(page, "results-unfolded");

  await page.getByRole("article").first().getByRole("heading", { level: 2 }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "What it costs" })).toBeVisible();
  await inspect(page, "product");
  await inspectDark(page, "product");
  await unfold(page);
  await inspect(page, "product-unfolded");
});

test("the demo catalogue is called fictional on every page", async ({ page }) => {
  for (const { address } of PAGES) {
    await page.goto(address);
    await expect(page.getByRole("complementary", { name: "About this catalogue" })).toContainText("invented");
  }
});

test("pages come with the headers that limit harm", async ({ page }) => {
  const answer = await page.goto("/");
  const headers = answer?.headers() ?? {};
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("'unsafe-inline'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBeTruthy();
});

/** Opens everything that is folded, as a reader would. */
async function unfold(page: import("@playwright/test").Page): Promise<void> {
  for (;;) {
    const folded = page.locator("details:not([open]) > summary:visible").first();
    if ((await folded.count()) === 0) return;
    await folded.click();
  }
}
