// Files of every kind, rich text, archives: dropped, pasted and chosen on the page, as users do.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import {
  address, cli, close, hook, legend, loaded, number, open, overTheWire, packed, pasteEvent, pictures, ready, root, sample, visit,
} from '../lib/browser.mjs';

after(close);

const fixture = (name) => readFileSync(path.join(root, 'crates/readers/tests/fixtures', name));

/** A page that read 50 MB itself would stand for seconds; test machines are shared, so a task of its own may take a little longer here. */
const taskBudget = Number(process.env.TONGBAO_TASK_BUDGET_MS ?? 200);

/** Drops a file on the page. Making it there is a task of its own, before what is watched. */
async function drop(page, name, bytes, type = '') {
  await page.evaluate(([label, base64, kind]) => {
    window.dropped = new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], label, { type: kind });
  }, [name, Buffer.from(bytes).toString('base64'), type]);
  await page.evaluate(() => {
    window.watchedFrom = performance.now();
    const data = new DataTransfer();
    data.items.add(window.dropped);
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
}

/** Waits until what came in last is drawn. */
async function painted(page) {
  await page.waitForFunction(() => performance.getEntriesByName('tongbao:painted').length > 0);
}

/** Drops a text of many megabytes that is made in the page. */
async function dropLarge(page, megabytes) {
  await page.evaluate((size) => {
    const line = '关于开展大扫除的说明，今天天气很好，大家都来了，街道上干干净净。\n';
    const times = Math.floor((size << 20) / new TextEncoder().encode(line).length);
    const data = new DataTransfer();
    data.items.add(new File([line.repeat(times)], 'large.txt', { type: 'text/plain' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, megabytes);
}

/** From now on the longest task of the page's own thread is kept. */
async function watch(page) {
  await page.evaluate(() => {
    window.longest = 0;
    window.watchedFrom = 0;
    new PerformanceObserver((list) => {
      // Told late: a task of the test itself, begun before it said what is measured, may still come.
      const own = list.getEntries().filter((entry) => entry.startTime >= window.watchedFrom);
      for (const entry of own) window.longest = Math.max(window.longest, entry.duration);
    }).observe({ type: 'longtask' });
  });
}

/** Forgets the tasks so far: making a large file in the page is not what is measured. */
async function forget(page) {
  await page.evaluate(() => { [window.longest, window.watchedFrom] = [0, performance.now()]; });
}

async function refusal(page, code) {
  const banner = hook(page, 'error-banner');
  await banner.waitFor();
  if (code) assert.equal(await banner.getAttribute('data-code'), code);
  const words = (await banner.textContent()).trim();
  assert.ok(words.length > 12, `a sentence, not "${words}"`);
  return words;
}

/** An archive whose files are stored as they are. */
function zip(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const label = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(label.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), common, label, bytes);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, tail, label);
    at += 30 + label.length + bytes.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end]);
}

test('each kind of file is read where it is dropped, by its content', async () => {
  const { page, context, log } = await visit();
  log.requests.length = 0;
  await watch(page);
  const lines = [];
  for (const kind of ['html', 'docx', 'xlsx', 'odt', 'ods', 'xls', 'doc', 'rtf', 'pdf']) {
    const began = Date.now();
    await drop(page, `notice-${kind}.bin`, fixture(`yuhuan-2021-q3.${kind}`));
    await painted(page);
    await loaded(page, 140);
    lines.push(`${kind} ${Date.now() - began}`);
    const line = hook(page, 'coverage-line');
    assert.equal(await number(line, 'data-total'), 140, kind);
  }
  console.log(`ms from drop to report: ${lines.join(', ')}; longest task of the page ${Math.round(await page.evaluate(() => window.longest))} ms`);
  assert.deepEqual(overTheWire(log.requests), []);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('a chosen file is read, and its text is shown as the source', async () => {
  const { page, context, log } = await visit();
  await hook(page, 'intake-file').first().setInputFiles({ name: '通报.docx', mimeType: '', buffer: fixture('yuhuan-2021-q3.docx') });
  await loaded(page, 140);
  await hook(page, 'ledger-row').first().click();
  await hook(page, 'task-panel').waitFor();
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('rich text: the table of the clipboard is preferred to its plain text, and the command line agrees', async () => {
  const { page, context, log } = await visit();
  const html = fixture('yuhuan-2021-q3.html').toString('utf8');
  await pasteEvent(page, { 'text/html': html, 'text/plain': '表格的文字散了\n一行\n' });
  await loaded(page, 140);
  const file = path.join(pictures, '..', 'clipboard.html');
  writeFileSync(file, html);
  const report = JSON.parse(execFileSync(cli, ['analyze', '--clipboard-html', file], { maxBuffer: 1 << 28 }));
  const counts = await legend(page);
  for (const [status, count] of Object.entries(counts)) {
    assert.equal(count, report.tasks.filter((task) => (task.status.stated ?? task.status.assessed ?? 'unknown') === status).length, status);
  }
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('rich text without a table is read as plain text', async () => {
  const { page, context, log } = await visit();
  await pasteEvent(page, { 'text/html': '<p>散文</p>', 'text/plain': sample });
  await loaded(page, 140);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('a table whose HTML is empty falls back to the plain text', async () => {
  const { page, context, log } = await visit();
  await pasteEvent(page, { 'text/html': '<table><tr><td></td></tr></table>', 'text/plain': sample });
  await loaded(page, 140);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('a pasted screenshot is answered with a sentence', async () => {
  const { page, context, log } = await visit();
  await page.evaluate(() => {
    const data = new DataTransfer();
    const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d];
    data.items.add(new File([new Uint8Array(png)], 'image.png', { type: 'image/png' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  assert.match(await refusal(page, 'file_picture'), /图片（PNG）/);
  assert.deepEqual(log.errors, []);
  await context.close();
});

const refused = [
  ['file_unsupported', Buffer.from('Rar!\x1a\x07\x01\x00 and more', 'latin1')],
  ['file_damaged', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(64, 7)])],
  ['file_damaged', Buffer.from('%PDF-1.7\n%%EOF')],
  ['file_unknown', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37) % 32))],
  ['file_empty', Buffer.from('<html><body> </body></html>')],
];
for (const locale of ['zh-CN', 'en-GB']) {
  test(`what cannot be read is told in ${locale}, and the page goes on`, async () => {
    const { page, context, log } = await visit({ locale });
    for (const [code, bytes] of refused) {
      await drop(page, '通报.pdf', bytes);
      await page.waitForFunction((wanted) => document.querySelector('[data-testid=error-banner]')?.dataset.code === wanted, code);
      const words = await refusal(page, code);
      assert.equal(/[\u4e00-\u9fff]{6}/.test(words), locale === 'zh-CN', words);
    }
    await drop(page, 'a.xlsx', fixture('yuhuan-2021-q3.xlsx'));
    await loaded(page, 140);
    assert.deepEqual(log.errors, []);
    await context.close();
  });
}

test('of an archive one file is chosen', async () => {
  const { page, context, log } = await visit();
  const archive = zip([['说明.txt', Buffer.from('这里有两份文件\n')], ['通报/三季度.docx', fixture('yuhuan-2021-q3.docx')]]);
  await drop(page, 'all.zip', archive);
  await refusal(page, 'file_archive');
  const entries = hook(page, 'archive-entry');
  assert.deepEqual(await entries.allTextContents(), ['说明.txt', '通报/三季度.docx']);
  await entries.nth(1).click();
  await loaded(page, 140);
  // One alone needs no choice.
  await drop(page, 'one.zip', zip([['通报.xls', fixture('yuhuan-2021-q3.xls')]]));
  await painted(page);
  await loaded(page, 140);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('a file of 50 MB, another dropped meanwhile, and cancelling', async () => {
  const { page, context, log } = await visit();
  await watch(page);
  await dropLarge(page, 50);
  await hook(page, 'busy').waitFor();
  await forget(page);
  await drop(page, 'a.docx', fixture('yuhuan-2021-q3.docx'));
  await loaded(page, 140);
  await page.waitForTimeout(1500);
  assert.equal(await number(hook(page, 'coverage-line'), 'data-total'), 140);

  await dropLarge(page, 50);
  await hook(page, 'busy').waitFor();
  await page.keyboard.press('Escape');
  await hook(page, 'busy').waitFor({ state: 'detached' });
  await page.waitForTimeout(1500);
  assert.equal(await hook(page, 'error-banner').count(), 0);

  await dropLarge(page, 50);
  await hook(page, 'busy').waitFor();
  await forget(page);
  await hook(page, 'error-banner').waitFor({ timeout: 60000 });
  const longest = await page.evaluate(() => window.longest);
  console.log(`50 MB: the longest task of the page was ${Math.round(longest)} ms`);
  assert.ok(longest <= taskBudget, `the page stood still for ${longest} ms`);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('readers that break off end the job with a sentence, and the next one is read', async () => {
  const context = await (await open()).newContext({ locale: 'zh-CN', serviceWorkers: 'block' });
  const broken = 'let tongbao_readers = { initSync() {}, read(bytes) { throw new WebAssembly.RuntimeError("unreachable"); } };';
  await context.route('**/readers.js', (route) => route.fulfill({ contentType: 'text/javascript', body: broken }));
  const page = await context.newPage();
  await page.goto(address);
  await ready(page);
  await drop(page, '通报.docx', fixture('yuhuan-2021-q3.docx'));
  await refusal(page, 'file_broke');
  await pasteEvent(page, { 'text/plain': sample });
  await loaded(page, 140);
  await context.close();
});

test('without the readers plain text files are read, others get a sentence', async () => {
  const context = await (await open()).newContext({ locale: 'zh-CN', serviceWorkers: 'block' });
  await context.route('**/readers_bg.wasm', (route) => route.abort());
  const page = await context.newPage();
  await page.goto(address);
  await ready(page);
  await drop(page, '通报.docx', fixture('yuhuan-2021-q3.docx'));
  await refusal(page, 'file_no_readers');
  await drop(page, '通报.txt', Buffer.from(sample));
  await loaded(page, 140);
  await context.close();
});

test('files are read without a network, and in the single file', async () => {
  const { page, context, log } = await visit();
  await context.setOffline(true);
  log.errors.length = 0;
  await page.reload();
  await ready(page);
  await drop(page, 'a.docx', fixture('yuhuan-2021-q3.docx'));
  await loaded(page, 140);
  assert.deepEqual(log.errors, []);
  await context.close();

  const single = await visit({ url: packed });
  await drop(single.page, 'a.pdf', fixture('yuhuan-2021-q3.pdf'));
  await loaded(single.page, 140);
  assert.deepEqual(overTheWire(single.log.requests), [packed]);
  assert.deepEqual(single.log.errors, []);
  await single.context.close();
});
