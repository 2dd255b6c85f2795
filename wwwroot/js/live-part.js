// Parts of a page that follow live messages. <section id="feed" data-live-part="match.new challenge.posted"> is read again
// from the server when one of these comes ("*" is any). With data-live-mode="announce" the page only says "3 new: show" in the
// element [data-announce], and what is being read stays where it is until asked.
import { readPage, takeOver } from './document.js';
import { announce, text } from './texts.js';

/** Several messages within this time, in ms, are one refresh. */
const gather = 250;

/** @type {Map<string, number>} */
const waiting = new Map();
/** @type {Set<string>} */
const due = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string[]} ids */
async function refresh(ids) {
  const page = await readPage(location.pathname + location.search);
  if (page) takeOver(page, ids);
}

document.addEventListener('live', event => {
  const { type } = /** @type {CustomEvent<import('./live-stream.js').Message>} */ (event).detail;
  for (const part of document.querySelectorAll('[data-live-part]')) {
    const types = (part.getAttribute('data-live-part') ?? '').split(/\s+/);
    if (!part.id || !(types.includes(type) || types.includes('*'))) continue;
    if (part.getAttribute('data-live-mode') === 'announce') {
      waiting.set(part.id, (waiting.get(part.id) ?? 0) + 1);
      offer(part);
    } else {
      due.add(part.id);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const ids = [...due];
        due.clear();
        refresh(ids).catch(() => { /* the next message tries again */ });
      }, gather);
    }
  }
});

/** @param {Element} part */
function offer(part) {
  const count = waiting.get(part.id) ?? 0;
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
  waiting.delete(id);
  refresh([id]).then(() => {
    button.remove();
    const part = document.getElementById(id);
    const first = part?.querySelector('a, button');
    if (first instanceof HTMLElement) first.focus();
  }).catch(() => location.reload());
});
