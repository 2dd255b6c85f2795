// Binding and destructive acts are confirmed by naming the thing: a submit button with data-confirm="what will happen",
// and with data-confirm-word="PD-JB-2026-0001" where that has to be typed.
import { text } from './texts.js';

/** @param {HTMLButtonElement} button @returns {Promise<boolean>} */
function ask(button) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  const word = button.dataset.confirmWord;
  const input = document.createElement('input');
  const yes = make('button', button.dataset.confirmYes ?? button.textContent?.trim() ?? '', button.classList.contains('btn-danger') ? 'btn btn-danger' : 'btn btn-primary');
  const no = make('button', text('cancel'), 'btn');
  const title = make('h2', button.dataset.confirmTitle ?? text('confirmTitle'));
  title.id = 'confirm-title';
  dialog.append(title, make('p', button.dataset.confirm ?? ''));
  if (word) {
    const label = make('label', text('confirmType', word));
    label.setAttribute('for', 'confirm-word');
    input.id = 'confirm-word';
    input.className = 'form-control';
    input.autocomplete = 'off';
    yes.setAttribute('disabled', '');
    input.addEventListener('input', () => yes.toggleAttribute('disabled', input.value.trim() !== word));
    dialog.append(label, input);
  }
  const actions = make('div', '', 'actions');
  actions.append(no, yes);
  dialog.append(actions);
  document.body.append(dialog);

  return new Promise(resolve => {
    no.addEventListener('click', () => dialog.close());
    yes.addEventListener('click', () => dialog.close('yes'));
    dialog.addEventListener('close', () => {
      dialog.remove();
      button.focus();
      resolve(dialog.returnValue === 'yes');
    });
    dialog.showModal();
    (word ? input : no).focus();
  });
}

/** @param {string} name @param {string} content @param {string} [style] */
function make(name, content, style) {
  const element = document.createElement(name);
  element.textContent = content;
  if (style) element.className = style;
  if (element instanceof HTMLButtonElement) element.type = 'button';
  return element;
}

document.addEventListener('click', async event => {
  const button = event.target instanceof Element ? event.target.closest('[data-confirm]') : null;
  if (!(button instanceof HTMLButtonElement) || !button.form) return;
  event.preventDefault();
  const form = button.form;
  if (await ask(button)) form.requestSubmit(sendable(button));
});

/** The same button without its question, for the act itself. @param {HTMLButtonElement} button */
function sendable(button) {
  delete button.dataset.confirm;
  return button;
}
