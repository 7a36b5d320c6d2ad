using MemHelpBot.Assistant.State;
using MemHelpBot.Conversations;
using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace MemHelpBot.Host.Tests.Browser;

/// <summary>The page of one running host in a fresh browser profile, with what went wrong in it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly RunningHost host;
    private readonly IBrowserContext profile;

    private OpenPage(RunningHost host, IBrowserContext profile, IPage page)
    {
        (this.host, this.profile, Page) = (host, profile, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Trouble.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => Trouble.Add($"exception: {error}");
        page.Dialog += (_, dialog) =>
        {
            Trouble.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        // A stream that the page itself ends (a reload, Stop) is no trouble.
        page.RequestFailed += (_, request) =>
        {
            if (request.Failure != "net::ERR_ABORTED")
                Trouble.Add($"failed: {request.Url} {request.Failure}");
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host.Address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                Trouble.Add($"foreign host: {request.Url}");
        };
    }

    public IPage Page { get; }

    public RunningHost Host => host;

    /// <summary>Console errors (policy violations among them), exceptions, dialogs and requests to other hosts.</summary>
    public List<string> Trouble { get; } = [];

    public ILocator Answer => Page.Locator("article.answer");

    public static async Task<OpenPage> OnAsync(IBrowser browser, RunningHost host, BrowserNewContextOptions? options = null)
    {
        options ??= new() { ViewportSize = new() { Width = 1440, Height = 900 } };
        options.Locale ??= "en-US";
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var profile = await browser.NewContextAsync(options);
        profile.SetDefaultTimeout(60_000);
        var page = await profile.NewPageAsync();
        var open = new OpenPage(host, profile, page);
        await page.GotoAsync(host.Address.AbsoluteUri);
        await open.WaitAsync(page.Locator("#helps dt").First);
        return open;
    }

    /// <summary>Pastes as a person does: the text is on the clipboard, the box has the focus.</summary>
    public async Task PasteAsync(string text) => await Page.EvaluateAsync(
        """
        text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          const box = document.getElementById('text');
          box.focus();
          const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
          if (box.dispatchEvent(event)) { box.value += text; box.dispatchEvent(new Event('input', { bubbles: true })); }
        }
        """,
        text);

    /// <summary>Pastes a text, sends it and waits for the answer.</summary>
    public async Task DiagnoseAsync(string text)
    {
        await PasteAsync(text);
        await Page.Keyboard.PressAsync("Control+Enter");
        await WaitAsync(Answer.First);
    }

    /// <summary>Asks on, and waits for the answer.</summary>
    public async Task AskAsync(string text)
    {
        var answers = Page.Locator("#talk > article.answer");
        var before = await answers.CountAsync();
        await Page.FillAsync("#text", text);
        await Page.PressAsync("#text", "Enter");
        await WaitAsync(answers.Nth(before));
    }

    /// <summary>Id of the conversation that is shown.</summary>
    public Task<string> CurrentAsync() => Page.EvaluateAsync<string>("sessionStorage.getItem('memhelp.current')");

    /// <summary>What is stored of the conversation that is shown.</summary>
    public async Task<ConversationRecord> RecordAsync() =>
        await host.Services.GetRequiredService<IConversationStore>().ReadAsync(WebConversations.KeyOf(await CurrentAsync(), "")!, TestContext.Current.CancellationToken);

    /// <summary>Drops a file on the page.</summary>
    public async Task DropAsync(string name, string text)
    {
        await Page.EvaluateAsync(
            """
            ([name, text]) => {
              const data = new DataTransfer();
              data.items.add(new File([text], name, { type: 'text/plain' }));
              document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """,
            new[] { name, text });
        await WaitAsync(Page.Locator("#attached .attachment").First);
    }

    /// <summary>Saves the answer at its whole height: the window is made that tall, so that nothing that sticks lies over it.</summary>
    public async Task PhotographLongAsync(string name)
    {
        var size = Page.ViewportSize!;
        var height = await Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        await Page.SetViewportSizeAsync(size.Width, height);
        await PhotographAsync(name);
        await Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private async Task WaitAsync(ILocator what)
    {
        try
        {
            await what.WaitForAsync();
        }
        catch (TimeoutException) when (Trouble.Count > 0)
        {
            Assert.Fail($"The page did not get that far: {string.Join("; ", Trouble)}");
        }
    }

    /// <summary>Saves what is seen, for a person to look at.</summary>
    public async Task PhotographAsync(string name, bool whole = false) => await Page.ScreenshotAsync(
        new() { Path = ArtifactOf(name), FullPage = whole, Animations = ScreenshotAnimations.Disabled });

    public async ValueTask DisposeAsync()
    {
        await profile.DisposeAsync();
        await host.DisposeAsync();
    }

    /// <summary>Where a picture of this name is kept.</summary>
    public static string ArtifactOf(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(Repository(), "artifacts", "screens")).FullName, $"{name}.png");

    /// <summary>The repository's folder.</summary>
    public static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MemHelpBot.sln")))
            folder = Path.GetDirectoryName(folder) ?? AppContext.BaseDirectory;
        return folder;
    }
}
