using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>What lets anybody in who has the address: passwords in URLs, webhooks, signed links.</summary>
internal static class Links
{
    private const int LongestAuthority = 256;

    private const int LongestPath = 2048;

    /// <summary>How the addresses of webhooks begin: what follows is the secret.</summary>
    private static readonly string[] Hooks =
    [
        "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/", "hooks.slack-gov.com/services/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/",
        "webhook.office.com/webhookb2/", "outlook.office.com/webhook/", "outlook.office365.com/webhook/", "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", "oapi.dingtalk.com/robot/send?access_token=",
        "open.feishu.cn/open-apis/bot/v2/hook/", "open.feishu.cn/open-apis/bot/hook/", "open.larksuite.com/open-apis/bot/v2/hook/", "chat.googleapis.com/v1/spaces/", "api.telegram.org/bot", "hooks.zapier.com/hooks/catch/", "hook.eu1.make.com/", "hook.us1.make.com/",
        "events.pagerduty.com/integration/", "alert.victorops.com/integrations/", "webhooks.mongodb-realm.com/", "sctapi.ftqq.com/", "sc.ftqq.com/", "api.day.app/", "www.pushplus.plus/send?token=", "maker.ifttt.com/trigger/", "webexapis.com/v1/webhooks/incoming/", "hooks.chime.aws/incomingwebhooks/",
        "hc-ping.com/", "uptime.betterstack.com/api/v1/heartbeat/", "/incoming-webhook/", "pushover.net/api/",
    ];

    private static readonly SearchValues<string> AnyHook = SearchValues.Create([.. Hooks, "/hooks/", "?key=", "&key=", "?code=", "&code="], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<char> PathEnd = SearchValues.Create(" \t\r\n\"'`<>)]}|\\,;");

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        for (var at = text.IndexOf("://", StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
            UserInfo(text, at + 3, found);
        for (var at = KnownFormats.Next(text, 0, AnyHook); at >= 0; at = KnownFormats.Next(text, at + 1, AnyHook))
            Hook(text, at, found);
    }

    private static void Hook(string text, int at, List<SecretSpan> found)
    {
        var rest = text.AsSpan(at);
        if (rest[0] is '?' or '&')
        {
            var from = at + (rest[1] is 'k' or 'K' ? 5 : 6);
            var value = Until(text, from, PathEnd);
            var amp = text.AsSpan(from, value - from).IndexOfAny('&', '#');
            value = amp < 0 ? value : from + amp;
            if (value - from >= 16 && text.AsSpan(from, value - from).IndexOfAnyInRange('0', '9') >= 0)
                found.Add(new SecretSpan(from, value, SecretKind.Key));
            return;
        }

        foreach (var hook in Hooks)
        {
            if (!rest.StartsWith(hook, StringComparison.OrdinalIgnoreCase))
                continue;
            found.Add(new SecretSpan(at + hook.Length, Until(text, at + hook.Length, PathEnd), SecretKind.Link));
            return;
        }

        // A chat server of one's own: a long random last part.
        if (rest.StartsWith("/hooks/", StringComparison.OrdinalIgnoreCase) && Until(text, at + 7, PathEnd) is var end && end - at - 7 >= 20 && text.AsSpan(at, end - at).IndexOfAnyInRange('0', '9') >= 0)
            found.Add(new SecretSpan(at + 7, end, SecretKind.Link));
    }

    /// <summary><c>scheme://user:password@host</c>, also where the password holds a slash or an at sign that should have been escaped.</summary>
    private static void UserInfo(string text, int from, List<SecretSpan> found)
    {
        var limit = Math.Min(text.Length, from + LongestAuthority);
        var end = from;
        while (end < limit && !Alphabets.Breaks.Contains(text[end]))
            end++;
        var word = text.AsSpan(from, end - from);
        var slash = word.IndexOfAny('/', '?');
        var authority = slash < 0 ? word : word[..slash];
        var colon = authority.IndexOf(':');
        // A port is digits: then an at sign further on belongs to the path.
        var sign = authority.LastIndexOf('@');
        if (sign < 0)
        {
            if (colon < 0 || slash < 0 || authority[(colon + 1)..].IndexOfAnyExceptInRange('0', '9') < 0)
                return;
            sign = word.LastIndexOf('@');
        }

        if (sign <= 0)
            return;
        if (colon >= 0 && colon < sign)
            found.Add(new SecretSpan(from + colon + 1, from + sign, SecretKind.Password));
        else if (sign >= 16 && word[..sign].IndexOfAnyInRange('0', '9') >= 0)
            found.Add(new SecretSpan(from, from + sign, SecretKind.Token));
    }

    private static int Until(string text, int from, SearchValues<char> end)
    {
        var window = text.AsSpan(from, Math.Min(LongestPath, text.Length - from));
        var length = window.IndexOfAny(end);
        return from + (length < 0 ? window.Length : length);
    }
}
