// Keeps "3 days 4 hours left" current on the server's clock, not on that of this machine.
import { announce, text } from './texts.js';

const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/** Server time minus ours, in milliseconds. The page tells when it was made; /time tells better, as a page may come from a cache. */
let offset = Number(document.documentElement.dataset.now) - Date.now();

async function askServer() {
  const sent = Date.now();
  const response = await fetch('/time', { cache: 'no-store' });
  if (!response.ok) return;
  const { now } = await response.json();
  offset = now + (Date.now() - sent) / 2 - Date.now();
  show();
}

/** @param {number} left milliseconds */
function words(left) {
  if (left <= 0) return text('leftOver');
  if (left >= day) return text('leftDays', Math.floor(left / day), Math.floor((left % day) / hour));
  if (left >= hour) return text('leftHours', Math.floor(left / hour), Math.floor((left % hour) / minute));
  return text('leftMinutes', Math.floor(left / minute), Math.floor((left % minute) / 1000));
}

/** @returns {number} milliseconds until the next change that can be seen */
function show() {
  const now = Date.now() + offset;
  let wait = minute;
  for (const time of document.querySelectorAll('time[data-countdown]')) {
    const deadline = time.closest('.deadline');
    const target = deadline?.querySelector('.left');
    if (!(time instanceof HTMLTimeElement) || !deadline || !target) continue;
    const left = Date.parse(time.dateTime) - now;
    const said = words(left);
    if (target.textContent !== said) target.textContent = said;
    const isOver = left <= 0;
    if (isOver && deadline.classList.contains('is-near')) announce(said);
    deadline.classList.toggle('is-over', isOver);
    deadline.classList.toggle('is-near', !isOver && left < 3 * day);
    if (!isOver && left < hour) wait = 1000;
  }
  return wait;
}

function tick() {
  setTimeout(tick, show());
}

tick();
askServer().catch(() => { /* the page's own time stands */ });
// A machine that slept has a clock to check again.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) askServer().catch(() => {});
});
