using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads YAML text into <see cref="YamlNode"/>s through YamlDotNet's event parser: no reflection, positions kept.</summary>
internal static class YamlText
{
    private const int DeepestNesting = 32;

    /// <summary>The root node, or null when the text is empty or broken; what is broken goes to the log.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="firstLine">Line of the file that the text's first line is.</param>
    /// <param name="log">Takes the problems.</param>
    public static YamlNode? Read(string text, int firstLine, FileLog log)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                return null;
            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, firstLine - 1, 0, log);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
                log.Error(LineOf(parser.Current!, firstLine - 1), "The file holds more than one YAML document.", "Remove the line '---' between them.");
            return root;
        }
        // YamlDotNet's scanner also throws InvalidOperationException and ArgumentException on texts that end inside a list or a map.
        catch (Exception broken) when (broken is YamlException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            var at = broken is YamlException { Start.Line: > 0 } placed ? placed.Start.Line : parser.Current?.Start.Line ?? 1;
            var line = (int)Math.Clamp(at, 1, int.MaxValue / 2) + firstLine - 1;
            log.Error(line, $"This is not valid YAML: {OneLine(broken.Message)}", "Check indentation, colons and quotes on this line and the one before; put texts with ': ' or '#' in double quotes.");
            return null;
        }
    }

    private static YamlNode ReadNode(Parser parser, int offset, int depth, FileLog log)
    {
        if (parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
            log.Error(LineOf(node, offset), "Anchors and tags are not used in the corpus.", "Write the value out.");
        if (depth > DeepestNesting)
            throw new YamlException(parser.Current!.Start, parser.Current.End, "too deeply nested");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlScalar(LineOf(scalar, offset), scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null");
        if (parser.TryConsume<SequenceStart>(out var list))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadNode(parser, offset, depth + 1, log));
            return new YamlList(LineOf(list, offset), items);
        }

        if (parser.TryConsume<MappingStart>(out var map))
            return ReadMap(parser, map, offset, depth, log);
        var other = parser.Consume<ParsingEvent>();
        log.Error(LineOf(other, offset), "Aliases are not used in the corpus.", "Write the value out.");
        return new YamlScalar(LineOf(other, offset), "", true);
    }

    private static YamlMap ReadMap(Parser parser, MappingStart map, int offset, int depth, FileLog log)
    {
        var entries = new List<YamlEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(parser, offset, depth + 1, log);
            var value = ReadNode(parser, offset, depth + 1, log);
            if (key is not YamlScalar name)
                log.Error(key.Line, "A key is a list or a map.", "Use a plain word as key.");
            else if (!keys.Add(name.Text))
                log.Error(key.Line, $"The key '{name.Text}' stands twice.", "Keep one of them.");
            else
                entries.Add(new YamlEntry(name.Text, name.Line, value));
        }

        return new YamlMap(LineOf(map, offset), entries);
    }

    private static int LineOf(ParsingEvent at, int offset) => (int)Math.Clamp(at.Start.Line, 1, int.MaxValue - 1) + offset;

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.') + ".";
}
