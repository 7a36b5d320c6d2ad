// Pictures come from our own server as SVG text. They are parsed as XML and checked before a node of them enters the page.

const namespace = 'http://www.w3.org/2000/svg';
const elements = new Set(['svg', 'g', 'defs', 'title', 'desc', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan',
  'marker', 'pattern', 'clipPath', 'linearGradient', 'radialGradient', 'stop', 'symbol', 'use', 'mask']);

export function picture(text) {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const root = parsed.documentElement;
  if (root.localName !== 'svg' || parsed.querySelector('parsererror')) return null;
  const walker = parsed.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  for (let element = walker.currentNode; element; element = walker.nextNode()) {
    if (!harmless(element)) return null;
  }
  return document.importNode(root, true);
}

function harmless(element) {
  if (element.namespaceURI !== namespace || !elements.has(element.localName)) return false;
  return [...element.attributes].every(({ localName, value }) => {
    const name = localName.toLowerCase();
    if (name.startsWith('on') || name === 'style') return false;
    if (name === 'href') return value.startsWith('#');
    return !/url\(\s*['"]?(?!#)/i.test(value) && !/javascript:/i.test(value);
  });
}
