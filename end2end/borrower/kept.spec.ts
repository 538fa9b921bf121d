import type { Locator, Page } from "@playwright/test";
import { RESULTS, expect, inspect, searchAsBorrower, test } from "../support/test.ts";

test("a loan is saved, compared and dismissed where it stands", async ({ page, scripts }) => {
  await searchAsBorrower(page);
  let loaded = 0;
  page.on("framenavigated", () => (loaded += 1));
  const [first, second] = await cards(page);
  const place = await first.boundingBox();
  const pressed = async (card: Locator, name: RegExp, then: RegExp) => {
    await card.getByRole("button", { name }).click();
    await expect(card.getByRole("button", { name: then })).toBeVisible();
    // Where scripts run the button that was pressed is still there, and still has the focus.
    if (scripts) await expect(card.getByRole("button", { name: then })).toBeFocused();
  };
  await pressed(first, /^Save /, /^Saved /);
  await expect(first.getByRole("button", { name: /^Saved / })).toHaveAttribute("aria-pressed", "true");
  await pressed(first, /^Compare /, /^Comparing /);
  await pressed(second, /^Compare /, /^Comparing /);
  const tray = page.getByRole("region", { name: /To compare \(2 of 4\)/ });
  await expect(tray.getByRole("listitem")).toHaveCount(2);
  if (scripts) {
    await expect(page.locator("#kept")).toHaveText(/: added to the comparison\.$/);
    const now = await first.boundingBox();
    expect([now?.height, now?.width], "nothing moves").toEqual([place?.height, place?.width]);
  }
  await inspect(page, "results-kept");
  await tray.getByRole("button", { name: /^Remove / }).first().click();
  await expect(page.getByRole("region", { name: /To compare \(1 of 4\)/ }).getByRole("listitem")).toHaveCount(1);
  await expect(first.getByRole("button", { name: /^Compare / })).toHaveAttribute("aria-pressed", "false");

  await first.getByRole("button", { name: /^Dismiss / }).click();
  if (scripts) {
    const undo = first.getByRole("button", { name: /^Show again / });
    await expect(undo).toBeFocused();
    await expect(first.getByText("Total payable")).toBeHidden();
    await inspect(page, "results-dismissed");
    await undo.click();
    await expect(first.getByText("Total payable")).toBeVisible();
    await expect(first.getByRole("button", { name: /^Save / })).toHaveAttribute("aria-pressed", "false");
    await first.getByRole("button", { name: /^Dismiss / }).click();
    await expect(undo).toBeFocused();
    expect(loaded, "pages loaded meanwhile").toBe(0);
    await page.goto(RESULTS);
  }
  await expect(first).toHaveCount(0);
  await expect(page.getByText("One loan that you dismissed is left out.")).toBeVisible();
});

test("what is kept is the same after all of it was asked for at once", async ({ page, scripts }) => {
  test.skip(!scripts, "without scripts each is a page");
  await page.goto(RESULTS);
  const all = (await cards(page)).slice(0, 3);
  for (const card of all) await card.getByRole("button", { name: /^Save / }).click();
  for (const card of all) await expect(card.getByRole("button", { name: /^Saved / })).toBeVisible();
  await page.goto("/saved");
  await expect(page.getByRole("article")).toHaveCount(3);
});

test("a fifth loan to compare is refused, with the way to make room", async ({ page }) => {
  await page.goto(RESULTS);
  for (const card of (await cards(page)).slice(0, 4)) {
    await card.getByRole("button", { name: /^Compare / }).click();
    await expect(card.getByRole("button", { name: /^Comparing / })).toBeVisible();
  }
  await page.getByRole("button", { name: /^Compare / }).first().click();
  await expect(page).toHaveURL(/\/saved\?full=compared/);
  await expect(page.getByRole("alert")).toContainText("Four loans can be compared at a time");
  await inspect(page, "saved-full");
});

test("a network that fails leaves it to the browser to say so", async ({ page, scripts, context }) => {
  test.skip(!scripts, "the browser alone sends it");
  await page.goto(RESULTS);
  const [first] = await cards(page);
  await context.route("**/save", (route) => {
    // What a script asks for fails; what the browser then sends itself arrives.
    return route.request().isNavigationRequest() ? route.continue() : route.abort();
  });
  await first.getByRole("button", { name: /^Save / }).click();
  await expect(first.getByRole("button", { name: /^Saved / })).toBeVisible();
  await expect(page).toHaveURL(/#r-/);
});

/** The cards on the screen, each by its product. */
async function cards(page: Page): Promise<[Locator, Locator, ...Locator[]]> {
  const ids = await page.getByRole("article").evaluateAll((all) => all.map((card) => card.id));
  const [first, second, ...others] = ids.map((id) => page.locator(`[id="${id}"]`));
  if (!first || !second) throw new Error("fewer than two results");
  return [first, second, ...others];
}
