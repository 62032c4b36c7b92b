// The service worker: keeps one build of the page whole, so that a second visit works without a
// network. The two values below are filled in by `cargo xtask` once the page is built; the build id
// is made from the contents, so a changed page is a changed script, which browsers notice.
'use strict';

const BUILD = '';
const FILES = [];

const CACHE = 'tongbao-' + BUILD;

self.addEventListener('install', (event) => {
  if (!BUILD) return;
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' }))))
      // The page registers this script only when it has loaded all its own parts, so a new build
      // may take over at once: nothing is mixed, and the next visit shows the new page.
      .then(() => self.skipWaiting())
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('tongbao-') && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim())
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (!BUILD || request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true }))
      .then((kept) => kept || fetch(request))
  );
});
