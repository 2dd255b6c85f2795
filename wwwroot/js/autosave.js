// Saves a form as a draft on the server while it is being filled in. The form's data-autosave names the address;
// an element with data-autosave-status inside it shows how it stands. The answer may hold {fields: {name: value}},
// such as a new row version, which are put back into the form.
import { clockTime, text } from './texts.js';

const pause = 1500;
const longestWait = 60_000;

/** @param {HTMLFormElement} form */
function watch(form) {
  const status = form.querySelector('[data-autosave-status]');
  let changed = false;
  let failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<void> | null} */
  let running = null;

  const say = (/** @type {string} */ what, failed = false) => {
    if (!status) return;
    status.textContent = what;
    status.classList.toggle('is-failed', failed);
  };

  const later = (/** @type {number} */ wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => { running ??= save().finally(() => { running = null; }); }, wait);
  };

  async function save() {
    if (!changed) return;
    changed = false;
    say(text('autosaveSaving'));
    try {
      const response = await fetch(form.dataset.autosave ?? '', {
        method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' }, credentials: 'same-origin', redirect: 'error',
      });
      if (!response.ok) throw new Error(String(response.status));
      takeFields(await response.json().catch(() => null));
      failures = 0;
      say(text('autosaveSaved', clockTime()));
      if (changed) later(pause);
    } catch {
      changed = true;
      failures++;
      say(text('autosaveFailed'), true);
      later(Math.min(longestWait, pause * 2 ** failures));
    }
  }

  /** @param {{fields?: Record<string, string>} | null} answer */
  function takeFields(answer) {
    for (const [name, value] of Object.entries(answer?.fields ?? {})) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
  }

  form.addEventListener('input', () => { changed = true; if (failures === 0) later(pause); });
  form.addEventListener('change', () => { changed = true; if (failures === 0) later(200); });
  form.addEventListener('submit', () => { changed = false; clearTimeout(timer); });
  window.addEventListener('pagehide', () => {
    if (changed) navigator.sendBeacon(form.dataset.autosave ?? '', new FormData(form));
  });
  window.addEventListener('beforeunload', event => {
    if (changed && failures > 0) event.preventDefault();
  });
}

for (const form of document.querySelectorAll('form[data-autosave]')) {
  if (form instanceof HTMLFormElement) watch(form);
}
