// Parts of a page that follow live messages. <section id="feed" data-live-part="match.new challenge.posted"> is read again
// from the server when one of these comes ("*" is any). With data-live-mode="announce", and where somebody writes in the part,
// the page only says "3 new or changed: show" in the element [data-announce], and the part stays as it is until asked.
import { readPage, takeOver } from './document.js';
import { announce, text } from './texts.js';
import { carryOver, isInUse } from './typed.js';

/** Several messages within this time, in ms, are one refresh. */
const gather = 250;

/** @type {Map<string, number>} */
const waiting = new Map();
/** How many messages a part waits for, by its id. @type {Map<string, number>} */
const due = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {Map<string, number>} parts */
async function refresh(parts) {
  const page = await readPage(location.pathname + location.search);
  if (!page) return;
  const free = [...parts].filter(([id, count]) => {
    const [part, next] = [document.getElementById(id), page.getElementById(id)];
    if (!part || !next) return false;
    if (!isInUse(part, next)) return true;
    offer(part, count);
    return false;
  });
  put(page, free.map(([id]) => id));
}

/** @param {Document} page @param {string[]} ids */
function put(page, ids) {
  for (const id of ids) {
    const [part, next] = [document.getElementById(id), page.getElementById(id)];
    if (part && next) carryOver(part, next);
    waiting.delete(id);
    document.querySelector(`[data-announce="${id}"]`)?.remove();
  }
  if (ids.length > 0) takeOver(page, ids);
}

document.addEventListener('live', event => {
  const { type } = /** @type {CustomEvent<import('./live-stream.js').Message>} */ (event).detail;
  for (const part of document.querySelectorAll('[data-live-part]')) {
    const types = (part.getAttribute('data-live-part') ?? '').split(/\s+/);
    if (!part.id || !(types.includes(type) || types.includes('*'))) continue;
    if (part.getAttribute('data-live-mode') === 'announce') {
      offer(part, 1);
    } else {
      due.set(part.id, (due.get(part.id) ?? 0) + 1);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const parts = new Map(due);
        due.clear();
        refresh(parts).catch(() => { /* the next message tries again */ });
      }, gather);
    }
  }
});

/** @param {Element} part @param {number} more */
function offer(part, more) {
  const count = (waiting.get(part.id) ?? 0) + more;
  waiting.set(part.id, count);
  let button = document.querySelector(`[data-announce="${part.id}"]`);
  if (!button) {
    button = document.createElement('button');
    button.className = 'announce';
    button.setAttribute('type', 'button');
    button.setAttribute('data-announce', part.id);
    part.before(button);
  }
  button.textContent = `${text('announceNew', count)} · ${text('announceShow')}`;
  announce(text('announceNew', count));
}

document.addEventListener('click', event => {
  const button = event.target instanceof Element ? event.target.closest('[data-announce]') : null;
  const id = button?.getAttribute('data-announce');
  if (!button || !id) return;
  readPage(location.pathname + location.search).then(page => {
    if (!page) return;
    put(page, [id]);
    const first = document.getElementById(id)?.querySelector('a, button');
    if (first instanceof HTMLElement) first.focus();
  }).catch(() => { /* the button is still there */ });
});
