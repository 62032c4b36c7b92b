// The main job in a real browser: paste the sample, see who has finished what, and on which words.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { cli, close, gold, hook, legend, loaded, number, paste, rows, sample, statuses, sum, visit } from '../lib/browser.mjs';

let page, context, log;
const report = JSON.parse(execFileSync(cli, ['analyze', '-', '--format', 'json'], { input: sample, maxBuffer: 1 << 28 }));

before(async () => {
  ({ page, context, log } = await visit());
  await paste(page, sample);
  await loaded(page, gold.tasks.length);
});
after(async () => {
  await context?.close();
  await close();
});

const headline = (task) => task.status.stated ?? task.status.assessed;
const tally = (tasks, of) => tasks.reduce((all, task) => ({ ...all, [of(task)]: (all[of(task)] ?? 0) + 1 }), {});

test('every row of the sample is placed', async () => {
  const line = hook(page, 'coverage-line');
  assert.equal(await number(line, 'data-total'), 140);
  assert.equal(await number(line, 'data-placed') + (await number(line, 'data-unplaced')), 140);
  assert.equal(await number(line, 'data-unplaced'), 0);
});

test('strip and legend show the same counts as the command line', async () => {
  const want = tally(report.tasks, headline);
  const got = await legend(page);
  for (const status of statuses) assert.equal(got[status], want[status] ?? 0, status);
  assert.equal(sum(got), 140);
  assert.equal(await number(hook(page, 'status-strip'), 'data-total'), 140);
  const marks = await page.locator('[data-testid="status-strip"] [data-status][data-count]').evaluateAll((list) =>
    list.map((mark) => [mark.dataset.status, Number(mark.dataset.count)]));
  const strip = {};
  for (const [status, count] of marks) strip[status] = (strip[status] ?? 0) + count;
  for (const status of statuses) assert.equal(strip[status] ?? 0, got[status], `strip: ${status}`);
});

test('what the notice itself says is kept apart', async () => {
  const named = tally(gold.tasks.filter((task) => task.status.stated), (task) => task.status.stated);
  assert.deepEqual({ behind: named.behind, not_completed: named.not_completed }, { behind: 8, not_completed: 4 });
  await hook(page, 'basis-switch').locator('[data-basis="stated"]').click();
  await page.waitForSelector('[data-testid="basis-switch"] [data-basis="stated"][aria-checked="true"]');
  const got = await legend(page);
  assert.equal(got.behind, 8);
  assert.equal(got.not_completed, 4);
  await hook(page, 'basis-switch').locator('[data-basis="merged"]').click();
  await page.waitForSelector('[data-testid="basis-switch"] [data-basis="merged"][aria-checked="true"]');
});

test('a press changes every figure and the list at once, in sight or not', async () => {
  const seen = await page.evaluate(async () => {
    const find = (name) => document.querySelector(`[data-testid="${name}"]`);
    const sum = (name) => [...document.querySelectorAll(`[data-testid="${name}"]`)].reduce((all, row) => all + Number(row.dataset.count), 0);
    find('status-legend-behind').click();
    // All that the click set off, and no frame.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const counts = [find('filter-chips').dataset.count, find('ledger').dataset.count, sum('theme-row'), sum('category-row')].map(Number);
    const drawn = document.querySelectorAll('[data-testid="ledger-row"]');
    return { counts, behind: [...drawn].every((row) => row.dataset.status === 'behind'), rows: drawn.length };
  });
  const [all, ...others] = seen.counts;
  assert.ok(all > 0 && seen.rows > 0 && seen.behind, JSON.stringify(seen));
  assert.deepEqual(others.filter((count) => count !== all), [], JSON.stringify(seen));
  await hook(page, 'clear-filters').click();
});

