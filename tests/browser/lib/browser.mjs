// What every browser test shares: one real Chromium of the system, pages that log what they ask for
// and complain about, and the figures read from a page through its data-testid hooks.
import { chromium } from 'playwright-core';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Where the built page is served; set by `cargo xtask test browser`. */
export const address = needed('TONGBAO_ADDRESS');
/** The single-file page. */
export const packed = 'file://' + needed('TONGBAO_PACKED');
/** The command line, to hold the page's figures against. */
export const cli = needed('TONGBAO_CLI');
/** Where pictures go. */
export const pictures = path.join(needed('TONGBAO_TARGET'), 'pictures');
mkdirSync(pictures, { recursive: true });

export const sample = readFileSync(path.join(root, 'tests/notices/yuhuan-2021-q3.txt'), 'utf8');
export const gold = JSON.parse(readFileSync(path.join(root, 'tests/gold/yuhuan-2021-q3.json'), 'utf8'));
export const statuses = ['not_started', 'suspended', 'not_completed', 'behind', 'completed', 'ahead', 'on_track', 'unknown'];

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with 'cargo xtask test browser'`);
  return value;
}

function executable() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/snap/bin/chromium'];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error('no Chromium found: install it (Debian: apt-get install -y chromium) or set CHROMIUM');
  return found;
}

let browser;
export async function open() {
  browser ??= await chromium.launch({
    executablePath: executable(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  return browser;
}

export async function close() {
  await browser?.close();
  browser = undefined;
}

/**
 * A page in a context of its own. `log` collects every request, console error and uncaught error;
 * `log.ready` is set once the page said that it needs nothing more.
 */
export async function visit({ url = address, width = 1440, height = 900, theme = 'light', locale = 'zh-CN', context: options = {} } = {}) {
  const context = await (await open()).newContext({
    viewport: { width, height }, colorScheme: theme, locale, reducedMotion: 'reduce',
    permissions: url.startsWith('http') ? ['clipboard-read', 'clipboard-write'] : [], ...options,
  });
  const log = { requests: [], errors: [], sizes: [] };
  context.on('request', (request) => log.requests.push({ url: request.url(), at: Date.now() }));
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) log.errors.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (problem) => log.errors.push(`uncaught: ${problem}`));
  page.setDefaultTimeout(15000);
  await page.goto(url);
  await ready(page);
  return { context, page, log };
}

export async function ready(page) {
  await page.waitForSelector('html[data-ready="1"]', { state: 'attached', timeout: 20000 });
}

/** Requests that went over the wire: what the page makes itself (blob:, data:) is none. */
export function overTheWire(requests) {
  return requests.filter(({ url }) => !/^(blob|data):/.test(url)).map(({ url }) => url);
}

export const hook = (page, name) => page.locator(`[data-testid="${name}"]`);

/** Puts `text` on the clipboard and presses Ctrl+V on the page, as a user does. */
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+V');
}

/** Pastes by a synthetic event: where the clipboard is not to be had (file://) or holds more than text. */
export async function pasteEvent(page, parts) {
  await page.evaluate((kinds) => {
    const data = new DataTransfer();
    for (const [kind, words] of Object.entries(kinds)) data.setData(kind, words);
    (document.activeElement ?? document.body).dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    );
  }, parts);
}

/** Waits until a reading with tasks is drawn. */
export async function loaded(page, count) {
  const line = hook(page, 'coverage-line');
  await line.waitFor();
  if (count !== undefined) {
    await page.waitForFunction(
      ([total]) => document.querySelector('[data-testid="coverage-line"]')?.dataset.total === String(total), [count]);
  }
  return line;
}

export async function number(locator, name) {
  const value = await locator.getAttribute(name);
  if (!/^\d+$/.test(value ?? '')) throw new Error(`${name} is no plain integer: ${value}`);
  return Number(value);
}

/** The counts of the eight legend buttons. */
export async function legend(page) {
  const counts = {};
  for (const status of statuses) counts[status] = await number(hook(page, `status-legend-${status}`), 'data-count');
  return counts;
}

export const sum = (counts) => Object.values(counts).reduce((all, one) => all + one, 0);

/** The rows of a chart: name → count. */
export async function rows(page, chart, kind) {
  const found = await page.locator(`[data-testid="${chart}"] [data-testid="${kind}-row"]`).evaluateAll(
    (list, key) => list.map((row) => [row.dataset[key], Number(row.dataset.count)]), kind);
  return Object.fromEntries(found);
}
