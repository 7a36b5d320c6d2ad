using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>placeholders.yaml</c>.</summary>
internal static class PlaceholderFile
{
    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        foreach (var item in YamlFields.Items(root, log, "placeholders"))
        {
            if (YamlFields.Of(item, log, "word", "text") is not { } fields)
                continue;
            var word = fields.Text("word");
            draft.Add(draft.Placeholders, "placeholder", word, new Placeholder(word, fields.Local("text")), fields.Line, log);
        }
    }
}
