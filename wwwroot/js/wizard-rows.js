// Rows of one kind in a form, such as indicators: names are `Prefix[0].Field`, `Prefix[1].Field` … without gaps.
// <div data-rows="Input.Indicators"> holds elements with data-row, a <template> of one with __i__ for its number,
// a button with data-row-add and in each row one with data-row-remove. Both are submit buttons, so that the server
// does the same for a browser without scripts.
import { announce, text } from './texts.js';

/** @param {Element} list */
function rowsOf(list) {
  return [...list.querySelectorAll('[data-row]')];
}

/** @param {Element} list */
function add(list) {
  const template = list.querySelector('template');
  const row = template?.content.firstElementChild?.cloneNode(true);
  if (!(row instanceof Element)) return;
  const rows = rowsOf(list);
  if (rows.length > 0) rows[rows.length - 1].after(row);
  else (list.querySelector('tbody') ?? list).prepend(row);
  number(list);
  const field = row.querySelector('input:not([type=hidden]), select, textarea');
  if (field instanceof HTMLElement) field.focus();
  announce(text('rowsAdded', rows.length + 1));
  changed(list);
}

/** @param {Element} list @param {Element} row */
function remove(list, row) {
  const at = rowsOf(list).indexOf(row);
  row.remove();
  number(list);
  const rows = rowsOf(list);
  const next = rows[Math.min(at, rows.length - 1)]?.querySelector('[data-row-remove]') ?? list.querySelector('[data-row-add]');
  if (next instanceof HTMLElement) next.focus();
  announce(text('rowsRemoved', at + 1));
  changed(list);
}

/** Gives every row its place again: in names, ids, labels and in what readers hear. @param {Element} list */
function number(list) {
  const prefix = list.getAttribute('data-rows') ?? '';
  const id = prefix.replace(/[^A-Za-z0-9_-]/g, '_');
  rowsOf(list).forEach((row, index) => {
    for (const element of [row, ...row.querySelectorAll('*')]) {
      for (const name of ['name', 'id', 'for', 'aria-labelledby', 'aria-describedby', 'headers']) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, renumber(value, prefix, id, index));
      }
      if (element.hasAttribute('data-row-remove')) {
        element.setAttribute('value', String(index));
        element.setAttribute('aria-label', text('rowsRemove', index + 1));
      }
    }
  });
}

/** @param {string} value @param {string} prefix @param {string} id @param {number} index */
function renumber(value, prefix, id, index) {
  return value
    .replaceAll('__i__', String(index))
    .replace(`${prefix}[`, '\u0000[').replace(/\u0000\[\d+\]/, `${prefix}[${index}]`)
    .replace(new RegExp(`${id}_\\d+__`, 'g'), `${id}_${index}__`);
}

/** The draft is to be saved. @param {Element} list */
function changed(list) {
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

document.addEventListener('click', event => {
  const button = event.target instanceof Element ? event.target.closest('[data-row-add], [data-row-remove]') : null;
  const list = button?.closest('[data-rows]');
  if (!button || !list) return;
  event.preventDefault();
  const row = button.closest('[data-row]');
  if (button.hasAttribute('data-row-add')) add(list);
  else if (row) remove(list, row);
});
