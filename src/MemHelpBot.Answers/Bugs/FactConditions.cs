using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Bugs;

/// <summary>Conditions of known bugs on facts.</summary>
internal static class FactConditions
{
    /// <summary>The first fact of an incident (or of the paste as a whole) for which the condition holds; null when there is none.</summary>
    public static Fact? Find(FactCondition condition, FactSet facts, int? incident)
    {
        foreach (ref readonly var fact in facts.AsSpan())
        {
            // Facts of the paste as a whole (meminfo, slabinfo) count for every incident.
            if ((fact.Incident is null || fact.Incident == incident) && Starts(condition.Name, fact.Key) && Fits(condition.Name, fact.Name) && Holds(condition, fact.Value))
                return fact;
        }

        return null;
    }

    // Most facts are told apart by the fixed beginnings of both patterns, without building the name of each.
    private static bool Starts(string name, FactKey key)
    {
        var asked = Fixed(name);
        var told = Fixed(key.Pattern);
        return asked.StartsWith(told, StringComparison.Ordinal) || told.StartsWith(asked, StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> Fixed(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0 ? pattern : pattern.AsSpan(0, star);
    }

    private static bool Fits(string pattern, string name)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0 ? pattern == name
            : name.Length >= pattern.Length - 1 && name.StartsWith(pattern.AsSpan(0, star), StringComparison.Ordinal) && name.EndsWith(pattern.AsSpan(star + 1), StringComparison.Ordinal);
    }

    private static bool Holds(FactCondition condition, FactValue value) => condition.Operator switch
    {
        "=" => Says(value, condition.Value),
        "!=" => !Says(value, condition.Value),
        "~" => value.ToString().Contains(condition.Value, StringComparison.Ordinal),
        _ => value.Number is { } number && condition.Number is { } bound && condition.Operator switch
        {
            ">=" => number >= bound,
            "<=" => number <= bound,
            ">" => number > bound,
            _ => number < bound,
        },
    };

    private static bool Says(FactValue value, string text) =>
        value.Texts is { } texts ? texts.Contains(text, StringComparer.Ordinal) : value.ToString() == text;
}
