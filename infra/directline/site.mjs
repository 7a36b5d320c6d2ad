// A site that embeds the bot, in one file without packages: it serves its page and gets tokens for its visitors. The secret stays here.
// Settings: MEMHELP_DIRECTLINE_SECRET, and MEMHELP_DIRECTLINE (http://localhost:3978/v3/directline), PORT (8080), WEBCHAT (webchat.js beside this file).
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const secret = process.env.MEMHELP_DIRECTLINE_SECRET;
const bot = process.env.MEMHELP_DIRECTLINE ?? 'http://localhost:3978/v3/directline';
const port = Number(process.env.PORT ?? 8080);
const webChat = process.env.WEBCHAT ?? new URL('webchat.js', import.meta.url);
if (!secret) {
  console.error('Set MEMHELP_DIRECTLINE_SECRET to the value of MemHelp:DirectLine:Secret.');
  process.exit(2);
}

const files = {
  '/': ['index.html', 'text/html'],
  '/chat.js': ['chat.js', 'text/javascript'],
  '/chat.css': ['chat.css', 'text/css'],
  '/webchat.js': [webChat, 'text/javascript'],
};

// What the page needs and nothing else: its own scripts, styles with the nonce (Web Chat makes them; the hash is that of an empty one, to which it adds
// its rules), the bot, and blobs for what is uploaded.
const policy = nonce => [
  "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`, "img-src 'self' data: blob:", "font-src 'self' data:",
  `connect-src 'self' blob: ${new URL(bot).origin} ${new URL(bot).origin.replace(/^http/, 'ws')}`, "worker-src blob:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

async function ask(method, path, body) {
  const response = await fetch(bot + path, {
    method,
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  return response.ok ? response.json() : undefined;
}

// A visitor who comes back goes on with the conversation of the cookie; any other gets a new one. A real site asks first who the visitor is, and binds
// the token to them: {"user": {"id": "dl_…"}}.
async function token(request, response) {
  const origin = `http://${request.headers.host}`;
  if (request.headers.origin !== origin)
    return response.writeHead(403).end();
  const known = /(?:^|;\s*)memhelp=([0-9a-f]{32})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  const given = (known && await ask('GET', `/conversations/${known}`)) || await ask('POST', '/tokens/generate', { trustedOrigins: [origin] });
  if (!given)
    return response.writeHead(502).end();
  response.writeHead(200, {
    'Content-Type': 'application/json', 'Cache-Control': 'no-store',
    'Set-Cookie': `memhelp=${given.conversationId}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000`,
  });
  return response.end(JSON.stringify({ ...given, domain: bot }));
}

createServer(async (request, response) => {
  try {
    if (request.method === 'POST' && request.url === '/token')
      return await token(request, response);
    const [file, type] = files[new URL(request.url, 'http://site').pathname] ?? [];
    if (!file || request.method !== 'GET')
      return response.writeHead(404).end();
    const nonce = randomBytes(16).toString('base64');
    const content = await readFile(typeof file === 'string' && !file.startsWith('/') ? new URL(file, import.meta.url) : file);
    response.writeHead(200, {
      'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': policy(nonce), 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
    });
    return response.end(type === 'text/html' ? content.toString().replaceAll('NONCE', nonce) : content);
  } catch {
    return response.headersSent ? response.end() : response.writeHead(500).end();
  }
}).listen(port, () => console.log(`The page is at http://localhost:${port}`));
