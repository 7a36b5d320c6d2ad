using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>lexicon.yaml</c>.</summary>
internal static class LexiconFile
{
    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        foreach (var item in YamlFields.Items(root, log, "concepts"))
        {
            if (YamlFields.Of(item, log, "id", "words") is not { } fields)
                continue;
            var id = fields.Text("id");
            var words = fields.SomeTexts("words");
            foreach (var word in words)
            {
                if (word.Any(char.IsUpper))
                    log.Error(fields.Line, $"The word '{word}' of '{id}' is not in lower case.", "Write it in lower case.");
            }

            draft.Add(draft.Lexicon, "concept", id, new Concept(id, words), fields.Line, log);
        }
    }
}
