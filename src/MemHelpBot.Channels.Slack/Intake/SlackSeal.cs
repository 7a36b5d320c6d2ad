using System.Security.Cryptography;
using System.Text;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>
/// What a button carries: the conversation and the answer it stands under, sealed, so that no client of Slack's can send a button of a
/// conversation that it was not shown.
/// </summary>
/// <param name="settings">The bot token is the key: every replica has it.</param>
internal sealed class SlackSeal(SlackSettings settings)
{
    private readonly byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes("memhelp-button:" + settings.BotToken));

    /// <summary>The value of a button; parts hold no bar.</summary>
    public string Seal(params ReadOnlySpan<string> parts)
    {
        var text = string.Join('|', parts!);
        return $"{text}|{Mac(text)}";
    }

    /// <summary>The parts of a value; null when it was not sealed here.</summary>
    public string[]? Open(string value, int count)
    {
        var end = value.LastIndexOf('|');
        if (end < 0 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value[(end + 1)..]), Encoding.UTF8.GetBytes(Mac(value[..end]))))
            return null;
        var parts = value[..end].Split('|');
        return parts.Length == count ? parts : null;
    }

    private string Mac(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
