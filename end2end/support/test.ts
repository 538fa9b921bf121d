import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page, type TestInfo } from "@playwright/test";
import type { Options } from "../playwright.config.ts";

/**
 * Playwright's test, with a page that is watched: any console error or warning, script error, violation of the
 * content security policy, failed sub-request or request to another site fails the test at its end.
 */
export const test = base.extend<Options>({
  scripts: [true, { option: true }],
  page: async ({ page, baseURL }, use) => {
    const faults: string[] = [];
    page.on("console", (message) => {
      // A page that answers 404 or 422 on purpose is logged too; what it fetches is checked below.
      const isStatus = message.text().startsWith("Failed to load resource");
      const isBlocked = message.text() === "Service Worker registration blocked by Playwright";
      // An island that finds no WebAssembly for itself only warns.
      const isFault = ["error", "warning"].includes(message.type());
      if (isFault && !isStatus && !isBlocked) faults.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      const isLocal = protocol === "data:" || protocol === "blob:" || origin === new URL(baseURL ?? "").origin;
      if (!isLocal) faults.push(`request to another site: ${request.url()}`);
    });
    page.on("response", (response) => {
      const isPage = response.request().isNavigationRequest();
      // A number that is still being typed cannot be counted with; the line of matches waits for a better one.
      const isHalfTyped = response.status() === 422 && response.url().endsWith("/api/v1/match");
      // A list that is full is said by the page that the browser then goes to itself.
      const isFull = response.status() === 409 && response.url().endsWith("/compare");
      if (!isPage && !isHalfTyped && !isFull && response.status() >= 400) faults.push(`${response.status()} for ${response.url()}`);
    });
    await use(page);
    expect(faults, "what the browser complained of").toEqual([]);
  },
});

export { expect };

/**
 * Looks at the page as it stands: nothing wider than the screen, and no accessibility violation. What axe sees is the
 * same at every width but for what is folded, and the same with scripts as without but for the islands: it looks at
 * the wide page with scripts and at the narrow one without.
 */
export async function inspect(page: Page, name: string): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide, `pixels by which ${name} is wider than the screen`).toBeLessThanOrEqual(0);
  const { scripts, width } = modeOf(test.info());
  if (scripts !== (width > 320)) return;
  const copy = scripts ? null : await copyWithScripts(page, width);
  expect(await violations(new AxeBuilder({ page: copy ?? page })), `accessibility of ${name}`).toEqual([]);
  await copy?.context().close();
}

/** Looks at the page's colours on a dark screen, once: nothing else in it depends on them. Light again afterwards. */
export async function inspectDark(page: Page, name: string): Promise<void> {
  const { scripts, width } = modeOf(test.info());
  if (!scripts || width === 320) return;
  await page.emulateMedia({ colorScheme: "dark" });
  const found = await violations(new AxeBuilder({ page }).withRules(["color-contrast"]));
  expect(found, `colours of ${name} in the dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
}

async function violations(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((n) => n.html).join("\n  ")}`);
}

function modeOf(info: TestInfo): { scripts: boolean; width: number } {
  const { javaScriptEnabled = true, viewport } = info.project.use;
  return { scripts: javaScriptEnabled, width: viewport?.width ?? 1280 };
}

/** axe is a script. Where scripts are off it looks at a copy of the page in which only the page's own are. */
async function copyWithScripts(page: Page, width: number): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  const context = await browser.newContext({
    javaScriptEnabled: true,
    viewport: { width, height: page.viewportSize()?.height ?? 900 },
  });
  const copy = await context.newPage();
  const body = await page.content();
  await copy.route(/\.(js|wasm)$/, (route) => route.abort());
  await copy.route(page.url(), (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
  await copy.goto(page.url());
  return copy;
}

/** What a borrower may answer in the steps of the form, by the parameter's name. */
export type Answers = Partial<
  Record<"amount" | "term_months" | "income_annual" | "existing_repayments_monthly" | "age", string>
> & { category?: RegExp; employment?: string; residency?: string; credit_band?: string };

/** A borrower whom most lenders serve. */
export const BORROWER: Answers = {
  category: /^Personal loan/,
  amount: "15000",
  term_months: "36",
  income_annual: "80000",
  existing_repayments_monthly: "200",
  age: "34",
  employment: "employed",
  residency: "citizen",
  credit_band: "good",
};

/** Fills what the step on the screen asks. */
export async function fillIn(page: Page, answers: Answers): Promise<void> {
  const { category, employment, residency, credit_band, ...numbers } = answers;
  if (category) await page.getByRole("radio", { name: category }).check();
  for (const [name, value] of Object.entries(numbers)) await page.locator(`#${name}`).fill(value);
  for (const [name, value] of Object.entries({ employment, residency, credit_band })) {
    if (value) await page.locator(`#${name}`).selectOption(value);
  }
}

/** Sends the step on the screen and returns the status of the page that it leads to, once that page is there. */
export async function submit(page: Page, button: "Continue" | "See loans now" | RegExp = "Continue"): Promise<number> {
  const isAnswer = page.waitForResponse((r) => r.request().isNavigationRequest() && r.status() !== 303);
  // What is counted next would otherwise be counted on the page that was sent.
  const isThere = page.waitForEvent("domcontentloaded");
  await page.getByRole("button", { name: button }).click();
  await isThere;
  return (await isAnswer).status();
}

/** The answers of each step, in order. */
const STEPS = [
  ["category", "amount", "term_months"],
  ["employment", "credit_band", "age", "residency"],
  ["income_annual", "existing_repayments_monthly"],
] as const;

/** Answers every step up to the review. A question that no lender's rule needs is not asked. */
export async function answerSteps(page: Page, answers: Answers): Promise<void> {
  await page.goto("/");
  for (const names of STEPS) {
    const asked: Answers = {};
    for (const name of names) {
      const isAsked = name === "category" || (await page.locator(`#${name}`).count()) > 0;
      if (isAsked && answers[name] !== undefined) Object.assign(asked, { [name]: answers[name] });
    }
    await fillIn(page, asked);
    expect(await submit(page)).toBe(200);
  }
  await expect(page).toHaveURL(/\/answers\/review$/);
}

/** The address of the results for what {@link BORROWER} needs. */
export const RESULTS = "/search?category=personal_loan&amount=15000&term_months=36";

/** Gives {@link BORROWER}'s answers as the form does, without its pages, and opens the results. */
export async function searchAsBorrower(page: Page): Promise<void> {
  const { category, ...answers } = BORROWER;
  for (const [step, names] of [["need", STEPS[0]], ["about_you", STEPS[1]], ["money", STEPS[2]]] as const) {
    const form: Record<string, string> = { step, category: "personal_loan" };
    for (const name of names) if (name !== "category") form[name] = answers[name] ?? "";
    const answer = await page.request.post("/answers", { form, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
  }
  await page.goto(RESULTS);
}

/** Waits for the page of an address, all of it: an address changes before the page has been read to its end. */
export async function arriveAt(page: Page, address: RegExp): Promise<void> {
  await expect(page).toHaveURL(address);
  await page.waitForLoadState("domcontentloaded");
}

/** The amount of money in a text, in cents. */
export function cents(text: string): number {
  const digits = /(\d[\d,]*)\.(\d\d)(?!\d)/.exec(text);
  if (!digits) throw new Error(`no amount with cents in “${text}”`);
  return Number(`${digits[1]?.replaceAll(",", "")}${digits[2]}`);
}
