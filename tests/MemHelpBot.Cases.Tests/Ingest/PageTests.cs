using System.Net;
using System.Net.Sockets;
using System.Text;
using MemHelpBot.Cases.Ingest;

namespace MemHelpBot.Cases.Tests.Ingest;

/// <summary>Pages by their addresses, from a server of the test's own.</summary>
public sealed class PageTests : IDisposable
{
    private readonly IngestFolder folder = new();
    private readonly HttpListener server = new();
    private readonly string address;

    public PageTests()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        server.Prefixes.Add(address);
        server.Start();
        _ = AnswerAsync();
    }

    public string Leak { get; set; } = "The gateway leaks memory until it is killed.";

    [Fact]
    public void Pages_are_taken_and_cited_by_their_addresses()
    {
        var list = folder.Write("pages.txt", $"# our wiki\n{address}leak.html   # the gateway\n\n{address}notes/raw\n{address}moved\n");

        var summary = Ingest(list);

        Assert.Equal((3, 3), (summary.Count(IngestOutcome.Taken), summary.Documents));
        var leak = folder.Documents().Single(d => d.Title == "Gateway");
        Assert.Equal((address + "leak.html", "The gateway leaks memory until it is killed."), (leak.Source.Url, leak.Sections[0].Text));
        Assert.Contains(folder.Documents(), d => d.Title == "Raw notes");
        Assert.Equal(3, Ingest(list).Count(IngestOutcome.Unchanged));
    }

    [Fact]
    public void What_cannot_be_fetched_is_named_and_its_old_entry_stays_until_the_list_lets_it_go()
    {
        var list = folder.Write("pages.txt", $"{address}leak.html\n{address}missing\n{address}endless\n{address}round\n{address}picture\n{address}file\n");
        var first = Ingest(list);
        var reasons = first.Files.Where(f => f.Reason is not null).ToDictionary(f => f.Path[address.Length..], f => f.Reason!);
        Assert.Equal("could not be fetched: the server answers 404", reasons["missing"]);
        Assert.Equal("could not be fetched: it is larger than 16 MiB", reasons["endless"]);
        Assert.Equal("could not be fetched: more than 5 redirections", reasons["round"]);
        Assert.Equal("could not be fetched: its media type is image/png", reasons["picture"]);
        Assert.StartsWith("could not be fetched: it redirects to file:", reasons["file"], StringComparison.Ordinal);

        server.Stop();
        var offline = Ingest(list).Files.Single(f => f.Path == address + "leak.html");
        Assert.Equal(IngestOutcome.Kept, offline.Outcome);
        Assert.StartsWith("could not be fetched: ", offline.Reason, StringComparison.Ordinal);
        Assert.Single(folder.Documents());

        File.WriteAllText(list, address + "missing\n");
        Assert.Equal("is no longer listed", Ingest(list).Files.Single(f => f.Outcome == IngestOutcome.Removed).Reason);
        Assert.Empty(folder.Documents());
    }

    [Fact]
    public void Private_addresses_are_not_fetched_unless_that_is_allowed()
    {
        var list = folder.Write("pages.txt", $"{address}leak.html\nhttp://localhost:{new Uri(address).Port}/leak.html\nhttp://user:secret1@{new Uri(address).Authority}/leak.html\n");

        var files = Ingestor.Ingest([list], folder.Data, cancellationToken: TestContext.Current.CancellationToken).Files;

        Assert.All(files, f => Assert.Equal(IngestOutcome.Skipped, f.Outcome));
        Assert.Equal("could not be fetched: 127.0.0.1 is a private or local address; --allow-private permits it", files.Single(f => f.Path.StartsWith(address, StringComparison.Ordinal)).Reason);
        Assert.Equal("could not be fetched: the address holds a user name or password", files.Single(f => f.Path.Contains('@')).Reason);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("2002:7f00:1::", false)]
    public void An_address_of_the_internet_is_told_from_others(string ip, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(ip)));

    [Theory]
    [InlineData("links.txt", "https://example.org/a\nsee also https://example.org/b\n")]
    [InlineData("links.md", "https://example.org/a\n")]
    [InlineData("links.txt", "# only a comment\n")]
    public void What_is_no_list_of_addresses_is_a_document(string name, string text) => Assert.Null(UrlList.Read(folder.Write(name, text)));

    [Fact]
    public void A_list_inside_a_directory_is_not_followed()
    {
        folder.Write("pages.txt", address + "leak.html\n");

        Assert.DoesNotContain(Ingest(folder.Site).Files, f => f.Path.StartsWith("http", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        server.Close();
        folder.Dispose();
    }

    private IngestSummary Ingest(string path) =>
        Ingestor.Ingest(new IngestRequest([path], folder.Data) { AllowPrivate = true }, TestContext.Current.CancellationToken);

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await server.GetContextAsync());
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over, or plays offline.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        try
        {
            switch (request.Url!.AbsolutePath)
            {
                case "/leak.html":
                    await SendAsync(response, "text/html; charset=utf-8", $"<!doctype html><title>Gateway</title><body><nav>Home</nav><main><p>{Leak}</p></main>");
                    break;
                case "/notes/raw":
                    await SendAsync(response, "text/plain", "Raw notes\n\nThe second gateway has the same leak, and a restart helps for a day.\n");
                    break;
                case "/moved" or "/round":
                    response.Redirect(request.Url.AbsolutePath == "/round" ? "/round" : "/leak2.html");
                    break;
                case "/leak2.html":
                    await SendAsync(response, "text/html", "<!doctype html><title>Second</title><p>Another page, about another leak.</p>");
                    break;
                case "/file":
                    response.Redirect("file:///etc/passwd");
                    break;
                case "/picture":
                    await SendAsync(response, "image/png", "x");
                    break;
                case "/endless":
                    response.ContentType = "text/plain";
                    var block = new byte[1024 * 1024];
                    for (var i = 0; i < 18; i++)
                        await response.OutputStream.WriteAsync(block);
                    break;
                default:
                    response.StatusCode = 404;
                    break;
            }

            response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException)
        {
            response.Abort();
        }
    }

    private static async Task SendAsync(HttpListenerResponse response, string type, string text)
    {
        response.ContentType = type;
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
