// Runs before the first paint and therefore as a plain script: a chosen theme must not flash by, and what only
// stands there for browsers without scripts must not shift the page when it goes.
// Without a choice the style sheets follow the system by themselves.
(() => {
  const root = document.documentElement;
  root.classList.add('has-script');
  const chosen = /(?:^|; )theme=(light|dark)(?:;|$)/.exec(document.cookie);
  if (chosen) root.dataset.bsTheme = chosen[1];
})();
