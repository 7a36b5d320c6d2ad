namespace MemHelpBot.Cases.Reading;

/// <summary>A piece of YAML with the line it starts on. Plain YAML only: the corpus uses no anchors and no tags.</summary>
/// <param name="Line">1-based line in the file.</param>
internal abstract record YamlNode(int Line);

/// <summary>A single value.</summary>
/// <param name="Line">1-based line in the file.</param>
/// <param name="Text">The value as text.</param>
/// <param name="IsNull">Whether it is YAML's null: empty, <c>~</c> or <c>null</c>, unquoted.</param>
internal sealed record YamlScalar(int Line, string Text, bool IsNull) : YamlNode(Line);

/// <summary>A list.</summary>
internal sealed record YamlList(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

/// <summary>A map; keys in file order, each with the line it stands on.</summary>
internal sealed record YamlMap(int Line, IReadOnlyList<YamlEntry> Entries) : YamlNode(Line)
{
    /// <summary>The value of a key, or null where the key is absent.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key == key)
                    return entry.Value;
            }

            return null;
        }
    }
}

/// <summary>One key of a map and its value.</summary>
internal sealed record YamlEntry(string Key, int Line, YamlNode Value);
