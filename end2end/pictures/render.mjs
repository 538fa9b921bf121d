// Draws the pictures of app/public from the SVG files beside this one: `npm run pictures`.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "@playwright/test";

const PICTURES = [
  { from: "icon.svg", to: "icon-192.png", width: 192, height: 192 },
  { from: "icon.svg", to: "icon-512.png", width: 512, height: 512 },
  { from: "icon-square.svg", to: "icon-maskable-512.png", width: 512, height: 512 },
  { from: "icon-square.svg", to: "icon-180.png", width: 180, height: 180 },
  { from: "share.svg", to: "share.png", width: 1200, height: 630 },
];

const browser = await chromium.launch({
  executablePath: process.env.LENDLIGHT_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
for (const { from, to, width, height } of PICTURES) {
  const page = await browser.newPage({ viewport: { width, height } });
  const svg = readFileSync(resolve(import.meta.dirname, from), "utf8");
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  const path = resolve(import.meta.dirname, "../../app/public", to);
  await page.screenshot({ path, omitBackground: true });
  await page.close();
}
await browser.close();
