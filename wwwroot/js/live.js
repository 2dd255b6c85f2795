// Live messages. The page names its streams in <meta name="live" content="public challenge:…"> or in data-live; "stream@12"
// says up to which message the page was made. Each message comes once and in order as an event `live:<type>` on the
// document; what a lost connection missed is fetched again. A message carries facts about what changed, never the text.
import { clockTime, text } from './texts.js';

/**
 * @typedef {{kind: string, id: string, code: string | null}} Subject
 * @typedef {{stream: string, number: number, type: string, subject: Subject, at: string, data: Record<string, unknown> | null}} Message
 * @typedef {import('@microsoft/signalr').HubConnection} HubConnection
 */

/** How far before the joined number a page without its own number looks for messages that came while it was on its way. */
const lookBack = 50;
const quietFor = 1500;
const longestWait = 30_000;

/** When the page was made, by the server's clock: older messages are already in it. */
const madeAt = Number(document.documentElement.dataset.now);

class Stream {
  /** @param {string} name @param {number | null} shown number up to which the page was made */
  constructor(name, shown) {
    this.name = name;
    this.last = shown;
    /** @type {Promise<void>} */
    this.work = Promise.resolve();
  }

  get key() {
    return `live:${this.name}`;
  }

  /** @param {number} number */
  reached(number) {
    this.last = number;
    try {
      sessionStorage.setItem(this.key, String(number));
    } catch { /* storage may be closed; then only this page knows */ }
  }

  stored() {
    try {
      const kept = sessionStorage.getItem(this.key);
      return kept === null ? null : Number(kept);
    } catch {
      return null;
    }
  }

  /** One thing at a time for each stream: messages, gaps and reconnects must not overtake one another. @param {() => Promise<void> | void} step */
  next(step) {
    this.work = this.work.then(step).catch(problem => console.error(problem));
    return this.work;
  }
}

/** @type {Map<string, Stream>} */
const streams = new Map();

for (const element of document.querySelectorAll('meta[name="live"], [data-live]')) {
  const names = element.getAttribute('content') ?? element.getAttribute('data-live') ?? '';
  for (const named of names.split(/\s+/).filter(Boolean)) {
    const [name, shown] = named.split('@');
    if (!streams.has(name)) streams.set(name, new Stream(name, shown ? Number(shown) : null));
  }
}

/** @param {Message} message */
function dispatch(message) {
  if (typeof message.data?.unread === 'number') showUnread(message.data.unread);
  document.dispatchEvent(new CustomEvent(`live:${message.type}`, { detail: message }));
  document.dispatchEvent(new CustomEvent('live', { detail: message }));
}

/** @param {number} count */
function showUnread(count) {
  const badge = document.querySelector('[data-unread-badge]');
  if (!(badge instanceof HTMLElement)) return;
  badge.hidden = count === 0;
  const [figure, words] = badge.querySelectorAll('span');
  if (figure) figure.textContent = count > 99 ? '99+' : String(count);
  if (words) words.textContent = text('unread', count);
}

/** @param {HubConnection} hub @param {Stream} stream */
async function join(hub, stream) {
  /** @type {{number: number}} */
  const { number } = await hub.invoke('Join', stream.name);
  const stored = stream.stored();
  stream.last ??= stored !== null && stored <= number ? stored : Math.max(0, number - lookBack);
  await catchUp(hub, stream, number);
}

/** Fetches what lies between the last message seen and `number`. @param {HubConnection} hub @param {Stream} stream @param {number} number */
async function catchUp(hub, stream, number) {
  while ((stream.last ?? 0) < number) {
    const since = stream.last ?? 0;
    /** @type {Message[]} */
    const missed = await hub.invoke('Replay', stream.name, since);
    for (const message of missed) take(stream, message);
    // The rest is older than the server keeps for replay, or not for us: the page itself is the truth then.
    if (missed.length === 0 || (stream.last ?? 0) <= since) stream.reached(number);
  }
}

/** @param {Stream} stream @param {Message} message */
function take(stream, message) {
  if (message.number <= (stream.last ?? 0)) return;
  stream.reached(message.number);
  if (Date.parse(message.at) > madeAt) dispatch(message);
}

/** @param {HubConnection} hub @param {Message} message */
function receive(hub, message) {
  const stream = streams.get(message.stream);
  if (!stream) return;
  void stream.next(async () => {
    if (message.number > (stream.last ?? 0) + 1) await catchUp(hub, stream, message.number - 1);
    take(stream, message);
  });
}

/** @param {HubConnection} hub */
async function joinAll(hub) {
  for (const stream of streams.values()) {
    await stream.next(() => join(hub, stream).catch(problem => {
      // Refused, for instance after a membership ended: the other streams go on.
      console.warn(`live: ${stream.name}`, problem);
    }));
  }
}

/** The quiet bar: says since when the page stands still, and that it caught up. */
const bar = {
  element: document.getElementById('live-bar'),
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer: undefined,

  lost() {
    const since = clockTime();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(text('liveLost', since), false), quietFor);
  },

  back() {
    clearTimeout(this.timer);
    if (!this.element || this.element.hidden) return;
    this.show(text('liveBack'), true);
    this.timer = setTimeout(() => { if (this.element) this.element.hidden = true; }, 4000);
  },

  /** @param {string} what @param {boolean} good */
  show(what, good) {
    if (!this.element) return;
    this.element.hidden = false;
    this.element.classList.toggle('is-back', good);
    this.element.textContent = what;
  },
};

async function start() {
  // The client is a plain script that hangs itself on `self`; as a module it is fetched only where a page is live.
  // @ts-expect-error it has no types at this address
  await import('/lib/signalr.min.js');
  /** @type {typeof import('@microsoft/signalr')} */
  const signalR = /** @type {any} */ (self).signalR;
  const hub = new signalR.HubConnectionBuilder()
    .withUrl('/hubs/live')
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: retry => wait(retry.previousRetryCount) })
    .configureLogging(signalR.LogLevel.Error)
    .build();
  hub.on('Received', message => receive(hub, message));
  hub.onreconnecting(() => bar.lost());
  hub.onreconnected(async () => {
    await joinAll(hub);
    bar.back();
  });
  for (let attempt = 0; ; attempt++) {
    try {
      await hub.start();
      break;
    } catch {
      if (attempt === 0) bar.lost();
      await new Promise(done => setTimeout(done, wait(attempt)));
    }
  }
  await joinAll(hub);
  bar.back();
  document.documentElement.dataset.liveState = 'joined';
}

/** 0.5, 1, 2 … 30 s, with a spread so that a thousand pages do not come back at once. @param {number} attempt */
function wait(attempt) {
  return Math.min(longestWait, 500 * 2 ** attempt) * (0.75 + Math.random() / 2);
}

if (streams.size > 0) start().catch(problem => console.error(problem));
