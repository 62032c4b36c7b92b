// Starts the page. A classic script in plain ES5, so that a browser too old for the rest can still
// say so. The same wasm runs as the page and as the worker: `tongbao.spawn()` starts a worker from a
// Blob that holds the glue and hands it the compiled module, so it needs no request and works alike
// over http, without a network, and in the single file opened from file://.
//
// What the page's Rust code may call (window.tongbao):
//   spawn()      → Worker   the same wasm in a worker; messages sent at once are kept until it listens
//   asset(path)  → Promise<string>   a text that ships with the page, e.g. 'samples/x.txt'
//   readers()    → Promise<boolean>  whether the readers of files, a wasm of their own, are here; workers
//                spawned from then on have them (`worker.readers` says so)
//   clipboard()  → Promise<[text, html]>  what a button may read of the clipboard
//   loaded()     call once page, worker and samples stand: fetches the readers of files when the browser
//                is idle, then sets html[data-ready="1"]; from then on nothing is requested any more
// What it may call in a worker that has the readers (self.tongbao):
//   read(buffer, entry)  → Uint8Array  a file, or one file of an archive; throws where the reader broke
//   clip(html)           → Uint8Array  the HTML of a clipboard
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

  // The bytes of a part, a piece at a time where `step` is not the whole: what comes when the page is
  // already in use must not make it stand still.
  function unpack(part, step) {
    var words = part.textContent.replace(/\s+/g, '');
    part.textContent = ' ';
    var bytes = new Uint8Array(Math.floor((words.length * 3) / 4) - (/=*$/.exec(words)[0].length || 0));
    var from = 0;
    var at = 0;
    function some() {
      var binary = atob(words.slice(from, from + step));
      for (var i = 0; i < binary.length; i++) bytes[at++] = binary.charCodeAt(i);
      from += step;
      if (from >= words.length) return bytes;
      return new Promise(function (resolve) {
        setTimeout(resolve, 0);
      }).then(some);
    }
    return Promise.resolve(some());
  }

  // Compiled from all of its bytes, as they come in strands (see strands.js).
  function compile(name, step) {
    var part = inside(name);
    var bytes = part
      ? unpack(part, step)
      : fetch(name).then(function (answer) {
          if (!answer.ok) throw new Error(name + ': HTTP ' + answer.status);
          return answer.arrayBuffer();
        });
    return bytes.then(function (bytes) {
      return WebAssembly.compile(wholeWasm(new Uint8Array(bytes)));
    });
  }

  // Runs inside the worker, after the glue. The first message brings the compiled modules; what arrives
  // while it starts is kept and delivered once the Rust side listens. The readers of files start with
  // the first file.
  function worker() {
    var early = null;
    function offer(module) {
      var started = false;
      function readers() {
        if (!started) tongbao_readers.initSync({ module: module });
        started = true;
        return tongbao_readers;
      }
      function decode(bytes, label) {
        try {
          return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
        } catch (unknown) {
          return undefined;
        }
      }
      self.tongbao = {
        read: function (buffer, entry) {
          var bytes = new Uint8Array(buffer);
          return entry === undefined ? readers().read(bytes, decode) : readers().read_entry(bytes, entry, decode);
        },
        clip: function (html) {
          return readers().read_clipboard(html);
        },
      };
    }
    function receive(event) {
      if (early) {
        early.push(event.data);
        event.stopImmediatePropagation();
        return;
      }
      early = [];
      event.stopImmediatePropagation();
      if (event.data.readers) offer(event.data.readers);
      wasm_bindgen({ module_or_path: event.data.page }).then(function () {
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

  var module, glue, workerUrl;
  var readers = null;
  var fetched = null;
  var assets = {};

  function script(parts) {
    return URL.createObjectURL(
      new Blob(parts.concat(['\n(', worker.toString(), ')();\n']), { type: 'text/javascript' })
    );
  }

  function fetchReaders() {
    if (!fetched) {
      fetched = Promise.all([text('readers.js'), compile('readers_bg.wasm', 1 << 18)]).then(
        function (parts) {
          readers = parts[1];
          workerUrl = script([glue, '\n', parts[0]]);
          return true;
        },
        function () {
          // Asked for again when a file comes.
          fetched = null;
          return false;
        }
      );
    }
    return fetched;
  }

  function whenIdle(action) {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(action, { timeout: 2000 });
    else setTimeout(action, 200);
  }

  window.tongbao = {
    spawn: function () {
      var started = new Worker(workerUrl);
      started.readers = readers !== null;
      started.postMessage({ page: module, readers: readers });
      return started;
    },
    readers: fetchReaders,
    clipboard: function () {
      var board = navigator.clipboard;
      function kind(items, name) {
        for (var i = 0; i < items.length; i++) {
          if (items[i].types.indexOf(name) >= 0) {
            return items[i].getType(name).then(function (blob) {
              return blob.text();
            });
          }
        }
        return '';
      }
      if (typeof board.read !== 'function') {
        return board.readText().then(function (words) {
          return [words, ''];
        });
      }
      return board.read().then(function (items) {
        return Promise.all([kind(items, 'text/plain'), kind(items, 'text/html')]);
      });
    },
    asset: function (path) {
      if (!assets[path]) assets[path] = text(path);
      return assets[path];
    },
    loaded: function () {
      whenIdle(function () {
        fetchReaders()
          .then(offline)
          // Without a service worker the page is no less ready.
          .catch(function () {})
          .then(function () {
            root.setAttribute('data-ready', '1');
          });
      });
    },
  };

  Promise.all([text('tongbao.js'), compile('tongbao_bg.wasm', Infinity)])
    .then(function (parts) {
      glue = parts[0];
      module = parts[1];
      workerUrl = script([glue]);
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
