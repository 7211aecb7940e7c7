// Runs before the first paint: the content security policy forbids inline scripts, and a module would come too late.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('signpost.theme');
  } catch {
    // Storage may be switched off; the system's theme is used then.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
