using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>One fixed message without values.</summary>
/// <param name="Text">What stands in the line, case counting.</param>
/// <param name="Signature">The signature; null for a failure without one.</param>
/// <param name="FollowsFromKill">Whether it only tells that something was killed, not by whom.</param>
/// <param name="Kind">Kind of the incident it opens.</param>
internal sealed record Phrase(string Text, string? Signature, bool FollowsFromKill = false, string Kind = IncidentKind.Program);

/// <summary>Messages that carry no value: their text is all there is. Those with values have readers of their own.</summary>
internal sealed class Phrases(Failures failures) : MessageReader(failures)
{
    private static readonly Phrase[] Known =
    [
        .. PhraseList.Runtimes, .. PhraseList.Crashes, .. PhraseList.Services, .. PhraseList.Devices, .. PhraseList.Builds,
    ];

    private static readonly string[] Texts = [.. Known.Select(p => p.Text)];

    public override IReadOnlyList<string> Triggers => Texts;

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var read = false;
        if (SourceCode.Is(text))
            return false;
        foreach (var phrase in Known)
        {
            var at = text.IndexOf(phrase.Text, StringComparison.Ordinal);
            if (at < 0 || Denial.Before(text, at) || text[..at].EndsWith(" bytes on host: ", StringComparison.Ordinal))
                continue;
            read = true;
            if (phrase.FollowsFromKill && phrase.Signature is { } signature)
                Failures.Consequence(line, into, signature, phrase.Kind);
            else
                Failures.Failed(line, into, phrase.Signature, phrase.Kind);
        }

        return read;
    }
}
