// One stream of numbered messages as this page follows it: each message once, in order, whatever the connection does to them.

/**
 * @typedef {{kind: string, id: string, code: string | null}} Subject
 * @typedef {{stream: string, number: number, type: string, subject: Subject, at: string, data: Record<string, unknown> | null}} Message
 * @typedef {{messages: Message[], more: boolean}} Piece
 */

/** How far before the joined number a page without its own number looks for messages that came while it was on its way. */
const lookBack = 50;

/** A page without its own number was made somewhat before its clock was read; a message may then come twice rather than never. */
const slack = 3000;

export class Stream {
  /** @type {Promise<void>} */
  #work = Promise.resolve();
  /** @type {number | null} */
  #last;
  /** Messages that overtook the answer to the join. @type {Message[]} */
  #early = [];
  #exact;

  /**
   * @param {string} name
   * @param {number | null} shown number up to which the page was made
   * @param {number} madeAt when the page was made, by the server's clock in ms
   * @param {(message: Message) => void} tell
   * @param {(stream: string, since: number) => Promise<Piece>} replay
   */
  constructor(name, shown, madeAt, tell, replay) {
    this.name = name;
    this.#last = shown;
    this.#exact = shown !== null;
    this.madeAt = madeAt;
    this.tell = tell;
    this.replay = replay;
  }

  /** The connection hears the stream (again), whose last message so far has this number. @param {number} number */
  joined(number) {
    return this.#next(async () => {
      this.#last ??= this.#start(number);
      await this.#catchUp(number);
      await this.#receive(this.#early.splice(0));
    });
  }

  /** Messages came; some may have come before, some may be missing between. @param {Message[]} messages */
  received(messages) {
    return this.#next(async () => {
      if (this.#last === null) this.#early.push(...messages);
      else await this.#receive(messages);
    });
  }

  /** The server says that messages up to this one exist. @param {number} number */
  exists(number) {
    return this.#next(() => this.#last === null ? undefined : this.#catchUp(number));
  }

  /** One thing at a time: messages, gaps and returns must not overtake one another. @param {() => Promise<void> | void} step */
  #next(step) {
    const work = this.#work.then(step);
    this.#work = work.catch(() => { /* told to whoever asked; the next step starts from what was reached */ });
    return work;
  }

  /** @param {Message[]} messages */
  async #receive(messages) {
    for (const message of messages) {
      if (this.#last !== null && message.number > this.#last + 1) await this.#catchUp(message.number - 1);
      this.#take(message);
    }
  }

  /** @param {number} until */
  async #catchUp(until) {
    while (this.#last !== null && this.#last < until) {
      const { messages, more } = await this.replay(this.name, this.#last);
      for (const message of messages) this.#take(message);
      // What the server does not give is not there for this page.
      if (!more) this.#reached(Math.max(until, this.#last));
    }
  }

  /** @param {Message} message */
  #take(message) {
    if (this.#last === null || message.number <= this.#last) return;
    this.#reached(message.number);
    if (this.#exact || Date.parse(message.at) > this.madeAt - slack) this.tell(message);
  }

  /** A page without a number begins where the page before it in this tab stopped, or a little back. @param {number} number */
  #start(number) {
    const kept = this.#kept();
    return kept !== null && kept <= number ? kept : Math.max(0, number - lookBack);
  }

  get #key() {
    return `live:${this.name}`;
  }

  #kept() {
    try {
      const kept = sessionStorage.getItem(this.#key);
      return kept === null ? null : Number(kept);
    } catch {
      return null;
    }
  }

  /** @param {number} number */
  #reached(number) {
    this.#last = number;
    try {
      sessionStorage.setItem(this.#key, String(number));
    } catch { /* storage may be closed; then only this page knows */ }
  }
}
