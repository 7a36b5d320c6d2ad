using System.Globalization;

namespace MemHelpBot.Cases.Model;

/// <summary>A published bug of a kernel, driver, runtime or platform, and what it looks like.</summary>
/// <param name="Id">Its id; <c>C:bug-ID#mechanism</c> cites it.</param>
/// <param name="Pattern">What it looks like.</param>
/// <param name="Proved">Whether the pattern by itself proves it; else it is possible at most.</param>
/// <param name="Affected">Where it occurs, in version numbers as the source states them.</param>
/// <param name="Fixed">Where it is fixed; null when no source states that.</param>
/// <param name="Text">What happens and what to do, one or two sentences.</param>
/// <param name="Remedies">Ids of the remedies.</param>
public sealed record KnownBug(
    string Id, BugPattern Pattern, bool Proved, string Affected, string? Fixed, LocalText Text, IReadOnlyList<string> Remedies)
{
    /// <summary>Id of the document that stands for it.</summary>
    public string DocumentId => "bug-" + Id;
}

/// <summary>What a bug looks like. Every part that is not empty must hold; of causes, signatures, kernels and texts one is enough, of facts all are needed.</summary>
/// <param name="Kernels">Ranges of kernel releases.</param>
/// <param name="Causes">Ids of causes, of which one stands.</param>
/// <param name="Signatures">Ids of messages, of which one was found.</param>
/// <param name="Facts">Conditions on facts.</param>
/// <param name="Texts">Words of the paste, exactly as printed.</param>
public sealed record BugPattern(
    IReadOnlyList<KernelRange> Kernels, IReadOnlyList<string> Causes, IReadOnlyList<string> Signatures, IReadOnlyList<FactCondition> Facts, IReadOnlyList<string> Texts);

/// <summary>A range of kernel releases. Vendor kernels carry back-ports, so a range without a flavour leaves them out.</summary>
/// <param name="From">First release, or null.</param>
/// <param name="Before">First release that is not in it, or null.</param>
/// <param name="Flavour">A part of the release string that must be there (el7, -azure); null for kernels of kernel.org and of distributions that follow its numbers.</param>
public sealed record KernelRange(string? From, string? Before, string? Flavour);

/// <summary>A condition on a fact: its name, with * for any part, an operator and a value.</summary>
/// <param name="Name">Name or pattern.</param>
/// <param name="Operator">One of &gt;=, &lt;=, !=, =, &gt;, &lt;, ~ (contains).</param>
/// <param name="Value">A number or a text.</param>
public sealed record FactCondition(string Name, string Operator, string Value)
{
    private static readonly string[] Operators = [" >= ", " <= ", " != ", " = ", " > ", " < ", " ~ "];

    /// <summary>The value as a number, or null.</summary>
    public double? Number => double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads <c>name operator value</c>; null for anything else.</summary>
    public static FactCondition? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var sign in Operators)
        {
            var at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at > 0 && at + sign.Length < text.Length)
            {
                var condition = new FactCondition(text[..at].Trim(), sign.Trim(), text[(at + sign.Length)..].Trim());
                return condition.Operator is "=" or "!=" or "~" || condition.Number is not null ? condition : null;
            }
        }

        return null;
    }

    /// <summary>The condition as it is written.</summary>
    public override string ToString() => $"{Name} {Operator} {Value}";
}
