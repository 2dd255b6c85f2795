// Reads pages of this server a second time, to take over a part of them.

const policy = /** @type {any} */ (window).trustedTypes?.createPolicy('own-pages', { createHTML: (/** @type {string} */ html) => html });

/**
 * Another page of this server as a document. Null where the answer is no page: signed out, refused, or failed.
 * @param {string} address
 * @param {AbortSignal} [signal]
 * @returns {Promise<Document | null>}
 */
export async function readPage(address, signal) {
  const response = await fetch(address, { headers: { Accept: 'text/html' }, credentials: 'same-origin', signal });
  if (!response.ok || new URL(response.url).pathname !== new URL(address, location.href).pathname) return null;
  return parse(await response.text());
}

/** A page or a piece of one, from the text that this server sent. @param {string} html @returns {Document} */
export function parse(html) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html');
}

/**
 * Puts the parts with these ids in place of ours; the focus stays on the field or link that had it.
 * @param {Document} page
 * @param {string[]} ids
 */
export function takeOver(page, ids) {
  const focus = describeFocus();
  for (const id of ids) {
    const ours = document.getElementById(id);
    const theirs = page.getElementById(id);
    if (ours && theirs) ours.replaceWith(document.adoptNode(theirs));
  }
  restoreFocus(focus);
  document.dispatchEvent(new CustomEvent('page:changed'));
}

function describeFocus() {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const field = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element : null;
  return {
    element,
    id: element.id,
    name: field?.name,
    value: field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type) ? field.value : undefined,
    href: element.getAttribute('href'),
  };
}

/** @param {ReturnType<typeof describeFocus>} focus */
function restoreFocus(focus) {
  if (!focus || focus.element.isConnected) return;
  const again = (focus.id && document.getElementById(focus.id))
    || (focus.name && byName(focus.name, focus.value))
    || (focus.href && document.querySelector(`a[href="${CSS.escape(focus.href)}"]`));
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/** @param {string} name @param {string | undefined} value */
function byName(name, value) {
  for (const field of document.getElementsByName(name)) {
    if (value === undefined || (field instanceof HTMLInputElement && field.value === value)) return field;
  }
  return null;
}
