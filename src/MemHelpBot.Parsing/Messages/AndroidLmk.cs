using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Android's low memory killer. In the kernel (to 4.11): <c>lowmemorykiller: send sigkill to 123 (C), adj 15, size 5432</c> (3.0 to 3.4), later
/// <c>Killing 'C' (123)[ (tgid 120)], adj 900,</c> and on the next lines <c>to free 40312kB on behalf of 'kswapd0' (69) because</c>,
/// <c>cache 181920kB is below limit 184320kB for oom_score_adj 900</c>. In user space (lmkd): <c>Kill 'app' (123), uid 10062,
/// oom_score_adj 900 to free 30000kB rss, 12kB swap; reason: low watermark is breached</c>.
/// </summary>
internal sealed class AndroidLmk(Failures failures) : MessageReader(failures)
{
    private const int NearKill = 4;

    private int killedAt = int.MinValue / 2;

    public override IReadOnlyList<string> Triggers { get; } = ["lowmemorykiller", "lmkd", "Kill '", "Killing '", "kB on behalf of '", "kB is below limit "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var name = (Start: 0, Length: 0);
        if (Named(line, text))
        {
            var daemon = Quoted(text, "Kill '");
            name = Quoted(text, "Killing '") is { Length: > 0 } kernel ? kernel : daemon.Length > 0 ? daemon : Old(text);
            if (name.Length > 0)
                Kill(line, text, name.Start, name.Length, into);
            if (name.Length > 0 && name != daemon)
                Failures.Sign(line, into, "android-lmk-driver");
        }

        if (name.Length == 0 && line.Number - killedAt is < 0 or > NearKill)
            return false;
        return Sizes(line, text, into) || name.Length > 0;
    }

    private static bool Named(in LogLine line, ReadOnlySpan<char> text) =>
        Scan.Has(text, "lowmemorykiller") || Scan.Has(text, "lmkd") || SyslogTag.Of(line) is "lowmemorykiller" or "lmkd";

    private static (int Start, int Length) Quoted(ReadOnlySpan<char> text, string before)
    {
        var at = Scan.Behind(text, before);
        return at < 0 ? (0, 0) : (at, Scan.Until(text, at, '\'').Length);
    }

    private static (int Start, int Length) Old(ReadOnlySpan<char> text)
    {
        var at = Scan.Behind(text, "send sigkill to ");
        var open = Scan.Behind(text, "(", at);
        var close = Scan.Behind(text, "), ", open);
        return Scan.Integer(text, at) is not null && close > 0 ? (open, close - 3 - open) : (0, 0);
    }

    private void Kill(in LogLine line, ReadOnlySpan<char> text, int start, int length, ReadingBuilder into)
    {
        killedAt = line.Number;
        Failures.Failed(line, into, "android-lmk", IncidentKind.Platform);
        Failures.Tell(OomFacts.Victim, line, into, start, length);
        var behind = start + length;
        var pid = Scan.Integer(text, Scan.Behind(text, "send sigkill to ")) ?? Scan.Integer(text, Scan.Behind(text, "(", behind));
        if (pid is { Value: > 0 } number)
            Failures.Tell(OomFacts.VictimPid, number, line, into);
        if (Scan.Integer(text, Scan.Behind(text, ", uid ", behind)) is { Value: >= 0 } uid)
            Failures.Tell(OomFacts.VictimUid, uid, line, into);

        // Where both ranks are printed, "adj" is the old one of -17 to 15; so it is in the oldest form. Behind "to free" stands the limit's rank.
        var free = Scan.Behind(text, "to free ", behind);
        var head = free < 0 ? text : text[..free];
        var rank = Scan.Integer(head, Scan.Behind(head, "score_adj ", behind)) ?? Scan.Integer(head, Scan.Behind(head, "oom_adj ", behind))
            ?? (Scan.Has(head, "send sigkill to ") ? null : Scan.Integer(head, Scan.Behind(head, ", adj ", behind)));
        if (rank is { Value: >= -1000 and <= 1000 } adj)
            Failures.Tell(OomFacts.VictimOomScoreAdj, adj, line, into);
        if (Scan.Integer(text, Scan.Behind(text, ", size ", behind)) is { Value: > 0 } size)
            Failures.Tell(LmkFacts.Size, size, line, into);
        var reason = Scan.Behind(text, "reason: ", behind);
        if (reason > 0)
            Failures.Tell(LmkFacts.Reason, line, into, reason, text[reason..].TrimEnd().Length);
    }

    private bool Sizes(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var free = Scan.Behind(text, "to free ");
        var told = Kilobytes(LmkFacts.Freed, free, line, into);
        if (told && Scan.Behind(text, "kB rss, ", free) is > 0 and var more)
        {
            // lmkd of Android 13 puts "NkB anon rss, " between; swap is the last size.
            var anonymous = Scan.Behind(text, "kB anon rss, ", more);
            var swap = anonymous > 0 ? anonymous : more;
            if (Scan.Integer(text, swap) is { } figure && Scan.At(text, figure.End, "kB swap"))
                Failures.Tell(LmkFacts.FreedSwap, figure, line, into);
        }

        var cache = Scan.Behind(text, "cache ");
        var limit = Scan.Behind(text, "kB is below limit ", cache);
        if (limit < 0)
            return told;
        told |= Kilobytes(LmkFacts.Cache, cache, line, into);
        return Kilobytes(LmkFacts.Limit, limit, line, into) || told;
    }

    private bool Kilobytes(FactKey key, int at, in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Integer(text, at) is not { } size || !Scan.At(text, size.End, "kB"))
            return false;
        Failures.Extend(line, into);
        Failures.Tell(key, size, line, into);
        return true;
    }
}
