using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Models;
using MemHelpBot.Answers.Verifying.Sentences;

namespace MemHelpBot.Answers.Rewording;

/// <summary>
/// Lets a model say claims. It names the claims that each of its sentences says, of one section; a sentence that does not say what they say is
/// replaced by them.
/// </summary>
/// <param name="desk">Where the model is asked.</param>
/// <param name="prompt">Id of the prompt: its reply is <c>sentences</c> of <c>claims</c> and <c>text</c>.</param>
internal sealed class ClaimWording(ModelDesk desk, string prompt)
{
    /// <summary>Claims that one sentence may join.</summary>
    private const int MostJoined = 3;

    /// <summary>The claims in the model's words; null when nothing of the model's can be used.</summary>
    /// <param name="lang">en, zh or pl.</param>
    /// <param name="headline">What it is about; never worded.</param>
    /// <param name="claims">The claims: of them none that would show a secret is sent, and no more than the model holds.</param>
    /// <param name="started">When the reply began to be improved (<see cref="ModelDesk.Now"/>).</param>
    /// <param name="cancellationToken">The person went away.</param>
    public async ValueTask<WordedClaims?> OfAsync(string lang, string? headline, IEnumerable<GivenClaim> claims, long started, CancellationToken cancellationToken)
    {
        var given = Given(headline, claims);
        if (given.Count == 0 || await desk.AskAsync(prompt, lang, Data(headline, given), started, cancellationToken).ConfigureAwait(false) is not { } reply)
            return null;
        var worded = new WordedClaims(given);
        foreach (var sentence in reply.GetProperty("sentences").EnumerateArray())
            Take(sentence, worded, lang);
        if (worded.Broken.Count > 0)
            desk.Refused(prompt, worded.Accepted, worded.Broken);
        return worded.Accepted == 0 || worded.Refused > worded.Accepted ? null : worded;
    }

    private static void Take(JsonElement sentence, WordedClaims worded, string lang)
    {
        var ids = sentence.GetProperty("claims").EnumerateArray().Select(c => c.GetString()!).ToList();
        // An id that was never given, or given back twice, maps the sentence to nothing.
        if (ids.Count is 0 or > MostJoined || ids.Distinct().Count() != ids.Count || !ids.TrueForAll(worded.IsLeft) || ids.Select(i => worded.Given[i].Section).Distinct().Count() != 1)
        {
            worded.Refuse([], "claims");
            return;
        }

        var text = sentence.GetProperty("text").GetString()!.Trim();
        if (SentenceVerifier.Broken(text, ids.ConvertAll(i => worded.Given[i].Claim.Text), lang) is { } broken)
            worded.Refuse(ids, broken);
        else
            worded.Accept(ids, text);
    }

    private Dictionary<string, GivenClaim> Given(string? headline, IEnumerable<GivenClaim> claims)
    {
        var room = desk.Room(prompt) - TokenEstimate.Of(headline ?? "") - 100;
        var given = new Dictionary<string, GivenClaim>(StringComparer.Ordinal);
        foreach (var claim in claims.Where(c => desk.IsClean(c.Claim.Text)))
        {
            // The reply repeats the claim: it counts twice.
            room -= 2 * TokenEstimate.Of(claim.Claim.Text) + 30;
            if (room < 0)
                break;
            given.Add(string.Create(CultureInfo.InvariantCulture, $"c{given.Count + 1}"), claim);
        }

        return given;
    }

    private static JsonObject Data(string? headline, Dictionary<string, GivenClaim> given) => new()
    {
        ["headline"] = headline,
        ["claims"] = new JsonArray([.. given.Select(g => (JsonNode)new JsonObject
        {
            ["id"] = g.Key,
            ["section"] = g.Value.Section,
            ["text"] = g.Value.Claim.Text,
            ["citations"] = new JsonArray([.. g.Value.Claim.Citations.Select(c => (JsonNode)c)]),
        })]),
    };
}

/// <summary>A claim that a model may word.</summary>
/// <param name="Section">The section it stands in; sentences join claims of one section only.</param>
/// <param name="Claim">The claim.</param>
internal sealed record GivenClaim(string Section, Claim Claim);

/// <summary>What a model made of claims.</summary>
internal sealed class WordedClaims(IReadOnlyDictionary<string, GivenClaim> given)
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly List<Said> said = [];
    private readonly List<string> broken = [];

    /// <summary>What was given, by id.</summary>
    public IReadOnlyDictionary<string, GivenClaim> Given => given;

    /// <summary>Sentences that say what their claims say.</summary>
    public int Accepted => said.Count(s => s.ByModel);

    /// <summary>Sentences that do not.</summary>
    public int Refused => broken.Count;

    /// <summary>The rules that they broke.</summary>
    public IReadOnlyList<string> Broken => broken;

    /// <summary>The section in the model's words: its sentences, the claims in whose words it failed, then what it left out; null when it worded none of it, or its order would change what a claim points to.</summary>
    /// <param name="section">The section.</param>
    /// <param name="rest">Claims of the section that were not given: they stand behind the others.</param>
    /// <param name="withLeftOut">Whether what the model left out is said all the same.</param>
    /// <param name="lang">en, zh or pl.</param>
    public (IReadOnlyList<Claim> Claims, int Sentences)? Of(string section, IReadOnlyList<Claim> rest, bool withLeftOut, string lang)
    {
        var mine = said.Where(s => given[s.Ids[0]].Section == section).ToList();
        if (!mine.Exists(s => s.ByModel))
            return null;
        var left = withLeftOut ? given.Where(g => g.Value.Section == section && !used.Contains(g.Key)).Select(g => g.Value.Claim).ToList() : [];
        string[] before = [.. given.Values.Where(g => g.Section == section).Select(g => g.Claim.Text), .. rest.Select(c => c.Text)];
        string[] after = [.. mine.SelectMany(s => s.Ids).Select(i => given[i].Claim.Text), .. left.Concat(rest).Select(c => c.Text)];
        return Reference.Holds(before, after, lang) ? ([.. mine.SelectMany(s => s.Claims), .. left, .. rest], mine.Count(s => s.ByModel)) : null;
    }

    /// <summary>Whether an id was given and not used yet.</summary>
    public bool IsLeft(string id) => given.ContainsKey(id) && !used.Contains(id);

    /// <summary>Takes a sentence.</summary>
    public void Accept(IReadOnlyList<string> ids, string text)
    {
        ModelMetrics.Count((string?)null);
        used.UnionWith(ids);
        said.Add(new Said(ids, true, [new Claim(text, [.. ids.SelectMany(i => given[i].Claim.Citations).Distinct(StringComparer.Ordinal)])]));
    }

    /// <summary>Refuses a sentence; its claims are said in its place.</summary>
    public void Refuse(IReadOnlyList<string> ids, string rule)
    {
        ModelMetrics.Count(rule);
        broken.Add(rule);
        used.UnionWith(ids);
        if (ids.Count > 0)
            said.Add(new Said(ids, false, [.. ids.Select(i => given[i].Claim)]));
    }

    private sealed record Said(IReadOnlyList<string> Ids, bool ByModel, IReadOnlyList<Claim> Claims);
}
