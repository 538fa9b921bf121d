import type { Locator, Page } from "@playwright/test";
import { arriveAt, cents, expect, inspect, searchAsBorrower, test } from "../support/test.ts";

/** More than most personal loans go up to, so that a smaller amount opens more. */
const LARGE = "/search?category=personal_loan&amount=60000&term_months=36";

test("loans whose rules are missed are folded, each with its reason", async ({ page }) => {
  await page.goto(LARGE);
  await page.getByRole("link", { name: /whose rules you do not meet/ }).click();
  const fold = page.locator("details.missed");
  const title = fold.locator(":scope > summary");
  await expect(title).toHaveText(/[\d,]+\sloans? whose rules you do not meet/);
  await expect(fold.getByRole("article")).toHaveCount(0);
  await title.click();
  const first = fold.locator("details.missed__one").first();
  await expect(first.locator(".missed__why")).toHaveText(/Borrowing at most A\$[\d,]+; you asked for A\$60,000\./);
  await first.locator(":scope > summary").click();
  await expect(first.getByRole("article")).toBeVisible();
  await inspect(page, "results-missed");
});

test("a lender that publishes no fees is not shown as one without", async ({ page }) => {
  type Found = { product_id: string; fees: { published: boolean; upfront: string | null } };
  const need = "category=personal_loan&amount=15000&term_months=36";
  const found = await page.request.get(`/api/v1/search?${need}&sort=total_cost&per_page=100`);
  const { results } = (await found.json()) as { results: Found[] };
  const silent = results.find(({ fees }) => !fees.published);
  if (!silent) throw new Error("every lender of the demo publishes fees");
  expect(silent.fees.upfront).toBeNull();

  await page.goto(`/products/${silent.product_id}?${need}`);
  const cost = page.getByRole("region", { name: "What it costs" });
  await expect(cost.getByText("Total without fees")).toBeVisible();
  await expect(cost.getByText("Not published", { exact: true }).first()).toBeVisible();
  await expect(cost.getByText(/Fees are unknown and not included/)).toBeVisible();
  await expect(cost).not.toContainText("A$0.00");
  await expect(page.getByRole("columnheader", { name: "Fees", exact: true })).toHaveCount(0);
  await inspect(page, "product-fees-unpublished");

  await page.goto(`/search?${need}&per_page=100`);
  const card = page.locator(`#r-${silent.product_id}`);
  await expect(card).toContainText("Total without fees");
  await expect(card).not.toContainText("A$0.00");
});

test("a change that opens more loans leads to them", async ({ page }) => {
  await page.goto(LARGE);
  const ways = page.getByRole("region", { name: "What would open more loans" }).getByRole("listitem");
  const way = ways.filter({ hasText: /Borrow A\$[\d,]+ instead of A\$60,000: [\d,]+ more\sloans?/ }).first();
  const before = await missed(page);
  const more = Number(/([\d,]+) more/.exec(await way.innerText())?.[1]?.replaceAll(",", ""));
  expect(more).toBeGreaterThan(0);
  await way.getByRole("link").click();
  await expect(page).not.toHaveURL(/amount=60000/);
  expect(await missed(page)).toBe(before - more);
});

test("figures follow amount and term, and the rest when it is asked for", async ({ page, scripts }) => {
  await searchAsBorrower(page);
  const form = page.getByRole("form", { name: "Amount and term" });
  const amount = form.getByLabel("Amount", { exact: true });
  const term = form.getByLabel("Term", { exact: true });
  await expect(amount).toHaveValue("15000");
  const card = page.getByRole("article").filter({ hasText: "Total payable" }).first();
  const id = (await card.getAttribute("id")) ?? "";
  const instalment = (of: Locator) => of.locator(".card__amount").innerText().then(cents);
  const before = await instalment(card);
  if (!scripts) {
    await expect(form.getByRole("slider").first()).toBeHidden();
    await amount.fill("16000");
    await form.getByRole("button", { name: "Update results" }).click();
    await expect(page).toHaveURL(/amount=16000/);
    return;
  }
  await expect(form.locator(".calc--live")).toBeVisible();
  const place = await placeOf(card);
  await amount.fill("16000");
  await expect.poll(() => instalment(card)).toBeGreaterThan(before);
  await expect(form.getByRole("status")).toHaveText(/Order, rates and rules follow/);
  expect(await placeOf(card), "nothing moves").toEqual(place);
  await inspect(page, "results-live");

  await term.fill("soon");
  await expect(card.locator(".card__amount")).toHaveText("–");
  await form.getByLabel("Term in months, slider").fill("48");
  await expect(term).toHaveValue("48");
  await expect.poll(() => card.locator(".card__amount").innerText()).not.toBe("–");
  const live = await instalment(card);
  expect(live).toBeLessThan(before);
  await form.getByRole("button", { name: "Update results" }).click();
  await arriveAt(page, /term_months=48/);
  const same = page.locator(`[id="${id}"]`);
  if ((await same.count()) > 0) expect(await instalment(same)).toBe(live);
});

