// What a reader typed or opened in a part of the page that the server sends anew: it is never thrown away.
import { text } from './texts.js';

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const unwritten = new Set(['hidden', 'submit', 'button', 'reset', 'image']);

/** @param {Element} part @returns {Field[]} */
function fields(part) {
  return [...part.querySelectorAll('input, textarea, select')].flatMap(field =>
    field instanceof HTMLInputElement && !unwritten.has(field.type) || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement ? [field] : []);
}

/** @param {Element | null} field @returns {field is Field} */
function isText(field) {
  return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement && !['checkbox', 'radio', 'hidden'].includes(field.type);
}

/** The same field of the same form in another version of the part. @param {Field} field @param {Element} part @returns {Field | undefined} */
function sameIn(field, part) {
  return fields(part).find(other => other.name === field.name && other.form?.id === field.form?.id
    && (!(field instanceof HTMLInputElement) || !['checkbox', 'radio'].includes(field.type) || other.value === field.value));
}

/** Whether the field holds what its reader put there and the server does not know. @param {Field} field @param {Field | undefined} other the same field as the server sends it now */
function isWritten(field, other) {
  if (field instanceof HTMLSelectElement) {
    return field.value !== (other?.value ?? ([...field.options].find(option => option.defaultSelected) ?? field.options[0])?.value);
  }
  if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) return field.checked !== field.defaultChecked;
  // Not compared with what the field held at first: the answer to a refused form holds what was typed from the beginning.
  return field.value !== (other?.value ?? '');
}

/** @param {Element} part @param {Element} next @returns {Field[]} */
function written(part, next) {
  return fields(part).filter(field => isWritten(field, sameIn(field, next)));
}

/**
 * Whether somebody writes in this part, or is asked about an act in it: it must not change under their hands.
 * @param {Element} part
 * @param {Element} next the part as the server sends it now
 */
export function isInUse(part, next) {
  const focused = document.activeElement;
  return (isText(focused) && part.contains(focused)) || document.querySelector('dialog[open]') !== null || written(part, next).length > 0;
}

/**
 * Carries over what was typed and which folds were open. Text whose field is no longer there stands behind the part, to be copied.
 * @param {Element} part
 * @param {Element} next
 */
export function carryOver(part, next) {
  for (const fold of part.querySelectorAll('details[open]')) {
    const name = fold.querySelector('summary')?.textContent;
    for (const other of next.querySelectorAll('details')) if (other.querySelector('summary')?.textContent === name) other.setAttribute('open', '');
  }
  for (const field of written(part, next)) {
    const other = sameIn(field, next);
    if (other) fill(other, field);
    else if (isText(field)) keepBehind(next, field.value);
  }
}

/** @param {Field} field @param {Field} typed */
function fill(field, typed) {
  // No script may choose a file.
  if (field.type === 'file') return;
  if (field instanceof HTMLInputElement && typed instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) field.checked = typed.checked;
  else field.value = typed.value;
}

/** @param {Element} part @param {string} what */
function keepBehind(part, what) {
  const note = document.createElement('div');
  note.className = 'note';
  const name = document.createElement('p');
  name.textContent = text('typedBefore');
  const words = document.createElement('p');
  words.className = 'prose';
  words.textContent = what;
  note.append(name, words);
  part.append(note);
}
