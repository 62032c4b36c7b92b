// Input that is no notice: a sentence says so, the text stays, nothing hangs.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { close, hook, loaded, paste, pasteEvent, sample, visit } from '../lib/browser.mjs';

after(close);

const banner = (page) => page.locator('[data-testid="error-banner"], [data-testid="partial-banner"]').first();

async function complaint(page) {
  await banner(page).waitFor();
  const words = (await banner(page).textContent()).trim();
  assert.ok(words.length > 8, `a sentence, not "${words}"`);
  assert.ok(await banner(page).getAttribute('data-code'), 'with a code');
  return words;
}

const poem = '床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。';
const shopping = '名称\t数量\t单价\n苹果\t3\t5.50\n牛奶\t2\t12.00\n面包\t1\t8.80\n合计\t6\t49.30';

for (const [name, text] of [['a poem', poem], ['a shopping table', shopping]]) {
  test(`${name} gets a sentence and stays in the box`, async () => {
    const { page, context, log } = await visit();
    await paste(page, text);
    await complaint(page);
    assert.equal((await hook(page, 'intake-text').inputValue()).trim(), text);
    assert.deepEqual(log.errors, []);
    await context.close();
  });
}

test('an empty paste is said to be empty', async () => {
  const { page, context, log } = await visit();
  await pasteEvent(page, { 'text/plain': '  \n\t\n ' });
  await complaint(page);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('a picture named .txt is told apart', async () => {
  const { page, context, log } = await visit();
  const picture = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005fe02fea7d6050b0000000049454e44ae426082', 'hex');
  await hook(page, 'intake-file').first().setInputFiles({ name: '通报.txt', mimeType: 'text/plain', buffer: picture });
  await complaint(page);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('NUL and lone surrogates do no harm', async () => {
  const { page, context, log } = await visit();
  const odd = sample.replaceAll('已完成', '已\u0000完成').replace('通报', '通报\ud800').replace('市经信局', '市经信局\udfff');
  await pasteEvent(page, { 'text/plain': odd });
  await loaded(page, 140);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('20 MB of text is answered, and the page stays alive meanwhile', async () => {
  const { page, context, log } = await visit();
  // Made within the page, so that what is timed is what the page does, not how the text gets there.
  const pasted = await page.evaluate(async () => {
    const data = new DataTransfer();
    data.setData('text/plain', '关于开展大扫除的说明，今天天气很好，大家都来了。\n'.repeat(300_000));
    const tick = () => new Promise((resolve) => setTimeout(resolve, 50));
    await tick();
    window.longest = 0;
    let last = performance.now();
    const beat = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      setTimeout(beat, 0);
    };
    beat();
    await tick();
    const begun = performance.now();
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    return performance.now() - begun;
  });
  await banner(page).waitFor({ timeout: 60000 });
  const longest = await page.evaluate(() => window.longest);
  console.log(`20 MB: taking it in took ${Math.round(pasted)} ms, the longest pause of the page was ${Math.round(longest)} ms`);
  assert.ok(longest < 500, `the page stood still for ${longest} ms`);
  assert.ok((await hook(page, 'intake-text').inputValue()).startsWith('关于开展大扫除'), 'the beginning stays in the box');
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('a GB18030 file is read', async () => {
  const { page, context } = await visit();
  // 关于三季度重点工作进展情况的通报, then prose: enough to see that it was decoded.
  const bytes = Buffer.from('b9d8d3dac8fdbcbeb6c8d6d8b5e3b9a4d7f7bdf8d5b9c7e9bff6b5c4cda8b1a80a', 'hex');
  await hook(page, 'intake-file').first().setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: bytes });
  await page.waitForFunction(() => document.body.innerText.includes('三季度重点工作') ||
    document.querySelector('[data-testid="intake-text"]')?.value.includes('三季度重点工作'));
  await context.close();
});

for (const width of [1366, 390]) {
  test(`where no tasks were recognised a header can be named, ${width} px`, async () => {
    const { page, context, log } = await visit({ width, height: 800 });
    await paste(page, shopping);
    await complaint(page);
    await hook(page, 'read-anyway').click();
    const raw = hook(page, 'read-raw');
    assert.deepEqual(await raw.locator('li').allTextContents(), shopping.split('\n'), 'the lines that were read');
    const { inner, outer } = await page.evaluate(() => ({ inner: document.documentElement.scrollWidth, outer: window.innerWidth }));
    assert.ok(inner <= outer, `${inner} px of content in ${outer} px`);
    for (const place of [0, 1]) await raw.locator('input').nth(place).fill('1');
    await raw.locator('input').nth(1).press('Tab');
    await loaded(page);
    assert.ok((await hook(page, 'ledger').getAttribute('data-count')) >= 3, 'its rows are tasks now');
    // What was told stays an option of the reading, and can be taken back.
    await hook(page, 'understood-button').click();
    assert.equal(await hook(page, 'understood-table').count(), 1);
    assert.deepEqual(log.errors, []);
    await context.close();
  });
}

test('the text of a file without tasks is shown with its lines, too', async () => {
  const { page, context, log } = await visit();
  await hook(page, 'intake-file').first().setInputFiles({ name: '清单.csv', mimeType: '', buffer: Buffer.from(poem) });
  await complaint(page);
  await hook(page, 'read-anyway').click();
  assert.equal(await hook(page, 'read-raw').locator('li').count(), 4);
  assert.deepEqual(log.errors, []);
  await context.close();
});
