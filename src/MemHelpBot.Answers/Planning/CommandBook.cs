using System.Text;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Planning;

/// <summary>A remedy with its parameters filled.</summary>
/// <param name="Remedy">The remedy.</param>
/// <param name="Command">The command as one runs it, with visible placeholders (capitals) where nothing validated.</param>
internal sealed record FilledCommand(Remedy Remedy, string Command);

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
        var made = new FilledCommand(remedy, Fill(remedy, incident));
        filled.Add((remedyId, incident), made);
        return made;
    }

    private string Fill(Remedy remedy, int? incident)
    {
        var command = new StringBuilder(remedy.Command.Length + 32);
        var template = remedy.Command;
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if ((c is '{' or '}') && i + 1 < template.Length && template[i + 1] == c)
            {
                command.Append(c);
                i++;
            }
            else if (c == '{' && template.IndexOf('}', i) is var close && close > i
                && remedy.Parameters.FirstOrDefault(p => template.AsSpan(i + 1, close - i - 1).SequenceEqual(p.Name)) is { } parameter)
            {
                command.Append(Value(parameter, incident) ?? parameter.Placeholder);
                i = close;
            }
            else
            {
                command.Append(c);
            }
        }

        return command.ToString();
    }

    private string? Value(RemedyParameter parameter, int? incident)
    {
        if (parameter.Fact is null)
            return null;
        Fact? found = null;
        foreach (var fact in Every(parameter.Fact))
        {
            if (fact.Incident is { } own && incident is not null && own != incident)
                continue;
            if (found is null || fact.Span.Message > found.Value.Span.Message)
                found = fact;
        }

        return found is { } chosen ? ParameterValue.Of(parameter, chosen) : null;
    }

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