test("what may influence the order is switched off and stays off", async ({ page }) => {
  await searchAsBorrower(page);
  const address = page.url();
  await page.locator("details.influence > summary").click();
  await page.getByRole("checkbox", { name: "Do not use my answers for the order" }).check();
  await page.getByRole("checkbox", { name: "Leave payment from lenders out of the order" }).check();
  await page.getByRole("button", { name: "Keep this" }).click();
  await expect(page).toHaveURL(address);
  await expect(page.locator(".results__need")).toContainText("Your answers do not influence the order.");
  await expect(page.locator("details.influence")).toContainText("payment from lenders is left out of this order");
  await page.goto("/search?category=home_loan");
  await expect(page.getByRole("checkbox", { name: "Do not use my answers for the order" })).toBeChecked();
  await inspect(page, "results-preferences");
  await page.getByRole("checkbox", { name: "Do not use my answers for the order" }).uncheck();
  await page.getByRole("button", { name: "Keep this" }).click();
  await expect(page.getByRole("checkbox", { name: "Do not use my answers for the order" })).not.toBeChecked();
});

test("a filter is set and dropped in one step", async ({ page }) => {
  await page.goto("/search?category=home_loan&amount=450000&term_months=300");
  const quick = page.getByRole("list", { name: "Filters in one step" });
  await quick.getByRole("link", { name: "Offset account" }).click();
  await expect(page).toHaveURL(/feature=offset/);
  await expect(quick.getByRole("link", { name: /Offset account/ })).toHaveAttribute("aria-current", "true");
  await quick.getByRole("link", { name: /Offset account/ }).click();
  await expect(page).not.toHaveURL(/feature/);
});

test("an order is explained, and cards have none by instalment", async ({ page }) => {
  await page.goto("/search?category=credit_card&sort=rate");
  await expect(page.getByText("Lowest annual rate first; fees are not in it.")).toBeVisible();
  const orders = await page.getByLabel("Order", { exact: true }).locator("option").allInnerTexts();
  expect(orders).toContain("Highest chance of approval");
  expect(orders).not.toContain("Lowest instalment");
  await expect(page.getByRole("article").first()).toContainText("Yearly fee");
});

test("a card is short on a wide screen", async ({ page }) => {
  test.skip((page.viewportSize()?.width ?? 0) < 1000, "narrow screens stack what stands in a row");
  await searchAsBorrower(page);
  const heights = await page.getByRole("article").evaluateAll((cards) => cards.map((card) => card.clientHeight));
  const middle = heights.toSorted((a, b) => a - b)[Math.floor(heights.length / 2)];
  expect(middle).toBeLessThanOrEqual(310);
  // Between the phone and the desk cards stand beside the filters, or fill a tablet.
  for (const width of [768, 900, 1024]) {
    await page.setViewportSize({ width, height: 900 });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(tooWide, `pixels by which the page is wider than ${width}`).toBeLessThanOrEqual(0);
  }
});

/** How many loans have a rule that is not met. */
async function missed(page: Page): Promise<number> {
  await page.waitForLoadState("domcontentloaded");
  const fold = page.locator("details.missed > summary, .missed__link");
  if ((await fold.count()) === 0) return 0;
  return Number(/[\d,]+/.exec(await fold.first().innerText())?.[0].replaceAll(",", ""));
}

/** Where something is on the page, however far the page is scrolled. */
async function placeOf(of: Locator): Promise<{ top: number; height: number }> {
  return of.evaluate((element) => {
    const { top, height } = element.getBoundingClientRect();
    return { top: Math.round(top + scrollY), height: Math.round(height) };
  });
}
