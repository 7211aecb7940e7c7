// Runs before everything else: the content security policy forbids inline scripts, and a module would come too late.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('signpost.theme');
  } catch {
    // Storage may be switched off; the system's theme is used then.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  // A script or style that cannot be loaded: the page says so at once instead of waiting for it.
  addEventListener(
    'error',
    function (event) {
      if (event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement)
        document.documentElement.dataset.start = 'failed';
    },
    true,
  );
})();
