// The only way this page makes elements. Text goes in as text nodes: nothing of a paste or an answer is ever parsed as markup.

export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'class') element.className = value;
    else if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name === 'text') element.textContent = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export const byId = id => document.getElementById(id);

export function calm() {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

export function bringIntoView(element, block = 'start') {
  element.scrollIntoView({ block, behavior: calm() ? 'auto' : 'smooth' });
}
