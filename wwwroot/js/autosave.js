// Saves a form as a draft on the server while it is being filled in. The form's data-autosave names the address;
// an element with data-autosave-status inside it shows how it stands. The answer may hold {fields: {name: value}},
// such as a new row version, which are put back into the form.
import { clockTime, text } from './texts.js';

const pause = 1500;
const longestWait = 60_000;
/** Refusals that pass by waiting: a timeout and too many requests. */
const passing = new Set([408, 429]);

/** @param {HTMLFormElement} form */
function watch(form) {
  const status = form.querySelector('[data-autosave-status]');
  let changed = false;
  let stale = false;
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
    if (!changed || stale) return;
    changed = false;
    say(text('autosaveSaving'));
    try {
      const response = await fetch(form.dataset.autosave ?? '', {
        method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' }, credentials: 'same-origin', redirect: 'error',
      });
      if (response.status >= 400 && response.status < 500 && !passing.has(response.status)) return void refused(response.status, await response.json().catch(() => null));
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

  /**
   * The server has read it and does not keep it: sending the same again would not help.
   * @param {number} status 422 where what was typed is at fault; otherwise somebody else has saved, or the session or the draft is
   * gone, and nothing more is sent until the page is sent itself
   * @param {{error?: string} | null} answer
   */
  function refused(status, answer) {
    stale = status !== 422;
    say(answer?.error ?? text('autosaveRefused'), true);
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
  form.addEventListener('submit', event => {
    changed = false;
    clearTimeout(timer);
    if (!running) return;
    // What is being saved comes first: the form is sent with what the answer puts into it.
    event.preventDefault();
    const { submitter } = event;
    void running.then(() => form.requestSubmit(submitter));
  });
  window.addEventListener('pagehide', () => {
    if (changed && !stale) navigator.sendBeacon(form.dataset.autosave ?? '', new FormData(form));
  });
  window.addEventListener('beforeunload', event => {
    if (changed && failures > 0) event.preventDefault();
  });
}

for (const form of document.querySelectorAll('form[data-autosave]')) {
  if (form instanceof HTMLFormElement) watch(form);
}
