import { BORROWER, answerSteps, expect, fillIn, inspect, inspectDark, submit, test } from "../support/test.ts";

test("the form's steps lead to the review, and Back loses nothing", async ({ page }) => {
  await page.goto("/");
  await inspect(page, "step-need");
  await fillIn(page, { category: /^Personal loan/, amount: "15000", term_months: "3 years" });
  expect(await submit(page)).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("About you");
  await expect(page.getByText("Step 2 of 4")).toBeVisible();
  await expect(page.locator("[aria-current=step]")).toHaveText("About you");
  await inspect(page, "step-about-you");
  await fillIn(page, { employment: "employed", credit_band: "good", age: "34" });
  expect(await submit(page)).toBe(200);
  await inspect(page, "step-money");

  await page.goBack();
  await expect(page.locator("#age")).toHaveValue("34");
  await page.goBack();
  await expect(page.locator("#amount")).toHaveValue("15000");
  await page.goto("/answers/money");
  await fillIn(page, { income_annual: "80000" });
  expect(await submit(page)).toBe(200);
  const review = page.getByRole("main");
  for (const said of ["A$15,000", "A$80,000", "Employed", "No lender is told"]) await expect(review).toContainText(said);
  await inspect(page, "step-review");
  await inspectDark(page, "step-review");

  await page.getByRole("link", { name: "Change Income a year" }).click();
  await expect(page).toHaveURL(/\/answers\/money#income_annual$/);
  await page.goto("/");
  await page.getByRole("link", { name: "Go on where you stopped" }).click();
  await expect(page).toHaveURL(/\/answers\/review$/);
});

test("a question says why it is asked, and home loans alone ask about a home", async ({ page }) => {
  await page.goto("/");
  await fillIn(page, { category: /^Home loan/, amount: "450000", term_months: "30 years" });
  expect(await submit(page)).toBe(200);
  await expect(page.locator("#age")).toHaveAccessibleDescription(/\d+ of \d+ home loans (has|have) an age limit/);
  await page.goto("/answers/money");
  await expect(page.locator("#property_value")).toBeVisible();
  await page.goto("/answers/money?category=personal_loan&amount=15000");
  await expect(page.locator("#property_value")).toHaveCount(0);
});

for (const [button, income] of [
  [/^Yes, a month/, "78000"],
  [/^No, it is for a year/, "6500"],
] as const) {
  test(`a small income is asked back about: ${button.source}`, async ({ page }) => {
    await page.goto("/answers/money");
    await fillIn(page, { income_annual: "6500" });
    expect(await submit(page)).toBe(200);
    await expect(page.getByRole("heading", { name: "Is A$6,500 what you earn in a month?" })).toBeFocused();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await inspect(page, `income-check-${income}`);
    await page.getByRole("button", { name: button }).click();
    await expect(page).toHaveURL(/\/answers\/review$/);
    await page.goto("/answers/money");
    await expect(page.locator("#income_annual")).toHaveValue(income);
  });
}

test("the whole form can be sent with the keyboard alone", async ({ page }) => {
  await page.goto("/");
  await page.locator("#amount").focus();
  await page.keyboard.type("15000");
  await page.keyboard.press("Tab");
  await page.keyboard.type("36");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/answers\/about-you$/);
  await page.locator("#age").focus();
  await page.keyboard.type("34");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/answers\/money$/);
  await page.locator("#income_annual").focus();
  await page.keyboard.type("80000");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/answers\/review$/);
  await page.getByRole("main").getByRole("link", { name: "See loans" }).press("Enter");
  await expect(page).toHaveURL(/\/search\?amount=15000&term_months=36$/);
});

test("how many loans match follows what is typed, without moving anything", async ({ page, scripts }) => {
  await page.goto("/");
  const line = page.locator(".match");
  await expect(line).toHaveText(/^[\d,]+ loans match/);
  test.skip(!scripts, "without scripts the next page says it");
  const before = await line.innerText();
  const height = async () => (await line.boundingBox())?.height;
  const tall = await height();
  await page.waitForLoadState("networkidle");
  await fillIn(page, { category: /^Personal loan/, amount: "15000" });
  await expect(line).not.toHaveText(before);
  await expect(line).toHaveAttribute("role", "status");
  expect(await height()).toBe(tall);
  await expect(line).toHaveText(/from [\d.]+% a year/);
  const said = await line.innerText();
  await page.locator("#amount").fill("lots");
  await page.waitForTimeout(1_500);
  await expect(line).toHaveText(said);
});

test("answers stay out of every address", async ({ page }) => {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  await answerSteps(page, BORROWER);
  for (const address of addresses) {
    const names = [...new URL(address).searchParams.keys()];
    expect(names.filter((name) => !["again", "check", "then", "q"].includes(name)), address).toEqual([]);
  }
});
