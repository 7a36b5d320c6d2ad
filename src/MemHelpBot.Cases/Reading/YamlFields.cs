using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads the fields of one YAML map by the corpus schema; what is missing or of the wrong shape goes to the log and reads as empty.</summary>
internal sealed class YamlFields
{
    private readonly YamlMap map;
    private readonly FileLog log;

    private YamlFields(YamlMap map, FileLog log) => (this.map, this.log) = (map, log);

    /// <summary>1-based line on which the map starts.</summary>
    public int Line => map.Line;

    /// <summary>The fields of a node that has to be a map with no other keys than the given ones; null when it is no map.</summary>
    public static YamlFields? Of(YamlNode? node, FileLog log, params ReadOnlySpan<string> keys)
    {
        if (node is not YamlMap map)
        {
            log.Error(node?.Line ?? 1, "A map of keys and values is expected here.", $"Give the keys {string.Join(", ", keys)}.");
            return null;
        }

        foreach (var entry in map.Entries)
        {
            if (!keys.Contains(entry.Key))
                log.Error(entry.Line, $"The key '{entry.Key}' is not known here.", $"Known are {string.Join(", ", keys)}.");
        }

        return new YamlFields(map, log);
    }

    /// <summary>The items of a list; a missing or other node gives none and a problem.</summary>
    public static IReadOnlyList<YamlNode> Items(YamlNode? node, FileLog log, string what)
    {
        if (node is YamlList list)
            return list.Items;
        log.Error(node?.Line ?? 1, $"A list of {what} is expected here.", "Start each item with '- '.");
        return [];
    }

    /// <summary>The value of a key that may be absent.</summary>
    public YamlNode? Find(string key) => map[key];

    /// <summary>The value of a key that must be there.</summary>
    public YamlNode? Node(string key)
    {
        if (map[key] is { } node)
            return node;
        log.Error(map.Line, $"The key '{key}' is missing.", $"Add '{key}:'.");
        return null;
    }

    /// <summary>A text that must be there and not empty.</summary>
    public string Text(string key)
    {
        var node = Node(key);
        if (node is null)
            return "";
        if (node is YamlScalar { IsNull: false } scalar && scalar.Text.Length > 0)
            return scalar.Text;
        log.Error(node.Line, $"'{key}' must be a text.", $"Write '{key}: …'.");
        return "";
    }

    /// <summary>A text that must be there but may be null.</summary>
    public string? TextOrNull(string key)
    {
        var node = map[key];
        if (node is null or YamlScalar { IsNull: true })
            return null;
        if (node is YamlScalar scalar)
            return scalar.Text;
        log.Error(node.Line, $"'{key}' must be a text or null.", $"Write '{key}: …' or '{key}: null'.");
        return null;
    }

    /// <summary>One of a closed list of words.</summary>
    public string Word(string key, params ReadOnlySpan<string> words)
    {
        var text = Text(key);
        if (text.Length > 0 && !words.Contains(text))
            log.Error(map[key]!.Line, $"'{text}' is no value for '{key}'.", $"Use one of {string.Join(", ", words)}.");
        return text;
    }

    /// <summary>A list of texts that must be there; it may be empty.</summary>
    public IReadOnlyList<string> Texts(string key) => Texts(Node(key), key);

    /// <summary>A list of texts; absent reads as empty.</summary>
    public IReadOnlyList<string> TextsIfAny(string key) => map[key] is { } node ? Texts(node, key) : [];

    /// <summary>A list of texts with at least one in it.</summary>
    public IReadOnlyList<string> SomeTexts(string key)
    {
        var texts = Texts(key);
        if (texts.Count == 0 && map[key] is { } node)
            log.Error(node.Line, $"'{key}' is empty.", "Give at least one.");
        return texts;
    }

    /// <summary>A text in every language.</summary>
    public LocalText Local(string key) => Local(Node(key), key);

    /// <summary>A text in every language, from the node itself.</summary>
    public LocalText Local(YamlNode? node, string what) => LocalFrom(node, what, log);

    /// <summary>A text in every language; a language that lacks takes the place of another so that reading can go on.</summary>
    public static LocalText LocalFrom(YamlNode? node, string what, FileLog log)
    {
        if (node is null)
            return new LocalText("", "", "");
        if (Of(node, log, "en", "zh", "pl") is not { } fields)
            return new LocalText("", "", "");
        string? Language(string lang)
        {
            if (fields.map[lang] is YamlScalar { IsNull: false } text && !string.IsNullOrWhiteSpace(text.Text))
                return text.Text;
            log.Error(fields.Line, $"'{what}' lacks the language '{lang}'.", $"Add '{lang}:'; all of en, zh and pl are required.");
            return null;
        }

        var (en, zh, pl) = (Language("en"), Language("zh"), Language("pl"));
        var any = en ?? zh ?? pl ?? "";
        return new LocalText(en ?? any, zh ?? any, pl ?? any);
    }

    private List<string> Texts(YamlNode? node, string key)
    {
        if (node is null)
            return [];
        if (node is not YamlList list)
        {
            log.Error(node.Line, $"'{key}' must be a list.", $"Write '{key}: [a, b]', or '{key}: []' for none.");
            return [];
        }

        var texts = new List<string>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (item is YamlScalar { IsNull: false } scalar && scalar.Text.Length > 0)
                texts.Add(scalar.Text);
            else
                log.Error(item.Line, $"An item of '{key}' is no text.", "Write a plain or quoted text.");
        }

        return texts;
    }
}