test('units are counted with their variants', async () => {
  const want = gold.tasks.filter((task) => task.units.some((unit) => ['市发改局', '发改局'].includes(unit))).length;
  assert.equal(want, 14);
  const more = hook(page, 'unit-show-all');
  if (await more.count()) await more.first().click();
  const units = await rows(page, 'unit-chart', 'unit');
  assert.equal(units['市发改局'], 14);
  assert.equal(units['发改局'], undefined);
  assert.equal(await number(hook(page, 'unit-chart'), 'data-total'), 140);
  assert.equal(await number(hook(page, 'unit-chart'), 'data-memberships'), sum(units));
});

test('themes and categories add up', async () => {
  const themes = await rows(page, 'theme-chart', 'theme');
  assert.equal(Object.keys(themes).length, 15);
  assert.equal(sum(themes), 140);
  const categories = await rows(page, 'category-chart', 'category');
  assert.deepEqual(categories, { 重点工作: 126, 民生实事: 14 });
});

test('a mark filters ledger and charts alike, and the chip takes it back', async () => {
  const mark = page.locator('[data-testid="unit-row"][data-unit="市经信局"] [data-status="behind"]').first();
  const count = await number(mark, 'data-count');
  assert.ok(count > 0);
  await mark.click();
  const chips = hook(page, 'filter-chips');
  await page.waitForFunction(
    (wanted) => document.querySelector('[data-testid="filter-chips"]')?.dataset.count === String(wanted), count);
  assert.equal(await number(hook(page, 'ledger'), 'data-count'), count);
  const shown = await hook(page, 'ledger-row').evaluateAll((list) => list.map((row) => ({ ...row.dataset })));
  assert.equal(shown.length, count);
  for (const row of shown) {
    assert.equal(row.status, 'behind');
    assert.ok(row.units.split('|').includes('市经信局'), row.units);
  }
  assert.equal(await number(hook(page, 'theme-chart'), 'data-total'), count);
  assert.ok((await chips.locator('[data-kind]').count()) >= 1);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('[data-testid="ledger"]')?.dataset.count === '140');
});

test('legend buttons filter', async () => {
  const button = hook(page, 'status-legend-not_completed');
  const count = await number(button, 'data-count');
  await button.click();
  await page.waitForFunction((wanted) => document.querySelector('[data-testid="ledger"]')?.dataset.count === String(wanted), count);
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  await button.click();
  await page.waitForFunction(() => document.querySelector('[data-testid="ledger"]')?.dataset.count === '140');
});

test('a task shows its words in the source, highlighted', async () => {
  const behind = hook(page, 'status-legend-behind');
  await behind.click();
  const row = page.locator('[data-testid="ledger-row"][data-task="重点工作/34"]');
  await row.click();
  const panel = hook(page, 'task-panel');
  await panel.waitFor();
  assert.equal(await panel.getAttribute('data-task'), '重点工作/34');
  assert.equal(await panel.getAttribute('data-status'), 'behind');
  const mark = page.locator('[data-testid="source-text"] mark[data-evidence]').first();
  await mark.waitFor();
  const marked = await page.locator('[data-testid="source-text"] mark[data-evidence]').allTextContents();
  const lines = sample.split(/\r?\n/);
  for (const words of marked) assert.ok(lines.some((line) => line.includes(words)), `not in the source: ${words}`);
  const box = await mark.boundingBox();
  assert.ok(box && box.y >= 0 && box.y + box.height <= 900, 'the evidence is scrolled into view');
  const line = page.locator('[data-testid="source-line"]', { has: page.locator('mark[data-evidence]') }).first();
  const index = await number(line, 'data-line');
  const entries = gold.tasks.find((task) => task.category === '重点工作' && task.number === '34').entries;
  assert.ok(index >= 1 && index <= lines.length);
  assert.ok(entries.some(({ lines: [first, last] }) => first <= index && index <= last) || index < 66, `line ${index} belongs to task 34`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('the whole visit was without an error', () => {
  assert.deepEqual(log.errors, []);
});
