// Says what is wrong with a unified social credit code while it is typed. The server checks again when the form is sent;
// a code whose check fails may still be sent, an officer decides about it.
const pause = 400;

/** @param {HTMLElement} box */
function watch(box) {
  const input = document.getElementById(box.dataset.creditCode ?? '');
  if (!(input instanceof HTMLInputElement)) return;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(box, input), pause);
  });
}

/** @param {HTMLElement} box @param {HTMLInputElement} input */
async function check(box, input) {
  const code = input.value.trim();
  box.replaceChildren();
  if (code === '') return;
  const answer = await fetch(`${box.dataset.check}${encodeURIComponent(code)}`).catch(() => null);
  if (!answer?.ok || input.value.trim() !== code) return;
  /** @type {{ isValid: boolean, remarks: string[] }} */
  const finding = await answer.json();
  if (finding.isValid) return;
  const note = document.createElement('p');
  note.className = 'note is-warning';
  note.textContent = finding.remarks.join(' ');
  box.replaceChildren(note);
}

for (const box of document.querySelectorAll('[data-credit-code]')) if (box instanceof HTMLElement) watch(box);
