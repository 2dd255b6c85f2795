// A form with data-filters="results facets" sends itself as it is changed and takes over the parts with these ids from
// the answer. The address follows, so that it can be kept, shared and gone back to. Without scripts its button does it.
import { readPage, takeOver } from './document.js';
import { announce } from './texts.js';

const pause = 350;
/** @type {AbortController | null} */
let running = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {HTMLFormElement} form */
function address(form) {
  const target = new URL(form.getAttribute('action') || location.pathname, location.href);
  target.search = '';
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim() !== '') target.searchParams.append(name, value.trim());
  }
  return target.pathname + target.search;
}

/** @param {string} target @param {string[]} parts */
async function refresh(target, parts) {
  running?.abort();
  const own = running = new AbortController();
  const results = document.querySelector('[data-results]');
  results?.setAttribute('aria-busy', 'true');
  try {
    const page = await readPage(target, own.signal);
    if (own !== running) return;
    if (!page) {
      location.assign(target);
      return;
    }
    takeOver(page, parts);
    document.title = page.title;
    announce(document.querySelector('[data-results-count]')?.textContent?.trim() ?? '');
  } catch (problem) {
    // Given up for a later one, or no connection: a plain visit shows what is wrong.
    if (!own.signal.aborted) location.assign(target);
  } finally {
    if (own === running) document.querySelector('[data-results]')?.removeAttribute('aria-busy');
  }
}

/** @param {EventTarget | null} target */
function formOf(target) {
  const form = target instanceof Element ? target.closest('form') : null;
  return form?.dataset.filters ? form : null;
}

/** @param {HTMLFormElement} form */
function parts(form) {
  return (form.dataset.filters ?? '').split(' ').filter(Boolean);
}

/** @param {HTMLFormElement} form @param {boolean} typing */
function apply(form, typing) {
  const target = address(form);
  if (target === location.pathname + location.search) return;
  // One entry in the history for a word, not one for each letter.
  if (typing && history.state?.typing) history.replaceState({ typing }, '', target);
  else history.pushState({ typing }, '', target);
  void refresh(target, parts(form));
}

document.addEventListener('change', event => {
  const form = formOf(event.target);
  if (!form || (event.target instanceof HTMLInputElement && event.target.type === 'search')) return;
  clearTimeout(timer);
  apply(form, false);
});

document.addEventListener('input', event => {
  const form = formOf(event.target);
  if (!form || !(event.target instanceof HTMLInputElement) || event.target.type !== 'search') return;
  clearTimeout(timer);
  timer = setTimeout(() => apply(form, true), pause);
});

document.addEventListener('submit', event => {
  const form = formOf(event.target);
  if (!form) return;
  event.preventDefault();
  clearTimeout(timer);
  apply(form, false);
});

window.addEventListener('popstate', () => {
  const form = document.querySelector('form[data-filters]');
  if (!(form instanceof HTMLFormElement)) return;
  void refresh(location.pathname + location.search, parts(form)).then(() => {
    // The form itself may stand outside the parts: it shows what the address says.
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = asked.getAll(field.name).includes(field.value);
      else if (field instanceof HTMLInputElement && field.type === 'search') field.value = asked.get(field.name) ?? '';
    }
  });
});
