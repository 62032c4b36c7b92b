// What was understood: each table with its columns, changed by the user, read again as the command line reads it, and put back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, test } from 'node:test';
import { cli, close, hook, legend, loaded, number, paste, pictures, root, sample, statuses, visit } from '../lib/browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
after(close);

const notice = path.join(root, 'tests/notices/yuhuan-2021-q3.txt');
const analyze = (...more) => JSON.parse(execFileSync(cli, ['analyze', notice, '--format', 'json', ...more], { maxBuffer: 1 << 26 }));
const merged = ({ totals }) => Object.fromEntries(statuses.map((status) => [status, totals.overall.merged[status] ?? 0]));
const tables = (page) => hook(page, 'understood-table');
const total = (page, count) => page.waitForFunction(
  (wanted) => document.querySelector('[data-testid="coverage-line"]').dataset.total === String(wanted), count);

test('tables are told as they were read; another role, no table, and back', async () => {
  const { page, context, log } = await visit({ width: 1366, height: 768 });
  const plain = analyze();
  await paste(page, sample);
  await loaded(page, 140);
  const before = await legend(page);
  await hook(page, 'understood-button').click();
  assert.equal(await number(hook(page, 'understood'), 'data-count'), plain.tables.length);
  const [first] = plain.tables;
  assert.deepEqual(await tables(page).first().locator('select').evaluateAll((list) => list.map((one) => one.value)),
    first.columns.map(({ role }) => role));
  assert.equal(await number(tables(page).first(), 'data-first'), first.lines[0]);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), []);
  await page.screenshot({ path: path.join(pictures, 'understood-1366-light.png') });

  // A column holds something else: the same as --roles.
  const roles = first.columns.map(({ role }) => role);
  const place = roles.indexOf('progress');
  assert.ok(place >= 0);
  const told = roles.with(place, 'remark');
  const wanted = analyze('--roles', `${first.lines[0]}=${told.join(',')}`);
  assert.notDeepEqual(merged(wanted), merged(plain), 'the role makes a difference');
  await tables(page).first().locator('select').nth(place).selectOption('remark');
  await page.getByText('按你指定的读').waitFor();
  assert.deepEqual(await legend(page), merged(wanted));
  assert.equal(await tables(page).first().locator('select').nth(place).inputValue(), 'remark');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Control+z');
  await page.getByText('按你指定的读').waitFor({ state: 'detached' });
  assert.deepEqual(await legend(page), before);

  // No table at all: the same as =none; taken back where it is told.
  const last = plain.tables.at(-1);
  const without = analyze('--roles', `${last.lines[0]}=none`);
  await tables(page).last().locator('[data-testid="no-table"]').click();
  await total(page, without.coverage.rows.read);
  assert.deepEqual(await legend(page), merged(without));
  const back = hook(page, 'understood').locator('p', { hasText: '不当表读' }).getByRole('button', { name: '撤销' });
  await back.click();
  await total(page, 140);
  assert.deepEqual(await legend(page), before);
  await page.keyboard.press('Escape');
  assert.equal(await hook(page, 'understood').count(), 0, 'Esc closes it');
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('by the keyboard: open, change a column, close; and what leaves no task changes nothing', async () => {
  const { page, context } = await visit({ width: 1366, height: 768 });
  await paste(page, '重点工作进展情况表\n序号\t任务\t进展情况\t责任单位\n1\t修路\t已开工，进度滞后。\t县交通局\n2\t建桥\t已完工。\t县水利局\n');
  await loaded(page, 2);
  await hook(page, 'understood-button').focus();
  await page.keyboard.press('Enter');
  await tables(page).waitFor();
  assert.equal(await hook(page, 'understood-button').evaluate((at) => at === document.activeElement), true, 'the focus stays');
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.dataset.role === 'progress')) break;
  }
  await page.keyboard.press('ArrowDown');
  await page.getByText('按你指定的读').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.role), 'problem', 'the focus stays in the field');
  await hook(page, 'no-table').focus();
  await page.keyboard.press('Enter');
  await page.locator('.toast [data-code="no_tasks"]').waitFor();
  assert.equal(await tables(page).count(), 1, 'the notice stands as it was');
  await context.close();
});

test('at 390 px nothing sticks out', async () => {
  const { page, context } = await visit({ width: 390, height: 844, theme: 'dark' });
  await paste(page, sample);
  await loaded(page, 140);
  await hook(page, 'understood-button').click();
  await hook(page, 'understood').waitFor();
  const { inner, outer } = await page.evaluate(() => ({ inner: document.documentElement.scrollWidth, outer: window.innerWidth }));
  assert.ok(inner <= outer, `${inner} px of content in ${outer} px`);
  await hook(page, 'understood').scrollIntoViewIfNeeded();
  await page.screenshot({ path: path.join(pictures, 'understood-390-dark.png') });
  await context.close();
});
