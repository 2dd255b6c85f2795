// A password can be shown while it is typed; it is hidden again before it is sent.
import { text } from './texts.js';

/** @param {HTMLInputElement} input */
function revealable(input) {
  const frame = document.createElement('div');
  frame.className = 'password-field';
  const button = document.createElement('button');
  button.type = 'button';
  input.replaceWith(frame);
  frame.append(input, button);

  /** @param {boolean} shown */
  const show = shown => {
    input.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
    button.setAttribute('aria-label', text('passwordShow'));
    button.title = text(shown ? 'passwordHide' : 'passwordShow');
    button.replaceChildren(icon(shown ? 'eye-off' : 'eye'));
  };
  show(false);
  button.addEventListener('click', () => show(input.type === 'password'));
  input.form?.addEventListener('submit', () => show(false));
}

/** @param {string} name one of the icons that the page's own icons come from */
function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  const sheet = document.querySelector('svg.icon use')?.getAttribute('href')?.split('#')[0] ?? '';
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `${sheet}#${name}`);
  svg.append(use);
  return svg;
}

for (const input of document.querySelectorAll('input[type="password"]')) {
  if (input instanceof HTMLInputElement) revealable(input);
}
