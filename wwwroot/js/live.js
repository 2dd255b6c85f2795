// Live messages. The page names its streams in <meta name="live" content="public challenge:…"> or in data-live; "stream@12"
// says up to which message the page was made. Each message comes once and in order as an event `live:<type>` on the
// document; what a lost connection missed is fetched again. A message carries facts about what changed, never the text.
import { Stream } from './live-stream.js';
import { clockTime, text } from './texts.js';

/**
 * @typedef {import('./live-stream.js').Message} Message
 * @typedef {import('@microsoft/signalr').HubConnection} HubConnection
 */

const quietFor = 1500;
const longestWait = 30_000;

/** How often a quiet page asks whether the last message before the silence was lost, in ms. */
const askEvery = 60_000;

/** When the page was made, by the server's clock. */
const madeAt = Number(document.documentElement.dataset.now);

/** @type {Map<string, Stream>} */
const streams = new Map();

/** @type {HubConnection} */
let hub;

/** The page was known to be up to date at this moment. */
let currentAt = new Date();

function findStreams() {
  for (const element of document.querySelectorAll('meta[name="live"], [data-live]')) {
    const names = element.getAttribute('content') ?? element.getAttribute('data-live') ?? '';
    for (const named of names.split(/\s+/).filter(Boolean)) {
      const [name, shown] = named.split('@');
      if (streams.has(name)) continue;
      streams.set(name, new Stream(name, shown ? Number(shown) : null, madeAt, dispatch, (stream, since) => call('Replay', stream, since)));
    }
  }
}

/** @param {Message} message */
function dispatch(message) {
  if (message.type === 'inbox.changed') readUnread(message);
  document.dispatchEvent(new CustomEvent(`live:${message.type}`, { detail: message }));
  document.dispatchEvent(new CustomEvent('live', { detail: message }));
}

/** A message to many has no count of its own: then the server is asked. @param {Message} message */
async function readUnread(message) {
  if (typeof message.data?.unread === 'number') return showUnread(message.data.unread);
  const response = await fetch('/workspace/inbox?handler=Unread', { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (response.ok && !response.redirected) showUnread((await response.json()).unread);
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

/** Calls the hub; where it says that calls come too fast, waits and asks again. @param {string} method @param {...unknown} values @returns {Promise<any>} */
async function call(method, ...values) {
  for (;;) {
    try {
      return await hub.invoke(method, ...values);
    } catch (problem) {
      if (!String(problem).includes('live.too_many_calls')) throw problem;
      await new Promise(done => setTimeout(done, 1000 + Math.random() * 1000));
    }
  }
}

async function joinAll() {
  for (const stream of [...streams.values()]) {
    try {
      const { number } = await call('Join', stream.name);
      await stream.joined(number);
    } catch (problem) {
      if (!String(problem).includes('live.refused')) throw problem;
      // For instance after a membership ended: the other streams go on.
      leave(stream.name);
    }
  }
  currentAt = new Date();
}

/** @param {Message[]} messages */
function receive(messages) {
  const stream = messages.length > 0 ? streams.get(messages[0].stream) : undefined;
  currentAt = new Date();
  stream?.received(messages).catch(askLatest);
}

/** @param {string} name */
function leave(name) {
  streams.delete(name);
  document.dispatchEvent(new CustomEvent('live-left', { detail: name }));
}

/** Asks whether there is more than came. */
async function askLatest() {
  if (hub.state !== 'Connected' || document.hidden || streams.size === 0) return;
  try {
    /** @type {Record<string, number>} */
    const latest = await call('Latest', [...streams.keys()]);
    for (const [name, number] of Object.entries(latest)) await streams.get(name)?.exists(number);
    currentAt = new Date();
  } catch (problem) {
    console.warn('live', problem);
  }
}

/** The quiet bar: says since when the page stands still, and that it caught up. */
const bar = {
  element: document.getElementById('live-bar'),
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer: undefined,

  lost() {
    document.documentElement.dataset.liveState = 'lost';
    const since = clockTime(currentAt);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(text('liveLost', since), false), quietFor);
  },

  back() {
    document.documentElement.dataset.liveState = 'joined';
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

async function connect() {
  for (let attempt = 0; ; attempt++) {
    try {
      await hub.start();
      break;
    } catch {
      if (attempt === 0) bar.lost();
      await new Promise(done => setTimeout(done, wait(attempt)));
    }
  }
  await settle();
}

/** Joins what the page follows. Where that fails the connection is given up; its end begins anew. */
async function settle() {
  try {
    await joinAll();
    bar.back();
  } catch (problem) {
    console.warn('live', problem);
    await hub.stop();
  }
}

async function start() {
  // The client is a plain script that hangs itself on `self`; as a module it is fetched only where a page is live.
  // @ts-expect-error it has no types at this address
  await import('/lib/signalr.min.js');
  /** @type {typeof import('@microsoft/signalr')} */
  const signalR = /** @type {any} */ (self).signalR;
  hub = new signalR.HubConnectionBuilder()
    .withUrl('/hubs/live')
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: retry => wait(retry.previousRetryCount) })
    .configureLogging(signalR.LogLevel.None)
    .build();
  hub.on('Received', receive);
  hub.on('Left', leave);
  hub.onreconnecting(() => bar.lost());
  hub.onreconnected(settle);
  // The server ended it, or the joins failed.
  hub.onclose(() => {
    bar.lost();
    setTimeout(connect, wait(2));
  });
  await connect();
  setInterval(askLatest, askEvery * (0.9 + Math.random() / 5));
  document.addEventListener('visibilitychange', askLatest);
}

/** 0.5, 1, 2 … 30 s, with a spread so that a thousand pages do not come back at once. @param {number} attempt */
function wait(attempt) {
  return Math.min(longestWait, 500 * 2 ** attempt) * (0.75 + Math.random() / 2);
}

findStreams();
if (streams.size > 0) start().catch(problem => console.error(problem));
