// The user's own ruling (改判): by mouse and by keyboard, shown everywhere at once, undone, listed, there again after another paste.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, test } from 'node:test';
import { cli, close, hook, legend, loaded, number, paste, pictures, ready, root, sample, statuses, visit } from '../lib/browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const other = readFileSync(path.join(root, 'static/samples/qingxi-2024-h1.txt'), 'utf8');
after(close);

async function accessible(page, state) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), [], state);
}

const row = (page, id) => page.locator(`[data-testid="ledger-row"][data-task="${id}"]`);
const radio = (page, status) => page.locator(`[data-testid="reassess"] [data-status="${status}"]`);

async function opened({ id = '重点工作/34', ...how } = {}) {
  const visited = await visit(how);
  await paste(visited.page, sample);
  await loaded(visited.page, 140);
  await hook(visited.page, 'status-legend-behind').click();
  await row(visited.page, id).click();
  await hook(visited.page, 'task-panel').waitFor();
  return visited;
}

test('a ruling shows in figures, ledger and filter at once, and can be undone from what is told', async () => {
  const { page, context, log } = await opened();
  const before = await legend(page);
  await hook(page, 'reassess').click();
  assert.equal(await page.locator('[data-testid="reassess"] [role="radio"]').count(), 8);
  assert.equal(await radio(page, 'behind').getAttribute('aria-checked'), 'true');
  await radio(page, 'completed').click();
  await page.waitForFunction(() => document.querySelector('[data-testid="task-panel"]').dataset.status === 'completed');
  const now = await legend(page);
  assert.deepEqual([now.behind, now.completed], [before.behind - 1, before.completed + 1]);
  assert.equal(await page.locator('[data-testid="unit-chart"] [data-testid="unit-row"][data-unit="市经信局"] [data-status="behind"]').count(), 0);
  // What the notice says and what the row supports stay in sight.
  assert.match(await hook(page, 'task-panel').innerText(), /通报点名[\s\S]*偏慢[\s\S]*表内证据[\s\S]*偏慢/);
  // Filtered to what is behind, it is gone from the ledger; without the filter it says on what it rests.
  assert.equal(await row(page, '重点工作/34').count(), 0);
  assert.equal(await number(hook(page, 'own-rulings'), 'data-count'), 1);
  const undo = hook(page, 'undo');
  assert.deepEqual([await undo.getAttribute('data-task'), await undo.getAttribute('data-status')], ['重点工作/34', 'completed']);
  await undo.click();
  assert.deepEqual(await legend(page), before);
  assert.equal(await undo.count(), 0);
  assert.equal(await hook(page, 'own-rulings').count(), 0);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('by the keyboard alone: open, choose, give a reason, undo', async () => {
  const { page, context } = await opened();
  const before = await legend(page);
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.closest('[data-testid="reassess"]'))) break;
  }
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.dataset.status);
  const at = () => page.evaluate(() => document.activeElement.dataset.status);
  assert.equal(await at(), 'behind');
  await page.keyboard.press('ArrowRight');
  assert.equal(await at(), 'completed');
  assert.deepEqual(await legend(page), before, 'moving chooses nothing');
  await page.keyboard.press('Enter');
  await hook(page, 'undo').waitFor();
  assert.equal((await legend(page)).completed, before.completed + 1);
  await page.keyboard.press('Tab');
  await page.keyboard.type('现场核查已完工');
  await page.keyboard.press('Enter');
  // Esc closes the choice first, then the task.
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('[data-testid="reassess"] [role="radio"]').count(), 0);
  assert.match(await hook(page, 'task-panel').innerText(), /人工改判[\s\S]*现场核查已完工[\s\S]*通报点名/);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await legend(page), before);
  // The step before was the filter.
  await page.keyboard.press('Control+z');
  assert.equal(await number(hook(page, 'filter-chips'), 'data-count'), 140);
  await context.close();
});

