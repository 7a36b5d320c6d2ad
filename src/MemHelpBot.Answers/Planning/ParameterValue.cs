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

    /// <summary>A cgroup's path may be longer than the word taken from it (PATH_MAX).</summary>
    private const int MaxPath = 4096;

    /// <summary>From here on a limit is none: the kernel prints the most its counters hold (PAGE_COUNTER_MAX, in bytes).</summary>
    public const decimal Unbounded = 1L << 60;

    private static readonly string[] UnitSuffixes = [".service", ".scope", ".slice", ".mount", ".swap", ".socket"];

    /// <summary>The quoted word, or null when the value does not validate.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="fact">The fact that fills it.</param>
    /// <param name="swapBytes">For a rule that adds it: the swap that the limit leaves open; null when the paste does not tell, <see cref="Unbounded"/> for all there is.</param>
    public static string? Of(RemedyParameter parameter, in Fact fact, decimal? swapBytes = null)
    {
        if (parameter.Type is "size-kb" or "size-mb" or "size-bytes" or "count" or "pid" or "node" or "job" && FactText.Decimal(fact.Value) is { } number)
            return Number(parameter, fact, number, swapBytes);
        return fact.Value.Text is { } given && Word(parameter.Type, given) is { } text && Valid(parameter.Type, text)
            ? Quote(parameter.Type == "cgroup" ? text.TrimStart('/') : text)
            : null;
    }

    /// <summary>A word in single quotes where the shell would see more than a word in it.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "_./:=@%+,-".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// The word a text stands for: the unit, container or guest that a cgroup's path names in its last part, or the text itself.
    /// systemd names a unit's cgroup after the unit; Docker and Podman put the container's id there, LXC and QEMU on Proxmox the guest's number.
    /// </summary>
    private static string? Word(string type, string text)
    {
        if (text.Length is 0 or > MaxPath || text[0] != '/' || type is not ("unit" or "container" or "ctid"))
            return text;
        var last = text[(text.LastIndexOf('/') + 1)..];
        return type switch
        {
            "unit" => UnitSuffixes.Any(s => last.EndsWith(s, StringComparison.Ordinal)) ? last : null,
            "container" => ContainerId(last),
            _ => GuestNumber(text),
        };
    }

    private static string? ContainerId(string last)
    {
        var id = last.EndsWith(".scope", StringComparison.Ordinal) ? last[..^6] : last;
        id = id[(id.LastIndexOf('-') + 1)..];
        return id.Length == 64 && id.All(char.IsAsciiHexDigitLower) ? id[..12] : null;
    }

    private static string? GuestNumber(string path)
    {
        foreach (var before in (string[])["/lxc/", "/lxc.payload.", "/qemu.slice/"])
        {
            var at = path.IndexOf(before, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var number = new string([.. path.Skip(at + before.Length).TakeWhile(char.IsAsciiDigit)]);
            if (number.Length is >= 3 and <= 9)
                return number;
        }

        return null;
    }

    private static string? Number(RemedyParameter parameter, in Fact fact, decimal number, decimal? swapBytes)
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
        if (parameter.Rule is not null)
        {
            if (SizeRule.Parse(parameter.Rule) is not { } rule || rule.PlusSwap && (swapBytes is null || parameter.Type != "size-bytes"))
                return null;
            if (rule.PlusSwap && swapBytes >= Unbounded)
                return "-1";
            value = Math.Max(value * rule.Factor + (rule.PlusSwap ? swapBytes ?? 0 : 0), rule.AtLeast ?? 0);
        }

        return parameter.Type == "pid" && value is < 1 or > 4194304 ? null : decimal.Ceiling(value).ToString(CultureInfo.InvariantCulture);
    }

    private static bool Valid(string type, string text) => text.Length is > 0 and <= MaxWord && type switch
    {
        "cgroup" => text[0] == '/' && text.AsSpan().ContainsAnyExcept('/') && !text.Contains("..", StringComparison.Ordinal) && All(text, "_.:@/\\-"),
        "path" => text[0] == '/' && !text.Contains("..", StringComparison.Ordinal) && All(text, "_./+@-"),
        "unit" => All(text, "_.:@\\-") && text.Contains('.', StringComparison.Ordinal) && text[0] != '-',
        "ctid" => text.Length <= 9 && text.All(char.IsAsciiDigit),
        "container" => text[0] != '-' && text[0] != '.' && All(text, "_.-"),
        "node-list" => char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiDigit(c) || c is ',' or '-'),
        "job" => char.IsAsciiDigit(text[0]) && All(text, "_.[]-"),
        "count" or "pid" or "node" or "size-kb" or "size-mb" or "size-bytes" => false,
        "cache" => text[0] != '-' && All(text, "_.:-"),
        _ => text[0] != '-' && All(text, "_.-"),
    };

    private static bool All(string text, string also) => text.All(c => char.IsAsciiLetterOrDigit(c) || also.Contains(c, StringComparison.Ordinal));
}
