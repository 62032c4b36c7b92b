// Starts the page. A classic script in plain ES5, so that a browser too old for the rest can still
// say so. The same wasm runs as the page and as the worker: `tongbao.spawn()` starts a worker from a
// Blob that holds the glue and hands it the compiled module, so it needs no request and works alike
// over http, without a network, and in the single file opened from file://.
//
// What the page's Rust code may call (window.tongbao):
//   spawn()      → Worker   the same wasm in a worker; messages sent at once are kept until it listens
//   asset(path)  → Promise<string>   a text that ships with the page, e.g. 'samples/x.txt'
//   loaded()     call once page, worker and samples stand: sets html[data-ready="1"]; from then on
//                nothing is requested any more
(function () {
  'use strict';

  var root = document.documentElement;

  function tooOld() {
    var box = document.getElementById('app') || document.body;
    box.innerHTML =
      '<p role="alert" style="margin:3em auto;max-width:36em;padding:0 1em;font:16px/1.7 sans-serif">' +
      '这个浏览器太旧，打不开本页。请用 Chrome 86、Firefox 91、Safari 14 或更新的版本。<br>' +
      'This browser is too old. Please use Chrome 86, Firefox 91, Safari 14 or newer.</p>';
    root.setAttribute('data-failed', 'too-old');
  }

  // `wasm_bindgen` is missing where the browser could not even parse the glue.
  if (
    typeof WebAssembly !== 'object' ||
    typeof Promise !== 'function' ||
    typeof fetch !== 'function' ||
    typeof globalThis !== 'object' ||
    typeof Worker !== 'function' ||
    typeof wasm_bindgen !== 'function'
  ) {
    tooOld();
    return;
  }

  // A second policy can only forbid more: where 'wasm-unsafe-eval' is surely understood (every
  // browser with Array.fromAsync), eval of text is forbidden from here on.
  if (typeof Array.fromAsync === 'function') {
    var policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob: 'self'";
    document.head.appendChild(policy);
  }

  // The packed page carries its parts inside; the served one asks its own host.
  function inside(name) {
    return document.getElementById('inside:' + name);
  }

  var packed = inside('tongbao_bg.wasm') !== null;

  function text(name) {
    var part = inside(name);
    if (part) return Promise.resolve(part.textContent);
    return fetch(name).then(function (answer) {
      if (!answer.ok) throw new Error(name + ': HTTP ' + answer.status);
      return answer.text();
    });
  }

  function compile() {
    var part = inside('tongbao_bg.wasm');
    if (part) {
      var binary = atob(part.textContent.replace(/\s+/g, ''));
      var bytes = new Uint8Array(binary.length);
      for (var i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
      part.textContent = ' ';
      return WebAssembly.compile(bytes);
    }
    return fetch('tongbao_bg.wasm').then(function (answer) {
      if (!answer.ok) throw new Error('tongbao_bg.wasm: HTTP ' + answer.status);
      var type = answer.headers.get('content-type') || '';
      if (WebAssembly.compileStreaming && type.indexOf('application/wasm') === 0) {
        return WebAssembly.compileStreaming(answer);
      }
      return answer.arrayBuffer().then(function (bytes) {
        return WebAssembly.compile(bytes);
      });
    });
  }

  // Runs inside the worker, after the glue. The first message is the compiled module; what arrives
  // while it starts is kept and delivered once the Rust side listens.
  function worker() {
    var early = null;
    function receive(event) {
      if (early) {
        early.push(event.data);
        event.stopImmediatePropagation();
        return;
      }
      early = [];
      event.stopImmediatePropagation();
      wasm_bindgen({ module_or_path: event.data }).then(function () {
        removeEventListener('message', receive);
        early.forEach(function (data) {
          dispatchEvent(new MessageEvent('message', { data: data }));
        });
      });
    }
    addEventListener('message', receive);
  }

  // The service worker makes the next visit work without a network. Resolves when it has all it
  // needs, or where there can be none.
  function offline() {
    if (packed || !('serviceWorker' in navigator) || !window.isSecureContext) return Promise.resolve();
    return navigator.serviceWorker.register('sw.js').then(
      function (registration) {
        var fresh = registration.installing || registration.waiting;
        if (!fresh) return undefined;
        return new Promise(function (resolve) {
          function look() {
            if (fresh.state === 'activated' || fresh.state === 'redundant') resolve();
          }
          fresh.addEventListener('statechange', look);
          look();
        });
      },
      function () {}
    );
  }

  var module, workerUrl;
  var assets = {};

  window.tongbao = {
    spawn: function () {
      var started = new Worker(workerUrl);
      started.postMessage(module);
      return started;
    },
    asset: function (path) {
      if (!assets[path]) assets[path] = text(path);
      return assets[path];
    },
    loaded: function () {
      offline().then(function () {
        root.setAttribute('data-ready', '1');
      });
    },
  };

  Promise.all([text('tongbao.js'), compile()])
    .then(function (parts) {
      module = parts[1];
      workerUrl = URL.createObjectURL(
        new Blob([parts[0], '\n(', worker.toString(), ')();\n'], { type: 'text/javascript' })
      );
      return wasm_bindgen({ module_or_path: module });
    })
    .catch(function (problem) {
      root.setAttribute('data-failed', String(problem));
      var note = document.createElement('p');
      note.setAttribute('role', 'alert');
      note.textContent = '本页没能启动。This page could not start: ' + problem;
      document.body.appendChild(note);
      throw problem;
    });
})();
