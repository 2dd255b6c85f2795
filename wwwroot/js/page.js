// Every page starts here. Pages only carry attributes; what they ask for is loaded when it is there.
import { announce, text } from './texts.js';

/** Attribute on the page → module that serves it. */
const modules = {
  '[data-countdown]': () => import('./countdown.js'),
  'form[data-autosave]': () => import('./autosave.js'),
  'form[data-filters]': () => import('./filters.js'),
  '[data-rows]': () => import('./wizard-rows.js'),
  '[data-confirm]': () => import('./confirm.js'),
  'meta[name="live"], [data-live]': () => import('./live.js'),
  '[data-live-part]': () => import('./live-part.js'),
  'form[data-passkey]': () => import('./passkey.js'),
  'form[data-most-bytes]': () => import('./upload.js'),
  '[data-print]': () => import('./print.js'),
  'input[type="password"]': () => import('./password.js'),
};

/** @type {Set<string>} */
const loaded = new Set();

async function load() {
  const root = document.documentElement;
  delete root.dataset.ready;
  const starts = Object.entries(modules).filter(([selector]) => !loaded.has(selector) && document.querySelector(selector));
  for (const [selector] of starts) loaded.add(selector);
  for (const done of await Promise.allSettled(starts.map(([, start]) => start()))) {
    if (done.status === 'rejected') console.error(done.reason);
  }
  // Says that every attribute of the page is served by now.
  root.dataset.ready = 'yes';
}

/** An error summary gets the focus, so that it is read first. */
function focusProblem() {
  const summary = document.querySelector('[data-focus]');
  if (summary instanceof HTMLElement) summary.focus();
}

/** Menus close on Escape and on a click elsewhere. */
function closeMenus() {
  document.addEventListener('click', event => {
    for (const menu of document.querySelectorAll('details[data-menu][open]')) {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute('open');
    }
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const menu = document.querySelector('details[data-menu][open]');
    if (!menu) return;
    menu.removeAttribute('open');
    menu.querySelector('summary')?.focus();
  });
}

/** System → light → dark → system. The choice is a cookie of one year; no choice is no cookie. */
function switchTheme() {
  const button = document.querySelector('[data-theme-switch]');
  if (!(button instanceof HTMLElement)) return;
  const root = document.documentElement;
  const current = () => root.dataset.bsTheme ?? 'system';
  const show = () => {
    const name = button.dataset[current()] ?? '';
    button.title = name;
    button.setAttribute('aria-label', `${button.dataset.label}: ${name}`);
  };
  button.hidden = false;
  show();
  button.addEventListener('click', () => {
    const next = { system: 'light', light: 'dark', dark: 'system' }[current()] ?? 'system';
    if (next === 'system') delete root.dataset.bsTheme;
    else root.dataset.bsTheme = next;
    document.cookie = `theme=${next}; path=/; samesite=lax; max-age=${next === 'system' ? 0 : 31536000}`;
    show();
    announce(button.title);
  });
}

/** Where the navigation is wider than the screen, the page one is on is seen in it. */
function showWhere() {
  for (const here of document.querySelectorAll('.site-nav [aria-current], .sub-nav [aria-current]')) {
    const bar = here.closest('.site-nav, .sub-nav');
    if (bar) bar.scrollLeft += Math.max(0, here.getBoundingClientRect().right - bar.getBoundingClientRect().right + 16);
  }
}

/** A button with data-copy puts that text on the clipboard and says so. */
function copyButtons() {
  document.addEventListener('click', async event => {
    const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
    if (!(button instanceof HTMLElement)) return;
    await navigator.clipboard.writeText(button.dataset.copy ?? '');
    announce(text('copied'));
  });
}

/** A form is sent once, however often its button is pressed. */
function sendOnce() {
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  // Back in the browser's history the form may be sent again.
  window.addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
}

void load();
document.addEventListener('page:changed', load);
focusProblem();
showWhere();
closeMenus();
switchTheme();
copyButtons();
sendOnce();
