// Drives the double of Slack with Slack's own clients: what they take for Slack, our channel may take for Slack.
import { createRequire } from 'node:module';
const require = createRequire(process.argv[2] + '/');
const { WebClient, LogLevel } = require('@slack/web-api');
const { SocketModeClient } = require('@slack/socket-mode');
const [, , , slackApiUrl, bot, app, channel, thread, user, team] = process.argv;

const web = new WebClient(bot, { slackApiUrl, logLevel: LogLevel.ERROR, retryConfig: { retries: 0 } });
const said = {};
const refused = async (name, call) => { try { await call(); said[name] = 'taken'; } catch (e) { said[name] = e.data?.error ?? e.code; } };

said.self = (await web.auth.test()).user_id;
const posted = await web.chat.postMessage({ channel, thread_ts: thread, text: 'one', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'two' } }], metadata: { event_type: 'test', event_payload: { id: '1' } } });
await web.chat.update({ channel, ts: posted.ts, text: 'three' });
said.replies = (await web.conversations.replies({ channel, ts: thread, include_all_metadata: true })).messages.map(m => [m.text, m.metadata?.event_type ?? '']);
const stream = web.chatStream({ channel, thread_ts: thread, recipient_user_id: user, recipient_team_id: team, buffer_size: 1 });
await stream.append({ markdown_text: '**hello**' });
await stream.append({ chunks: [{ type: 'blocks', blocks: [{ type: 'divider' }] }] });
await stream.stop({ blocks: [{ type: 'context_actions', elements: [{ type: 'feedback_buttons', action_id: 'f', positive_button: { text: { type: 'plain_text', text: 'y' }, value: '1' }, negative_button: { text: { type: 'plain_text', text: 'n' }, value: '0' } }] }] });
said.streamed = (await web.conversations.replies({ channel, ts: thread })).messages.at(-1).blocks.map(b => b.type);
await web.filesUploadV2({ channel_id: channel, thread_ts: thread, file: Buffer.from('a log'), filename: 'a.log' });
said.file = (await web.conversations.replies({ channel, ts: thread })).messages.at(-1).files.map(f => f.name);
await web.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status: 'works', loading_messages: ['a'] });
await web.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts: [{ title: 't', message: 'm' }] });
await web.assistant.threads.setTitle({ channel_id: channel, thread_ts: thread, title: 't' });
await refused('nowhere', () => web.chat.postMessage({ channel: 'C0NOWHERE1', text: 'x' }));
await refused('badBlocks', () => web.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'section' }] }));
await refused('foreign', () => new WebClient('xoxb-other', { slackApiUrl, logLevel: LogLevel.ERROR }).auth.test());

const socket = new SocketModeClient({ appToken: app, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl } });
const events = new Promise(done => socket.on('message', async ({ ack, event, retry_num }) => { await ack(); done([event.text, retry_num]); }));
const commands = new Promise(done => socket.on('slash_commands', async ({ ack, body }) => { await ack({ text: 'pong' }); done(body.command); }));
await socket.start();
console.log('CONNECTED');
said.event = await events;
said.command = await commands;
await socket.disconnect();
console.log('SAID ' + JSON.stringify(said));
process.exit(0);
