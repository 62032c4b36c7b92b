// After data-ready the page asks nobody for anything and complains of nothing.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { address, close, hook, loaded, overTheWire, paste, sample, visit } from '../lib/browser.mjs';

after(close);

test('no request after data-ready, none to another host, no error', async () => {
  const { page, context, log } = await visit();
  const host = new URL(address).host;
  const before = overTheWire(log.requests);
  assert.ok(before.length > 3, 'the log sees requests at all');
  assert.deepEqual(before.filter((url) => new URL(url).host !== host), []);
  log.requests.length = 0;

  await paste(page, sample);
  await loaded(page, 140);
  await hook(page, 'status-legend-behind').click();
  await hook(page, 'ledger-row').first().click();
  await hook(page, 'task-panel').waitFor();
  await page.keyboard.press('Escape');
  await hook(page, 'lang-toggle').first().click();
  await hook(page, 'theme-toggle').first().click();
  await page.waitForTimeout(1500);
  assert.deepEqual(overTheWire(log.requests), []);
  assert.deepEqual(log.errors, []);
  await context.close();
});

test('the policy forbids other hosts and text as code', async () => {
  const { page, context } = await visit();
  const verdict = await page.evaluate(async () => {
    const refused = [];
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    await fetch('http://127.0.0.1:9/').catch(() => {});
    const script = document.createElement('script');
    script.textContent = 'window.injected = 1';
    document.body.append(script);
    setTimeout('window.evaluated = 1', 0);
    const image = new Image();
    image.src = 'http://127.0.0.1:9/x.png';
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { refused, injected: window.injected, evaluated: window.evaluated };
  });
  assert.equal(verdict.injected, undefined);
  assert.equal(verdict.evaluated, undefined);
  for (const directive of ['connect-src', 'script-src-elem', 'script-src', 'img-src']) {
    assert.ok(verdict.refused.includes(directive), `${directive} refused, of ${verdict.refused}`);
  }
  await context.close();
});
