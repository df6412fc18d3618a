// Makes pages quicker to work with; every page works without it.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const fill = (words, values) => words?.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '') ?? '';

document.querySelector('[data-error-summary]')?.focus();

// Says in which zone the browser stands, so that times are shown in it.
for (const field of all('[data-zone]')) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';

// Saves the changed [data-answer], or the whole form, and says how it went.
for (const form of all('form[data-autosave]')) {
  const state = form.querySelector('[data-save-state]');
  const waiting = new Set();
  let timer;
  let pause = 2000;
  let lost = false;
  let queue = Promise.resolve();
  const say = (kind, values = {}) => { if (state) state.textContent = fill(state.dataset[kind], values); };
  const body = (part) => new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === 'string'
    && all(`[name="${CSS.escape(name)}"]`, form).some((field) => part.contains(field) || (field.type === 'hidden' && !field.closest('[data-answer]')))));
  const save = async (part) => {
    say('saving');
    try {
      const reply = await fetch(form.dataset.autosave, { method: 'POST', body: body(part), keepalive: true, headers: { accept: 'application/json' } });
      const saved = await reply.json().catch(() => ({}));
      for (const name in saved.set) all(`[name="${CSS.escape(name)}"]`, form).forEach((field) => { field.value = saved.set[name]; });
      for (const id in saved.said) all(`[data-said="${id}"]`, form).forEach((place) => { place.textContent = saved.said[id]; });
      if (reply.status >= 500) throw new Error(reply.statusText);
      [pause, lost] = [2000, false];
      say(reply.ok ? 'saved' : 'conflict', saved);
      if (saved.problem) state.textContent = saved.problem;
    } catch {
      waiting.add(part);
      lost = true;
      say('failed');
      clearTimeout(timer);
      timer = setTimeout(flush, pause);
      pause = Math.min(pause * 2, 60000);
    }
  };
  const flush = () => {
    clearTimeout(timer);
    for (const part of waiting) queue = queue.then(() => save(part));
    waiting.clear();
  };
  const note = ({ target, type }) => {
    if (!target.name || target.type === 'file') return;
    waiting.add(target.closest('[data-answer]') ?? form);
    clearTimeout(timer);
    timer = setTimeout(flush, type === 'change' ? 0 : 1200);
  };
  form.addEventListener('input', note);
  form.addEventListener('change', note);
  form.addEventListener('submit', () => { lost = false; clearTimeout(timer); waiting.clear(); });
  addEventListener('beforeunload', (event) => { if (lost) event.preventDefault(); });
  addEventListener('online', flush);
  addEventListener('visibilitychange', () => document.hidden && flush());
}

// Long work: events move bar and words; when they break off, the page loads again.
for (const work of all('[data-sse]')) {
  const source = new EventSource(work.dataset.sse);
  const bar = work.querySelector('[data-sse-bar]');
  source.onmessage = ({ data }) => {
    const { text, done, of, state, href } = JSON.parse(data);
    if (text) work.querySelector('[data-sse-text]').textContent = text;
    if (of) { bar.setAttribute('width', `${(done / of) * 100}%`); bar.classList.remove('busy'); }
    if (state) { source.close(); location.assign(href ?? location.href); }
  };
  source.onerror = () => { if (source.readyState === 2) setTimeout(() => location.reload(), 5000); };
}

// Files dropped on a file field.
for (const zone of all('[data-drop]')) {
  const on = (type, over, act) => zone.addEventListener(type, (event) => { event.preventDefault(); zone.classList.toggle('over', over); act?.(event); });
  on('dragover', true);
  on('dragleave', false);
  on('drop', false, ({ dataTransfer }) => { zone.querySelector('[type=file]').files = dataTransfer.files; });
}

// Filter while typing.
for (const box of all('[data-filter]')) {
  const rows = all(`#${box.dataset.filter} :is(tbody tr, li)`);
  const count = document.querySelector(`[data-filter-count=${box.dataset.filter}]`);
  box.addEventListener('input', () => {
    const words = box.value.toLowerCase().split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    count.textContent = fill(box.dataset.filterText, { shown: rows.filter((row) => !row.hidden).length, all: rows.length });
  });
}

// Choose all rows.
for (const box of all('[data-choose-all]')) box.addEventListener('change', () => all(`[name=${box.dataset.chooseAll}]`).forEach((each) => { each.checked = box.checked; }));

// A slider that moves a date field and sends its form when it is let go.
for (const slider of all('[data-date-slider]')) {
  const field = document.getElementById(slider.dataset.dateSlider);
  const range = slider.querySelector('[type=range]');
  const say = () => { range.ariaValueText = slider.querySelector('output').textContent = new Intl.DateTimeFormat(document.documentElement.lang.replace(/^en$/, 'en-GB'), { dateStyle: 'long', timeZone: 'UTC' }).format(range.value * 864e5); };
  slider.hidden = false;
  say();
  range.addEventListener('input', () => { field.value = new Date(range.value * 864e5).toISOString().slice(0, 10); say(); });
  range.addEventListener('pointerup', () => setTimeout(() => field.value !== field.defaultValue && field.form.requestSubmit()));
  range.addEventListener('keydown', ({ key }) => { if (key === 'Enter') field.form.requestSubmit(); });
  field.addEventListener('input', () => { if (field.value) { range.value = Date.parse(field.value) / 864e5; say(); } });
}
