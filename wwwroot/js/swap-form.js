// Forms that change a part of the page: <form data-swap="feed"> is sent in the background and the parts with these ids are
// taken over from the page that answers. Where that fails the form is sent as any other.
import { parse, takeOver } from './document.js';

/** @param {HTMLFormElement} form @param {HTMLElement | null} button */
async function send(form, button) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) if (typeof value === 'string') body.append(name, value);
  const response = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin', headers: { Accept: 'text/html' } });
  if (!response.ok || !response.redirected) return false;
  takeOver(parse(await response.text()), (form.dataset.swap ?? '').split(' '));
  return true;
}

document.addEventListener('submit', event => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.swap || event.defaultPrevented) return;
  // The same form on a page that does not hold these parts goes the plain way.
  if (!form.dataset.swap.split(' ').some(id => document.getElementById(id))) return;
  const button = /** @type {HTMLElement | null} */ (event.submitter);
  event.preventDefault();
  const plainly = () => {
    delete form.dataset.swap;
    // The form was never sent as such: page.js may let it go.
    delete form.dataset.sent;
    form.requestSubmit(button);
  };
  send(form, button).then(done => { if (!done) plainly(); }, plainly);
});
