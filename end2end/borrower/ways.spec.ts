import type { Locator, Page } from "@playwright/test";
import { RESULTS, arriveAt, expect, fillIn, inspect, inspectDark, searchAsBorrower, submit, test } from "../support/test.ts";

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("from the first question to a saved loan", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
    await inspect(page, "zh-home");
    await page.getByRole("radio", { name: /^个人贷款/ }).check();
    // As it is spoken, and as it is typed.
    await fillIn(page, { amount: "一万五", term_months: "三年" });
    await next(page);
    await inspect(page, "zh-about-you");
    await fillIn(page, { employment: "employed", credit_band: "good", age: "三十四" });
    await next(page);
    await inspect(page, "zh-money");
    await fillIn(page, { income_annual: "八万", existing_repayments_monthly: "200" });
    await next(page);
    await expect(page).toHaveURL(/\/answers\/review$/);
    for (const said of ["A$15,000", "A$80,000", "34"]) await expect(page.getByRole("main")).toContainText(said);
    await inspect(page, "zh-review");
    await page.locator("main a[href^='/search']").first().click();
    await arriveAt(page, /\/search\?.*amount=15000&term_months=36/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("个人贷款");
    await inspect(page, "zh-results");

    const card = page.getByRole("article").filter({ hasText: "总还款额" }).first();
    const link = card.getByRole("heading", { level: 2 }).getByRole("link");
    const name = await link.innerText();
    await link.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await inspect(page, "zh-product");
    await page.getByRole("button", { name: /^加入对比/ }).click();
    await expect(page.getByRole("button", { name: /^对比中/ })).toBeVisible();
    await page.goto(RESULTS);
    const other = page.getByRole("button", { name: /^加入对比/ }).first();
    await other.click();
    const tray = page.getByRole("region", { name: "对比栏（2/4）" });
    await tray.getByRole("link", { name: /对比 2 个产品/ }).click();
    await arriveAt(page, /\/compare\?product=/);
    await expect(page.getByRole("columnheader")).toHaveCount(2);
    await inspect(page, "zh-compare");
    await page.goto(RESULTS);
    await page.getByRole("button", { name: /^收藏/ }).first().click();
    await expect(page.getByRole("button", { name: /^已收藏/ })).toBeVisible();
    await page.goto("/saved");
    await expect(page.getByRole("article")).toHaveCount(1);
    await inspect(page, "zh-saved");
  });
});

test("from the first question to a saved loan without a mouse", async ({ page, scripts, viewport }) => {
  test.skip(!scripts || viewport?.width === 320, "the same elements take the focus in the other modes");
  await page.goto("/");
  const main = page.getByRole("main");
  // A group of choices is one stop; the arrows choose within it.
  await reach(page, main.locator("input[name=category]:checked"));
  const wanted = main.getByRole("radio", { name: /^Personal loan/ });
  for (let presses = 0; presses < 10 && !(await wanted.isChecked()); presses += 1) await page.keyboard.press("ArrowUp");
  await expect(wanted).toBeChecked();
  await reach(page, page.locator("#amount"));
  await page.keyboard.type("15000");
  await reach(page, page.locator("#term_months"));
  await page.keyboard.type("36");
  await enter(page, /\/answers\/about-you$/);
  await reach(page, page.locator("#employment"));
  await page.keyboard.type("Empl");
  await reach(page, page.locator("#age"));
  await page.keyboard.type("34");
  await enter(page, /\/answers\/money$/);
  await reach(page, page.locator("#income_annual"));
  await page.keyboard.type("80000");
  await enter(page, /\/answers\/review$/);
  await reach(page, main.getByRole("link", { name: "See loans" }));
  await enter(page, /\/search\?/);
  // A short page: every stop on the way to its end is made.
  await page.goto(`${page.url()}&per_page=3`);
  const [first, second] = [page.getByRole("article").nth(0), page.getByRole("article").nth(1)];
  for (const card of [first, second]) {
    await reach(page, card.getByRole("button", { name: /^Compare / }));
    await page.keyboard.press("Space");
    await expect(card.getByRole("button", { name: /^Comparing / })).toBeFocused();
  }
  await reach(page, page.getByRole("link", { name: /^Compare 2\sloans/ }));
  await enter(page, /\/compare\?/);
  await expect(page.getByRole("columnheader")).toHaveCount(2);
  await reach(page, page.getByRole("columnheader").first().getByRole("link").first());
  await enter(page, /\/products\//);
  await reach(page, page.getByRole("button", { name: /^Save / }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Saved / })).toBeFocused();
  await reach(page, page.getByRole("banner").getByRole("link", { name: "Saved" }), "Shift+Tab");
  await enter(page, /\/saved$/);
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("in the dark, and with as little motion as asked for", async ({ page, scripts, viewport }) => {
  test.skip(!scripts || viewport?.width === 320, "colours and motion are the same in the other modes");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await searchAsBorrower(page);
  const product = await page.getByRole("article").first().getByRole("heading", { level: 2 }).getByRole("link").getAttribute("href");
  for (const address of ["/", "/answers/about-you", "/answers/money", RESULTS, product ?? "", "/saved", "/account", "/calculator"]) {
    await page.goto(address);
    expect(await moving(page), `what moves on ${address}`).toEqual([]);
    if (address.startsWith("/answers")) await inspectDark(page, address);
  }
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await moving(page), "where motion is welcome, colours change softly").not.toEqual([]);
});

/** Sends the step on the screen with its first button. */
async function next(page: Page): Promise<void> {
  expect(await submit(page, /^(继续|下一步)/)).toBe(200);
}

/** Presses a key until something has the focus. Whatever has it on the way is in sight. */
async function reach(page: Page, wanted: Locator, key = "Tab"): Promise<void> {
  await expect(wanted).toBeVisible();
  const goal = await wanted.elementHandle();
  for (let presses = 0; presses < 250; presses += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate((goal) => document.activeElement === goal, goal)) {
      await expect(wanted).toBeInViewport();
      return;
    }
  }
  throw new Error(`${key} does not lead to ${wanted}`);
}

/** Presses Enter and waits for the page that it leads to. */
async function enter(page: Page, address: RegExp): Promise<void> {
  const isThere = page.waitForEvent("domcontentloaded");
  await page.keyboard.press("Enter");
  await isThere;
  await arriveAt(page, address);
}

/** The elements that move or change for longer than can be seen. */
async function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seconds = (times: string) => Math.max(...times.split(",").map((time) => Number.parseFloat(time)));
    const isMoving = (element: Element) => {
      const style = getComputedStyle(element);
      return seconds(style.transitionDuration) > 0.01 || seconds(style.animationDuration) > 0.01;
    };
    const found = [...document.querySelectorAll("*")].filter(isMoving);
    return [...new Set(found.map((element) => `${element.localName}.${element.className}`))];
  });
}
