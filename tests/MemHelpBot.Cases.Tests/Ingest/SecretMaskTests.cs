using MemHelpBot.Cases.Ingest;

namespace MemHelpBot.Cases.Tests.Ingest;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("mail ada.l@example.org now", "mail [masked e-mail] now")]
    [InlineData("db password: s3cr3t!x, done", "db password: [masked secret], done")]
    [InlineData("API_KEY=\"abcdef123456\"", "API_KEY=\"[masked secret]\"")]
    [InlineData("Authorization: Bearer abcdefghij0123456789", "Authorization: Bearer [masked token]")]
    [InlineData("postgres://app:hunter2@db/x", "postgres://app:[masked secret]@db/x")]
    public void A_secret_is_replaced_and_the_rest_stays(string text, string masked) => Assert.Equal(masked, SecretMask.Apply(text));

    [Fact]
    public void Keys_and_tokens_of_known_makers_are_replaced()
    {
        // Put together here, so that no scanner takes this file for a leak.
        string[] secrets =
        [
            "AKIA" + "IOSFODNN7EXAMPLE", "ghp_" + new string('a', 36), "xoxb-" + "123456789012-abcdef", "sk-" + new string('k', 32),
            "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        ];

        Assert.All(secrets, s => Assert.DoesNotContain(s, SecretMask.Apply($"x {s} y"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_private_key_is_replaced_and_lines_keep_their_numbers()
    {
        var masked = SecretMask.Apply("a\n-----BEGIN RSA " + "PRIVATE KEY-----\nMIIB\nAAAA\n-----END RSA PRIVATE KEY-----\nb");

        Assert.Equal("a\n[masked private key]\n\n\n\nb", masked);
    }

    [Theory]
    [InlineData("[root@localhost ~]# cat /proc/meminfo")]
    [InlineData("oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),task=main,pid=1822,uid=0")]
    [InlineData("Failed to realloc 2058442216 bytes for nbs->work[thread].sort_work")]
    [InlineData("Node 0 DMA32 free:22324kB min:44676kB")]
    public void A_log_line_without_a_secret_is_left_alone(string line) => Assert.Equal(line, SecretMask.Apply(line));
}
