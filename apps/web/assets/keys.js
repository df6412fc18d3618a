const all = (selector) => [...document.querySelectorAll(selector)];
const typing = 'textarea, select, input:not([type=radio], [type=checkbox])';

// J and K walk through [data-row], N to the next that is [data-doubtful]; another letter presses the row's [data-key]; never while typing.
document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (ctrlKey || metaKey || altKey || !/^[a-z]$/.test(key) || target.matches(typing)) return;
  const rows = all('[data-row]');
  const focused = rows.findIndex((row) => row.contains(target));
  const here = focused >= 0 ? focused : rows.findIndex((row) => row.matches('[aria-current]'));
  const doubtful = (row, at) => row.matches('[data-doubtful]') && at > here;
  const next = { j: rows[here + 1], k: rows[Math.max(0, here - 1)], n: rows.find(doubtful) ?? rows.find((row) => row.matches('[data-doubtful]')) };
  if (key in next) next[key]?.querySelector('a, button, input:not([type=hidden])')?.focus();
  else rows[here]?.querySelector(`[data-key=${key}]`)?.click();
});

// What a row was read from is marked on the page beside it.
document.addEventListener('focusin', ({ target }) => {
  const mark = target.closest('[data-row]')?.dataset.row;
  if (mark) for (const each of all('[data-mark]')) each.classList.toggle('hl', each.dataset.mark === mark);
});
