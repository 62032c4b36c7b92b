// Judged by another day than the end of the period: the figures are those of the command line for that day, and go back again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { after, test } from 'node:test';
import { address, cli, close, hook, legend, loaded, paste, pictures, root, sample, statuses, visit } from '../lib/browser.mjs';

after(close);

function judged(day) {
  const words = ['analyze', path.join(root, 'tests/notices/yuhuan-2021-q3.txt'), '--format', 'json', '--as-of', day];
  const counts = JSON.parse(execFileSync(cli, words, { maxBuffer: 1 << 26 })).totals.overall.merged;
  return Object.fromEntries(statuses.map((status) => [status, counts[status] ?? 0]));
}

for (const width of [1366, 390]) {
  test(`another day, another judgement, and back, ${width} px`, async () => {
    const { page, context, log } = await visit({ width, height: width === 390 ? 844 : 768 });
    await paste(page, sample);
    await loaded(page, 140);
    const before = await legend(page);
    const field = hook(page, 'as-of');
    assert.equal(await field.inputValue(), '2021-09-30');
    assert.equal(await hook(page, 'as-of-reset').count(), 0);
    await hook(page, 'status-legend-behind').click();
    await page.evaluate(() => { document.querySelector('main').dataset.mark = 'same'; });
    await field.fill('2021-12-31');
    await hook(page, 'as-of-reset').waitFor();
    const now = await legend(page);
    assert.deepEqual(now, judged('2021-12-31'));
    assert.notDeepEqual(now, before, 'the day makes a difference');
    assert.match(page.url(), /[#&]as_of=2021-12-31(&|$)/);
    assert.equal(await page.locator('[data-testid="filter-chips"] [data-kind="status"]').count(), 1, 'the filter stays');
    await page.screenshot({ path: path.join(pictures, `as-of-${width}-light.png`) });
    const { inner, outer } = await page.evaluate(() => ({ inner: document.documentElement.scrollWidth, outer: window.innerWidth }));
    assert.ok(inner <= outer, `${inner} px of content in ${outer} px`);
    // Back by undoing, and by the button.
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('Control+z');
    await hook(page, 'as-of-reset').waitFor({ state: 'detached' });
    assert.deepEqual(await legend(page), before);
    await field.fill('2021-06-30');
    await hook(page, 'as-of-reset').click();
    await hook(page, 'as-of-reset').waitFor({ state: 'detached' });
    assert.deepEqual(await legend(page), before);
    assert.equal(await field.inputValue(), '2021-09-30');
    assert.doesNotMatch(page.url(), /as_of/);
    assert.deepEqual(log.errors, []);
    await context.close();
  });
}

test('an address that names a day is judged by it', async () => {
  const { page, context, log } = await visit({ url: `${address}#v=1&as_of=2021-12-31` });
  await paste(page, sample);
  await loaded(page, 140);
  await hook(page, 'as-of-reset').waitFor();
  assert.equal(await hook(page, 'as-of').inputValue(), '2021-12-31');
  assert.deepEqual(await legend(page), judged('2021-12-31'));
  assert.match(page.url(), /[#&]as_of=2021-12-31(&|$)/);
  assert.deepEqual(log.errors, []);
  await context.close();
});
