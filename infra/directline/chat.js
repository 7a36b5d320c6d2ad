// Web Chat on this site's page. The token comes from this site's own server; the page never sees the secret.
const { nonce } = document.currentScript.dataset;
const dark = matchMedia('(prefers-color-scheme: dark)');

async function token() {
  const response = await fetch('token', { method: 'POST' });
  if (!response.ok)
    throw new Error(`No token: ${response.status}`);
  return response.json();
}

function look() {
  const colours = dark.matches
    ? { backgroundColor: '#14181d', subtle: '#9aa4af', accent: '#6cb6ff', bubbleBackground: '#20262d', bubbleTextColor: '#e6edf3', bubbleBorderColor: '#30363d', bubbleFromUserBackground: '#1f4b7a', bubbleFromUserTextColor: '#fff', sendBoxBackground: '#20262d', sendBoxTextColor: '#e6edf3', suggestedActionBackgroundColor: '#20262d', suggestedActionBackgroundColorOnHover: '#2b333c' }
    : { backgroundColor: '#fff', subtle: '#59636e', accent: '#0a5cad', bubbleBackground: '#f3f5f7', bubbleTextColor: '#1b1f24', bubbleBorderColor: '#d0d7de', bubbleFromUserBackground: '#d8ebff', bubbleFromUserTextColor: '#1b1f24' };
  return {
    ...colours,
    cardEmphasisBackgroundColor: dark.matches ? '#12161a' : '#e7ebef',
    bubbleMaxWidth: 900, bubbleAttachmentMaxWidth: 900, bubbleBorderRadius: 6, bubbleFromUserBorderRadius: 6,
    hideUploadButton: false, uploadAccept: '.log,.txt,.out,.err,text/*', uploadMultiple: true, sendAttachmentOn: 'send',
    suggestedActionLayout: 'flow', typingAnimationDuration: 6000,
    // A log has lines: the usual send box would put them together to one.
    sendBoxTextWrap: true,
  };
}

// The colours of cards come from their own host configuration.
function cards() {
  const text = dark.matches ? '#e6edf3' : '#1b1f24';
  const colour = value => ({ default: value, subtle: dark.matches ? '#9aa4af' : '#59636e' });
  const colours = {
    default: colour(text), dark: colour(text), light: colour(text), accent: colour(dark.matches ? '#6cb6ff' : '#0a5cad'),
    good: { default: dark.matches ? '#56d364' : '#116329', subtle: text }, warning: { default: dark.matches ? '#e3b341' : '#7d4e00', subtle: text }, attention: { default: dark.matches ? '#ff7b72' : '#b42318', subtle: text },
  };
  return {
    supportsInteractivity: true,
    fontFamily: 'system-ui, sans-serif',
    containerStyles: {
      default: { backgroundColor: dark.matches ? '#20262d' : '#f3f5f7', foregroundColors: colours },
      emphasis: { backgroundColor: dark.matches ? '#12161a' : '#e7ebef', foregroundColors: colours },
    },
    spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 12 },
    separator: { lineThickness: 1, lineColor: dark.matches ? '#3d444d' : '#d0d7de' },
    actions: { maxActions: 10, buttonSpacing: 8, showCard: { actionMode: 'inline', inlineTopMargin: 8 }, actionsOrientation: 'horizontal', actionAlignment: 'left' },
    factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 320 }, value: { wrap: true }, spacing: 12 },
  };
}

async function start() {
  const first = await token();
  const directLine = WebChat.createDirectLine({ domain: first.domain, token: first.token, conversationId: first.conversationId, webSocket: true });
  // A laptop that slept past the life of its token goes on with a new one.
  directLine.connectionStatus$.subscribe(async status => {
    if (status === 3)
      directLine.reconnect(await token());
  });
  const render = () => WebChat.renderWebChat(
    { directLine, nonce, locale: navigator.language, styleOptions: look(), adaptiveCardsHostConfig: cards() }, document.getElementById('chat'));
  dark.addEventListener('change', render);
  render();
}

start().catch(error => { document.getElementById('chat').textContent = error.message; });
