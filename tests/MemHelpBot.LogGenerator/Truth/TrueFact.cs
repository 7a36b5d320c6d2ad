using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemHelpBot.LogGenerator.Truth;

/// <summary>A fact that was printed.</summary>
/// <param name="Name">Its contract name.</param>
/// <param name="Value">Its value.</param>
/// <param name="First">Index of the first record that it needs.</param>
/// <param name="Last">Index of the last one.</param>
public sealed record TrueFact(string Name, TrueValue Value, int First, int Last)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} = {Value.Text}";
}

/// <summary>A value in the two forms in which it is compared.</summary>
/// <param name="Text">Plain: digits, <c>true</c>, text, lists joined by a comma and a blank.</param>
/// <param name="Json">As JSON.</param>
public readonly record struct TrueValue(string Text, string Json)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An integer.</summary>
    public static TrueValue Of(long value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return new TrueValue(text, text);
    }

    /// <summary>A flag.</summary>
    public static TrueValue Of(bool value) => new(value ? "true" : "false", value ? "true" : "false");

    /// <summary>A text.</summary>
    public static TrueValue Of(string value) => new(value, JsonSerializer.Serialize(value, Plain));

    /// <summary>Integers.</summary>
    public static TrueValue Of(IReadOnlyList<long> values) => new(string.Join(", ", values.Select(v => Of(v).Text)), $"[{string.Join(',', values.Select(v => Of(v).Json))}]");

    /// <summary>Texts.</summary>
    public static TrueValue Of(IReadOnlyList<string> values) => new(string.Join(", ", values), $"[{string.Join(',', values.Select(v => Of(v).Json))}]");

    /// <summary>Groups of tasks with one name: pid of the largest, sum of their memory, how many.</summary>
    public static TrueValue Of(IReadOnlyList<(string Comm, long Pid, long RssKb, int Count)> tasks) => new(
        string.Join(", ", tasks.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Comm} ({t.Pid}) {t.RssKb} kB x{t.Count}"))),
        $"[{string.Join(',', tasks.Select(t => string.Create(CultureInfo.InvariantCulture, $"{{\"comm\":{Of(t.Comm).Json},\"pid\":{t.Pid},\"rss_kb\":{t.RssKb},\"count\":{t.Count}}}")))}]");
}
