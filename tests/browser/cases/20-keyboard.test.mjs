// The keyboard alone: from the pasted text to a task's words and back.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { close, hook, loaded, number, paste, sample, visit } from '../lib/browser.mjs';

after(close);

const focused = (page) => page.evaluate(() => {
  const at = document.activeElement;
  return at && { tag: at.tagName, role: at.getAttribute('role'), label: at.getAttribute('aria-label'), hook: at.dataset.testid,
    inside: at.closest('[data-testid]')?.dataset.testid, status: at.dataset.status, count: at.dataset.count };
});

async function tabTo(page, wanted, limit = 120) {
  const seen = [];
  for (let step = 0; step < limit; step++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    seen.push(at?.hook ?? at?.inside ?? at?.tag);
    if (at && wanted(at)) return at;
  }
  throw new Error(`not reached by Tab: passed ${[...new Set(seen)].join(', ')}`);
}

test('paste, filter by a mark, open a task, see its evidence: without a mouse', async () => {
  const { page, context } = await visit();
  await paste(page, sample);
  await loaded(page, 140);

  const legend = await tabTo(page, (at) => at.hook === 'status-legend-behind' || at.inside?.startsWith('status-legend'));
  assert.ok(legend);
  const chart = await tabTo(page, (at) => at.inside === 'unit-chart' || at.inside === 'unit-row');
  assert.ok(chart.label || chart.role, 'a mark says what it is');
  await page.keyboard.press('ArrowDown');
  const below = await focused(page);
  assert.ok(['unit-chart', 'unit-row'].includes(below.inside), 'arrows stay within the chart');
  assert.ok(below.label?.length > 4, 'a mark has a sentence');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => Number(document.querySelector('[data-testid="ledger"]')?.dataset.count) < 140);
  const few = await number(hook(page, 'ledger'), 'data-count');
  assert.ok(few > 0);
  await tabTo(page, (at) => at.hook === 'ledger-row' || at.hook === 'ledger' || at.inside === 'ledger');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await hook(page, 'task-panel').waitFor();
  await page.locator('[data-testid="source-text"] [data-testid="source-line"]').first().waitFor();
  await page.keyboard.press('Escape');
  await hook(page, 'task-panel').waitFor({ state: 'detached' });
  const back = await focused(page);
  assert.ok(['ledger', 'ledger-row'].includes(back.hook ?? back.inside), 'focus is back on the row');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('[data-testid="ledger"]')?.dataset.count === '140');
  await context.close();
});

test('every focusable mark has a name', async () => {
  const { page, context } = await visit();
  await paste(page, sample);
  await loaded(page, 140);
  const nameless = await page.locator('[role="button"], button, [tabindex="0"]').evaluateAll((list) =>
    list.filter((at) => !(at.getAttribute('aria-label') || at.getAttribute('aria-labelledby') || at.title || at.textContent.trim()))
      .map((at) => at.outerHTML.slice(0, 120)));
  assert.deepEqual(nameless, []);
  await context.close();
});
