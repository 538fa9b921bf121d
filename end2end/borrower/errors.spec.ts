import { expect, fillIn, inspect, submit, test } from "../support/test.ts";

test("a form without an amount says so, at the top and at the field", async ({ page }) => {
  await page.goto("/");
  await fillIn(page, { term_months: "36" });
  expect(await submit(page)).toBe(422);
  await expect(page).toHaveTitle(/^Error: /);
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveCount(1);

  const said = await summary.getByRole("link").innerText();
  const amount = page.locator("#amount");
  await expect(amount).toHaveAttribute("aria-invalid", "true");
  await expect(amount).toHaveAccessibleDescription(new RegExp(escaped(said)));
  await inspect(page, "home-error");

  await summary.getByRole("link").click();
  await expect(amount).toBeFocused();
});

test("what was typed is kept beside its faults, which are shown once", async ({ page }) => {
  await page.goto("/");
  await fillIn(page, { category: /^Personal loan/, amount: "9000", term_months: "36" });
  expect(await submit(page)).toBe(200);
  await fillIn(page, { age: "-3", employment: "casual" });
  expect(await submit(page)).toBe(422);
  await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
  await expect(page.locator("#age")).toHaveValue("-3");
  await expect(page.locator("#employment")).toHaveValue("casual");
  await inspect(page, "about-you-error");

  await page.goto("/answers/about-you");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.locator("#employment")).toHaveValue("casual");
  await page.locator("#age").fill("30");
  expect(await submit(page, "See loans now")).toBe(200);
  await expect(page).toHaveURL(/amount=9000/);
});

test("an address that makes no sense is refused with one entry per field", async ({ page }) => {
  const answer = await page.goto("/search?amount=-5&max_rate=cheap");
  expect(answer?.status()).toBe(422);
  await expect(page.getByRole("alert").getByRole("listitem")).toHaveCount(2);
  await inspect(page, "search-refused");
});

test("an address that leads nowhere is not found, and shows the way back", async ({ page }) => {
  for (const address of ["/no-such-page", "/products/00000000-0000-7000-8000-000000000000", "/products/x"]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByRole("main").getByRole("link", { name: "Find a loan" })).toBeVisible();
  }
  await inspect(page, "not-found");
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
