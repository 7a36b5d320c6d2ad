namespace MemHelpBot.Secrets;

/// <summary>The one way out for text of a person that belongs to no conversation: logs, documents, errors. Thread-safe.</summary>
public static class Egress
{
    /// <summary>The text without its secrets. Placeholders are numbered within the text and lead back to nothing.</summary>
    public static Masked Mask(string text, MaskOptions? options = null) => new MaskMap(options).Mask(text);
}
