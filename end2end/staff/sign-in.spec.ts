import { expect, inspect, inspectDark, test } from "../support/test.ts";
import { invitation, oneTimeCode } from "../support/staff.ts";

const PASSWORD = "violet tractor hums at dusk";

test("an operator comes in, sets codes up, invites somebody, and signs in again", async ({ page, browser }) => {
  const who = test.info().project.name;
  const email = `operator-${who}@site.example`;
  await page.goto(invitation(email, "operator"));
  await expect(page.getByText("makes you: Operator")).toBeVisible();
  await inspect(page, "staff-invitation");
  await page.getByLabel("Your name").fill("Olga Operator");
  await page.getByLabel("New password").fill("passwordpassword");
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("alert")).toContainText("would be guessed");
  await expect(page.getByLabel("Your name")).toHaveValue("Olga Operator");
  await expect(page.getByLabel("New password")).toHaveValue("");
  await inspect(page, "staff-invitation-error");
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("status")).toContainText("Welcome");
  await inspect(page, "staff-home");
  await inspectDark(page, "staff-home");

  await page.getByRole("link", { name: "People of this site" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your security");
  await inspect(page, "staff-security");
  await inspectDark(page, "staff-security");
  const secret = (await page.locator(".staff__secret").textContent()) ?? "";
  await page.locator("#code").fill(oneTimeCode(secret));
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  await inspect(page, "staff-recovery");
  const recovery = await page.locator(".staff__codes code").allTextContents();
  expect(recovery).toHaveLength(10);

  await page.goto("/staff/people");
  await inspect(page, "staff-people");
  await inspectDark(page, "staff-people");
  await page.getByLabel("E-mail address").fill(`marketer-${who}@site.example`);
  await page.locator("#role").selectOption({ label: "Marketer" });
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("The invitation is on its way");
  await page.goto("/staff/audit");
  await expect(page.getByRole("cell", { name: "Olga Operator" }).first()).toBeVisible();
  await inspect(page, "staff-audit");

  const other = await browser.newContext({ locale: "en-AU" });
  const again = await other.newPage();
  await again.goto(new URL("/staff/people", page.url()).href);
  await expect(again.getByRole("heading", { level: 1 })).toHaveText("Sign in to work");
  await inspect(again, "staff-sign-in");
  await again.getByLabel("E-mail address").fill(email);
  await again.getByLabel("Password").fill(PASSWORD);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(again.getByRole("heading", { level: 1 })).toHaveText("One more step");
  await again.locator("#code").fill("000000");
  await again.getByRole("button", { name: "Go on" }).click();
  await expect(again.getByRole("alert")).toContainText("not right");
  await inspect(again, "staff-code");
  await again.locator("#code").fill(recovery[0] ?? "");
  await again.getByRole("button", { name: "Go on" }).click();
  await expect(again.getByRole("heading", { level: 1 })).toHaveText("People of this site");
  await other.close();
});

test("whoever lacks the role is told so, and what another lender has is not there", async ({ page }) => {
  const who = test.info().project.name;
  const answer = await page.request.get("/api/v1/search?per_page=100");
  const { results } = (await answer.json()) as { results: { institution: { id: string } }[] };
  const [mine, theirs] = [...new Set(results.map((result) => result.institution.id))];
  await page.goto(invitation(`viewer-${who}@bank.example`, "viewer", mine));
  await page.getByLabel("Your name").fill("Vera Viewer");
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByText(/^Viewer at /)).toBeVisible();
  expect((await page.goto("/staff/people"))?.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your role does not allow this");
  await inspect(page, "staff-forbidden");
  expect((await page.goto(`/institutions/${mine}/people`))?.status()).toBe(403);
  expect((await page.goto(`/institutions/${theirs}/people`))?.status()).toBe(404);
  await page.goto("/staff");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("status")).toContainText("You are signed out");
  await page.getByRole("link", { name: "Password forgotten" }).click();
  await inspect(page, "staff-forgotten");
});
