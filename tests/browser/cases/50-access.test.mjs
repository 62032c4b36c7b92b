// axe-core finds nothing to complain about: empty, loaded and with a task open, in both themes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { close, hook, loaded, paste, sample, visit } from '../lib/browser.mjs';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
after(close);

async function violations(page) {
  // Evaluated by the debugger, so the page's own policy stays as it is.
  await page.evaluate(source);
  const { violations: found, passes } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  assert.ok(passes.length > 5, 'axe looked at the page');
  return found.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)}`);
}

for (const theme of ['light', 'dark']) {
  for (const width of [1440, 390]) {
    test(`empty, loaded and task, ${theme}, ${width} px`, async () => {
      const { page, context } = await visit({ theme, width, height: width === 390 ? 844 : 900 });
      assert.deepEqual(await violations(page), [], 'empty');
      await paste(page, sample);
      await loaded(page, 140);
      assert.deepEqual(await violations(page), [], 'loaded');
      if (width > 1000) {
        await hook(page, 'ledger-row').first().click();
        await hook(page, 'task-panel').waitFor();
        assert.deepEqual(await violations(page), [], 'task');
      }
      await context.close();
    });
  }
}
