namespace MemHelpBot.Secrets;

/// <summary>
/// Text that may leave the process: to a store, a log, a model. Only <see cref="Egress"/>, <see cref="MaskMap"/> and
/// <see cref="Stored"/> make one, so that an interface that takes <see cref="Masked"/> cannot be given what nobody looked through.
/// </summary>
public sealed class Masked
{
    internal Masked(string text) => Text = text;

    /// <summary>The text with placeholders such as <c>masked-password-1</c>; line breaks are those of the original.</summary>
    public string Text { get; }

    /// <summary>Text that was masked before it was stored, as a store gives it back.</summary>
    public static Masked Stored(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
