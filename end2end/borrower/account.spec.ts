import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { server } from "../support/server.ts";
import { RESULTS, arriveAt, expect, inspect, inspectDark, searchAsBorrower, test } from "../support/test.ts";

test.beforeEach(({ scripts, viewport }) => {
  // Letters are limited by network, and one pair of modes has both screens and both ways.
  test.skip(scripts !== ((viewport?.width ?? 0) > 320), "the other two modes have nothing of their own here");
});

test("an account is opened by mail, brings lists together, and is left everywhere", async ({ page, browser }) => {
  const email = `kim-${test.info().project.name}@example.com`;
  await searchAsBorrower(page);
  await save(page, 0);
  await page.goto("/saved");
  await inspect(page, "saved");
  await inspectDark(page, "saved");
  await page.goto("/account");
  await inspect(page, "account");
  await page.locator("#email").fill("kim@example");
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("alert")).toContainText("must be a full address");
  await inspect(page, "account-error");
  await signIn(page, email, true);
  await expect(page.getByText(`Signed in as ${email}.`)).toBeVisible();
  await expect(page.getByRole("link", { name: "One saved loan" })).toBeVisible();
  await inspect(page, "account-holder");
  await inspectDark(page, "account-holder");

  const other = await browser.newContext({ baseURL: server.address, locale: "en-AU" });
  const theirs = await other.newPage();
  await theirs.goto(RESULTS);
  await save(theirs, 1);
  await signIn(theirs, email, false);
  await expect(theirs.getByRole("link", { name: "2 saved loans" })).toBeVisible();
  await page.goto("/saved");
  await expect(page.getByRole("article")).toHaveCount(2);
  await expect(page.getByText("Kept in your account.")).toBeVisible();

  const copy = await page.request.get("/account/export");
  expect(copy.status()).toBe(200);
  const kept = (await copy.json()) as { email?: string; account?: { email?: string } };
  expect(JSON.stringify(kept)).toContain(email);

  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("status")).toContainText("You are signed out");
  await theirs.goto("/account");
  await expect(theirs.getByText(`Signed in as ${email}.`)).toHaveCount(0);
  await other.close();

  await signIn(page, email, true);
  await page.getByRole("link", { name: "Delete my account" }).click();
  await arriveAt(page, /\/account\/delete$/);
  await inspect(page, "account-delete");
  await page.getByRole("button", { name: "Delete everything now" }).click();
  await expect(page.getByRole("status")).toContainText("Your account is deleted");
  await page.goto("/saved");
  await expect(page.getByText("Nothing is saved yet.")).toBeVisible();
  await inspect(page, "saved-none");
});

test("a link that does not work says how to get another", async ({ page }) => {
  expect((await page.goto("/account/sign-in?token=nothing"))?.ok()).toBe(false);
  await expect(page.getByRole("link", { name: "Ask for a new link" })).toBeVisible();
  await inspect(page, "account-link-useless");
});

test("a wrong figure is reported", async ({ page }) => {
  await page.goto(RESULTS);
  await page.getByRole("article").first().getByRole("heading", { level: 2 }).getByRole("link").click();
  await page.getByRole("link", { name: "Report a wrong figure" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Report a wrong figure");
  await inspect(page, "report");
  await inspectDark(page, "report");
  await page.getByRole("radio", { name: "A fee" }).check();
  await page.locator("#correction").fill("The monthly fee is A$5.");
  await page.locator("#source").fill("ftp://bank.example/fees");
  await page.getByRole("button", { name: "Send the report" }).click();
  await expect(page.getByRole("alert")).toContainText("must be a full web address");
  await expect(page.locator("#correction")).toHaveValue("The monthly fee is A$5.");
  await inspect(page, "report-error");
  await page.locator("#source").fill("");
  await page.getByRole("button", { name: "Send the report" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thank you");
  await inspect(page, "report-thanks");
});

/** Saves a result on the screen. */
async function save(page: Page, place: number): Promise<void> {
  const id = await page.getByRole("article").nth(place).getAttribute("id");
  const card = page.locator(`[id="${id}"]`);
  await card.getByRole("button", { name: /^Save / }).click();
  await expect(card.getByRole("button", { name: /^Saved / })).toBeVisible();
}

/** Asks for a link, opens the mailed one and signs in; `here` is whether this browser brings anything along unasked. */
async function signIn(page: Page, email: string, here: boolean): Promise<void> {
  const before = letters(email).length;
  await page.goto("/account");
  await page.locator("#email").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("status")).toContainText("A link is on its way");
  await expect.poll(() => letters(email).length).toBe(before + 1);
  const link = letters(email).at(-1) ?? "";
  await page.goto(link);
  await expect(page.getByText(`Sign in as ${email}?`)).toBeVisible();
  if (before === 0 && here) await inspect(page, "account-sign-in");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await arriveAt(page, /\/account(\?|$)/);
}

/** The links of the letters to an address, oldest first. */
function letters(email: string): string[] {
  const folder = join(server.folder, "mail");
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const all = names.map((name) => join(folder, name)).filter((file) => file.endsWith(".eml"));
  all.sort((one, other) => statSync(one).mtimeMs - statSync(other).mtimeMs);
  // Lines of a letter are wrapped with "=" at their end, and "=" is written as "=3D".
  const plain = all.map((file) => readFileSync(file, "utf8").replaceAll(/=\r?\n/g, "").replaceAll("=3D", "="));
  const mine = plain.filter((letter) => letter.includes(`To: ${email}`));
  return mine.map((letter) => /\/account\/sign-in\?token=[\w-]+/.exec(letter)?.[0] ?? "");
}
