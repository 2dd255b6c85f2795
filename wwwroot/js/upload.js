// Says that a file is too large before it is sent: the form's data-most-bytes and data-too-large are the limit and the words.
for (const form of document.querySelectorAll('form[data-most-bytes]')) {
  form.addEventListener('change', event => {
    if (!(form instanceof HTMLFormElement) || !(event.target instanceof HTMLInputElement) || !event.target.files) return;
    const tooLarge = [...event.target.files].some(file => file.size > Number(form.dataset.mostBytes));
    event.target.setCustomValidity(tooLarge ? form.dataset.tooLarge ?? '' : '');
    event.target.reportValidity();
  });
}

export {};
