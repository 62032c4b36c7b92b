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
