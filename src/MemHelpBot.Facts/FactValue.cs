using System.Globalization;

namespace MemHelpBot.Facts;

/// <summary>Which form a <see cref="FactValue"/> has.</summary>
public enum FactValueKind
{
    /// <summary>A signed 64-bit integer.</summary>
    Integer,

    /// <summary>An integer above <see cref="long.MaxValue"/>, as a program prints a negative size by mistake.</summary>
    Unsigned,

    /// <summary>A number with decimals, as printed or computed.</summary>
    Real,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A text, as printed.</summary>
    Text,

    /// <summary>Integers in the order printed.</summary>
    Integers,

    /// <summary>Texts in the order printed.</summary>
    Texts,

    /// <summary>Groups of tasks, largest first.</summary>
    Tasks,
}

/// <summary>A value of one of the forms of <see cref="FactValueKind"/>. Equal values compare equal, lists by content.</summary>
public readonly struct FactValue : IEquatable<FactValue>
{
    private readonly long bits;
    private readonly object? reference;

    private FactValue(FactValueKind kind, long bits, object? reference) => (Kind, this.bits, this.reference) = (kind, bits, reference);

    /// <summary>The form.</summary>
    public FactValueKind Kind { get; }

    /// <summary>An integer.</summary>
    public static FactValue Of(long value) => new(FactValueKind.Integer, value, null);

    /// <summary>An integer that may exceed <see cref="long.MaxValue"/>.</summary>
    public static FactValue Of(ulong value) =>
        value <= long.MaxValue ? Of((long)value) : new(FactValueKind.Unsigned, unchecked((long)value), null);

    /// <summary>A number with decimals; must be finite.</summary>
    public static FactValue Of(double value) => double.IsFinite(value)
        ? new(FactValueKind.Real, BitConverter.DoubleToInt64Bits(value), null)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A fact's number is finite.");

    /// <summary>A flag.</summary>
    public static FactValue Of(bool value) => new(FactValueKind.Flag, value ? 1 : 0, null);

    /// <summary>A text.</summary>
    public static FactValue Of(string value) => new(FactValueKind.Text, 0, value);

    /// <summary>Integers.</summary>
    public static FactValue Of(IReadOnlyList<long> values) => new(FactValueKind.Integers, 0, values);

    /// <summary>Texts.</summary>
    public static FactValue Of(IReadOnlyList<string> values) => new(FactValueKind.Texts, 0, values);

    /// <summary>Task groups.</summary>
    public static FactValue Of(IReadOnlyList<TaskGroup> values) => new(FactValueKind.Tasks, 0, values);

    /// <summary>The integer, or null when the value has another form.</summary>
    public long? Integer => Kind == FactValueKind.Integer ? bits : null;

    /// <summary>The integer above <see cref="long.MaxValue"/>, or null when the value has another form.</summary>
    public ulong? Unsigned => Kind == FactValueKind.Unsigned ? unchecked((ulong)bits) : null;

    /// <summary>The number of any numeric form as a double, or null.</summary>
    public double? Number => Kind switch
    {
        FactValueKind.Integer => bits,
        FactValueKind.Unsigned => unchecked((ulong)bits),
        FactValueKind.Real => BitConverter.Int64BitsToDouble(bits),
        _ => null,
    };

    /// <summary>The flag, or null when the value has another form.</summary>
    public bool? Flag => Kind == FactValueKind.Flag ? bits != 0 : null;

    /// <summary>The text, or null when the value has another form.</summary>
    public string? Text => Kind == FactValueKind.Text ? (string?)reference : null;

    /// <summary>The integers, or null when the value has another form.</summary>
    public IReadOnlyList<long>? Integers => Kind == FactValueKind.Integers ? (IReadOnlyList<long>?)reference : null;

    /// <summary>The texts, or null when the value has another form.</summary>
    public IReadOnlyList<string>? Texts => Kind == FactValueKind.Texts ? (IReadOnlyList<string>?)reference : null;

    /// <summary>The task groups, or null when the value has another form.</summary>
    public IReadOnlyList<TaskGroup>? Tasks => Kind == FactValueKind.Tasks ? (IReadOnlyList<TaskGroup>?)reference : null;

    /// <inheritdoc/>
    public bool Equals(FactValue other) => Kind == other.Kind && Kind switch
    {
        FactValueKind.Text => Text == other.Text,
        FactValueKind.Integers => Integers!.SequenceEqual(other.Integers!),
        FactValueKind.Texts => Texts!.SequenceEqual(other.Texts!),
        FactValueKind.Tasks => Tasks!.SequenceEqual(other.Tasks!),
        _ => bits == other.bits,
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FactValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, bits, reference is string text ? text.GetHashCode(StringComparison.Ordinal) : 0);

    /// <summary>Equality by form and content.</summary>
    public static bool operator ==(FactValue left, FactValue right) => left.Equals(right);

    /// <summary>Inequality by form or content.</summary>
    public static bool operator !=(FactValue left, FactValue right) => !left.Equals(right);

    /// <summary>The value as an invariant plain text: digits without separators, lists joined by a comma and a blank.</summary>
    public override string ToString() => Kind switch
    {
        FactValueKind.Integer => bits.ToString(CultureInfo.InvariantCulture),
        FactValueKind.Unsigned => Unsigned!.Value.ToString(CultureInfo.InvariantCulture),
        FactValueKind.Real => Number!.Value.ToString("0.######", CultureInfo.InvariantCulture),
        FactValueKind.Flag => bits != 0 ? "true" : "false",
        FactValueKind.Text => (string?)reference ?? "",
        FactValueKind.Integers => string.Join(", ", Integers!.Select(v => v.ToString(CultureInfo.InvariantCulture))),
        FactValueKind.Texts => string.Join(", ", Texts!),
        _ => string.Join(", ", Tasks!.Select(t => $"{t.Comm} ({t.Pid})")),
    };
}
