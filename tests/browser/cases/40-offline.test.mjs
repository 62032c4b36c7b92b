// Without a network: the second visit, and the single file opened from the disk.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { close, hook, legend, loaded, overTheWire, packed, paste, pasteEvent, ready, sample, sum, visit } from '../lib/browser.mjs';

after(close);

test('the second visit works with the network cut', async () => {
  const { page, context, log } = await visit();
  await context.setOffline(true);
  log.errors.length = 0;
  await page.reload();
  await ready(page);
  await paste(page, sample);
  await loaded(page, 140);
  assert.equal(sum(await legend(page)), 140);
  await hook(page, 'ledger-row').first().click();
  await hook(page, 'task-panel').waitFor();
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('the single file works from the disk and asks for nothing', async () => {
  const { page, context, log } = await visit({ url: packed });
  assert.deepEqual(overTheWire(log.requests), [packed]);
  await pasteEvent(page, { 'text/plain': sample });
  await loaded(page, 140);
  assert.equal(sum(await legend(page)), 140);
  await hook(page, 'ledger-row').first().click();
  await hook(page, 'task-panel').waitFor();
  assert.deepEqual(overTheWire(log.requests), [packed]);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('the sample button of the single file needs no network', async () => {
  const { page, context, log } = await visit({ url: packed });
  await hook(page, 'sample-button').first().click();
  await loaded(page);
  assert.deepEqual(log.errors, []);
  await context.close();
});
