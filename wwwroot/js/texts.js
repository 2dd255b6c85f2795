// Texts for scripts come with the page, in its language, as data attributes of #texts.

/**
 * @param {string} name as in dataset: `autosaveSaved` for `data-autosave-saved`
 * @param {...(string | number)} values for {0}, {1} …
 */
export function text(name, ...values) {
  const pattern = document.getElementById('texts')?.dataset[name] ?? '';
  return pattern.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ''));
}

/** Reads a text out to screen readers without moving the focus. @param {string} what */
export function announce(what) {
  const region = document.getElementById('polite');
  if (region) region.textContent = what;
}

/** Hours and minutes in Shanghai, where the platform's times are shown. @param {Date} [at] */
export function clockTime(at = new Date()) {
  return at.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' });
}
