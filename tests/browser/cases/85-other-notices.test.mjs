// Notices of other makes than the sample: every panel has something to show, nothing sticks out, and what there is nothing of
// is absent.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { close, hook, legend, number, paste, root, sum, visit } from '../lib/browser.mjs';

after(close);
const folder = path.join(root, 'tests/layouts');
// What follows the line of `===` is how they are to be read.
const notices = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8').split(/^===/m)[0]]);

/** Pastes a notice and waits for it to be drawn. */
async function show(page, text) {
  const before = await page.evaluate(() => performance.getEntriesByName('tongbao:painted')[0]?.startTime ?? 0);
  await paste(page, text);
  await page.waitForFunction((then) => (performance.getEntriesByName('tongbao:painted')[0]?.startTime ?? 0) > then, before);
}

for (const [width, locale] of [[1440, 'zh-CN'], [390, 'en-US']]) {
  test(`no panel is empty or sticks out at ${width}, ${locale}`, async () => {
    const { page, context, log } = await visit({ width, locale });
    for (const [name, text] of notices) {
      await show(page, text);
      const seen = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - window.innerWidth,
        odd: /undefined|NaN|Infinity/.exec(document.body.innerText)?.[0],
        bare: [...document.querySelectorAll('.card')].filter((card) => !card.querySelector('[data-count], .mrow')).map((card) => card.dataset.testid),
        matrix: [...document.querySelectorAll('.mx')].map((table) => [table.rows.length - 1, table.rows[0].cells.length - 1]),
        nameless: [...document.querySelectorAll('button')].filter((button) => !button.textContent.trim() && !button.ariaLabel).length,
      }));
      assert.ok(seen.wide <= 0, `${name}: ${seen.wide} px too wide`);
      assert.equal(seen.odd, undefined, name);
      assert.deepEqual(seen.bare, [], `${name}: a card with nothing on it`);
      for (const [rows, columns] of seen.matrix) assert.ok(rows > 1 && columns > 1, `${name}: a matrix of ${rows} × ${columns}`);
      assert.equal(seen.nameless, 0, `${name}: a button that says nothing`);
    }
    assert.deepEqual(log.errors, []);
    await context.close();
  });
}

test('a notice that only counts shows its counts, and no list to look for tasks in', async () => {
  const { page, context } = await visit();
  await show(page, '关于2023年10月份民生实事项目进展情况的通报\n截至10月31日，全县民生实事65项，已完成26项。');
  await hook(page, 'coverage-line').waitFor();
  assert.equal(await number(hook(page, 'coverage-line'), 'data-total'), 0);
  const counts = await legend(page);
  assert.deepEqual([counts.completed, sum(counts)], [26, 26]);
  assert.match(await hook(page, 'headline').innerText(), /65 项，其中\s*已完成 26/);
  assert.equal(await hook(page, 'ledger').getByRole('button').count(), 0, 'no filter to clear');
  const mark = hook(page, 'category-chart').locator('[data-status="completed"]').first();
  const [part, whole] = await Promise.all([mark.boundingBox(), hook(page, 'category-chart').boundingBox()]);
  assert.ok(part.width < whole.width / 2, '26 of 65 are less than half');
  await context.close();
});
