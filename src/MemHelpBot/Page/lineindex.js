// Line starts of a text, so that line N of ten megabytes is a slice and not a split. Lines count from 1, as citations do.

const longest = 2000;

export class LineIndex {
  constructor(text) {
    this.text = text;
    let starts = new Uint32Array(1024);
    let count = 0;
    for (let at = 0; at < text.length;) {
      if (count === starts.length) {
        const grown = new Uint32Array(starts.length * 2);
        grown.set(starts);
        starts = grown;
      }
      starts[count++] = at;
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
    }
    this.starts = starts.subarray(0, count);
  }

  get count() {
    return this.starts.length;
  }

  line(number) {
    const start = this.starts[number - 1];
    let end = number < this.count ? this.starts[number] - 1 : this.text.length;
    if (end > start && this.text[end - 1] === '\n') end--;
    if (end > start && this.text[end - 1] === '\r') end--;
    return end - start > longest ? `${this.text.slice(start, start + longest)} … (+${end - start - longest})` : this.text.slice(start, end);
  }
}
