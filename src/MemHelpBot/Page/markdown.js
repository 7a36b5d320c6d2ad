import { h } from './dom.js';

// The little Markdown that replies are written in, as nodes. What it does not know stays text; links go to http(s) only.

const one = '(?:(?:M\\d+:)?L\\d+(?:[-–]\\d+)?|C:[^\\s,;#\\]\\\\]+(?:#[^\\s,;\\]\\\\]+)?)';
const inline = new RegExp([
  `\\\\?\\[(${one}(?:[,;] ?${one})*)\\\\?\\]`, // 1: citations, the brackets escaped or not
  '\\\\([\\\\`*_{}[\\]()#+\\-.!|<>~])', // 2: an escaped mark
  '(`+)([^`](?:.*?[^`])?)\\3(?!`)', // 4: code
  '\\*\\*((?:\\\\.|[^*\\\\])+)\\*\\*', // 5: bold
  '\\[([^\\]\\n]+)\\]\\(<?(https?://[^\\s)>]+)>?\\)', // 6, 7: a link
].join('|'), 'g');

export function markdown(text, { cite, command }) {
  const root = h('div', { class: 'prose' });
  const lines = text.split('\n');
  let list = null;
  let paragraph = [];
  const flush = () => {
    if (paragraph.length > 0) root.append(h('p', {}, spans(paragraph.join(' '), cite)));
    paragraph = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const fence = /^\s*(`{3,}|~{3,})/.exec(line);
    if (fence) {
      flush();
      list = null;
      const code = [];
      for (i++; i < lines.length && !lines[i].trimStart().startsWith(fence[1]); i++) code.push(lines[i]);
      root.append(command(code.join('\n')));
      continue;
    }
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/.exec(line);
    if (heading) {
      flush();
      list = null;
      root.append(h(heading[1].length < 3 ? 'h3' : 'h4', {}, spans(heading[2], cite)));
    } else if (item) {
      flush();
      const tag = item[1] ? 'ol' : 'ul';
      if (list?.localName !== tag) root.append(list = h(tag, {}));
      list.append(h('li', {}, spans(item[2], cite)));
    } else if (line.trim() === '') {
      flush();
      list = null;
    } else if (list && /^\s{2,}/.test(line)) {
      list.lastChild.append(' ', ...spans(line.trim(), cite));
    } else {
      list = null;
      paragraph.push(line.replace(/^>\s?/, '').trim());
    }
  }
  flush();
  return root;
}

function spans(text, cite) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    nodes.push(document.createTextNode(text.slice(from, match.index)));
    if (match[1] !== undefined) nodes.push(cite(expanded(match[1])));
    else if (match[2] !== undefined) nodes.push(document.createTextNode(match[2]));
    else if (match[4] !== undefined) nodes.push(h('code', { text: match[4] }));
    else if (match[5] !== undefined) nodes.push(h('strong', {}, spans(match[5], cite)));
    else nodes.push(h('a', { href: match[7], rel: 'noopener noreferrer', target: '_blank', text: plain(match[6]) }));
    from = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(text.slice(from)));
  return nodes;
}

function plain(text) {
  return text.replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1');
}

// "L12-14, L20" → every line by itself.
function expanded(text) {
  return text.split(/[,;] ?/).flatMap(one => {
    const range = /^((?:M\d+:)?)L(\d+)[-–](\d+)$/.exec(one);
    if (!range) return [one];
    const [first, last] = [Number(range[2]), Math.min(Number(range[3]), Number(range[2]) + 200)];
    return Array.from({ length: Math.max(1, last - first + 1) }, (_, i) => `${range[1]}L${first + i}`);
  });
}
