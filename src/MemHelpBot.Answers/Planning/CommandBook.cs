using System.Text;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Planning;

/// <summary>A remedy with its parameters filled.</summary>
/// <param name="Remedy">The remedy.</param>
/// <param name="Command">The command as one runs it, with visible placeholders (capitals) where nothing validated.</param>
/// <param name="Sizes">The parameters that a rule computed, each with the fact it stands on.</param>
/// <param name="Open">The placeholders that are left, each once.</param>
internal sealed record FilledCommand(Remedy Remedy, string Command, IReadOnlyList<(RemedyParameter Parameter, Fact Fact)> Sizes, IReadOnlyList<string> Open);

/// <summary>The only place where a command comes into being: a template of the catalogue and validated, quoted parameters.</summary>
internal sealed class CommandBook(Corpus corpus, FactSet facts)
{
    private readonly Dictionary<(string Remedy, int? Incident), FilledCommand> filled = [];
    private readonly Dictionary<string, List<Fact>> named = new(StringComparer.Ordinal);

    /// <summary>The command of a remedy, parameters taken from the facts of an incident first, then from the paste; null for an unknown id.</summary>
    public FilledCommand? Fill(string remedyId, int? incident)
    {
        if (filled.TryGetValue((remedyId, incident), out var known))
            return known;
        if (!corpus.Remedies.TryGetValue(remedyId, out var remedy))
            return null;
        var made = Fill(remedy, incident);
        filled.Add((remedyId, incident), made);
        return made;
    }

    private FilledCommand Fill(Remedy remedy, int? incident)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var sizes = new List<(RemedyParameter, Fact)>();
        var open = new List<string>();
        foreach (var parameter in remedy.Parameters)
        {
            var fact = Source(parameter, incident);
            var word = fact is { } found ? ParameterValue.Of(parameter, found, SwapOf(parameter, incident)) : null;
            words[parameter.Name] = word ?? parameter.Placeholder;
            if (word is null && !open.Contains(parameter.Placeholder))
                open.Add(parameter.Placeholder);
            else if (word is not null && parameter.Rule is not null)
                sizes.Add((parameter, fact!.Value));
        }

        return new FilledCommand(remedy, Fill(remedy.Command, words), sizes, open);
    }

    /// <summary>A template with its parameters replaced in one pass: braces in a value are never read again.</summary>
    internal static string Fill(string template, IReadOnlyDictionary<string, string> words)
    {
        var command = new StringBuilder(template.Length + 32);
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if ((c is '{' or '}') && i + 1 < template.Length && template[i + 1] == c)
            {
                command.Append(c);
                i++;
            }
            else if (c == '{' && template.IndexOf('}', i) is var close && close > i && words.TryGetValue(template[(i + 1)..close], out var word))
            {
                command.Append(word);
                i = close;
            }
            else
            {
                command.Append(c);
            }
        }

        return command.ToString();
    }

    /// <summary>Whether a bound holds: the paste shows no figure outside it.</summary>
    public bool Holds(FactBound bound, int? incident) =>
        Source(bound.Fact, incident) is not { } fact || FactText.Decimal(fact.Value) is not { } figure || bound.Allows(figure);

    /// <summary>The fact that fills a parameter: of several the one of the larger size.</summary>
    private Fact? Source(RemedyParameter parameter, int? incident)
    {
        Fact? found = null;
        foreach (var name in parameter.Facts)
        {
            if (Source(name, incident) is { } fact && (found is not { } other || BytesOf(fact) > BytesOf(other)))
                found = fact;
        }

        return found;
    }

    /// <summary>The fact of a name: of this incident, or of the paste as a whole; the last message counts.</summary>
    private Fact? Source(string name, int? incident)
    {
        Fact? found = null;
        foreach (var fact in Every(name))
        {
            if (fact.Incident is { } own && incident is not null && own != incident)
                continue;
            if (found is null || fact.Span.Message > found.Value.Span.Message)
                found = fact;
        }

        return found;
    }

    /// <summary>The swap that the limit of a cgroup leaves open: its own limit (v2), or the limit of both less that of memory (v1).</summary>
    private decimal? SwapOf(RemedyParameter parameter, int? incident)
    {
        if (parameter.Rule is null || SizeRule.Parse(parameter.Rule) is not { PlusSwap: true })
            return null;
        if (Bytes(MemcgFacts.SwapLimit, incident) is { } swap)
            return swap;
        return Bytes(MemcgFacts.MemswLimit, incident) is { } both && Bytes(MemcgFacts.Limit, incident) is { } memory && both >= memory
            ? both >= ParameterValue.Unbounded ? both : both - memory
            : null;
    }

    private decimal? Bytes(FactKey key, int? incident) => Source(key.Pattern, incident) is { } fact ? BytesOf(fact) : null;

    private static decimal? BytesOf(in Fact fact) => FactText.Decimal(fact.Value) is { } number ? FactText.BytesOf(number, fact.Key.Unit, fact.PageKb) : null;

    // Looked for once: thousands of incidents may ask for the same command.
    private List<Fact> Every(string name)
    {
        if (named.TryGetValue(name, out var known))
            return known;
        var found = new List<Fact>();
        foreach (ref readonly var fact in facts.AsSpan())
        {
            if (Named(fact, name))
                found.Add(fact);
        }

        named.Add(name, found);
        return found;
    }

    /// <summary>Compares without building the full name of every fact.</summary>
    private static bool Named(in Fact fact, string name) => fact.Key.HasSubject
        ? name.Contains(fact.Subject ?? "", StringComparison.Ordinal) && name[0] == fact.Key.Pattern[0] && fact.Name == name
        : fact.Key.Pattern == name;
}
