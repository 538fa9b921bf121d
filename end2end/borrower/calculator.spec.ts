import { arriveAt, expect, inspect, inspectDark, test } from "../support/test.ts";

const TOOLS = [
  { name: "less", title: "Borrow less", says: /Borrowing .* less saves/ },
  { name: "faster", title: "Pay it off faster", says: /you are free of the debt .* sooner/ },
  { name: "offers", title: "Compare two offers", says: /offer costs .* less in all/ },
  { name: "refinance", title: "Switch lenders", says: /Switching .* saves/ },
];

for (const { name, title, says } of TOOLS) {
  test(`${title} answers its example, from the overview on`, async ({ page }) => {
    await page.goto("/calculator");
    await page.getByRole("listitem").filter({ hasText: title }).getByRole("link", { name: /example/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByRole("region", { name: "Result" })).toContainText(says);
    await inspect(page, `calculator-${name}`);
    await inspectDark(page, `calculator-${name}`);
  });
}

test("the overview and an empty form can be used by everyone", async ({ page }) => {
  await page.goto("/calculator");
  await inspect(page, "calculator");
  await page.getByRole("link", { name: "Borrow less", exact: true }).click();
  await arriveAt(page, /tool=less/);
  await inspect(page, "calculator-empty");
});

test("what is typed is worked out, and stands in the address", async ({ page }) => {
  await page.goto("/calculator?tool=faster");
  await page.locator("#balance").fill("1,000");
  await page.locator("#rate").fill("12");
  await page.locator("#instalment").fill("100");
  await page.locator("#extra").fill("100");
  await page.getByRole("button", { name: "Work it out" }).click();
  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toContainText(/5\smonths sooner and save A\$27\.86 in interest/);
  await expect(page).toHaveURL(/extra=100/);
  await page.reload();
  await expect(result).toContainText("A$27.86");
  await page.getByText("What is owed at the end of each year").first().click();
  await expect(page.getByRole("table", { name: "What is owed at the end of each year" })).toBeVisible();
  await inspect(page, "calculator-faster-table");
});

test("a fault stands at the top and at its field", async ({ page }) => {
  await page.goto("/calculator?tool=refinance");
  await page.locator("#balance").fill("lots");
  const answer = page.waitForResponse((response) => response.request().isNavigationRequest());
  await page.getByRole("button", { name: "Work it out" }).click();
  expect((await answer).status()).toBe(422);
  await expect(page).toHaveTitle(/^Error: /);
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveCount(4);
  await expect(page.locator("#balance")).toHaveValue("lots");
  await summary.getByRole("link").first().click();
  await expect(page.locator("#balance")).toBeFocused();
  await inspect(page, "calculator-error");
});
