// Runs before the first paint and therefore as a plain script: a chosen theme must not flash by.
// Without a choice the style sheets follow the system by themselves.
(() => {
  const chosen = /(?:^|; )theme=(light|dark)(?:;|$)/.exec(document.cookie);
  if (chosen) document.documentElement.dataset.bsTheme = chosen[1];
})();
