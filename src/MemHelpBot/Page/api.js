// The server's interface. Errors come back as ApiError with words for the person.

export class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export async function createConversation(signal) {
  const response = await call('/api/conversations', { method: 'POST', signal });
  return (await response.json()).id;
}

// Parts go as files of one form: their bytes arrive as they were, and the server decodes them.
export async function send(id, { text, parts, language, role }, signal) {
  const form = new FormData();
  form.append('language', language);
  form.append('role', role);
  form.append('view', 'true');
  for (const part of parts) form.append('files', part.blob, part.name);
  if (text !== '') form.append('text', text);
  const response = await call(`/api/conversations/${id}/messages`, { method: 'POST', body: form, signal });
  return response.json();
}

// The same reply once more, from a language model behind the same checks; null when the one shown stands.
export async function better(id, answerId, signal) {
  const response = await call(`/api/conversations/${id}/answers/${answerId}`, { signal });
  return response.status === 204 ? null : response.json();
}

export async function forget(id) {
  await fetch(`/api/conversations/${id}`, { method: 'DELETE', keepalive: true }).catch(() => {});
}

export async function report(id) {
  const response = await call(`/api/conversations/${id}/report`, {});
  return response.blob();
}

async function call(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError('unreachable', '');
  }
  if (response.ok) return response;
  const body = await response.json().catch(() => null);
  throw new ApiError(body?.error?.code ?? `http-${response.status}`, body?.error?.message ?? '');
}
