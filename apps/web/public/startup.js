// Runs first: inline scripts are forbidden here, and a module would come too late.
(function () {
  var root = document.documentElement;
  var choice = null;
  try {
    choice = localStorage.getItem('signpost.theme');
  } catch {
    // Storage may be switched off.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  // The page says at once that a script or style cannot be loaded.
  addEventListener(
    'error',
    function ({ target }) {
      if (target.localName === 'script' || target.localName === 'link') root.dataset.start = 'failed';
    },
    true,
  );
})();
