// Forms that use a passkey: data-passkey="get" or "create" on the form, data-passkey-options with the address of the challenge,
// data-passkey-answer on the hidden field that carries the browser's answer (WebAuthn level 3).

/** @param {string} text @returns {ArrayBuffer} */
function bytes(text) {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, c => c.charCodeAt(0)).buffer;
}

/** @param {ArrayBuffer | null | undefined} buffer */
function base64url(buffer) {
  if (!buffer) return undefined;
  const plain = Array.from(new Uint8Array(buffer), b => String.fromCharCode(b)).join('');
  return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** The challenge for this form; the token in the form shows that our own page asks. @param {HTMLFormElement} form */
async function askForOptions(form) {
  const token = form.querySelector('[name="__RequestVerificationToken"]');
  const response = await fetch(form.dataset.passkeyOptions ?? '', {
    method: 'POST',
    headers: { 'X-XSRF-TOKEN': token instanceof HTMLInputElement ? token.value : '' },
  });
  if (!response.ok) throw new Error(`The options were refused: ${response.status}`);
  const options = await response.json();
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const name of ['allowCredentials', 'excludeCredentials']) {
    options[name] = options[name]?.map((/** @type {{ id: string }} */ known) => ({ ...known, id: bytes(known.id) }));
  }
  return options;
}

/** @param {PublicKeyCredential} credential The form of toJSON(), which not every browser and password manager has. */
function written(credential) {
  const response = /** @type {any} */ (credential.response);
  return JSON.stringify({
    id: credential.id,
    rawId: base64url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: base64url(response.clientDataJSON),
      attestationObject: base64url(response.attestationObject),
      authenticatorData: base64url(response.authenticatorData),
      signature: base64url(response.signature),
      userHandle: base64url(response.userHandle),
      transports: response.getTransports?.(),
    },
  });
}

/** Waits behind the address field for a passkey to be picked from the browser's list; ended when the button is used. */
let waiting = new AbortController();

/** @param {HTMLFormElement} form @param {CredentialMediationRequirement} [mediation] */
async function useOn(form, mediation) {
  waiting.abort();
  waiting = new AbortController();
  const publicKey = await askForOptions(form);
  const credential = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey, signal: waiting.signal })
    : await navigator.credentials.get({ publicKey, mediation, signal: waiting.signal });
  const answer = form.querySelector('[data-passkey-answer]');
  if (!(answer instanceof HTMLInputElement) || !credential) return;
  answer.value = written(/** @type {PublicKeyCredential} */ (credential));
  form.submit();
}

/** @param {HTMLFormElement} form */
function offer(form) {
  const problem = form.querySelector('[data-passkey-problem]');
  form.hidden = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (problem) problem.textContent = '';
    try {
      await useOn(form);
    } catch (failure) {
      const cancelled = failure instanceof DOMException && (failure.name === 'NotAllowedError' || failure.name === 'AbortError');
      // What was said of an earlier try is not true of this one.
      document.querySelectorAll('.note.is-good[role="status"]').forEach(note => note.remove());
      if (problem instanceof HTMLElement) problem.textContent = (cancelled ? problem.dataset.cancelled : problem.dataset.failed) ?? '';
      if (!cancelled) console.error(failure);
    }
  });
}

/** @param {HTMLFormElement} form */
async function offerInList(form) {
  if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
  // Nobody asked for it yet: what fails here is no news for the visitor.
  await useOn(form, 'conditional').catch(() => undefined);
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    if (!(form instanceof HTMLFormElement)) continue;
    offer(form);
    if (form.dataset.passkey === 'get') offerInList(form);
  }
}

export {};
