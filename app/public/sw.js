/**
 * Shows the offline page where there is no network. Served at /sw.js, led by a line that says which build it is of:
 * `const BUILD = { hash, assets }`.
 *
 * It keeps that page, asked for without cookies so that it is nobody's, and the assets it is told of. Every other
 * page and every answer of the API comes from the server or not at all.
 */
const PREFIX = "lendlight-";
const CACHE = PREFIX + BUILD.hash;
const OFFLINE = "/offline";

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.mode === "navigate") event.respondWith(visit(event));
  else if (origin === location.origin && BUILD.assets.includes(pathname)) event.respondWith(asset(event.request));
});

async function keep() {
  const cache = await caches.open(CACHE);
  const page = await fetch(OFFLINE, { credentials: "omit", cache: "reload" });
  if (!page.ok) throw new Error(`${OFFLINE}: ${page.status}`);
  await cache.put(OFFLINE, page);
  await cache.addAll(BUILD.assets);
  await self.skipWaiting();
}

async function takeOver() {
  await self.registration.navigationPreload?.enable();
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function visit(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return event.request.method === "GET" ? kept(OFFLINE) : unsent(event);
  }
}

/** A form that could not be sent: the page with what was typed stays, and is told to say so. */
async function unsent(event) {
  const page = await self.clients.get(event.clientId);
  if (!page) return kept(OFFLINE);
  page.postMessage("unsent");
  return new Response(null, { status: 204 });
}

async function asset(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function kept(address) {
  return (await caches.match(address, { cacheName: CACHE, ignoreVary: true })) ?? Response.error();
}
