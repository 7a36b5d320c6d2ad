import { h, byId } from './dom.js';
import { links, revoke, share } from './api.js';
import { copied } from './command.js';

// Makes a link to the report: says first what will be shared, with whom and until when.

const choices = [1, 7, 30];

export async function openShare(id, t, language) {
  const box = byId('share-box');
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
  const span = new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' });
  const until = h('p', { class: 'note' });
  const days = h('select', { id: 'share-days', on: { change: tell } }, choices.map(n => h('option', { value: n, selected: n === 7, text: span.format(n) })));
  const made = h('div', { class: 'made', role: 'status' });
  const list = h('ul', { class: 'links' });
  const go = h('button', { type: 'button', class: 'main', text: t('share.make'), on: { click: make } });
  function tell() {
    until.textContent = `${t('share.until')} ${day.format(Date.now() + days.value * 86_400_000)}.`;
  }
  tell();
  box.setAttribute('aria-label', t('share'));
  box.replaceChildren(
    h('div', { class: 'dialog-head' }, h('h2', { text: t('share') }), h('button', { type: 'button', class: 'quiet', text: t('close'), on: { click: () => box.close() } })),
    h('p', { text: t('share.what') }), h('p', { text: t('share.who') }),
    h('div', { class: 'share-row' }, h('label', { for: 'share-days', text: t('share.for') }), days, go), until, made, list);
  box.showModal();
  go.focus();
  await refresh();

  async function make() {
    go.disabled = true;
    try {
      const link = await share(id, Number(days.value));
      const address = new URL(link.url, location.href).href;
      const field = h('input', { class: 'filter link', readonly: true, value: address, 'aria-label': t('share.link') });
      const copy = h('button', { type: 'button', class: 'quiet', text: t('copy') });
      copy.addEventListener('click', async () => {
        field.select();
        copy.textContent = t(await copied(address) ? 'copied' : 'copyFailed');
      });
      made.replaceChildren(field, copy);
      copy.focus();
      await refresh();
    } catch (failure) {
      complain(failure);
    }
    go.disabled = false;
  }

  async function refresh() {
    try {
      const all = await links(id);
      list.replaceChildren(...all.map(link => h('li', {},
        h('span', { text: `${t('share.link')} · ${t('share.until')} ${day.format(new Date(link.expires))}` }),
        h('button', { type: 'button', class: 'quiet', text: t('share.revoke'), on: { click: () => end(link) } }))));
    } catch (failure) {
      complain(failure);
    }
  }

  async function end(link) {
    try {
      await revoke(id, link.id);
      made.replaceChildren();
      await refresh();
      go.focus();
    } catch (failure) {
      complain(failure);
    }
  }

  function complain(failure) {
    made.replaceChildren(h('p', { class: 'trouble', text: t(`error.${failure.code}`) }));
  }
}
