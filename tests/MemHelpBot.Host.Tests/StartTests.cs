using System.Net;
using System.Net.Sockets;
using MemHelpBot.Host.Tests.Doubles;
using MemHelpBot.Models.OpenAI;

namespace MemHelpBot.Host.Tests;

public sealed class StartTests
{
    private static readonly string Corpus = $"--MemHelp:Corpus={AppContext.BaseDirectory}";

    [Theory]
    [InlineData("--MemHelp:Corpus=/no/such/folder", "MemHelp:Corpus: the folder /no/such/folder does not exist")]
    [InlineData("--Store:Kind=mongo", "Store:Kind: \"mongo\" is none of embedded, qdrant; leave it out for embedded")]
    [InlineData("--Store:Kind=qdrant", "Qdrant:Url: Store:Kind is qdrant, and no server is named; write its address, such as http://localhost:6333")]
    [InlineData("--Qdrant:Uri=x", "Qdrant:Uri: no setting has this name; use one of Store:Kind, Qdrant:Url,")]
    [InlineData("--State:Kind=redis", "State:Kind: \"redis\" is no kind of store; write local, postgres or memory.")]
    [InlineData("--State:Kind=postgres", "State:ConnectionString: is not set, and State:Kind is postgres; write")]
    [InlineData("--State:ConnectionString=Host=x", "State:ConnectionString: is set, and State:Kind is local; set State:Kind to postgres or leave it out.")]
    [InlineData("--State:Directory=/proc/none/x", "State:Directory: the directory /proc/none/x cannot be had")]
    [InlineData("--State:RetentionDays=0", "State:RetentionDays: \"0\" is not a whole number from 1 to 3650; leave it out for 30.")]
    [InlineData("--State:Folder=x", "State:Folder: no setting has this name; use one of Kind,")]
    [InlineData("--MemHelp:Corpse=x", "MemHelp:Corpse: no setting has this name; use one of Corpus,")]
    [InlineData("--MemHelp:MaxMegabytes=ten", "MemHelp:MaxMegabytes: \"ten\" is not a whole number from 1 to 100; leave it out for 10.")]
    [InlineData("--MemHelp:MaxConversations=0", "MemHelp:MaxConversations: \"0\" is not a whole number from 1 to 100000")]
    [InlineData("--MemHelp:Teams:AppId=11111111-2222-4333-8444-555555555555", "MemHelp:Teams:TenantId: it is missing; set the directory (tenant) id")]
    [InlineData("--MemHelp:Slack:BotToken=xoxb-1", "MemHelp:Slack:AppToken: Slack is half set: nothing says how messages arrive")]
    [InlineData("--MemHelp:Slack:AppToken=xapp-1", "MemHelp:Slack:BotToken: Slack is half set: the bot token is missing")]
    [InlineData("--MemHelp:Api:Key=x", "MemHelp:Api:Key: no setting has this name; use one of Keys,")]
    [InlineData("--MemHelp:Api:Keys:ada=short", "MemHelp:Api:Keys:ada: a key has 20 to 512 visible ASCII characters; make one with: openssl rand -hex 24.")]
    [InlineData("--MemHelp:Api:Keys:ada=sha256:12", "MemHelp:Api:Keys:ada: after sha256: there are not 64 hexadecimal digits")]
    [InlineData("--MemHelp:Api:Keys:a/b=0123456789abcdef0123", "MemHelp:Api:Keys:a/b: the name of a key has letters, digits")]
    [InlineData("--MemHelp:Api:Open=yes", "MemHelp:Api:Open: \"yes\" is neither true nor false; leave it out for false.")]
    [InlineData("--MemHelp:Api:RequestsPerMinute=0", "MemHelp:Api:RequestsPerMinute: \"0\" is not a whole number from 1 to 100000")]
    [InlineData("--urls=http://0.0.0.0:0", "MemHelp:Api:Keys: the host listens beyond this machine and no key is set")]
    [InlineData("--urls=localhost:3978", "urls: \"localhost:3978\" is not an address; write http://HOST:PORT")]
    [InlineData("--urls=https://localhost:3978", "urls: \"https://localhost:3978\" asks for TLS")]
    public async Task A_setting_that_cannot_be_meant_stops_the_start_with_one_line(string setting, string expected)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await HostApp.RunAsync([Corpus, setting], new FakeProduct(), output, errors, TestContext.Current.CancellationToken);
        Assert.Equal(2, code);
        Assert.Empty(output.ToString());
        Assert.StartsWith($"MemHelpBot cannot start: setting {expected}", errors.ToString(), StringComparison.Ordinal);
        Assert.Single(Lines(errors));
    }

    [Fact]
    public async Task The_Playground_and_an_address_beyond_this_machine_do_not_go_together()
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await HostApp.RunAsync([Corpus, "--urls=http://0.0.0.0:0", "--MemHelp:Teams:Playground=true"], new FakeProduct(), output, errors, TestContext.Current.CancellationToken);
        Assert.Equal(2, code);
        Assert.Contains("MemHelp:Teams:Playground: it lets messages in without a token", Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--MemHelp:Api:Keys:bob=0123456789abcdef0123", "MemHelp:Api:Keys:bob: it is the same key as ada's")]
    [InlineData("--MemHelp:Api:Open=true", "MemHelp:Api:Open: it is true, and keys are set too")]
    public async Task Settings_of_the_API_that_contradict_each_other_stop_the_start(string setting, string expected)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await HostApp.RunAsync([Corpus, "--MemHelp:Api:Keys:ada=0123456789abcdef0123", setting], new FakeProduct(), output, errors, TestContext.Current.CancellationToken);
        Assert.Equal(2, code);
        Assert.Contains(expected, Assert.Single(Lines(errors)), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef0123", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "--MemHelp:Api:Open=true", "API (open: anybody who reaches it may ask)")]
    [InlineData("http://0.0.0.0:0", "--MemHelp:Api:Keys:ada=0123456789abcdef0123", "API (1 key)")]
    [InlineData("http://127.0.0.1:0", "--MemHelp:AllowedHosts=help.example.org", "API (no key: whoever the proxy lets through may ask)")]
    public async Task Beyond_this_machine_the_start_line_says_who_may_ask(string urls, string setting, string expected)
    {
        using var stop = new CancellationTokenSource();
        var (output, errors) = (new StringWriter(), new StringWriter());
        var running = HostApp.RunAsync([Corpus, "--State:Kind=memory", $"--urls={urls}", setting], new FakeProduct(), output, errors, stop.Token);
        while (output.ToString().Length == 0 && !running.IsCompleted)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        Assert.Equal(0, await running);
        Assert.Contains(expected, Assert.Single(Lines(output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_stops_the_start_with_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await HostApp.RunAsync([Corpus, "--State:Kind=memory", $"--urls=http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"], new FakeProduct(), output, errors, TestContext.Current.CancellationToken);
        Assert.Equal(1, code);
        Assert.Contains("address already in use", Assert.Single(Lines(errors)), StringComparison.Ordinal);
        Assert.Contains("--urls", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corpus_that_cannot_be_opened_ends_the_process_with_one_line()
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var product = new FakeProduct { Opening = () => Task.FromException<OpenedProduct>(new InvalidDataException("cases/a.md:\nline 3: no title")) };
        var code = await HostApp.RunAsync([Corpus, "--State:Kind=memory", "--urls=http://127.0.0.1:0"], product, output, errors, TestContext.Current.CancellationToken);
        Assert.Equal(1, code);
        Assert.Contains("cases/a.md: line 3: no title", Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompts_that_are_missing_are_told_as_what_they_are()
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var settings = new Dictionary<string, string> { ["Model:Endpoint"] = "http://localhost:11434/v1", ["Model:Name"] = "some" };
        var product = new FakeProduct
        {
            Opening = () =>
            {
                ConfiguredModels.Desk(settings.GetValueOrDefault, "/no/such/prompts");
                throw new InvalidOperationException("There are no prompts, and nobody said so.");
            },
        };
        var code = await HostApp.RunAsync([Corpus, "--State:Kind=memory", "--urls=http://127.0.0.1:0"], product, output, errors, TestContext.Current.CancellationToken);
        Assert.Equal(1, code);
        Assert.Equal("MemHelpBot cannot work: the prompts cannot be read: there is no directory of prompts in /no/such/prompts; restore the folder prompts beside the program.", Assert.Single(Lines(errors)));
    }

    [Fact]
    public async Task The_start_line_says_address_reach_and_what_is_on()
    {
        using var stop = new CancellationTokenSource();
        var (output, errors) = (new StringWriter(), new StringWriter());
        var opened = new TaskCompletionSource<OpenedProduct>();
        var running = HostApp.RunAsync([Corpus, "--State:Kind=memory", "--urls=http://127.0.0.1:0"], new FakeProduct { Opening = () => opened.Task }, output, errors, stop.Token);
        while (output.ToString().Length == 0 && !running.IsCompleted)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        Assert.Equal(0, await running);
        Assert.Matches(@"^MemHelpBot is at http://127\.0\.0\.1:\d+ \(this machine only\)\. On: web page, API\.", Assert.Single(Lines(output)));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
