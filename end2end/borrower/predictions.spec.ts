import { expect, inspect, inspectDark, test } from "../support/test.ts";

const ADDRESS = "/how-ranking-works/predictions";

test("how predictions turned out is said, drawn and in tables, and that they are simulated comes first", async ({ page }) => {
  expect((await page.goto(ADDRESS))?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1, name: "How our predictions turn out" })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main.locator(".notice--warn")).toContainText("Simulated decisions.");
  const tested = main.getByRole("region", { name: "How it did in its test" });
  await expect(tested.getByText(/^We said \d+–\d+%: \d+% were approved, n = [\d,]+\.$/).first()).toBeVisible();
  await expect(tested.getByRole("img")).toHaveAccessibleName(/What was said, and what happened/);
  await expect(tested.getByRole("table", { name: "By kind of credit" })).toContainText("Personal loan");
  await expect(tested.getByRole("table", { name: "By month of the decision" })).toBeVisible();
  await expect(main.getByRole("region", { name: "What came of the chances that we showed" })).toContainText(
    "have been decided yet",
  );
  await expect(main).not.toContainText("By lender");
});

test("how predictions turned out can be used by everyone", async ({ page }) => {
  await page.goto(ADDRESS);
  await inspect(page, "predictions");
  await inspectDark(page, "predictions");
});

test("the page is found from how ranking works and from the foot of every page", async ({ page }) => {
  await page.goto("/how-ranking-works");
  await page.getByRole("main").getByRole("link", { name: "How our predictions turn out" }).click();
  await expect(page).toHaveURL(ADDRESS);
  await page.goto("/privacy");
  await page.getByRole("contentinfo").getByRole("link", { name: "How our predictions turn out" }).click();
  await expect(page).toHaveURL(ADDRESS);
});

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("how predictions turned out is told in Chinese", async ({ page }) => {
    await page.goto(ADDRESS);
    await expect(page.getByRole("heading", { level: 1, name: "我们的预测准不准" })).toBeVisible();
    await expect(page.getByText(/我们说\d+–\d+%：实际获批\d+%，共[\d,]+项。/).first()).toBeVisible();
  });
});
