import { h, byId } from './dom.js';
import { forget } from './api.js';
import { conversations, drop, rename } from './history.js';

// The drawer with the conversations of this browser: open, rename, forget.

export class ConversationList {
  constructor({ translate, language, who, current, onOpen, onForgotten, onRenamed }) {
    Object.assign(this, { translate, language, who, current, onOpen, onForgotten, onRenamed });
    this.box = byId('list');
    byId('conversations').addEventListener('click', () => this.show());
    // A click beside the drawer closes it.
    this.box.addEventListener('click', event => { if (event.target === this.box) this.box.close(); });
  }

  show() {
    this.draw();
    this.box.showModal();
    (this.box.querySelector('[aria-current]') ?? this.box.querySelector('.open'))?.focus();
  }

  draw() {
    const t = this.translate;
    const all = conversations(this.who());
    this.box.setAttribute('aria-label', t('list'));
    this.box.replaceChildren(
      h('div', { class: 'dialog-head' }, h('h2', { text: t('list') }), h('button', { type: 'button', class: 'quiet', text: t('close'), on: { click: () => this.box.close() } })),
      all.length === 0 ? h('p', { class: 'note', text: t('list.empty') }) : h('ul', { class: 'talks' }, all.map(c => this.row(c))),
      h('p', { class: 'note', text: t('list.note') }));
  }

  row(talk) {
    const t = this.translate;
    const time = new Intl.DateTimeFormat(this.language(), { dateStyle: 'medium', timeStyle: 'short' }).format(talk.at);
    const item = h('li', {},
      h('button', { type: 'button', class: 'open', 'aria-current': talk.id === this.current() && 'true', on: { click: () => { this.box.close(); this.onOpen(talk.id); } } },
        h('span', { class: 'talk-title', text: talk.title || t('list.untitled') }), h('time', { datetime: new Date(talk.at).toISOString(), text: time })),
      h('span', { class: 'talk-tools' },
        h('button', { type: 'button', class: 'quiet', text: t('list.rename'), 'aria-label': `${t('list.rename')}: ${talk.title}`, on: { click: () => this.edit(item, talk) } }),
        h('button', { type: 'button', class: 'quiet', text: t('list.forget'), 'aria-label': `${t('list.forget')}: ${talk.title}`, on: { click: event => this.ask(event.currentTarget, talk) } })));
    return item;
  }

  edit(item, talk) {
    const field = h('input', { class: 'filter', value: talk.title, maxlength: '80', 'aria-label': this.translate('list.title') });
    const end = keep => {
      field.onblur = null;
      if (keep && field.value.trim() !== '') {
        rename(talk.id, field.value);
        this.onRenamed(talk.id);
      }
      this.draw();
    };
    field.onblur = () => end(true);
    field.addEventListener('keydown', event => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      end(event.key === 'Enter');
      this.box.querySelector('.open')?.focus();
    });
    item.replaceChildren(field);
    field.select();
  }

  // Asked once more in the same place: what is forgotten cannot be had back.
  ask(button, talk) {
    if (button.classList.contains('sure')) {
      this.forget(talk);
      return;
    }
    button.classList.add('sure');
    button.textContent = this.translate('list.sure');
    button.setAttribute('aria-label', `${this.translate('list.sure')} ${talk.title}`);
    button.addEventListener('blur', () => this.draw(), { once: true });
  }

  async forget(talk) {
    try {
      await forget(talk.id);
    } catch (failure) {
      this.box.append(h('p', { class: 'trouble', role: 'alert', text: this.translate(`error.${failure.code}`) }));
      return;
    }
    drop(talk.id);
    this.draw();
    this.box.querySelector('button')?.focus();
    this.onForgotten(talk.id);
  }
}
