// Facts as people read them, in the answer's language.

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

export function grouped(value, language) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: 'always' }).format(value);
}

export function size(bytes, language) {
  let step = 0;
  let value = Math.abs(bytes);
  while (value >= 1024 && step < units.length - 1) {
    value /= 1024;
    step++;
  }
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: value >= 100 || step === 0 ? 0 : 1 });
  return `${bytes < 0 ? '−' : ''}${digits.format(value)}\u00a0${units[step]}`;
}

function measured(value, unit, language) {
  switch (unit) {
    case 'KiB': return withSize(`${grouped(value, language)}\u00a0kB`, value * 1024, 1024 * 1024, language);
    case 'Bytes': return withSize(`${grouped(value, language)}\u00a0bytes`, value, 1024, language);
    case 'MiB': return withSize(`${grouped(value, language)}\u00a0MB`, value * 1024 * 1024, 1024 ** 3, language);
    case 'Pages': return `${grouped(value, language)}\u00a0pages`;
    case 'Percent': return `${grouped(value, language)}\u00a0%`;
    case 'Seconds': return `${grouped(value, language)}\u00a0s`;
    case 'Ratio': return `${grouped(value * 100, language)}\u00a0%`;
    default: return Number.isInteger(value) ? String(value) : grouped(value, language);
  }
}

function withSize(printed, bytes, from, language) {
  return Math.abs(bytes) >= from ? `${printed} (${size(bytes, language)})` : printed;
}

export function factValue(fact, language) {
  const { value, unit, name } = fact;
  if (typeof value === 'number') return name.endsWith('gfp_mask') ? `0x${value.toString(16)}` : measured(value, unit, language);
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (Array.isArray(value)) return value.map(item => listed(item, language)).join(', ');
  return String(value);
}

function listed(item, language) {
  if (typeof item !== 'object') return typeof item === 'number' ? grouped(item, language) : String(item);
  const times = item.count > 1 ? ` × ${item.count}` : '';
  return `${item.comm} (${item.pid}) ${size(item.rssKb * 1024, language)}${times}`;
}

// Citations of lines, consecutive ones joined: [L12, L13, L14, C:x#y] → [{L12–14}, {C:x#y}].
export function citations(list) {
  const joined = [];
  for (const text of list) {
    const line = /^(?:M(\d+):)?L(\d+)$/.exec(text);
    if (!line) {
      const section = /^C:([^#]+)(?:#(.+))?$/.exec(text);
      joined.push(section ? { document: section[1], section: section[2] ?? '' } : { document: text, section: '' });
      continue;
    }
    const message = line[1] ? Number(line[1]) - 1 : 0;
    const number = Number(line[2]);
    const last = joined.at(-1);
    if (last?.lines && last.message === message && last.lines.at(-1) + 1 === number) last.lines.push(number);
    else joined.push({ message, lines: [number] });
  }
  return joined;
}
