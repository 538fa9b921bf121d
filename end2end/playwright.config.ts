import { defineConfig, type Project } from "@playwright/test";
import { server } from "./support/server.ts";

export type Options = { scripts: boolean };

/** Every spec runs with scripts on and off, on a desk's screen and on the narrowest phone's. */
const projects: Project<Options>[] = [true, false].flatMap((scripts) =>
  [1280, 320].map((width) => ({
    name: `scripts-${scripts ? "on" : "off"}-${width}`,
    use: { scripts, javaScriptEnabled: scripts, viewport: { width, height: width === 320 ? 640 : 900 } },
  })),
);

export default defineConfig<Options>({
  testDir: ".",
  testMatch: "*/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env["CI"]),
  retries: 0,
  workers: 2,
  // A page is looked at by axe several times in one test, which takes a while on a small machine.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  projects,
  use: {
    baseURL: server.address,
    locale: "en-AU",
    timezoneId: "Australia/Sydney",
    // It would answer for the server where a test looks at what the server answers.
    serviceWorkers: "block",
    actionTimeout: 15_000,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["LENDLIGHT_CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: server.command,
    // Tests that run at once share the server: what one clicks must not reorder another's results between two looks.
    env: { LENDLIGHT_CLICKS__LEARN: "false", LENDLIGHT_CLICKS__EXPLORATION_SHARE: "0" },
    url: `${server.address}/readyz`,
    // The first start loads the demo catalogue and builds the index.
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    reuseExistingServer: false,
    stdout: "ignore",
    stderr: "pipe",
  },
  globalSetup: "./support/setup.ts",
  globalTeardown: "./support/teardown.ts",
});
