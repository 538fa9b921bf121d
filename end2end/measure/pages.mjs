// What pages weigh and how fast they are: `node measure/pages.mjs http://127.0.0.1:3000`, run by `cargo xtask bench`.
//
// Prints the median of three runs of Lighthouse (mobile preset) a page, and what the results' page transfers. A figure
// that misses its goal is marked, and no failure: figures depend on the machine.
import { connect, createServer } from "node:net";
import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";

const RUNS = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const GOALS = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100, lcp: 2500, cls: 0.1 };
const RESULTS = "/search?category=personal_loan";
const TRANSFER = { on: 200_000, off: 60_000 };

const server = new URL(process.argv[2]);

function launch(...args) {
  return chromium.launch({
    executablePath: process.env.LENDLIGHT_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", ...args],
  });
}

async function listening(listener) {
  await new Promise((ready) => listener.listen(0, "127.0.0.1", ready));
  return listener.address().port;
}

async function freePort() {
  const probe = createServer();
  const port = await listening(probe);
  await new Promise((closed) => probe.close(closed));
  return port;
}

/** The pages to measure that this server has. */
async function pages() {
  const found = await (await fetch(new URL("/api/v1/search?category=personal_loan&per_page=4", server))).json();
  const ids = found.results.map((result) => result.product_id);
  const all = { home: "/", results: RESULTS, calculator: "/calculator" };
  if (ids.length > 0) {
    all.product = `/products/${ids[0]}`;
    all.compare = `/compare?${ids.map((id) => `product=${id}`).join("&")}&amount=15000&term_months=36`;
  } else console.log("product, compare: skipped, the catalogue has no personal loan");
  const there = [];
  for (const [name, path] of Object.entries(all)) {
    const { status } = await fetch(new URL(path, server));
    if (status === 200) there.push({ name, path });
    else console.log(`${name}: skipped, ${path} answers ${status}`);
  }
  return there;
}

/** One line a page: each figure, marked where it misses its goal. */
async function speed({ name, path }, port) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { lhr } = await lighthouse(new URL(path, server).href, {
      port,
      logLevel: "error",
      onlyCategories: CATEGORIES,
    });
    if (lhr.runtimeError) throw new Error(`${name}: ${lhr.runtimeError.message}`);
    runs.push(lhr);
  }
  runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const lhr = runs[Math.floor(RUNS / 2)];
  const value = (audit) => lhr.audits[audit].numericValue;
  const marked = (text, misses) => (misses ? `${text} (below the goal)` : text);
  const scores = CATEGORIES.map((category) => {
    const score = Math.round(lhr.categories[category].score * 100);
    return marked(`${category} ${score}`, score < GOALS[category]);
  });
  const lcp = value("largest-contentful-paint");
  const cls = value("cumulative-layout-shift");
  const more = [
    marked(`LCP ${(lcp / 1000).toFixed(2)} s`, lcp > GOALS.lcp),
    marked(`CLS ${cls.toFixed(3)}`, cls > GOALS.cls),
    kilobytes(value("total-byte-weight")),
  ];
  console.log(`${name.padEnd(10)} ${[...scores, ...more].join(", ")}`);
  const lost = Object.values(lhr.categories)
    .filter(({ id }) => id !== "performance")
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
  for (const { id } of lost) console.log(`           lost: ${id}: ${lhr.audits[id].title}`);
}

/** Everything that the server sends for a page, headers, icons and the service worker's own requests included. */
async function transfer(browser, scripts) {
  let bytes = 0;
  const counter = createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname);
    upstream.on("data", (chunk) => (bytes += chunk.length));
    client.pipe(upstream).pipe(client);
    for (const side of [client, upstream]) side.on("error", () => [client, upstream].forEach((each) => each.destroy()));
  });
  const port = await listening(counter);
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}${RESULTS}`, { waitUntil: "networkidle" });
  // The service worker comes after everything else.
  if (scripts) await page.evaluate(() => navigator.serviceWorker.ready);
  await context.close();
  counter.close();
  return bytes;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

const port = await freePort();
const browser = await launch(`--remote-debugging-port=${port}`);
try {
  for (const page of await pages()) await speed(page, port);
  for (const [scripts, goal] of [
    [true, TRANSFER.on],
    [false, TRANSFER.off],
  ]) {
    const bytes = await transfer(browser, scripts);
    const verdict = bytes > goal ? "above the goal of" : "goal";
    console.log(`results with scripts ${scripts ? "on" : "off"}: ${kilobytes(bytes)} transferred, ${verdict} ${kilobytes(goal)}`);
  }
} finally {
  await browser.close();
}
