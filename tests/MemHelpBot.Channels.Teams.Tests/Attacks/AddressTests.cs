using System.Net;
using System.Net.Sockets;
using MemHelpBot.Channels.Teams.Security;
using MemHelpBot.Channels.Teams.Tests.Doubles;

namespace MemHelpBot.Channels.Teams.Tests.Attacks;

/// <summary>No message makes the bot send or fetch anything where it should not.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/")]
    [InlineData("https://attacker.example/")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    public async Task An_address_that_the_token_does_not_name_is_refused(string swapped)
    {
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.With(Some.Message("hello"), a => a["serviceUrl"] = swapped));
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Empty(bot.Desk.Accepted);
        Assert.Empty(bot.Outside.Sent);
    }

    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net.attacker.example/")]
    [InlineData("https://smba.trafficmanager.net@attacker.example/")]
    [InlineData("https://attacker.example/smba.trafficmanager.net/")]
    [InlineData("https://xsmba.trafficmanager.net/")]
    [InlineData("https://other.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net:8443/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("http://localhost:3978/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://smba.trafficmanager.net/?x=")]
    [InlineData("https://smba.trafficmanager.net/#")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task An_address_off_the_list_is_refused_even_when_a_good_token_names_it(string address)
    {
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.With(Some.Message("hello"), a => a["serviceUrl"] = address), bot.Channel.Token(c => c["serviceurl"] = address));
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Empty(bot.Desk.Accepted);
        Assert.Empty(bot.Outside.Sent);
        Assert.Empty(bot.Outside.Strays);
    }

    [Fact]
    public async Task An_application_of_Entra_cannot_choose_an_address_off_the_list()
    {
        await using var bot = await RunningBot.StartAsync();
        var token = bot.Entra.Token(c => (c["tid"], c["azp"], c["ver"]) = (RunningBot.TenantId, RunningBot.AppId, "2.0"));
        using var response = await bot.PostAsync(Some.With(Some.Message("hello"), a => a["serviceUrl"] = "https://attacker.example/"), token);
        Assert.Equal(403, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("https://attacker.example/oom.log")]
    [InlineData("http://contoso.sharepoint.com/oom.log")]
    [InlineData("https://contoso.sharepoint.com@attacker.example/oom.log")]
    [InlineData("https://contoso.sharepoint.com.attacker.example/oom.log")]
    [InlineData("https://sharepoint.com.evil/oom.log")]
    [InlineData("https://169.254.169.254/metadata/identity/oauth2/token")]
    [InlineData("https://localhost/oom.log")]
    [InlineData("https://contoso.sharepoint.com:22/oom.log")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not an address")]
    public async Task A_file_is_fetched_from_file_hosts_only(string address)
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        using var response = await bot.PostAsync(Some.File("oom.log", address));
        Assert.Equal(202, (int)response.StatusCode);
        Assert.Empty(Assert.Single(bot.Desk.Accepted).Files);
        Assert.Empty(bot.Outside.Strays);
        var told = Assert.Single(await bot.Outside.MessagesAsync(1));
        Assert.StartsWith("oom.log lies on a host from which I fetch nothing", (string?)told["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_of_a_file_host_to_another_host_is_not_followed()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        const string address = "https://contoso.sharepoint.com/oom.log";
        bot.Outside.Files[address] = () => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("http://169.254.169.254/latest/meta-data/") } };
        using var response = await bot.PostAsync(Some.File("oom.log", address));
        Assert.Empty(Assert.Single(bot.Desk.Accepted).Files);
        Assert.Empty(bot.Outside.Strays);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_larger_than_the_limit_is_not_read_whether_it_says_so_or_not(bool withLength)
    {
        await using var bot = await RunningBot.StartAsync(RunningBot.Settings with { MaxFileMegabytes = 1 });
        bot.Desk.Answers = false;
        const string address = "https://contoso-my.sharepoint.com/big.log";
        bot.Outside.Files[address] = () => Outside.Bytes(new byte[(1024 * 1024) + 1], withLength);
        using var response = await bot.PostAsync(Some.File("big.log", address));
        Assert.Empty(Assert.Single(bot.Desk.Accepted).Files);
        Assert.StartsWith("big.log is too large", (string?)Assert.Single(await bot.Outside.MessagesAsync(1))["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\logs\\oom.log", "oom.log")]
    [InlineData("..", "file")]
    [InlineData("a\u0000b\u001b[31m.log", "ab[31m.log")]
    public async Task A_file_name_is_never_a_path(string given, string kept)
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        const string address = "https://contoso-my.sharepoint.com/x";
        bot.Outside.Files[address] = () => Outside.Bytes("Killed process 1 (a)"u8.ToArray());
        using var response = await bot.PostAsync(Some.File(given, address));
        Assert.Equal(kept, Assert.Single(Assert.Single(bot.Desk.Accepted).Files).Name);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("52.112.0.1", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:52.112.0.1", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:a00:1::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2603:1000::1", true)]
    public void Addresses_of_this_network_are_told_from_those_of_the_internet(string address, bool isPublic) =>
        Assert.Equal(isPublic, OutsideHttp.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_into_this_machine_is_not_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new HttpClient(OutsideHttp.Handler(loopback: false));
        var address = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(address, TestContext.Current.CancellationToken));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_message_of_another_organisation_is_refused()
    {
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.With(Some.Message("hello"), a => a["conversation"]!["tenantId"] = "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee"));
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Empty(bot.Desk.Accepted);
    }

    [Fact]
    public async Task Bodies_that_are_no_activity_or_too_large_are_refused()
    {
        await using var bot = await RunningBot.StartAsync();
        var token = "Bearer " + bot.Channel.Token();
        var deep = new string('[', 3000);
        (int Status, string Body, string Type)[] bodies =
        [
            (413, Some.Message(new string('x', 600 * 1024)).ToJsonString(), "application/json"),
            (415, Some.Message("hello").ToJsonString(), "text/plain"),
            (400, "", "application/json"),
            (400, "null", "application/json"),
            (400, "[]", "application/json"),
            (400, "{\"type\":\"message\"", "application/json"),
            (400, $"{{\"type\":\"message\",\"value\":{deep}", "application/json"),
            (400, "{\"type\":\"message\",\"type\":\"invoke\"}", "application/json"),
            (400, "{\"type\":5}", "application/json"),
            (400, Some.With(Some.Message("hello"), a => a.Remove("conversation")).ToJsonString(), "application/json"),
            (400, Some.With(Some.Message("hello"), a => a.Remove("id")).ToJsonString(), "application/json"),
            (400, Some.With(Some.Message("hello"), a => a["conversation"]!["id"] = new string('c', 2000)).ToJsonString(), "application/json"),
        ];
        foreach (var (status, body, type) in bodies)
        {
            using var response = await bot.PostAsync(body, token, type);
            Assert.Equal(status, (int)response.StatusCode);
        }

        using var endless = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StreamContent(new EndlessStream()) };
        endless.Content.Headers.ContentType = new("application/json");
        endless.Headers.TryAddWithoutValidation("Authorization", token);
        endless.Headers.TransferEncodingChunked = true;
        try
        {
            using var response = await bot.Client.SendAsync(endless, TestContext.Current.CancellationToken);
            Assert.Equal(413, (int)response.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server closes the connection while the client still writes.
        }

        Assert.Empty(bot.Desk.Accepted);
    }

    /// <summary>Blanks without end.</summary>
    private sealed class EndlessStream : Stream
    {
        private long given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (given > 64 * 1024 * 1024)
                return 0;
            buffer.AsSpan(offset, count).Fill((byte)' ');
            given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
