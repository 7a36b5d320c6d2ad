using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>glossary.yaml</c>.</summary>
internal static class GlossaryFile
{
    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        foreach (var item in YamlFields.Items(root, log, "terms"))
        {
            if (YamlFields.Of(item, log, "id", "terms", "text", "cite") is not { } fields)
                continue;
            var id = fields.Text("id");
            draft.Add(draft.Glossary, "term", id, new GlossaryEntry(id, fields.SomeTexts("terms"), fields.Local("text"), fields.Text("cite")), fields.Line, log);
        }
    }
}
