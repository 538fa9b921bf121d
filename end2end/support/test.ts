import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import type { Options } from "../playwright.config.ts";

/**
 * Playwright's test, with a page that is watched: any console error, script error, violation of the content
 * security policy, failed sub-request or request to another site fails the test at its end.
 */
export const test = base.extend<Options>({
  scripts: [true, { option: true }],
  page: async ({ page, baseURL }, use) => {
    const faults: string[] = [];
    page.on("console", (message) => {
      // A page that answers 404 or 422 on purpose is logged too; what it fetches is checked below.
      const isStatus = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isStatus) faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      const isLocal = protocol === "data:" || protocol === "blob:" || origin === new URL(baseURL ?? "").origin;
      if (!isLocal) faults.push(`request to another site: ${request.url()}`);
    });
    page.on("response", (response) => {
      const isPage = response.request().isNavigationRequest();
      if (!isPage && response.status() >= 400) faults.push(`${response.status()} for ${response.url()}`);
    });
    await use(page);
    expect(faults, "what the browser complained of").toEqual([]);
  },
});

export { expect };

/**
 * Looks at the page as it stands: no accessibility violation, nothing wider than the screen; and leaves a
 * picture in `screenshots/`. Where scripts are off none of this can run, so it looks at the same page in a twin.
 */
export async function inspect(page: Page, name: string): Promise<void> {
  const scripts = (test.info().project.use as Partial<Options>).scripts ?? true;
  const view = scripts ? page : await twin(page, name.endsWith("-dark"));
  await view.screenshot({ path: `screenshots/${test.info().project.name}/${name}.png`, fullPage: true });
  const { violations } = await new AxeBuilder({ page: view }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((n) => n.html).join("\n  ")}`);
  expect(found, `accessibility of ${name}`).toEqual([]);
  const tooWide = await view.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  });
  expect(tooWide, `pixels by which ${name} is wider than the screen`).toBe(0);
  if (view !== page) await view.context().close();
}

/** The page in a browser that runs scripts, but gets none of the site's. */
async function twin(page: Page, dark: boolean): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error("no browser to open a twin of the page in");
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    viewport: page.viewportSize(),
    colorScheme: dark ? "dark" : "light",
  });
  await context.route(/\.(js|wasm)$/, (route) => route.abort());
  const view = await context.newPage();
  await view.goto(page.url());
  return view;
}

/** What a borrower may answer on the home page, by the parameter's name. */
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

/** Fills the form on the home page. */
export async function fillIn(page: Page, answers: Answers): Promise<void> {
  const { category, employment, residency, credit_band, ...numbers } = answers;
  if (category) await page.getByRole("radio", { name: category }).check();
  for (const [name, value] of Object.entries(numbers)) await page.locator(`#${name}`).fill(value);
  for (const [name, value] of Object.entries({ employment, residency, credit_band })) {
    if (value) await page.locator(`#${name}`).selectOption(value);
  }
}

/** Sends the home page's form and returns the status of the page that it leads to. */
export async function submit(page: Page): Promise<number> {
  const isAnswer = page.waitForResponse((r) => r.request().isNavigationRequest() && r.status() !== 303);
  await page.getByRole("button", { name: "See loans" }).click();
  return (await isAnswer).status();
}

/** Answers the form as `BORROWER` and arrives at the results. */
export async function searchAs(page: Page, answers: Answers): Promise<void> {
  await page.goto("/");
  await fillIn(page, answers);
  expect(await submit(page)).toBe(200);
  await expect(page).toHaveURL(/\/search\?/);
}

/** The amount of money in a text, in cents. */
export function cents(text: string): number {
  const digits = /(\d[\d,]*)\.(\d\d)(?!\d)/.exec(text);
  if (!digits) throw new Error(`no amount with cents in “${text}”`);
  return Number(`${digits[1]?.replaceAll(",", "")}${digits[2]}`);
}
