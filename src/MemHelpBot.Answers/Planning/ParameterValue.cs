using System.Globalization;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Planning;

/// <summary>
/// Turns a fact into a word of a shell command. What does not validate by the parameter's type yields null: text of a paste
/// is hostile, and a visible placeholder is better than a guess.
/// </summary>
internal static class ParameterValue
{
    private const int MaxWord = 255;

    /// <summary>The quoted word, or null when the value does not validate.</summary>
    public static string? Of(RemedyParameter parameter, in Fact fact)
    {
        if (parameter.Type is "size-kb" or "size-mb" or "size-bytes" or "count" or "pid" or "node" or "job" && FactText.Decimal(fact.Value) is { } number)
            return Number(parameter, fact, number);
        return fact.Value.Text is { } text && Valid(parameter.Type, text) ? Quote(text) : null;
    }

    /// <summary>A word in single quotes where the shell would see more than a word in it.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "_./:=@%+,-".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string? Number(RemedyParameter parameter, in Fact fact, decimal number)
    {
        if (number < 0)
            return null;
        var size = parameter.Type switch
        {
            "size-kb" => FactText.BytesOf(number, fact.Key.Unit, fact.PageKb) / 1024,
            "size-mb" => FactText.BytesOf(number, fact.Key.Unit, fact.PageKb) / (1024 * 1024),
            "size-bytes" => FactText.BytesOf(number, fact.Key.Unit, fact.PageKb),
            _ => number,
        };
        if (size is not { } value)
            return null;
        if (parameter.Rule is { } rule)
        {
            if (rule is not ['x', .. var factor] || !decimal.TryParse(factor, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var by))
                return null;
            value *= by;
        }

        return parameter.Type == "pid" && value is < 1 or > 4194304 ? null : decimal.Ceiling(value).ToString(CultureInfo.InvariantCulture);
    }

    private static bool Valid(string type, string text) => text.Length is > 0 and <= MaxWord && type switch
    {
        "cgroup" => text[0] == '/' && !text.Contains("..", StringComparison.Ordinal) && All(text, "_.:@/\\-"),
        "path" => text[0] == '/' && !text.Contains("..", StringComparison.Ordinal) && All(text, "_./+@-"),
        "unit" => All(text, "_.:@\\-") && text.Contains('.', StringComparison.Ordinal) && text[0] != '-',
        "node-list" => text.All(c => char.IsAsciiDigit(c) || c is ',' or '-'),
        "job" => char.IsAsciiDigit(text[0]) && All(text, "_.[]-"),
        "count" or "pid" or "node" or "size-kb" or "size-mb" or "size-bytes" => false,
        "cache" => text[0] != '-' && All(text, "_.:-"),
        _ => text[0] != '-' && All(text, "_.-"),
    };

    private static bool All(string text, string also) => text.All(c => char.IsAsciiLetterOrDigit(c) || also.Contains(c, StringComparison.Ordinal));
}
