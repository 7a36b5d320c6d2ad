import { h } from './dom.js';

// Shows the lines of a text with their numbers; only those in view are in the document.

const row = 18;
const beyond = 20;
const tallest = 12_000_000; // browsers clip taller elements: above it the scroll position is scaled

export class LineView {
  constructor(label) {
    this.window = h('div', { class: 'lines-window' });
    this.space = h('div', { class: 'lines-space' }, this.window);
    this.element = h('div', { class: 'lines', tabindex: '0', role: 'region', 'aria-label': label }, this.space);
    this.element.addEventListener('scroll', () => this.schedule(), { passive: true });
    this.ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
    this.cited = new Set();
    this.active = new Set();
    this.index = null;
    new ResizeObserver(() => this.schedule()).observe(this.element);
  }

  show(index, cited) {
    this.index = index;
    this.active = new Set();
    this.height = Math.min(index.count * row, tallest);
    this.scale = this.height / Math.max(1, index.count * row);
    this.space.style.height = `${this.height}px`;
    this.element.style.setProperty('--digits', String(String(index.count).length));
    this.element.scrollTop = 0;
    this.cite(cited);
  }

  cite(lines) {
    this.cited = lines;
    const marks = [...lines].sort((a, b) => a - b).filter((_, i, all) => i % Math.ceil(all.length / 200) === 0);
    this.ticks.replaceChildren(...marks.map(line => {
      const tick = h('i', {});
      tick.style.top = `${(100 * (line - 1)) / Math.max(1, this.index.count)}%`;
      return tick;
    }));
    this.draw();
  }

  highlight(lines, { scroll = true } = {}) {
    this.active = new Set(lines);
    if (scroll && lines.length > 0) this.reveal(lines[0], lines.at(-1));
    this.draw();
  }

  reveal(first, last) {
    const top = this.element.scrollTop / this.scale;
    const seen = this.element.clientHeight;
    const [from, to] = [(first - 1) * row, last * row];
    if (from >= top && to <= top + seen - row) return;
    this.element.scrollTop = Math.max(0, from - Math.max(row, (seen - Math.min(to - from, seen)) / 3)) * this.scale;
    this.element.scrollLeft = 0;
  }

  schedule() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  draw() {
    if (!this.index) return;
    const top = this.element.scrollTop / this.scale;
    const first = Math.max(1, Math.floor(top / row) + 1 - beyond);
    const last = Math.min(this.index.count, Math.ceil((top + this.element.clientHeight) / row) + beyond);
    const rows = [];
    for (let number = first; number <= last; number++) {
      const state = this.active.has(number) ? ' active' : this.cited.has(number) ? ' cited' : '';
      rows.push(h('div', { class: `line${state}`, data: { line: number } },
        h('span', { class: 'no', text: number }), h('span', { class: 'tx', text: this.index.line(number) })));
    }
    this.window.style.transform = `translateY(${((first - 1) * row) - top + this.element.scrollTop}px)`;
    this.window.replaceChildren(...rows);
  }
}
