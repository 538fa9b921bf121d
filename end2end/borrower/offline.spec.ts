import type { Page } from "@playwright/test";
import { expect, fillIn, inspect, inspectDark, submit, test } from "../support/test.ts";

test.use({ serviceWorkers: "allow" });

test("the offline page can be used by everyone", async ({ page }) => {
  expect((await page.goto("/offline"))?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1, name: "You are offline" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "您目前没有网络" })).toBeVisible();
  await inspect(page, "offline");
  await inspectDark(page, "offline");
});

test("a page without a network says what still holds, and comes back", async ({ page, context, scripts }) => {
  test.skip(!scripts, "a service worker is a script");
  await visitWithWorker(page);
  await context.setOffline(true);
  await page.goto("/privacy");
  await expect(page.getByRole("heading", { level: 1, name: "You are offline" })).toBeVisible();
  await expect(page.getByText("484.01").first()).toBeVisible();
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(paper, "the style sheet is kept too").not.toBe("rgba(0, 0, 0, 0)");
  await inspect(page, "offline-in-place");

  await context.setOffline(false);
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page).toHaveURL(/\/privacy$/);
  await expect(page.getByRole("heading", { level: 1, name: "You are offline" })).toHaveCount(0);
});

test("a form that cannot be sent keeps what was typed", async ({ page, context, scripts }) => {
  test.skip(!scripts, "a service worker is a script");
  await visitWithWorker(page);
  await fillIn(page, { category: /^Personal loan/, amount: "15000", term_months: "36" });
  await context.setOffline(true);
  await page.locator("form[action='/answers'] [type=submit]").first().click();
  await expect(page.getByRole("alert").filter({ hasText: "You are offline" })).toBeVisible();
  await expect(page.locator("#amount")).toHaveValue("15000");
  await expect(page.locator("#term_months")).toHaveValue("36");
  await inspect(page, "home-unsent");

  await context.setOffline(false);
  expect(await submit(page, "See loans now")).toBe(200);
  await expect(page).toHaveURL(/\/search\?.*amount=15000/);
});

test("nothing but the offline page and its assets is kept, and an older build's are removed", async ({
  page,
  context,
  scripts,
}) => {
  test.skip(!scripts, "a service worker is a script");
  await page.goto("/robots.txt");
  await page.evaluate(() => caches.open("lendlight-older"));
  await visitWithWorker(page);
  for (const address of ["/search?category=personal_loan&amount=15000", "/privacy", "/"]) await page.goto(address);
  await page.evaluate(async () => (await fetch("/api/v1/search")).text());

  await expect.poll(() => page.evaluate(() => caches.keys())).not.toContain("lendlight-older");
  const kept = await page.evaluate(async () => {
    const caught = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return caught.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept.map((path) => path.replace(/^\/assets\/[0-9a-f]+\//, "assets/")).sort()).toEqual([
    "/offline",
    "assets/favicon.svg",
    "assets/style.css",
  ]);
  await context.setOffline(true);
  const answer = await page.evaluate(() => fetch("/api/v1/search").then(() => "answered", () => "failed"));
  expect(answer, "the API answers from the server or not at all").toBe("failed");
});

test("a page asks for scripts only where it has islands and scripts are on", async ({ page, scripts }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/privacy", { waitUntil: "networkidle" });
  expect(asked.filter((path) => /\.(js|wasm)$/.test(path) && path !== "/sw.js")).toEqual([]);
  await page.goto("/search?category=personal_loan", { waitUntil: "networkidle" });
  expect(asked.some((path) => path.endsWith(".wasm"))).toBe(scripts);
  if (!scripts) expect(asked.filter((path) => path.endsWith(".js"))).toEqual([]);
});

/** Opens the home page and waits until the service worker looks after it. */
async function visitWithWorker(page: Page): Promise<void> {
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}
