// Reads server-sent events of a response as they arrive.

export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += value;
      // A blank line ends an event. Our data is JSON without line breaks, so only ends of lines have to be looked for.
      const blocks = rest.split(/\r?\n\r?\n/);
      rest = blocks.pop();
      for (const block of blocks) yield read(block);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function read(block) {
  let type = 'message';
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith('event:')) type = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
  }
  return { type, data: data.length > 0 ? JSON.parse(data.join('\n')) : null };
}
