import { h, byId } from './dom.js';
import { LineIndex } from './lineindex.js';
import { LineView } from './lineview.js';

// Everything the person sent, beside the answer: citations, facts and claims point into it. On a narrow screen it is a sheet
// that opens when something is pointed at, and Escape or its button closes it.

export class Evidence {
  constructor(translate) {
    this.translate = translate;
    this.pane = byId('evidence');
    this.messages = [];
    this.shown = -1;
    this.narrow = window.matchMedia('(max-width: 1099px)');
    this.pane.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.close();
    });
  }

  clear() {
    this.messages = [];
    this.shown = -1;
    this.pane.hidden = true;
    this.pane.classList.remove('open');
    this.pane.replaceChildren();
    document.body.classList.remove('has-evidence');
  }

  // One message: its number in citations, the joined text of the turn, and which lines are which part. A question of a few
  // words opens no pane by itself.
  add(number, text, parts) {
    const message = { index: new LineIndex(text), parts, cited: new Set() };
    this.messages.length = Math.min(this.messages.length, number);
    if (this.shown >= number) this.shown = -1;
    this.messages[number] = message;
    if (message.index.count > 3) this.show(number);
    else if (this.shown >= 0) this.build();
  }

  cite(citations) {
    for (const { message, lines } of citations) {
      for (const line of lines ?? []) this.messages[message]?.cited.add(line);
    }
    if (this.shown >= 0) this.view.cite(this.messages[this.shown].cited);
  }

  show(message) {
    this.shown = message;
    this.build();
  }

  build() {
    const t = this.translate;
    const message = this.messages[this.shown];
    this.view = new LineView(t('evidence'));
    const chooser = this.messages.length > 1 && h('select', {
      'aria-label': t('message'),
      on: { change: event => this.show(Number(event.target.value)) },
    }, this.messages.map((m, i) => h('option', { value: i, selected: i === this.shown, text: `${i + 1} · ${this.nameOf(m)}` })));
    const jumps = message.parts.length > 1 && h('nav', { class: 'jumps' }, message.parts.map(part => h('button', {
      type: 'button', class: 'chip', text: part.name ?? t('typed'), on: { click: () => this.view.reveal(part.firstLine, part.firstLine) },
    })));
    this.pane.replaceChildren(
      h('div', { class: 'evidence-head' },
        h('h2', { text: t('evidence') }), chooser || h('span', { class: 'name', text: this.nameOf(message) }),
        h('span', { class: 'count', text: t('lines', message.index.count) }),
        h('button', { type: 'button', class: 'quiet close', text: t('close'), on: { click: () => this.close() } })),
      jumps || '',
      h('div', { class: 'lines-frame' }, this.view.element, this.view.ticks));
    this.pane.hidden = false;
    document.body.classList.add('has-evidence');
    this.view.show(message.index, message.cited);
  }

  // Pointing: hover and focus preview (wide screens only), a click opens and focuses.
  preview(citations) {
    if (!this.narrow.matches && this.shown >= 0) this.point(citations, false);
  }

  open(citations, from) {
    this.returnTo = from;
    this.pane.classList.add('open');
    this.point(citations, true);
    this.view?.element.focus({ preventScroll: true });
  }

  point(citations, focus) {
    const first = citations.find(c => c.lines && this.messages[c.message]);
    if (!first) return;
    if (first.message !== this.shown) this.show(first.message);
    this.view.highlight(citations.filter(c => c.message === first.message).flatMap(c => c.lines));
    this.pane.classList.toggle('flash', focus);
  }

  close() {
    this.pane.classList.remove('open');
    this.returnTo?.focus();
    this.returnTo = null;
  }

  nameOf(message) {
    return message.parts.map(p => p.name ?? this.translate('typed')).join(' + ');
  }
}
