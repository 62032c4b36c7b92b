// The page as people see it, at the widths it is made for: nothing sticks out, and a picture of each
// is left in target/pictures. The README's picture is one of them.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, test } from 'node:test';
import { close, hook, loaded, paste, pictures, sample, visit } from '../lib/browser.mjs';

after(close);

const sizes = [[1440, 900], [1366, 768], [390, 844], [1920, 1080]];

for (const [width, height] of sizes) {
  for (const theme of ['light', 'dark']) {
    test(`${width} × ${height}, ${theme}`, async () => {
      const { page, context } = await visit({ width, height, theme });
      const shoot = (name) => page.screenshot({ path: path.join(pictures, `${name}-${width}-${theme}.png`) });
      const fits = async (state) => {
        const { inner, outer } = await page.evaluate(() => ({ inner: document.documentElement.scrollWidth, outer: window.innerWidth }));
        assert.ok(inner <= outer, `${state}: ${inner} px of content in ${outer} px`);
      };
      await fits('empty');
      await shoot('empty');
      await paste(page, sample);
      await loaded(page, 140);
      await fits('loaded');
      await shoot('loaded');
      if (width > 1000) {
        await hook(page, 'status-legend-behind').click();
        await hook(page, 'ledger-row').first().click();
        await hook(page, 'task-panel').waitFor();
        await fits('task');
        await shoot('task');
      }
      await context.close();
    });
  }
}

test('in English nothing in the ledger lies on something else', async () => {
  const { page, context } = await visit({ width: 1366, height: 768, locale: 'en-US' });
  await paste(page, sample);
  await loaded(page, 140);
  for (const state of ['beside', 'spread']) {
    if (state === 'spread') await hook(page, 'spread').click();
    await page.waitForSelector(state === 'spread' ? '.s-led .lr' : '.lr');
    const over = await hook(page, 'ledger-row').evaluateAll((rows) => rows.filter((row) => {
      const [word, number] = ['.stw', '.c-no'].map((name) => row.querySelector(name)?.getBoundingClientRect());
      return word && number && word.right > number.left;
    }).length);
    assert.equal(over, 0, `${state}: a status lies on a number`);
    await page.screenshot({ path: path.join(pictures, `english-${state}.png`) });
  }
  const columns = await page.evaluate(() => {
    const lefts = (row) => [...document.querySelector(row).children].map((cell) => Math.round(cell.getBoundingClientRect().left));
    return [lefts('.lh'), lefts('.lr')];
  });
  assert.deepEqual(columns[0], columns[1], 'headings stand above their columns');
  await context.close();
});

test('on paper every row is printed', async () => {
  const { page, context } = await visit();
  await paste(page, sample);
  await loaded(page, 140);
  assert.ok((await hook(page, 'ledger-row').count()) < 140, 'on the screen only what is in sight is drawn');
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  assert.equal(await hook(page, 'ledger-row').count(), 140);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.waitForFunction(() => document.querySelectorAll('[data-testid="ledger-row"]').length < 140);
  await context.close();
});
