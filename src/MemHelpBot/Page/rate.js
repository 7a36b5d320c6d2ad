import { h } from './dom.js';
import { rate } from './api.js';

// Whether an answer helped: yes, or no with a reason.

export function rating(id, answer, t, said) {
  const told = h('span', { role: 'status', class: 'note' });
  const yes = choice('rate.yes', true);
  const no = choice('rate.no', false);
  const reason = h('input', { class: 'filter reason', maxlength: '2000', 'aria-label': t('rate.reason'), placeholder: t('rate.reason') });
  const why = h('form', { class: 'not-helpful', hidden: true }, reason, h('button', { type: 'submit', class: 'quiet', text: t('rate.send') }));
  why.addEventListener('submit', event => {
    event.preventDefault();
    say(false, reason.value.trim() || null).then(ok => { why.hidden = ok; });
  });
  const row = h('footer', { class: 'rating' }, h('span', { text: t('rate') }), yes, no, why, told);
  if (said !== undefined) press(said);
  return row;

  function choice(key, helpful) {
    return h('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false', text: t(key), on: { click: () => say(helpful, null) } });
  }

  async function say(helpful, words) {
    try {
      await rate(id, answer, helpful, words);
    } catch (failure) {
      told.textContent = t(`error.${failure.code}`);
      return false;
    }
    press(helpful);
    told.textContent = t('rate.thanks');
    why.hidden = helpful;
    if (!helpful && words === null) reason.focus();
    return true;
  }

  function press(helpful) {
    yes.setAttribute('aria-pressed', String(helpful));
    no.setAttribute('aria-pressed', String(!helpful));
  }
}
