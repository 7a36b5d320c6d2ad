using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Models;
using MemHelpBot.Answers.Verifying.Sentences;

namespace MemHelpBot.Answers.Rewording;

/// <summary>
/// Lets a model say the sentences of an answer better. It may order, join and phrase them; each sentence is held to the claims that it
/// names, and what fails, or is left out, is said by the deterministic sentences in its place. Headline, numbers, commands, questions,
/// citations and causes are never the model's.
/// </summary>
/// <param name="desk">Where the model is asked.</param>
public sealed class AnswerRewording(ModelDesk desk)
{
    /// <summary>Id of the prompt.</summary>
    public const string PromptId = "word-answer";

    /// <summary>Claims that one sentence may join.</summary>
    private const int MostJoined = 3;

    private static readonly HashSet<string> Reworded = new(["what-happened", "together", "changed", "why", "known-bugs", "against", "more-ram", "topic", "known"], StringComparer.Ordinal);

    /// <summary>The sections in better words; null when nothing of the model's can be used.</summary>
    public async ValueTask<RewordedSections?> OfAsync(Answer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var asked = Asked(answer);
        if (asked.Count == 0 || await desk.AskAsync(PromptId, answer.Language, Data(answer, asked), cancellationToken).ConfigureAwait(false) is not { } reply)
            return null;
        var verdict = new Tally();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var items = new Dictionary<AnswerSection, List<Claim>>();
        foreach (var sentence in reply.GetProperty("sentences").EnumerateArray())
            Take(sentence, asked, used, items, answer.Language, verdict);
        if (verdict.Accepted == 0 || verdict.Failed > verdict.Accepted)
            return null;
        // What the model left out is said all the same.
        foreach (var (id, place) in asked.OrderBy(a => a.Value.Order))
        {
            if (used.Add(id))
                Of(items, place.Section).Add(place.Claim);
        }

        return new RewordedSections(
            [.. answer.Sections.Select(s => items.TryGetValue(s, out var claims) ? s with { Claims = [.. claims, .. s.Claims.Where(c => !asked.Values.Any(a => a.Section == s && a.Claim == c))] } : s)],
            new AnswerWording(verdict.Accepted, verdict.Failed));
    }

    private static void Take(JsonElement sentence, Dictionary<string, Place> asked, HashSet<string> used, Dictionary<AnswerSection, List<Claim>> items, string lang, Tally verdict)
    {
        var ids = sentence.GetProperty("claims").EnumerateArray().Select(c => c.GetString()!).ToList();
        // An id that was never given, or given back twice, maps the sentence to nothing.
        if (ids.Count is 0 or > MostJoined || ids.Distinct().Count() != ids.Count || !ids.TrueForAll(asked.ContainsKey) || ids.Exists(used.Contains)
            || ids.Select(i => asked[i].Section).Distinct().Count() != 1)
        {
            verdict.Count("claims");
            return;
        }

        var places = ids.ConvertAll(i => asked[i]);
        var into = Of(items, places[0].Section);
        var text = sentence.GetProperty("text").GetString()!.Trim();
        var broken = SentenceVerifier.Broken(text, places.ConvertAll(p => p.Claim.Text), lang);
        verdict.Count(broken);
        used.UnionWith(ids);
        if (broken is null)
            into.Add(new Claim(text, [.. places.SelectMany(p => p.Claim.Citations).Distinct(StringComparer.Ordinal)]));
        else
            into.AddRange(places.Select(p => p.Claim));
    }

    private static List<Claim> Of(Dictionary<AnswerSection, List<Claim>> items, AnswerSection section)
    {
        if (!items.TryGetValue(section, out var claims))
            items.Add(section, claims = []);
        return claims;
    }

    /// <summary>The claims that are given to the model: none that would show a secret, and no more than it holds.</summary>
    private Dictionary<string, Place> Asked(Answer answer)
    {
        var room = desk.Room(PromptId) - TokenEstimate.Of(answer.Sections.FirstOrDefault(s => s.Kind == "headline")?.Claims[0].Text ?? "") - 100;
        var asked = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var section in answer.Sections.Where(s => Reworded.Contains(s.Kind)))
        {
            foreach (var claim in section.Claims.Where(c => desk.IsClean(c.Text)))
            {
                // The reply repeats the claim: it counts twice.
                room -= 2 * TokenEstimate.Of(claim.Text) + 30;
                if (room < 0)
                    return asked;
                asked.Add(string.Create(CultureInfo.InvariantCulture, $"c{asked.Count + 1}"), new Place(asked.Count, section, claim));
            }
        }

        return asked;
    }

    private static JsonObject Data(Answer answer, Dictionary<string, Place> asked)
    {
        var claims = asked.Select(a => (JsonNode)new JsonObject
        {
            ["id"] = a.Key,
            ["section"] = a.Value.Section.Kind,
            ["text"] = a.Value.Claim.Text,
            ["citations"] = new JsonArray([.. a.Value.Claim.Citations.Select(c => (JsonNode)c)]),
        });
        return new JsonObject
        {
            ["headline"] = answer.Sections.FirstOrDefault(s => s.Kind == "headline")?.Claims[0].Text,
            ["claims"] = new JsonArray([.. claims]),
        };
    }

    private sealed record Place(int Order, AnswerSection Section, Claim Claim);

    private sealed class Tally
    {
        public int Accepted { get; private set; }

        public int Failed { get; private set; }

        public void Count(string? broken)
        {
            ModelMetrics.Count(broken);
            if (broken is null)
                Accepted++;
            else
                Failed++;
        }
    }
}

/// <summary>Sections in a model's words, every sentence verified.</summary>
/// <param name="Sections">The sections.</param>
/// <param name="Wording">How many sentences are the model's.</param>
public sealed record RewordedSections(IReadOnlyList<AnswerSection> Sections, AnswerWording Wording);
