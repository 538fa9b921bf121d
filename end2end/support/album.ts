import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test, type Page } from "@playwright/test";

/** Where photographs of the pages lie: `<language>/<width>/<name>.png`, and an index to flip through them. */
const FOLDER = resolve(import.meta.dirname, "../screenshots");

/** Takes a picture of the whole page. */
export async function photograph(page: Page, name: string): Promise<void> {
  const { locale = "", viewport } = test.info().project.use;
  const language = (await page.locator("html").getAttribute("lang")) ?? locale;
  const folder = join(FOLDER, language, String(viewport?.width));
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Forgets the pictures of an earlier run. */
export function clearAlbum(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}

/** Writes the page that shows every picture, both languages and widths of a page side by side. */
export function bindAlbum(): void {
  const folders = subfolders(FOLDER).flatMap((language) => subfolders(join(FOLDER, language)).map((width) => `${language}/${width}`));
  if (folders.length === 0) return;
  const names = new Set(folders.flatMap((folder) => readdirSync(join(FOLDER, folder)).map((file) => file.replace(/\.png$/, ""))));
  const picture = (name: string, folder: string) =>
    `<figure><a href="${folder}/${name}.png"><img loading="lazy" src="${folder}/${name}.png" alt="${name}, ${folder}"></a>` +
    `<figcaption>${folder}</figcaption></figure>`;
  const sections = [...names].sort().map((name) => {
    return `<section id="${name}"><h2>${name}</h2><div>${folders.map((folder) => picture(name, folder)).join("")}</div></section>`;
  });
  const links = [...names].sort().map((name) => `<a href="#${name}">${name}</a>`);
  const style =
    "body{font:16px system-ui;margin:2rem;color-scheme:light dark}nav{display:flex;flex-wrap:wrap;gap:1rem}" +
    "div{display:flex;gap:1rem;align-items:start;overflow:auto}figure{margin:0}" +
    "img{max-height:40rem;max-width:40rem;object-fit:cover;object-position:top;border:1px solid #8888}";
  const page = `<!DOCTYPE html><meta charset="utf-8"><title>Pages of Lendlight</title><style>${style}</style><h1>Pages of Lendlight</h1><nav>${links.join("")}</nav>${sections.join("")}\n`;
  writeFileSync(join(FOLDER, "index.html"), page);
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  } catch {
    return [];
  }
}
