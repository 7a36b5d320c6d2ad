using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Models;
using MemHelpBot.Answers.Rewording;

namespace MemHelpBot.Assistant.Models;

/// <summary>
/// Lets a model write the prose of a draft case: what was seen, why, what came of it. It gets the sentences of the conversation, masked, and each of
/// its own is held to the ones that it names, like any sentence of an answer. Evidence, commands, causes and front matter are never the model's.
/// </summary>
/// <param name="desk">Where the model is asked.</param>
public sealed class CaseWriting(ModelDesk desk)
{
    /// <summary>Id of the prompt.</summary>
    public const string PromptId = "draft-case";

    /// <summary>What was seen.</summary>
    internal const string Symptom = "symptom";

    /// <summary>Why it happened.</summary>
    internal const string Analysis = "analysis";

    /// <summary>What came of it.</summary>
    internal const string Resolution = "resolution";

    private readonly ClaimWording wording = new(desk, PromptId);

    /// <summary>The sections in the model's words, each as its sentences; a section that is not there stays deterministic.</summary>
    /// <param name="headline">What happened, in one sentence.</param>
    /// <param name="sentences">Sentences by section, in English.</param>
    /// <param name="cancellationToken">The person went away.</param>
    internal async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<string>>> OfAsync(string headline, IReadOnlyList<(string Section, string Text)> sentences, CancellationToken cancellationToken)
    {
        var given = sentences.Select(s => new GivenClaim(s.Section, new Claim(s.Text, [])));
        if (await wording.OfAsync("en", headline, given, desk.Now, cancellationToken).ConfigureAwait(false) is not { } worded)
            return new Dictionary<string, IReadOnlyList<string>>();
        var sections = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var section in (string[])[Symptom, Analysis, Resolution])
        {
            // Of the analysis nothing may be lost; of what a person wrote, the model may choose.
            if (worded.Of(section, [], withLeftOut: section == Analysis, "en") is { } said)
                sections.Add(section, [.. said.Claims.Select(c => c.Text)]);
        }

        return sections;
    }
}
