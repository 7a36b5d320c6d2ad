import { events } from './events.js';
import { load, save } from './storage.js';

// The server's interface. Errors come back as ApiError with words for the person.

export class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

// The key stays with this tab and goes when it is closed.
export const key = {
  get: () => load('sessionStorage', 'memhelp.key'),
  set: text => save('sessionStorage', 'memhelp.key', text),
};

// Whose key this is; null where none is needed.
export async function holder(signal) {
  return (await json('/api/key', { signal })).name;
}

export async function createConversation(signal) {
  return (await json('/api/conversations', { method: 'POST', signal })).id;
}

export function conversation(id, signal) {
  return json(`/api/conversations/${id}?view=true`, { signal });
}

// A name for a message, so that it can be sent again and still counts once. randomUUID exists only on https and localhost.
export function newMessage() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
}

// Parts go as files of one form: their bytes arrive as they were, and the server decodes them. Calls on[event] for each event.
export async function send(id, message, { text, parts, language, role }, signal, on) {
  const form = new FormData();
  form.append('language', language);
  form.append('role', role);
  form.append('view', 'true');
  for (const part of parts) form.append('files', part.blob, part.name);
  if (text !== '') form.append('text', text);
  const response = await call(`/api/conversations/${id}/messages`, {
    method: 'POST', body: form, signal, headers: { Accept: 'text/event-stream', 'Idempotency-Key': message },
  });
  try {
    for await (const { type, data } of events(response.body)) {
      if (type === 'error') throw new ApiError(data.error.code, data.error.message);
      if (type === 'done') return;
      on[type]?.(data);
    }
  } catch (failure) {
    if (failure instanceof ApiError || failure.name === 'AbortError') throw failure;
  }
  throw new ApiError('broken', '');
}

// Takes a message back; false when it has been answered. One that never arrived counts as taken back.
export async function withdraw(id, message) {
  try {
    await call(`/api/conversations/${id}/messages/${message}`, { method: 'DELETE' });
  } catch (failure) {
    if (failure.code === 'answered') return false;
    if (failure.code !== 'not-found') throw failure;
  }
  return true;
}

export async function forget(id) {
  try {
    await call(`/api/conversations/${id}`, { method: 'DELETE', keepalive: true });
  } catch (failure) {
    if (failure.code !== 'not-found') throw failure;
  }
}

export async function rate(id, answer, helpful, reason) {
  await call(`/api/conversations/${id}/feedback`, withJson('POST', { answer, helpful, reason }));
}

export async function report(id) {
  return (await call(`/api/conversations/${id}/report`, {})).blob();
}

export function links(id) {
  return json(`/api/conversations/${id}/report-links`, {});
}

export function share(id, days) {
  return json(`/api/conversations/${id}/report-links`, withJson('POST', { days }));
}

export async function revoke(id, link) {
  await call(`/api/conversations/${id}/report-links/${link}`, { method: 'DELETE' });
}

function withJson(method, body) {
  return { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

async function json(url, options) {
  return (await call(url, options)).json();
}

async function call(url, options) {
  let response;
  try {
    response = await fetch(url, { ...options, headers: { ...options.headers, ...(key.get() && { Authorization: `Bearer ${key.get()}` }) } });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError('unreachable', '');
  }
  if (response.ok) return response;
  const body = await response.json().catch(() => null);
  throw new ApiError(body?.error?.code ?? `http-${response.status}`, body?.error?.message ?? '');
}
