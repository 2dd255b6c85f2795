// The feed of matches on the workspace. A new match is fetched as a card of its own. It goes in at the top where nothing is
// being read; otherwise it waits behind "1 new match: show", so that no text moves under the reader's eyes.
import { parse } from './document.js';
import './swap-form.js';
import { announce, text } from './texts.js';

/** @typedef {import('./live-stream.js').Message} Message */

/** Ids of matches that wait to be shown, oldest first. @type {string[]} */
let waiting = [];

function feed() {
  const section = document.querySelector('[data-match-feed="open"]');
  const list = section?.querySelector('[data-feed-list]');
  return section instanceof HTMLElement && list instanceof HTMLElement ? { section, list } : null;
}

/** @param {string} id @returns {Promise<HTMLElement | null>} */
async function readCard(id) {
  const response = await fetch(`/workspace/matches/${encodeURIComponent(id)}`, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
  if (!response.ok || response.redirected) return null;
  const card = parse(await response.text()).querySelector('.match-card');
  return card instanceof HTMLElement ? document.adoptNode(card) : null;
}

/** Whether a card is on the screen or has the focus. @param {HTMLElement} list */
function isRead(list) {
  if (list.contains(document.activeElement)) return true;
  return [...list.children].some(card => {
    const { top, bottom } = card.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
}

/** @param {string[]} ids */
async function show(ids) {
  const place = feed();
  if (!place) return;
  /** @type {HTMLElement | null} */
  let first = null;
  for (const id of ids) {
    if (document.getElementById(`match-${id}`)) continue;
    const card = await readCard(id);
    if (!card) continue;
    place.section.querySelector('[data-feed-empty]')?.remove();
    place.list.prepend(card);
    first = card;
  }
  document.dispatchEvent(new CustomEvent('page:changed'));
  return first;
}

function offer() {
  const place = feed();
  if (!place) return;
  let button = place.section.querySelector('[data-show-matches]');
  if (!button) {
    button = document.createElement('button');
    button.className = 'announce';
    button.setAttribute('type', 'button');
    button.setAttribute('data-show-matches', '');
    place.list.before(button);
  }
  const count = text(waiting.length === 1 ? 'matchNewOne' : 'matchNew', waiting.length);
  button.textContent = `${count} · ${text('announceShow')}`;
  announce(count);
}

document.addEventListener('live:match.found', async event => {
  const { subject } = /** @type {CustomEvent<Message>} */ (event).detail;
  const place = feed();
  if (!place || document.getElementById(`match-${subject.id}`) || waiting.includes(subject.id)) return;
  count(1);
  if (waiting.length > 0 || isRead(place.list)) {
    waiting.push(subject.id);
    offer();
  } else {
    const card = await show([subject.id]);
    if (card) announce(text('matchNewOne', 1));
  }
});

document.addEventListener('click', async event => {
  const button = event.target instanceof Element ? event.target.closest('[data-show-matches]') : null;
  if (!button) return;
  const ids = waiting;
  waiting = [];
  button.remove();
  const card = await show(ids);
  const link = card?.querySelector('a');
  if (link instanceof HTMLElement) link.focus();
});

/** The number beside the list of new matches. @param {number} more */
function count(more) {
  const figure = document.querySelector('.sub-nav [data-count=""]');
  if (figure) figure.textContent = String(Number(figure.textContent) + more);
}

/** A challenge whose deadline moved or is near is shown anew; one that takes no more bids leaves with a word. @param {Event} event */
async function changed(event) {
  const { subject, type } = /** @type {CustomEvent<Message>} */ (event).detail;
  const card = subject.code ? document.querySelector(`.match-card[data-code="${CSS.escape(subject.code)}"]`) : null;
  if (!(card instanceof HTMLElement)) return;
  if (type === 'challenge.extended' || type === 'challenge.closing_soon') {
    const fresh = await readCard(card.dataset.key ?? '');
    if (fresh) card.replaceWith(fresh);
    document.dispatchEvent(new CustomEvent('page:changed'));
  } else {
    card.querySelector('form')?.remove();
    const gone = document.createElement('p');
    gone.className = 'note';
    gone.textContent = text(type === 'challenge.cancelled' ? 'matchCancelled' : 'matchClosed');
    card.append(gone);
  }
}

for (const type of ['extended', 'closing_soon', 'closed', 'no_bid', 'cancelled']) document.addEventListener(`live:challenge.${type}`, changed);
