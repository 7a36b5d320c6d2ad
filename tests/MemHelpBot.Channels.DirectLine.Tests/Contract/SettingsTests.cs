using MemHelpBot.Channels.DirectLine.Tests.Doubles;
using Microsoft.Extensions.Configuration;

namespace MemHelpBot.Channels.DirectLine.Tests.Contract;

public sealed class SettingsTests
{
    [Fact]
    public void Nothing_set_means_off() => Assert.Null(Read());

    [Fact]
    public void A_secret_alone_is_enough_and_no_page_may_use_it()
    {
        var settings = Read(("Secret", RunningBot.Secret))!;
        Assert.Empty(settings.Origins);
        Assert.Contains("Origins is empty", settings.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origins", "https://www.example.org", "Secret")]
    [InlineData("Secret", "short", "too weak")]
    [InlineData("Secret", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "too weak")]
    [InlineData("Secret", "żółw-żółw-żółw-żółw-abcdefghijklmnopq", "header")]
    [InlineData("OldSecret", "short", "too weak")]
    [InlineData("Origins", "*", "no origin")]
    [InlineData("Origins", "https://www.example.org/", "no origin")]
    [InlineData("Origins", "www.example.org", "no origin")]
    [InlineData("Origins", "null", "no origin")]
    [InlineData("PublicUrl", "memhelp.example.org", "no address")]
    [InlineData("PublicUrl", "https://example.org/bot", "no address")]
    [InlineData("TokenMinutes", "5", "whole number")]
    [InlineData("MaxFileMegabytes", "0", "whole number")]
    [InlineData("Secrets", "x", "no setting has this name")]
    public void What_cannot_be_meant_stops_the_start_with_one_line_that_never_tells_a_secret(string key, string value, string told)
    {
        (string, string)[] set = key is "Secret" || told == "Secret" ? [(key, value)] : [("Secret", RunningBot.Secret), (key, value)];
        var bad = Assert.Throws<BadSettingException>(() => Read(set));
        Assert.Contains(told, bad.Message, StringComparison.Ordinal);
        Assert.StartsWith("MemHelp:DirectLine:", bad.Setting, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', bad.Message);
        if (key.EndsWith("Secret", StringComparison.Ordinal))
            Assert.DoesNotContain(value, bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_refuses_to_start_with_a_weak_secret()
    {
        var refused = Assert.Throws<BadSettingException>(() => HostApp.Build(["--MemHelp:DirectLine:Secret=weak"], new RealProduct()));
        Assert.Contains("setting MemHelp:DirectLine:Secret: it is too weak", refused.Message, StringComparison.Ordinal);
    }

    private static DirectLineSettings? Read(params (string Key, string Value)[] set) => DirectLineSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(set.Select(s => KeyValuePair.Create($"MemHelp:DirectLine:{s.Key}", (string?)s.Value))).Build().GetSection("MemHelp:DirectLine"));
}