test('rulings are listed with their tasks and there again after another paste', async () => {
  const { page, context } = await opened();
  await hook(page, 'reassess').click();
  await page.locator('[data-testid="reassess"] input').fill('已验收');
  await radio(page, 'completed').click();
  // To the next task; the choice stays open for it, with a reason of its own.
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.querySelector('[data-testid="task-panel"]').dataset.task !== '重点工作/34');
  assert.equal(await page.locator('[data-testid="reassess"] input').inputValue(), '');
  await radio(page, 'suspended').click();
  await page.evaluate(() => document.activeElement.blur());
  await paste(page, other);
  await page.waitForFunction(() => document.querySelector('[data-testid="coverage-line"]')?.dataset.total !== '140');
  assert.equal(await hook(page, 'own-rulings').count(), 0, 'none falls on another notice');
  await paste(page, sample);
  await loaded(page, 140);
  await hook(page, 'own-rulings').click();
  assert.equal(await number(hook(page, 'rulings'), 'data-count'), 2);
  const mine = page.locator('[data-testid="ruling"][data-task="重点工作/34"]');
  assert.match(await mine.innerText(), /偏慢\s*→\s*已完成[\s\S]*已验收/);
  await accessible(page, 'list');
  await page.screenshot({ path: path.join(pictures, 'rulings-1440-light.png') });
  // Saved as a file they are what the command line reads.
  const [saved] = await Promise.all([page.waitForEvent('download'), hook(page, 'export-rulings').click()]);
  const words = ['analyze', path.join(root, 'tests/notices/yuhuan-2021-q3.txt'), '--format', 'json', '--rulings', await saved.path()];
  const counts = JSON.parse(execFileSync(cli, words, { maxBuffer: 1 << 26 })).totals.overall.merged;
  assert.deepEqual(await legend(page), Object.fromEntries(statuses.map((status) => [status, counts[status] ?? 0])));
  // They outlive the page, not the tab.
  await page.reload();
  await ready(page);
  await paste(page, sample);
  await loaded(page, 140);
  await hook(page, 'own-rulings').click();
  await mine.getByRole('button', { name: '重点 34' }).click();
  await hook(page, 'task-panel').waitFor();
  assert.equal(await hook(page, 'task-panel').getAttribute('data-status'), 'completed');
  await page.keyboard.press('Escape');
  await hook(page, 'own-rulings').click();
  await mine.getByRole('button', { name: '撤销' }).click();
  assert.equal(await number(hook(page, 'rulings'), 'data-count'), 1);
  await context.close();
});

for (const [width, height, theme, locale] of [[1366, 768, 'light', 'zh-CN'], [1366, 768, 'dark', 'en-US'], [390, 844, 'light', 'zh-CN']]) {
  test(`the open choice at ${width} px, ${theme}, ${locale}: nothing sticks out, axe finds nothing`, async () => {
    const { page, context } = await visit({ width, height, theme, locale });
    await paste(page, sample);
    await loaded(page, 140);
    if (width < 640) await page.locator('.tabbar button').nth(1).click();
    await hook(page, 'ledger-row').first().click();
    await hook(page, 'reassess').click();
    await page.waitForFunction(() => document.activeElement.dataset.status);
    const last = await page.locator('[data-testid="reassess"] input').boundingBox();
    assert.ok(last.y > 0 && last.y + last.height <= height, 'what opened is in sight');
    const wide = await page.locator('.opt').evaluateAll((list) => list.filter((one) => one.scrollWidth > one.clientWidth).length);
    assert.equal(wide, 0, 'no status is wider than its button');
    await accessible(page, 'open');
    await page.screenshot({ path: path.join(pictures, `reassess-${width}-${theme}.png`) });
    const before = await radio(page, 'completed').boundingBox();
    await radio(page, 'completed').click();
    await hook(page, 'undo').waitFor();
    const moved = await radio(page, 'completed').boundingBox();
    assert.ok(Math.abs(moved.y - before.y) < 8, `the choice moved under the pointer: ${before.y} → ${moved.y}`);
    await accessible(page, 'ruled');
    const { inner, outer } = await page.evaluate(() => ({ inner: document.documentElement.scrollWidth, outer: window.innerWidth }));
    assert.ok(inner <= outer, `${inner} px of content in ${outer} px`);
    const shape = await hook(page, 'undo').boundingBox();
    assert.ok(shape.y > 0 && shape.y + shape.height <= height, 'the way back is in sight');
    await page.screenshot({ path: path.join(pictures, `ruled-${width}-${theme}.png`) });
    await context.close();
  });
}
