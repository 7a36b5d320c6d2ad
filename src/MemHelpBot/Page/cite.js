import { h, bringIntoView } from './dom.js';
import { citations } from './format.js';

// Citations as buttons: lines open the evidence, cases go to the list of sources at the end of the answer.

export class Citer {
  constructor(evidence, t, sources, prefix, reveal = () => {}) {
    Object.assign(this, { evidence, t, sources, prefix, reveal });
  }

  list(texts) {
    return h('span', { class: 'cites' }, citations(texts).map(c => c.lines ? this.lines(c) : this.source(c)));
  }

  lines(citation) {
    const { message, lines } = citation;
    const [first, last] = [lines[0], lines.at(-1)];
    const label = `${message > 0 ? `M${message + 1}:` : ''}L${first}${last > first ? `–${last}` : ''}`;
    return h('button', {
      type: 'button', class: 'cite', text: label, data: { lines: lines.join(',') },
      'aria-label': `${this.t('citedLines')} ${first}${last > first ? `–${last}` : ''}`,
      on: {
        click: event => this.evidence.open([citation], event.currentTarget),
        pointerenter: () => this.evidence.preview([citation]),
      },
    });
  }

  source({ document: id, section }) {
    const at = this.sources.findIndex(s => s.id === id);
    if (at < 0) return h('span', { class: 'cite plain', text: section ? `${id} § ${section}` : id });
    return h('button', {
      type: 'button', class: 'cite source', text: `S${at + 1}`, title: `${this.sources[at].title}${section ? ` § ${section}` : ''}`,
      'aria-label': `${this.t('source')} ${at + 1}: ${this.sources[at].title}`,
      on: { click: () => this.goToSource(at) },
    });
  }

  goToSource(at) {
    this.reveal();
    const target = document.getElementById(`${this.prefix}-s${at + 1}`);
    if (!target) return;
    bringIntoView(target, 'center');
    target.focus({ preventScroll: true });
  }

  // Hover and focus of anything with citations shows the lines beside it.
  follow(element, texts) {
    const cited = citations(texts).filter(c => c.lines);
    if (cited.length === 0) return element;
    element.addEventListener('pointerenter', () => this.evidence.preview(cited));
    element.addEventListener('focusin', () => this.evidence.preview(cited));
    return element;
  }
}
