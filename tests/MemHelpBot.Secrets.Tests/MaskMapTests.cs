namespace MemHelpBot.Secrets.Tests;

/// <summary>Placeholders of a conversation.</summary>
public sealed class MaskMapTests
{
    private const string Paste = "db password: s3cr3t!x, done\nmail ada.l@example.org\nagain s3cr3t!x? password: s3cr3t!x";

    [Fact]
    public void The_same_secret_has_the_same_placeholder_in_every_message()
    {
        var map = new MaskMap();
        Assert.Equal("db password: masked-password-1, done\nmail masked-email-1\nagain s3cr3t!x? password: masked-password-1", map.Mask(Paste).Text);
        Assert.Equal("password=masked-password-1 other password=masked-password-2", map.Mask("password=s3cr3t!x other password=0ther!pw").Text);
    }

    [Fact]
    public void Only_who_sent_a_secret_reads_it_again()
    {
        var map = new MaskMap();
        map.Mask("password=s3cr3t!x", "ada");
        map.Mask("password=g1raffe!!", "bob");
        Assert.Equal("s3cr3t!x and masked-password-2", map.Restore("masked-password-1 and masked-password-2", "ada"));
        Assert.Equal("masked-password-1 and g1raffe!!", map.Restore("masked-password-1 and masked-password-2", "bob"));
        Assert.Equal("masked-password-1", map.Restore("masked-password-1", "eve"));
        Assert.Equal("masked-password-12 masked-password-x", map.Restore("masked-password-12 masked-password-x", "ada"));
    }

    [Fact]
    public void A_restored_secret_is_encoded_for_its_format()
    {
        var map = new MaskMap();
        map.Mask("password='a\"b<c9'");
        Assert.Equal("\"a\\\"b<c9\"", map.Restore("\"masked-password-1\"", "", s => s.Replace("\"", "\\\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void After_a_restart_numbers_go_on()
    {
        var map = new MaskMap();
        map.Continue(Masked.Stored("password=masked-password-4 and masked-token-2"));
        Assert.Equal("password=masked-password-5", map.Mask("password=s3cr3t!x").Text);
        Assert.Equal("masked-password-4", map.Restore("masked-password-4"));
    }

    [Fact]
    public void Lines_keep_their_numbers()
    {
        var masked = Egress.Mask("a\n-----BEGIN RSA " + "PRIVATE KEY-----\nMIIB\nAAAA\n-----END RSA PRIVATE KEY-----\nb").Text;
        Assert.Equal("a\nmasked-privatekey-1\n\n\n\nb", masked);
    }

    [Theory]
    [InlineData("Jan  2 03:04:05 login1.example.org kernel: x 10.1.2.3 on login1.example.org\nnode=cn7 ok cn7 8.8.8.8", "Jan  2 03:04:05 masked-host-1 kernel: x masked-address-1 on masked-host-1\nnode=masked-host-2 ok masked-host-2 8.8.8.8")]
    [InlineData("fe80::1ff:fe23:4567:890a fd12:3456:789a::1 2001:db8::1 172.16.4.9:22 172.32.0.1", "masked-address-1 masked-address-2 2001:db8::1 masked-address-3:22 172.32.0.1")]
    public void Hosts_and_private_addresses_are_masked_on_request(string text, string masked)
    {
        Assert.Equal(masked, Egress.Mask(text, new MaskOptions { HostNames = true, PrivateAddresses = true }).Text);
        Assert.Equal(text, Egress.Mask(text).Text);
    }

    [Fact]
    public void No_text_is_too_odd_and_none_loses_a_line()
    {
        string[] pieces = ["password=", "s3cr3t!X1", "Bearer ", "eyJhbGciOi.eyJzdWIi.c2lnbmF0", "\n", " ", "\"", "AKIA", "ABCDEFGHIJ234567", "://u:p", "@h.org", "%3D", "\\u003d", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "masked-password-1", "密码：", "=", ":", "token", "c2VjcmV0PWFiYzEyMzQ1Ng==", "curl -u a:b", "https://hooks.slack.com/services/", "$6$", "\0", "\ud800", "\r\n", "\\", "PuTTY-User-Key-File-2: x", "Cookie: a=b", "fe80::1", "host="];
        var all = new MaskOptions { HostNames = true, PrivateAddresses = true };
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
            var map = new MaskMap(all);
            var once = map.Mask(text).Text;
            Assert.Equal(text.AsSpan().Count('\n'), once.AsSpan().Count('\n'));
            Assert.Equal(once.AsSpan().Count('\n'), Egress.Mask(once, all).Text.AsSpan().Count('\n'));
        }
    }
}
